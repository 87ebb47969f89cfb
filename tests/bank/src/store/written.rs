//! Complaints and letters.

use kunci_domain::written::{About, Way, WrittenState};
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// One complaint or letter.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// 0 until it is filed.
    pub(crate) number: u64,
    pub(crate) customer: Uuid,
    pub(crate) about: About,
    pub(crate) text: String,
    pub(crate) filed: i64,
    /// The bank answers by then.
    pub(crate) due: i64,
    pub(crate) state: WrittenState,
    pub(crate) answer: Option<String>,
}

/// What customers write under a reference.
pub(crate) trait Writings {
    /// Files it; says the number it got.
    fn insert_written(&mut self, row: &Written) -> Result<u64>;
    /// Those of one way, newest first, below a number.
    fn written_before(&mut self, customer: Uuid, way: Way, before: u64, most: u32) -> Result<Vec<Written>>;
    /// None if that number went another way.
    fn written(&mut self, way: Way, number: u64) -> Result<Option<Written>>;
    /// Keeps a new deadline, state and answer.
    fn update_written(&mut self, row: &Written) -> Result<()>;
}
