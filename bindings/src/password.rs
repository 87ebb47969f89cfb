//! The password's change.

use std::sync::Arc;

use kunci_crypto::secret::SecretBytes;

use crate::errors::PhoneError;
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

#[uniffi::export]
impl Phone {
    /// Whether a new password (UTF-8; overwrite your copy) would do, by all that the phone knows. Fast: ask while it is typed.
    ///
    /// # Errors
    /// `WeakPassword` with the reason, `NotSignedIn`.
    pub fn check_password(&self, password: Vec<u8>) -> Result<(), PhoneError> {
        let password = SecretBytes::from_vec(password);
        self.open_phone()?.check_password(&password)
    }

    /// Asks for the operation that changes the password (UTF-8; overwrite your copies). Nothing changes before it is approved.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn change_password(
        &self,
        old_password: Vec<u8>,
        new_password: Vec<u8>,
    ) -> Result<Arc<Operation>, PhoneError> {
        let (old, new) = (SecretBytes::from_vec(old_password), SecretBytes::from_vec(new_password));
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.change_password(old, new).await }).await?))
    }
}
