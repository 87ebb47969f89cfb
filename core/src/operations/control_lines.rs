//! Changes of a card's controls as lines of a screen.

use kunci_domain::cards::change::Change;
use kunci_domain::cards::controls::Switch;
use kunci_domain::cards::decline::{limit_label, switch_label};
use kunci_domain::cards::limit::Cap;
use kunci_domain::moments;
use kunci_domain::texts::{self, Value};

use super::kind::Changed;
use super::lines::Lines;
use crate::cards;

impl Lines {
    /// One change, with everything that its bytes say.
    pub(super) fn control(&mut self, changed: &Changed, cooling_off_seconds: u64) {
        let language = self.language();
        match &changed.change {
            Change::Limit { limit, value, until } => {
                self.plain("line-limit", &limit_label(limit, language));
                if changed.now.minor() == 0 {
                    self.words("line-old-limit", "limit-blocked");
                } else {
                    self.money("line-old-limit", changed.now);
                }
                match value {
                    None => self.words("line-new-limit", "limit-ceiling"),
                    Some(Cap::Blocked) => self.words("line-new-limit", "limit-blocked"),
                    Some(Cap::AtMost(amount)) => self.money("line-new-limit", *amount),
                }
                if let Some(until) = until {
                    self.plain("line-limit-until", &moments::display(until.as_millisecond(), language));
                }
                if cooling_off_seconds == 0 {
                    self.words("line-limit-begins", "limit-begins-at-once");
                } else {
                    let hours = Value::Count(cooling_off_seconds.div_ceil(3600));
                    let begins = texts::text(language, "limit-begins-after", &[("count", hours)]);
                    self.plain("line-limit-begins", &begins);
                }
            }
            Change::Channel { channel, place, on } => {
                let label = switch_label(Switch { channel: *channel, place: *place }, language);
                self.plain(if *on { "line-switch-on" } else { "line-switch-off" }, &label);
            }
            Change::Category { group, blocked } => {
                self.words(blocking(*blocked), &format!("category-{}", group.name()));
            }
            Change::Country { country, blocked } => {
                let named = texts::text(language, "country-named", &[("code", Value::Text(country.code()))]);
                self.plain(blocking(*blocked), &named);
            }
            Change::Merchant { merchant, blocked } => self.plain(blocking(*blocked), merchant.name()),
            Change::Alert { of, threshold } => {
                self.words("line-alert", &format!("watched-{}", of.name()));
                self.plain("line-alert-new", &cards::threshold_words(*threshold, language));
            }
            Change::Trip { trip, on } => {
                self.plain(if *on { "line-trip" } else { "line-trip-back" }, &cards::trip_words(trip, language));
                if *on {
                    self.words("line-trip-means", "trip-means");
                }
            }
        }
    }
}

const fn blocking(blocked: bool) -> &'static str {
    if blocked { "line-block" } else { "line-allow" }
}
