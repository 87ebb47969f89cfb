//! Files in the chat: which are taken, under which names, and what an employee may ask for. The same rules on the phone and at the bank.
//!
//! What a file is, its bytes say; its name and the media type that somebody claims say nothing. A name that claims another form than the
//! bytes have is refused and not corrected: whoever opens such a file would open it as something else than was looked at.
//!
//! Nothing here can see what is *on* a picture. So the rule about cards and identity cards does not pretend to: whatever is sent without
//! the bank having asked for it is asked about first, whatever is on it, and what the bank has asked for under its signature is not.

use crate::cards::evidence::{self, EvidenceFault, MediaType};
use crate::cards::named::named;
use crate::safety::is_invisible;

/// Largest file, in bytes: a photograph of a phone fits.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// Longest name, in characters.
pub const NAME_CHARS: usize = 80;
/// Longest purpose of a request, in characters.
pub const PURPOSE_CHARS: usize = 200;
/// So long the bank may keep what it has asked for: five years, as a complaint can turn on it. In days.
pub const MOST_RETENTION_DAYS: u32 = 5 * 366;
/// A request asks no longer than this, in milliseconds: three days.
pub const REQUEST_LIFE_MS: i64 = 3 * 24 * 3_600_000;

named! {
    /// What a file is.
    AttachmentKind {
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A picture of a screen.
        Png = "image/png",
        /// A paper.
        Pdf = "application/pdf",
    }
}

named! {
    /// Why a file is not taken.
    AttachmentFault {
        /// Nothing is in it.
        Empty = "empty",
        /// Over [`MOST_BYTES`].
        TooLarge = "too-large",
        /// None of the forms that are taken.
        UnknownForm = "unknown-form",
        /// A photograph in a form of Apple's that the bank cannot open.
        Heic = "heic",
        /// It ends before it should, or goes on after.
        Damaged = "damaged",
        /// A paper that holds a program, another file, or is encrypted.
        Active = "active",
        /// No name, one that is too long, or with characters that show nothing or turn the direction.
        Name = "name",
        /// Its name claims another form than its bytes have.
        OtherForm = "other-form",
        /// The bank has as many files of this customer without a message as it takes.
        TooMany = "too-many",
        /// What arrived is not what was announced.
        Changed = "changed",
    }
}

named! {
    /// What an employee may ask for.
    DocumentKind {
        /// An identity card or passport.
        IdentityCard = "identity-card",
        /// A picture of a payment card, for a worn chip or the like.
        Card = "card",
        /// Where the customer lives.
        AddressProof = "address-proof",
        /// What the customer earns.
        IncomeProof = "income-proof",
        /// A bill, receipt or letter.
        Paper = "paper",
    }
}

impl AttachmentKind {
    /// Whether it can be drawn in the chat.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }

    /// Endings that names of it have; the first is the one that is given.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Pdf => &["pdf"],
        }
    }
}

impl AttachmentFault {
    /// What a check of the bytes has found.
    const fn of(fault: EvidenceFault) -> Self {
        match fault {
            EvidenceFault::Empty => Self::Empty,
            EvidenceFault::TooLarge => Self::TooLarge,
            EvidenceFault::UnknownForm | EvidenceFault::Hidden => Self::UnknownForm,
            EvidenceFault::Damaged => Self::Damaged,
            EvidenceFault::Active => Self::Active,
        }
    }
}

/// What it is, if it is taken. Linear in its length.
///
/// # Errors
/// [`AttachmentFault`].
pub fn check(content: &[u8]) -> Result<AttachmentKind, AttachmentFault> {
    if content.is_empty() {
        return Err(AttachmentFault::Empty);
    }
    if content.len() > MOST_BYTES {
        return Err(AttachmentFault::TooLarge);
    }
    if is_heic(content) {
        return Err(AttachmentFault::Heic);
    }
    match evidence::picture_or_paper(content) {
        Some(Ok(MediaType::Jpeg)) => Ok(AttachmentKind::Jpeg),
        Some(Ok(MediaType::Png)) => Ok(AttachmentKind::Png),
        Some(Ok(MediaType::Pdf)) => Ok(AttachmentKind::Pdf),
        Some(Ok(MediaType::Text)) | None => Err(AttachmentFault::UnknownForm),
        Some(Err(fault)) => Err(AttachmentFault::of(fault)),
    }
}

/// ISO/IEC 14496-12: a box `ftyp` at the beginning, with a brand of HEIF (ISO/IEC 23008-12) or AVIF.
fn is_heic(content: &[u8]) -> bool {
    const BRANDS: [&[u8]; 9] = [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"];
    content.get(4..8) == Some(b"ftyp") && content.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// The name under which a file goes: without its folders, with the ending of what it is.
///
/// # Errors
/// [`AttachmentFault::Name`], [`AttachmentFault::OtherForm`].
pub fn name(given: &str, kind: AttachmentKind) -> Result<String, AttachmentFault> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let hidden = |letter: char| letter.is_control() || is_invisible(letter);
    if last.is_empty() || last.starts_with('.') || last.contains(hidden) {
        return Err(AttachmentFault::Name);
    }
    let ending = last.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_of = |kind: AttachmentKind| ending.as_deref().is_some_and(|ending| kind.endings().contains(&ending));
    if AttachmentKind::ALL.iter().any(|other| *other != kind && is_of(*other)) {
        return Err(AttachmentFault::OtherForm);
    }
    let whole = if is_of(kind) {
        last.to_owned()
    } else {
        format!("{last}.{}", kind.endings().first().copied().unwrap_or_default())
    };
    if whole.chars().count() > NAME_CHARS { Err(AttachmentFault::Name) } else { Ok(whole) }
}

/// Whether a request of the bank's asks now. `from` and `until` are its own times, `now` the bank's; milliseconds since 1970 UTC.
#[must_use]
pub const fn asks(from_ms: i64, until_ms: i64, now_ms: i64) -> bool {
    from_ms < until_ms && until_ms - from_ms <= REQUEST_LIFE_MS && now_ms >= from_ms && now_ms < until_ms
}

/// Whether the words of a request may be shown and its term be honoured.
#[must_use]
pub fn is_request_fit(purpose: &str, retention_days: u32) -> bool {
    let hidden = |letter: char| letter.is_control() || is_invisible(letter);
    let length = purpose.trim().chars().count();
    (1..=PURPOSE_CHARS).contains(&length) && !purpose.contains(hidden) && retention_days <= MOST_RETENTION_DAYS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cards::evidence::tests::{jpeg, pdf, png};
    use crate::texts::{self, Language};

    fn heic(brand: &[u8; 4]) -> Vec<u8> {
        [b"\0\0\0\x18ftyp".as_slice(), brand, b"\0\0\0\0mif1heic"].concat()
    }

    #[test]
    fn chat_9_a_file_is_known_by_its_bytes_alone() {
        assert_eq!(check(&jpeg()), Ok(AttachmentKind::Jpeg));
        assert_eq!(check(&png()), Ok(AttachmentKind::Png));
        assert_eq!(check(&pdf("1 0 obj << >> endobj")), Ok(AttachmentKind::Pdf));
        for (content, fault) in [
            (Vec::new(), AttachmentFault::Empty),
            (vec![0xFF; MOST_BYTES + 1], AttachmentFault::TooLarge),
            (heic(b"heic"), AttachmentFault::Heic),
            (heic(b"mif1"), AttachmentFault::Heic),
            (heic(b"mp42"), AttachmentFault::UnknownForm),
            (b"plain words".to_vec(), AttachmentFault::UnknownForm),
            (b"GIF89a....".to_vec(), AttachmentFault::UnknownForm),
            ([png(), b"PK\x03\x04".to_vec()].concat(), AttachmentFault::Damaged),
            (pdf("<< /OpenAction 4 0 R >>"), AttachmentFault::Active),
        ] {
            assert_eq!(check(&content), Err(fault));
        }
    }

    #[test]
    fn chat_9_the_largest_file_is_taken_and_one_byte_more_is_not() {
        let filled = |size: usize| {
            let mut file = pdf("");
            let tail = file.split_off(9);
            file.resize(size - tail.len(), b' ');
            file.extend(tail);
            file
        };
        assert_eq!(check(&filled(MOST_BYTES)), Ok(AttachmentKind::Pdf));
        assert_eq!(check(&filled(MOST_BYTES + 1)), Err(AttachmentFault::TooLarge));
    }

    #[test]
    fn chat_9_a_name_is_bare_has_the_ending_of_its_form_and_never_another_one() {
        let fine = |given, kind, name: &str| assert_eq!(super::name(given, kind).as_deref(), Ok(name));
        fine("IMG_1.JPG", AttachmentKind::Jpeg, "IMG_1.JPG");
        fine("/storage/emulated/0/DCIM/a.jpeg", AttachmentKind::Jpeg, "a.jpeg");
        fine("C:\\Users\\Sari\\tagihan.pdf", AttachmentKind::Pdf, "tagihan.pdf");
        fine("layar", AttachmentKind::Png, "layar.png");
        fine("tagihan.pdf.exe", AttachmentKind::Pdf, "tagihan.pdf.exe.pdf");
        for (given, kind, fault) in [
            ("layar.pdf", AttachmentKind::Png, AttachmentFault::OtherForm),
            ("tagihan.png", AttachmentKind::Pdf, AttachmentFault::OtherForm),
            ("", AttachmentKind::Pdf, AttachmentFault::Name),
            ("folder/", AttachmentKind::Pdf, AttachmentFault::Name),
            (".pdf", AttachmentKind::Pdf, AttachmentFault::Name),
            ("gaji\u{202E}gpj.pdf", AttachmentKind::Pdf, AttachmentFault::Name),
            ("a\nb.pdf", AttachmentKind::Pdf, AttachmentFault::Name),
        ] {
            assert_eq!(super::name(given, kind), Err(fault), "{given:?}");
        }
        assert_eq!(super::name(&"x".repeat(NAME_CHARS), AttachmentKind::Pdf), Err(AttachmentFault::Name));
    }

    #[test]
    fn chat_5_a_request_asks_between_its_times_and_for_three_days_at_most() {
        assert!(asks(100, 200, 100) && asks(100, 200, 199));
        assert!(!asks(100, 200, 200) && !asks(100, 200, 99) && !asks(200, 100, 150));
        assert!(asks(0, REQUEST_LIFE_MS, 1) && !asks(0, REQUEST_LIFE_MS + 1, 1));
    }

    #[test]
    fn chat_5_a_request_says_its_purpose_in_visible_words_and_keeps_within_the_law_s_term() {
        assert!(is_request_fit("To renew your data", 90));
        for (purpose, days) in [("", 1), (" ", 1), ("a\u{202E}b", 1), ("fine", MOST_RETENTION_DAYS + 1)] {
            assert!(!is_request_fit(purpose, days), "{purpose:?} {days}");
        }
        assert!(!is_request_fit(&"x".repeat(PURPOSE_CHARS + 1), 1));
    }

    #[test]
    fn chat_9_every_reason_and_every_document_is_said_in_both_languages() {
        for language in Language::ALL {
            for fault in AttachmentFault::ALL {
                assert!(texts::exists(language, &format!("attachment-fault-{}", fault.name())), "{fault:?}");
            }
            for kind in DocumentKind::ALL {
                assert!(texts::exists(language, &format!("document-{}", kind.name())), "{kind:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn chat_9_no_content_breaks_the_check_and_a_name_taken_once_is_taken_again(
            start in prop::sample::select(vec![Vec::new(), jpeg(), png(), pdf(""), heic(b"heic")]),
            more in prop::collection::vec(any::<u8>(), 0..300),
            given in "\\PC{0,90}",
        ) {
            let content = [start, more].concat();
            if let Ok(kind) = check(&content)
                && let Ok(name) = super::name(&given, kind)
            {
                prop_assert_eq!(super::name(&name, kind), Ok(name.clone()));
            }
        }
    }
}
