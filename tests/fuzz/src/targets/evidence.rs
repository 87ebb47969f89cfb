//! A file that a customer hands in as evidence, on the phone and at the bank.

use kunci_domain::attachments::AttachmentKind;
use kunci_domain::cards::evidence::{self, MediaType};
use kunci_domain::picture::without_metadata;

pub(super) fn run(input: &[u8]) {
    let Ok(form) = evidence::check(input) else { return };
    assert!((1..=evidence::MOST_BYTES).contains(&input.len()), "a piece is bounded");
    // What is taken begins and ends as its form does: nothing else stands behind it.
    match form {
        MediaType::Jpeg => assert!(input.starts_with(&[0xFF, 0xD8, 0xFF]) && input.ends_with(&[0xFF, 0xD9])),
        MediaType::Png => {
            assert!(input.starts_with(b"\x89PNG\r\n\x1A\n") && input.len() >= 45, "{} bytes", input.len());
            assert_eq!(input.get(input.len() - 8..input.len() - 4), Some(&b"IEND"[..]));
        }
        MediaType::Pdf => {
            let text = String::from_utf8_lossy(input);
            assert!(text.starts_with("%PDF-") && text.contains("%%EOF"));
            assert!(!text.contains("/JavaScript ") && !text.contains("/Launch "), "it acts");
        }
        MediaType::Text => {
            let text = std::str::from_utf8(input).expect("text");
            assert!(!text.contains('\0') && !text.contains('\u{202E}'), "it hides something");
        }
    }
    assert_eq!(evidence::check(input), Ok(form), "looked at twice, it is the same");
    let picture = match form {
        MediaType::Jpeg => AttachmentKind::Jpeg,
        MediaType::Png => AttachmentKind::Png,
        MediaType::Pdf | MediaType::Text => return,
    };
    // What goes into the chat is still a picture, and has nothing more to lose.
    if let Some(clean) = without_metadata(picture, input) {
        assert_eq!(evidence::check(&clean), Ok(form));
        assert_eq!(without_metadata(picture, &clean), Some(clean));
    }
}
