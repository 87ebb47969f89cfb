//! Amounts: integer minor units, ISO 4217 currency, exponent. The exponent travels with the amount; two that disagree never mix.

mod typed;

use std::cmp::Ordering;

use iso_currency::Currency;
use serde::{Deserialize, Serialize};

use crate::texts::{self, Language};
pub use typed::AmountFault;

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

    /// What a person typed, in major units of this amount's currency: see the module `typed`.
    ///
    /// # Errors
    /// [`AmountFault`].
    pub fn read(self, typed: &str, language: Language) -> Result<Self, AmountFault> {
        typed::read(self, typed, language)
    }

    /// The same where several currencies can be meant: one that is written before the digits counts, and without any it is this amount's.
    ///
    /// # Errors
    /// [`AmountFault`].
    pub fn read_any(self, typed: &str, language: Language) -> Result<Self, AmountFault> {
        typed::read_any(self, typed, language)
    }

    fn symbol(self, language: Language) -> String {
        symbol(self.currency, language)
    }
}

/// What stands before the digits; a code and a space where a currency has no sign of its own.
fn symbol(currency: Currency, language: Language) -> String {
    match (currency, language) {
        (Currency::IDR, Language::Indonesian) => "Rp".into(),
        (Currency::USD, Language::Indonesian) => "US$".into(),
        (Currency::USD, Language::English) => "$".into(),
        (Currency::JPY, Language::English) => "¥".into(),
        (other, _) => format!("{} ", other.code()),
    }
}

/// Between groups of three digits, and before the fraction.
const fn separators(language: Language) -> (char, char) {
    match language {
        Language::Indonesian => ('.', ','),
        Language::English => (',', '.'),
    }
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
