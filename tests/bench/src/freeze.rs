//! A freeze, from the tap to the verified receipt, against the bare `POST` that signs and commits.

use std::time::Instant;

use crate::bare_post::BarePost;
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
        let cards = scene.phone.cards().await.map_err(told)?;
        let card = cards.first().ok_or("no card")?.card_id.to_string();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS + 10 {
            let start = Instant::now();
            let receipt = scene.phone.freeze_card(&card).await.map_err(told)?;
            let took = start.elapsed().as_nanos() as f64;
            if !receipt.frozen {
                return Err("the receipt says that the card is not frozen".to_owned());
            }
            let start = Instant::now();
            peer.send().await?;
            let bare = start.elapsed().as_nanos() as f64;
            // The first ones open connections.
            if round >= 10 {
                ours.push(took);
                theirs.push(bare);
            }
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let ratio = ours / theirs;
        Ok(vec![Row {
            what: "freeze, to the verified receipt".into(),
            against: "a bare signed, durable POST".into(),
            ours: duration(ours),
            theirs: duration(theirs),
            figure: format!("{ratio:.2}×"),
            aim: format!("≤ {AIM}×"),
            holds: Some(ratio <= AIM),
        }])
    })
}
