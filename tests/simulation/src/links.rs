//! How often a phone dials (CHAT-9, SAFE-2): hour by hour in virtual time, against a bank that is away, that has ended the session, or that is
//! there again.

use std::sync::Arc;
use std::time::Duration;

use kunci_core::{Error, Phone};
use kunci_domain::session_life::SessionEnd;
use serde_json::json;
use tokio::time::sleep;

use crate::customer;
use crate::world::{USER, World, in_virtual_time as run};

const CODE: &str = "740916";
const HOUR: Duration = Duration::from_secs(3600);
/// What a wait of the longest kind, 15 to 30 seconds, leaves room for in an hour, and the first short ones.
const DIALS_AN_HOUR: u64 = 3600 / 15 + 6;

fn code(error: &Error) -> String {
    error.code().to_owned()
}

/// What was dialled, and what was asked over HTTP.
fn calls(world: &World) -> (u64, u32) {
    let counts = world.pipes.counts();
    (counts.opened + counts.refused, world.phones[0].network.weather().calls)
}

/// Signed in with the token, the link up.
async fn linked(seed: u64) -> Result<(World, Arc<Phone>), String> {
    let mut world = customer::signed_in(seed, CODE).await?;
    let app = world.shared_app(0)?;
    app.connect().await.map_err(|error| code(&error))?;
    Ok((world, app))
}

#[test]
fn chat_9_a_session_that_the_bank_ended_is_not_dialled_again_nor_renewed() {
    let told = run(async {
        let (world, app) = linked(41).await?;
        world.control("operator", &json!({ "user_id": USER, "do": "sign_out", "reason": "the phone was found" }))?;
        // The word of the bank arrives, and with it the session is over on the phone.
        sleep(Duration::from_secs(60)).await;
        let after = calls(&world);
        sleep(HOUR).await;
        let again = app.connect().await.err().map(|error| code(&error));
        let why = app.watch_session().await.map_err(|error| code(&error))?.ended;
        Ok((calls(&world) == after, again, why))
    });
    assert_eq!(told, Ok((true, Some("not_signed_in".to_owned()), Some(SessionEnd::Operator))));
}

#[test]
fn chat_9_a_bank_that_is_away_is_dialled_at_long_intervals_and_asked_for_nothing_else() {
    let (dialled, asked, back) = run(async {
        let (world, app) = linked(42).await?;
        world.pipes.unreachable(true);
        // The link that stands is not touched by that; the phone looks for another network, and finds none.
        app.disconnect().await.map_err(|error| code(&error))?;
        let refused = app.connect().await.err().map(|error| code(&error));
        if refused.as_deref() != Some("offline") {
            return Err(format!("the phone was told {refused:?}"));
        }
        let before = calls(&world);
        sleep(HOUR).await;
        let after = calls(&world);
        world.pipes.unreachable(false);
        sleep(Duration::from_secs(31)).await;
        Ok((after.0 - before.0, after.1 - before.1, world.pipes.counts().opened))
    })
    .expect("an honest customer");
    assert!((60..=DIALS_AN_HOUR).contains(&dialled), "dialled {dialled} times in an hour");
    // Not the keys, not a new session: what is not reachable by the link is not reachable otherwise.
    assert_eq!(asked, 0, "asked over HTTP in that hour");
    assert_eq!(back, 2, "connected again by itself");
}
