//! An operation, broken at each of its durable acts and calls in turn.
//!
//! It runs once undisturbed to count what it does; then again in a new world for each fault, and for each pair of faults. Whatever
//! was broken, the customer goes on as [`crate::customer`] says, and the same things must be true at the end.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use kunci_adapters::life::{Life, Moment};
#[cfg(test)]
use kunci_core::ports::CardRef;
use kunci_core::ports::{DeviceKeys as _, Phase, TokenRecord, TokenStore as _};
use kunci_core::token::TokenStage;
use kunci_crypto::hash::sha256;
use kunci_crypto::kdf::{KnowKey, UseLabel};
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::transcript::enrol_confirm_message;
use kunci_crypto::wrap::unwrap_know;
use serde_json::json;

use crate::customer::{digits, enrol_until_active};
use crate::network::Fate;
use crate::stretch::FastStretch;
use crate::world::{PASSWORD, USER, World};

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The process ends at this durable act: a write of the store, a key made or erased.
    Act(u32, Moment),
    /// This happens to this call.
    Call(u32, Fate),
}

/// Which phone does it, from which state of affairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    /// The customer's first token.
    First,
    /// A second phone takes over from the first.
    TakeOver,
    /// The phone that was replaced takes the token back.
    TakeBack,
    /// A locked phone begins anew.
    AfterLock,
}

impl Scene {
    const ALL: [Self; 4] = [Self::First, Self::TakeOver, Self::TakeBack, Self::AfterLock];
}

const CODES: [&str; 2] = ["740916", "385204"];

struct Stage {
    world: World,
    /// The phone in question.
    index: usize,
    refusals_before: usize,
}

async fn set(scene: Scene) -> Result<Stage, String> {
    let mut world = World::new(7, &CODES)?;
    let index = match scene {
        Scene::First => 0,
        Scene::TakeOver => {
            enrol_until_active(&mut world, 0, |_| Ok(())).await?;
            1
        }
        Scene::TakeBack => {
            enrol_until_active(&mut world, 0, |_| Ok(())).await?;
            enrol_until_active(&mut world, 1, |_| Ok(())).await?;
            let view = world.app(0)?.token_status().await.map_err(|error| error.code().to_owned())?;
            expect(view.stage == TokenStage::Superseded, "the first phone knows that it was replaced")?;
            0
        }
        Scene::AfterLock => {
            enrol_until_active(&mut world, 0, |_| Ok(())).await?;
            lock(&mut world, 0).await?;
            0
        }
    };
    // The phone starts cold, with a bundle on disk only where it had one.
    world.kill(index);
    let refusals_before = world.phones[index].network.refusals().len();
    Ok(Stage { world, index, refusals_before })
}

async fn lock(world: &mut World, index: usize) -> Result<(), String> {
    crate::customer::sign_in(world, index).await?.map_err(|error| error.code().to_owned())?;
    for _ in 0..5 {
        let _ = world.app(index)?.sign_in_with_token(&digits("111222")?).await;
    }
    let view = world.app(index)?.token_status().await.map_err(|error| error.code().to_owned())?;
    expect(view.stage == TokenStage::Locked, "five wrong codes lock")
}

fn expect(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("not so: {what}")) }
}

/// What a phone did.
struct Counted {
    acts: u32,
    calls: u32,
    /// Faults that were planned for an act or call that never came.
    untouched: usize,
}

/// Plays the scene with these faults.
async fn play(scene: Scene, faults: &[Fault]) -> Result<Counted, String> {
    let Stage { mut world, index, refusals_before } = set(scene).await?;
    let device = &world.phones[index];
    let (acts_before, calls_before) = (device.life.acts(), device.network.weather().calls);
    let mut fates = BTreeMap::new();
    for fault in faults {
        match *fault {
            Fault::Act(act, moment) => device.life.end_at(acts_before + act, moment),
            Fault::Call(call, fate) => {
                fates.insert(call, fate);
            }
        }
    }
    device.network.script(fates);
    let view = enrol_until_active(&mut world, index, |world| {
        at_most_one_active_token(world)?;
        nothing_computed_from_the_key(world, index)
    })
    .await?;
    let device = &world.phones[index];
    let counted = Counted {
        acts: device.life.acts() - acts_before,
        calls: device.network.weather().calls - calls_before,
        untouched: device.life.outstanding() + device.network.outstanding(),
    };
    device.network.calm();
    device.network.latecomers().await;
    expect(view.stage == TokenStage::Active, "the phone says that its token works")?;
    no_try_was_burnt(&world, index, refusals_before)?;
    one_active_token(&world)?;
    nothing_computed_from_the_key(&world, index)?;
    the_code_is_taken_once(&mut world, index).await?;
    the_other_phone_knows(&mut world, 1 - index).await?;
    Ok(counted)
}

/// The bank never had to refuse a code of this honest customer.
fn no_try_was_burnt(world: &World, index: usize, before: usize) -> Result<(), String> {
    let refusals = world.phones[index].network.refusals();
    let burnt = ["otp-refused", "confirmation-refused", "proof-refused", "approval-refused", "token-locked"];
    match refusals.iter().skip(before).find(|(_, code)| burnt.contains(&code.as_str())) {
        Some((path, code)) => Err(format!("a try was burnt: {path} answered {code}")),
        None => Ok(()),
    }
}

fn at_most_one_active_token(world: &World) -> Result<(), String> {
    let customer = world.control("customer", &json!({ "user_id": USER }))?;
    expect(customer["active_tokens"].as_u64().is_some_and(|active| active <= 1), "at most one token works")
}

fn one_active_token(world: &World) -> Result<(), String> {
    let customer = world.control("customer", &json!({ "user_id": USER }))?;
    expect(customer["active_tokens"] == 1, "exactly one token works")?;
    expect(customer["token_failures"] == 0, "no failure is counted")
}

/// The key that the right code opens, with the record it stands in.
fn know_key(world: &World, index: usize) -> Result<Option<(KnowKey, TokenRecord)>, String> {
    let device = &world.phones[index];
    // A copy, because the app has the disk open.
    let store = device.disk.copied(Life::default()).open().map_err(|error| error.to_string())?;
    let Some(record) = store.token().map_err(|error| error.to_string())? else { return Ok(None) };
    let secret = device.keys.device_secret("kunci/wrap/know").map_err(|error| error.to_string())?;
    let (knowledge, code) = (&record.knowledge, digits(device.code)?);
    let wrapped: [u8; 64] = [knowledge.salt, knowledge.masked].concat().try_into().map_err(|_| "no 64 bytes")?;
    let know = unwrap_know(&FastStretch, &wrapped, &code, &secret, knowledge.params);
    Ok(Some((know.map_err(|error| error.to_string())?, record)))
}

/// What the phone keeps holds nothing that is made from `K_know`, save the wrapped key, which fits every code.
fn nothing_computed_from_the_key(world: &World, index: usize) -> Result<(), String> {
    let Some((know, record)) = know_key(world, index)? else { return Ok(()) };
    let device = &world.phones[index];
    let (id, epoch) = (record.token_id.to_string(), record.epoch);
    let hw = device.keys.agree(record.slot.agreement_alias(), &record.bank_agreement);
    let hw = hw.map_err(|error| error.to_string())?;
    let mut computed = vec![know.secret().expose().to_vec(), sha256(know.secret().expose()).to_vec()];
    for label in UseLabel::ALL {
        let key = know.derive_use(&hw, label, &id, epoch).map_err(|error| error.to_string())?;
        if let (UseLabel::EnrolConfirm, Phase::Pending { enrolment_id, .. }) = (label, &record.phase) {
            let message = enrol_confirm_message(&record.transcript_hash, &enrolment_id.to_string());
            computed.push(hmac_sha256(&key, &message.map_err(|error| error.to_string())?).to_vec());
        }
        computed.push(key.expose().to_vec());
    }
    let image = device.disk.image();
    expect(contains(&image, &record.knowledge.masked), "the search finds the wrapped key, so it could find more")?;
    for bytes in &computed {
        let text = kunci_wire::bytes::encode(bytes);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let spellings = [bytes.as_slice(), text.as_bytes(), hex.as_bytes()];
        let found = spellings.iter().any(|spelling| contains(&image, spelling));
        expect(!found, "nothing on the disk is computed from K_know")?;
    }
    Ok(())
}

fn contains(image: &[u8], part: &[u8]) -> bool {
    image.windows(part.len()).any(|window| window == part)
}

async fn the_code_is_taken_once(world: &mut World, index: usize) -> Result<(), String> {
    let code = digits(world.phones[index].code)?;
    let made = world.app(index)?.otp(&code).await.map_err(|error| error.code().to_owned())?;
    let otp = String::from_utf8_lossy(made.otp.expose()).into_owned();
    let body = json!({ "user_id": USER, "password": PASSWORD, "otp": otp });
    expect(world.control("website_login", &body)?["accepted"] == true, "the website takes the phone's code")?;
    expect(world.control("website_login", &body)?["accepted"] == false, "and not a second time")
}

/// A phone that had a token learns by asking that it has none, or that it was replaced.
async fn the_other_phone_knows(world: &mut World, other: usize) -> Result<(), String> {
    if world.app(other)?.token().await.map_err(|error| error.code().to_owned())?.stage == TokenStage::None {
        return Ok(());
    }
    let view = world.app(other)?.token_status().await.map_err(|error| error.code().to_owned())?;
    expect(view.stage == TokenStage::Superseded, "the other phone's token is superseded")
}

/// All faults of an operation that does so many acts and calls.
fn faults(acts: u32, calls: u32) -> Vec<Fault> {
    let at_acts = (0..acts).flat_map(|act| [Fault::Act(act, Moment::Before), Fault::Act(act, Moment::After)]);
    let at_calls = (0..calls).flat_map(|call| Fate::BAD.map(|fate| Fault::Call(call, fate)));
    at_acts.chain(at_calls).collect()
}

fn run<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(work)
}

/// Plays the scene with each fault alone; returns how many there were.
///
/// # Errors
/// Which fault broke what.
fn each_fault(scene: Scene) -> Result<usize, String> {
    let undisturbed = run(play(scene, &[]))?;
    let faults = faults(undisturbed.acts, undisturbed.calls);
    for fault in &faults {
        let counted = run(play(scene, &[*fault])).map_err(|what| format!("{scene:?} with {fault:?}: {what}"))?;
        expect(counted.untouched == 0, &format!("{fault:?} happened"))?;
    }
    Ok(faults.len())
}

/// What the faults came to.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Faults alone, in every scene.
    pub alone: usize,
    /// Pairs of which both happened.
    pub both: u64,
    /// Pairs whose second fault waited for an act or call that never came.
    pub one: u64,
    /// The pairs that broke a law, and how.
    pub broken: Vec<String>,
}

/// Every scene with every fault alone, and a first enrolment with every pair of faults, on all cores. The second fault is counted in what the customer does after the
/// first as well: later acts and calls than an undisturbed run has.
///
/// # Errors
/// A run that is undisturbed, or has one fault only, fails.
pub fn pairs() -> Result<Pairs, String> {
    let alone = Scene::ALL.into_iter().map(each_fault).sum::<Result<usize, String>>()?;
    let undisturbed = run(play(Scene::First, &[]))?;
    let (acts, calls) = (undisturbed.acts, undisturbed.calls);
    let (first, second) = (faults(acts, calls), faults(acts + 3, calls + 4));
    let all: Vec<[Fault; 2]> = first.iter().flat_map(|one| second.iter().map(|other| [*one, *other])).collect();
    let (next, pairs) = (AtomicUsize::new(0), Mutex::new(Pairs { alone, ..Pairs::default() }));
    let work = || {
        while let Some(pair) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
            let outcome = run(play(Scene::First, pair));
            let mut pairs = pairs.lock().unwrap_or_else(PoisonError::into_inner);
            match outcome {
                Ok(counted) if counted.untouched == 0 => pairs.both += 1,
                Ok(_) => pairs.one += 1,
                Err(what) => pairs.broken.push(format!("{pair:?}: {what}")),
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    Ok(pairs.into_inner().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_1_a_first_enrolment_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::First).expect("holds") > 40);
    }

    #[test]
    fn otp_1_a_take_over_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::TakeOver).expect("holds") > 40);
    }

    #[test]
    fn otp_1_a_replaced_phone_enrols_again_through_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::TakeBack).expect("holds") > 40);
    }

    #[test]
    fn otp_1_a_locked_phone_enrols_again_through_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::AfterLock).expect("holds") > 40);
    }

    /// The check can fail: a burnt try is seen.
    #[test]
    fn a_burnt_try_is_seen() {
        let outcome = run(async {
            let Stage { mut world, index, .. } = set(Scene::First).await?;
            enrol_until_active(&mut world, index, |_| Ok(())).await?;
            crate::customer::sign_in(&mut world, index).await?.map_err(|error| error.code().to_owned())?;
            let _ = world.app(index)?.sign_in_with_token(&digits("111222")?).await;
            no_try_was_burnt(&world, index, 0)
        });
        assert!(outcome.is_err_and(|what| what.contains("proof-refused")));
    }

    /// The check can fail: a key that was left on the disk is seen, in any spelling.
    #[test]
    fn a_key_left_on_the_disk_is_seen() {
        let outcome = run(async {
            let Stage { mut world, index, .. } = set(Scene::First).await?;
            enrol_until_active(&mut world, index, |_| Ok(())).await?;
            nothing_computed_from_the_key(&world, index)?;
            let know = know_key(&world, index)?.ok_or("no key")?.0;
            world.kill(index);
            let store = world.phones[index].disk.copied(Default::default());
            let store = store.open().map_err(|error| error.to_string())?;
            let name = kunci_wire::bytes::encode(know.secret().expose());
            let card = CardRef { card_id: uuid::Uuid::nil(), ending: "4821".to_owned(), name };
            store.put_cards(&[card]).map_err(|error| error.to_string())?;
            world.phones[index].disk = store.disk();
            nothing_computed_from_the_key(&world, index)
        });
        assert!(outcome.is_err_and(|what| what.contains("K_know")));
    }
}
