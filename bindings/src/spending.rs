//! Where the money went, and who charges again and again.

use kunci_core::spending;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// What was paid, month by month.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SpendingView {
    /// The newest first, twelve at most; those without payments among them. Empty if nothing was paid at all.
    pub months: Vec<SpendingMonth>,
    /// What is counted, in words.
    pub about: String,
    /// What is missing: there are more payments than are read at once; empty if nothing is.
    pub note: String,
    /// What to say while there are no payments at all.
    pub empty: String,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SpendingMonth {
    /// Its first moment, milliseconds since 1970 UTC …
    pub from_ms: i64,
    /// … and the first one after it: with `group` they find its payments in the list.
    pub until_ms: i64,
    /// "June 2027", or "June 2027, until now"
    pub label: String,
    /// One for each currency; none if nothing was paid.
    pub totals: Vec<SpendingTotal>,
    /// What to say if nothing was paid.
    pub none: String,
}

/// All payments of a month in one currency.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SpendingTotal {
    /// ISO 4217 letters.
    pub currency: String,
    /// "IDR 1,250,000"
    pub amount: String,
    /// "more than in May"; empty if there is nothing to compare with.
    pub change: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
    /// The largest first.
    pub groups: Vec<SpendingGroupView>,
}

/// A kind of merchants, or cash.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SpendingGroupView {
    /// Its name, for the filter of the list.
    pub group: String,
    /// "Groceries"
    pub label: String,
    /// "IDR 400,000"
    pub amount: String,
    /// Of the total, in whole percents; those of a total make 100. The length of the bar.
    pub percent: u8,
    /// "32%"
    pub percent_words: String,
    /// "more than in May"; empty if there is nothing to compare with.
    pub change: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
}

/// All subscriptions.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SubscriptionsView {
    /// The running ones by their next charge, then those that may have ended.
    pub subscriptions: Vec<SubscriptionView>,
    /// How they were found, and that there may be others.
    pub about: String,
    /// What to say if none is found.
    pub none: String,
    /// What blocking the merchant does …
    pub block_does: String,
    /// … and what it does not do.
    pub block_does_not: String,
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SubscriptionView {
    /// Which card is charged.
    pub card_id: String,
    /// Its last four digits; empty for a card that is not listed any more.
    pub ending: String,
    /// By whom.
    pub merchant: String,
    /// The network's id of the merchant, by which it is blocked.
    pub merchant_id: String,
    /// `weekly`, `monthly`, `yearly`, or empty while no rhythm is seen.
    pub cadence: String,
    /// "IDR 65,000, every month"
    pub price: String,
    /// The price before, if it has changed, in a sentence; empty if not.
    pub before: String,
    /// "Next expected on 5 Jun 2027"
    pub next: String,
    /// "Since 5 Jan 2027"
    pub since: String,
    /// "In the last 12 months: IDR 780,000"
    pub year: String,
    /// How it is known.
    pub how: String,
    /// `running`, `ended`, `blocked` (the merchant is), `stopped` (by another control of the card).
    pub state: String,
    /// The same in words.
    pub state_words: String,
    /// That the merchant asked in vain since the last charge; empty if not.
    pub declined: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
}

impl From<spending::SpendingView> for SpendingView {
    fn from(view: spending::SpendingView) -> Self {
        let spending::SpendingView { months, about, note, empty } = view;
        Self { months: months.into_iter().map(Into::into).collect(), about, note, empty }
    }
}

impl From<spending::SpendingMonth> for SpendingMonth {
    fn from(view: spending::SpendingMonth) -> Self {
        let spending::SpendingMonth { from_ms, until_ms, label, totals, none } = view;
        Self { from_ms, until_ms, label, totals: totals.into_iter().map(Into::into).collect(), none }
    }
}

impl From<spending::SpendingTotal> for SpendingTotal {
    fn from(view: spending::SpendingTotal) -> Self {
        let spending::SpendingTotal { currency, amount, change, spoken, groups } = view;
        Self { currency, amount, change, spoken, groups: groups.into_iter().map(Into::into).collect() }
    }
}

impl From<spending::SpendingGroupView> for SpendingGroupView {
    fn from(view: spending::SpendingGroupView) -> Self {
        let spending::SpendingGroupView { group, label, amount, percent, percent_words, change, spoken } = view;
        Self { group, label, amount, percent, percent_words, change, spoken }
    }
}

impl From<spending::SubscriptionsView> for SubscriptionsView {
    fn from(view: spending::SubscriptionsView) -> Self {
        let spending::SubscriptionsView { subscriptions, about, none, block_does, block_does_not } = view;
        let subscriptions = subscriptions.into_iter().map(Into::into).collect();
        Self { subscriptions, about, none, block_does, block_does_not }
    }
}

impl From<spending::SubscriptionView> for SubscriptionView {
    fn from(view: spending::SubscriptionView) -> Self {
        Self {
            card_id: view.card_id,
            ending: view.ending,
            merchant: view.merchant,
            merchant_id: view.merchant_id,
            cadence: view.cadence,
            price: view.price,
            before: view.before,
            next: view.next,
            since: view.since,
            year: view.year,
            how: view.how,
            state: view.state,
            state_words: view.state_words,
            declined: view.declined,
            spoken: view.spoken,
        }
    }
}

#[uniffi::export]
impl Phone {
    /// Where the money went in the last twelve months, with one card or with all.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn spending(&self, card_id: Option<String>, language: String) -> Result<SpendingView, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        Ok(run(async move { phone.spending(card_id.as_deref(), language).await }).await?.into())
    }

    /// The subscriptions that the last thirteen months show, on one card or on all. One is blocked by `change_card` with
    /// `CardChange::Merchant`: at once; lifting that is approved.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn subscriptions(
        &self,
        card_id: Option<String>,
        language: String,
    ) -> Result<SubscriptionsView, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        Ok(run(async move { phone.subscriptions(card_id.as_deref(), language).await }).await?.into())
    }
}
