//! The picture of a year: months, kinds of merchants, shares, and the change against the month before, in words.

use jiff::Timestamp;
use jiff::civil::Date;
use kunci_domain::cards::category::CategoryGroup;
use kunci_domain::cards::spending::{self, Change, Month, Share, SpendingGroup, Total};
use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};

use super::read::Read;
use super::{MONTHS, refusal};
use crate::{Error, Phone};

/// What was paid, month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendingView {
    /// The newest first, twelve at most; those without payments among them. Empty if nothing was paid at all.
    pub months: Vec<SpendingMonth>,
    /// What is counted, in words.
    pub about: String,
    /// What is missing: there are more payments than are read at once; empty if nothing is.
    pub note: String,
    /// What to say while there are no payments at all.
    pub empty: String,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendingMonth {
    /// Its first moment, milliseconds since 1970 UTC …
    pub from_ms: i64,
    /// … and the first one after it: with `group` they find its payments in the list.
    pub until_ms: i64,
    /// "June 2027", or "June 2027, until now"
    pub label: String,
    /// One for each currency; none if nothing was paid.
    pub totals: Vec<SpendingTotal>,
    /// What to say if nothing was paid.
    pub none: String,
}

/// All payments of a month in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendingTotal {
    /// ISO 4217 letters.
    pub currency: String,
    /// "IDR 1,250,000"
    pub amount: String,
    /// "more than in May"; empty if there is nothing to compare with.
    pub change: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
    /// The largest first.
    pub groups: Vec<SpendingGroupView>,
}

/// A kind of merchants, or cash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendingGroupView {
    /// Its name, for the filter of the list.
    pub group: String,
    /// "Groceries"
    pub label: String,
    /// "IDR 400,000"
    pub amount: String,
    /// Of the total, in whole percents; those of a total make 100. The length of the bar.
    pub percent: u8,
    /// "32%"
    pub percent_words: String,
    /// "more than in May"; empty if there is nothing to compare with.
    pub change: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
}

impl Phone {
    /// Where the money went in the last twelve months, with one card or with all.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none; as any call of a session.
    pub async fn spending(&self, card_id: Option<&str>, language: Language) -> Result<SpendingView, Error> {
        let card_id = card_id.map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
        let now = self.bank_now()?;
        let months = i64::try_from(MONTHS).unwrap_or_default();
        let since = spending::months_back(now, &moments::zone(), months).map_err(refusal)?;
        let counts = [TransactionState::Pending, TransactionState::Settled, TransactionState::Refunded];
        let read = self.payments_since(card_id, &counts, since).await?;
        SpendingView::of(&read, now, language)
    }
}

impl SpendingView {
    /// Pure.
    fn of(read: &Read, now: Timestamp, language: Language) -> Result<Self, Error> {
        let mut all = spending::months(&read.made, &moments::zone(), read.since, now).map_err(refusal)?;
        all.truncate(MONTHS);
        let note = match all.last().filter(|_| read.cut) {
            Some(oldest) => texts::text(language, "spending-cut", &month_values(oldest.first, &year(oldest), language)),
            None => String::new(),
        };
        Ok(Self {
            months: all.iter().map(|month| shown(month, language)).collect(),
            about: texts::text(language, "spending-about", &[]),
            note,
            empty: texts::text(language, "spending-empty", &[]),
        })
    }
}

fn shown(month: &Month, language: Language) -> SpendingMonth {
    let key = if month.running { "spending-month-running" } else { "spending-month" };
    let label = texts::text(language, key, &month_values(month.first, &year(month), language));
    SpendingMonth {
        from_ms: month.from.as_millisecond(),
        until_ms: month.until.as_millisecond(),
        totals: month.totals.iter().map(|total| told(total, month, &label, language)).collect(),
        none: texts::text(language, "spending-none", &[]),
        label,
    }
}

fn told(total: &Total, month: &Month, label: &str, language: Language) -> SpendingTotal {
    let change = change(total.change, month, language);
    let amount = total.amount.spoken(language);
    let values = [("month", Value::Text(label)), ("amount", Value::Text(&amount)), ("change", Value::Text(&change))];
    let spoken = texts::text(language, spoken_key("spending-total-spoken", &change).as_str(), &values);
    SpendingTotal {
        currency: total.amount.currency().to_owned(),
        amount: total.amount.display(language),
        groups: total.shares.iter().map(|share| part(share, month, language)).collect(),
        change,
        spoken,
    }
}

fn part(share: &Share, month: &Month, language: Language) -> SpendingGroupView {
    let label = label(share.group, language);
    let change = change(share.change, month, language);
    let (amount, percent) = (share.amount.spoken(language), share.percent.to_string());
    let values = [
        ("group", Value::Text(&label)),
        ("amount", Value::Text(&amount)),
        ("percent", Value::Text(&percent)),
        ("change", Value::Text(&change)),
    ];
    let spoken = texts::text(language, spoken_key("spending-group-spoken", &change).as_str(), &values);
    SpendingGroupView {
        group: share.group.name().to_owned(),
        amount: share.amount.display(language),
        percent: share.percent,
        percent_words: texts::text(language, "spending-percent", &[("percent", Value::Text(&percent))]),
        label,
        change,
        spoken,
    }
}

/// Cash stands beside it here, so this group is named without.
fn label(group: SpendingGroup, language: Language) -> String {
    match group {
        SpendingGroup::Kind(CategoryGroup::Money) => texts::text(language, "spending-group-money", &[]),
        group => texts::text(language, &format!("category-{}", group.name()), &[]),
    }
}

fn spoken_key(key: &str, change: &str) -> String {
    if change.is_empty() { format!("{key}-alone") } else { key.to_owned() }
}

fn change(change: Option<Change>, month: &Month, language: Language) -> String {
    let (Some(change), Ok(before)) = (change, month.first.yesterday()) else { return String::new() };
    let key = format!("spending-{}-{}", if month.running { "so-far" } else { "change" }, change.name());
    texts::text(language, &key, &[("month", Value::Text(moments::month_name(before, language)))])
}

fn year(month: &Month) -> String {
    month.first.year().to_string()
}

fn month_values(first: Date, year: &str, language: Language) -> [(&'static str, Value<'_>); 2] {
    [("month", Value::Text(moments::month_name(first, language))), ("year", Value::Text(year))]
}

#[cfg(test)]
mod tests {
    use kunci_domain::cards::evaluate::Authorization;
    use kunci_domain::cards::place::{Channel, Country, Merchant};
    use kunci_domain::cards::transaction::Transaction;
    use kunci_domain::money::Money;
    use uuid::Uuid;

    use super::*;

    fn paid(at: &str, category: u16, rupiah: i64) -> Transaction {
        let charged = Money::new(rupiah * 100, "IDR", 2).expect("rupiah");
        Transaction {
            transaction_id: Uuid::nil(),
            card_id: Uuid::nil(),
            at: at.parse().expect("a moment"),
            asked: Authorization {
                amount: charged,
                channel: Channel::Chip,
                country: Country::INDONESIA,
                category,
                merchant: Merchant::new("M-1", "Toko").expect("a merchant"),
            },
            original: None,
            state: TransactionState::Settled,
            charged,
            refunded: charged.with_minor(0),
            settled_at: None,
            code: "00".into(),
            decision: None,
        }
    }

    fn view(made: Vec<Transaction>, cut: bool, language: Language) -> SpendingView {
        let now = "2027-06-20T05:00:00Z".parse().expect("a moment");
        let since = "2026-05-31T17:00:00Z".parse().expect("a moment");
        SpendingView::of(&Read { made, since, cut }, now, language).expect("a picture")
    }

    #[test]
    fn card_1_a_group_is_said_in_one_piece_with_its_share_and_which_way_it_went() {
        let made = || {
            vec![
                paid("2027-04-10T05:00:00Z", 5411, 900_000),
                paid("2027-05-10T05:00:00Z", 5411, 1_250_000),
                paid("2027-05-11T05:00:00Z", 6051, 2_656_250),
                paid("2027-06-11T05:00:00Z", 5411, 100_000),
            ]
        };
        let english = view(made(), false, Language::English);
        let labels: Vec<_> = english.months.iter().map(|month| month.label.as_str()).collect();
        assert_eq!(labels, ["June 2027, until now", "May 2027", "April 2027"]);
        let may = &english.months[1].totals[0];
        assert_eq!(may.spoken, "May 2027: 3906250 rupiah in all, more than in April");
        assert_eq!(may.groups[1].spoken, "Groceries: 1250000 rupiah, 32 percent, more than in April");
        assert_eq!((may.groups[1].amount.as_str(), may.groups[1].percent), ("IDR 1,250,000", 32));
        assert_eq!(may.groups[0].label, "Transfers, crypto-assets, stored value");
        assert_eq!(may.groups[0].change, "nothing in April");
        assert_eq!(english.months[0].totals[0].change, "less than in May up to the same day");
        assert_eq!(english.months[2].totals[0].spoken, "April 2027: 900000 rupiah in all");
        assert_eq!(english.months[2].totals[0].change, "");
        let indonesian = view(made(), false, Language::Indonesian);
        let belanja = &indonesian.months[1].totals[0].groups[1];
        assert!(belanja.spoken.ends_with(": 1250000 rupiah, 32 persen, lebih banyak daripada April"), "{belanja:?}");
        assert_eq!((belanja.amount.as_str(), belanja.percent_words.as_str()), ("Rp1.250.000", "32%"));
        assert_eq!(indonesian.months[0].label, "Juni 2027, sampai sekarang");
    }

    #[test]
    fn card_1_no_payments_a_pause_and_a_list_that_was_cut_are_told() {
        for language in Language::ALL {
            let none = view(Vec::new(), false, language);
            assert!(none.months.is_empty() && !none.empty.is_empty() && none.note.is_empty());
            let pause = vec![paid("2026-02-10T05:00:00Z", 5411, 1), paid("2026-07-10T05:00:00Z", 5411, 1)];
            let cut = view(pause, true, language);
            assert_eq!(cut.months.len(), 12);
            assert!(cut.months[0].totals.is_empty() && !cut.months[0].none.is_empty());
            assert!(cut.note.contains("2026") && !cut.note.contains('['), "{}", cut.note);
        }
    }
}
