//! What the bank remembers.
//!
//! A [`Store`] runs work in transactions that nothing else can interleave with. Each effect of the bank (a counter, a
//! token's state) is written together with its idempotency record and its audit entry in **one** of them. The
//! methods of [`Tx`] are typed by area; [`sqlite`] is the implementation.

mod areas;
mod attachments;
mod business;
mod call_backs;
mod chains;
mod changes;
mod chat;
mod disputes;
mod guard;
mod hardware;
mod offline;
mod privacy;
mod records;
pub(crate) mod sqlite;
mod statements;
mod transactions;
mod wallets;
mod written;

pub(crate) use areas::{Audits, Customers, Enrolments, Ledger, Numbers, Sessions, Tokens, Tx};
pub(crate) use attachments::{Attachments, SealedFile};
pub(crate) use business::{
    Account, Accounts, AlertRow, Cards, HeldCard, OpState, Operation, Operations, Payee, Replacement, Watch,
};
pub(crate) use call_backs::{CallBack, CallBacks, Reminder};
pub(crate) use chains::{Chains, StepUp, StepUpStage};
pub(crate) use changes::{ChangePurpose, ChangeStage, Changes, KeyChange, KeyState};
pub(crate) use chat::{ChatEvent, Chats, Controller, Conversation, Filed};
pub(crate) use disputes::Disputes;
pub(crate) use guard::Guards;
pub(crate) use hardware::{Algorithm, HardwareToken, HardwareTokens};
pub(crate) use offline::{Codes, Website};
pub(crate) use privacy::{ConsentRow, Consents};
pub(crate) use records::{
    AuditEntry, Customer, Enrolment, IdempotencyRecord, NumberChange, NumberStage, Session, Sms, Stage, Token,
    WebsiteOffer, WebsiteOtp,
};
pub(crate) use statements::Statements;
pub(crate) use transactions::{Before, Sought, Transactions};
pub(crate) use wallets::Wallets;
pub(crate) use written::{Writings, Written};

use tokio::sync::watch;

use crate::refusal::{BankError, Refusal};

/// Work inside a transaction, as a store takes it.
pub(crate) type Work<'w> = dyn FnMut(&mut dyn Tx) -> Result<(), BankError> + 'w;

/// From when on a power cut takes nothing back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasts {
    /// From its end.
    AtOnce,
    /// From the end of the next one that lasts at once. Transactions are kept in their order, so a power cut that takes this one back takes
    /// back all that came after it: for what is of no worth without that.
    WithTheNext,
}

/// A place that keeps records.
pub(crate) trait Store: Send + Sync {
    /// Runs the work alone; keeps all it wrote if it succeeds and nothing if it fails.
    fn transact(&self, lasts: Lasts, work: &mut Work<'_>) -> Result<(), BankError>;

    /// Counts transactions that changed a row.
    fn revisions(&self) -> watch::Receiver<u64>;
}

/// Runs work that may end in a refusal of the contract. A refusal keeps what was written (burnt nonces, counters);
/// a failure of the bank keeps nothing. `on_refusal` may write into the same transaction.
pub(crate) fn decide<T>(
    store: &dyn Store,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, Refusal>,
    on_refusal: impl FnOnce(&mut dyn Tx, &mut kunci_wire::Problem) -> Result<(), BankError>,
) -> Result<T, Refusal> {
    let mut once = Some((work, on_refusal));
    let mut outcome = None;
    store.transact(Lasts::AtOnce, &mut |tx| {
        let (work, on_refusal) = once.take().ok_or(BankError::Task)?;
        let result = match work(tx) {
            Err(Refusal::Failure(error)) => return Err(error),
            Err(Refusal::Problem(mut problem)) => {
                on_refusal(tx, &mut problem)?;
                Err(Refusal::Problem(problem))
            }
            Ok(value) => Ok(value),
        };
        outcome = Some(result);
        Ok(())
    })?;
    outcome.unwrap_or(Err(Refusal::Failure(BankError::Task)))
}

/// Runs work that cannot end in a refusal.
pub(crate) fn keep<T>(
    store: &dyn Store,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, BankError>,
) -> Result<T, BankError> {
    keep_for(store, Lasts::AtOnce, work)
}

/// The same.
pub(crate) fn keep_for<T>(
    store: &dyn Store,
    lasts: Lasts,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, BankError>,
) -> Result<T, BankError> {
    let mut once = Some(work);
    let mut outcome = None;
    store.transact(lasts, &mut |tx| {
        let work = once.take().ok_or(BankError::Task)?;
        outcome = Some(work(tx)?);
        Ok(())
    })?;
    outcome.ok_or(BankError::Task)
}
