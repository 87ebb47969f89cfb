//! A piece of evidence: looked at before it is taken, on the phone and at the bank alike.
//!
//! What a file says of itself (its name, its media type) counts for nothing: its form is read from its bytes, from the first to the last.
//! Nothing is opened or drawn here, so that a hostile file meets no decoder before somebody at the bank looks at it in a place made for that.

use super::named::named;

/// Largest piece, in bytes: with its base64url it fits into a request of the contract.
pub const MOST_BYTES: usize = 40 * 1024;
/// Most pieces of one dispute.
pub const MOST_PIECES: usize = 6;
/// How far from its end a PDF says that it ends.
const PDF_TAIL: usize = 1024;
/// What a paper needs no name of: programs, other files, actions by themselves, encryption that nobody could look behind.
const ACTIVE: [&[u8]; 9] =
    [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/RichMedia", b"/XFA", b"/Encrypt"];

named! {
    /// What a piece is.
    MediaType {
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A picture of a screen.
        Png = "image/png",
        /// A paper.
        Pdf = "application/pdf",
        /// Plain words, UTF-8.
        Text = "text/plain",
    }
}

named! {
    /// Why a piece is not taken.
    EvidenceFault {
        /// Nothing is in it.
        Empty = "empty",
        /// Over [`MOST_BYTES`].
        TooLarge = "too-large",
        /// None of the forms that are taken.
        UnknownForm = "unknown-form",
        /// It ends before it should, or goes on after.
        Damaged = "damaged",
        /// A paper that holds a program, another file, or is encrypted.
        Active = "active",
        /// Words with characters that show nothing or turn the direction.
        Hidden = "hidden",
    }
}

/// What it is, if it is taken. Linear in its length.
///
/// # Errors
/// [`EvidenceFault`].
pub fn check(content: &[u8]) -> Result<MediaType, EvidenceFault> {
    if content.is_empty() {
        return Err(EvidenceFault::Empty);
    }
    if content.len() > MOST_BYTES {
        return Err(EvidenceFault::TooLarge);
    }
    match picture_or_paper(content) {
        Some(looked_at) => looked_at,
        None => check_text(content),
    }
}

/// What it is by its first bytes, and whether it is whole; `None`: neither picture nor paper. No limit of size.
pub(crate) fn picture_or_paper(content: &[u8]) -> Option<Result<MediaType, EvidenceFault>> {
    if content.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Some(whole(is_whole_jpeg(content), MediaType::Jpeg));
    }
    if content.starts_with(PNG) {
        return Some(whole(is_whole_png(content), MediaType::Png));
    }
    (content.starts_with(b"%PDF-1.") || content.starts_with(b"%PDF-2.")).then(|| check_pdf(content))
}

fn whole(fits: bool, is: MediaType) -> Result<MediaType, EvidenceFault> {
    if fits { Ok(is) } else { Err(EvidenceFault::Damaged) }
}

const PNG: &[u8] = &[0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n'];

/// ITU T.81 annex B: segments with their lengths up to the start of the scan, and the end of the image at the very end.
fn is_whole_jpeg(content: &[u8]) -> bool {
    let mut rest = content.get(2..).unwrap_or_default();
    while let [0xFF, marker, tail @ ..] = rest {
        match (*marker, tail) {
            // A fill byte.
            (0xFF, _) => rest = rest.get(1..).unwrap_or_default(),
            (0xDA, _) => return tail.len() > 2 && content.ends_with(&[0xFF, 0xD9]),
            (0xC0..=0xFE, [high, low, ..]) => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match tail.get(length..) {
                    Some(after) if length >= 2 => rest = after,
                    _ => return false,
                }
            }
            _ => return false,
        }
    }
    false
}

/// Bytes of a PNG's header (ISO/IEC 15948, 11.2.2).
const HEADER: usize = 13;

/// ISO/IEC 15948: chunks with their lengths, from `IHDR` to an `IEND` that nothing follows.
fn is_whole_png(content: &[u8]) -> bool {
    let mut rest = content.get(PNG.len()..).unwrap_or_default();
    let mut first = true;
    while let Some((head, tail)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(usize::MAX);
        if first != (kind == *b"IHDR") || (first && length != HEADER) {
            return false;
        }
        first = false;
        // Behind the data stand four bytes of checksum.
        let Some(after) = length.checked_add(4).and_then(|length| tail.get(length..)) else { return false };
        if kind == *b"IEND" {
            return length == 0 && after.is_empty();
        }
        rest = after;
    }
    false
}

/// ISO 32000: it says where it ends, and names nothing that acts. A name may be spelt with `#` and two hexadecimal digits.
fn check_pdf(content: &[u8]) -> Result<MediaType, EvidenceFault> {
    let tail = content.get(content.len().saturating_sub(PDF_TAIL)..).unwrap_or_default();
    if !holds(tail, b"%%EOF") {
        return Err(EvidenceFault::Damaged);
    }
    let plain = without_escapes(content);
    let acts = ACTIVE.iter().any(|name| names(&plain, name));
    if acts { Err(EvidenceFault::Active) } else { Ok(MediaType::Pdf) }
}

fn without_escapes(content: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut plain = Vec::with_capacity(content.len());
    let mut rest = content;
    while let [byte, tail @ ..] = rest {
        match (*byte, tail) {
            (b'#', [high, low, after @ ..]) => match (digit(high), digit(low)) {
                (Some(high), Some(low)) => {
                    plain.push((high << 4) | low);
                    rest = after;
                }
                _ => {
                    plain.push(b'#');
                    rest = tail;
                }
            },
            _ => {
                plain.push(*byte);
                rest = tail;
            }
        }
    }
    plain
}

/// Whether this very name stands there: `/JS` is not in `/JSON`. `/EmbeddedFile` is found in `/EmbeddedFiles` too.
fn names(content: &[u8], name: &[u8]) -> bool {
    content.windows(name.len()).enumerate().any(|(at, found)| {
        let next = content.get(at + name.len());
        let goes_on = next.is_some_and(u8::is_ascii_alphanumeric) && name != b"/EmbeddedFile";
        found == name && !goes_on
    })
}

fn holds(content: &[u8], wanted: &[u8]) -> bool {
    content.windows(wanted.len()).any(|found| found == wanted)
}

fn check_text(content: &[u8]) -> Result<MediaType, EvidenceFault> {
    let text = std::str::from_utf8(content).map_err(|_| EvidenceFault::UnknownForm)?;
    if text.trim().is_empty() {
        return Err(EvidenceFault::Empty);
    }
    let control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if text.contains(control) {
        return Err(EvidenceFault::UnknownForm);
    }
    if text.contains(crate::safety::is_invisible) { Err(EvidenceFault::Hidden) } else { Ok(MediaType::Text) }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn jpeg() -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x04, 0x4A, 0x46];
        file.extend([0xFF, 0xDA, 0x00, 0x02, 0x11, 0x22, 0x33, 0xFF, 0xD9]);
        file
    }

    pub(crate) fn png() -> Vec<u8> {
        let mut file = PNG.to_vec();
        file.extend([0, 0, 0, 13]);
        file.extend(b"IHDR");
        file.extend([1; 13 + 4]);
        file.extend([0, 0, 0, 0]);
        file.extend(b"IEND\0\0\0\0");
        file
    }

    pub(crate) fn pdf(body: &str) -> Vec<u8> {
        format!("%PDF-1.7\n{body}\n%%EOF\n").into_bytes()
    }

    #[test]
    fn card_7_evidence_is_known_by_its_bytes() {
        assert_eq!(check(&jpeg()), Ok(MediaType::Jpeg));
        assert_eq!(check(&png()), Ok(MediaType::Png));
        assert_eq!(check(&pdf("1 0 obj << /Type /Catalog /JSON 1 >> endobj")), Ok(MediaType::Pdf));
        assert_eq!(check("Toko berjanji mengirim pada 3 Mei.\n".as_bytes()), Ok(MediaType::Text));
    }

    #[test]
    fn card_7_evidence_that_acts_hides_or_is_something_else_is_not_taken() {
        for body in [
            "<< /S /JavaScript /JS (app.alert(1)) >>",
            "<< /J#61vaScript 1 >>",
            "<< /Names << /EmbeddedFiles 3 0 R >> >>",
            "<< /OpenAction 4 0 R >>",
            "trailer << /Encrypt 9 0 R >>",
        ] {
            assert_eq!(check(&pdf(body)), Err(EvidenceFault::Active), "{body}");
        }
        for (content, fault) in [
            (b"".to_vec(), EvidenceFault::Empty),
            (b" \n\t".to_vec(), EvidenceFault::Empty),
            (vec![b'a'; MOST_BYTES + 1], EvidenceFault::TooLarge),
            (b"PK\x03\x04zip".to_vec(), EvidenceFault::UnknownForm),
            (b"MZ\x90\x00".to_vec(), EvidenceFault::UnknownForm),
            (b"\xD0\xCF\x11\xE0".to_vec(), EvidenceFault::UnknownForm),
            ("Bayar\u{202E}kepada".as_bytes().to_vec(), EvidenceFault::Hidden),
            (b"%PDF-1.7\nand no end".to_vec(), EvidenceFault::Damaged),
        ] {
            assert_eq!(check(&content), Err(fault), "{content:?}");
        }
        // Something behind the end is something else in the same file.
        for whole in [jpeg(), png()] {
            assert_eq!(check(&[whole.as_slice(), b"PK\x03\x04"].concat()), Err(EvidenceFault::Damaged));
        }
    }

    proptest! {
        #[test]
        fn card_7_a_picture_that_is_cut_short_is_not_taken(cut in 3_usize..17) {
            let whole = jpeg();
            prop_assert_eq!(check(&whole[..cut.min(whole.len() - 1)]), Err(EvidenceFault::Damaged));
            let whole = png();
            let cut = cut.max(PNG.len()).min(whole.len() - 1);
            prop_assert_eq!(check(&whole[..cut]), Err(EvidenceFault::Damaged));
        }

        #[test]
        fn card_7_no_content_breaks_the_check_and_what_is_taken_is_bounded(
            start in prop::sample::select(vec![Vec::new(), jpeg(), png(), pdf("")]),
            more in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let content = [start, more].concat();
            if check(&content).is_ok() {
                prop_assert!((1..=MOST_BYTES).contains(&content.len()));
            }
        }
    }
}
