//! Virtual cards: ordered by approval, closed by the customer.

use std::sync::Arc;

use crate::cards::ReceiptView;
use crate::errors::PhoneError;
use crate::operations::{Money, Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

#[uniffi::export]
impl Phone {
    /// Asks for the operation that makes a virtual card beside this one. `month`: the most in a month; without it the bank's ceiling.
    ///
    /// # Errors
    /// [`PhoneError`]; `NameUnsafe` for a name that is empty, over 30 characters or could be taken for another, `TooManyCards`.
    pub async fn order_virtual_card(
        &self,
        card_id: String,
        name: String,
        month: Option<Money>,
    ) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        let month = month.map(TryInto::try_into).transpose()?;
        Ok(shared(run(async move { phone.order_virtual_card(&card_id, &name, month).await }).await?))
    }

    /// Closes a virtual card that is not wanted any more, for good.
    ///
    /// # Errors
    /// [`PhoneError`]; `CardNotUsable` for a card of plastic.
    pub async fn close_card(&self, card_id: String) -> Result<ReceiptView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.close_card(&card_id).await }).await?.into())
    }
}
