//! A card's controls as a screen shows them, in the customer's language.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use kunci_domain::cards::category::CategoryGroup;
use kunci_domain::cards::controls::Switch;
use kunci_domain::cards::decline::{Explanation, explain_hold, limit_label, switch_label};
use kunci_domain::cards::limit::{Limit, LimitStatus};
use kunci_domain::cards::place::Channel;
use kunci_domain::cards::{Card, CardKind, CardState, Closing, Hold};
use kunci_domain::moments;
use kunci_domain::money::Money;
use kunci_domain::texts::{self, Language, Value};

use super::trip::{self, TripView};
use super::watch::{self, WatchView};
use crate::{Error, Phone};

/// How a card stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingView {
    /// "In use", "Stopped: no payment passes", "Closed: reported as lost" …
    pub words: String,
    /// Who holds it, each with what that means and what to do.
    pub holds: Vec<HoldView>,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    /// `customer`, `bank`, `fraud`, `authority`.
    pub holder: String,
    /// "You have frozen this card"
    pub title: String,
    /// What it means.
    pub body: String,
    /// Whom to ask, how to object.
    pub action: String,
    /// Since when, in words.
    pub since: String,
}

/// A way by which payments come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelView {
    /// Its name.
    pub channel: String,
    /// "Payment on the internet"
    pub label: String,
}

/// All controls of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlsView {
    /// Where "abroad" begins: ISO 3166-1 letters.
    pub home: String,
    /// Every way by which payments can come in with a card of this kind.
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

/// A limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitView {
    /// Its name, for [`Change::Limit`](kunci_domain::cards::change::Change::Limit).
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryView {
    /// Its name.
    pub group: String,
    /// "Betting and lotteries"
    pub label: String,
    /// Whether it is blocked.
    pub blocked: bool,
}

/// A merchant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MerchantView {
    /// The network's id.
    pub id: String,
    /// For people.
    pub name: String,
}

/// How a card stands and who holds it.
#[must_use]
pub fn standing(card: &Card, language: Language) -> StandingView {
    let key = match (card.state, card.closed) {
        (CardState::Closed, Some(Closing::Ended)) if !card.kind.has_plastic() => "card-closed-ended-virtual".to_owned(),
        (CardState::Closed, Some(why)) => format!("card-closed-{}", why.name()),
        (CardState::Active, _) if !card.holds.is_empty() => "card-state-stopped".to_owned(),
        (state, _) => format!("card-state-{}", state.name()),
    };
    // Whoever holds a card whose life is over holds nothing any more.
    let holds = if card.is_over() { Vec::new() } else { card.holds.iter().map(|one| hold(one, language)).collect() };
    let words = texts::text(language, &key, &[]);
    let words = match card.kind {
        CardKind::Virtual => texts::text(language, "card-virtual", &[("standing", Value::Text(&words))]),
        CardKind::Debit | CardKind::Credit => words,
    };
    StandingView { words, holds }
}

fn hold(hold: &Hold, language: Language) -> HoldView {
    let Explanation { title, body, action, .. } = explain_hold(hold.holder, language);
    let since = moments::display(hold.placed_at.as_millisecond(), language);
    HoldView { holder: hold.holder.name().to_owned(), title, body, action, since }
}

impl Phone {
    /// A card's controls as they are now.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn card_controls(&self, card: &Card, language: Language) -> Result<ControlsView, Error> {
        Ok(controls(card, self.bank_now()?, language))
    }

    /// The moment so many hours from now by the bank's clock, in milliseconds since 1970 UTC and whole seconds: the end of a limit for a
    /// time.
    ///
    /// # Errors
    /// [`Error::ChangeInvalid`] if there is no such moment; [`Error::Closed`].
    pub fn hours_from_now(&self, hours: u32) -> Result<i64, Error> {
        let end = self.bank_now()?.checked_add(SignedDuration::from_hours(hours.into()));
        Ok(end.map_err(|_| Error::ChangeInvalid)?.as_second() * 1000)
    }

    /// The day so many days from now by the bank's calendar, as `2026-12-01`: for a trip.
    ///
    /// # Errors
    /// [`Error::ChangeInvalid`] if there is no such day; [`Error::Closed`].
    pub fn day_from_now(&self, days: i32) -> Result<String, Error> {
        let today = Offset::constant(7).to_datetime(self.bank_now()?).date();
        Ok(today.checked_add(days.days()).map_err(|_| Error::ChangeInvalid)?.to_string())
    }

    /// The most for one payment: now (the lower of the customer's limit and the bank's ceiling), and the bank's ceiling.
    ///
    /// # Errors
    /// [`Error::ReplyUnreadable`] if the card has no such limit, which every card has.
    pub fn payment_limit(&self, card: &Card) -> Result<(Money, Money), Error> {
        let now = self.bank_now()?;
        let limit = card.controls.per_transaction().ok_or(Error::ReplyUnreadable)?;
        Ok((limit.most(now), limit.ceiling))
    }
}

pub(super) fn controls(card: &Card, now: Timestamp, language: Language) -> ControlsView {
    let controls = &card.controls;
    let category = |group: &CategoryGroup| CategoryView {
        group: group.name().to_owned(),
        label: texts::text(language, &format!("category-{}", group.name()), &[]),
        blocked: controls.blocked_categories.contains(group),
    };
    let switch = |switch: Switch| SwitchView {
        channel: switch.channel.name().to_owned(),
        place: switch.place.name().to_owned(),
        label: switch_label(switch, language),
        on: !controls.off.contains(&switch),
    };
    let merchants = controls.blocked_merchants.values();
    let channel = |channel: &Channel| ChannelView {
        channel: channel.name().to_owned(),
        label: texts::text(language, &format!("channel-{}", channel.name()), &[]),
    };
    ControlsView {
        home: controls.home.code().to_owned(),
        channels: Channel::ALL.iter().filter(|channel| card.kind.takes(**channel)).map(channel).collect(),
        limits: controls.limits.iter().map(|one| limit(one, now, language)).collect(),
        switches: Switch::all().filter(|switch| card.kind.takes(switch.channel)).map(switch).collect(),
        categories: CategoryGroup::ALL.iter().map(category).collect(),
        blocked_countries: controls.blocked_countries.iter().map(|country| country.code().to_owned()).collect(),
        blocked_merchants: merchants
            .map(|merchant| MerchantView { id: merchant.id().to_owned(), name: merchant.name().to_owned() })
            .collect(),
        alerts: watch::views(controls, language),
        trips: trip::views(controls, now, language),
    }
}

fn limit(limit: &Limit, now: Timestamp, language: Language) -> LimitView {
    let amount = |minor: i64| match minor {
        0 => texts::text(language, "limit-blocked", &[]),
        minor => limit.ceiling.with_minor(minor).display(language),
    };
    let told = |key: &str, minor: i64, at: Timestamp| {
        let (value, moment) = (amount(minor), moments::display(at.as_millisecond(), language));
        texts::text(language, key, &[("value", Value::Text(&value)), ("moment", Value::Text(&moment))])
    };
    let (cooling_off, note) = match limit.status(now) {
        LimitStatus::Settled => (false, String::new()),
        LimitStatus::CoolingOff { value, from } => (true, told("limit-cools-off", limit.minor(value), from)),
        LimitStatus::Temporary { until, then } => (false, told("limit-temporary", then, until)),
    };
    let (label, in_force) = (limit_label(&limit.name, language), limit.most(now));
    let value = amount(in_force.minor());
    let said = if in_force.minor() == 0 { value.clone() } else { in_force.spoken(language) };
    let ceiling = limit.ceiling.spoken(language);
    let values = [("label", Value::Text(&label)), ("value", Value::Text(&said)), ("ceiling", Value::Text(&ceiling))];
    let spoken = texts::text(language, "limit-spoken", &values);
    LimitView { name: limit.name.clone(), ceiling: limit.ceiling, label, in_force, cooling_off, note, value, spoken }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::json;

    pub(in super::super) fn card(state: &str, closed: Option<&str>, holders: &[&str]) -> Card {
        let holds: Vec<_> = holders
            .iter()
            .map(|holder| json!({"holder": holder, "reason": "x", "placed_at": "2026-11-26T07:02:11Z"}))
            .collect();
        let mut card = json!({
            "card_id": "00000000-0000-7000-8000-000000000001", "ending": "4821", "name": "Debit", "state": state,
            "holds": holds, "version": 1, "controls": {"home": "ID", "cooling_off_seconds": 43200, "limits": [{
                "name": "per-transaction", "filter": {}, "window": {"per": "transaction"},
                "ceiling": {"minor": 5_000_000_000_i64, "currency": "IDR", "exponent": 2}, "value": null}]},
        });
        if let Some(closed) = closed {
            card["closed"] = json!(closed);
        }
        serde_json::from_value(card).expect("a card")
    }

    #[test]
    fn card_1_everybody_who_holds_a_card_is_named_with_what_to_do() {
        let told = standing(&card("active", None, &["customer", "authority"]), Language::English);
        assert_eq!(told.words, "Stopped: no payment passes");
        let holders: Vec<_> = told.holds.iter().map(|hold| hold.holder.as_str()).collect();
        assert_eq!(holders, ["customer", "authority"]);
        assert_eq!(told.holds[0].title, "You have frozen this card");
        assert!(told.holds[1].action.contains("how to object"), "{:?}", told.holds[1]);
        assert!(told.holds[0].since.contains("14:02"), "{}", told.holds[0].since);
    }

    #[test]
    fn card_1_every_state_and_every_end_of_a_card_has_words() {
        for language in Language::ALL {
            for state in CardState::ALL {
                let words = standing(&card(state.name(), None, &[]), language).words;
                assert!(!words.starts_with('['), "{words}");
            }
            for why in kunci_domain::cards::Closing::ALL {
                let told = standing(&card("closed", Some(why.name()), &["bank"]), language);
                assert!(!told.words.starts_with('[') && told.holds.is_empty(), "{told:?}");
            }
        }
    }

    #[test]
    fn card_4_a_virtual_card_is_called_so_and_offers_no_way_that_needs_plastic() {
        let mut card = card("active", None, &[]);
        let plastic = controls(&card, Timestamp::UNIX_EPOCH, Language::English);
        card.kind = CardKind::Virtual;
        let offered = controls(&card, Timestamp::UNIX_EPOCH, Language::English);
        let names: Vec<_> = offered.channels.iter().map(|channel| channel.channel.as_str()).collect();
        assert_eq!(names, ["online", "mail-phone", "recurring", "wallet-provisioning"]);
        assert_eq!((plastic.switches.len(), offered.switches.len()), (18, 8));
        assert_eq!(standing(&card, Language::English).words, "Virtual card. In use");
        assert_eq!(standing(&card, Language::Indonesian).words, "Kartu virtual. Aktif");
    }

    #[test]
    fn card_3_a_limit_is_said_in_one_piece_with_amounts_that_voices_can_say() {
        let card = card("active", None, &[]);
        let limits = controls(&card, Timestamp::UNIX_EPOCH, Language::Indonesian).limits;
        assert_eq!(limits[0].value, "Rp50.000.000");
        assert_eq!(limits[0].spoken, "Untuk satu pembayaran: 50000000 rupiah. Paling tinggi 50000000 rupiah.");
    }
}
