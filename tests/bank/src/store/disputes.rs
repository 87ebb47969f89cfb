//! What can be asked of a transaction about disputes and their evidence.

use kunci_domain::cards::dispute::Dispute;
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// Disputes about payments.
pub(crate) trait Disputes {
    fn insert_dispute(&mut self, customer: Uuid, dispute: &Dispute) -> Result<()>;
    fn dispute(&mut self, id: Uuid) -> Result<Option<(Uuid, Dispute)>>;
    /// Replaces everything but ids.
    fn update_dispute(&mut self, dispute: &Dispute) -> Result<()>;
    /// The newest first.
    fn disputes_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Dispute>>;
    /// All about a payment.
    fn disputes_about(&mut self, payment: Uuid) -> Result<Vec<Dispute>>;
    /// Once for each customer and digest; a piece that is there already has its day anew.
    fn put_evidence(&mut self, customer: Uuid, digest: &str, content: &[u8], at: i64) -> Result<()>;
    fn evidence(&mut self, customer: Uuid, digest: &str) -> Result<Option<Vec<u8>>>;
    /// How many pieces no dispute names.
    fn loose_evidence(&mut self, customer: Uuid) -> Result<u32>;
    /// A dispute names it.
    fn keep_evidence(&mut self, customer: Uuid, digest: &str) -> Result<()>;
    /// Destroys what no dispute names and is older.
    fn purge_evidence(&mut self, before: i64) -> Result<()>;
}
