//! Change the password (SAFE-4): the old one proves who asks, the token approves, and a weak new one never leaves the phone.

use kunci_crypto::secret::SecretBytes;
use kunci_domain::operations::Kind;
use kunci_domain::password::{self, Personal, Rules};
use kunci_wire::operations::OperationOffer;
use kunci_wire::profile::PasswordRequest;
use zeroize::Zeroize as _;

use crate::bank::{Call, Refused, Signer};
use crate::operations::Operation;
use crate::session::Session;
use crate::token::working;
use crate::{Error, Phone};

impl Phone {
    /// Whether a new password would do, by all that this phone knows; a screen may ask while it is typed. The bank knows birth date and
    /// phone number as well and may still refuse it.
    ///
    /// # Errors
    /// [`Error::WeakPassword`] with the reason, [`Error::NotSignedIn`].
    pub fn check_password(&self, new: &SecretBytes) -> Result<(), Error> {
        judge(&*self.session()?, text(new)?)
    }

    /// Asks for the operation that changes the password; nothing is changed before it is approved. The passwords are in none of its bytes.
    ///
    /// # Errors
    /// [`Error::WeakPassword`] with the reason, [`Error::PasswordRefused`] for a wrong old one, [`Error::SignInDelayed`] after too many,
    /// [`Error::HeldByProbation`] on a new phone.
    pub async fn change_password(&self, old: SecretBytes, new: SecretBytes) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        judge(&session, text(&new)?)?;
        let mut request = PasswordRequest {
            // A password that is no text cannot be the right one.
            old_password: std::str::from_utf8(old.expose()).map_err(|_| Error::PasswordRefused)?.to_owned(),
            new_password: text(&new)?.to_owned(),
        };
        let call = Call::post("/v1/profile/password", &request);
        request.old_password.zeroize();
        request.new_password.zeroize();
        let call = call?.once(self.new_id()?);
        let offer: OperationOffer = self.call_or_problem(&Signer::Session(&session), &call).await.map_err(refusal)?;
        self.offered_as(offer.operation, &record, |kind| kind.kind() == Kind::PasswordChange)
    }
}

fn text(password: &SecretBytes) -> Result<&str, Error> {
    std::str::from_utf8(password.expose()).map_err(|_| Error::WeakPassword { reason: password::Weakness::Control })
}

fn judge(session: &Session, new: &str) -> Result<(), Error> {
    let personal = Personal { user_id: &session.user_id, name: &session.customer_name, ..Personal::default() };
    password::check(new, &personal, &Rules::default()).map_err(|reason| Error::WeakPassword { reason })
}

/// In a session the bank's "user id or password" can only mean the old password.
fn refusal(refused: Refused) -> Error {
    match refused.error {
        Error::SignInRefused => Error::PasswordRefused,
        other => other,
    }
}
