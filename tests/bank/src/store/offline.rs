//! What can be asked of a transaction about offline codes, the website's sessions and personal data.

use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// Offline codes: each is taken once, and tries are counted by customer and sort.
pub(crate) trait Codes {
    fn insert_code_try(&mut self, customer: Uuid, what: &str, at: i64) -> Result<()>;
    fn code_tries_since(&mut self, customer: Uuid, what: &str, since: i64) -> Result<u32>;
    /// False if the code of this question and minute was taken before.
    fn use_code(&mut self, token: Uuid, question: &[u8; 32], minute: i64) -> Result<bool>;
}

/// The website.
pub(crate) trait Website {
    /// Ends every session of a customer on the website.
    fn end_website_sessions_of(&mut self, customer: Uuid) -> Result<()>;
    fn insert_website_session(&mut self, digest: &[u8; 32], customer: Uuid, at: i64) -> Result<()>;
    /// Whose session it is, and when it was last used.
    fn website_session(&mut self, digest: &[u8; 32]) -> Result<Option<(Uuid, i64)>>;
    fn touch_website_session(&mut self, digest: &[u8; 32], at: i64) -> Result<()>;
    /// A customer's address or e-mail address.
    fn profile(&mut self, customer: Uuid, field: &str) -> Result<Option<String>>;
    fn set_profile(&mut self, customer: Uuid, field: &str, value: &str) -> Result<()>;
}
