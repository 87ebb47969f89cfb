//! Where the customer travels, and when, for the screen.

use jiff::Timestamp;
use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::place::Country;
use kunci_domain::cards::trip::Trip;
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};

use super::Change;
use crate::Error;

/// A trip that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripView {
    /// The first day, `2026-12-01`: for [`trip_change`].
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

/// A trip to take (`on`), or to take back. Days as `2026-12-01` or `01/12/2026`.
///
/// # Errors
/// [`Error::TripRefused`] for what is no day or no country.
pub fn trip_change(from: &str, until: &str, countries: &[String], on: bool) -> Result<Change, Error> {
    let trip = Trip::read(from, until, countries).map_err(|reason| Error::TripRefused { reason })?;
    Ok(Change::Trip { trip, on })
}

/// "1 Dec 2026 to 14 Dec 2026: JP, KR"
pub(crate) fn trip_words(trip: &Trip, language: Language) -> String {
    let (from, until) = (moments::day(trip.from, language), moments::day(trip.until, language));
    let countries = trip.countries.iter().map(Country::code).collect::<Vec<_>>().join(", ");
    let values = [("from", Value::Text(&from)), ("until", Value::Text(&until)), ("countries", Value::Text(&countries))];
    texts::text(language, "trip-is", &values)
}

pub(super) fn views(controls: &Controls, now: Timestamp, language: Language) -> Vec<TripView> {
    let view = |trip: &Trip| {
        let letters = |countries: &mut dyn Iterator<Item = &Country>| -> Vec<String> {
            countries.map(|country| country.code().to_owned()).collect()
        };
        let blocked = letters(&mut trip.countries.intersection(&controls.blocked_countries));
        let named = blocked.join(", ");
        let values = [("countries", Value::Text(&named))];
        TripView {
            from: trip.from.to_string(),
            until: trip.until.to_string(),
            countries: letters(&mut trip.countries.iter()),
            words: trip_words(trip, language),
            warning: if blocked.is_empty() { String::new() } else { texts::text(language, "trip-blocked", &values) },
            blocked,
        }
    };
    controls.trips_at(now).map(view).collect()
}
