//! Why a payment did not pass, in words: from the bank's own rules if they spoke, else from the network's code (ISO 8583, data element 39,
//! with the additions that Visa and Mastercard document).

use jiff::Timestamp;

use super::Holder;
use super::controls::Switch;
use super::evaluate::{Decision, Rule};
use super::named::named;
use crate::moments;
use crate::texts::{self, Language, Value};

named! {
    /// Who may be told.
    Disclosure {
        /// Whoever holds the unlocked phone.
        Full = "full",
        /// The customer, signed in: it says something about account or PIN.
        AfterLogin = "after-login",
        /// Nobody is told more than this: a thief would learn from it.
        Generic = "generic",
    }
}

named! {
    /// What the app can offer next.
    Next {
        /// Nothing.
        Nothing = "nothing",
        /// Activate the card.
        Activate = "activate",
        /// Move money to the account.
        AddMoney = "add-money",
        /// The shop has to do something.
        AskShop = "ask-shop",
        /// Call the bank.
        CallBank = "call-bank",
        /// Compare number, date and security code.
        CheckDetails = "check-details",
        /// Raise a limit.
        Raise = "raise",
        /// Use the new card, or ask for one.
        Replacement = "replacement",
        /// Switch something on, or lift a block.
        SwitchOn = "switch-on",
        /// The same again.
        TryAgain = "try-again",
        /// Lift the own hold.
        Unfreeze = "unfreeze",
        /// Look again later.
        Wait = "wait",
        /// Say whether it was you.
        WasThisYou = "was-this-you",
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $disclosure:ident, $next:ident, [$($code:literal),*];)*) => {
        named! {
            /// Why a payment did not pass. The texts are `decline-NAME`, its `.body` and its `.action`.
            Reason { $($(#[$doc])* $variant = $name,)* }
        }

        impl Reason {
            /// Who may be told.
            #[must_use]
            pub const fn disclosure(self) -> Disclosure {
                match self { $(Self::$variant => Disclosure::$disclosure,)* }
            }

            /// What the app can offer.
            #[must_use]
            pub const fn next(self) -> Next {
                match self { $(Self::$variant => Next::$next,)* }
            }

            /// The network's codes that mean it.
            #[must_use]
            pub const fn codes(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($code),*],)* }
            }
        }
    };
}

reasons! {
    /// The card is not in use.
    CardNotActive = "card-not-active", Full, Activate, ["78"];
    /// You have frozen this card.
    FrozenByYou = "frozen-by-you", Full, Unfreeze, [];
    /// The bank has stopped this card.
    HeldByBank = "held-by-bank", Full, CallBank, ["62"];
    /// The bank is checking something on this card.
    HeldByFraudDesk = "held-by-fraud-desk", Full, WasThisYou, [];
    /// An authority has stopped this card.
    HeldByAuthority = "held-by-authority", Full, CallBank, [];
    /// You have stopped the card in this wallet.
    WalletStopped = "wallet-stopped", Full, Nothing, [];
    /// A card of this kind cannot pay that way.
    ChannelMissing = "channel-missing", Full, Nothing, [];
    /// This way of paying is switched off.
    ChannelOff = "channel-off", Full, SwitchOn, [];
    /// You have blocked this kind of merchant.
    CategoryBlocked = "category-blocked", Full, SwitchOn, [];
    /// You have blocked this country.
    CountryBlocked = "country-blocked", Full, SwitchOn, [];
    /// You have blocked this merchant.
    MerchantBlocked = "merchant-blocked", Full, SwitchOn, [];
    /// The payment is over your limit.
    OverLimit = "over-limit", Full, Raise, [];
    /// The amount came in another currency.
    WrongCurrency = "wrong-currency", Full, AskShop, [];
    /// The amount was not valid.
    InvalidAmount = "invalid-amount", Full, AskShop, ["13", "64"];
    /// The bank wants to speak with you.
    ReferToBank = "refer-to-bank", Full, CallBank, ["01", "02"];
    /// The shop cannot take this card.
    InvalidMerchant = "invalid-merchant", Full, AskShop, ["03"];
    /// The card may not be used.
    CardWithheld = "card-withheld", Generic, CallBank, ["04", "07", "36", "67"];
    /// The bank declined the payment.
    DeclinedByBank = "declined-by-bank", Full, CallBank, ["05", "21"];
    /// The payment is still being worked on.
    InProgress = "in-progress", Full, Wait, ["09"];
    /// This kind of payment is not possible.
    InvalidTransaction = "invalid-transaction", Full, AskShop, ["12", "40", "24", "5C"];
    /// The card's details do not fit.
    InvalidCardNumber = "invalid-card-number", AfterLogin, CheckDetails, ["14", "42", "56"];
    /// The payment did not find the bank.
    NoRoute = "no-route", Full, TryAgain, ["15", "31", "92"];
    /// The payment was cancelled.
    CancelledByYou = "cancelled-by-you", Full, Nothing, ["17"];
    /// A dispute is open.
    Disputed = "disputed", Full, CallBank, ["18"];
    /// The payment has to be entered again.
    TryAgain = "try-again", Full, TryAgain, ["19"];
    /// The shop's message could not be read.
    FormatError = "format-error", Full, AskShop, ["20", "22", "27", "30"];
    /// The card has expired, or the date was wrong.
    ExpiredCard = "expired-card", AfterLogin, CheckDetails, ["33", "54"];
    /// The payment was stopped for safety.
    SuspectedFraud = "suspected-fraud", Generic, WasThisYou, ["34", "37", "59", "63", "66", "83"];
    /// The shop must call its own bank.
    AskShopsBank = "ask-shops-bank", Full, AskShop, ["35", "60"];
    /// Too many wrong PINs.
    PinTries = "pin-tries", AfterLogin, CallBank, ["38", "75"];
    /// The card has no account of that kind.
    NoSuchAccount = "no-such-account", Full, AskShop, ["39", "44", "52", "53", "77"];
    /// The card was reported as lost.
    LostCard = "lost-card", Generic, Replacement, ["41"];
    /// The card was reported as stolen.
    StolenCard = "stolen-card", Generic, Replacement, ["43"];
    /// The account is closed.
    AccountClosed = "account-closed", AfterLogin, CallBank, ["46"];
    /// There was not enough money.
    InsufficientFunds = "insufficient-funds", AfterLogin, AddMoney, ["51"];
    /// The PIN was wrong.
    WrongPin = "wrong-pin", AfterLogin, TryAgain, ["55"];
    /// This card may not pay this way.
    NotForThisCard = "not-for-this-card", Full, SwitchOn, ["57"];
    /// The shop's terminal may not do this.
    NotForThisTerminal = "not-for-this-terminal", Full, AskShop, ["58"];
    /// The amount is over a limit.
    AmountLimit = "amount-limit", Full, Raise, ["61"];
    /// Too many payments in a short time.
    CountLimit = "count-limit", Full, Raise, ["65"];
    /// The answer came too late.
    AnswerLate = "answer-late", Full, TryAgain, ["68"];
    /// The PIN was needed.
    PinNeeded = "pin-needed", Full, TryAgain, ["70"];
    /// The PIN was not changed.
    PinNotChanged = "pin-not-changed", Full, TryAgain, ["71", "89", "P5", "P6"];
    /// The first payment could not be found.
    FirstPaymentMissing = "first-payment-missing", Full, AskShop, ["25", "76", "79", "84"];
    /// A date was not valid.
    DateInvalid = "date-invalid", Full, AskShop, ["80"];
    /// The PIN could not be checked.
    PinNotChecked = "pin-not-checked", Full, TryAgain, ["81", "86", "88"];
    /// The card's security details did not fit.
    SecurityCodeWrong = "security-code-wrong", AfterLogin, CheckDetails, ["82", "N7", "6P"];
    /// Cash with a purchase is not possible.
    NoCashback = "no-cashback", Full, AskShop, ["87"];
    /// The bank could not be reached.
    BankUnreachable = "bank-unreachable", Full, TryAgain, ["06", "28", "29", "90", "91", "95", "96", "N0"];
    /// The law does not allow this payment.
    Unlawful = "unlawful", Full, CallBank, ["93"];
    /// The payment came twice.
    Duplicate = "duplicate", Full, Wait, ["26", "94"];
    /// The payment needs your approval.
    Authenticate = "authenticate", Full, TryAgain, ["1A"];
    /// You have stopped payments to this merchant.
    StoppedByYou = "stopped-by-you", Full, SwitchOn, ["9G", "R0", "R1", "R3"];
    /// The shop's extra fee was refused.
    Surcharge = "surcharge", Full, AskShop, ["23", "B1", "B2"];
    /// Cash is not possible, or not so much.
    CashLimit = "cash-limit", Full, Raise, ["N3", "N4"];
    /// The card could not be checked on the spot.
    CardNotProven = "card-not-proven", Full, TryAgain, ["Q1", "R2", "Z1", "Z3"];
    /// More was asked than was reserved.
    MoreThanReserved = "more-than-reserved", Full, AskShop, ["N8"];
    /// The payment was declined.
    Unknown = "unknown", Full, CallBank, [];
    /// The request never reached us.
    NeverReached = "never-reached", Full, AskShop, [];
}

/// The network's codes that say "approved", in full or in part.
pub const APPROVALS: [&str; 9] = ["00", "08", "10", "11", "16", "32", "85", "Y1", "Y3"];

impl Reason {
    /// What a code of the network means; [`Reason::Unknown`] for one that no table has.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        Self::ALL.iter().copied().find(|reason| reason.codes().contains(&code)).unwrap_or(Self::Unknown)
    }

    /// What a rule of the bank means.
    #[must_use]
    pub const fn of_rule(rule: &Rule) -> Self {
        match rule {
            Rule::NotActive => Self::CardNotActive,
            Rule::Held(Holder::Customer) => Self::FrozenByYou,
            Rule::Held(Holder::Bank) => Self::HeldByBank,
            Rule::Held(Holder::Fraud) => Self::HeldByFraudDesk,
            Rule::Held(Holder::Authority) => Self::HeldByAuthority,
            Rule::NotAPayment => Self::InvalidAmount,
            Rule::WrongCurrency => Self::WrongCurrency,
            Rule::WalletStopped(_) => Self::WalletStopped,
            Rule::ChannelMissing(_) => Self::ChannelMissing,
            Rule::ChannelOff(_) => Self::ChannelOff,
            Rule::CategoryBlocked(_) => Self::CategoryBlocked,
            Rule::CountryBlocked(_) => Self::CountryBlocked,
            Rule::MerchantBlocked(_) => Self::MerchantBlocked,
            Rule::OverLimit(_) => Self::OverLimit,
        }
    }
}

impl Rule {
    /// The code that the network is given for it.
    #[must_use]
    pub const fn network_code(&self) -> &'static str {
        match self {
            Self::NotActive => "78",
            Self::Held(_) | Self::CountryBlocked(_) => "62",
            Self::NotAPayment | Self::WrongCurrency => "13",
            Self::WalletStopped(_)
            | Self::ChannelMissing(_)
            | Self::ChannelOff(_)
            | Self::CategoryBlocked(_)
            | Self::MerchantBlocked(_) => "57",
            Self::OverLimit(_) => "61",
        }
    }
}

/// An answer to "why was it declined?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Why.
    pub reason: Reason,
    /// What happened, in a few words.
    pub title: String,
    /// What it means, with figures where there are any.
    pub body: String,
    /// What to do.
    pub action: String,
}

/// Explains a payment that did not pass. The bank's own rules outrank the network's code: it says less, and less exactly.
#[must_use]
pub fn explain(decision: Option<&Decision>, code: Option<&str>, language: Language) -> Explanation {
    if let Some(rule) = decision.and_then(|decision| decision.declined_by().next()) {
        return of_rule(rule, language);
    }
    match code {
        Some(code) => worded(Reason::of_code(code), &[("code", Value::Text(code))], language),
        None => worded(Reason::NeverReached, &[], language),
    }
}

fn of_rule(rule: &Rule, language: Language) -> Explanation {
    let reason = Reason::of_rule(rule);
    let named = |kind: &str, name: &str| texts::text(language, &format!("{kind}-{name}"), &[]);
    let what = match rule {
        Rule::WalletStopped(wallet) => wallet.clone(),
        Rule::ChannelMissing(channel) => named("channel", channel.name()),
        Rule::ChannelOff(switch) => switch_label(*switch, language),
        Rule::CategoryBlocked(group) => named("category", group.name()),
        Rule::CountryBlocked(country) => country.code().to_owned(),
        Rule::MerchantBlocked(merchant) => merchant.name().to_owned(),
        Rule::OverLimit(counted) => {
            let (most, used) = (counted.at_most.display(language), counted.used.display(language));
            let what = limit_label(&counted.limit, language);
            let values = [("what", Value::Text(&what)), ("most", Value::Text(&most)), ("used", Value::Text(&used))];
            let mut told = worded(reason, &values, language);
            told.body.push_str(&anew(counted.anew, language));
            return told;
        }
        _ => String::new(),
    };
    worded(reason, &[("what", Value::Text(&what))], language)
}

/// Explains a hold: what it means, whom to ask, how to object.
#[must_use]
pub fn explain_hold(holder: Holder, language: Language) -> Explanation {
    of_rule(&Rule::Held(holder), language)
}

/// " It counts anew from …", if it does.
fn anew(at: Option<Timestamp>, language: Language) -> String {
    let Some(at) = at else { return String::new() };
    let moment = moments::display(at.as_millisecond(), language);
    format!(" {}", texts::text(language, "limit-counts-anew", &[("moment", Value::Text(&moment))]))
}

/// A channel, here or abroad, as people read it.
#[must_use]
pub fn switch_label(switch: Switch, language: Language) -> String {
    let channel = texts::text(language, &format!("channel-{}", switch.channel.name()), &[]);
    format!("{channel} {}", texts::text(language, &format!("place-{}", switch.place.name()), &[]))
}

/// A limit's name as people read it.
#[must_use]
pub fn limit_label(name: &str, language: Language) -> String {
    let key = format!("limit-{name}");
    texts::text(language, if texts::exists(language, &key) { &key } else { "limit-other" }, &[])
}

fn worded(reason: Reason, values: &[(&str, Value<'_>)], language: Language) -> Explanation {
    let key = format!("decline-{}", reason.name());
    let text = |part: &str| texts::text(language, &format!("{key}{part}"), values);
    Explanation { reason, title: text(""), body: text(".body"), action: text(".action") }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::evaluate::{Check, Counted};
    use super::super::laws::rupiah;
    use super::super::place::{Channel, Country, Merchant, Place};
    use super::*;

    /// What the two large networks document beyond the numbers.
    const LETTERED: [&str; 23] = [
        "1A", "5C", "6P", "9G", "B1", "B2", "N0", "N3", "N4", "N7", "N8", "P5", "P6", "Q1", "R0", "R1", "R2", "R3",
        "Z1", "Z3", "N5", "XA", "XD",
    ];
    /// Numbers that ISO 8583 or the networks leave unused, and letters that concern banks among themselves.
    const WITHOUT_MEANING: [&str; 15] =
        ["45", "47", "48", "49", "50", "69", "72", "73", "74", "97", "98", "99", "N5", "XA", "XD"];

    #[test]
    fn card_9_every_documented_code_has_one_reason_and_the_rest_a_truthful_fallback() {
        let numbers = (0..100).map(|number| format!("{number:02}"));
        for code in numbers.chain(LETTERED.iter().map(|code| (*code).to_owned())) {
            let means: Vec<_> = Reason::ALL.iter().filter(|reason| reason.codes().contains(&code.as_str())).collect();
            let expected =
                usize::from(!WITHOUT_MEANING.contains(&code.as_str()) && !APPROVALS.contains(&code.as_str()));
            assert_eq!(means.len(), expected, "{code}: {means:?}");
        }
        for code in ["74", "ZZ", "", "5", "051"] {
            let told = explain(None, Some(code), Language::English);
            assert_eq!(told.reason, Reason::Unknown);
            assert!(told.body.contains(&format!("the code {code},")), "{}", told.body);
        }
    }

    #[test]
    fn card_9_every_reason_says_what_happened_what_it_means_and_what_to_do_in_both_languages() {
        let mut titles = BTreeSet::new();
        for reason in Reason::ALL {
            for language in Language::ALL {
                for part in ["", ".body", ".action"] {
                    assert!(texts::exists(language, &format!("decline-{}{part}", reason.name())), "{reason:?}{part}");
                }
                let told = worded(*reason, &[], language);
                assert!(titles.insert(told.title.clone()), "two reasons read alike: {}", told.title);
            }
        }
    }

    #[test]
    fn card_9_what_a_thief_would_learn_from_stays_generic_and_says_nothing_of_the_cause() {
        for code in ["34", "37", "41", "43", "59", "63", "04", "07"] {
            let reason = Reason::of_code(code);
            assert_eq!(reason.disclosure(), Disclosure::Generic, "{code}");
        }
        for code in ["51", "55", "75", "14", "54", "82"] {
            assert_eq!(Reason::of_code(code).disclosure(), Disclosure::AfterLogin, "{code}");
        }
        assert_eq!(Reason::of_code("59").next(), Next::WasThisYou);
        assert_eq!(Reason::of_code("41").next(), Next::Replacement);
        for code in ["91", "96", "68"] {
            assert_eq!(Reason::of_code(code).next(), Next::TryAgain, "{code}");
        }
    }

    fn declined(rule: Rule) -> Decision {
        Decision { approved: false, trace: vec![Check { rule, passed: false }] }
    }

    #[test]
    fn card_9_the_banks_own_rule_outranks_the_networks_code_and_gives_the_figures() {
        let counted = Counted {
            limit: "online-day".into(),
            at_most: rupiah(100_000_000),
            used: rupiah(75_000_000),
            anew: Some("2026-11-26T17:00:00Z".parse().expect("a time")),
        };
        let told = explain(Some(&declined(Rule::OverLimit(counted))), Some("05"), Language::Indonesian);
        assert_eq!(told.reason, Reason::OverLimit);
        for part in ["Di internet, dalam sehari", "Rp1.000.000", "Rp750.000", "27 Nov 2026 pukul 00.00 WIB"] {
            assert!(told.body.contains(part), "{part}: {}", told.body);
        }
        assert_eq!(told.reason.next(), Next::Raise);
    }

    #[test]
    fn card_9_each_rule_names_what_is_in_the_way() {
        let abroad = Switch { channel: Channel::Atm, place: Place::Abroad };
        for (rule, part) in [
            (Rule::ChannelOff(abroad), "Cash from a machine abroad"),
            (Rule::CountryBlocked(Country::new("SG").expect("a country")), "SG"),
            (Rule::MerchantBlocked(Merchant::new("M-1", "Toko Rajin").expect("a merchant")), "Toko Rajin"),
        ] {
            let told = explain(Some(&declined(rule)), Some("57"), Language::English);
            assert!(told.body.contains(part), "{part}: {}", told.body);
        }
        assert_eq!(limit_label("of-a-newer-bank", Language::English), "Another limit");
    }

    #[test]
    fn card_9_nothing_on_record_is_said_so() {
        let told = explain(None, None, Language::English);
        assert_eq!(told.title, "The request never reached us");
        let approved = Decision { approved: true, trace: Vec::new() };
        assert_eq!(explain(Some(&approved), None, Language::English).reason, Reason::NeverReached);
    }

    #[test]
    fn card_9_the_code_that_the_network_is_given_means_no_other_thing_than_the_rule() {
        for holder in Holder::ALL {
            assert_eq!(Reason::of_code(Rule::Held(*holder).network_code()), Reason::HeldByBank);
        }
        assert_eq!(Reason::of_code(Rule::NotActive.network_code()), Reason::CardNotActive);
    }
}
