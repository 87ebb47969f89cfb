//! A freeze, from the tap to the verified receipt, against the bare `POST` that signs and commits: told alone, and judged with the two
//! commits on the phone that are promised of every command.

use std::time::Instant;

use crate::bare_post::{BarePost, Promised};
use crate::row::{Row, duration, median};
use crate::scene::{Scene, runtime, told};

/// Freezes of each.
const ROUNDS: usize = 120;
const AIM: f64 = 1.5;

pub(crate) fn rows() -> Result<Vec<Row>, String> {
    runtime()?.block_on(async {
        let scene = Scene::open().await?;
        let folder = tempfile::tempdir().map_err(told)?;
        let peer = BarePost::open(folder.path()).await?;
        let promised = Promised::open(folder.path())?;
        let cards = scene.phone.cards().await.map_err(told)?;
        let card = cards.first().ok_or("no card")?.card_id.to_string();
        let (mut ours, mut alone, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..ROUNDS + 10 {
            let start = Instant::now();
            let receipt = scene.phone.freeze_card(&card).await.map_err(told)?;
            let took = start.elapsed().as_nanos() as f64;
            if !receipt.frozen {
                return Err("the receipt says that the card is not frozen".to_owned());
            }
            let start = Instant::now();
            let command = promised.write()?;
            let posted = Instant::now();
            peer.send().await?;
            let bare = posted.elapsed().as_nanos() as f64;
            promised.settle(command, &receipt.proof)?;
            let whole = start.elapsed().as_nanos() as f64;
            // The first ones open connections.
            if round >= 10 {
                ours.push(took);
                alone.push(bare);
                kept.push(whole);
            }
        }
        let (ours, alone, kept) = (median(ours), median(alone), median(kept));
        let row = |against: &str, theirs: f64, judged: bool| Row {
            what: "freeze, to the verified receipt".into(),
            against: against.into(),
            ours: duration(ours),
            theirs: duration(theirs),
            figure: format!("{:.2}×", ours / theirs),
            aim: if judged { format!("≤ {AIM}×") } else { "(told)".into() },
            holds: judged.then_some(ours / theirs <= AIM),
        };
        Ok(vec![
            row("a bare signed POST, one commit at the bank", alone, false),
            row("the same, and the phone's two commits", kept, true),
        ])
    })
}
