//! What a picture says beside what it shows: where and when it was taken, by which phone, a small copy from before it was cropped, a second
//! picture behind the first. None of it leaves the phone, with a file of the chat or as evidence; how a picture is turned and which colours it means stays.

use std::iter;

use crate::attachments::AttachmentKind;
use crate::cards::evidence::MediaType;

/// The same picture without what it does not show; `None`: its parts do not fit together. A paper is given back as it is. Linear.
///
/// Kept of a JPEG (ITU T.81): everything that the image is decoded from, `JFIF`, the colour profile (ICC.1, annex B.4), Adobe's mark of the
/// colour space, and of Exif (CIPA DC-008) the orientation alone. It ends with its first image: other phones' formats hang further
/// ones behind it (CIPA DC-007). Kept of a PNG (ISO/IEC 15948): critical chunks and those of colour, transparency and size.
#[must_use]
pub fn without_metadata(kind: AttachmentKind, content: &[u8]) -> Option<Vec<u8>> {
    match kind {
        AttachmentKind::Jpeg => jpeg(content),
        AttachmentKind::Png => png(content),
        AttachmentKind::Pdf => Some(content.to_vec()),
    }
}

/// The same of a piece of evidence: words and papers are given back as they are.
#[must_use]
pub fn without_metadata_of(form: MediaType, content: Vec<u8>) -> Option<Vec<u8>> {
    match form {
        MediaType::Jpeg => jpeg(&content),
        MediaType::Png => png(&content),
        MediaType::Pdf | MediaType::Text => Some(content),
    }
}

/// Markers of T.81, table B.1.
mod marker {
    pub(super) const SOI: u8 = 0xD8;
    pub(super) const EOI: u8 = 0xD9;
    pub(super) const SOS: u8 = 0xDA;
    pub(super) const APP0: u8 = 0xE0;
    pub(super) const APP1: u8 = 0xE1;
    pub(super) const APP2: u8 = 0xE2;
    pub(super) const APP14: u8 = 0xEE;
    pub(super) const APP15: u8 = 0xEF;
    pub(super) const COM: u8 = 0xFE;
}

fn jpeg(content: &[u8]) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(&[0xFF, marker::SOI])?;
    let mut clean = Vec::with_capacity(content.len());
    clean.extend([0xFF, marker::SOI]);
    let mut shows = false;
    loop {
        let (&code, after) = match rest {
            // A fill byte.
            [0xFF, 0xFF, ..] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xFF, code, after @ ..] => (code, after),
            _ => return None,
        };
        match code {
            marker::EOI => {
                clean.extend([0xFF, marker::EOI]);
                return shows.then_some(clean);
            }
            // Alone, without a length: RSTn and TEM.
            0xD0..=0xD7 | 0x01 => {
                clean.extend([0xFF, code]);
                rest = after;
            }
            0x00 => return None,
            _ => {
                let (length, _) = after.split_first_chunk::<2>()?;
                let length = usize::from(u16::from_be_bytes(*length));
                let (segment, after) = after.split_at_checked(length)?;
                let body = segment.get(2..)?;
                if code == marker::APP1 {
                    clean.extend(orientation(body).into_iter().flat_map(turned));
                } else if is_decoded(code, body) {
                    clean.extend([0xFF, code]);
                    clean.extend_from_slice(segment);
                }
                shows |= code == marker::SOS;
                let data = if code == marker::SOS { entropy_coded(after)? } else { 0 };
                let (data, after) = after.split_at_checked(data)?;
                clean.extend_from_slice(data);
                rest = after;
            }
        }
    }
}

/// Whether the image is decoded with this segment.
fn is_decoded(code: u8, body: &[u8]) -> bool {
    match code {
        marker::APP0 => body.starts_with(b"JFIF\0"),
        marker::APP2 => body.starts_with(b"ICC_PROFILE\0"),
        marker::APP14 => body.starts_with(b"Adobe"),
        marker::APP0..=marker::APP15 | marker::COM => false,
        _ => true,
    }
}

/// The length of a scan's data: up to a marker that is neither a stuffed zero nor a restart (T.81, B.1.1.5).
fn entropy_coded(after: &[u8]) -> Option<usize> {
    after.windows(2).position(|pair| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xD0..=0xD7 | 0xFF)))
}

/// How the camera was held, if it was not upright: tag 0x0112 of the first directory (CIPA DC-008, 4.6.5).
fn orientation(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
    let directory = usize::try_from(first).ok()?;
    let entries = usize::from(short(directory)?);
    let tag = (0..entries).map(|entry| directory + 2 + entry * 12).find(|at| short(*at) == Some(0x0112))?;
    let turned = short(tag + 8)?;
    u8::try_from(turned).ok().filter(|turned| (2..=8).contains(turned))
}

/// A segment of Exif that says the orientation and nothing else.
fn turned(orientation: u8) -> impl Iterator<Item = u8> {
    let head = [0xFF, marker::APP1, 0, 34].into_iter().chain(*b"Exif\0\0MM\0*").chain([0, 0, 0, 8]);
    // One entry: the tag, a short, one of it, its value; then no further directory.
    let entry = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
    head.chain(entry).chain(iter::repeat_n(0, 4))
}

/// Ancillary chunks of colour, transparency and size (ISO/IEC 15948, 11.3).
const SHOWN: [&[u8; 4]; 12] =
    [b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"hIST"];

fn png(content: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = content.split_at_checked(8)?;
    let mut clean = Vec::with_capacity(content.len());
    clean.extend_from_slice(signature);
    loop {
        let (head, _) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, kind @ ..] = *head;
        // Length and kind before the data, a checksum after.
        let whole = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?.checked_add(12)?;
        let (chunk, after) = rest.split_at_checked(whole)?;
        let critical = kind.first().is_some_and(u8::is_ascii_uppercase);
        if critical || SHOWN.contains(&&kind) {
            clean.extend_from_slice(chunk);
        }
        if kind == *b"IEND" {
            return Some(clean);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::attachments::check;

    fn segment(code: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
        [&[0xFF, code], &length[..], body].concat()
    }

    /// Exif of a phone: little-endian, the maker first, then how it was held, then where.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut body = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
        body.extend(b"\x0F\x01\x02\0\x04\0\0\0Fone");
        body.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        body.extend(b"\0\0\0\0GPS -6.2088 106.8456");
        body
    }

    fn photograph(orientation: u8) -> Vec<u8> {
        let image = [
            vec![0xFF, 0xD8],
            segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
            segment(0xE1, &exif(orientation)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0GPS again"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xE2, b"MPF\0where the second one is"),
            segment(0xED, b"Photoshop 3.0\0GPS once more"),
            segment(0xFE, b"a comment: GPS"),
            segment(0xDB, &[7; 65]),
            segment(0xC2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            segment(0xDA, &[1, 1, 0, 0, 0, 0]),
            // A stuffed zero, a restart, and then a second scan: a progressive picture has several.
            vec![0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56],
            segment(0xC4, &[9; 20]),
            segment(0xDA, &[1, 1, 0, 1, 5, 0]),
            vec![0x78, 0x9A, 0xFF, 0xD9],
        ]
        .concat();
        let second = [vec![0xFF, 0xD8], segment(0xE1, &exif(1)), vec![0xFF, 0xD9]].concat();
        [image, second].concat()
    }

    fn holds(content: &[u8], part: &[u8]) -> bool {
        content.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn chat_4_a_photograph_leaves_the_phone_without_place_maker_and_second_picture() {
        let clean = without_metadata(AttachmentKind::Jpeg, &photograph(6)).expect("whole");
        for gone in [&b"GPS"[..], b"Fone", b"xap", b"MPF", b"Photoshop"] {
            assert!(!holds(&clean, gone), "{}", String::from_utf8_lossy(gone));
        }
        for kept in [&b"JFIF"[..], b"ICC_PROFILE", &[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56], &[9; 20]] {
            assert!(holds(&clean, kept));
        }
        assert!(clean.ends_with(&[0x78, 0x9A, 0xFF, 0xD9]), "one picture");
        assert_eq!(check(&clean), Ok(AttachmentKind::Jpeg));
        assert_eq!(without_metadata(AttachmentKind::Jpeg, &clean), Some(clean), "nothing is left to take");
    }

    #[test]
    fn chat_4_a_picture_that_was_held_sideways_stays_turned() {
        for orientation in 0..=9 {
            let clean = without_metadata(AttachmentKind::Jpeg, &photograph(orientation)).expect("whole");
            let kept = clean.windows(6).position(|window| window == b"Exif\0\0").map(|at| &clean[at..]);
            let expected = (2..=8).contains(&orientation).then_some(orientation);
            assert_eq!(kept.and_then(super::orientation), expected);
        }
    }

    #[test]
    fn chat_4_a_picture_of_a_screen_loses_its_words_and_keeps_its_colours() {
        let chunk = |kind: &[u8; 4], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("short").to_be_bytes();
            [&length[..], kind, data, &[0; 4]].concat()
        };
        let parts = |kinds: &[&[u8; 4]]| kinds.iter().flat_map(|kind| chunk(kind, b"abc")).collect::<Vec<_>>();
        let whole = |middle: Vec<u8>| {
            [b"\x89PNG\r\n\x1A\n".to_vec(), chunk(b"IHDR", &[1; 13]), middle, chunk(b"IEND", b"")].concat()
        };
        let told = whole(parts(&[b"sRGB", b"tEXt", b"eXIf", b"PLTE", b"iTXt", b"tIME", b"IDAT", b"zTXt"]));
        let clean = whole(parts(&[b"sRGB", b"PLTE", b"IDAT"]));
        assert_eq!(without_metadata(AttachmentKind::Png, &told), Some(clean.clone()));
        assert_eq!(check(&clean), Ok(AttachmentKind::Png));
    }

    proptest! {
        #[test]
        fn chat_4_what_was_cut_is_refused_and_what_is_left_is_whole(at in 0_usize..300, flipped in any::<u8>(), orientation in 0_u8..10) {
            let mut photograph = photograph(orientation);
            let at = at % photograph.len();
            photograph[at] ^= flipped;
            if let Some(clean) = without_metadata(AttachmentKind::Jpeg, &photograph) {
                prop_assert!(clean.len() <= photograph.len() + 38);
                prop_assert_eq!(without_metadata(AttachmentKind::Jpeg, &clean), Some(clean));
            }
            photograph.truncate(at);
            prop_assert!(without_metadata(AttachmentKind::Png, &photograph).is_none());
        }
    }
}
