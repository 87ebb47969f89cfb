//! Subscriptions in words: what they cost, when they come next, whether they are stopped, and what blocking does and does not do.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use kunci_domain::cards::Card;
use kunci_domain::cards::category::category;
use kunci_domain::cards::controls::Switch;
use kunci_domain::cards::place::Channel;
use kunci_domain::cards::spending;
use kunci_domain::cards::subscription::{self, Subscription};
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use uuid::Uuid;

use super::refusal;
use crate::{Error, Phone};

/// So many whole months back are read.
const MONTHS_BACK: i64 = 13;
/// A subscription that was charged in the first days that are known may be older than they are.
const MAY_BE_OLDER: SignedDuration = SignedDuration::from_hours(35 * 24);

/// All subscriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Phone {
    /// The subscriptions that the last thirteen months show, on one card or on all. One is blocked as any merchant is
    /// ([`Phone::change_card`] with [`Change::Merchant`](crate::cards::Change::Merchant)): at once; lifting that is approved.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none; as any call of a session.
    pub async fn subscriptions(&self, card_id: Option<&str>, language: Language) -> Result<SubscriptionsView, Error> {
        let wanted: Option<Uuid> = card_id.map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
        let cards = self.cards().await?;
        let now = self.bank_now()?;
        let since = spending::months_back(now, &moments::zone(), MONTHS_BACK).map_err(refusal)?;
        let states = [
            TransactionState::Pending,
            TransactionState::Settled,
            TransactionState::Refunded,
            TransactionState::Declined,
        ];
        let mut read = self.payments_since(None, &states, since).await?;
        follow_replacements(&mut read.made, &cards);
        let found = subscription::find(&read.made, &moments::zone(), now).map_err(refusal)?;
        let shown = found.iter().filter(|one| wanted.is_none_or(|card| card == one.card_id));
        Ok(SubscriptionsView {
            subscriptions: shown.map(|one| SubscriptionView::of(one, &cards, read.since, language)).collect(),
            about: texts::text(language, "subscriptions-about", &[]),
            none: texts::text(language, "subscriptions-none", &[]),
            block_does: texts::text(language, "subscriptions-block-does", &[]),
            block_does_not: texts::text(language, "subscriptions-block-does-not", &[]),
        })
    }
}

/// A merchant goes on with the card that came in place of the old one, so the payments of both are of one.
fn follow_replacements(made: &mut [Transaction], cards: &[Card]) {
    let newer: HashMap<Uuid, Uuid> =
        cards.iter().filter_map(|card| card.replaces.map(|old| (old, card.card_id))).collect();
    let over = |id: Uuid| cards.iter().find(|card| card.card_id == id).is_none_or(Card::is_over);
    for one in made {
        // Each step leads to another card, so there are no more steps than cards.
        for _ in 0..cards.len() {
            match newer.get(&one.card_id) {
                Some(next) if over(one.card_id) => one.card_id = *next,
                _ => break,
            }
        }
    }
}

impl SubscriptionView {
    /// Pure.
    fn of(one: &Subscription, cards: &[Card], known: Timestamp, language: Language) -> Self {
        let say = |key: &str, values: &[(&str, Value<'_>)]| texts::text(language, key, values);
        let card = cards.iter().find(|card| card.card_id == one.card_id);
        let cadence = one.cadence.map_or("", |cadence| cadence.name());
        let rhythm = if cadence.is_empty() { "unknown" } else { cadence };
        let rhythm = say(&format!("subscription-cadence-{rhythm}"), &[]);
        let price = |amount: &str| {
            say("subscription-price", &[("amount", Value::Text(amount)), ("cadence", Value::Text(&rhythm))])
        };
        let next = one.next.map(|day| moments::day(day, language)).unwrap_or_default();
        let (state, words) = state(one, card);
        let state_words = say(&format!("subscription-state-{words}"), &[("day", Value::Text(&next))]);
        let since = moments::day(one.since.to_zoned(moments::zone()).date(), language);
        let older = one.since.duration_since(known) < MAY_BE_OLDER;
        let since_key = if older { "subscription-since-at-least" } else { "subscription-since" };
        let spoken = [
            ("merchant", Value::Text(one.merchant.name())),
            ("price", Value::Text(&price(&one.last.spoken(language)))),
            ("state", Value::Text(&state_words)),
        ];
        let spoken = say("subscription-spoken", &spoken);
        let before = one.before.map(|before| before.display(language));
        let declined = one.declined_at.map(|at| moments::display(at.as_millisecond(), language));
        Self {
            card_id: one.card_id.to_string(),
            ending: card.map(|card| card.ending.clone()).unwrap_or_default(),
            merchant: one.merchant.name().to_owned(),
            merchant_id: one.merchant.id().to_owned(),
            cadence: cadence.to_owned(),
            price: price(&one.last.display(language)),
            before: before
                .map(|amount| say("subscription-before", &[("amount", Value::Text(&amount))]))
                .unwrap_or_default(),
            next: match state {
                // Of what is stopped, and of what may be over, no next charge is expected.
                "running" if next.is_empty() => say("subscription-next-unknown", &[]),
                "running" => say("subscription-next", &[("day", Value::Text(&next))]),
                _ => String::new(),
            },
            since: say(since_key, &[("day", Value::Text(&since))]),
            year: say("subscription-year", &[("amount", Value::Text(&one.year.display(language)))]),
            how: say(if one.flagged { "subscription-flagged" } else { "subscription-rhythm" }, &[]),
            state: state.to_owned(),
            state_words,
            declined: declined
                .map(|time| say("subscription-declined", &[("time", Value::Text(&time))]))
                .unwrap_or_default(),
            spoken,
        }
    }
}

/// Its name and that of its words. What the customer has stopped is told before what may have ended by itself.
fn state(one: &Subscription, card: Option<&Card>) -> (&'static str, &'static str) {
    if let Some(Card { controls, .. }) = card {
        let group = category(one.category).group;
        let switch = Switch { channel: Channel::Recurring, place: controls.place(one.country) };
        if controls.blocked_merchants.contains_key(one.merchant.id()) {
            return ("blocked", "blocked");
        } else if controls.blocked_categories.contains(&group) {
            return ("stopped", "category");
        } else if controls.blocked_countries.contains(&one.country) {
            return ("stopped", "country");
        } else if one.flagged && controls.off.contains(&switch) {
            return ("stopped", "switched-off");
        }
    }
    if one.ended { ("ended", "ended") } else { ("running", "running") }
}

#[cfg(test)]
mod tests {
    use kunci_domain::cards::evaluate::Authorization;
    use kunci_domain::cards::place::{Country, Merchant};
    use kunci_domain::money::Money;
    use serde_json::{Value as Json, json};

    use super::*;

    const OLD: &str = "00000000-0000-7000-8000-000000000001";
    const NEW: &str = "00000000-0000-7000-8000-000000000002";

    fn card(id: &str, state: &str, replaces: Option<&str>, controls: Json) -> Card {
        let mut whole = json!({"home": "ID", "cooling_off_seconds": 43200, "limits": []});
        for (name, value) in controls.as_object().expect("an object") {
            whole[name] = value.clone();
        }
        let mut card = json!({
            "card_id": id, "ending": "4821", "name": "Debit", "state": state, "holds": [], "version": 1, "controls": whole,
        });
        if let Some(old) = replaces {
            card["replaces"] = json!(old);
        }
        serde_json::from_value(card).expect("a card")
    }

    fn charge(card: &str, at: &str, rupiah: i64) -> Transaction {
        let charged = Money::new(rupiah * 100, "IDR", 2).expect("rupiah");
        Transaction {
            transaction_id: Uuid::nil(),
            card_id: card.parse().expect("an id"),
            at: at.parse().expect("a moment"),
            asked: Authorization {
                amount: charged,
                channel: Channel::Recurring,
                country: Country::INDONESIA,
                category: 4899,
                merchant: Merchant::new("M-FILM", "Film Rumah").expect("a merchant"),
            },
            original: None,
            state: TransactionState::Settled,
            charged,
            refunded: charged.with_minor(0),
            settled_at: None,
            code: "00".into(),
            decision: None,
        }
    }

    fn charges(card: &str) -> Vec<Transaction> {
        ["2027-01-05T03:00:00Z", "2027-02-05T03:00:00Z", "2027-03-05T03:00:00Z"]
            .map(|at| charge(card, at, 65_000))
            .into()
    }

    fn view(made: &[Transaction], cards: &[Card], now: &str, language: Language) -> SubscriptionView {
        let now = now.parse().expect("a moment");
        let found = subscription::find(made, &moments::zone(), now).expect("found");
        assert_eq!(found.len(), 1, "{found:?}");
        SubscriptionView::of(&found[0], cards, "2026-01-31T17:00:00Z".parse().expect("a moment"), language)
    }

    #[test]
    fn card_1_a_subscription_is_said_with_price_rhythm_next_day_and_since_when() {
        let cards = [card(OLD, "active", None, json!({}))];
        let told = view(&charges(OLD), &cards, "2027-03-20T03:00:00Z", Language::English);
        assert_eq!(told.price, "IDR 65,000, every month");
        assert_eq!((told.next.as_str(), told.since.as_str()), ("Next expected on 5 Apr 2027", "Since 5 Jan 2027"));
        assert_eq!(told.year, "In the last 12 months: IDR 195,000");
        assert_eq!((told.state.as_str(), told.before.as_str(), told.declined.as_str()), ("running", "", ""));
        assert_eq!(told.spoken, "Film Rumah: 65000 rupiah, every month. Running");
        let mut rise = charges(OLD);
        rise.push(charge(OLD, "2027-04-05T03:00:00Z", 79_000));
        let told = view(&rise, &cards, "2027-04-20T03:00:00Z", Language::Indonesian);
        assert_eq!(told.before, "Harganya berubah: sebelumnya Rp65.000");
        let ended = view(&charges(OLD), &cards, "2027-04-20T03:00:00Z", Language::English);
        assert_eq!(ended.state_words, "Ended? It was expected on 5 Apr 2027 and was not charged.");
        assert_eq!((ended.state.as_str(), ended.next.as_str()), ("ended", ""));
    }

    #[test]
    fn card_4_what_stops_a_subscription_is_told_and_by_what() {
        let recurring = json!([{"channel": "recurring", "place": "domestic"}]);
        for (controls, state, words) in [
            (
                json!({"blocked_merchants": {"M-FILM": {"id": "M-FILM", "name": "Film Rumah"}}}),
                "blocked",
                "Blocked by you",
            ),
            (json!({"off": recurring}), "stopped", "Stopped: subscriptions are switched off"),
            (json!({"blocked_categories": ["games-entertainment"]}), "stopped", "Stopped: you have blocked this kind"),
            (json!({"blocked_countries": ["ID"]}), "stopped", "Stopped: you have blocked the merchant's country"),
            (json!({"blocked_countries": ["SG"]}), "running", "Running"),
        ] {
            let told =
                view(&charges(OLD), &[card(OLD, "active", None, controls)], "2027-03-20T03:00:00Z", Language::English);
            assert_eq!((told.state.as_str(), told.state_words.starts_with(words)), (state, true), "{told:?}");
            assert_eq!(told.next.is_empty(), state != "running");
        }
        let mut asked = charges(OLD);
        let mut declined = charge(OLD, "2027-04-05T03:00:00Z", 65_000);
        (declined.state, declined.charged) = (TransactionState::Declined, declined.charged.with_minor(0));
        asked.push(declined);
        let told = view(&asked, &[], "2027-04-06T03:00:00Z", Language::English);
        assert_eq!(told.declined, "Asked in vain on 5 Apr 2027, 10:00 WIB");
    }

    #[test]
    fn card_1_a_subscription_follows_to_the_card_that_came_in_place_of_the_old_one() {
        let mut made = charges(OLD);
        made.push(charge(NEW, "2027-04-05T03:00:00Z", 65_000));
        let under_way = [card(OLD, "active", None, json!({})), card(NEW, "shipped", Some(OLD), json!({}))];
        let mut kept = charges(OLD);
        follow_replacements(&mut kept, &under_way);
        assert_eq!(kept, charges(OLD), "the old card still works");
        let replaced = [card(OLD, "closed", None, json!({})), card(NEW, "active", Some(OLD), json!({}))];
        follow_replacements(&mut made, &replaced);
        let told = view(&made, &replaced, "2027-04-20T03:00:00Z", Language::English);
        assert_eq!((told.card_id.as_str(), told.year.as_str()), (NEW, "In the last 12 months: IDR 260,000"));
    }
}
