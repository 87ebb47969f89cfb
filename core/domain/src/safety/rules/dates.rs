//! A full date: day, month and year, in figures or with the month's name.

use super::super::digits::value;
use super::super::message::Message;

/// Months by name and the abbreviations people use, in both languages.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "pebruari", "february", "feb", "peb"],
    &["maret", "march", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["agustus", "august", "agt", "agst", "aug", "ags", "agus"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nopember", "nov", "nop"],
    &["desember", "december", "des", "dec"],
];

/// One past the last token of the date that begins at `at`.
pub(super) fn date_at(message: &Message, at: usize) -> Option<usize> {
    let number = |at: usize| message.token(at).map(|token| token.digits()).filter(|digits| !digits.is_empty());
    let near = |at: usize| message.token(at).is_some_and(|token| token.gap.joins && token.gap.length <= 2);
    let month = |at: usize| {
        let word = message.word(at)?;
        near(at).then(|| MONTHS.iter().position(|names| names.contains(&word)))?
    };
    let first_month = message.word(at).and_then(|word| MONTHS.iter().position(|names| names.contains(&word)));
    // "August 17, 1990"
    if first_month.is_some() {
        let day = number(at + 1).filter(|day| near(at + 1) && is_day(day));
        let mut year_at = at + 2;
        if message.is(year_at, &["th", "st", "nd", "rd"]) {
            year_at += 1;
        }
        return (day.is_some() && near(year_at) && is_year(number(year_at)?)).then_some(year_at + 1);
    }
    let first = number(at)?;
    // "17 Agustus 1990", "17th of August 1990"
    let mut month_at = at + 1;
    while month_at < at + 3 && message.is(month_at, &["th", "st", "nd", "rd", "of"]) {
        month_at += 1;
    }
    if is_day(first) && month(month_at).is_some() {
        return (near(month_at + 1) && is_year(number(month_at + 1)?)).then_some(month_at + 2);
    }
    // "17/08/1990", "17-8-90", "1990-08-17"
    if let (Some(second), Some(third)) = (number(at + 1), number(at + 2)) {
        let sign = |at: usize| message.gap(at).sole;
        if near(at + 1) && near(at + 2) && sign(at + 1) == sign(at + 2) {
            let day_first = is_day(first) && is_month(second) && is_year(third);
            let month_first = is_month(first) && is_day(second) && is_year(third);
            let year_first = first.len() == 4 && is_year(first) && is_month(second) && is_day(third);
            if day_first || month_first || year_first {
                return Some(at + 3);
            }
        }
    }
    // "17081990", "19900817", "170890"
    let part = |from: usize, to: usize| first.get(from..to).unwrap_or_default();
    let joined = match first.len() {
        8 => {
            (is_day(part(0, 2)) && is_month(part(2, 4)) && is_year(part(4, 8)))
                || (is_year(part(0, 4)) && is_month(part(4, 6)) && is_day(part(6, 8)))
        }
        6 => is_day(part(0, 2)) && is_month(part(2, 4)),
        _ => false,
    };
    joined.then_some(at + 1)
}

fn is_day(digits: &[u8]) -> bool {
    digits.len() <= 2 && (1..=31).contains(&value(digits))
}

fn is_month(digits: &[u8]) -> bool {
    digits.len() <= 2 && (1..=12).contains(&value(digits))
}

/// Of somebody alive, or two digits.
fn is_year(digits: &[u8]) -> bool {
    digits.len() == 2 || (digits.len() == 4 && (1900..=2035).contains(&value(digits)))
}
