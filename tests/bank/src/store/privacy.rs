//! What customers have agreed to.

use kunci_domain::privacy::Consent;
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// A customer's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConsentRow {
    pub(crate) given: bool,
    pub(crate) version: u32,
    pub(crate) at: i64,
}

/// Consents.
pub(crate) trait Consents {
    /// The customer's newest word on this.
    fn consent(&mut self, customer: Uuid, kind: Consent) -> Result<Option<ConsentRow>>;
    /// Adds a word; those before it stay.
    fn record_consent(&mut self, customer: Uuid, kind: Consent, row: ConsentRow) -> Result<()>;
}
