//! "Will this payment work?" and "what would this have stopped in the last 90 days?" (CARD-11), answered by the bank's own rules.

use kunci_domain::cards::change::Change;
use kunci_domain::cards::decline;
use kunci_domain::cards::place::{Channel, Country, Merchant};
use kunci_domain::money::Money;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::cards::{ControlsRequest, PreflightReply, PreflightRequest, TrialReply};
use uuid::Uuid;

use super::{DeclineView, TransactionView};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

/// Of a merchant of which no more is known: a shop of no special kind.
const ANY_SHOP: u16 = 5999;

/// A payment that somebody thinks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intended {
    /// In the card's currency.
    pub amount: Money,
    /// How.
    pub channel: Channel,
    /// Where.
    pub country: Country,
    /// ISO 18245 code of the merchant, if it is known.
    pub category: Option<u16>,
    /// To whom, if that is known.
    pub merchant: Option<Merchant>,
}

/// What would become of it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreflightView {
    /// Whether the bank's rules let it pass now.
    pub passes: bool,
    /// The same in a sentence that promises no more than that.
    pub words: String,
    /// What is in the way, if anything is.
    pub why: Option<DeclineView>,
}

/// What changed controls would have done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialView {
    /// How many payments of the last 90 days were tried.
    pub tried: u32,
    /// How many of them would not have passed.
    pub stopped: u32,
    /// The same in a sentence.
    pub words: String,
    /// The newest of those first, at most 50, each with why.
    pub transactions: Vec<TransactionView>,
}

impl Phone {
    /// Whether a payment would pass now. Nothing is reserved by asking.
    ///
    /// # Errors
    /// [`Error::NotFound`]; as any call of a session.
    pub async fn preflight(
        &self,
        card_id: &str,
        intended: &Intended,
        language: Language,
    ) -> Result<PreflightView, Error> {
        let request = PreflightRequest {
            amount: intended.amount,
            channel: intended.channel,
            country: intended.country,
            category: intended.category.unwrap_or(ANY_SHOP),
            merchant: intended.merchant.clone(),
        };
        let reply: PreflightReply = self.foresee(card_id, "preflight", &request).await?;
        let passes = reply.decision.approved;
        let why = (!passes).then(|| decline::explain(Some(&reply.decision), None, language).into());
        let words = texts::text(language, if passes { "preflight-passes" } else { "preflight-stopped" }, &[]);
        Ok(PreflightView { passes, words, why })
    }

    /// What changed controls would have done to the payments of the last 90 days. Nothing is changed by asking.
    ///
    /// # Errors
    /// As [`Phone::change_card`], but no approval is needed.
    pub async fn try_controls(
        &self,
        card_id: &str,
        changes: &[Change],
        language: Language,
    ) -> Result<TrialView, Error> {
        let reply: TrialReply = self.foresee(card_id, "trial", &ControlsRequest { changes: changes.to_vec() }).await?;
        let values = [("stopped", Value::Count(reply.stopped.into())), ("tried", Value::Count(reply.tried.into()))];
        let shown = reply.transactions.iter().map(|made| TransactionView::tried(made, language));
        Ok(TrialView {
            tried: reply.tried,
            stopped: reply.stopped,
            words: texts::text(language, "trial-found", &values),
            transactions: shown.collect(),
        })
    }

    async fn foresee<T: serde::de::DeserializeOwned>(
        &self,
        card_id: &str,
        what: &str,
        request: &impl serde::Serialize,
    ) -> Result<T, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let session = self.session()?;
        self.call(&Signer::Session(&session), &Call::post(format!("/v1/cards/{card_id}/{what}"), request)?).await
    }
}
