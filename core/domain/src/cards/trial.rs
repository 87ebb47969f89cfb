//! Try before you lock: what other controls would have done to the payments of the last time (CARD-11).

use jiff::{SignedDuration, Timestamp};

use super::change::{Change, ChangeError};
use super::evaluate::{Decision, evaluate};
use super::transaction::{Transaction, TransactionState};
use super::{Card, CardState};

/// How far a trial looks back.
pub const TRIAL: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What a trial found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial<'a> {
    /// How many payments that had passed were tried.
    pub tried: usize,
    /// Those that would not have passed, oldest first, each with the decision.
    pub stopped: Vec<(&'a Transaction, Decision)>,
}

/// Plays the payments again under the changed controls. A value for a time is tried as if it were for good, and nothing cools off;
/// holds of today say nothing of yesterday. What would not have passed counts in no limit.
///
/// `past`: oldest first; those before the trial's time are only counted by the limits, so that its first days are judged rightly.
///
/// # Errors
/// [`ChangeError`].
pub fn trial<'a>(
    card: &Card,
    changes: &[Change],
    past: &'a [Transaction],
    now: Timestamp,
) -> Result<Trial<'a>, ChangeError> {
    let lasting: Vec<Change> = changes.iter().map(for_good).collect();
    let mut controls = card.controls.clone();
    controls.cooling_off_seconds = 0;
    let tried_card = Card {
        controls: controls.changed(&lasting, now)?,
        state: CardState::Active,
        holds: Vec::new(),
        ..card.clone()
    };
    let since = now.checked_sub(TRIAL).unwrap_or(Timestamp::MIN);
    let (mut spent, mut tried, mut stopped) = (Vec::new(), 0, Vec::new());
    for made in past.iter().filter(|made| made.state != TransactionState::Declined) {
        let decision = evaluate(&tried_card, &spent, &made.asked, made.at);
        if made.at >= since {
            tried += 1;
            if !decision.approved {
                stopped.push((made, decision));
                continue;
            }
        }
        spent.push(made.spent());
    }
    Ok(Trial { tried, stopped })
}

fn for_good(change: &Change) -> Change {
    match change {
        Change::Limit { limit, value, until: _ } => Change::Limit { limit: limit.clone(), value: *value, until: None },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::laws::{card, payment, rupiah};
    use super::super::limit::Cap;
    use super::*;

    fn made(hours_ago: i64, minor: i64, state: TransactionState) -> Transaction {
        Transaction {
            transaction_id: Uuid::nil(),
            card_id: Uuid::nil(),
            at: now().checked_sub(SignedDuration::from_hours(hours_ago)).expect("a time"),
            asked: payment(rupiah(minor)),
            original: None,
            state,
            charged: rupiah(minor),
            refunded: rupiah(0),
            settled_at: None,
            code: "00".into(),
            decision: None,
        }
    }

    fn now() -> Timestamp {
        "2026-11-26T05:00:00Z".parse().expect("a time")
    }

    fn limit(name: &str, minor: i64) -> Change {
        Change::Limit { limit: name.into(), value: Some(Cap::AtMost(rupiah(minor))), until: None }
    }

    #[test]
    fn card_11_a_trial_names_what_would_have_been_stopped_and_counts_only_what_passed() {
        let settled = TransactionState::Settled;
        let past = [
            made(91 * 24, 900, settled),
            made(50, 900, TransactionState::Declined),
            made(50, 600, settled),
            made(49, 600, settled),
            made(48, 300, settled),
            made(2, 900, settled),
        ];
        let found = trial(&card(), &[limit("day", 900)], &past, now()).expect("fine");
        // 600 passes, 600 more does not, and 300 does again because the second one was stopped.
        assert_eq!((found.tried, found.stopped.len()), (4, 1));
        assert_eq!(found.stopped.first().map(|(made, _)| made.at), past.get(3).map(|made| made.at));
        assert_eq!(trial(&card(), &[limit("week", 1)], &past, now()), Err(ChangeError::UnknownLimit));
    }

    #[test]
    fn card_11_a_frozen_card_is_tried_as_if_it_were_not_and_a_raise_does_not_cool_off() {
        let mut frozen = card();
        frozen.freeze(now());
        frozen.controls = frozen.controls.changed(&[limit("day", 100)], now()).expect("fine");
        let past = [made(5, 900, TransactionState::Settled)];
        let tried = |minor| trial(&frozen, &[limit("day", minor)], &past, now()).expect("fine").stopped.len();
        assert_eq!((tried(899), tried(900)), (1, 0));
    }

    proptest! {
        #[test]
        fn card_11_a_lower_limit_for_one_payment_never_stops_less(
            amounts in proptest::collection::vec(1..1000i64, 0..20), low in 1..1000i64, more in 0..1000i64,
        ) {
            let hours = |index: usize| i64::try_from(index).unwrap_or_default();
            let past: Vec<_> = amounts.iter().enumerate().rev()
                .map(|(index, minor)| made(hours(index) * 7, *minor, TransactionState::Settled)).collect();
            let stopped = |minor| trial(&card(), &[limit(super::super::PER_TRANSACTION, minor)], &past, now()).expect("fine").stopped.len();
            prop_assert!(stopped(low) >= stopped(low + more));
            prop_assert_eq!(stopped(low), amounts.iter().filter(|minor| **minor > low).count());
        }
    }
}
