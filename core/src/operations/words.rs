//! How an operation stands, in words (OTP-13): what is approved is never told as completed.

use kunci_domain::moments;
use kunci_domain::operations::Kind;
use kunci_domain::texts::{self, Language, Value};

use super::{OperationStage, OperationView};
use crate::{Error, Phone};

/// For the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationWords {
    /// "Card payment online"; empty for a kind that this version does not know.
    pub title: String,
    /// "Approved, not yet completed"
    pub state: String,
    /// What it means, the reference, the deadline.
    pub detail: String,
    /// The deadline is over and it is not settled, or it was settled after it.
    pub late: bool,
}

impl Phone {
    /// How an operation stands, in words, seen from now.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn operation_words(&self, view: &OperationView, language: Language) -> Result<OperationWords, Error> {
        Ok(view.words(language, self.bank_time()?.ms))
    }
}

impl OperationView {
    /// Pure; `now_ms` is bank time.
    #[must_use]
    pub fn words(&self, language: Language, now_ms: i64) -> OperationWords {
        let key = format!("stage-{}", self.stage.as_str());
        let title = Kind::parse(&self.kind)
            .map(|kind| texts::text(language, &format!("operation-{}", kind.name()), &[]))
            .unwrap_or_default();
        let late = self.is_late(now_ms);
        let sentences = [self.meaning(language, &key), self.facts(language, late), self.answered(language)];
        let detail = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
        OperationWords { title, state: texts::text(language, &key, &[]), detail, late }
    }

    fn is_late(&self, now_ms: i64) -> bool {
        let Some(deadline) = self.deadline_ms else { return false };
        match self.stage {
            OperationStage::Approved => now_ms > deadline,
            OperationStage::Completed => self.settled_ms.is_some_and(|settled| settled > deadline),
            _ => false,
        }
    }

    /// What it means; of a payment that was denied also that the card is frozen.
    fn meaning(&self, language: Language, key: &str) -> Option<String> {
        let froze = self.receipt.as_ref().is_some_and(|receipt| receipt.frozen);
        if self.stage == OperationStage::Rejected && froze {
            return Some(texts::text(language, "stage-rejected-frozen", &[]));
        }
        let body = format!("{key}.body");
        texts::exists(language, &body).then(|| texts::text(language, &body, &[]))
    }

    /// Reference and deadline, as far as there are any.
    fn facts(&self, language: Language, late: bool) -> Option<String> {
        let reference = self.reference.as_deref()?;
        let moment = |ms: Option<i64>| ms.map(|ms| moments::display(ms, language)).unwrap_or_default();
        let (deadline, settled) = (moment(self.deadline_ms), moment(self.settled_ms));
        let effective = moment(self.effective_ms);
        let key = match (self.stage, late) {
            (OperationStage::Waiting, _) => "stage-waiting-reference",
            (OperationStage::Approved, false) => "stage-approved-reference",
            (OperationStage::Approved, true) => "stage-approved-overdue",
            (OperationStage::Completed, false) => "stage-completed-reference",
            (OperationStage::Completed, true) => "stage-completed-late",
            (OperationStage::Failed, _) => "stage-failed-reference",
            _ => return None,
        };
        let values = [
            ("reference", Value::Text(reference)),
            ("deadline", Value::Text(&deadline)),
            ("settled", Value::Text(&settled)),
            ("effective", Value::Text(&effective)),
        ];
        Some(texts::text(language, key, &values))
    }

    fn answered(&self, language: Language) -> Option<String> {
        let key = format!("answered-{}", self.answered_by.as_deref().filter(|by| *by != "phone")?);
        texts::exists(language, &key).then(|| texts::text(language, &key, &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(stage: OperationStage) -> OperationView {
        OperationView {
            operation_id: String::new(),
            kind: "purchase".into(),
            stage,
            reference: Some("KB123456".into()),
            deadline_ms: Some(1_786_997_100_000),
            effective_ms: None,
            settled_ms: None,
            answered_by: Some("qr".into()),
            receipt: None,
        }
    }

    #[test]
    fn otp_13_approved_is_told_with_reference_and_deadline_and_never_as_completed() {
        let told = view(OperationStage::Approved).words(Language::English, 0);
        assert_eq!((told.title.as_str(), told.state.as_str()), ("Card payment online", "Approved, not yet completed"));
        for part in ["KB123456", "18 Aug 2026, 03:05 WIB", "not completed yet", "code from a QR"] {
            assert!(told.detail.contains(part), "{part}: {}", told.detail);
        }
        assert!(!told.late);
        let overdue = view(OperationStage::Approved).words(Language::Indonesian, 1_786_997_100_001);
        assert!(overdue.late && overdue.detail.contains("Seharusnya selesai"), "{}", overdue.detail);
    }

    #[test]
    fn otp_13_it_is_said_where_it_was_answered_unless_that_was_here() {
        for language in [Language::English, Language::Indonesian] {
            for by in ["qr", "typed", "website", "operator"] {
                let answered = OperationView { answered_by: Some(by.into()), ..view(OperationStage::Completed) };
                assert!(answered.answered(language).is_some(), "{by}");
            }
            let here = OperationView { answered_by: Some("phone".into()), ..view(OperationStage::Completed) };
            assert_eq!(here.answered(language), None);
        }
    }

    #[test]
    fn otp_13_settled_late_and_failed_say_so() {
        let late = OperationView { settled_ms: Some(1_786_997_160_000), ..view(OperationStage::Completed) };
        let told = late.words(Language::English, 0);
        assert!(told.late && told.detail.contains("03:06") && told.detail.contains("later than promised"));
        let in_time = OperationView { settled_ms: Some(1_786_997_100_000), ..view(OperationStage::Completed) };
        assert!(!in_time.words(Language::English, i64::MAX).late);
        let failed = view(OperationStage::Failed).words(Language::Indonesian, 0);
        assert_eq!(failed.state, "Disetujui, tetapi tidak terlaksana");
        assert!(failed.detail.contains("KB123456") && failed.detail.contains("dikembalikan"));
    }

    #[test]
    fn every_stage_has_its_words_in_both_languages() {
        for stage in OperationStage::ALL {
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("stage-{}", stage.as_str())), "{stage:?}");
            }
        }
    }
}
