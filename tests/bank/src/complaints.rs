//! Complaints as the bank keeps and tells them.

use jiff::civil::{Date, date};
use kunci_wire::complaints::ComplaintItem;

use crate::clock::timestamp;
use crate::store::Complaint;

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

const PREFIX: &str = "KB";

pub(crate) fn item(complaint: &Complaint) -> ComplaintItem {
    ComplaintItem {
        reference: format!("{PREFIX}{:08}", complaint.number),
        kind: complaint.kind.code().to_owned(),
        text: complaint.text.clone(),
        filed: timestamp(complaint.filed),
        due: timestamp(complaint.due),
        state: complaint.state.code().to_owned(),
        answer: complaint.answer.clone(),
    }
}

/// The number of a reference.
pub(crate) fn number(reference: &str) -> Option<u64> {
    reference.strip_prefix(PREFIX)?.parse().ok()
}
