//! Looking for payments, from the tap to the page: however many there are.

use std::time::Instant;

use kunci_core::transactions::{TransactionFilter, TransactionState};
use kunci_domain::texts::Language;
use serde_json::json;

use crate::row::{Row, median};
use crate::scene::{Scene, runtime, told};

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
const ROUNDS: usize = 31;
/// Against the same search over the first size.
const AIM: f64 = 1.5;

/// What is looked for: its name in the table, the filter, and how many a full page finds at least.
fn searches() -> Vec<(&'static str, TransactionFilter)> {
    let text = |text: &str| TransactionFilter { search: Some(text.to_owned()), ..TransactionFilter::default() };
    let declined = TransactionFilter { states: vec![TransactionState::Declined], ..TransactionFilter::default() };
    vec![
        ("a word that is once in it", text("geologi")),
        ("a word that is in no name", text("pelabuhan")),
        ("a word that is in nearly all", text("kedai")),
        ("two letters that are once in it", text("mu")),
        ("a state that none has", declined),
        ("nothing", TransactionFilter::default()),
    ]
}

pub(crate) fn rows() -> Result<Vec<Row>, String> {
    runtime()?.block_on(async {
        let scene = Scene::open().await?;
        let (mut rows, mut first, mut there) = (Vec::new(), Vec::new(), 0);
        for size in SIZES {
            let more = json!({ "user_id": "sari", "ending": "4821", "payments": size - there });
            scene.control("card_past", &more)?;
            there = size;
            for (number, (name, filter)) in searches().into_iter().enumerate() {
                let took = middle(&scene, &filter).await?;
                if first.len() <= number {
                    first.push(took);
                }
                rows.push(row(name, size, took, *first.get(number).unwrap_or(&took)));
            }
        }
        Ok(rows)
    })
}

async fn middle(scene: &Scene, filter: &TransactionFilter) -> Result<f64, String> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        std::hint::black_box(scene.phone.transactions(filter, None, Language::English).await.map_err(told)?);
        times.push(start.elapsed().as_nanos() as f64);
    }
    Ok(median(times))
}

fn row(name: &str, size: u32, took: f64, first: f64) -> Row {
    let what = format!("payments, {size}: {name}");
    Row::flat(what, format!("the same among {}", SIZES[0]), took, first, size == SIZES[0], AIM)
}
