//! What a person types as an amount, by the separators of the language and the exponent of the currency.
//!
//! In major units: `1250000`, `1.250.000` or `12,50` in Indonesian, `1,250,000` or `12.50` in English, with or without the currency before it
//! (`Rp1.250.000`, `USD 12.50`): what is shown can be typed. Groups are groups of three, so that `1.25` is nothing in Indonesian rather than
//! 125, and a currency has as many digits behind the point as ISO 4217 gives it: `1.000` is nothing for dollars in English rather than one
//! or a thousand.

use iso_currency::Currency;

use super::{Money, separators, symbol};
use crate::cards::named::named;
use crate::texts::Language;

named! {
    /// Why what was typed is no amount.
    AmountFault {
        /// Not digits with the separators of the language.
        Form = "form",
        /// More digits behind the point than the currency has.
        Decimals = "decimals",
        /// Another currency stands before it.
        OtherCurrency = "other-currency",
        /// More than can be written down.
        Size = "size",
    }
}

pub(super) fn read(like: Money, typed: &str, language: Language) -> Result<Money, AmountFault> {
    let (mark, digits) = parts(typed)?;
    match mark {
        Some(other) if other != like.currency => Err(AmountFault::OtherCurrency),
        _ => number(like, digits, language),
    }
}

pub(super) fn read_any(usual: Money, typed: &str, language: Language) -> Result<Money, AmountFault> {
    let (mark, digits) = parts(typed)?;
    let like = match mark {
        Some(currency) => nothing_of(currency).ok_or(AmountFault::Form)?,
        None => usual,
    };
    number(like, digits, language)
}

/// The currency before the digits, if there is one, and the digits with what separates them.
fn parts(typed: &str) -> Result<(Option<Currency>, &str), AmountFault> {
    let typed = typed.trim();
    let start = typed.find(|c: char| c.is_ascii_digit()).ok_or(AmountFault::Form)?;
    let (mark, digits) = typed.split_at(start);
    match mark.trim() {
        "" => Ok((None, digits)),
        mark => marked(mark).map(|currency| (Some(currency), digits)).ok_or(AmountFault::Form),
    }
}

/// The currency that is meant by a code, or by a sign that some language writes for it. People write `Rp.` as well.
fn marked(mark: &str) -> Option<Currency> {
    let mark = mark.strip_suffix('.').unwrap_or(mark).to_uppercase();
    let with_signs = [Currency::IDR, Currency::USD, Currency::JPY];
    let signed = with_signs.into_iter().find(|currency| {
        Language::ALL.into_iter().any(|language| symbol(*currency, language).trim().to_uppercase() == mark)
    });
    signed.or_else(|| Currency::from_code(&mark)).filter(|currency| nothing_of(*currency).is_some())
}

/// Zero of a currency; `None` for one of which no amount can be paid.
fn nothing_of(currency: Currency) -> Option<Money> {
    let exponent = u8::try_from(currency.exponent()?).ok()?;
    Money::new(0, currency.code(), exponent).ok()
}

fn number(like: Money, digits: &str, language: Language) -> Result<Money, AmountFault> {
    let (group, point) = separators(language);
    let exponent = usize::from(like.exponent);
    let (whole, fraction) = match digits.split_once(point) {
        Some((_, fraction)) if !is_number(fraction) => return Err(AmountFault::Form),
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let parts: Vec<&str> = whole.split(group).collect();
    let groups = |parts: &[&str]| match parts {
        [first, others @ ..] => others.is_empty() || first.len() <= 3 && others.iter().all(|part| part.len() == 3),
        [] => false,
    };
    if !parts.iter().all(|part| is_number(part)) || !groups(&parts) {
        return Err(AmountFault::Form);
    }
    if fraction.len() > exponent {
        return Err(AmountFault::Decimals);
    }
    let minor = format!("{}{fraction:0<exponent$}", parts.concat());
    minor.parse().map(|minor| like.with_minor(minor)).map_err(|_| AmountFault::Size)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLES: [(&str, u8); 6] = [("IDR", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ("EUR", 2), ("CLF", 4)];

    fn nothing(code: &str, exponent: u8) -> Money {
        Money::new(0, code, exponent).expect("a currency")
    }

    fn read(code: &str, exponent: u8, typed: &str, language: Language) -> Result<i64, AmountFault> {
        nothing(code, exponent).read(typed, language).map(Money::minor)
    }

    #[test]
    fn card_3_typed_amounts_are_read_by_the_separators_of_the_language() {
        use AmountFault::{Decimals, Form, OtherCurrency, Size};
        for (typed, indonesian, english) in [
            ("100000", Ok(10_000_000), Ok(10_000_000)),
            (" 100000 ", Ok(10_000_000), Ok(10_000_000)),
            ("100.000", Ok(10_000_000), Err(Decimals)),
            ("1.500.000", Ok(150_000_000), Err(Form)),
            ("100,000", Err(Decimals), Ok(10_000_000)),
            ("1,500.50", Err(Form), Ok(150_050)),
            ("1.250.000,5", Ok(125_000_050), Err(Form)),
            ("1,250,000.50", Err(Form), Ok(125_000_050)),
            ("12,50", Ok(1_250), Err(Form)),
            ("1.25", Err(Form), Ok(125)),
            ("0", Ok(0), Ok(0)),
            ("Rp1.500.000", Ok(150_000_000), Err(Form)),
            ("Rp. 5", Ok(500), Ok(500)),
            ("rp 5", Ok(500), Ok(500)),
            ("IDR\u{a0}5", Ok(500), Ok(500)),
            ("US$5", Err(OtherCurrency), Err(OtherCurrency)),
            ("JPY 5", Err(OtherCurrency), Err(OtherCurrency)),
            ("XAU 5", Err(Form), Err(Form)),
            ("M5", Err(Form), Err(Form)),
            ("5 juta", Err(Form), Err(Form)),
            ("5M", Err(Form), Err(Form)),
            ("1e5", Err(Form), Err(Form)),
            ("", Err(Form), Err(Form)),
            ("Rp", Err(Form), Err(Form)),
            ("12,", Err(Form), Err(Form)),
            (".5", Err(Form), Err(Form)),
            ("1000.000", Err(Form), Err(Decimals)),
            ("-5", Err(Form), Err(Form)),
            ("+5", Err(Form), Err(Form)),
            ("1 000", Err(Form), Err(Form)),
            ("٥", Err(Form), Err(Form)),
            ("５", Err(Form), Err(Form)),
            ("92233720368547758", Ok(9_223_372_036_854_775_800), Ok(9_223_372_036_854_775_800)),
            ("92233720368547759", Err(Size), Err(Size)),
            ("99999999999999999999", Err(Size), Err(Size)),
        ] {
            let both = Language::ALL.map(|language| read("IDR", 2, typed, language));
            let expected = Language::ALL.map(|language| match language {
                Language::Indonesian => indonesian,
                Language::English => english,
            });
            assert_eq!(both, expected, "{typed:?}");
        }
    }

    #[test]
    fn card_3_every_fault_is_explained_in_both_languages() {
        for fault in AmountFault::ALL {
            assert_eq!(AmountFault::parse(fault.name()), Some(*fault));
            for language in Language::ALL {
                assert!(crate::texts::exists(language, &format!("amount-fault-{}", fault.name())), "{fault:?}");
            }
        }
    }

    #[test]
    fn card_3_the_digits_behind_the_point_are_those_of_the_currency() {
        for (code, exponent, typed, language, expected) in [
            ("KWD", 3, "12.345", Language::English, Ok(12_345)),
            ("KWD", 3, "12,345", Language::English, Ok(12_345_000)),
            ("KWD", 3, "12,345", Language::Indonesian, Ok(12_345)),
            ("KWD", 3, "12.345", Language::Indonesian, Ok(12_345_000)),
            ("KWD", 3, "12.3456", Language::English, Err(AmountFault::Decimals)),
            ("JPY", 0, "1,500", Language::English, Ok(1_500)),
            ("JPY", 0, "1,500.00", Language::English, Err(AmountFault::Decimals)),
            ("JPY", 0, "12,5", Language::Indonesian, Err(AmountFault::Decimals)),
            ("JPY", 0, "¥1,500", Language::English, Ok(1_500)),
            ("USD", 2, "12.5", Language::English, Ok(1_250)),
            ("USD", 2, "12.505", Language::English, Err(AmountFault::Decimals)),
            ("USD", 2, "$12.50", Language::English, Ok(1_250)),
            ("USD", 2, "US$12,50", Language::Indonesian, Ok(1_250)),
            ("USD", 2, "usd 12,50", Language::Indonesian, Ok(1_250)),
            ("USD", 2, "Rp12", Language::Indonesian, Err(AmountFault::OtherCurrency)),
        ] {
            assert_eq!(read(code, exponent, typed, language), expected, "{code} {typed:?} {language:?}");
        }
    }

    #[test]
    fn card_1_a_currency_that_is_written_before_the_digits_counts_where_several_can_be_meant() {
        let rupiah = nothing("IDR", 2);
        let any = |typed| rupiah.read_any(typed, Language::English).map(|money| (money.minor(), money.currency()));
        assert_eq!(any("1,500"), Ok((150_000, "IDR")));
        assert_eq!(any("$12.50"), Ok((1_250, "USD")));
        assert_eq!(any("KWD 1.250"), Ok((1_250, "KWD")));
        assert_eq!(any("JPY 1.5"), Err(AmountFault::Decimals));
        assert_eq!(any("QQQ 5"), Err(AmountFault::Form));
        assert_eq!(any("XTS 5"), Err(AmountFault::Form), "no amount of it can be paid");
    }

    proptest! {
        #[test]
        fn card_3_what_is_shown_is_read_back_exactly_in_every_currency_and_language(
            minor in prop_oneof![0..=i64::MAX, 0..10_000_000_i64],
            sample in proptest::sample::select(&SAMPLES[..]),
            language in proptest::sample::select(&Language::ALL[..]),
        ) {
            let money = nothing(sample.0, sample.1).with_minor(minor);
            let shown = money.display(language);
            prop_assert_eq!(money.read(&shown, language), Ok(money));
            prop_assert_eq!(nothing("SGD", 2).read_any(&shown, language), Ok(money));
            let bare = shown.trim_start_matches(|c: char| !c.is_ascii_digit());
            prop_assert_eq!(money.read(bare, language), Ok(money));
            // Nothing below zero is ever read.
            let below = money.with_minor(-minor.max(1)).display(language);
            prop_assert_eq!(money.read(&below, language), Err(AmountFault::Form));
        }

        #[test]
        fn card_3_whatever_is_typed_is_an_amount_of_this_currency_or_refused(
            typed in "[0-9.,RpUSD$¥ \u{a0}-]{0,24}|\\PC{0,24}",
            sample in proptest::sample::select(&SAMPLES[..]),
            language in proptest::sample::select(&Language::ALL[..]),
        ) {
            let like = nothing(sample.0, sample.1);
            if let Ok(read) = like.read(&typed, language) {
                prop_assert!(read.minor() >= 0);
                prop_assert_eq!((read.currency(), read.exponent()), (like.currency(), like.exponent()));
                // And it is that amount: shown, it is read as the same again.
                prop_assert_eq!(like.read(&read.display(language), language), Ok(read));
            }
        }
    }
}
