//! The wallets of phones in which a card is.

use std::sync::Arc;

use kunci_core::cards;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

/// A card in a wallet.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletTokenView {
    /// Its id.
    pub token_id: String,
    /// The card.
    pub card_id: String,
    /// Whose wallet.
    pub wallet: String,
    /// On which device.
    pub device: String,
    /// Last digits of the token's own number.
    pub ending: String,
    /// `active`, `suspended`, `removed`.
    pub state: String,
    /// "Example Pay on Ponsel Sari"
    pub words: String,
    /// "Number ending in 0042, added 26 Nov 2026 …"
    pub detail: String,
    /// "Suspended: nothing is paid from there"
    pub state_words: String,
    /// For a screen reader: all of it, digits one by one.
    pub spoken: String,
    /// It can be suspended.
    pub can_suspend: bool,
    /// It can be let pay again, by approval.
    pub can_resume: bool,
    /// It can be removed for good.
    pub can_remove: bool,
}

impl From<cards::WalletTokenView> for WalletTokenView {
    fn from(view: cards::WalletTokenView) -> Self {
        let cards::WalletTokenView {
            token_id,
            card_id,
            wallet,
            device,
            ending,
            state,
            words,
            detail,
            state_words,
            spoken,
            can_suspend,
            can_resume,
            can_remove,
        } = view;
        Self {
            token_id,
            card_id,
            wallet,
            device,
            ending,
            state,
            words,
            detail,
            state_words,
            spoken,
            can_suspend,
            can_resume,
            can_remove,
        }
    }
}

/// What is done to a card in a wallet at once.
enum Act {
    Suspend,
    Remove,
}

async fn done(phone: &Phone, act: Act, token_id: String, language: &str) -> Result<WalletTokenView, PhoneError> {
    let (phone, language) = (phone.open_phone()?, Language::from_tag(language));
    let token = run(async move {
        match act {
            Act::Suspend => phone.suspend_wallet_token(&token_id, language).await,
            Act::Remove => phone.remove_wallet_token(&token_id, language).await,
        }
    });
    Ok(token.await?.into())
}

#[uniffi::export]
impl Phone {
    /// The wallets in which a card is, the newest first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn wallet_tokens(&self, card_id: String, language: String) -> Result<Vec<WalletTokenView>, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let views = run(async move { phone.wallet_tokens(&card_id, language).await }).await?;
        Ok(views.into_iter().map(Into::into).collect())
    }

    /// Nothing is paid from this wallet any more, until it is resumed.
    ///
    /// # Errors
    /// [`PhoneError`]; `Offline`: not suspended.
    pub async fn suspend_wallet_token(
        &self,
        token_id: String,
        language: String,
    ) -> Result<WalletTokenView, PhoneError> {
        done(self, Act::Suspend, token_id, &language).await
    }

    /// The same, for good.
    ///
    /// # Errors
    /// [`PhoneError`]; `Offline`: not removed.
    pub async fn remove_wallet_token(&self, token_id: String, language: String) -> Result<WalletTokenView, PhoneError> {
        done(self, Act::Remove, token_id, &language).await
    }

    /// Asks for the operation by which a suspended wallet pays again.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn resume_wallet_token(&self, token_id: String) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.resume_wallet_token(&token_id).await }).await?))
    }
}
