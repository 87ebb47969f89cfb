//! Disputes and drafts as a screen shows them, in the customer's language.

use jiff::Timestamp;
use kunci_domain::cards::dispute::Dispute;
use kunci_domain::cards::transaction::Transaction;
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use uuid::Uuid;

use super::{DisputeReason, Draft};

/// A reason that goes with a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonView {
    /// Its name.
    pub reason: String,
    /// "I did not get what I paid for"
    pub label: String,
    /// What to do or to have at hand first.
    pub hint: String,
    /// What helps to show it, the most telling first.
    pub wants: Vec<WantedView>,
}

/// A piece of evidence that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedView {
    /// Its name.
    pub kind: String,
    /// "Photo of what came"
    pub label: String,
    /// Without it the bank does not take the dispute.
    pub needed: bool,
}

/// A draft on this phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftView {
    /// Its id.
    pub draft_id: String,
    /// About which payment.
    pub transaction_id: String,
    /// To whom that was paid.
    pub merchant: String,
    /// What was charged.
    pub amount: String,
    /// The reason's name.
    pub reason: String,
    /// The reason in words.
    pub reason_words: String,
    /// In the customer's words.
    pub statement: String,
    /// What is attached.
    pub evidence: Vec<PieceView>,
    /// What helps to show it.
    pub wants: Vec<WantedView>,
    /// It has left the phone without an answer, so it stays as it is.
    pub sent: bool,
    /// The same in words: a draft is never told as filed.
    pub state_words: String,
}

/// A piece of evidence that is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceView {
    /// Its name, by which it is taken out.
    pub digest: String,
    /// What it shows.
    pub kind: String,
    /// The same in words.
    pub label: String,
    /// `image/jpeg`, `image/png`, `application/pdf`, `text/plain`.
    pub form: String,
    /// In bytes.
    pub size: u64,
}

/// A dispute that the bank has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeView {
    /// Its id, which a customer can tell on the telephone.
    pub dispute_id: String,
    /// About which payment.
    pub transaction_id: String,
    /// With which card.
    pub card_id: String,
    /// To whom.
    pub merchant: String,
    /// What is disputed.
    pub amount: String,
    /// The reason's name.
    pub reason: String,
    /// The reason in words.
    pub reason_words: String,
    /// In the customer's words.
    pub statement: String,
    /// How many pieces of evidence the bank has.
    pub evidence: u32,
    /// `submitted`, `in-review`, `needs-evidence`, `granted`, `refused`, `withdrawn`.
    pub state: String,
    /// The same in words.
    pub state_words: String,
    /// It is not over.
    pub is_open: bool,
    /// Each step with its time, the first one first.
    pub steps: Vec<String>,
    /// The bank answers by then, in words.
    pub answer_by: String,
    /// The same, milliseconds since 1970 UTC.
    pub answer_by_ms: i64,
    /// The bank has announced that it needs longer.
    pub extended: bool,
    /// What is asked for should be there by then, in words.
    pub evidence_by: Option<String>,
    /// What the bank says: what it asks for, or why it decided so.
    pub bank_says: Option<String>,
    /// What came back.
    pub returned: Option<String>,
    /// What the customer may do: `wait`, `late`, `object`, `done`, `again`.
    pub right: String,
    /// The right's name in words.
    pub right_title: String,
    /// What it means, with the day.
    pub right_body: String,
    /// What to do, and where to complain.
    pub right_action: String,
}

/// The reasons that go with this payment.
pub(super) fn reasons(made: &Transaction, language: Language) -> Vec<ReasonView> {
    let shown = |reason: &DisputeReason| {
        let key = format!("dispute-reason-{}", reason.name());
        ReasonView {
            reason: reason.name().to_owned(),
            label: texts::text(language, &key, &[]),
            hint: texts::text(language, &format!("{key}.hint"), &[]),
            wants: wants(*reason, language),
        }
    };
    DisputeReason::ALL.iter().filter(|reason| reason.fits(made)).map(shown).collect()
}

fn wants(reason: DisputeReason, language: Language) -> Vec<WantedView> {
    let shown = |(place, kind): (usize, &super::EvidenceKind)| WantedView {
        kind: kind.name().to_owned(),
        label: texts::text(language, &format!("evidence-kind-{}", kind.name()), &[]),
        needed: place == 0 && reason.needs_evidence(),
    };
    reason.wants().iter().enumerate().map(shown).collect()
}

fn reason_words(reason: DisputeReason, language: Language) -> String {
    texts::text(language, &format!("dispute-reason-{}", reason.name()), &[])
}

impl DraftView {
    pub(super) fn of(draft_id: Uuid, draft: &Draft, language: Language) -> Self {
        let piece = |kept: &super::Kept| PieceView {
            digest: kept.piece.digest.clone(),
            kind: kept.piece.kind.name().to_owned(),
            label: texts::text(language, &format!("evidence-kind-{}", kept.piece.kind.name()), &[]),
            form: kept.form.name().to_owned(),
            size: u64::try_from(kept.content.0.len()).unwrap_or(u64::MAX),
        };
        let state = if draft.sent { "dispute-draft-sent" } else { "dispute-draft-open" };
        Self {
            draft_id: draft_id.to_string(),
            transaction_id: draft.made.transaction_id.to_string(),
            merchant: draft.made.asked.merchant.name().to_owned(),
            amount: draft.made.charged.display(language),
            reason: draft.reason.name().to_owned(),
            reason_words: reason_words(draft.reason, language),
            statement: draft.statement.clone(),
            evidence: draft.pieces.iter().map(piece).collect(),
            wants: wants(draft.reason, language),
            sent: draft.sent,
            state_words: texts::text(language, state, &[]),
        }
    }
}

impl DisputeView {
    /// Pure.
    #[must_use]
    pub fn of(dispute: &Dispute, now: Timestamp, language: Language) -> Self {
        let moment = |at: Timestamp| moments::display(at.as_millisecond(), language);
        let state_words = |name: &str| texts::text(language, &format!("dispute-state-{name}"), &[]);
        let answer_by = moment(dispute.answer_by);
        let right = dispute.right(now);
        let told = |part: &str| {
            let key = format!("dispute-right-{}{part}", right.name());
            texts::text(language, &key, &[("moment", Value::Text(&answer_by))])
        };
        let step = |step: &kunci_domain::cards::dispute::DisputeStep| {
            let (at, state) = (moment(step.at), state_words(step.state.name()));
            texts::text(language, "dispute-step", &[("moment", Value::Text(&at)), ("state", Value::Text(&state))])
        };
        Self {
            dispute_id: dispute.dispute_id.to_string(),
            transaction_id: dispute.transaction_id.to_string(),
            card_id: dispute.card_id.to_string(),
            merchant: dispute.merchant.clone(),
            amount: dispute.amount.display(language),
            reason: dispute.reason.name().to_owned(),
            reason_words: reason_words(dispute.reason, language),
            statement: dispute.statement.clone(),
            evidence: u32::try_from(dispute.evidence.len()).unwrap_or(u32::MAX),
            state: dispute.state.name().to_owned(),
            state_words: state_words(dispute.state.name()),
            is_open: !dispute.state.is_over(),
            steps: dispute.steps.iter().map(step).collect(),
            answer_by_ms: dispute.answer_by.as_millisecond(),
            extended: dispute.extended,
            evidence_by: dispute.evidence_by.map(moment),
            bank_says: dispute.words.clone(),
            returned: dispute.returned.map(|returned| returned.display(language)),
            right: right.name().to_owned(),
            right_title: told(""),
            right_body: told(".body"),
            right_action: told(".action"),
            answer_by,
        }
    }
}

#[cfg(test)]
mod tests {
    use kunci_domain::cards::dispute::{DisputeState, DisputeStep, EvidenceKind, Right};
    use kunci_domain::money::Money;

    use super::*;

    fn dispute(state: DisputeState) -> Dispute {
        let at = Timestamp::UNIX_EPOCH;
        Dispute {
            dispute_id: Uuid::from_u128(1),
            transaction_id: Uuid::from_u128(2),
            card_id: Uuid::from_u128(3),
            merchant: "Toko Maya".to_owned(),
            amount: Money::new(75_000_000, "IDR", 2).expect("rupiah"),
            reason: DisputeReason::NotReceived,
            statement: "Barang tidak pernah datang.".to_owned(),
            evidence: Vec::new(),
            state,
            steps: vec![DisputeStep { state, at }],
            answer_by: at,
            extended: false,
            evidence_by: None,
            words: None,
            returned: None,
        }
    }

    #[test]
    fn card_7_every_reason_kind_and_state_is_told_in_both_languages() {
        for language in Language::ALL {
            for reason in DisputeReason::ALL {
                let key = format!("dispute-reason-{}", reason.name());
                assert!(texts::exists(language, &key) && texts::exists(language, &format!("{key}.hint")), "{key}");
            }
            for kind in EvidenceKind::ALL {
                assert!(texts::exists(language, &format!("evidence-kind-{}", kind.name())), "{kind:?}");
            }
            for state in DisputeState::ALL {
                let told = DisputeView::of(&dispute(*state), Timestamp::UNIX_EPOCH, language);
                for text in
                    [&told.state_words, &told.right_title, &told.right_body, &told.right_action, &told.answer_by]
                {
                    assert!(!text.is_empty() && !text.contains(['[', '{']), "{state:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn safe_7_a_customer_who_may_complain_elsewhere_is_told_where_and_that_it_is_free() {
        for right in Right::ALL {
            for language in Language::ALL {
                let action = texts::text(language, &format!("dispute-right-{}.action", right.name()), &[]);
                let elsewhere = action.contains("OJK") && action.contains("LAPS SJK") && action.contains("157");
                assert_eq!(elsewhere, matches!(right, Right::Late | Right::Object), "{right:?}: {action}");
            }
        }
        let late = Timestamp::from_second(1).expect("a moment");
        let told = DisputeView::of(&dispute(DisputeState::InReview), late, Language::Indonesian);
        assert_eq!(told.right, "late");
        assert!(told.right_body.contains("1 Jan 1970 pukul 07.00 WIB"), "{}", told.right_body);
    }
}
