//! The time over which a limit adds up: one payment, a calendar's day, week or month in a named zone, or the last so many seconds.
//!
//! A day at the bank is not a day in UTC: at 01:00 in Jakarta it is still yesterday there. So a calendar window carries its zone (IANA
//! name), and where clocks are changed a day has 23 or 25 hours. The zones are compiled in: no file of the system is read.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

/// Over which time a limit adds up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "per", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Window {
    /// Each payment by itself.
    Transaction,
    /// From midnight to midnight.
    Day {
        /// Whose midnight.
        zone: Zone,
    },
    /// From Monday to Monday (ISO 8601).
    Week {
        /// Whose Monday.
        zone: Zone,
    },
    /// From the first to the first.
    Month {
        /// Whose first.
        zone: Zone,
    },
    /// Whatever lies this far back at most.
    Sliding {
        /// How far.
        seconds: u32,
    },
}

/// An IANA time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// Not a zone of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time zone of the IANA database")]
pub struct UnknownZone;

impl Zone {
    /// By its name, such as `Asia/Jakarta`.
    ///
    /// # Errors
    /// [`UnknownZone`].
    pub fn new(name: &str) -> Result<Self, UnknownZone> {
        let zone = TimeZone::get(name).map_err(|_| UnknownZone)?;
        // "Etc/Unknown" is jiff's word for a zone that nobody knows; it behaves like UTC.
        if zone.is_unknown() || zone.iana_name().is_none() { Err(UnknownZone) } else { Ok(Self(zone)) }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::new(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

/// The stretch of time that counts at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first moment that counts.
    pub from: Timestamp,
    /// When counting begins anew; `None` where it never does all at once.
    pub until: Option<Timestamp>,
}

impl Window {
    /// What counts at `now`; `None` if only the payment itself does.
    #[must_use]
    pub fn stretch(&self, now: Timestamp) -> Option<Stretch> {
        let local = |zone: &Zone| now.to_zoned(zone.0.clone());
        match self {
            Self::Transaction => None,
            Self::Day { zone } => Some(days(&local(zone), 0, 1)),
            Self::Week { zone } => {
                let today = local(zone);
                let since_monday = today.weekday().since(Weekday::Monday);
                Some(days(&today, i64::from(since_monday), 7))
            }
            Self::Month { zone } => {
                let today = local(zone);
                let back = i64::from(today.day()) - 1;
                Some(days(&today, back, i64::from(today.days_in_month())))
            }
            Self::Sliding { seconds } => {
                let back = SignedDuration::from_secs(i64::from(*seconds));
                // What happened exactly so long ago counts no more.
                let from = now.checked_sub(back).and_then(|at| at.checked_add(SignedDuration::from_nanos(1)));
                Some(Stretch { from: from.unwrap_or(Timestamp::MIN), until: None })
            }
        }
    }
}

/// From midnight so many days back, over so many days. At the calendar's very ends everything counts.
fn days(today: &Zoned, back: i64, length: i64) -> Stretch {
    let midnight = |days: i64| {
        let date = today.date().checked_add(days.days()).ok()?;
        // Where clocks are put forward at midnight, the day begins when they have been.
        date.to_zoned(today.time_zone().clone()).ok()?.start_of_day().ok().map(|start| start.timestamp())
    };
    Stretch { from: midnight(-back).unwrap_or(Timestamp::MIN), until: midnight(length - back) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn zone(name: &str) -> Zone {
        Zone::new(name).expect("a zone")
    }

    fn stretch(window: &Window, now: &str) -> (String, String) {
        let stretch = window.stretch(at(now)).expect("adds up");
        (stretch.from.to_string(), stretch.until.expect("begins anew").to_string())
    }

    #[test]
    fn card_3_a_day_is_a_day_of_the_named_zone() {
        let (jakarta, jayapura) =
            (Window::Day { zone: zone("Asia/Jakarta") }, Window::Day { zone: zone("Asia/Jayapura") });
        // 00:30 in Jakarta, 02:30 in Jayapura, yesterday in UTC.
        let now = "2026-11-26T17:30:00Z";
        assert_eq!(stretch(&jakarta, now), ("2026-11-26T17:00:00Z".into(), "2026-11-27T17:00:00Z".into()));
        assert_eq!(stretch(&jayapura, now), ("2026-11-26T15:00:00Z".into(), "2026-11-27T15:00:00Z".into()));
        assert_eq!(stretch(&jakarta, "2026-11-26T16:59:59Z").1, "2026-11-26T17:00:00Z");
    }

    #[test]
    fn card_3_a_day_has_the_hours_that_the_clocks_of_its_zone_give_it() {
        let berlin = Window::Day { zone: zone("Europe/Berlin") };
        assert_eq!(
            stretch(&berlin, "2026-03-29T12:00:00Z"),
            ("2026-03-28T23:00:00Z".into(), "2026-03-29T22:00:00Z".into())
        );
        assert_eq!(
            stretch(&berlin, "2026-10-25T12:00:00Z"),
            ("2026-10-24T22:00:00Z".into(), "2026-10-25T23:00:00Z".into())
        );
        // In Cairo clocks go forward at midnight: the day begins at one.
        let cairo = Window::Day { zone: zone("Africa/Cairo") };
        assert_eq!(stretch(&cairo, "2026-04-24T10:00:00Z").0, "2026-04-23T22:00:00Z");
    }

    #[test]
    fn card_3_weeks_begin_on_monday_and_months_on_the_first() {
        let week = Window::Week { zone: zone("Asia/Jakarta") };
        assert_eq!(
            stretch(&week, "2026-11-26T10:00:00Z"),
            ("2026-11-22T17:00:00Z".into(), "2026-11-29T17:00:00Z".into())
        );
        assert_eq!(stretch(&week, "2026-11-22T17:00:00Z").0, "2026-11-22T17:00:00Z");
        let month = Window::Month { zone: zone("Asia/Jakarta") };
        assert_eq!(
            stretch(&month, "2028-02-29T16:59:59Z"),
            ("2028-01-31T17:00:00Z".into(), "2028-02-29T17:00:00Z".into())
        );
        assert_eq!(stretch(&month, "2026-12-31T17:00:00Z").1, "2027-01-31T17:00:00Z");
    }

    #[test]
    fn card_3_a_sliding_window_lets_go_of_what_is_exactly_so_old() {
        let hour = Window::Sliding { seconds: 3600 };
        let from = hour.stretch(at("2026-11-26T10:00:00Z")).expect("adds up").from;
        assert!(at("2026-11-26T09:00:00Z") < from && at("2026-11-26T09:00:00.001Z") >= from);
    }

    #[test]
    fn card_3_a_window_in_an_unknown_zone_is_refused() {
        for name in ["Asia/Bandung", "", "Etc/Unknown", "WIB"] {
            assert_eq!(Zone::new(name), Err(UnknownZone), "{name}");
        }
        let written = serde_json::to_string(&Window::Day { zone: zone("Asia/Makassar") }).expect("JSON");
        assert_eq!(written, r#"{"per":"day","zone":"Asia/Makassar"}"#);
        assert!(serde_json::from_str::<Window>(r#"{"per":"day","zone":"Mars/Olympus"}"#).is_err());
        assert!(serde_json::from_str::<Window>(r#"{"per":"day"}"#).is_err(), "no zone is not UTC");
    }

    proptest! {
        #[test]
        fn card_3_every_moment_lies_in_its_own_stretch_and_the_next_begins_where_it_ends(
            ms in 0..4_000_000_000_000i64, name in proptest::sample::select(&["Asia/Jakarta", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Asia/Kathmandu"][..]), kind in 0..3u8,
        ) {
            let zone = zone(name);
            let window = match kind { 0 => Window::Day { zone }, 1 => Window::Week { zone }, _ => Window::Month { zone } };
            let now = Timestamp::from_millisecond(ms).expect("a time");
            let stretch = window.stretch(now).expect("adds up");
            let until = stretch.until.expect("begins anew");
            prop_assert!(stretch.from <= now && now < until);
            prop_assert_eq!(window.stretch(until).expect("adds up").from, until);
        }
    }
}
