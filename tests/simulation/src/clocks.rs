//! A phone whose clock is set by hand, and one that is restarted, against the bank's website.

use kunci_core::ports::Clock as _;
use serde_json::json;

use crate::customer::{digits, enrol_until_active};
use crate::exhaust::run;
use crate::world::{PASSWORD, USER, World};

const HOUR_MS: i64 = 3_600_000;

/// What the phone shows: whether the website takes it, by how much the clock was moved, and whether the time is unconfirmed.
async fn shown(world: &mut World) -> Result<(bool, i64, bool), String> {
    let code = digits(world.phones[0].code)?;
    let made = world.app(0)?.otp(&code).await.map_err(|error| error.code().to_owned())?;
    let otp = String::from_utf8_lossy(made.otp.expose()).into_owned();
    let answer = world.control("website_login", &json!({ "user_id": USER, "password": PASSWORD, "otp": otp }))?;
    Ok((answer["accepted"] == true, made.clock_moved_ms, made.clock_unconfirmed))
}

/// A second day: no wide slack any more, and every step a new one.
async fn second_day() -> Result<World, String> {
    let mut world = World::new(5, &["740916"])?;
    enrol_until_active(&mut world, 0, |_| Ok(())).await?;
    world.pass(25 * 3600)?;
    world.app(0)?.token_status().await.map_err(|error| error.code().to_owned())?;
    Ok(world)
}

#[test]
fn otp_12_a_clock_set_by_hand_is_noticed_and_the_codes_stay_right_also_after_the_app_was_closed() {
    let held = run(async {
        let mut world = second_day().await?;
        assert_eq!(shown(&mut world).await?, (true, 0, false));
        world.pass(60)?;
        world.clock.set_wall_ms(world.clock.wall_ms() + 3 * HOUR_MS);
        assert_eq!(shown(&mut world).await?, (true, 3 * HOUR_MS, false));
        // The app is closed and opened again: the phone itself ran on, and the system says so.
        world.kill(0);
        world.clock.advance_ms(60_000);
        world.control("clock", &json!({ "advance_seconds": 60 }))?;
        assert_eq!(shown(&mut world).await?, (true, 3 * HOUR_MS, false));
        Ok(())
    });
    assert_eq!(held, Ok(()));
}

#[test]
fn otp_12_after_a_restart_the_time_is_flagged_and_right_again_once_the_bank_was_heard() {
    let held = run(async {
        let mut world = second_day().await?;
        // Restarted, its date untouched: right, and flagged all the same.
        world.kill(0);
        world.clock.restart();
        assert_eq!(shown(&mut world).await?, (true, 0, true));
        // Restarted with its date set by hand: nobody can know, the flag says so, and the code is wrong.
        world.kill(0);
        world.clock.restart();
        world.clock.set_wall_ms(world.clock.wall_ms() + 3 * HOUR_MS);
        assert_eq!(shown(&mut world).await?, (false, 0, true));
        // One word of the bank, and it is right again.
        world.app(0)?.token_status().await.map_err(|error| error.code().to_owned())?;
        world.clock.advance_ms(60_000);
        world.control("clock", &json!({ "advance_seconds": 60 }))?;
        assert_eq!(shown(&mut world).await?, (true, 0, false));
        Ok(())
    });
    assert_eq!(held, Ok(()));
}
