//! Calls that customers asked for, and wishes for a user id.

use kunci_domain::call_back::{CallReason, CallState, CallWindow};
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct CallBack {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    pub(crate) reason: CallReason,
    pub(crate) asked: i64,
    pub(crate) window: CallWindow,
    pub(crate) state: CallState,
}

/// A wish for the user id of a number, whoever has it.
#[derive(Clone, Debug)]
pub(crate) struct Reminder {
    /// Keyed digest.
    pub(crate) number: Vec<u8>,
    pub(crate) language: String,
}

/// Calls and reminders.
pub(crate) trait CallBacks {
    fn insert_call_back(&mut self, row: &CallBack) -> Result<()>;
    fn call_back(&mut self, id: Uuid) -> Result<Option<CallBack>>;
    /// The newest of a customer, newest first.
    fn call_backs_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<CallBack>>;
    fn set_call_back_state(&mut self, id: Uuid, state: CallState) -> Result<()>;
    /// When that number was asked for after a time, and when any was: newest first.
    fn reminders_since(&mut self, number: &[u8], since: i64) -> Result<Vec<i64>>;
    fn all_reminders_since(&mut self, since: i64) -> Result<u32>;
    /// Keeps a wish, and forgets those from before a time.
    fn insert_reminder(&mut self, wish: &Reminder, asked: i64, forget_before: i64) -> Result<()>;
    /// Takes the wishes that were not looked at yet.
    fn take_reminders(&mut self) -> Result<Vec<Reminder>>;
}
