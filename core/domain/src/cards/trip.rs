//! Travel notices: where the customer will be, and when. While one holds, the bank's watch does not take a payment there as unusual for
//! its country. It lets nothing pass that the customer's own blocks, switches and limits, or the bank's, stop.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::Direction;
use super::controls::Controls;
use super::named::named;
use super::place::Country;
use crate::birth_date;

/// Most days of one trip, the first and the last among them.
pub const MOST_DAYS: i32 = 90;

/// How many days ahead a trip may begin.
pub const MOST_AHEAD: i32 = 365;

/// Most countries of one trip.
pub const MOST_COUNTRIES: usize = 10;

/// Most trips of one card.
pub const MOST_TRIPS: usize = 10;

/// The date changes first there.
const FIRST: Offset = Offset::constant(14);

/// And last there.
const LAST: Offset = Offset::constant(-12);

/// A trip. Its days are those of wherever the customer is: it begins with the first day anywhere on earth, and is over when the last day is
/// over everywhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Trip {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Where.
    pub countries: BTreeSet<Country>,
}

named! {
    /// Why a trip is not taken.
    TripFault {
        /// It has begun already, or is over.
        Past = "past",
        /// It ends before it begins.
        EndsBefore = "ends-before",
        /// It is longer than the bank allows.
        TooLong = "too-long",
        /// It begins in more than a year.
        TooFar = "too-far",
        /// No country, or too many.
        Countries = "countries",
        /// What is no country.
        UnknownCountry = "unknown-country",
        /// The card's own country, where nobody travels to.
        Home = "home",
        /// What is no date.
        Date = "date",
        /// The card has as many trips as it may.
        TooMany = "too-many",
    }
}

impl std::fmt::Display for TripFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the trip is not taken: {}", self.name())
    }
}

impl std::error::Error for TripFault {}

impl Trip {
    /// As a person gives it: dates as DD/MM/YYYY or as ISO 8601 has them, countries by their two letters, of whatever case.
    ///
    /// # Errors
    /// [`TripFault::Date`], [`TripFault::UnknownCountry`].
    pub fn read(from: &str, until: &str, countries: &[impl AsRef<str>]) -> Result<Self, TripFault> {
        let date = |text: &str| {
            let text = text.trim();
            birth_date::read(text).or_else(|| text.parse().ok()).ok_or(TripFault::Date)
        };
        let country =
            |code: &str| Country::new(&code.trim().to_ascii_uppercase()).map_err(|_| TripFault::UnknownCountry);
        let countries = countries.iter().map(|code| country(code.as_ref())).collect::<Result<_, _>>()?;
        Ok(Self { from: date(from)?, until: date(until)?, countries })
    }

    /// Whether it is over everywhere.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        LAST.to_datetime(now).date() > self.until
    }

    /// Whether the customer may be in that country now.
    #[must_use]
    pub fn covers(&self, country: Country, now: Timestamp) -> bool {
        let begun = FIRST.to_datetime(now).date() >= self.from;
        begun && !self.is_over(now) && self.countries.contains(&country)
    }

    /// Whether the bank takes it.
    ///
    /// # Errors
    /// [`TripFault`].
    pub fn check(&self, home: Country, now: Timestamp) -> Result<(), TripFault> {
        // Today is what is today somewhere: nobody is refused for the zone that they are in.
        let today = LAST.to_datetime(now).date();
        let days_later = |date: Date, days: i32| date.checked_add(days.days()).unwrap_or(Date::MAX);
        match self {
            _ if self.until < self.from => Err(TripFault::EndsBefore),
            _ if self.from < today => Err(TripFault::Past),
            _ if self.until >= days_later(self.from, MOST_DAYS) => Err(TripFault::TooLong),
            _ if self.from > days_later(today, MOST_AHEAD) => Err(TripFault::TooFar),
            _ if !(1..=MOST_COUNTRIES).contains(&self.countries.len()) => Err(TripFault::Countries),
            _ if self.countries.contains(&home) => Err(TripFault::Home),
            _ => Ok(()),
        }
    }

    /// As it stands in an operation's bytes: `2026-12-01 2026-12-14 JP,KR`.
    #[must_use]
    pub fn written(&self) -> String {
        let countries: Vec<_> = self.countries.iter().map(Country::code).collect();
        format!("{} {} {}", self.from, self.until, countries.join(","))
    }

    /// Reads what [`Self::written`] writes, and perhaps other spellings of it.
    pub(super) fn parse(from: &str, until: &str, countries: &str) -> Option<Self> {
        let countries = countries.split(',').map(|code| Country::new(code).ok()).collect::<Option<_>>()?;
        Some(Self { from: from.parse().ok()?, until: until.parse().ok()?, countries })
    }
}

impl Controls {
    /// Whether the customer said that they may be in that country now.
    #[must_use]
    pub fn is_travelling(&self, country: Country, now: Timestamp) -> bool {
        self.trips.iter().any(|trip| trip.covers(country, now))
    }

    /// The trips that are not over, the first first.
    pub fn trips_at(&self, now: Timestamp) -> impl Iterator<Item = &Trip> {
        self.trips.iter().filter(move |trip| !trip.is_over(now))
    }

    /// Takes a trip, or takes it back. What is over leaves by itself.
    pub(super) fn travel(&mut self, trip: &Trip, on: bool, now: Timestamp) -> Result<(), TripFault> {
        if !on {
            self.trips.remove(trip);
        } else if !self.trips.contains(trip) {
            trip.check(self.home, now)?;
            if self.trips.len() >= MOST_TRIPS {
                return Err(TripFault::TooMany);
            }
            self.trips.insert(trip.clone());
        }
        Ok(())
    }

    /// A trip more makes the bank ask less: that loosens.
    pub(super) fn direction_of_trips(&self, new: &Self, now: Timestamp) -> Direction {
        let (old, new): (BTreeSet<_>, BTreeSet<_>) = (self.trips_at(now).collect(), new.trips_at(now).collect());
        match (new.is_subset(&old), old.is_subset(&new)) {
            (true, true) => Direction::Unchanged,
            (true, false) => Direction::Tighten,
            (false, true) => Direction::Loosen,
            (false, false) => Direction::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::change::{Change, ChangeError};
    use super::super::laws::card;
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    /// Noon in Jakarta on 27 November 2026.
    fn now() -> Timestamp {
        at("2026-11-27T05:00:00Z")
    }

    fn trip(from: &str, until: &str, countries: &[&str]) -> Trip {
        Trip::read(from, until, countries).expect("a trip")
    }

    fn add(trip: &Trip) -> Change {
        Change::Trip { trip: trip.clone(), on: true }
    }

    fn japan() -> Country {
        Country::new("JP").expect("a country")
    }

    #[test]
    fn card_8_a_trip_holds_in_its_countries_from_its_first_day_to_the_end_of_its_last_anywhere() {
        let trip = trip("2026-12-01", "2026-12-14", &["JP", " kr"]);
        let controls = card().controls.changed(&[add(&trip)], now()).expect("fine");
        let covers =
            |moment: &str, country: &str| controls.is_travelling(Country::new(country).expect("a country"), at(moment));
        // 1 December begins on Kiritimati (+14), and 14 December ends on Baker Island (-12).
        assert!(!covers("2026-11-30T09:59:59Z", "JP") && covers("2026-11-30T10:00:00Z", "JP"));
        assert!(covers("2026-12-15T11:59:59Z", "KR") && !covers("2026-12-15T12:00:00Z", "KR"));
        assert!(!covers("2026-12-05T00:00:00Z", "SG"));
    }

    #[test]
    fn card_8_a_trip_that_is_over_leaves_by_itself() {
        let trip = trip("2026-12-01", "2026-12-14", &["JP"]);
        let controls = card().controls.changed(&[add(&trip)], now()).expect("fine");
        let later = at("2026-12-15T12:00:00Z");
        assert_eq!(controls.trips_at(now()).count(), 1);
        assert_eq!(controls.trips_at(later).count(), 0, "nobody has to take it off");
        let blocked = Change::Country { country: japan(), blocked: true };
        assert!(controls.changed(&[blocked], later).expect("fine").trips.is_empty(), "nor does it stay in the store");
    }

    #[test]
    fn card_8_trips_of_the_past_backwards_too_long_too_far_or_to_nowhere_are_refused_with_the_reason() {
        let add = |trip: &Trip| card().controls.changed(&[add(trip)], now());
        for (from, until, countries, fault) in [
            ("2026-11-25", "2026-12-14", &["JP"][..], TripFault::Past),
            ("2025-12-01", "2025-12-14", &["JP"], TripFault::Past),
            ("2026-12-14", "2026-12-13", &["JP"], TripFault::EndsBefore),
            ("2026-12-01", "2027-03-01", &["JP"], TripFault::TooLong),
            ("2027-11-28", "2027-11-30", &["JP"], TripFault::TooFar),
            ("2026-12-01", "2026-12-14", &[], TripFault::Countries),
            ("2026-12-01", "2026-12-14", &["JP", "ID"], TripFault::Home),
            (
                "2026-12-01",
                "2026-12-14",
                &["AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS"],
                TripFault::Countries,
            ),
        ] {
            assert_eq!(add(&trip(from, until, countries)), Err(ChangeError::Trip(fault)), "{from} {until}");
        }
        for (from, until) in [("2026-11-26", "2026-11-27"), ("2026-12-01", "2027-02-28"), ("2026-12-01", "2026-12-01")]
        {
            assert!(add(&trip(from, until, &["JP"])).is_ok(), "{from} {until}");
        }
        assert_eq!(trip("01/12/2026", "14/12/2026", &["JP"]), trip("2026-12-01", "2026-12-14", &["JP"]));
        assert_eq!(Trip::read("2026-12-01", "2026-12-14", &["XX"]), Err(TripFault::UnknownCountry));
        for wrong in ["", "tomorrow", "2026-02-30", "30/02/2027", "12/14/2026"] {
            assert_eq!(Trip::read("2026-12-01", wrong, &["JP"]), Err(TripFault::Date), "{wrong}");
        }
    }

    #[test]
    fn card_8_a_card_has_no_more_than_ten_trips_and_the_same_one_once() {
        let mut controls = card().controls;
        for day in 1..=10 {
            controls = controls
                .changed(&[add(&trip("2026-12-01", &format!("2026-12-{day:02}"), &["JP"]))], now())
                .expect("fine");
        }
        let same = controls.changed(&[add(&trip("2026-12-01", "2026-12-10", &["JP"]))], now());
        assert_eq!(same.as_ref(), Ok(&controls));
        let more = controls.changed(&[add(&trip("2026-12-01", "2026-12-11", &["JP"]))], now());
        assert_eq!(more, Err(ChangeError::Trip(TripFault::TooMany)));
    }

    #[test]
    fn card_8_a_trip_is_a_loosening_and_taking_it_back_never_is() {
        let there = trip("2026-12-01", "2026-12-14", &["JP"]);
        let plain = card().controls;
        let with = plain.changed(&[add(&there)], now()).expect("fine");
        assert_eq!(plain.direction(&with, now()), Direction::Loosen);
        assert_eq!(with.direction(&plain, now()), Direction::Tighten);
        assert_eq!(with.direction(&plain, at("2026-12-15T12:00:00Z")), Direction::Unchanged, "it was over");
        let back = Change::Trip { trip: there, on: false };
        assert_eq!(with.changed(std::slice::from_ref(&back), now()), Ok(plain));
        assert_eq!(Change::read(&back.written(), "IDR", 2), Some(back));
        for other in [
            "trip add 2026-12-01 2026-12-14 KR,JP",
            "trip add 2026-12-1 2026-12-14 JP",
            "trip add 2026-12-01 2026-12-14 ",
            "trip on 2026-12-01 2026-12-14 JP",
        ] {
            assert_eq!(Change::read(other, "IDR", 2), None, "{other}: one trip has one spelling");
        }
    }

    #[test]
    fn card_8_a_trip_to_a_blocked_country_lets_nothing_pass_there() {
        use super::super::Card;
        use super::super::evaluate::{Authorization, evaluate};
        use super::super::laws::{payment, rupiah};
        let asked = Authorization { country: japan(), ..payment(rupiah(100)) };
        let blocked = Change::Country { country: japan(), blocked: true };
        let controls = card().controls.changed(&[blocked, add(&trip("2026-11-27", "2026-12-14", &["JP"]))], now());
        let abroad = Card { controls: controls.expect("fine"), ..card() };
        assert!(abroad.controls.is_travelling(japan(), now()));
        assert!(!evaluate(&abroad, &[], &asked, now()).approved);
    }
}
