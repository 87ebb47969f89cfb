//! Cards in wallets of phones.

use kunci_domain::cards::wallet::WalletToken;
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// Tokens that the network has made for cards.
pub(crate) trait Wallets {
    fn insert_wallet_token(&mut self, customer: Uuid, token: &WalletToken) -> Result<()>;
    /// Whose it is, and how it stands.
    fn wallet_token(&mut self, id: Uuid) -> Result<Option<(Uuid, WalletToken)>>;
    /// The newest first.
    fn wallet_tokens_of(&mut self, customer: Uuid) -> Result<Vec<WalletToken>>;
    fn update_wallet_token(&mut self, token: &WalletToken) -> Result<()>;
}
