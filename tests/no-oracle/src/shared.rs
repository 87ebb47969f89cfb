//! Two wraps of one key: the test that a code change made on the phone alone hands to a thief with two images. Every code for the
//! first wrap is compared with every code for the second, by sorting: 10¹² pairs.

use std::thread;

use serde::Serialize;

use crate::attack::{Depth, Given, code_of, stretched};
use crate::hash::{HmacKey, expand};
use crate::image::{Loot, Wrap};

/// A pair of codes that unwraps one key from two wraps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SharedKey {
    pub(crate) first_code: String,
    pub(crate) second_code: String,
    pub(crate) with: String,
}

/// Every such pair, over all pairs of wraps and whatever stands in for `device_secret`.
pub(crate) fn find(loot: &Loot, given: Given, depth: Depth, candidates: &[u32]) -> Vec<SharedKey> {
    let mut stand_ins: Vec<(String, Option<HmacKey>)> = Vec::new();
    if let Some(secret) = given.device_secret {
        stand_ins.push(("the device secret".to_owned(), Some(HmacKey::new(&secret))));
    } else {
        stand_ins.push(("no device secret".to_owned(), None));
        stand_ins.push(("zeros".to_owned(), Some(HmacKey::new(&[]))));
        let found = depth.stand_ins(loot).into_iter();
        stand_ins.extend(found.map(|(name, bytes)| (name, Some(HmacKey::new(&bytes)))));
    }
    let wraps: Vec<&Wrap> = loot.wraps.iter().collect();
    let mut shared = Vec::new();
    for (index, first) in wraps.iter().enumerate() {
        for second in &wraps[index + 1..] {
            for (name, secret) in &stand_ins {
                let pairs = thread::scope(|scope| {
                    let other = scope.spawn(|| keys(second, secret.as_ref(), candidates));
                    let own = keys(first, secret.as_ref(), candidates);
                    other.join().map(|other| join(&own, &other)).unwrap_or_default()
                });
                shared.extend(pairs.into_iter().map(|(first, second)| SharedKey {
                    first_code: String::from_utf8_lossy(&code_of(first)).into_owned(),
                    second_code: String::from_utf8_lossy(&code_of(second)).into_owned(),
                    with: name.clone(),
                }));
            }
        }
    }
    shared
}

/// The first eight bytes of the key under each code, sorted. Of 10¹² pairs 5 × 10⁻⁸ agree in them by chance.
fn keys(wrap: &Wrap, secret: Option<&HmacKey>, candidates: &[u32]) -> Vec<(u64, u32)> {
    let mut keys: Vec<(u64, u32)> = candidates
        .iter()
        .map(|&number| {
            let stretched = stretched(&wrap.salt, &code_of(number));
            let kek = secret.map_or(stretched, |secret| secret.mac(&stretched));
            let mask = expand(&kek, b"wrap\x01");
            let key = wrap.masked.iter().zip(mask).take(8).fold(0, |key, (a, b)| key << 8 | u64::from(a ^ b));
            (key, number)
        })
        .collect();
    keys.sort_unstable();
    keys
}

fn join(one: &[(u64, u32)], other: &[(u64, u32)]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut rest = other;
    for &(key, number) in one {
        let start = rest.partition_point(|(other, _)| *other < key);
        rest = rest.get(start..).unwrap_or_default();
        pairs.extend(rest.iter().take_while(|(other, _)| *other == key).map(|(_, other)| (number, *other)));
    }
    pairs
}
