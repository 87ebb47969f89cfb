//! Resume an enrolment whose end is not known: after a lost answer, a kill, a restart (OTP-1).

use kunci_crypto::SecretDigits;

use super::TokenView;
use crate::ports::Phase;
use crate::{Error, Phone};

impl Phone {
    /// Asks the bank how the enrolment stands. Usually that is all: the bank had activated the token. If it is still pending,
    /// `code` (the Unlock Code chosen before) confirms it again; without a code the answer is [`Error::TokenPending`].
    ///
    /// # Errors
    /// [`Error::NoEnrolment`] when nothing is pending; [`Error::EnrolmentClosed`] after which the phone is as before enrolment.
    pub async fn resume_enrolment(&self, code: Option<&SecretDigits>) -> Result<TokenView, Error> {
        let _gate = self.token_gate.lock().await;
        match self.load_token().await? {
            None => return Err(Error::NoEnrolment),
            Some(record) if !matches!(record.phase, Phase::Pending { .. }) => return Ok(TokenView::of(&record)),
            Some(_) => {}
        }
        let view = self.refresh_status().await?;
        match (view.stage, code) {
            (super::TokenStage::None, _) => Err(Error::EnrolmentClosed),
            (super::TokenStage::Pending, Some(code)) => self.confirm(code).await,
            (super::TokenStage::Pending, None) => Err(Error::TokenPending),
            _ => Ok(view),
        }
    }
}
