//! A hardware token as the second factor (SAFE-1): enough to look, where this phone is not registered.

use kunci_crypto::SecretDigits;
use kunci_wire::sessions::{HardwareLoginRequest, Scope, ScopeReply};
use zeroize::Zeroize as _;

use super::SessionView;
use crate::bank::{Call, Signer};
use crate::token::six;
use crate::{Error, Phone};

impl Phone {
    /// Lets the session look: cards, operations, alerts. Nothing can be moved or loosened by it; for that, register this phone.
    ///
    /// # Errors
    /// [`Error::OtpFormat`], [`Error::HardwareTokenRefused`], [`Error::HardwareTokenDelayed`] after too many.
    pub async fn sign_in_with_hardware_token(&self, otp: &SecretDigits) -> Result<SessionView, Error> {
        let session = self.session()?;
        if session.scope == Scope::Full {
            return Ok(SessionView::from(&*session));
        }
        let mut request = HardwareLoginRequest { otp: six(otp)? };
        let call = Call::post("/v1/sessions/current/hardware-token", &request);
        request.otp.zeroize();
        let reply: ScopeReply = self.call(&Signer::Session(&session), &call?).await?;
        if reply.scope != Scope::View {
            return Err(Error::ReplyUnreadable);
        }
        self.go_on_with(session.raised(reply.scope, reply.expires_at, &reply.means))
    }
}
