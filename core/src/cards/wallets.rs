//! The wallets of phones in which a card is: seen, stopped by possession alone, let pay again by approval. They are not queued: without a
//! network a freeze is, and it stops every wallet with the card.

use kunci_domain::cards::wallet::{WalletToken, WalletTokenState};
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::cards::HoldRequest;
use kunci_wire::wallets::{WalletTokenReply, WalletTokensReply};
use uuid::Uuid;

use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::token::{possessed, working};
use crate::{Error, Phone};

/// A card in a wallet, for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Phone {
    /// The wallets in which a card is, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what is no card's id; as any call of a session.
    pub async fn wallet_tokens(&self, card_id: &str, language: Language) -> Result<Vec<WalletTokenView>, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let session = self.session()?;
        let reply: WalletTokensReply = self.call(&Signer::Session(&session), &Call::get("/v1/wallet-tokens")).await?;
        let of_card = reply.tokens.iter().filter(|token| token.card_id == card_id);
        Ok(of_card.map(|token| view(token, language)).collect())
    }

    /// Nothing is paid from this wallet any more, until it is resumed. By possession alone; not sent later.
    ///
    /// # Errors
    /// [`Error::Offline`]: not suspended. [`Error::OutcomeUnknown`]: asking again is safe. [`Error::NotFound`].
    pub async fn suspend_wallet_token(&self, token_id: &str, language: Language) -> Result<WalletTokenView, Error> {
        let view = self.stop_wallet_token(token_id, "suspension", language).await?;
        if view.state == WalletTokenState::Active.name() { Err(Error::ReplyUnreadable) } else { Ok(view) }
    }

    /// The same, for good: the card can be added to the wallet anew.
    ///
    /// # Errors
    /// As [`Phone::suspend_wallet_token`].
    pub async fn remove_wallet_token(&self, token_id: &str, language: Language) -> Result<WalletTokenView, Error> {
        let view = self.stop_wallet_token(token_id, "removal", language).await?;
        if view.state == WalletTokenState::Removed.name() { Ok(view) } else { Err(Error::ReplyUnreadable) }
    }

    /// Asks for the operation by which a suspended wallet pays again.
    ///
    /// # Errors
    /// [`Error::CardNotUsable`] if it is not suspended, or the card's life is over; [`Error::HeldByProbation`], [`Error::NotFound`].
    pub async fn resume_wallet_token(&self, token_id: &str) -> Result<Operation, Error> {
        let token_id: Uuid = token_id.parse().map_err(|_| Error::NotFound)?;
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let call = Call::post(format!("/v1/wallet-tokens/{token_id}/resumption"), &HoldRequest {})?;
        let asked =
            |kind: &OperationKind| matches!(kind, OperationKind::WalletResume(asked) if asked.token_id == token_id);
        self.offered(&session, &record, call, asked).await
    }

    async fn stop_wallet_token(&self, id: &str, act: &str, language: Language) -> Result<WalletTokenView, Error> {
        let token_id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
        let record = possessed(self.load_token().await?)?;
        let call = Call::post(format!("/v1/wallet-tokens/{token_id}/{act}"), &HoldRequest {})?.once(self.new_id()?);
        let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
        let reply: WalletTokenReply = self.call(&signer, &call).await?;
        if reply.token.token_id == token_id { Ok(view(&reply.token, language)) } else { Err(Error::ReplyUnreadable) }
    }
}

/// Pure.
fn view(token: &WalletToken, language: Language) -> WalletTokenView {
    let since = moments::display(token.since.as_millisecond(), language);
    let detail = |ending: &str| {
        let values = [("ending", Value::Text(ending)), ("since", Value::Text(&since))];
        texts::text(language, "wallet-token-detail", &values)
    };
    let names = [("wallet", Value::Text(&token.wallet)), ("device", Value::Text(&token.device))];
    let words = texts::text(language, "wallet-token-words", &names);
    let state_words = texts::text(language, &format!("wallet-token-{}", token.state.name()), &[]);
    WalletTokenView {
        token_id: token.token_id.to_string(),
        card_id: token.card_id.to_string(),
        wallet: token.wallet.clone(),
        device: token.device.clone(),
        ending: token.ending.clone(),
        state: token.state.name().to_owned(),
        spoken: format!("{words}. {}. {state_words}", detail(&texts::spoken_digits(&token.ending))),
        detail: detail(&token.ending),
        words,
        state_words,
        can_suspend: token.state == WalletTokenState::Active,
        can_resume: token.state == WalletTokenState::Suspended,
        can_remove: token.state != WalletTokenState::Removed,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn card_4_a_wallet_is_told_with_its_device_and_what_can_be_done_in_both_languages() {
        for language in Language::ALL {
            for state in WalletTokenState::ALL {
                let token = WalletToken {
                    token_id: Uuid::nil(),
                    card_id: Uuid::nil(),
                    wallet: "Example Pay".into(),
                    device: "Ponsel Sari".into(),
                    ending: "0042".into(),
                    since: Timestamp::UNIX_EPOCH,
                    state: *state,
                };
                let told = view(&token, language);
                for text in [&told.words, &told.detail, &told.state_words, &told.spoken] {
                    assert!(!text.is_empty() && !text.contains(['[', '{']), "{text}");
                }
                assert!(told.words.contains("Ponsel Sari") && told.spoken.contains("0 0 4 2"));
                let can = (told.can_suspend, told.can_resume, told.can_remove);
                let expected = match state {
                    WalletTokenState::Active => (true, false, true),
                    WalletTokenState::Suspended => (false, true, true),
                    WalletTokenState::Removed => (false, false, false),
                };
                assert_eq!(can, expected, "{state:?}");
            }
        }
    }
}
