//! Faults put in on purpose: a law that cannot break proves nothing.

use kunci_core::cards::CommandView;
use serde_json::{Value, json};

use super::book::{Book, payload};
use super::card::Card;
use super::shelf::WAITS;
use crate::network::Answer;

/// Where the book finds what is said in place of what was signed.
pub(super) const PLANTED: &str = "planted";

/// What is wrong with the bank, or with a phone, that the book sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Planted {
    /// Nothing: the real thing.
    Nothing,
    /// The bank does a command again when it is sent again.
    DoneTwice,
    /// The customer's unfreeze lifts the bank's hold as well.
    BankHoldLifted,
    /// What tightens switches a channel on.
    TighteningLoosens,
    /// A raise is in force at once.
    RaiseAtOnce,
    /// A limit for a time ends a second late.
    RevertsLate,
    /// What exceeds a limit passes.
    OverLimitPasses,
    /// A frozen card pays.
    FrozenPays,
    /// A freeze is shown as in force before its receipt.
    FrozenTooEarly,
    /// What waits is gone from the list.
    CommandLost,
    /// What is too old goes on waiting.
    NeverExpires,
    /// What a newer command has made void goes on waiting.
    OldOneStays,
}

impl Planted {
    /// All faults.
    pub const ALL: [Self; 11] = [
        Self::DoneTwice,
        Self::BankHoldLifted,
        Self::TighteningLoosens,
        Self::RaiseAtOnce,
        Self::RevertsLate,
        Self::OverLimitPasses,
        Self::FrozenPays,
        Self::FrozenTooEarly,
        Self::CommandLost,
        Self::NeverExpires,
        Self::OldOneStays,
    ];

    /// How the law that finds it tells that.
    #[cfg(test)]
    pub(super) const fn told(self) -> &'static [&'static str] {
        match self {
            Self::Nothing => &[],
            Self::DoneTwice => &["was done twice"],
            Self::BankHoldLifted => &["who holds the card went from"],
            Self::TighteningLoosens => &["not as they were asked for", "controls changed"],
            Self::RaiseAtOnce => &["before it has cooled off", "controls changed", "another limit changed"],
            Self::RevertsLate | Self::OverLimitPasses | Self::FrozenPays => &["by the book"],
            Self::FrozenTooEarly => &["without the bank's receipt"],
            Self::CommandLost => &["is not among what waits", "a command is lost"],
            Self::NeverExpires => &["older than it may be"],
            Self::OldOneStays => &["is confirmed, and the older", "older than it may be", "still open"],
        }
    }

    /// What the bank signed, as it would be if it were wrong.
    pub(super) fn answer(self, answer: &mut Answer, book: &Book) -> Result<(), String> {
        let Some(proof) = answer.said["receipt"].as_str() else { return Ok(()) };
        let mut said = payload(proof)?;
        let known = said["command_id"].as_str().is_some_and(|command| book.done.contains_key(command));
        match self {
            Self::DoneTwice if known => {
                said["sequence"] = json!(said["sequence"].as_u64().unwrap_or_default() + 1);
            }
            Self::BankHoldLifted if said["action"] == "unfreeze" => said["holds"] = json!([]),
            Self::TighteningLoosens if said["action"] == "controls" => {
                said["controls"].as_object_mut().map(|controls| controls.remove("off"));
            }
            Self::RaiseAtOnce if answer.path.ends_with("/approval") => {
                for step in steps(&mut said) {
                    step["from"] = json!("2027-01-15T03:00:00Z");
                }
            }
            _ => return Ok(()),
        }
        answer.said[PLANTED] = said;
        Ok(())
    }

    /// What became of a payment.
    pub(super) fn paid(self, mut answer: Value, card: &Card, now: i64) -> Value {
        let only = |reason: &str| {
            let reasons = answer["reasons"].as_array();
            reasons.is_some_and(|reasons| !reasons.is_empty() && reasons.iter().all(|code| code == reason))
        };
        let passes =
            self == Self::OverLimitPasses && only("over-limit") || self == Self::FrozenPays && only("frozen-by-you");
        let late = card
            .limits
            .iter()
            .any(|limit| limit.steps.iter().any(|(value, _, until)| *until == Some(now) && *value < limit.at(now)));
        if passes {
            (answer["approved"], answer["reasons"]) = (json!(true), json!([]));
        } else if self == Self::RevertsLate && late && answer["approved"] == true {
            (answer["approved"], answer["reasons"]) = (json!(false), json!(["over-limit"]));
        }
        answer
    }

    /// What a phone shows of its commands.
    pub(super) fn shown(self, mut views: Vec<CommandView>) -> Vec<CommandView> {
        if self == Self::CommandLost {
            views.retain(|view| !view.waits);
        }
        for view in &mut views {
            let goes_on = match (self, view.state.as_str()) {
                (Self::FrozenTooEarly, "sent") if view.action == "freeze" => {
                    (view.state, view.waits) = ("confirmed".to_owned(), false);
                    false
                }
                (Self::NeverExpires, "expired") | (Self::OldOneStays, "superseded") => true,
                _ => false,
            };
            if goes_on {
                view.state = "requested".to_owned();
                (view.waits, view.asks) = (WAITS.contains(&view.action.as_str()), false);
            }
        }
        views
    }
}

fn steps(said: &mut Value) -> impl Iterator<Item = &mut Value> {
    let limits = said["controls"]["limits"].as_array_mut().into_iter().flatten();
    limits.filter_map(|limit| limit.get_mut("schedule")?.as_array_mut()).flatten()
}
