//! Complaints and letters as the bank keeps and tells them.

use jiff::civil::{Date, date};
use kunci_domain::written::Way;
use kunci_wire::written::WrittenItem;

use crate::clock::timestamp;
use crate::store::Written;

/// Days on which the sandbox bank is closed besides week-ends: those of the law that have a date of their own every year.
pub(crate) const HOLIDAYS: &[Date] = &[
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 6, 1),
    date(2027, 8, 17),
    date(2028, 1, 1),
    date(2028, 5, 1),
    date(2028, 6, 1),
    date(2028, 8, 17),
    date(2028, 12, 25),
];

const fn prefix(way: Way) -> &'static str {
    match way {
        Way::Complaint => "KB",
        Way::Letter => "KS",
    }
}

pub(crate) fn item(row: &Written) -> WrittenItem {
    WrittenItem {
        reference: format!("{}{:08}", prefix(row.about.way()), row.number),
        kind: row.about.code().to_owned(),
        text: row.text.clone(),
        filed: timestamp(row.filed),
        due: timestamp(row.due),
        state: row.state.code().to_owned(),
        answer: row.answer.clone(),
    }
}

/// The number of a reference of that way.
pub(crate) fn number(way: Way, reference: &str) -> Option<u64> {
    reference.strip_prefix(prefix(way))?.parse().ok()
}
