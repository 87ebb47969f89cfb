//! Every test of a candidate code that an attacker can compute from his loot.
//!
//! The attacker knows the format and all that was found; he lacks `device_secret` and `hw` (unless a control gives them to him) and
//! puts in their places, one after the other: nothing, zeros, and every value of 32 bytes that he found. From each guess he derives
//! wrap key, mask, token key, use keys, MACs and one-time codes, and looks at each of them: does any part of it stand anywhere in
//! the loot? is it remarkable (bits, ends, printable)? does it make the codes that he observed? does it open anything?

use std::collections::HashSet;

use aes_gcm::aead::AeadInOut as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce, Tag};
use kunci_crypto::canonical::Canonical;
use kunci_crypto::transcript::enrol_confirm_message;

use crate::hash::{Digest, HmacKey, expand, sha256};
use crate::image::{Find, Loot, Wrap};
use crate::sink::{Kind, Sink};

/// A candidate: six ASCII digits.
pub(crate) type Code = [u8; 6];

pub(crate) const CODES: u32 = 1_000_000;

pub(crate) fn code_of(number: u32) -> Code {
    let mut code = [b'0'; 6];
    let mut rest = number;
    for place in code.iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    code
}

/// The cheap password hash of this proof: HMAC-SHA256(salt, code). The real one, Argon2id, only makes each guess dearer.
pub(crate) fn stretched(salt: &[u8; 32], code: &[u8]) -> Digest {
    HmacKey::new(salt).mac(code)
}

/// A code that somebody saw, and what it is a MAC of: the step of an OTP, the whole data input of an OCRA code.
#[derive(Clone)]
pub(crate) struct Observed {
    pub(crate) message: Vec<u8>,
    pub(crate) digits: u32,
}

/// Codes of one use key.
#[derive(Clone)]
pub(crate) struct Seen {
    /// The use key's label.
    pub(crate) label: &'static str,
    /// `""`, or which ones.
    pub(crate) when: &'static str,
    pub(crate) codes: Vec<Observed>,
}

/// The label of the OTP's key.
pub(crate) const OTP: &str = "otp";
/// Six digits.
pub(crate) const OTP_VALUES: u32 = CODES;
/// Eight.
const OCRA_VALUES: u32 = 100_000_000;

impl Seen {
    pub(crate) fn otps(when: &'static str, codes: Vec<Observed>) -> Self {
        Self { label: OTP, when, codes }
    }

    /// How many values a code can have.
    fn values(&self) -> u32 {
        if self.label.starts_with("ocra-") { OCRA_VALUES } else { OTP_VALUES }
    }
}

/// What a control gives the attacker; in the claim he has neither.
#[derive(Clone, Copy, Default)]
pub(crate) struct Given {
    pub(crate) device_secret: Option<[u8; 32]>,
    pub(crate) hw: Option<[u8; 32]>,
}

/// How many things found are tried in the place of a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Every one.
    Full,
    /// Nothing and zeros only, beside what is given.
    Short,
    /// These, and this thing.
    One(&'static str),
}

impl Depth {
    /// The things found that are tried.
    pub(crate) fn stand_ins(self, loot: &Loot) -> Vec<(String, [u8; 32])> {
        let tried = |name: &str| match self {
            Self::Full => true,
            Self::Short => false,
            Self::One(only) => name == only,
        };
        loot.keys().into_iter().filter(|(name, _)| tried(name)).collect()
    }
}

/// What is asked of a derived value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Whether a part of it stands in the loot.
    Found,
    /// And whether it is remarkable in itself.
    Shape,
    /// And how far it is from each thing found.
    Near,
}

pub(crate) struct Attack {
    wraps: Vec<Prepared>,
    observed: Vec<Seen>,
    windows: Windows,
    literal: Literal,
    /// Values of 3 to 7 bytes: room for a check value.
    short: Vec<Find>,
    sealed: Vec<Find>,
    finds: Vec<(String, [u8; 32])>,
    find_macs: Vec<(String, HmacKey)>,
}

/// One wrap with everything that does not depend on the code.
struct Prepared {
    name: String,
    wrap: Wrap,
    salted: HmacKey,
    secrets: Vec<Secret>,
    hardware: Vec<(String, HmacKey)>,
    /// Which of `secrets` with which of `hardware`.
    pairs: Vec<Vec<usize>>,
    labels: Vec<(&'static str, Vec<u8>)>,
    confirm: Vec<u8>,
}

/// In the place of `device_secret`; `None`: the password hash alone is the key.
struct Secret {
    name: String,
    extract: Option<HmacKey>,
    tries_sealed: bool,
}

/// The use keys of `K_know`, those first that something can be compared with.
const LABELS: [&str; 12] = [
    OTP,
    "enrol-confirm",
    "ocra-qr",
    "ocra-typed",
    "bio-otp",
    "login",
    "approve",
    "code-change",
    "code-commit",
    "bio-enable",
    "not-me",
    "remove",
];
const COMPARED: usize = 5;

impl Attack {
    pub(crate) fn new(loot: &Loot, observed: &[Seen], given: Given, depth: Depth) -> Result<Self, String> {
        if loot.wraps.is_empty() {
            return Err("the images hold no wrapped key: nothing would be tried (was a column renamed?)".to_owned());
        }
        let finds = loot.keys();
        let stand_ins = depth.stand_ins(loot);
        let wraps = loot.wraps.iter().enumerate().map(|(index, wrap)| {
            let name = if loot.wraps.len() == 1 { String::new() } else { format!("wrap {} ", index + 1) };
            Prepared::new(name, wrap, loot, &stand_ins, given)
        });
        Ok(Self {
            wraps: wraps.collect::<Result<_, _>>()?,
            observed: observed.to_vec(),
            windows: Windows::of(loot),
            literal: Literal::of(loot),
            short: loot.finds.iter().filter(|find| (3..8).contains(&find.bytes.len())).cloned().collect(),
            sealed: loot.finds.iter().filter(|find| may_be_sealed(find)).cloned().collect(),
            find_macs: finds.iter().map(|(name, bytes)| (name.clone(), HmacKey::new(bytes))).collect(),
            finds,
        })
    }

    /// All tests of one candidate, always in the same order.
    pub(crate) fn try_code(&self, code: &Code, sink: &mut impl Sink) {
        self.literal.look(code, sink);
        let plain = sha256(code);
        self.look(|| "SHA-256 of the code".to_owned(), &plain, Care::Shape, sink);
        for (name, mac) in &self.find_macs {
            self.look(|| format!("HMAC of the code under {name}"), &mac.mac(code), Care::Found, sink);
        }
        for prepared in &self.wraps {
            self.try_wrap(prepared, code, sink);
        }
    }

    fn try_wrap(&self, prepared: &Prepared, code: &Code, sink: &mut impl Sink) {
        let at = &prepared.name;
        let stretched = prepared.salted.mac(code);
        self.look(|| format!("{at}password hash"), &stretched, Care::Near, sink);
        for (index, secret) in prepared.secrets.iter().enumerate() {
            let with = &secret.name;
            let kek = secret.extract.map_or(stretched, |extract| extract.mac(&stretched));
            let mask = expand(&kek, b"wrap\x01");
            let mut know = prepared.wrap.masked;
            know.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
            self.look(|| format!("{at}KEK with {with}"), &kek, Care::Near, sink);
            self.look(|| format!("{at}mask with {with}"), &mask, Care::Near, sink);
            self.look(|| format!("{at}K with {with}"), &know, Care::Near, sink);
            self.look(|| format!("{at}SHA-256 of K with {with}"), &sha256(&know), Care::Shape, sink);
            self.look_for_tags(prepared, with, &kek, &know, sink);
            if secret.tries_sealed {
                self.try_sealed(|| format!("{at}opens something sealed, with {with}"), &[stretched, kek, know], sink);
            }
            self.try_codes(|| format!("{at}K itself as the use key, with {with}"), &know, None, index == 0, sink);
            for &hardware in &prepared.pairs[index] {
                let (hw_name, extract) = &prepared.hardware[hardware];
                let name = || format!("{at}with {with} and hw = {hw_name}");
                // The other labels cannot be compared with a code; one key of each is enough to see that none lies about.
                let labels = if hardware == 0 { &prepared.labels[..] } else { &prepared.labels[..COMPARED] };
                self.try_use_keys(prepared, labels, &extract.mac(&know), &name, sink);
            }
        }
    }

    /// A tag that an authenticated wrap would have left.
    fn look_for_tags(&self, prepared: &Prepared, with: &str, kek: &Digest, know: &Digest, sink: &mut impl Sink) {
        let at = &prepared.name;
        let (by_kek, by_know) = (HmacKey::new(kek), HmacKey::new(know));
        let wrap = &prepared.wrap;
        self.look(|| format!("{at}HMAC(KEK, masked) with {with}"), &by_kek.mac(&wrap.masked), Care::Found, sink);
        self.look(|| format!("{at}HMAC(KEK, K) with {with}"), &by_kek.mac(know), Care::Found, sink);
        self.look(|| format!("{at}HMAC(K, salt) with {with}"), &by_know.mac(&wrap.salt), Care::Found, sink);
    }

    fn try_use_keys(
        &self,
        prepared: &Prepared,
        labels: &[(&'static str, Vec<u8>)],
        prk: &Digest,
        name: &dyn Fn() -> String,
        sink: &mut impl Sink,
    ) {
        for (label, info) in labels {
            let key = expand(prk, info);
            self.look(|| format!("{label} key {}", name()), &key, Care::Found, sink);
            match *label {
                OTP => self.try_codes(|| format!("OTP {}", name()), &key, Some(OTP), true, sink),
                "ocra-qr" | "ocra-typed" | "bio-otp" => {
                    self.try_codes(|| format!("{label} {}", name()), &key, Some(label), false, sink);
                }
                "enrol-confirm" => {
                    let mac = HmacKey::new(&key).mac(&prepared.confirm);
                    self.look(|| format!("confirmation {}", name()), &mac, Care::Found, sink);
                }
                _ => {}
            }
        }
    }

    /// Codes under `key` against those observed, of every use key or of one.
    fn try_codes(
        &self,
        name: impl Fn() -> String,
        key: &Digest,
        of: Option<&str>,
        uniform: bool,
        sink: &mut impl Sink,
    ) {
        let mac = HmacKey::new(key);
        let seen = self.observed.iter().filter(|seen| of.is_none_or(|label| seen.label == label));
        for (series, seen) in seen.enumerate() {
            let Seen { label, when, codes } = seen;
            let (mut all, mut nearness) = (true, 0);
            for (index, observed) in codes.iter().enumerate() {
                let digits = truncated(&mac, &observed.message, seen.values());
                if series + index == 0 && uniform && *label == OTP {
                    sink.uniform(&name, digits / 1000);
                }
                let fits = digits == observed.digits;
                all &= fits;
                nearness += same_digits(digits, observed.digits);
                let test = || format!("{}: observed code{when} {}", name(), index + 1);
                sink.note(test, Kind::Accept, u32::from(fits));
            }
            if codes.len() > 1 {
                sink.note(|| format!("{}: all observed codes{when}", name()), Kind::Accept, u32::from(all));
                sink.note(|| format!("{}: digits in place{when}", name()), Kind::Rank, nearness);
            }
        }
    }

    fn try_sealed(&self, name: impl Fn() -> String, keys: &[Digest], sink: &mut impl Sink) {
        if self.sealed.is_empty() {
            return;
        }
        let ciphers: Vec<Aes256Gcm> = keys.iter().map(|key| Aes256Gcm::new(key.into())).collect();
        for find in &self.sealed {
            let opens = ciphers.iter().any(|cipher| opens(cipher, &find.bytes));
            sink.note(|| format!("{}: {}", name(), find.name), Kind::Accept, u32::from(opens));
        }
    }

    /// Asks of one derived value what `care` says.
    fn look(&self, name: impl Fn() -> String, value: &Digest, care: Care, sink: &mut impl Sink) {
        sink.note(|| format!("{}: stands in the loot", name()), Kind::Accept, u32::from(self.windows.hold(value)));
        let is_check = self.short.iter().any(|find| value.starts_with(&find.bytes));
        sink.note(|| format!("{}: begins with a short value of the loot", name()), Kind::Accept, u32::from(is_check));
        if care == Care::Found {
            return;
        }
        let ones: u32 = words(value).map(u64::count_ones).sum();
        sink.note(|| format!("{}: uneven bits", name()), Kind::Rank, ones.abs_diff(128));
        let [a, b, c, d, .., w, x, y, z] = *value;
        sink.note(|| format!("{}: small", name()), Kind::Rank, !u32::from_be_bytes([a, b, c, d]));
        sink.note(|| format!("{}: ends in zeros", name()), Kind::Rank, !u32::from_be_bytes([w, x, y, z]));
        let printable = value.iter().filter(|byte| (0x20..0x7f).contains(*byte)).count() as u32;
        sink.note(|| format!("{}: printable", name()), Kind::Rank, printable);
        if care == Care::Near {
            let distance = self.finds.iter().map(|(_, find)| distance(value, find)).min().unwrap_or(256);
            sink.note(|| format!("{}: near something found", name()), Kind::Rank, 256 - distance);
        }
    }
}

impl Prepared {
    fn new(
        name: String,
        wrap: &Wrap,
        loot: &Loot,
        stand_ins: &[(String, [u8; 32])],
        given: Given,
    ) -> Result<Self, String> {
        let mut secrets = Vec::new();
        if let Some(secret) = given.device_secret {
            secrets.push(Secret::new("the device secret", Some(&secret), true));
        } else {
            secrets.push(Secret::new("no device secret", None, true));
            secrets.push(Secret::new("zeros", Some(&[0; 32]), true));
            secrets.extend(stand_ins.iter().map(|(name, bytes)| Secret::new(name, Some(bytes), false)));
        }
        let mut hardware = Vec::new();
        if let Some(hw) = given.hw {
            hardware.push(("the hardware's secret".to_owned(), HmacKey::new(&hw)));
        } else {
            hardware.push(("zeros".to_owned(), HmacKey::new(&[])));
            hardware.extend(stand_ins.iter().map(|(name, bytes)| (name.clone(), HmacKey::new(bytes))));
        }
        let pairs = (0..secrets.len()).map(|secret| pairs_of(secret, secrets.len(), hardware.len(), given)).collect();
        let enrolment_id = loot.get("token.enrolment_id").map(crate::image::uuid_text);
        let transcript: [u8; 32] = loot
            .get("token.transcript_hash")
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or("the images hold no transcript hash")?;
        let confirm = enrol_confirm_message(&transcript, &enrolment_id.unwrap_or_else(|| wrap.token_id.clone()))
            .map_err(|error| error.to_string())?;
        let labels = LABELS.map(|label| Ok((label, info(label, wrap)?)));
        Ok(Self {
            name,
            wrap: wrap.clone(),
            salted: HmacKey::new(&wrap.salt),
            secrets,
            hardware,
            pairs,
            labels: labels.into_iter().collect::<Result<_, String>>()?,
            confirm,
        })
    }
}

impl Secret {
    fn new(name: &str, bytes: Option<&[u8; 32]>, tries_sealed: bool) -> Self {
        Self { name: name.to_owned(), extract: bytes.map(|bytes| HmacKey::new(bytes)), tries_sealed }
    }
}

/// Each stand-in for one secret with nothing for the other, and the same thing in both places. Two *different* finds in the two places
/// would only multiply guesses about an implementation that is public anyway.
fn pairs_of(secret: usize, secrets: usize, hardware: usize, given: Given) -> Vec<usize> {
    if given.device_secret.is_some() || given.hw.is_some() {
        return (0..hardware).collect();
    }
    match secret {
        // Nothing, and zeros, in the place of device_secret: every stand-in for hw.
        0 => vec![0],
        1 => (0..hardware).collect(),
        // Find n stands at n + 2 among the secrets and at n + 1 among the hardware's.
        _ if secret < secrets => vec![0, secret - 1],
        _ => Vec::new(),
    }
}

fn info(label: &str, wrap: &Wrap) -> Result<Vec<u8>, String> {
    let context = Canonical::new(&format!("kunci/use/{label}")).uuid(1, &wrap.token_id).number(2, wrap.epoch);
    let mut info = context.finish().map_err(|error| error.to_string())?;
    info.push(1);
    Ok(info)
}

/// RFC 4226 §5.3, to so many values.
pub(crate) fn truncated(mac: &HmacKey, message: &[u8], values: u32) -> u32 {
    let tag = mac.mac(message);
    let offset = usize::from(tag[31] & 15);
    let number = tag[offset..offset + 4].iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte));
    (number & 0x7fff_ffff) % values
}

/// Zeros in front of both are the same, too: that shifts the count of every candidate alike.
fn same_digits(mut one: u32, mut other: u32) -> u32 {
    let mut same = 0;
    for _ in 0..8 {
        same += u32::from(one % 10 == other % 10);
        (one, other) = (one / 10, other / 10);
    }
    same
}

fn words(value: &[u8; 32]) -> impl Iterator<Item = u64> {
    let mut words = [0u64; 4];
    for (word, bytes) in words.iter_mut().zip(value.chunks_exact(8)) {
        *word = bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    }
    words.into_iter()
}

fn distance(one: &[u8; 32], other: &[u8; 32]) -> u32 {
    words(one).zip(words(other)).map(|(one, other)| (one ^ other).count_ones()).sum()
}

/// Nonce, 32 bytes, tag, and perhaps a version in front; nothing public is as long.
fn may_be_sealed(find: &Find) -> bool {
    (60..=128).contains(&find.bytes.len())
        && !find.bytes.is_ascii()
        && !find.name.starts_with("bundle.")
        && find.bytes.first() != Some(&4)
}

/// AES-256-GCM as `nonce ‖ text ‖ tag`, with and without one byte in front.
fn opens(cipher: &Aes256Gcm, sealed: &[u8]) -> bool {
    [sealed, sealed.get(1..).unwrap_or_default()].into_iter().any(|sealed| {
        let Some((nonce, rest)) = sealed.split_at_checked(12) else { return false };
        let Some((text, tag)) = rest.len().checked_sub(16).and_then(|middle| rest.split_at_checked(middle)) else {
            return false;
        };
        let (Ok(nonce), Ok(tag)) = (Nonce::try_from(nonce), Tag::try_from(tag)) else { return false };
        cipher.decrypt_inout_detached(&nonce, &[], text.to_vec().as_mut_slice().into(), &tag).is_ok()
    })
}

/// Every run of eight bytes of the loot.
struct Windows {
    filter: Vec<u64>,
    exact: HashSet<u64>,
}

const FILTER_BITS: u64 = 1 << 23;

impl Windows {
    fn of(loot: &Loot) -> Self {
        let mut windows = Self { filter: vec![0; (FILTER_BITS / 64) as usize], exact: HashSet::new() };
        for bytes in loot.finds.iter().map(|find| &find.bytes).chain(&loot.plaintext) {
            for window in bytes.windows(8) {
                let word = window.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
                windows.exact.insert(word);
                let bit = bit_of(word);
                windows.filter[(bit / 64) as usize] |= 1 << (bit % 64);
            }
        }
        windows
    }

    fn hold(&self, value: &[u8; 32]) -> bool {
        words(value).any(|word| {
            let bit = bit_of(word);
            self.filter[(bit / 64) as usize] >> (bit % 64) & 1 == 1 && self.exact.contains(&word)
        })
    }
}

fn bit_of(word: u64) -> u64 {
    word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 41
}

/// Reads a code in one spelling.
type Reader = fn(&[u8]) -> Option<u32>;

/// Which codes stand in the loot as they are, in each spelling.
struct Literal {
    spellings: Vec<(&'static str, Vec<bool>)>,
}

impl Literal {
    fn of(loot: &Loot) -> Self {
        let readers: [(&'static str, usize, Reader); 6] = [
            ("ASCII", 6, |bytes| number(bytes.iter().map(|byte| byte.wrapping_sub(b'0')))),
            ("UTF-16", 12, |bytes| {
                let zero = bytes.iter().skip(1).step_by(2).all(|byte| *byte == 0);
                if zero { number(bytes.iter().step_by(2).map(|byte| byte.wrapping_sub(b'0'))) } else { None }
            }),
            ("values of digits", 6, |bytes| number(bytes.iter().copied())),
            ("packed decimal", 3, |bytes| number(bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]))),
            ("big-endian", 4, |bytes| Some(bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))),
            ("little-endian", 4, |bytes| {
                Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
            }),
        ];
        let spellings = readers.map(|(name, length, read)| {
            let mut stands = vec![false; CODES as usize];
            for bytes in loot.finds.iter().map(|find| &find.bytes).chain(&loot.plaintext) {
                for number in bytes.windows(length).filter_map(read) {
                    if let Some(stands) = stands.get_mut(number as usize) {
                        *stands = true;
                    }
                }
            }
            (name, stands)
        });
        Self { spellings: spellings.into() }
    }

    fn look(&self, code: &Code, sink: &mut impl Sink) {
        let number = number(code.iter().map(|digit| digit - b'0')).unwrap_or(0) as usize;
        for (name, stands) in &self.spellings {
            sink.note(|| format!("stands in the loot as {name}"), Kind::Literal, u32::from(stands[number]));
        }
    }
}

fn number(digits: impl Iterator<Item = u8>) -> Option<u32> {
    let mut number = 0;
    for digit in digits {
        if digit > 9 {
            return None;
        }
        number = number * 10 + u32::from(digit);
    }
    Some(number)
}
