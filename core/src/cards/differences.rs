//! A card that was changed elsewhere since the customer looked: how it was, and how it is now (RFC 9110, 13.1.1: what to do after a
//! precondition that failed is the customer's to say, and she needs both for that).

use kunci_domain::cards::Card;
use kunci_domain::texts::{self, Language, Value};

use super::view::{self, ControlsView};
use crate::{Error, Phone};

/// What became another, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferencesView {
    /// "Changed since you looked"
    pub title: String,
    /// "On the internet, in a day: was Rp5.000.000, is now Rp2.000.000", one for each; none if all is as it was.
    pub lines: Vec<String>,
}

impl Phone {
    /// What became another of a card between the one that the customer saw and the one that is now, after [`Error::CardChanged`].
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn card_differences(&self, seen: &Card, now: &Card, language: Language) -> Result<DifferencesView, Error> {
        let moment = self.bank_now()?;
        let controls = |card| view::controls(card, moment, language);
        Ok(differences((seen, &controls(seen)), (now, &controls(now)), language))
    }
}

/// What is compared: which thing it is, its label, and how it stands.
type Said = (String, String, String);

fn differences(seen: (&Card, &ControlsView), now: (&Card, &ControlsView), language: Language) -> DifferencesView {
    let (before, after) = (all(seen, language), all(now, language));
    let find = |list: &[Said], thing: &str| list.iter().find(|said| said.0 == thing).map(|said| said.2.clone());
    let mut things: Vec<_> = after.iter().map(|said| (&said.0, &said.1)).collect();
    things.extend(before.iter().filter(|said| find(&after, &said.0).is_none()).map(|said| (&said.0, &said.1)));
    let none = texts::text(language, "difference-none", &[]);
    let line = |(thing, label): (&String, &String)| {
        let (was, is) = (find(&before, thing), find(&after, thing));
        let (was, is) = (was.unwrap_or_else(|| none.clone()), is.unwrap_or_else(|| none.clone()));
        let values = [("label", Value::Text(label)), ("before", Value::Text(&was)), ("now", Value::Text(&is))];
        (was != is).then(|| texts::text(language, "difference", &values))
    };
    DifferencesView {
        title: texts::text(language, "difference-title", &[]),
        lines: things.into_iter().filter_map(line).collect(),
    }
}

fn all((card, controls): (&Card, &ControlsView), language: Language) -> Vec<Said> {
    let text = |key: &str| texts::text(language, key, &[]);
    let one = |thing: &str, key: &str, value: String| (thing.to_owned(), text(key), value);
    let joined = |list: Vec<String>| match list.is_empty() {
        true => text("difference-none"),
        false => list.join(", "),
    };
    let yes = |yes: bool, no: &str, key: &str| text(if yes { key } else { no });
    let mut said = vec![one("standing", "difference-standing", view::standing(card, language).words)];
    said.extend(controls.limits.iter().map(|limit| {
        let value =
            if limit.note.is_empty() { limit.value.clone() } else { format!("{} ({})", limit.value, limit.note) };
        (format!("limit {}", limit.name), limit.label.clone(), value)
    }));
    said.extend(controls.switches.iter().map(|switch| {
        let thing = format!("switch {} {}", switch.channel, switch.place);
        (thing, switch.label.clone(), yes(switch.on, "difference-off", "difference-on"))
    }));
    said.extend(controls.categories.iter().map(|category| {
        let stands = yes(category.blocked, "difference-allowed", "difference-blocked");
        (format!("category {}", category.group), category.label.clone(), stands)
    }));
    said.extend(
        controls.alerts.iter().map(|alert| (format!("alert {}", alert.of), alert.label.clone(), alert.value.clone())),
    );
    let merchants = controls.blocked_merchants.iter().map(|merchant| merchant.name.clone()).collect();
    said.push(one("countries", "difference-countries", joined(controls.blocked_countries.clone())));
    said.push(one("merchants", "difference-merchants", joined(merchants)));
    said.push(one("trips", "difference-trips", joined(controls.trips.iter().map(|trip| trip.words.clone()).collect())));
    said
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use kunci_domain::cards::CardState;
    use kunci_domain::cards::change::Change;
    use kunci_domain::cards::limit::Cap;
    use kunci_domain::cards::place::{Channel, Country, Place};
    use kunci_domain::money::Money;

    use super::super::view::tests::card;
    use super::*;

    fn told(seen: &Card, now: &Card, language: Language) -> Vec<String> {
        let controls = |card| view::controls(card, Timestamp::UNIX_EPOCH, language);
        differences((seen, &controls(seen)), (now, &controls(now)), language).lines
    }

    #[test]
    fn card_3_what_was_changed_elsewhere_is_told_with_both_versions_in_both_languages() {
        let seen = card("active", None, &[]);
        let limit = "per-transaction".to_owned();
        let value = Some(Cap::AtMost(Money::new(200_000_000, "IDR", 2).expect("an amount")));
        let changes = [
            Change::Limit { limit, value, until: None },
            Change::Channel { channel: Channel::Online, place: Place::Abroad, on: false },
            Change::Country { country: Country::new("RU").expect("a country"), blocked: true },
        ];
        let mut now = card("active", None, &["customer"]);
        now.controls = seen.controls.changed(&changes, Timestamp::UNIX_EPOCH).expect("a change");
        assert_eq!(
            told(&seen, &now, Language::English),
            [
                "The card: was “In use”, is now “Stopped: no payment passes”",
                "For one payment: was “IDR 50,000,000”, is now “IDR 2,000,000”",
                "Payment on the internet abroad: was “on”, is now “off”",
                "Blocked countries: was “none”, is now “RU”",
            ]
        );
        let indonesian = told(&now, &seen, Language::Indonesian);
        assert_eq!(indonesian.len(), 4);
        assert_eq!(indonesian[1], "Untuk satu pembayaran: tadinya “Rp2.000.000”, sekarang “Rp50.000.000”");
        assert!(indonesian.iter().all(|line| !line.contains('[')), "{indonesian:?}");
    }

    #[test]
    fn card_3_a_card_that_only_counted_up_has_no_differences() {
        let seen = card("active", None, &[]);
        let now = Card { version: seen.version + 1, ..seen.clone() };
        assert_eq!(told(&seen, &now, Language::English), Vec::<String>::new());
        let closed = Card { state: CardState::Expired, ..now };
        assert_eq!(told(&seen, &closed, Language::English).len(), 1);
    }
}
