//! An operation, broken at each of its durable acts and calls in turn.
//!
//! It runs once undisturbed to count what it does; then again in a new world for each fault, and for each pair of faults. Whatever
//! was broken, the customer goes on as `crate::customer` says, and the same things must be true at the end.

mod acts;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

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
use crate::dice::Dice;
use crate::network::Fate;
use crate::progress::Progress;
use crate::stretch::FastStretch;
use crate::world::{PASSWORD, USER, World};

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process ends at this durable act: a write of the store, a key made or erased.
    Act(u32, Moment),
    /// This happens to this call.
    Call(u32, Fate),
}

/// What is done, by which phone, from which state of affairs.
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
    /// The Unlock Code is changed.
    ChangeCode,
    /// The finger is switched on.
    FingerOn,
    /// And off.
    FingerOff,
    /// The phone that was replaced says "not me", with its Unlock Code.
    NotMe,
    /// The token is taken off the phone.
    Remove,
    /// A transfer is ordered and approved.
    Transfer,
}

impl Scene {
    const ALL: [Self; 10] = [
        Self::First,
        Self::TakeOver,
        Self::TakeBack,
        Self::AfterLock,
        Self::ChangeCode,
        Self::FingerOn,
        Self::FingerOff,
        Self::NotMe,
        Self::Remove,
        Self::Transfer,
    ];

    const fn enrols(self) -> bool {
        matches!(self, Self::First | Self::TakeOver | Self::TakeBack | Self::AfterLock)
    }
}

const CODES: [&str; 2] = ["740916", "385204"];
/// What a changed code becomes.
const NEW_CODE: &str = "629174";

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
        act => acts::prepare(act, &mut world).await?,
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

pub(crate) fn expect(holds: bool, what: &str) -> Result<(), String> {
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
    let check = |world: &World| {
        at_most_one_active_token(world)?;
        nothing_computed_from_the_key(world, index)
    };
    if scene.enrols() {
        enrol_until_active(&mut world, index, check).await?;
    } else {
        acts::go_on(scene, &mut world, index, check).await?;
    }
    let device = &world.phones[index];
    let counted = Counted {
        acts: device.life.acts() - acts_before,
        calls: device.network.weather().calls - calls_before,
        untouched: device.life.outstanding() + device.network.outstanding(),
    };
    device.network.calm();
    device.network.latecomers().await;
    no_try_was_burnt(&world, index, refusals_before)?;
    if scene.enrols() {
        a_working_token(&mut world, index).await?;
        the_other_phone_knows(&mut world, 1 - index).await?;
    } else {
        acts::holds(scene, &mut world, index).await?;
    }
    no_try_was_burnt(&world, index, refusals_before)?;
    Ok(counted)
}

/// Exactly one token works, on this phone, and nothing was counted on the way to it.
async fn a_working_token(world: &mut World, index: usize) -> Result<(), String> {
    one_active_token(world)?;
    nothing_computed_from_the_key(world, index)?;
    the_code_is_taken_once(world, index).await?;
    let view = world.app(index)?.token_status().await.map_err(|error| error.code().to_owned())?;
    expect(view.stage == TokenStage::Active, "the phone says that its token works")
}

/// The bank never had to refuse a code of this honest customer.
fn no_try_was_burnt(world: &World, index: usize, before: usize) -> Result<(), String> {
    let refusals = world.phones[index].network.refusals();
    let burnt = [
        "otp-refused",
        "confirmation-refused",
        "proof-refused",
        "approval-refused",
        "not-me-code-refused",
        "token-locked",
    ];
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

/// The keys that the right codes open (around a change there are two codes and two wraps), with the record they stand in.
fn know_keys(world: &World, index: usize) -> Result<Option<(Vec<KnowKey>, TokenRecord)>, String> {
    let device = &world.phones[index];
    // A copy, because the app has the disk open.
    let store = device.disk.copied(Life::default()).open().map_err(|error| error.to_string())?;
    let Some(record) = store.token().map_err(|error| error.to_string())? else { return Ok(None) };
    let secret = device.keys.device_secret("kunci/wrap/know").map_err(|error| error.to_string())?;
    let mut keys = Vec::new();
    for knowledge in [Some(&record.knowledge), record.next.as_ref().map(|next| &next.knowledge)].into_iter().flatten() {
        let wrapped: [u8; 64] = [knowledge.salt, knowledge.masked].concat().try_into().map_err(|_| "no 64 bytes")?;
        for code in [device.code, NEW_CODE] {
            let know = unwrap_know(&FastStretch, &wrapped, &digits(code)?, &secret, knowledge.params);
            keys.push(know.map_err(|error| error.to_string())?);
        }
    }
    Ok(Some((keys, record)))
}

/// What the phone keeps holds nothing that is made from `K_know`, save the wrapped key, which fits every code.
fn nothing_computed_from_the_key(world: &World, index: usize) -> Result<(), String> {
    let Some((keys, record)) = know_keys(world, index)? else { return Ok(()) };
    let device = &world.phones[index];
    let (id, epoch) = (record.token_id.to_string(), record.epoch);
    let hw = device.keys.agree(record.slot.agreement_alias(), &record.bank_agreement);
    let hw = hw.map_err(|error| error.to_string())?;
    let mut computed = Vec::new();
    for know in &keys {
        computed.extend([know.secret().expose().to_vec(), sha256(know.secret().expose()).to_vec()]);
        for label in UseLabel::ALL {
            let key = know.derive_use(&hw, label, &id, epoch).map_err(|error| error.to_string())?;
            if let (UseLabel::EnrolConfirm, Phase::Pending { enrolment_id, .. }) = (label, &record.phase) {
                let message = enrol_confirm_message(&record.transcript_hash, &enrolment_id.to_string());
                computed.push(hmac_sha256(&key, &message.map_err(|error| error.to_string())?).to_vec());
            }
            computed.push(key.expose().to_vec());
        }
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
pub(crate) fn faults(acts: u32, calls: u32) -> Vec<Fault> {
    let at_acts = (0..acts).flat_map(|act| [Fault::Act(act, Moment::Before), Fault::Act(act, Moment::After)]);
    let at_calls = (0..calls).flat_map(|call| Fate::BAD.map(|fate| Fault::Call(call, fate)));
    at_acts.chain(at_calls).collect()
}

pub(crate) fn run<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
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
    /// Pairs that there are.
    pub all: usize,
    /// Pairs of which both happened.
    pub both: u64,
    /// Pairs whose second fault waited for an act or call that never came.
    pub one: u64,
    /// The pairs that broke a law, and how.
    pub broken: Vec<String>,
}

/// Every scene with every fault alone, and a first enrolment with every pair of faults, on all cores; with `sample`, so many pairs drawn
/// by the seed. The second fault is counted in what the customer does after the first as well: later acts and calls than an undisturbed
/// run has.
///
/// # Errors
/// A run that is undisturbed, or has one fault only, fails.
pub fn pairs(sample: Option<usize>, seed: u64) -> Result<Pairs, String> {
    let mut alone = 0;
    for scene in Scene::ALL {
        let faults = each_fault(scene)?;
        println!("{faults:>6} faults alone  {scene:?}");
        alone += faults;
    }
    let undisturbed = run(play(Scene::First, &[]))?;
    let (acts, calls) = (undisturbed.acts, undisturbed.calls);
    let (first, second) = (faults(acts, calls), faults(acts + 3, calls + 4));
    let mut all: Vec<[Fault; 2]> = first.iter().flat_map(|one| second.iter().map(|other| [*one, *other])).collect();
    let (next, pairs) = (AtomicUsize::new(0), Mutex::new(Pairs { alone, all: all.len(), ..Pairs::default() }));
    if let Some(sample) = sample {
        let mut dice = Dice::new(seed);
        for at in 0..sample.min(all.len()) {
            let rest = all.len() - at;
            all.swap(at, at + usize::try_from(dice.below(rest as u64)).unwrap_or_default());
        }
        all.truncate(sample);
    }
    let progress = Progress::new("pairs", all.len());
    let work = || {
        while let Some(pair) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
            let outcome = run(play(Scene::First, pair));
            progress.step();
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

/// What came of it, for the report of a long run.
#[must_use]
pub fn report(pairs: &Pairs, seed: u64, took: Duration) -> String {
    let drawn = pairs.both + pairs.one + pairs.broken.len() as u64;
    let verdict = match pairs.broken.len() {
        0 => "No law broke.".to_owned(),
        count => format!("**{count} broke a law**: {}.", pairs.broken.join("; ")),
    };
    format!(
        "\n## Each fault, and pairs of faults\n\n{verdict} Ten operations were broken at each of their writes and calls, one fault at a \
         time; a first enrolment by two, drawn\nby the seed from all pairs that there are.\n\n| what | how often |\n|---|---|\n\
         | seed | {seed} |\n| runs with one fault | {} |\n| pairs drawn | {drawn} of {} |\n| both faults came | {} |\n\
         | one of the two came | {} |\n| duration | {} s |\n",
        pairs.alone,
        pairs.all,
        pairs.both,
        pairs.one,
        took.as_secs(),
    )
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

    #[test]
    fn otp_9_a_code_change_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::ChangeCode).expect("holds") > 40);
    }

    #[test]
    fn otp_11_switching_the_finger_on_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::FingerOn).expect("holds") > 30);
    }

    #[test]
    fn otp_11_switching_the_finger_off_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::FingerOff).expect("holds") > 5);
    }

    #[test]
    fn otp_2_not_me_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::NotMe).expect("holds") > 10);
    }

    #[test]
    fn otp_1_removing_the_token_survives_every_kill_and_every_lost_reply() {
        assert!(each_fault(Scene::Remove).expect("holds") > 10);
    }

    #[test]
    fn otp_3_a_transfer_survives_every_kill_and_every_lost_reply_and_is_paid_once() {
        assert!(each_fault(Scene::Transfer).expect("holds") > 40);
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
            let keys = know_keys(&world, index)?.ok_or("no key")?.0;
            let know = keys.first().ok_or("no key")?;
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
