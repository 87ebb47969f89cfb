//! Payments with cards, and why one did not pass.

use kunci_core::{Error, spending, transactions};
use kunci_domain::money::Money as CoreMoney;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::operations::Money;
use crate::phone::Phone;
use crate::runtime::run;

/// What is looked for: all that is given must fit.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TransactionFilter {
    /// Of this card only.
    pub card_id: Option<String>,
    /// `declined`, `pending`, `settled`, `reversed`, `refunded`; empty: any.
    pub states: Vec<String>,
    /// The merchant's name has this in it.
    pub search: Option<String>,
    /// Not before, milliseconds since 1970 UTC.
    pub from_ms: Option<i64>,
    /// Before, milliseconds since 1970 UTC.
    pub until_ms: Option<i64>,
    /// Of this group of the spending picture.
    #[uniffi(default = None)]
    pub group: Option<String>,
    /// Of this amount or more.
    #[uniffi(default = None)]
    pub amount_from: Option<Money>,
    /// Of this amount or less.
    #[uniffi(default = None)]
    pub amount_to: Option<Money>,
}

/// From the beginning of a first day to the end of a last one, by the bank's clock; either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct DayRange {
    /// Not before, milliseconds since 1970 UTC.
    pub from_ms: Option<i64>,
    /// Before, milliseconds since 1970 UTC.
    pub until_ms: Option<i64>,
}

/// A first and a last day as they are typed, such as 01/12/2026; blank: open.
///
/// # Errors
/// `DaysInvalid` for what is no day, and if the last one is before the first.
#[uniffi::export]
pub fn read_days(first: &str, last: &str) -> Result<DayRange, PhoneError> {
    let (from_ms, until_ms) = kunci_domain::moments::days(first, last).map_err(|_| Error::DaysInvalid)?;
    Ok(DayRange { from_ms, until_ms })
}

impl TryFrom<TransactionFilter> for transactions::TransactionFilter {
    type Error = Error;

    fn try_from(filter: TransactionFilter) -> Result<Self, Error> {
        let TransactionFilter { card_id, states, search, from_ms, until_ms, group, amount_from, amount_to } = filter;
        let parse = |state: &String| transactions::TransactionState::parse(state).ok_or(Error::NotFound);
        let states = states.iter().map(parse).collect::<Result<_, _>>()?;
        let group = group.map(|group| spending::SpendingGroup::parse(&group).ok_or(Error::NotFound)).transpose()?;
        let amount = |money: Option<Money>| money.map(CoreMoney::try_from).transpose();
        let (amount_from, amount_to) = (amount(amount_from)?, amount(amount_to)?);
        Ok(Self { card_id, states, search, group, amount_from, amount_to, from_ms, until_ms })
    }
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TransactionPage {
    /// Newest first.
    pub transactions: Vec<TransactionView>,
    /// Names the next page, if there is one.
    pub next: Option<String>,
}

impl From<transactions::TransactionPage> for TransactionPage {
    fn from(page: transactions::TransactionPage) -> Self {
        Self { transactions: page.transactions.into_iter().map(Into::into).collect(), next: page.next }
    }
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TransactionView {
    /// Its id.
    pub transaction_id: String,
    /// With which card.
    pub card_id: String,
    /// When it was asked for, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The same in words.
    pub at: String,
    /// To whom.
    pub merchant: String,
    /// The network's id of the merchant, by which it can be blocked.
    pub merchant_id: String,
    /// "Restaurants"
    pub category: String,
    /// "Payment on the internet"
    pub channel: String,
    /// ISO 3166-1 letters.
    pub country: String,
    /// What stands of it, or what was asked for if nothing does.
    pub amount: String,
    /// As the shop charged it, where that was another currency.
    pub original: Option<String>,
    /// What was given back, if anything was.
    pub refunded: Option<String>,
    /// `declined`, `pending`, `settled`, `reversed`, `refunded`.
    pub state: String,
    /// The same in words: what is reserved is never told as charged.
    pub state_words: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
    /// Why it did not pass, if it did not.
    pub declined: Option<DeclineView>,
}

/// Why a payment did not pass, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeclineView {
    /// Its name.
    pub reason: String,
    /// What happened.
    pub title: String,
    /// What it means.
    pub body: String,
    /// What to do.
    pub action: String,
    /// What the app can offer: `raise`, `switch-on`, `unfreeze`, `call-bank` …
    pub next: String,
    /// Who may be told: `full`, `after-login`, `generic`.
    pub disclosure: String,
}

/// The answer to "why was my card declined?".
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WhyDeclined {
    /// Why.
    pub why: DeclineView,
    /// The payment; none if the request never reached the bank.
    pub transaction: Option<TransactionView>,
}

impl From<transactions::TransactionView> for TransactionView {
    fn from(view: transactions::TransactionView) -> Self {
        Self {
            transaction_id: view.transaction_id,
            card_id: view.card_id,
            at_ms: view.at_ms,
            at: view.at,
            merchant: view.merchant,
            merchant_id: view.merchant_id,
            category: view.category,
            channel: view.channel,
            country: view.country,
            amount: view.amount,
            original: view.original,
            refunded: view.refunded,
            state: view.state.name().to_owned(),
            state_words: view.state_words,
            spoken: view.spoken,
            declined: view.declined.map(Into::into),
        }
    }
}

impl From<transactions::DeclineView> for DeclineView {
    fn from(view: transactions::DeclineView) -> Self {
        let transactions::DeclineView { reason, title, body, action, next, disclosure } = view;
        Self { reason, title, body, action, next: next.name().to_owned(), disclosure: disclosure.name().to_owned() }
    }
}

#[uniffi::export]
impl Phone {
    /// A page of payments: the newest, or the one that `next` of another page names (with the same filter).
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn transactions(
        &self,
        filter: TransactionFilter,
        after: Option<String>,
        language: String,
    ) -> Result<TransactionPage, PhoneError> {
        let (phone, filter, language) = (self.open_phone()?, filter.try_into()?, Language::from_tag(&language));
        Ok(run(async move { phone.transactions(&filter, after.as_deref(), language).await }).await?.into())
    }

    /// As `transactions`, asked by the app itself after `payments_changed`: no act of the customer.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn look_for_transactions(
        &self,
        filter: TransactionFilter,
        after: Option<String>,
        language: String,
    ) -> Result<TransactionPage, PhoneError> {
        let (phone, filter, language) = (self.open_phone()?, filter.try_into()?, Language::from_tag(&language));
        Ok(run(async move { phone.look_for_transactions(&filter, after.as_deref(), language).await }).await?.into())
    }

    /// Waits until a payment may be new or stand otherwise, and returns how many times that was so; `counted` is what the call before
    /// returned, 0 the first time. The bank says it over the live link, which `connect` opens; each time that the link stands again counts
    /// too. Ends with `Closed` when the session ends.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn payments_changed(&self, counted: u64) -> Result<u64, PhoneError> {
        let phone = self.at_any_time()?;
        run(async move { phone.payments_changed(counted).await }).await
    }

    /// Explains the card's newest declined payment of the last 24 hours, or says that there is none.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn why_declined(&self, card_id: String, language: String) -> Result<WhyDeclined, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let (why, transaction) = run(async move { phone.why_declined(&card_id, language).await }).await?;
        Ok(WhyDeclined { why: why.into(), transaction: transaction.map(Into::into) })
    }
}
