//! A card as the book has it: read from what the bank has signed, with rules of its own for what passes.

use std::collections::BTreeSet;

use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;
/// Jakarta is ahead of UTC by so much, always.
const JAKARTA_HOURS: i8 = 7;

/// A payment that passed.
#[derive(Debug, Clone)]
pub(super) struct Paid {
    pub(super) id: String,
    pub(super) at_ms: i64,
    /// What still stands of it.
    pub(super) charged: i64,
    pub(super) refunded: i64,
    pub(super) state: &'static str,
    pub(super) channel: &'static str,
    pub(super) abroad: bool,
}

/// A payment that asks to pass.
#[derive(Debug, Clone)]
pub(super) struct Asks {
    pub(super) minor: i64,
    pub(super) channel: &'static str,
    pub(super) abroad: bool,
    pub(super) merchant: String,
}

/// A limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) name: String,
    pub(super) ceiling: i64,
    /// For good.
    pub(super) value: i64,
    /// Value, from, and until; of those in force the last counts.
    pub(super) steps: Vec<(i64, i64, Option<i64>)>,
}

impl Limit {
    fn read(value: &Value) -> Result<Self, String> {
        let ceiling = minor(&value["ceiling"])?;
        let of = |value: &Value| match value {
            Value::Null => Ok(ceiling),
            Value::String(word) if word == "blocked" => Ok(0),
            amount => minor(&amount["at-most"]),
        };
        let mut steps = Vec::new();
        for step in value["schedule"].as_array().into_iter().flatten() {
            let until = step.get("until").map(moment).transpose()?;
            steps.push((of(&step["value"])?, moment(&step["from"])?, until));
        }
        Ok(Self { name: text(&value["name"])?, ceiling, value: of(&value["value"])?, steps })
    }

    /// What passes at a moment.
    pub(super) fn at(&self, now: i64) -> i64 {
        let holds = |(_, from, until): &&(i64, i64, Option<i64>)| *from <= now && until.is_none_or(|until| now < until);
        self.steps.iter().rev().find(holds).map_or(self.value, |(value, ..)| *value)
    }

    /// What holds where nothing is for a time.
    pub(super) fn for_good(&self, now: i64) -> i64 {
        let stays = |(_, from, until): &&(i64, i64, Option<i64>)| *from <= now && until.is_none();
        self.steps.iter().rev().find(stays).map_or(self.value, |(value, ..)| *value)
    }

    /// The moments at which it changes by itself.
    pub(super) fn turns(&self) -> impl Iterator<Item = i64> {
        self.steps.iter().flat_map(|(_, from, until)| [Some(*from), *until]).flatten()
    }

    /// The moments after `now` at which more passes than just before.
    pub(super) fn rises(&self, now: i64) -> BTreeSet<i64> {
        self.turns().filter(|at| *at > now && self.at(*at) > self.at(*at - 1)).collect()
    }

    /// When that ends which holds for a time.
    pub(super) fn ends(&self) -> BTreeSet<i64> {
        self.steps.iter().filter_map(|(_, _, until)| *until).collect()
    }

    fn counts(&self, channel: &str, abroad: bool) -> bool {
        match self.name.as_str() {
            "online-day" => ["online", "mail-phone", "recurring"].contains(&channel),
            "contactless-transaction" => channel == "contactless",
            "atm-day" => ["atm", "cash-advance"].contains(&channel),
            "abroad-day" => abroad,
            _ => true,
        }
    }

    /// Since when payments are counted; only the payment itself, if none.
    fn since(&self, now: i64) -> Option<i64> {
        let shift = i64::from(JAKARTA_HOURS) * 3_600_000;
        let midnight = (now + shift).div_euclid(DAY_MS) * DAY_MS - shift;
        match self.name.as_str() {
            "month" => {
                let zone = TimeZone::fixed(Offset::constant(JAKARTA_HOURS));
                let date = jiff::Timestamp::from_millisecond(now).ok()?.to_zoned(zone).date();
                Some(midnight - (i64::from(date.day()) - 1) * DAY_MS)
            }
            name if name.ends_with("day") => Some(midnight),
            _ => None,
        }
    }
}

/// Everything that decides on a payment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) ending: String,
    pub(super) state: String,
    /// Who holds it.
    pub(super) holders: BTreeSet<String>,
    pub(super) limits: Vec<Limit>,
    /// Channels that are off: name and whether abroad.
    pub(super) off: BTreeSet<(String, bool)>,
    pub(super) merchants: BTreeSet<String>,
    /// As the bank writes them.
    pub(super) controls: Value,
    pub(super) version: u64,
    pub(super) sequence: u64,
    pub(super) replaces: Option<String>,
}

impl Card {
    /// From what the bank lists, or has signed.
    pub(super) fn read(value: &Value) -> Result<Self, String> {
        let controls = &value["controls"];
        let mut card = Self {
            id: text(&value["card_id"])?,
            ending: value["ending"].as_str().unwrap_or_default().to_owned(),
            state: text(&value["state"])?,
            holders: BTreeSet::new(),
            limits: Vec::new(),
            off: BTreeSet::new(),
            merchants: BTreeSet::new(),
            controls: controls.clone(),
            version: value["version"].as_u64().ok_or("no version")?,
            sequence: value["sequence"].as_u64().unwrap_or_default(),
            replaces: value["replaces"].as_str().map(str::to_owned),
        };
        for hold in value["holds"].as_array().ok_or("no holds")? {
            if !card.holders.insert(text(&hold["holder"])?) {
                return Err("somebody holds a card twice".to_owned());
            }
        }
        for limit in controls["limits"].as_array().ok_or("no limits")? {
            card.limits.push(Limit::read(limit)?);
        }
        for switch in controls["off"].as_array().into_iter().flatten() {
            card.off.insert((text(&switch["channel"])?, switch["place"] == "abroad"));
        }
        card.merchants
            .extend(controls["blocked_merchants"].as_object().into_iter().flatten().map(|(id, _)| id.clone()));
        Ok(card)
    }

    pub(super) fn is_over(&self) -> bool {
        ["closed", "expired"].contains(&self.state.as_str())
    }

    pub(super) fn is_frozen(&self) -> bool {
        self.holders.contains("customer")
    }

    pub(super) fn limit(&self, name: &str) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.name == name)
    }

    /// Why a payment does not pass; nothing, if it does.
    pub(super) fn decline(&self, paid: &[Paid], asks: &Asks, now: i64) -> Vec<String> {
        let mut why: Vec<String> = Vec::new();
        if self.state != "active" {
            why.push("card-not-active".to_owned());
        }
        for holder in &self.holders {
            why.push(if holder == "customer" { "frozen-by-you".to_owned() } else { format!("held-by-{holder}") });
        }
        if self.off.contains(&(asks.channel.to_owned(), asks.abroad)) {
            why.push("channel-off".to_owned());
        }
        if self.merchants.contains(&asks.merchant) {
            why.push("merchant-blocked".to_owned());
        }
        for limit in self.limits.iter().filter(|limit| limit.counts(asks.channel, asks.abroad)) {
            let counts = |paid: &&Paid| {
                limit.since(now).is_some_and(|since| paid.at_ms >= since) && limit.counts(paid.channel, paid.abroad)
            };
            let used: i64 = paid.iter().filter(counts).map(|paid| paid.charged).sum();
            if used + asks.minor > limit.at(now) {
                why.push("over-limit".to_owned());
            }
        }
        why.sort();
        why
    }

    /// The next moment at which a limit changes by itself.
    pub(super) fn next_turn(&self, now: i64) -> Option<i64> {
        self.limits.iter().flat_map(Limit::turns).filter(|at| *at > now).min()
    }
}

pub(super) fn text(value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("no text: {value}"))
}

pub(super) fn moment(value: &Value) -> Result<i64, String> {
    let text = value.as_str().ok_or("no moment")?;
    let at: jiff::Timestamp = text.parse().map_err(|_| format!("no moment: {text}"))?;
    Ok(at.as_millisecond())
}

fn minor(value: &Value) -> Result<i64, String> {
    value["minor"].as_i64().ok_or_else(|| format!("no amount: {value}"))
}
