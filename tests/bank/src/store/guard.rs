//! Trusted places, and tokens that their own customer suspended.

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
}
