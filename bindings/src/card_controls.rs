//! Limits, channels and blocks of a card, and the receipts of their changes.

use std::sync::Arc;

use kunci_core::{Error, cards};
use kunci_domain::cards::category::CategoryGroup;
use kunci_domain::cards::limit::Cap;
use kunci_domain::cards::place::{Channel, Country, Merchant, Place};
use kunci_domain::texts::Language;

use crate::cards::{Card, ControlsOutcome, ReceiptView};
use crate::errors::PhoneError;
use crate::operations::Money;
use crate::phone::Phone;
use crate::runtime::run;

/// One change of a card's controls. What is not changed stays as it is. Names are those of [`ControlsView`].
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum CardChange {
    /// A limit at this amount; until then only, if `until_ms` (milliseconds since 1970 UTC) says so.
    LimitAt {
        /// Which.
        limit: String,
        /// More than zero.
        amount: Money,
        /// The end, if it has one.
        until_ms: Option<i64>,
    },
    /// Nothing passes under this limit.
    LimitBlocked {
        /// Which.
        limit: String,
        /// The end, if it has one.
        until_ms: Option<i64>,
    },
    /// The bank's most under this limit.
    LimitLifted {
        /// Which.
        limit: String,
        /// The end, if it has one.
        until_ms: Option<i64>,
    },
    /// A channel on or off.
    Channel {
        /// Which.
        channel: String,
        /// `domestic` or `abroad`.
        place: String,
        /// On?
        on: bool,
    },
    /// A kind of merchants.
    Category {
        /// Which.
        group: String,
        /// Blocked?
        blocked: bool,
    },
    /// A country.
    Country {
        /// ISO 3166-1, two capital letters.
        country: String,
        /// Blocked?
        blocked: bool,
    },
    /// One merchant, as a payment named it.
    Merchant {
        /// The network's id.
        id: String,
        /// For people.
        name: String,
        /// Blocked?
        blocked: bool,
    },
    /// Of these payments the customer is told from an amount on.
    AlertFrom {
        /// Which.
        of: String,
        /// More than zero.
        least: Money,
    },
    /// Of every one of these payments.
    AlertEvery {
        /// Which.
        of: String,
    },
    /// Of none of them.
    AlertOff {
        /// Which.
        of: String,
    },
    /// A trip. Days as `2026-12-01` or `01/12/2026`.
    TripAdd {
        /// The first day.
        from: String,
        /// The last day.
        until: String,
        /// ISO 3166-1, two letters each.
        countries: Vec<String>,
    },
    /// A trip taken back, as [`TripView`] names it.
    TripCancel {
        /// The first day.
        from: String,
        /// The last day.
        until: String,
        /// ISO 3166-1, two letters each.
        countries: Vec<String>,
    },
}

impl TryFrom<CardChange> for cards::Change {
    type Error = Error;

    fn try_from(change: CardChange) -> Result<Self, Error> {
        match change {
            CardChange::LimitAt { limit, amount, until_ms } => {
                cards::limit_change(limit, Some(Cap::AtMost(amount.try_into()?)), until_ms)
            }
            CardChange::LimitBlocked { limit, until_ms } => cards::limit_change(limit, Some(Cap::Blocked), until_ms),
            CardChange::LimitLifted { limit, until_ms } => cards::limit_change(limit, None, until_ms),
            CardChange::Channel { channel, place, on } => {
                let channel = Channel::parse(&channel).ok_or(Error::ChangeInvalid)?;
                Ok(Self::Channel { channel, place: Place::parse(&place).ok_or(Error::ChangeInvalid)?, on })
            }
            CardChange::Category { group, blocked } => {
                Ok(Self::Category { group: CategoryGroup::parse(&group).ok_or(Error::ChangeInvalid)?, blocked })
            }
            CardChange::Country { country, blocked } => {
                Ok(Self::Country { country: Country::new(&country).map_err(|_| Error::ChangeInvalid)?, blocked })
            }
            CardChange::Merchant { id, name, blocked } => {
                let merchant = Merchant::new(&id, &name).map_err(|_| Error::ChangeInvalid)?;
                Ok(Self::Merchant { merchant, blocked })
            }
            CardChange::AlertFrom { of, least } => cards::alert_change(&of, true, Some(least.try_into()?)),
            CardChange::AlertEvery { of } => cards::alert_change(&of, true, None),
            CardChange::AlertOff { of } => cards::alert_change(&of, false, None),
            CardChange::TripAdd { from, until, countries } => cards::trip_change(&from, &until, &countries, true),
            CardChange::TripCancel { from, until, countries } => cards::trip_change(&from, &until, &countries, false),
        }
    }
}

/// All controls of a card, in words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ControlsView {
    /// Where "abroad" begins: ISO 3166-1 letters.
    pub home: String,
    /// Every way by which payments come in.
    pub channels: Vec<ChannelView>,
    /// The limits that the bank offers.
    pub limits: Vec<LimitView>,
    /// Every channel, at home and abroad.
    pub switches: Vec<SwitchView>,
    /// Every kind of merchants.
    pub categories: Vec<CategoryView>,
    /// ISO 3166-1 letters of blocked countries.
    pub blocked_countries: Vec<String>,
    /// Blocked merchants.
    pub blocked_merchants: Vec<MerchantView>,
    /// Every kind of payment of which the customer may be told.
    pub alerts: Vec<WatchView>,
    /// The trips that are not over, the first first.
    pub trips: Vec<TripView>,
}

/// A way by which payments come in.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChannelView {
    /// Its name.
    pub channel: String,
    /// "Payment on the internet"
    pub label: String,
}

/// A limit.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LimitView {
    /// Its name.
    pub name: String,
    /// "On the internet, in a day"
    pub label: String,
    /// In force now; zero: nothing passes.
    pub in_force: Money,
    /// The bank's most.
    pub ceiling: Money,
    /// An approved raise that is not in force yet, and can be cancelled.
    pub cooling_off: bool,
    /// What changes by itself, and when; empty if nothing does.
    pub note: String,
    /// In force now, as people read it.
    pub value: String,
    /// For a screen reader: name, value and the bank's most.
    pub spoken: String,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SwitchView {
    /// Its name.
    pub channel: String,
    /// `domestic` or `abroad`.
    pub place: String,
    /// "Cash from a machine abroad"
    pub label: String,
    /// Whether it is on.
    pub on: bool,
}

/// A kind of merchants.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CategoryView {
    /// Its name.
    pub group: String,
    /// "Betting and lotteries"
    pub label: String,
    /// Whether it is blocked.
    pub blocked: bool,
}

/// A kind of payment, and whether the customer is told of it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WatchView {
    /// Its name.
    pub of: String,
    /// "Payments abroad"
    pub label: String,
    /// Whether any is told.
    pub on: bool,
    /// From which amount on; `None`: every one, if any.
    pub least: Option<Money>,
    /// "told from Rp500.000"
    pub value: String,
    /// For a screen reader: label and value.
    pub spoken: String,
    /// The highest amount that can be set, in the card's currency.
    pub most: Option<Money>,
}

/// A trip that is not over.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TripView {
    /// The first day, `2026-12-01`.
    pub from: String,
    /// The last day.
    pub until: String,
    /// ISO 3166-1 letters.
    pub countries: Vec<String>,
    /// "1 Dec 2026 to 14 Dec 2026: JP, KR"
    pub words: String,
    /// Those of its countries that the customer has blocked: nothing passes there all the same.
    pub blocked: Vec<String>,
    /// That, in words, with the question whether to allow them; empty if none is.
    pub warning: String,
}

/// A merchant.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MerchantView {
    /// The network's id.
    pub id: String,
    /// For people.
    pub name: String,
}

impl From<cards::ControlsView> for ControlsView {
    fn from(view: cards::ControlsView) -> Self {
        let cards::ControlsView {
            home,
            channels,
            limits,
            switches,
            categories,
            blocked_countries,
            blocked_merchants,
            alerts,
            trips,
        } = view;
        Self {
            home,
            channels: channels.into_iter().map(Into::into).collect(),
            limits: limits.into_iter().map(Into::into).collect(),
            switches: switches.into_iter().map(Into::into).collect(),
            categories: categories.into_iter().map(Into::into).collect(),
            blocked_countries,
            blocked_merchants: blocked_merchants.into_iter().map(Into::into).collect(),
            alerts: alerts.into_iter().map(Into::into).collect(),
            trips: trips.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<cards::LimitView> for LimitView {
    fn from(view: cards::LimitView) -> Self {
        let cards::LimitView { name, label, in_force, ceiling, cooling_off, note, value, spoken } = view;
        Self { name, label, in_force: in_force.into(), ceiling: ceiling.into(), cooling_off, note, value, spoken }
    }
}

impl From<cards::ChannelView> for ChannelView {
    fn from(view: cards::ChannelView) -> Self {
        let cards::ChannelView { channel, label } = view;
        Self { channel, label }
    }
}

impl From<cards::SwitchView> for SwitchView {
    fn from(view: cards::SwitchView) -> Self {
        let cards::SwitchView { channel, place, label, on } = view;
        Self { channel, place, label, on }
    }
}

impl From<cards::CategoryView> for CategoryView {
    fn from(view: cards::CategoryView) -> Self {
        let cards::CategoryView { group, label, blocked } = view;
        Self { group, label, blocked }
    }
}

impl From<cards::TripView> for TripView {
    fn from(view: cards::TripView) -> Self {
        let cards::TripView { from, until, countries, words, blocked, warning } = view;
        Self { from, until, countries, words, blocked, warning }
    }
}

impl From<cards::WatchView> for WatchView {
    fn from(view: cards::WatchView) -> Self {
        let cards::WatchView { of, label, on, least, value, spoken, most } = view;
        Self { of, label, on, least: least.map(Into::into), value, spoken, most: most.map(Into::into) }
    }
}

impl From<cards::MerchantView> for MerchantView {
    fn from(view: cards::MerchantView) -> Self {
        let cards::MerchantView { id, name } = view;
        Self { id, name }
    }
}

/// What became another of a card since the customer looked.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DifferencesView {
    /// "Changed since you looked"
    pub title: String,
    /// What, how it was and how it is now; none if all is as it was.
    pub lines: Vec<String>,
}

#[uniffi::export]
impl Phone {
    /// What became another between the card that the customer saw and the one that is now: for after `CardChanged`.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn card_differences(
        &self,
        seen: Arc<Card>,
        now: Arc<Card>,
        language: &str,
    ) -> Result<DifferencesView, PhoneError> {
        let language = Language::from_tag(language);
        let cards::DifferencesView { title, lines } =
            self.open_phone()?.card_differences(&seen.card, &now.card, language)?;
        Ok(DifferencesView { title, lines })
    }

    /// A card's controls as they are now.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn card_controls(&self, card: Arc<Card>, language: &str) -> Result<ControlsView, PhoneError> {
        Ok(self.open_phone()?.card_controls(&card.card, Language::from_tag(language))?.into())
    }

    /// The moment so many hours from now by the bank's clock, milliseconds since 1970 UTC: the end of a limit for a time.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn hours_from_now(&self, hours: u32) -> Result<i64, PhoneError> {
        self.open_phone()?.hours_from_now(hours)
    }

    /// The day so many days from now by the bank's calendar, as `2026-12-01`: for a trip.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn day_from_now(&self, days: i32) -> Result<String, PhoneError> {
        self.open_phone()?.day_from_now(days)
    }

    /// Changes controls of the card as it was read: what tightens at once and without a session; if anything loosens, all of it
    /// must be approved.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn change_card(&self, card: Arc<Card>, changes: Vec<CardChange>) -> Result<ControlsOutcome, PhoneError> {
        let phone = self.open_phone()?;
        let changes: Vec<cards::Change> = changes.into_iter().map(TryInto::try_into).collect::<Result<_, Error>>()?;
        Ok(run(async move { phone.change_card(&card.card, &changes).await }).await?.into())
    }

    /// Cancels the raise of a limit that cools off: by possession alone.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn cancel_raise(&self, card_id: String, limit: String) -> Result<ReceiptView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.cancel_raise(&card_id, &limit).await }).await?.into())
    }

    /// The receipts of all control changes, newest first, each verified.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn card_receipts(&self) -> Result<Vec<ReceiptView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.card_receipts().await }).await?.into_iter().map(Into::into).collect())
    }

    /// The same as a file (JSON) to keep or to hand on.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn export_card_receipts(&self) -> Result<String, PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.export_card_receipts().await }).await
    }
}
