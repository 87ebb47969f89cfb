//! The two-way filter, applied: drafts are stopped, incoming words are marked.

use kunci_domain::safety::{self, Direction, Severity};
use kunci_domain::texts::{self, Language};

use crate::Error;

/// Stops a draft that holds a secret. The draft is offered back with the secrets masked.
pub(super) fn check_draft(text: &str) -> Result<(), Error> {
    let findings = safety::scan(Direction::Outbound, text);
    match findings.iter().find(|finding| finding.severity == Severity::Block) {
        Some(finding) => Err(Error::DraftBlocked { finding: finding.kind, masked: safety::mask(text, &findings) }),
        None => Ok(()),
    }
}

/// The warning to show with an incoming message, if there is one.
pub(super) fn inbound_warning(text: &str, language: Language) -> Option<String> {
    let findings = safety::scan(Direction::Inbound, text);
    findings.first().map(|finding| {
        let key = finding.kind.text_key();
        let [title, body] = [key.clone(), format!("{key}.body")].map(|key| texts::text(language, &key, &[]));
        format!("{title}. {body}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_4_a_card_number_is_stopped_and_offered_back_masked() {
        let Err(Error::DraftBlocked { masked, .. }) = check_draft("Kartu 4012 8888 8888 1881 ya") else {
            panic!("stopped");
        };
        assert!(!masked.contains("8888") && masked.starts_with("Kartu"), "{masked}");
        assert_eq!(check_draft("Jam berapa cabang buka?"), Ok(()));
    }

    #[test]
    fn chat_3_a_request_for_a_secret_is_marked_in_words() {
        for language in Language::ALL {
            let told = inbound_warning("Please send me your OTP code", language).expect("a warning");
            assert!(!told.starts_with('['), "{told}");
            assert_eq!(inbound_warning("Sabtu kami tutup.", language), None);
        }
    }
}
