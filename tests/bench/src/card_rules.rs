//! The decision on a payment, and a trial of other controls, over 90 days of payments: however many there are.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use kunci_domain::cards::Card;
use kunci_domain::cards::change::Change;
use kunci_domain::cards::evaluate::{Spent, evaluate};
use kunci_domain::cards::limit::Cap;
use kunci_domain::cards::transaction::Transaction;
use kunci_domain::cards::trial::trial;
use kunci_domain::money::Money;
use serde_json::{Value, json};

use crate::row::{Row, duration, median};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// A frame of a screen at 60 Hz.
const FRAME_NS: f64 = 16e6;
const ROUNDS: usize = 5;
const DAYS: i64 = 90;
/// As many of those that were stopped as the bank shows.
const SHOWN: usize = 50;

pub(crate) fn rows() -> Result<Vec<Row>, String> {
    let now = Timestamp::from_second(1_790_000_000).map_err(|error| error.to_string())?;
    let card: Card = serde_json::from_value(card()).map_err(|error| error.to_string())?;
    let lower = Money::new(2_000_000, "IDR", 2).map_err(|error| error.to_string())?;
    let changes = [Change::Limit { limit: "day".to_owned(), value: Some(Cap::AtMost(lower)), until: None }];
    let (mut rows, mut first) = (Vec::new(), None);
    for size in SIZES {
        let past = payments(size, now)?;
        let spent: Vec<Spent> = past.iter().map(Transaction::spent).collect();
        let asked = &past.first().ok_or("no payment")?.asked;
        let decided = middle(|| drop(std::hint::black_box(evaluate(&card, &spent, asked, now))));
        let found = trial(&card, &changes, &past, now, SHOWN).map_err(|error| error.to_string())?;
        if found.tried != size || found.stopped == 0 {
            return Err(format!("of {size} payments {} were tried, {} stopped", found.tried, found.stopped));
        }
        let tried = middle(|| drop(std::hint::black_box(trial(&card, &changes, &past, now, SHOWN))));
        let (decided_first, tried_first) = *first.get_or_insert((decided, tried));
        rows.push(row("one payment decided", size, decided, decided_first));
        rows.push(row("a trial of a lower limit", size, tried, tried_first));
    }
    Ok(rows)
}

/// A thousand have a frame of time; more of them are told against as many times a thousand.
fn row(what: &str, size: usize, took: f64, first: f64) -> Row {
    let times = size / SIZES[0];
    let (against, theirs, figure, aim, holds) = match times {
        1 => ("a frame of 16 ms".to_owned(), FRAME_NS, took / FRAME_NS, "≤ 1", took <= FRAME_NS),
        _ => {
            let linear = first * times as f64;
            (format!("{times} × the thousand"), linear, took / linear, "≤ 1.5× (linear)", took <= 1.5 * linear)
        }
    };
    Row {
        what: format!("{what}, {size} in 90 days"),
        against,
        ours: duration(took),
        theirs: duration(theirs),
        figure: format!("{figure:.2}×"),
        aim: aim.into(),
        holds: Some(holds),
    }
}

fn middle(mut work: impl FnMut()) -> f64 {
    let one = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_nanos() as f64
    };
    median((0..ROUNDS).map(one).collect())
}

/// As the sandbox bank issues it, in what matters here.
fn card() -> Value {
    let limit = |name: &str, filter: Value, window: Value, ceiling: i64| {
        let ceiling = json!({ "minor": ceiling, "currency": "IDR", "exponent": 2 });
        json!({ "name": name, "filter": filter, "window": window, "ceiling": ceiling, "value": null })
    };
    let per = |per: &str| json!({ "per": per, "zone": "Asia/Jakarta" });
    let limits = [
        limit("per-transaction", json!({}), json!({ "per": "transaction" }), 1_000_000_000),
        limit("day", json!({}), per("day"), 1_000_000_000_000),
        limit("month", json!({}), per("month"), 10_000_000_000_000),
        limit("online-day", json!({ "channels": ["online", "recurring"] }), per("day"), 1_000_000_000_000),
        limit("abroad-day", json!({ "place": "abroad" }), per("day"), 1_000_000_000_000),
    ];
    json!({
        "card_id": "00000000-0000-7000-8000-000000000001", "ending": "4821", "name": "Debit", "state": "active", "holds": [],
        "version": 1, "controls": { "home": "ID", "cooling_off_seconds": 43_200, "limits": limits },
    })
}

/// Evenly over the time, oldest first, by turns online and with the chip.
fn payments(count: usize, now: Timestamp) -> Result<Vec<Transaction>, String> {
    let total = i64::try_from(count).map_err(|error| error.to_string())?;
    let span_ms = DAYS * 86_400_000 - 1;
    (0..total)
        .map(|number| {
            let back = SignedDuration::from_millis(span_ms - span_ms * number / total);
            let at = now.checked_sub(back).map_err(|error| error.to_string())?;
            let rupiah = |minor: i64| json!({ "minor": minor, "currency": "IDR", "exponent": 2 });
            let made = json!({
                "transaction_id": "00000000-0000-7000-8000-000000000002", "card_id": "00000000-0000-7000-8000-000000000001",
                "at": at, "state": "settled", "charged": rupiah(1_000_000), "refunded": rupiah(0), "code": "00",
                "asked": {
                    "amount": rupiah(1_000_000), "channel": if number % 2 == 0 { "online" } else { "chip" },
                    "country": "ID", "category": 5812, "merchant": { "id": "M-1", "name": "Warung" },
                },
            });
            serde_json::from_value(made).map_err(|error| error.to_string())
        })
        .collect()
}
