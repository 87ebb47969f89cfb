//! The key bundle: pinned root → bundle signer → bundle (`docs/contract/handshake.md`). Pure.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use kunci_crypto::jws;
use kunci_crypto::p256key::PublicKey;
use kunci_wire::channels::{CHANNELS, Directory};
use kunci_wire::chat::Badge;
use kunci_wire::keys::{Bundle, BundleSigner, KeysReply, key_use};
use kunci_wire::signed::typ;
use kunci_wire::{B64, limits};

use crate::Error;
use crate::config::BankConfig;
use crate::ports::GatewayConfig;

/// A bundle whose signatures, bank, dates and version were found right.
#[derive(Debug)]
pub(crate) struct VerifiedBundle {
    bundle: Bundle,
    /// The directory of channels that came with it, not yet verified.
    channels: Option<String>,
    /// The last badges that its keys were found to have signed, the newest last: one comes with every word of its holder.
    badges: Mutex<Vec<KnownBadge>>,
}

/// Those whose words come by turns are few.
const BADGES: usize = 8;

#[derive(Debug)]
struct KnownBadge {
    typ: String,
    token: String,
    badge: Badge,
}

/// What can be shown of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleView {
    /// First half of the version.
    pub epoch: u64,
    /// Second half.
    pub counter: u64,
    /// The bank's time when it was made, milliseconds since 1970 UTC.
    pub issued_ms: i64,
    /// Good until, milliseconds since 1970 UTC.
    pub expires_ms: i64,
    /// How many keys it lists.
    pub keys: u32,
}

const MAX_SIGNER_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
const MAX_LIFE: SignedDuration = SignedDuration::from_hours(72);

impl VerifiedBundle {
    /// Verifies a reply. `floor`: the highest version seen before. `now_ms`: bank time as the phone knows it; a bundle made
    /// later than that is genuine proof that it is already later.
    pub(crate) fn verify(
        reply: &[u8],
        config: &BankConfig,
        floor: Option<(u64, u64)>,
        now_ms: i64,
    ) -> Result<Self, Error> {
        let (read, signer) = read(reply, config)?;
        let bundle = &read.bundle;
        if floor.is_some_and(|floor| (bundle.epoch, bundle.counter) < floor) {
            return Err(Error::BundleRolledBack);
        }
        let now = Timestamp::from_millisecond(now_ms).map_err(|_| Error::BundleExpired)?.max(bundle.issued);
        if now >= bundle.expires || now >= signer.expires || now < signer.not_before {
            return Err(Error::BundleExpired);
        }
        Ok(read)
    }

    /// A bundle that this phone has verified before, read again from its own disk. Its end does not count: good for reading a challenge
    /// that the bank alone can make anything of, for nothing else.
    pub(crate) fn verify_stored(reply: &[u8], config: &BankConfig) -> Result<Self, Error> {
        read(reply, config).map(|(read, _)| read)
    }

    /// The bank's channels, signed by a key of this bundle; `None`: the bank signs none.
    pub(crate) fn directory(&self, config: &BankConfig) -> Result<Option<Directory>, Error> {
        let Some(signed) = &self.channels else { return Ok(None) };
        let directory: Directory = self.verify_signed(signed, key_use::CHANNELS, typ::CHANNELS)?;
        let fits = directory.bank == config.bank_id && directory.channels.len() <= CHANNELS;
        if fits { Ok(Some(directory)) } else { Err(Error::BundleForged) }
    }

    pub(crate) fn version(&self) -> (u64, u64) {
        (self.bundle.epoch, self.bundle.counter)
    }

    pub(crate) fn issued_ms(&self) -> i64 {
        self.bundle.issued.as_millisecond()
    }

    pub(crate) fn is_good_at(&self, now_ms: i64) -> bool {
        now_ms < self.bundle.expires.as_millisecond()
    }

    /// The gateway to seal to.
    pub(crate) fn gateway(&self) -> Result<GatewayConfig, Error> {
        self.usable(key_use::OHTTP)
            .find_map(|key| key.config.clone())
            .map(|B64(config)| GatewayConfig(config))
            .ok_or(Error::BundleForged)
    }

    /// Key id and static key of the live link.
    pub(crate) fn noise(&self) -> Option<(&str, [u8; 32])> {
        self.usable(key_use::NOISE).find_map(|key| {
            let B64(config) = key.config.as_ref()?;
            Some((key.kid.as_str(), config.as_slice().try_into().ok()?))
        })
    }

    /// Verifies a JWS of the bank by the key it names, if that key is listed for `key_use`.
    pub(crate) fn verify_signed<T: serde::de::DeserializeOwned>(
        &self,
        token: &str,
        key_use: &str,
        typ: &str,
    ) -> Result<T, Error> {
        let kid = jws::peek_kid(token).map_err(|_| Error::BundleForged)?;
        let key = self
            .usable(key_use)
            .find(|key| key.kid == kid)
            .and_then(|key| key.key.as_ref())
            .ok_or(Error::BundleForged)?;
        verified(token, typ, &public_key(key)?)
    }

    /// A badge of this `typ`, if one of the bank's badge keys has signed it.
    pub(crate) fn badge(&self, token: &str, typ: &str) -> Option<Badge> {
        let mut badges = self.badges.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = badges.iter().find(|known| known.typ == typ && known.token == token) {
            return Some(known.badge.clone());
        }
        let badge: Badge = self.verify_signed(token, key_use::BADGE, typ).ok()?;
        if badges.len() == BADGES {
            badges.remove(0);
        }
        badges.push(KnownBadge { typ: typ.to_owned(), token: token.to_owned(), badge: badge.clone() });
        Some(badge)
    }

    /// The public halves of the keys that sign badges, revocations and transcripts.
    pub(crate) fn badge_keys(&self) -> Vec<kunci_wire::Jwk> {
        self.usable(key_use::BADGE).filter_map(|key| key.key.clone()).collect()
    }

    /// The public halves of the keys that sign receipts, each with its id.
    pub(crate) fn receipt_keys(&self) -> Vec<(String, kunci_wire::Jwk)> {
        self.usable(key_use::RECEIPT).filter_map(|key| Some((key.kid.clone(), key.key.clone()?))).collect()
    }

    /// Whether the key that this JWS names is none of the bank's for receipts any more: it has left the bundle, or was revoked.
    pub(crate) fn has_withdrawn_receipt_key(&self, token: &str) -> bool {
        let kid = jws::peek_kid(token);
        kid.is_ok_and(|kid| !self.usable(key_use::RECEIPT).any(|key| key.kid == kid))
    }

    fn usable<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a kunci_wire::keys::BundleKey> {
        self.bundle.keys.iter().filter(move |key| key.key_use == wanted && !self.bundle.revoked.contains(&key.kid))
    }

    pub(crate) fn view(&self) -> BundleView {
        BundleView {
            epoch: self.bundle.epoch,
            counter: self.bundle.counter,
            issued_ms: self.issued_ms(),
            expires_ms: self.bundle.expires.as_millisecond(),
            keys: u32::try_from(self.bundle.keys.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Signatures, bank and lives, without a look at the time.
fn read(reply: &[u8], config: &BankConfig) -> Result<(VerifiedBundle, BundleSigner), Error> {
    let reply: KeysReply = limits::read_object(reply, limits::REPLY_BYTES).map_err(|_| Error::ReplyUnreadable)?;
    let signer = verify_signer(&reply.signer, config)?;
    let signer_key = public_key(&signer.key)?;
    let bundle: Bundle = verified(&reply.bundle, typ::BUNDLE, &signer_key)?;
    let life = bundle.expires.duration_since(bundle.issued);
    let signer_life = signer.expires.duration_since(signer.not_before);
    let consistent = bundle.bank == config.bank_id
        && bundle.epoch == signer.epoch
        && life <= MAX_LIFE
        && !life.is_negative()
        && signer_life <= MAX_SIGNER_LIFE;
    if !consistent {
        return Err(Error::BundleForged);
    }
    Ok((VerifiedBundle { bundle, channels: reply.channels, badges: Mutex::default() }, signer))
}

fn verify_signer(token: &str, config: &BankConfig) -> Result<BundleSigner, Error> {
    let kid = jws::peek_kid(token).map_err(|_| Error::BundleForged)?;
    let root = config.bundle_roots.iter().find(|root| root.thumbprint() == kid).ok_or(Error::BundleForged)?;
    let signer: BundleSigner = verified(token, typ::BUNDLE_SIGNER, root)?;
    if signer.bank == config.bank_id { Ok(signer) } else { Err(Error::BundleForged) }
}

fn verified<T: serde::de::DeserializeOwned>(token: &str, typ: &str, key: &PublicKey) -> Result<T, Error> {
    jws::verify(token, typ, key).and_then(|payload| payload.parse()).map_err(|_| Error::BundleForged)
}

fn public_key(jwk: &kunci_wire::Jwk) -> Result<PublicKey, Error> {
    PublicKey::from_sec1(&jwk.to_sec1()).map_err(|_| Error::BundleForged)
}
