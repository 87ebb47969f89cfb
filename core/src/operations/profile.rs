//! Ask the bank to change personal data: nothing changes until it is approved.

use kunci_wire::operations::{ProfileField, ProfileRequest};

use super::{Operation, OperationKind};
use crate::bank::Call;
use crate::token::working;
use crate::{Error, Phone};

impl Phone {
    /// Has the bank build the operation. What comes back must be what was asked.
    ///
    /// # Errors
    /// [`Error::HeldByProbation`] on a new phone, [`Error::NameUnsafe`], [`Error::OperationUnreadable`].
    pub async fn start_profile_change(&self, field: ProfileField, new: &str) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        super::check_text(new)?;
        let call = Call::post("/v1/operations/profile", &ProfileRequest { field, new: new.to_owned() })?;
        let asked = |kind: &OperationKind| matches!(kind, OperationKind::ProfileChange(offered) if offered.field == field && offered.new == new);
        self.offered(&session, &record, call, asked).await
    }
}
