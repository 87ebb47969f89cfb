//! Of which payments the customer is told, for the screen: alert thresholds beside the limits, of which they are none.

use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::watch::{Threshold, Watched};
use kunci_domain::money::Money;
use kunci_domain::texts::{self, Language, Value};

use super::Change;
use crate::Error;

/// A kind of payment, and whether it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchView {
    /// Its name, for [`alert_change`].
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
    /// The highest amount that can be set, in the card's currency; `None` for a card without limits.
    pub most: Option<Money>,
}

/// A change of what the customer is told. `least`: from which amount on, `None`: of every one; `told`: not at all otherwise.
///
/// # Errors
/// [`Error::ChangeInvalid`] if there is no such kind.
pub fn alert_change(of: &str, told: bool, least: Option<Money>) -> Result<Change, Error> {
    let of = Watched::parse(of).ok_or(Error::ChangeInvalid)?;
    Ok(Change::Alert { of, threshold: told.then(|| least.map_or(Threshold::Every, Threshold::From)) })
}

/// "not told", "told of every one", "told from Rp500.000"
pub(crate) fn threshold_words(threshold: Option<Threshold>, language: Language) -> String {
    in_words(threshold, language, |least| least.display(language))
}

fn in_words(threshold: Option<Threshold>, language: Language, amount: impl Fn(Money) -> String) -> String {
    match threshold {
        None => texts::text(language, "threshold-off", &[]),
        Some(Threshold::Every) => texts::text(language, "threshold-every", &[]),
        Some(Threshold::From(least)) => {
            texts::text(language, "threshold-from", &[("amount", Value::Text(&amount(least)))])
        }
    }
}

pub(super) fn views(controls: &Controls, language: Language) -> Vec<WatchView> {
    let most = controls.per_transaction().map(|limit| limit.ceiling);
    let view = |of: &Watched| {
        let threshold = controls.alerts.get(of).copied();
        let label = texts::text(language, &format!("watched-{}", of.name()), &[]);
        let said = in_words(threshold, language, |least| least.spoken(language));
        let spoken = [("label", Value::Text(&label)), ("value", Value::Text(&said))];
        WatchView {
            of: of.name().to_owned(),
            on: threshold.is_some(),
            least: match threshold {
                Some(Threshold::From(least)) => Some(least),
                _ => None,
            },
            value: threshold_words(threshold, language),
            spoken: texts::text(language, "threshold-spoken", &spoken),
            most,
            label,
        }
    };
    Watched::ALL.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_4_every_kind_of_payment_is_named_with_what_is_told_of_it_in_both_languages() {
        for language in Language::ALL {
            for of in Watched::ALL {
                let label = texts::text(language, &format!("watched-{}", of.name()), &[]);
                assert!(!label.is_empty() && !label.starts_with('['), "{label}");
            }
        }
        let from = Some(Threshold::From(Money::rupiah(50_000_000)));
        assert_eq!(threshold_words(from, Language::Indonesian), "diberi tahu mulai Rp500.000");
        assert_eq!(threshold_words(from, Language::English), "told from IDR 500,000");
        assert_eq!(threshold_words(None, Language::English), "not told");
    }

    #[test]
    fn card_4_what_is_no_kind_of_payment_cannot_be_asked_for() {
        assert_eq!(alert_change("abroad-on-sundays", true, None), Err(Error::ChangeInvalid));
        let off = alert_change("abroad", false, Some(Money::rupiah(1)));
        assert_eq!(off, Ok(Change::Alert { of: Watched::Abroad, threshold: None }));
    }
}
