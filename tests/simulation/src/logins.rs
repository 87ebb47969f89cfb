//! A login by token, broken at each of its writes and calls, alone and in pairs: the chain of logins never takes an honest phone for
//! another one, and no try is burnt.

use kunci_adapters::life::Moment;
use kunci_core::Error;

use crate::customer::{enrol_until_active, sign_in_fully};
use crate::exhaust::{Fault, expect, faults, run};
use crate::network::Fate;
use crate::world::World;

/// Goes that a customer may need after any two faults.
const GOES: u32 = 6;

struct Counted {
    acts: u32,
    calls: u32,
}

/// Two logins with these faults, and two without.
async fn play(faults: &[Fault]) -> Result<Counted, String> {
    let mut world = World::new(11, &["740916"])?;
    enrol_until_active(&mut world, 0, |_| Ok(())).await?;
    sign_in_fully(&mut world, 0).await?.map_err(|error| error.code().to_owned())?;
    // The phone starts cold.
    world.kill(0);
    world.pass(1)?;
    let device = &world.phones[0];
    let _ = device.network.take_answers();
    let (acts_before, calls_before) = (device.life.acts(), device.network.weather().calls);
    let mut fates = Vec::new();
    for fault in faults {
        match *fault {
            Fault::Act(act, moment) => device.life.end_at(acts_before + act, moment),
            Fault::Call(call, fate) => fates.push((call, fate)),
        }
    }
    device.network.script(fates);
    for _ in 0..2 {
        go_on_until_signed_in(&mut world).await?;
    }
    let device = &world.phones[0];
    let counted =
        Counted { acts: device.life.acts() - acts_before, calls: device.network.weather().calls - calls_before };
    device.life.forget_plans();
    device.network.calm();
    device.network.latecomers().await;
    for _ in 0..2 {
        world.pass(1)?;
        sign_in_fully(&mut world, 0).await?.map_err(|error| format!("afterwards: {}", error.code()))?;
    }
    nobody_was_taken_for_another(&world)?;
    Ok(counted)
}

async fn go_on_until_signed_in(world: &mut World) -> Result<(), String> {
    let mut met = Vec::new();
    for _ in 0..GOES {
        let outcome = sign_in_fully(world, 0).await?;
        world.pass(1)?;
        let over = world.bury(0);
        match outcome {
            Ok(()) if !over => return Ok(()),
            _ if over => met.push("killed"),
            Err(error @ (Error::Offline | Error::OutcomeUnknown | Error::NotSignedIn | Error::DiskFailed)) => {
                met.push(error.code());
            }
            other => return Err(format!("after {met:?} an honest customer was told {other:?}")),
        }
    }
    Err(format!("not signed in after {met:?}"))
}

/// Only a request that came late, when the phone had gone on, may have been refused; and for that nothing is kept.
fn nobody_was_taken_for_another(world: &World) -> Result<(), String> {
    for answer in world.phones[0].network.take_answers() {
        let about_the_proof = matches!(
            answer.refusal.as_deref(),
            Some("step-up-required" | "proof-refused" | "token-rolled-back" | "token-not-active" | "token-locked")
        );
        expect(!about_the_proof || answer.late, &format!("an honest phone is the same phone: {answer:?}"))?;
    }
    let customer = world.control("customer", &serde_json::json!({ "user_id": crate::world::USER }))?;
    expect(customer["active_tokens"] == 1 && customer["token_failures"] == 0, "one token works, and no try was burnt")
}

#[test]
fn otp_12_a_login_survives_every_kill_and_every_lost_reply_and_the_phone_stays_the_same() {
    let undisturbed = run(play(&[])).expect("holds undisturbed");
    // The link is written before it is sent and when it is acknowledged, in each of two logins.
    assert!(undisturbed.acts >= 4, "{} acts", undisturbed.acts);
    let all = faults(undisturbed.acts, undisturbed.calls);
    assert!(all.len() > 25, "{} faults", all.len());
    for fault in &all {
        run(play(&[*fault])).unwrap_or_else(|what| panic!("{fault:?}: {what}"));
    }
}

#[test]
fn otp_12_a_login_survives_a_kill_between_lost_and_late_calls() {
    let undisturbed = run(play(&[])).expect("holds undisturbed");
    let acts = (0..undisturbed.acts).flat_map(|act| [Fault::Act(act, Moment::Before), Fault::Act(act, Moment::After)]);
    for act in acts {
        for call in 0..undisturbed.calls {
            for fate in [Fate::LostAfter, Fate::Late] {
                let pair = [act, Fault::Call(call, fate)];
                run(play(&pair)).unwrap_or_else(|what| panic!("{pair:?}: {what}"));
            }
        }
    }
}

/// The check can fail: a phone that draws another link for each try is taken for another one.
#[test]
fn a_phone_that_forgets_its_next_link_is_seen() {
    let outcome = run(async {
        let mut world = World::new(11, &["740916"])?;
        enrol_until_active(&mut world, 0, |_| Ok(())).await?;
        sign_in_fully(&mut world, 0).await?.map_err(|error| error.code().to_owned())?;
        world.kill(0);
        let before = world.phones[0].disk.copied(kunci_adapters::life::Life::default());
        world.pass(1)?;
        sign_in_fully(&mut world, 0).await?.map_err(|error| error.code().to_owned())?;
        // Neither the link that it drew nor the bank's word on it ever reached the disk.
        world.kill(0);
        let life = world.phones[0].life.clone();
        world.phones[0].disk = before.copied(life);
        world.pass(1)?;
        let told = sign_in_fully(&mut world, 0).await?;
        expect(told == Err(Error::StepUpRequired), "it is asked for more")?;
        nobody_was_taken_for_another(&world)
    });
    assert!(outcome.is_err_and(|what| what.contains("step-up-required")));
}
