//! `/v1/wallet-tokens`; see `docs/contract/cards.md`.

use kunci_domain::cards::wallet::WalletToken;
use serde::{Deserialize, Serialize};

/// `GET /v1/wallet-tokens`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WalletTokensReply {
    /// Of all cards of the customer, the newest first; those that were removed as well.
    pub tokens: Vec<WalletToken>,
}

/// `POST …/suspension` and `POST …/removal`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WalletTokenReply {
    /// As it is now.
    pub token: WalletToken,
}
