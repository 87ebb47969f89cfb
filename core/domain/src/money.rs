//! Amounts: integer minor units, ISO 4217 currency, exponent. The exponent travels with the amount; two that disagree never mix.

use std::cmp::Ordering;

use iso_currency::Currency;
use serde::{Deserialize, Serialize};

use crate::texts::{self, Language};

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Money {
    minor: i64,
    currency: Currency,
    exponent: u8,
}

/// Why an amount is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not an ISO 4217 code.
    #[error("unknown currency")]
    UnknownCurrency,
    /// The exponent is not the currency's: the amount would be wrong by a power of ten.
    #[error("the exponent does not fit the currency")]
    WrongExponent,
    /// Two currencies in one sum or comparison.
    #[error("two different currencies")]
    CurrencyMismatch,
    /// Outside what 64 bits hold.
    #[error("the amount is too large")]
    Overflow,
    /// What was typed is no amount of this currency.
    #[error("not an amount")]
    Unreadable,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Wire {
    minor: i64,
    currency: String,
    exponent: u8,
}

impl TryFrom<Wire> for Money {
    type Error = MoneyError;

    fn try_from(wire: Wire) -> Result<Self, MoneyError> {
        Self::new(wire.minor, &wire.currency, wire.exponent)
    }
}

impl From<Money> for Wire {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code().to_owned(), exponent: money.exponent }
    }
}

impl Money {
    /// An amount as it travels.
    ///
    /// # Errors
    /// [`MoneyError::UnknownCurrency`], [`MoneyError::WrongExponent`].
    pub fn new(minor: i64, currency: &str, exponent: u8) -> Result<Self, MoneyError> {
        let currency = Currency::from_code(currency).ok_or(MoneyError::UnknownCurrency)?;
        if currency.exponent() != Some(u16::from(exponent)) {
            return Err(MoneyError::WrongExponent);
        }
        Ok(Self { minor, currency, exponent })
    }

    /// Rupiah, in sen: there are a hundred to one by ISO 4217, though nobody shows them.
    #[must_use]
    pub const fn rupiah(minor: i64) -> Self {
        Self { minor, currency: Currency::IDR, exponent: 2 }
    }

    /// Minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// ISO 4217 letters.
    #[must_use]
    pub fn currency(self) -> &'static str {
        self.currency.code()
    }

    /// Power of ten between minor and major unit.
    #[must_use]
    pub const fn exponent(self) -> u8 {
        self.exponent
    }

    /// The same currency with another amount.
    #[must_use]
    pub const fn with_minor(self, minor: i64) -> Self {
        Self { minor, ..self }
    }

    /// Sum.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Difference.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Which is larger.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`].
    pub fn compare(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::CurrencyMismatch) }
    }

    /// As people read it: `Rp1.250.000` and `US$12,50` in Indonesian, `IDR 1,250,000` and `$12.50` in English.
    ///
    /// Rupiah show no fraction when there is none (their exponent is 2 all the same). No space and no "M", which is 10⁹ in Indonesian.
    #[must_use]
    pub fn display(self, language: Language) -> String {
        let (group, point) = separators(language);
        let scale = 10u64.pow(u32::from(self.exponent));
        let (major, fraction) = (self.minor.unsigned_abs() / scale, self.minor.unsigned_abs() % scale);
        let mut text = String::new();
        if self.minor < 0 {
            text.push('-');
        }
        text.push_str(&self.symbol(language));
        text.push_str(&grouped(major, group));
        let hidden = self.currency == Currency::IDR && fraction == 0;
        if self.exponent > 0 && !hidden {
            text.push(point);
            text.push_str(&format!("{fraction:0width$}", width = usize::from(self.exponent)));
        }
        text
    }

    /// As a screen reader says it: `1250000 rupiah`, `12,50 dolar AS`. Nothing stands between groups of digits, which some voices take
    /// for a decimal point; the currency has its name, or its letters one by one.
    #[must_use]
    pub fn spoken(self, language: Language) -> String {
        let (_, point) = separators(language);
        let scale = 10u64.pow(u32::from(self.exponent));
        let (major, fraction) = (self.minor.unsigned_abs() / scale, self.minor.unsigned_abs() % scale);
        let sign = if self.minor < 0 { "minus " } else { "" };
        let code = self.currency.code();
        let key = format!("currency-{}", code.to_ascii_lowercase());
        let name =
            if texts::exists(language, &key) { texts::text(language, &key, &[]) } else { texts::spoken_digits(code) };
        if fraction == 0 {
            format!("{sign}{major} {name}")
        } else {
            format!("{sign}{major}{point}{fraction:0width$} {name}", width = usize::from(self.exponent))
        }
    }

    /// What a person typed, in major units of this amount's currency: `1250000`, `1.250.000` or `12,50` in Indonesian, `1,250,000` or
    /// `12.50` in English. Groups must be groups of three: `1.25` is nothing in Indonesian, rather than 125.
    ///
    /// # Errors
    /// [`MoneyError::Unreadable`], [`MoneyError::Overflow`].
    pub fn read(self, typed: &str, language: Language) -> Result<Self, MoneyError> {
        let (group, point) = separators(language);
        let exponent = usize::from(self.exponent);
        let (whole, fraction) = match typed.trim().split_once(point) {
            Some((whole, fraction)) if is_number(fraction) && fraction.len() <= exponent => (whole, fraction),
            Some(_) => return Err(MoneyError::Unreadable),
            None => (typed.trim(), ""),
        };
        let parts: Vec<&str> = whole.split(group).collect();
        let groups = |parts: &[&str]| match parts {
            [first, others @ ..] => others.is_empty() || first.len() <= 3 && others.iter().all(|part| part.len() == 3),
            [] => false,
        };
        if !parts.iter().all(|part| is_number(part)) || !groups(&parts) {
            return Err(MoneyError::Unreadable);
        }
        let minor = format!("{}{fraction:0<exponent$}", parts.concat());
        minor.parse().map(|minor| self.with_minor(minor)).map_err(|_| MoneyError::Overflow)
    }

    fn symbol(self, language: Language) -> String {
        match (self.currency, language) {
            (Currency::IDR, Language::Indonesian) => "Rp".into(),
            (Currency::USD, Language::Indonesian) => "US$".into(),
            (Currency::USD, Language::English) => "$".into(),
            (Currency::JPY, Language::English) => "¥".into(),
            (other, _) => format!("{} ", other.code()),
        }
    }
}

/// Between groups of three digits, and before the fraction.
const fn separators(language: Language) -> (char, char) {
    match language {
        Language::Indonesian => ('.', ','),
        Language::English => (',', '.'),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, currency: &str, exponent: u8) -> Money {
        Money::new(minor, currency, exponent).expect("valid")
    }

    #[test]
    fn safe_5_amounts_read_as_each_language_expects() {
        for (amount, indonesian, english) in [
            (money(125_000_000, "IDR", 2), "Rp1.250.000", "IDR 1,250,000"),
            (money(125_000_050, "IDR", 2), "Rp1.250.000,50", "IDR 1,250,000.50"),
            (money(1_250, "USD", 2), "US$12,50", "$12.50"),
            (money(-5, "USD", 2), "-US$0,05", "-$0.05"),
            (money(1_250, "JPY", 0), "JPY 1.250", "¥1,250"),
            (money(1_250, "KWD", 3), "KWD 1,250", "KWD 1.250"),
            (money(i64::MIN, "JPY", 0), "-JPY 9.223.372.036.854.775.808", "-¥9,223,372,036,854,775,808"),
        ] {
            assert_eq!(amount.display(Language::Indonesian), indonesian);
            assert_eq!(amount.display(Language::English), english);
        }
    }

    #[test]
    fn safe_5_amounts_are_said_without_separators_and_with_the_currencys_name() {
        for (amount, indonesian, english) in [
            (money(125_000_000, "IDR", 2), "1250000 rupiah", "1250000 rupiah"),
            (money(125_000_050, "IDR", 2), "1250000,50 rupiah", "1250000.50 rupiah"),
            (money(1_205, "SGD", 2), "12,05 dolar Singapura", "12.05 Singapore dollars"),
            (money(-500, "USD", 2), "minus 5 dolar AS", "minus 5 US dollars"),
            (money(1_250, "JPY", 0), "1250 yen", "1250 yen"),
            (money(1_250, "KWD", 3), "1,250 K W D", "1.250 K W D"),
        ] {
            assert_eq!(amount.spoken(Language::Indonesian), indonesian);
            assert_eq!(amount.spoken(Language::English), english);
        }
    }

    #[test]
    fn card_3_typed_amounts_are_read_by_the_separators_of_the_language() {
        let rupiah = money(0, "IDR", 2);
        for (typed, indonesian, english) in [
            ("100000", Some(10_000_000), Some(10_000_000)),
            (" 100000 ", Some(10_000_000), Some(10_000_000)),
            ("100.000", Some(10_000_000), None),
            ("100,000", None, Some(10_000_000)),
            ("1.250.000,5", Some(125_000_050), None),
            ("1,250,000.50", None, Some(125_000_050)),
            ("12,50", Some(1_250), None),
            ("1.25", None, Some(125)),
            ("0", Some(0), Some(0)),
            ("", None, None),
            ("12,", None, None),
            (".5", None, None),
            ("1000.000", None, None),
            ("-5", None, None),
            ("Rp5", None, None),
            ("٥", None, None),
        ] {
            let read = |language| rupiah.read(typed, language).ok().map(Money::minor);
            assert_eq!((read(Language::Indonesian), read(Language::English)), (indonesian, english), "{typed:?}");
        }
        assert_eq!(money(0, "JPY", 0).read("12,5", Language::Indonesian), Err(MoneyError::Unreadable));
        assert_eq!(rupiah.read("99999999999999999999", Language::English), Err(MoneyError::Overflow));
    }

    #[test]
    fn an_amount_with_a_foreign_exponent_is_refused() {
        assert_eq!(Money::new(1, "IDR", 0), Err(MoneyError::WrongExponent));
        assert_eq!(Money::new(1, "JPY", 2), Err(MoneyError::WrongExponent));
        assert_eq!(Money::new(1, "XQX", 2), Err(MoneyError::UnknownCurrency));
        assert!(serde_json::from_str::<Money>(r#"{"minor":1,"currency":"IDR","exponent":0}"#).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"minor":1.5,"currency":"IDR","exponent":2}"#).is_err());
    }

    /// ISO 4217, list one, as of 2026-01-01: the currencies whose exponent is not 2.
    const NOT_TWO: [(u8, &str); 4] = [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
        // Precious metals, bond units and codes for testing have none: no amount of them can be charged.
        (255, "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"),
    ];

    /// The same list: every currency in circulation whose exponent is 2.
    const TWO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY \
        COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS \
        KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK \
        PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN \
        UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG SLE";

    #[test]
    fn safe_5_every_currency_has_the_exponent_that_iso_4217_publishes() {
        let listed =
            NOT_TWO.iter().flat_map(|(exponent, codes)| codes.split_whitespace().map(move |code| (*exponent, code)));
        for (exponent, code) in listed.chain(TWO.split_whitespace().map(|code| (2, code))) {
            for tried in 0..=5 {
                let taken = Money::new(1, code, tried);
                assert_eq!(taken.is_ok(), tried == exponent, "{code} with exponent {tried}: {taken:?}");
            }
        }
    }

    #[test]
    fn sums_never_wrap_and_never_mix() {
        let most = money(i64::MAX, "IDR", 2);
        assert_eq!(most.plus(money(1, "IDR", 2)), Err(MoneyError::Overflow));
        assert_eq!(most.plus(money(1, "USD", 2)), Err(MoneyError::CurrencyMismatch));
        assert_eq!(money(5, "IDR", 2).minus(money(7, "IDR", 2)).map(Money::minor), Ok(-2));
    }
}
