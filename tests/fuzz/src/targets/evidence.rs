//! A file that a customer hands in as evidence, on the phone and at the bank.

use kunci_domain::cards::evidence::{self, MediaType};

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
}
