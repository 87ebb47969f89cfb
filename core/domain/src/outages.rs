//! What of the bank does not work, and what works all the same (SAFE-10).
//!
//! The bank signs which of its services are out; which calls that concerns, whether it is so now, and what the customer can still do
//! follow from it by rule.

use crate::moments;
use crate::texts::{self, Language, Value};

/// A part of the bank that can be out by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
    /// Opening sessions.
    SignIn,
    /// Registering a phone, and what is changed about its security.
    Registration,
    /// Transfers, payees and everything else that the token approves.
    Approvals,
    /// Cards and their controls.
    Cards,
    /// Payments with cards, why one was declined, disputes about them, and statements.
    Transactions,
    /// The chat.
    Chat,
    /// Short messages.
    Sms,
    /// The telephone.
    PhoneLine,
}

impl Service {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::SignIn,
        Self::Registration,
        Self::Approvals,
        Self::Cards,
        Self::Transactions,
        Self::Chat,
        Self::Sms,
        Self::PhoneLine,
    ];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Registration => "registration",
            Self::Approvals => "approvals",
            Self::Cards => "cards",
            Self::Transactions => "transactions",
            Self::Chat => "chat",
            Self::Sms => "sms",
            Self::PhoneLine => "phone-line",
        }
    }

    /// From its name; `None` for a service that this version does not know.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }

    /// In words.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        texts::text(language, &format!("service-{}", self.code()), &[])
    }

    /// Which service a call needs; `None`: one that no outage stops. The status of the token, "not me", removal and suspension are
    /// among these, and so is what tells of the outage.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix("/v1/")?.split('/');
        match (parts.next()?, parts.next()) {
            // Signing out must always be possible.
            ("sessions", Some("current")) => parts.next().map(|_| Self::SignIn),
            ("sessions", _) => Some(Self::SignIn),
            ("token", Some("enrolments" | "code-changes" | "biometrics" | "hardware")) | ("profile", _) => {
                Some(Self::Registration)
            }
            ("operations", _) => Some(Self::Approvals),
            ("cards", _) => Some(Self::Cards),
            // A wish can be taken back all the same.
            ("call-backs", None) => Some(Self::PhoneLine),
            ("user-id-reminders", _) => Some(Self::Sms),
            ("transactions" | "disputes" | "statements", _) => Some(Self::Transactions),
            ("attachments", _) => Some(Self::Chat),
            _ => None,
        }
    }
}

/// One outage, or planned work. Times are the bank's, milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// What is out.
    pub service: Service,
    /// Since when, or from when on.
    pub since_ms: i64,
    /// The bank expects it to be over then; `None`: it cannot tell.
    pub until_ms: Option<i64>,
}

/// Where an outage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It begins later.
    Announced,
    /// It is so now.
    Now,
    /// By the bank's last word it should be over: whether it is, only a newer word can tell.
    PerhapsOver,
}

impl Stage {
    /// Its name in journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Now => "now",
            Self::PerhapsOver => "perhaps-over",
        }
    }
}

impl Outage {
    /// Where it stands at `now_ms`, by a word of the bank of `issued_ms`. What the bank still tells of after its expected end takes
    /// longer than it thought.
    #[must_use]
    pub fn stage(&self, issued_ms: i64, now_ms: i64) -> Stage {
        let over = self.until_ms.is_some_and(|until_ms| until_ms <= now_ms && issued_ms < until_ms);
        match (now_ms < self.since_ms, over) {
            (true, _) => Stage::Announced,
            (false, true) => Stage::PerhapsOver,
            (false, false) => Stage::Now,
        }
    }

    /// What is out, since when and until when, in one sentence.
    #[must_use]
    pub fn tell(&self, stage: Stage, language: Language) -> String {
        let moment = |ms| moments::display(ms, language);
        let (service, since) = (self.service.name(language), moment(self.since_ms));
        let until = self.until_ms.map(moment);
        let key = if until.is_some() { "until" } else { "open" };
        let values = [
            ("service", Value::Text(&service)),
            ("since", Value::Text(&since)),
            ("until", Value::Text(until.as_deref().unwrap_or_default())),
        ];
        texts::text(language, &format!("outage-{}.{key}", stage.code()), &values)
    }
}

/// What the customer can do although something is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Works {
    /// One-time PINs of this phone: they need no network at all.
    OfflineCode,
    /// Freezing a card in the app.
    FreezeInApp,
    /// Freezing a card by telephone, with the code that this phone shows.
    FreezeByPhone,
    /// Approving.
    Approvals,
    /// Talking to the bank in the app.
    Chat,
}

impl Works {
    const ALL: [Self; 5] = [Self::OfflineCode, Self::FreezeInApp, Self::FreezeByPhone, Self::Approvals, Self::Chat];

    /// Its name in journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OfflineCode => "offline-code",
            Self::FreezeInApp => "freeze-in-app",
            Self::FreezeByPhone => "freeze-by-phone",
            Self::Approvals => "approvals",
            Self::Chat => "chat",
        }
    }

    /// In words.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        texts::text(language, &format!("works-{}", self.code()), &[])
    }

    /// What it needs of the bank.
    const fn needs(self) -> &'static [Service] {
        match self {
            Self::OfflineCode => &[],
            // The device key signs a freeze: no session is needed.
            Self::FreezeInApp => &[Service::Cards],
            Self::FreezeByPhone => &[Service::PhoneLine],
            Self::Approvals => &[Service::SignIn, Service::Approvals],
            Self::Chat => &[Service::SignIn, Service::Chat],
        }
    }
}

/// What works at `now_ms`, by a word of the bank of `issued_ms`. One-time PINs always do.
#[must_use]
pub fn works(outages: &[Outage], issued_ms: i64, now_ms: i64) -> Vec<Works> {
    let is_out = |service: &Service| {
        outages.iter().any(|outage| outage.service == *service && outage.stage(issued_ms, now_ms) == Stage::Now)
    };
    Works::ALL.into_iter().filter(|works| !works.needs().iter().any(is_out)).collect()
}

/// A word of the bank counts for a failed call no longer than this: afterwards an outage explains nothing any more.
const EXPLAINS_FOR_MS: i64 = 24 * 60 * 60 * 1000;

/// The outage that explains why a call to `path` failed.
#[must_use]
pub fn reason_for(outages: &[Outage], path: &str, issued_ms: i64, now_ms: i64) -> Option<Outage> {
    let service = Service::of_path(path)?;
    let is_fresh = now_ms.saturating_sub(issued_ms) <= EXPLAINS_FOR_MS;
    let explains = |outage: &&Outage| outage.service == service && outage.stage(issued_ms, now_ms) == Stage::Now;
    outages.iter().find(explains).filter(|_| is_fresh).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 60 * 60 * 1000;

    fn outage(service: Service, since_ms: i64, until_ms: Option<i64>) -> Outage {
        Outage { service, since_ms, until_ms }
    }

    #[test]
    fn safe_10_an_outage_is_announced_then_there_then_perhaps_over_unless_the_bank_still_tells_of_it() {
        let planned = outage(Service::Cards, 2 * HOUR, Some(4 * HOUR));
        assert_eq!(planned.stage(HOUR, HOUR), Stage::Announced);
        assert_eq!(planned.stage(HOUR, 2 * HOUR), Stage::Now);
        assert_eq!(planned.stage(HOUR, 4 * HOUR), Stage::PerhapsOver);
        assert_eq!(planned.stage(5 * HOUR, 5 * HOUR), Stage::Now, "longer than the bank thought");
        assert_eq!(outage(Service::Cards, 0, None).stage(HOUR, 100 * HOUR), Stage::Now);
    }

    #[test]
    fn safe_10_a_one_time_pin_always_works_and_freezing_by_telephone_when_the_cards_are_out() {
        let cards = [outage(Service::Cards, 0, None)];
        let left = works(&cards, HOUR, HOUR);
        assert_eq!(left, [Works::OfflineCode, Works::FreezeByPhone, Works::Approvals, Works::Chat]);
        let all: Vec<_> = Service::ALL.into_iter().map(|service| outage(service, 0, None)).collect();
        assert_eq!(works(&all, HOUR, HOUR), [Works::OfflineCode]);
        assert_eq!(works(&all, HOUR, -1), Works::ALL, "what is only announced stops nothing");
    }

    #[test]
    fn safe_10_a_failed_call_is_explained_by_the_outage_of_its_own_service_only() {
        let cards = [outage(Service::Cards, 0, Some(2 * HOUR))];
        let why = |path, issued, now| reason_for(&cards, path, issued, now).map(|outage| outage.service);
        assert_eq!(why("/v1/cards/1/freeze", HOUR, HOUR), Some(Service::Cards));
        assert_eq!(why("/v1/operations", HOUR, HOUR), None);
        assert_eq!(why("/v1/cards", HOUR, 3 * HOUR), None, "it should be over");
        let open = [outage(Service::Cards, 0, None)];
        assert_eq!(reason_for(&open, "/v1/cards", 0, 25 * HOUR), None, "nobody has asked the bank for a day");
    }

    #[test]
    fn safe_10_no_outage_stops_what_protects() {
        for path in [
            "/v1/token/status",
            "/v1/token/not-me",
            "/v1/token/removal",
            "/v1/token/suspension",
            "/v1/sessions/current",
            "/v1/alerts",
            "/v1/emergency-key",
            "/v1/status",
            "/v1/keys",
            "/v2/cards",
            "/",
        ] {
            assert_eq!(Service::of_path(path), None, "{path}");
        }
        assert_eq!(Service::of_path("/v1/sessions"), Some(Service::SignIn));
        assert_eq!(Service::of_path("/v1/sessions/current/token"), Some(Service::SignIn));
        assert_eq!(Service::of_path("/v1/token/enrolments/1/proof"), Some(Service::Registration));
        for path in ["/v1/transactions/search", "/v1/disputes/1/evidence", "/v1/statements"] {
            assert_eq!(Service::of_path(path), Some(Service::Transactions), "{path}");
        }
    }

    #[test]
    fn safe_10_everything_has_its_words_in_both_languages() {
        for language in Language::ALL {
            for service in Service::ALL {
                for stage in [Stage::Announced, Stage::Now, Stage::PerhapsOver] {
                    for until in [None, Some(2 * HOUR)] {
                        let told = outage(service, HOUR, until).tell(stage, language);
                        assert!(!told.contains(['[', '{']) && told.contains("1970"), "{told}");
                    }
                }
            }
            for works in Works::ALL {
                assert!(!works.name(language).starts_with('['), "{works:?}");
            }
        }
    }

    #[test]
    fn safe_10_services_travel_by_name() {
        for service in Service::ALL {
            assert_eq!(Service::parse(service.code()), Some(service));
        }
        assert_eq!(Service::parse("of-the-future"), None);
    }
}
