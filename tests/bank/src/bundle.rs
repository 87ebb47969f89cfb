//! The key bundle: who signs bundles (by a root) and which keys the bank uses (by that signer).

use kunci_domain::channels::ChannelKind;
use kunci_wire::B64;
use kunci_wire::channels::{Channel, Directory};
use kunci_wire::keys::{Bundle, BundleKey, BundleSigner, KeysReply, key_use};
use kunci_wire::signed::typ;
use serde::{Deserialize, Serialize};

use crate::bank::{BANK_ID, Bank};
use crate::clock::{DAY, HOUR, timestamp};
use crate::crypto::jws;
use crate::crypto::keys::SigningPair;
use crate::faults::BundleFault;
use crate::refusal::BankError;
use crate::store::Tx;

const EPOCH: u64 = 1;
const SIGNER_LIFE: i64 = 90 * DAY;
const BUNDLE_LIFE: i64 = 72 * HOUR;
/// A bundle older than this is replaced by a fresh one.
const FRESH: i64 = HOUR;

/// What is kept between calls.
#[derive(Default, Serialize, Deserialize)]
struct Issued {
    counter: u64,
    bundle_at: i64,
    bundle: String,
    signer_at: i64,
    signer: String,
}

/// The bundle to answer with, made fresh when due.
pub(crate) fn present(bank: &Bank, tx: &mut dyn Tx) -> Result<KeysReply, BankError> {
    let now = bank.now();
    let mut issued: Issued = match tx.meta("bundle")? {
        Some(json) => serde_json::from_slice(&json)?,
        None => Issued::default(),
    };
    // After a reset of the clock the last one lies in the future: that is not fresh either.
    let old = |at: i64, age: i64| at > now || now - at >= age;
    let signer_due = issued.signer.is_empty() || old(issued.signer_at, SIGNER_LIFE - 2 * BUNDLE_LIFE);
    let bundle_due = issued.bundle.is_empty() || old(issued.bundle_at, FRESH);
    if signer_due {
        issued.signer_at = now;
        issued.signer = signer(bank, &bank.keys.roots[0], now)?;
    }
    // What follows after it has a higher version again, with the key or without.
    let withdrawn = bank.faults.bundle() == Some(BundleFault::NoReceiptKey);
    if signer_due || bundle_due || withdrawn {
        issued.counter += 1;
        issued.bundle_at = if withdrawn { 0 } else { now };
        let revoked = if withdrawn { vec![bank.keys.receipt.kid.clone()] } else { Vec::new() };
        issued.bundle = bundle(bank, &bank.keys.bundle_signer, (issued.counter, now), revoked)?;
        tx.set_meta("bundle", &serde_json::to_vec(&issued)?)?;
    }
    spoil(bank, issued, now)
}

/// Version of the bundle that was answered with last.
pub(crate) fn version(_: &Bank, tx: &mut dyn Tx) -> Result<(u64, u64), BankError> {
    let issued: Option<Issued> = tx.meta("bundle")?.map(|json| serde_json::from_slice(&json)).transpose()?;
    Ok((EPOCH, issued.map_or(0, |issued| issued.counter)))
}

fn signer(bank: &Bank, root: &SigningPair, now: i64) -> Result<String, BankError> {
    let statement = BundleSigner {
        bank: BANK_ID.to_owned(),
        epoch: EPOCH,
        key: bank.keys.bundle_signer.public.clone(),
        // A phone whose clock is a little slow must not find it unborn.
        not_before: timestamp(now - HOUR),
        expires: timestamp(now - HOUR + SIGNER_LIFE),
    };
    jws::seal(root, typ::BUNDLE_SIGNER, &statement)
}

fn bundle(
    bank: &Bank,
    signer: &SigningPair,
    (counter, issued): (u64, i64),
    revoked: Vec<String>,
) -> Result<String, BankError> {
    let signing = |pair: &SigningPair, key_use: &str| BundleKey {
        kid: pair.kid.clone(),
        key_use: key_use.to_owned(),
        key: Some(pair.public.clone()),
        config: None,
    };
    let gateway = BundleKey {
        kid: bank.keys.oblivious_kid.clone(),
        key_use: key_use::OHTTP.to_owned(),
        key: None,
        config: Some(B64(bank.keys.oblivious_config.clone())),
    };
    let noise = BundleKey {
        kid: bank.keys.noise_kid.clone(),
        key_use: key_use::NOISE.to_owned(),
        key: None,
        config: Some(B64(bank.keys.noise_public.to_vec())),
    };
    let bundle = Bundle {
        bank: BANK_ID.to_owned(),
        epoch: EPOCH,
        counter,
        issued: timestamp(issued),
        expires: timestamp(issued + BUNDLE_LIFE),
        keys: vec![
            gateway,
            signing(&bank.keys.transcript, key_use::TRANSCRIPT),
            signing(&bank.keys.token_status, key_use::TOKEN_STATUS),
            signing(&bank.keys.receipt, key_use::RECEIPT),
            signing(&bank.keys.approval_qr, key_use::APPROVAL_QR),
            signing(&bank.keys.enrol_qr, key_use::ENROL_QR),
            signing(&bank.keys.badge, key_use::BADGE),
            signing(&bank.keys.channels, key_use::CHANNELS),
            signing(&bank.keys.service_status, key_use::SERVICE_STATUS),
            noise,
        ],
        revoked,
    };
    jws::seal(signer, typ::BUNDLE, &bundle)
}

/// Where the sandbox bank is to be found.
const CHANNELS: [(ChannelKind, &str); 7] = [
    (ChannelKind::Phone, "+62215550110"),
    (ChannelKind::Phone, "1500110"),
    (ChannelKind::Website, "kuncibank.example"),
    (ChannelKind::Email, "halo@kuncibank.example"),
    (ChannelKind::Office, "Jalan Kunci 1, Jakarta 10110"),
    (ChannelKind::Chat, ""),
    (ChannelKind::Form, ""),
];

fn directory(bank: &Bank, issued: i64) -> Result<String, BankError> {
    let channel =
        |(kind, address): (ChannelKind, &str)| Channel { kind: kind.code().to_owned(), address: address.to_owned() };
    let directory = Directory {
        bank: BANK_ID.to_owned(),
        issued: timestamp(issued),
        channels: CHANNELS.into_iter().map(channel).collect(),
    };
    jws::seal(&bank.keys.channels, typ::CHANNELS, &directory)
}

/// Applies a fault switch: each spoilt bundle is wrong in exactly one way.
fn spoil(bank: &Bank, issued: Issued, now: i64) -> Result<KeysReply, BankError> {
    let Issued { counter, bundle: good, signer, bundle_at, .. } = issued;
    let keys = &bank.keys;
    let spoilt = |signer, counter, issued| bundle(bank, signer, (counter, issued), Vec::new());
    let bundle = match bank.faults.bundle() {
        None | Some(BundleFault::NoReceiptKey) => good,
        Some(BundleFault::WrongSigner) => spoilt(&keys.rogue, counter, now)?,
        Some(BundleFault::RolledBack) => spoilt(&keys.bundle_signer, counter.saturating_sub(1), now)?,
        Some(BundleFault::Expired) => spoilt(&keys.bundle_signer, counter, now - BUNDLE_LIFE - HOUR)?,
    };
    Ok(KeysReply { signer, bundle, channels: Some(directory(bank, bundle_at)?) })
}
