//! Complaints.

use kunci_domain::complaints::{ComplaintKind, ComplaintState};
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// One complaint.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    /// 0 until it is filed.
    pub(crate) number: u64,
    pub(crate) customer: Uuid,
    pub(crate) kind: ComplaintKind,
    pub(crate) text: String,
    pub(crate) filed: i64,
    /// The bank answers by then.
    pub(crate) due: i64,
    pub(crate) state: ComplaintState,
    pub(crate) answer: Option<String>,
}

/// What customers complain of.
pub(crate) trait Complaints {
    /// Files it; says the number it got.
    fn insert_complaint(&mut self, complaint: &Complaint) -> Result<u64>;
    /// Newest first, below a number.
    fn complaints_before(&mut self, customer: Uuid, before: u64, most: u32) -> Result<Vec<Complaint>>;
    fn complaint(&mut self, number: u64) -> Result<Option<Complaint>>;
    /// Keeps a new deadline, state and answer.
    fn update_complaint(&mut self, complaint: &Complaint) -> Result<()>;
}
