//! Tokens of phones' wallets: numbers that a wallet pays with in a card's place, each on one device.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::named::named;

named! {
    /// How a wallet's token stands.
    WalletTokenState {
        /// It pays.
        Active = "active",
        /// It does not, until the customer lets it again.
        Suspended = "suspended",
        /// It never will again; the card can be added anew.
        Removed = "removed",
    }
}

/// A card in a wallet on some device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WalletToken {
    /// Its id.
    pub token_id: Uuid,
    /// In which card's place it pays.
    pub card_id: Uuid,
    /// Whose wallet, as the network names it.
    pub wallet: String,
    /// What the device is called there.
    pub device: String,
    /// Last four digits of the token's own number, as slips of paper show them.
    pub ending: String,
    /// When it was added.
    pub since: Timestamp,
    /// How it stands.
    pub state: WalletTokenState,
}

impl WalletToken {
    /// Nothing passes by it until it is resumed; a second time changes nothing. Returns whether anything changed.
    pub fn suspend(&mut self) -> bool {
        self.turn(WalletTokenState::Active, WalletTokenState::Suspended)
    }

    /// Lets it pay again. Returns whether anything changed; never of one that was removed.
    pub fn resume(&mut self) -> bool {
        self.turn(WalletTokenState::Suspended, WalletTokenState::Active)
    }

    /// Ends it for good. Returns whether anything changed.
    pub fn remove(&mut self) -> bool {
        let changed = self.state != WalletTokenState::Removed;
        self.state = WalletTokenState::Removed;
        changed
    }

    fn turn(&mut self, from: WalletTokenState, to: WalletTokenState) -> bool {
        let turns = self.state == from;
        if turns {
            self.state = to;
        }
        turns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_4_a_wallets_token_is_suspended_resumed_and_removed_for_good() {
        let mut token = WalletToken {
            token_id: Uuid::nil(),
            card_id: Uuid::nil(),
            wallet: "Example Pay".into(),
            device: "Ponsel Sari".into(),
            ending: "0042".into(),
            since: Timestamp::UNIX_EPOCH,
            state: WalletTokenState::Active,
        };
        assert!(token.suspend() && !token.suspend() && token.resume() && !token.resume());
        assert!(token.remove() && !token.remove() && !token.resume() && !token.suspend());
        assert_eq!(token.state, WalletTokenState::Removed);
    }
}
