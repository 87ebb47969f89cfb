//! The chat's safety filter over the longest text that could come: 64 kB, whatever it says.

use std::time::Instant;

use kunci_domain::safety::{Direction, scan};

use unicode_normalization::UnicodeNormalization as _;

use crate::row::{Row, duration, in_turn, median};

const BYTES: usize = 64 * 1024;
const AIM_NS: f64 = 20e6;
const ROUNDS: usize = 9;

/// A conversation, and what the rules have most work with.
const TEXTS: [(&str, &str); 11] = [
    ("plain words", "Selamat siang, saya mau bertanya tentang kartu saya yang baru. Terima kasih. "),
    ("digits", "4539 5787 6362 1486, 3171 2345 0190 0001 "),
    ("requests", "kirim pin, jangan kirim otp, transfer uang ke rekening ini segera atau diblokir "),
    ("addresses", "https://kuncibank.example.evil.com/x www.a.com "),
    ("names of secrets", "otp pin cvv password kode buka "),
    // What took longest of some two hundred texts that were made to be slow.
    ("letters", "a. "),
    ("mail addresses", "a@a."),
    ("words around a code", "kode yang masuk "),
    ("single digits", "4-"),
    ("foreign addresses", "а.co "),
    ("ligatures", "\u{FDFA}"),
];

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = vec![draft()];
    rows.extend(longest());
    rows
}

/// A draft of a kilobyte, as somebody types it, against what cannot be left out: reading it in one normal form.
fn draft() -> Row {
    let (_, piece) = TEXTS[0];
    let text = piece.repeat(1024 / piece.len());
    let ours = || scan(Direction::Outbound, &text);
    let (ours_ns, theirs_ns) = in_turn(ours, || text.nfkc().collect::<String>());
    let ratio = ours_ns / theirs_ns;
    Row {
        what: "safety filter over a draft of 1 kB".into(),
        against: "one NFKC pass over it".into(),
        ours: duration(ours_ns),
        theirs: duration(theirs_ns),
        figure: format!("{ratio:.1}×"),
        aim: "≤ 10×".into(),
        holds: Some(ratio <= 10.0),
    }
}

fn longest() -> Vec<Row> {
    TEXTS
        .iter()
        .map(|(name, piece)| {
            let text = piece.repeat(BYTES / piece.len());
            let slowest = [Direction::Inbound, Direction::Outbound].map(|direction| {
                median(
                    (0..ROUNDS)
                        .map(|_| {
                            let start = Instant::now();
                            std::hint::black_box(scan(direction, &text));
                            start.elapsed().as_nanos() as f64
                        })
                        .collect(),
                )
            });
            let took = slowest[0].max(slowest[1]);
            Row {
                what: format!("safety filter over 64 kB of {name}"),
                against: "20 ms".into(),
                ours: duration(took),
                theirs: duration(AIM_NS),
                figure: format!("{:.2}", took / AIM_NS),
                aim: "≤ 1".into(),
                holds: Some(took <= AIM_NS),
            }
        })
        .collect()
}
