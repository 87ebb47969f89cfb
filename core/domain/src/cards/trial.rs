//! Try before you lock: what other controls would have done to the payments of the last time (CARD-11).

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::change::{Change, ChangeError};
use super::evaluate::{Decision, Spent, decide};
use super::limit::Limit;
use super::transaction::{Transaction, TransactionState};
use super::window::{Stretch, Window};
use super::{Card, CardState};

/// How far a trial looks back.
pub const TRIAL: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What a trial found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial<'a> {
    /// How many payments that had passed were tried.
    pub tried: usize,
    /// How many of them would not have passed.
    pub stopped: usize,
    /// The newest of those, oldest first, each with the decision.
    pub newest: VecDeque<(&'a Transaction, Decision)>,
}

/// Plays the payments again under the changed controls. A value for a time is tried as if it were for good, and nothing cools off;
/// holds of today say nothing of yesterday. What would not have passed counts in no limit.
///
/// `past`: oldest first; those before the trial's time are only counted by the limits, so that its first days are judged rightly.
/// `most`: how many of the newest that were stopped come with their decision. What is told of them is a page, and the decisions on a long
/// past take more memory than the past itself.
///
/// # Errors
/// [`ChangeError`].
pub fn trial<'a>(
    card: &Card,
    changes: &[Change],
    past: &'a [Transaction],
    now: Timestamp,
    most: usize,
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
    let (mut tally, mut tried, mut stopped, mut newest) = (Tally::of(&tried_card), 0, 0, VecDeque::new());
    for made in past.iter().filter(|made| made.state != TransactionState::Declined) {
        let decision = decide(&tried_card, &made.asked, made.at, |index, _, stretch| tally.used(index, stretch));
        if made.at >= since {
            tried += 1;
            if !decision.approved {
                stopped += 1;
                newest.push_back((made, decision));
                if newest.len() > most {
                    newest.pop_front();
                }
                continue;
            }
        }
        tally.add(&tried_card, &made.spent());
    }
    Ok(Trial { tried, stopped, newest })
}

/// What each limit has counted, kept up to date while payments come in the order of time: a payment costs the same however many there
/// were before it.
struct Tally(Vec<Sum>);

#[derive(Default)]
struct Sum {
    /// Oldest first.
    counted: VecDeque<(Timestamp, i64)>,
    /// Wide enough for any number of amounts.
    sum: i128,
}

impl Tally {
    fn of(card: &Card) -> Self {
        Self(card.controls.limits.iter().map(|_| Sum::default()).collect())
    }

    fn add(&mut self, card: &Card, spent: &Spent) {
        let place = card.controls.place(spent.country);
        let adds_up = |limit: &Limit| limit.window != Window::Transaction && limit.filter.counts(spent.channel, place);
        for (sum, _) in self.0.iter_mut().zip(&card.controls.limits).filter(|(_, limit)| adds_up(limit)) {
            let minor = spent.minor.max(0);
            sum.counted.push_back((spent.at, minor));
            sum.sum += i128::from(minor);
        }
    }

    /// Forgets what lies before the stretch: none that comes later begins earlier.
    fn used(&mut self, index: usize, stretch: Stretch) -> i64 {
        let Some(sum) = self.0.get_mut(index) else { return 0 };
        while let Some((_, minor)) = sum.counted.pop_front_if(|(at, _)| *at < stretch.from) {
            sum.sum -= i128::from(minor);
        }
        i64::try_from(sum.sum).unwrap_or(i64::MAX)
    }
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

    use super::super::evaluate::evaluate;
    use super::super::laws::{card, payment, rupiah};
    use super::super::limit::Cap;
    use super::super::place::{Channel, Country};
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
        let found = trial(&card(), &[limit("day", 900)], &past, now(), 50).expect("fine");
        // 600 passes, 600 more does not, and 300 does again because the second one was stopped.
        assert_eq!((found.tried, found.stopped, found.newest.len()), (4, 1, 1));
        assert_eq!(found.newest.front().map(|(made, _)| made.at), past.get(3).map(|made| made.at));
        assert_eq!(trial(&card(), &[limit("week", 1)], &past, now(), 50), Err(ChangeError::UnknownLimit));
    }

    #[test]
    fn card_11_a_frozen_card_is_tried_as_if_it_were_not_and_a_raise_does_not_cool_off() {
        let mut frozen = card();
        frozen.freeze(now());
        frozen.controls = frozen.controls.changed(&[limit("day", 100)], now()).expect("fine");
        let past = [made(5, 900, TransactionState::Settled)];
        let tried = |minor| trial(&frozen, &[limit("day", minor)], &past, now(), 50).expect("fine").stopped;
        assert_eq!((tried(899), tried(900)), (1, 0));
    }

    proptest! {
        #[test]
        fn card_11_a_trial_decides_on_every_payment_as_the_bank_would_have(
            gaps in proptest::collection::vec((0..30i64, 1..1000i64, any::<bool>(), any::<bool>()), 0..60), low in 1..3000i64,
            most in 0..60usize,
        ) {
            let mut hours_ago = gaps.iter().map(|(hours, ..)| hours).sum::<i64>();
            let past: Vec<_> = gaps.iter().map(|(hours, minor, online, abroad)| {
                let mut payment = made(hours_ago, *minor, TransactionState::Settled);
                hours_ago -= hours;
                if *online {
                    payment.asked.channel = Channel::Online;
                }
                if *abroad {
                    payment.asked.country = Country::new("SG").expect("a country");
                }
                payment
            }).collect();
            let changes = ["day", "month", "online-day", "abroad-day"].map(|name| limit(name, low));
            let found = trial(&card(), &changes, &past, now(), usize::MAX).expect("fine");
            let page = trial(&card(), &changes, &past, now(), most).expect("fine");
            let mut controls = card().controls;
            controls.cooling_off_seconds = 0;
            let tried_card = Card { controls: controls.changed(&changes, now()).expect("fine"), ..card() };
            let (mut spent, mut stopped) = (Vec::new(), VecDeque::new());
            for made in &past {
                let decision = evaluate(&tried_card, &spent, &made.asked, made.at);
                if decision.approved { spent.push(made.spent()) } else { stopped.push_back((made, decision)) }
            }
            prop_assert_eq!((found.tried, found.stopped, &found.newest), (past.len(), stopped.len(), &stopped));
            let newest: VecDeque<_> = stopped.iter().skip(stopped.len().saturating_sub(most)).cloned().collect();
            prop_assert_eq!((page.tried, page.stopped, page.newest), (past.len(), stopped.len(), newest));
        }

        #[test]
        fn card_11_a_lower_limit_for_one_payment_never_stops_less(
            amounts in proptest::collection::vec(1..1000i64, 0..20), low in 1..1000i64, more in 0..1000i64,
        ) {
            let hours = |index: usize| i64::try_from(index).unwrap_or_default();
            let past: Vec<_> = amounts.iter().enumerate().rev()
                .map(|(index, minor)| made(hours(index) * 7, *minor, TransactionState::Settled)).collect();
            let stopped = |minor| trial(&card(), &[limit(super::super::PER_TRANSACTION, minor)], &past, now(), 50).expect("fine").stopped;
            prop_assert!(stopped(low) >= stopped(low + more));
            prop_assert_eq!(stopped(low), amounts.iter().filter(|minor| **minor > low).count());
        }
    }
}
