//! Sealed files of the chat.

use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// A file that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SealedFile {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    /// Of the sealed bytes.
    pub(crate) size: u32,
    /// SHA-256 of all of them.
    pub(crate) digest: [u8; 32],
    /// So many are there, from the first one on.
    pub(crate) received: u32,
    pub(crate) at: i64,
    /// A message names it.
    pub(crate) named: bool,
}

/// Files of the chat.
pub(crate) trait Attachments {
    fn insert_attachment(&mut self, file: &SealedFile) -> Result<()>;
    fn attachment(&mut self, id: Uuid) -> Result<Option<SealedFile>>;
    /// How many of the customer's files no message names.
    fn loose_attachments(&mut self, customer: Uuid) -> Result<u32>;
    /// Appends what begins where it stands.
    fn append_to_attachment(&mut self, id: Uuid, first: u32, content: &[u8]) -> Result<()>;
    /// All bytes that are there.
    fn attachment_content(&mut self, id: Uuid) -> Result<Vec<u8>>;
    /// A message names it.
    fn name_attachment(&mut self, id: Uuid) -> Result<()>;
    fn destroy_attachment(&mut self, id: Uuid) -> Result<()>;
    /// Destroys what no message names and is older.
    fn purge_attachments(&mut self, before: i64) -> Result<()>;
}
