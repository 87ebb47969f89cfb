//! Trusted places, tokens that their own customer suspended, emergency keys.

use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// What the customer does for the day when the phone is in other hands.
pub(crate) trait Guards {
    /// Whether loosening waits outside trusted places.
    fn trusted_places(&mut self, customer: Uuid) -> Result<bool>;
    fn set_trusted_places(&mut self, customer: Uuid, on: bool) -> Result<()>;
    /// Suspends a token by its customer's own wish. Any other change of its state ends that.
    fn suspend_own(&mut self, token: Uuid, at: i64) -> Result<()>;
    /// Since when the token is suspended by its customer's own wish, and nobody else's.
    fn own_suspension(&mut self, token: Uuid) -> Result<Option<i64>>;
    /// The digest of the customer's emergency key that works, and when it was made.
    fn emergency_key(&mut self, customer: Uuid) -> Result<Option<(Vec<u8>, i64)>>;
    /// In place of any other.
    fn set_emergency_key(&mut self, customer: Uuid, digest: &[u8], at: i64) -> Result<()>;
    fn drop_emergency_key(&mut self, customer: Uuid) -> Result<()>;
    /// It was used: its digest goes.
    fn spend_emergency_key(&mut self, customer: Uuid, at: i64) -> Result<()>;
    /// When the customer's last key was used, if none was made since.
    fn emergency_key_used(&mut self, customer: Uuid) -> Result<Option<i64>>;
}
