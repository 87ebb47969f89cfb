//! What can be asked of a transaction about payments with cards.

use kunci_domain::cards::amounts::Amounts;
use kunci_domain::cards::spending::SpendingGroup;
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// Where a list goes on: before this moment, and at this moment before this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) at: i64,
    pub(crate) n: i64,
}

impl Before {
    /// From the newest on.
    pub(crate) const NEWEST: Self = Self { at: i64::MAX, n: i64::MAX };
}

/// What is looked for in the payments of a customer: all that is given must fit.
pub(crate) struct Sought<'a> {
    pub(crate) customer: Uuid,
    pub(crate) card: Option<Uuid>,
    /// One of these; empty: any.
    pub(crate) states: &'a [TransactionState],
    pub(crate) group: Option<SpendingGroup>,
    /// In the merchant's name, both folded.
    pub(crate) text: Option<&'a str>,
    /// Of these amounts.
    pub(crate) amounts: Option<Amounts>,
    /// Not before, in milliseconds.
    pub(crate) since: i64,
    /// Where the list goes on.
    pub(crate) before: Before,
    pub(crate) most: u32,
}

/// Payments with cards.
pub(crate) trait Transactions {
    fn insert_transaction(&mut self, customer: Uuid, transaction: &Transaction) -> Result<()>;
    fn transaction(&mut self, id: Uuid) -> Result<Option<(Uuid, Transaction)>>;
    /// Replaces everything but ids and time.
    fn update_transaction(&mut self, transaction: &Transaction) -> Result<()>;
    /// Those of a card since then.
    fn transactions_of_card(&mut self, card: Uuid, since: i64) -> Result<Vec<Transaction>>;
    /// The newest of a customer first, each with where the list goes on after it.
    fn transactions_before(&mut self, customer: Uuid, before: Before, most: u32) -> Result<Vec<(Before, Transaction)>>;
    /// Those that fit, the newest first, each with where the list goes on after it.
    fn transactions_sought(&mut self, sought: &Sought<'_>) -> Result<Vec<(Before, Transaction)>>;
    fn insert_card_receipt(&mut self, customer: Uuid, command: Uuid, receipt: &str) -> Result<()>;
    /// The newest first.
    fn card_receipts(&mut self, customer: Uuid, most: u32) -> Result<Vec<String>>;
}
