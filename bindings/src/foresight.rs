//! What would become of a payment, and what other controls would have done.

use kunci_core::{Error, cards, transactions};
use kunci_domain::cards::place::{Channel, Country, Merchant};
use kunci_domain::texts::Language;

use crate::card_controls::{CardChange, MerchantView};
use crate::errors::PhoneError;
use crate::operations::Money;
use crate::phone::Phone;
use crate::runtime::run;
use crate::transactions::{DeclineView, TransactionView};

/// A payment that somebody thinks of.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct IntendedPayment {
    /// In the card's currency.
    pub amount: Money,
    /// How: a channel of the card's controls.
    pub channel: String,
    /// Where: ISO 3166-1, two capital letters.
    pub country: String,
    /// ISO 18245 code of the merchant, if it is known.
    pub category: Option<u16>,
    /// To whom, if that is known.
    pub merchant: Option<MerchantView>,
}

impl TryFrom<IntendedPayment> for transactions::Intended {
    type Error = Error;

    fn try_from(intended: IntendedPayment) -> Result<Self, Error> {
        let IntendedPayment { amount, channel, country, category, merchant } = intended;
        let known =
            |merchant: MerchantView| Merchant::new(&merchant.id, &merchant.name).map_err(|_| Error::ChangeInvalid);
        Ok(Self {
            amount: amount.try_into()?,
            channel: Channel::parse(&channel).ok_or(Error::ChangeInvalid)?,
            country: Country::new(&country).map_err(|_| Error::ChangeInvalid)?,
            category,
            merchant: merchant.map(known).transpose()?,
        })
    }
}

/// What would become of it now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PreflightView {
    /// Whether the bank's rules let it pass now.
    pub passes: bool,
    /// The same in a sentence that promises no more than that.
    pub words: String,
    /// What is in the way, if anything is.
    pub why: Option<DeclineView>,
}

/// What changed controls would have done.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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

#[uniffi::export]
impl Phone {
    /// Whether a payment would pass now. Nothing is reserved by asking.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn preflight(
        &self,
        card_id: String,
        intended: IntendedPayment,
        language: String,
    ) -> Result<PreflightView, PhoneError> {
        let (phone, intended, language) = (self.open_phone()?, intended.try_into()?, Language::from_tag(&language));
        let view = run(async move { phone.preflight(&card_id, &intended, language).await }).await?;
        Ok(PreflightView { passes: view.passes, words: view.words, why: view.why.map(Into::into) })
    }

    /// What changed controls would have done to the payments of the last 90 days. Nothing is changed by asking.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn try_controls(
        &self,
        card_id: String,
        changes: Vec<CardChange>,
        language: String,
    ) -> Result<TrialView, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let changes: Vec<cards::Change> = changes.into_iter().map(TryInto::try_into).collect::<Result<_, Error>>()?;
        let view = run(async move { phone.try_controls(&card_id, &changes, language).await }).await?;
        let transactions = view.transactions.into_iter().map(Into::into).collect();
        Ok(TrialView { tried: view.tried, stopped: view.stopped, words: view.words, transactions })
    }
}
