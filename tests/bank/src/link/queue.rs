//! How many customers wait in front, and whether anybody is there. In the sandbox the tester says both.

use kunci_wire::link::Desk;
use serde::{Deserialize, Serialize};

use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::{Controller, Conversation, Tx};

/// How it goes at the desk. As long as nobody says otherwise it is open and nobody waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rush {
    /// Other customers who wait in front of everybody new.
    pub(crate) ahead: u32,
    /// So long each of them takes, in seconds.
    pub(crate) each_seconds: u32,
    /// Nobody is there until then, bank time.
    pub(crate) closed_until: Option<i64>,
}

impl Rush {
    pub(super) fn is_open(&self, now: i64) -> bool {
        self.closed_until.is_none_or(|until| until <= now)
    }
}

/// Its place among the bank's own records.
const NAME: &str = "chat_desk";

pub(super) fn read(tx: &mut dyn Tx) -> Result<Rush, BankError> {
    match tx.meta(NAME)? {
        Some(kept) => Ok(serde_json::from_slice(&kept)?),
        None => Ok(Rush::default()),
    }
}

pub(super) fn write(tx: &mut dyn Tx, rush: &Rush) -> Result<(), BankError> {
    tx.set_meta(NAME, &serde_json::to_vec(rush)?)
}

/// What the customer's phone is told.
pub(super) fn told(conversation: &Conversation, rush: &Rush, now: i64) -> Desk {
    let open = rush.is_open(now);
    let position = (conversation.controller == Controller::Waiting).then(|| rush.ahead.saturating_add(1));
    Desk {
        conversation: conversation.id,
        state: conversation.controller.as_str().to_owned(),
        open,
        opens_at: rush.closed_until.filter(|_| !open).map(timestamp),
        position,
        wait_seconds: position.map(|position| u64::from(position) * u64::from(rush.each_seconds)),
    }
}
