//! A session that nobody uses, one that somebody uses, and one without a network, second by second in virtual time.

use kunci_core::session::{SessionWatch, by_itself};
use kunci_domain::session_life::SessionEnd;

use crate::customer;
use crate::exhaust::run;
use crate::network::Fate;
use crate::world::World;

fn code(error: &kunci_core::Error) -> String {
    error.code().to_owned()
}

async fn signed_in() -> Result<World, String> {
    customer::signed_in(23, "740916").await
}

async fn sign_in(world: &mut World) -> Result<(), String> {
    customer::sign_in_fully(world, 0).await?.map_err(|error| code(&error))
}

async fn watch(world: &mut World) -> Result<SessionWatch, String> {
    world.app(0)?.watch_session().await.map_err(|error| code(&error))
}

fn over(end: SessionEnd) -> SessionWatch {
    SessionWatch { ended: Some(end), ..SessionWatch::default() }
}

#[test]
fn safe_2_without_a_network_the_phone_warns_and_signs_out_by_itself_and_asks_once_a_minute() {
    let held = run(async {
        let mut world = signed_in().await?;
        world.phones[0].network.script((0..100).map(|call| (call, Fate::LostBefore)));
        let before = world.phones[0].network.weather().calls;
        let mut warned = 0;
        for second in 1..300 {
            world.pass(1)?;
            let seen = watch(&mut world).await?;
            if !seen.signed_in {
                return Err(format!("signed out after {second} s"));
            }
            warned += u32::from(seen.can_stay);
        }
        world.pass(1)?;
        let end = watch(&mut world).await?;
        let calls = world.phones[0].network.weather().calls - before;
        Ok((warned, calls, end, watch(&mut world).await?))
    });
    // The end is told once.
    assert_eq!(held, Ok((60, 4, over(SessionEnd::Idle), SessionWatch::default())));
}

#[test]
fn safe_2_what_the_app_asks_by_itself_keeps_no_session_and_touches_alone_do_here_and_at_the_bank() {
    let held = run(async {
        let mut world = signed_in().await?;
        for _ in 0..10 {
            world.pass(30)?;
            let _ = by_itself(world.app(0)?.pending_operations()).await;
        }
        let end = watch(&mut world).await?;
        sign_in(&mut world).await?;
        for _ in 0..120 {
            world.pass(30)?;
            world.app(0)?.touched().map_err(|error| code(&error))?;
            watch(&mut world).await?;
        }
        let cards = world.app(0)?.cards().await.map_err(|error| code(&error))?.len();
        Ok((end, cards))
    });
    assert_eq!(held, Ok((over(SessionEnd::Idle), 2)));
}

#[test]
fn safe_2_no_touch_keeps_a_session_beyond_eight_hours() {
    let held = run(async {
        let mut world = signed_in().await?;
        for round in 1..120 {
            world.pass(240)?;
            world.app(0)?.touched().map_err(|error| code(&error))?;
            if !watch(&mut world).await?.signed_in {
                return Err(format!("signed out after {round} times four minutes"));
            }
        }
        world.pass(240)?;
        watch(&mut world).await
    });
    assert_eq!(held, Ok(over(SessionEnd::Expired)));
}
