//! The two-way filter, applied: drafts are stopped or asked about, incoming words are marked.

use kunci_domain::safety::{self, Direction, Finding, Kind, Rules, Severity};
use kunci_domain::texts::{self, Language};

use crate::ports::Speaker;
use crate::{Error, Phone};

/// A place in a text with the reason why it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What was found.
    pub kind: Kind,
    /// What it does to the message.
    pub severity: Severity,
    /// First character, in Unicode scalar values.
    pub start: u32,
    /// One past the last one.
    pub end: u32,
    /// What it is, in words.
    pub title: String,
    /// Why it matters and what to do, in words.
    pub body: String,
}

/// A draft, looked at before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftCheck {
    /// What was found, in order of place.
    pub marks: Vec<Mark>,
    /// The draft with everything found masked: what is offered instead.
    pub masked: String,
    /// What would happen to it.
    pub verdict: Verdict,
}

/// What happens to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is sent.
    Passes,
    /// The customer is asked first.
    Asks,
    /// It is not sent.
    Blocked,
}

impl Phone {
    /// Looks at a draft while it is typed: what [`Phone::chat_send`] would say, and why. Stores nothing.
    #[must_use]
    pub fn chat_check_draft(&self, text: &str, language: Language) -> DraftCheck {
        let findings = safety::scan_by(&self.config.safety, Direction::Outbound, text);
        let has = |severity| findings.iter().any(|finding| finding.severity == severity);
        let verdict = match (has(Severity::Block), has(Severity::Warn)) {
            (true, _) => Verdict::Blocked,
            (false, true) => Verdict::Asks,
            (false, false) => Verdict::Passes,
        };
        let masked = safety::mask(text, &findings);
        DraftCheck { marks: findings.iter().map(|finding| mark(finding, language)).collect(), masked, verdict }
    }

    /// Looks at an SMS, a number or a link that the customer has pasted: the signs of a scam in it, in order of place. Needs neither
    /// network nor session, and keeps nothing. No sign is no proof of honesty.
    #[must_use]
    pub fn check_pasted(&self, text: &str, language: Language) -> Vec<Mark> {
        let findings = safety::scan_by(&self.config.safety, Direction::Inbound, text);
        findings.iter().map(|finding| mark(finding, language)).collect()
    }
}

fn mark(finding: &Finding, language: Language) -> Mark {
    let key = finding.kind.text_key();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Mark {
        kind: finding.kind,
        severity: finding.severity,
        start: place(finding.start),
        end: place(finding.end),
        title: texts::text(language, &key, &[]),
        body: texts::text(language, &format!("{key}.body"), &[]),
    }
}

/// Stops a draft that holds a secret, and, unless `sure`, one that holds what the bank does not need. The draft is offered back with
/// both masked.
pub(super) fn check_draft(rules: &Rules, text: &str, sure: bool) -> Result<(), Error> {
    let findings = safety::scan_by(rules, Direction::Outbound, text);
    let first = |severity| findings.iter().find(|finding| finding.severity == severity).map(|finding| finding.kind);
    let masked = || safety::mask(text, &findings);
    if let Some(finding) = first(Severity::Block) {
        return Err(Error::DraftBlocked { finding, masked: masked() });
    }
    match first(Severity::Warn).filter(|_| !sure) {
        Some(finding) => Err(Error::DraftWarned { finding, masked: masked() }),
        None => Ok(()),
    }
}

/// The warning to show with an incoming message, the gravest sign first; `None`: there is none.
///
/// Who has proved to be the bank's is no impostor. Everything else is marked from anybody: a real agent must not ask for a secret either.
pub(super) fn inbound_warning(rules: &Rules, text: &str, speaker: &Speaker, language: Language) -> Option<String> {
    let proven = matches!(speaker, Speaker::VerifiedAgent { .. } | Speaker::Bot { .. });
    let mut kinds: Vec<Kind> = safety::scan_by(rules, Direction::Inbound, text)
        .into_iter()
        .map(|finding| finding.kind)
        .filter(|kind| !(proven && *kind == Kind::Impersonation))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    // A misspelt word of somebody proven says nothing.
    if proven && kinds == [Kind::PoorSpelling] {
        return None;
    }
    let say = |kind: &Kind| {
        let key = kind.text_key();
        let [title, body] = [key.clone(), format!("{key}.body")].map(|key| texts::text(language, &key, &[]));
        format!("{title}. {body}")
    };
    let words: Vec<String> = kinds.iter().map(say).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::Unverified;

    fn agent() -> Speaker {
        Speaker::VerifiedAgent { name: "Dewi".into(), employee_id: "10233".into() }
    }

    #[test]
    fn chat_4_a_card_number_is_stopped_and_offered_back_masked() {
        for sure in [false, true] {
            let checked = check_draft(Rules::sandbox(), "Kartu 4012 8888 8888 1881 ya", sure);
            let Err(Error::DraftBlocked { masked, .. }) = checked else { panic!("stopped") };
            assert!(!masked.contains("8888") && masked.starts_with("Kartu"), "{masked}");
        }
        assert_eq!(check_draft(Rules::sandbox(), "Jam berapa cabang buka?", false), Ok(()));
    }

    #[test]
    fn chat_4_personal_data_is_asked_about_and_sent_when_the_customer_is_sure() {
        for (draft, finding) in [
            ("NIK saya 3171234501900001", Kind::NationalId),
            ("my account number is 1234567890", Kind::AccountNumber),
            ("lahir 17 Agustus 1990", Kind::BirthDate),
        ] {
            let Err(Error::DraftWarned { finding: found, masked }) = check_draft(Rules::sandbox(), draft, false) else {
                panic!("asked: {draft}")
            };
            assert!(found == finding && masked.contains('•'), "{masked}");
            assert_eq!(check_draft(Rules::sandbox(), draft, true), Ok(()));
        }
        let both = check_draft(Rules::sandbox(), "NIK 3171234501900001, PIN 740916", true);
        let Err(Error::DraftBlocked { finding: Kind::Pin, masked }) = both else { panic!("stopped") };
        assert!(!masked.contains("3171"), "{masked}");
    }

    #[test]
    fn chat_3_a_request_for_a_secret_is_marked_in_words() {
        for language in Language::ALL {
            let told = inbound_warning(Rules::sandbox(), "Please send me your OTP code", &agent(), language);
            let told = told.expect("a warning");
            assert!(!told.starts_with('['), "{told}");
            assert_eq!(inbound_warning(Rules::sandbox(), "Sabtu kami tutup.", &agent(), language), None);
        }
    }

    #[test]
    fn chat_5_every_sign_is_told_the_gravest_first_and_a_proven_agent_may_say_who_she_is() {
        let text = "Saya dari tim keamanan bank. Transfer dana ke rekening aman di https://kuncibank-aman.example";
        let titles = |speaker: &Speaker| {
            let told = inbound_warning(Rules::sandbox(), text, speaker, Language::English).unwrap_or_default();
            told.lines().map(|line| line.split('.').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let title = |kind: Kind| texts::text(Language::English, &kind.text_key(), &[]);
        let grave = [title(Kind::SafeAccount), title(Kind::LookalikeLink)];
        let stranger = titles(&Speaker::Unverified { why: Unverified::NoBadge });
        assert_eq!(stranger[..2], grave);
        assert!(stranger.contains(&title(Kind::Impersonation)), "{stranger:?}");
        let known = titles(&agent());
        assert!(known[..2] == grave && !known.contains(&title(Kind::Impersonation)), "{known:?}");
    }
}
