//! The operator's password and the browsers that gave it.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use subtle::ConstantTimeEq as _;

use crate::crypto::mac::sha256;
use crate::refusal::BankError;

/// An operator password has at least so many characters.
pub(super) const SHORTEST: usize = 12;
/// So many wrong passwords in a row …
const TRIES: u32 = 5;
/// … close the door for everybody for so long.
const WAIT: Duration = Duration::from_secs(60);
/// A sign-in ends by itself.
const LIFE: Duration = Duration::from_secs(12 * 60 * 60);
/// More browsers than that push the oldest out.
const BROWSERS: usize = 32;

const COOKIE: &str = "kunci_console";

/// Who may use the console.
pub(super) struct Access {
    /// Digest of the password; `None`: whoever reaches the port.
    password: Option<[u8; 32]>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Digest of each cookie, and when it was given; the oldest first.
    browsers: VecDeque<([u8; 32], Instant)>,
    wrong: u32,
    closed_until: Option<Instant>,
}

/// How a try to sign in ended.
pub(super) enum Entry {
    /// With this `Set-Cookie`.
    In(String),
    Wrong,
    /// Seconds.
    Wait(u64),
}

impl Access {
    pub(super) fn new(password: Option<&str>) -> Self {
        Self { password: password.map(|password| sha256(password.as_bytes())), kept: Mutex::default() }
    }

    pub(super) const fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// Whether this browser has given the password, or none is asked for.
    pub(super) fn lets_in(&self, headers: &HeaderMap) -> bool {
        if self.password.is_none() {
            return true;
        }
        let Some(given) = cookie(headers) else { return false };
        self.kept().browsers.iter().any(|(known, at)| at.elapsed() < LIFE && bool::from(known.ct_eq(&given)))
    }

    pub(super) fn sign_in(&self, given: &str) -> Result<Entry, BankError> {
        let mut kept = self.kept();
        let now = Instant::now();
        if let Some(until) = kept.closed_until.filter(|until| *until > now) {
            return Ok(Entry::Wait((until - now).as_secs() + 1));
        }
        // Digests are compared, so that neither length nor content shows in the time taken.
        let is_right = self.password.is_some_and(|password| password.ct_eq(&sha256(given.as_bytes())).into());
        if !is_right {
            kept.wrong += 1;
            if kept.wrong >= TRIES {
                kept.wrong = 0;
                kept.closed_until = Some(now + WAIT);
            }
            return Ok(Entry::Wrong);
        }
        kept.wrong = 0;
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|_| BankError::Entropy)?;
        let text = kunci_wire::bytes::encode(&secret);
        kept.browsers.push_back((sha256(text.as_bytes()), now));
        if kept.browsers.len() > BROWSERS {
            kept.browsers.pop_front();
        }
        Ok(Entry::In(format!("{COOKIE}={text}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", LIFE.as_secs())))
    }

    pub(super) fn sign_out(&self, headers: &HeaderMap) {
        let given = cookie(headers);
        self.kept().browsers.retain(|(known, _)| Some(*known) != given);
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The digest of the console's cookie.
fn cookie(headers: &HeaderMap) -> Option<[u8; 32]> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| sha256(value.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_passwords_close_the_door_even_for_the_right_one() {
        let access = Access::new(Some("gerbang-besi-hitam"));
        for _ in 0..TRIES {
            assert!(matches!(access.sign_in("gerbang-besi-putih"), Ok(Entry::Wrong)));
        }
        assert!(matches!(access.sign_in("gerbang-besi-hitam"), Ok(Entry::Wait(1..=60))));
    }

    #[test]
    fn a_cookie_lets_in_until_it_is_signed_out() {
        let access = Access::new(Some("gerbang-besi-hitam"));
        let Ok(Entry::In(set)) = access.sign_in("gerbang-besi-hitam") else { panic!("signed in") };
        let mut headers = HeaderMap::new();
        assert!(!access.lets_in(&headers));
        let pair = set.split(';').next().expect("a pair");
        headers.insert(header::COOKIE, format!("a=b; {pair}").parse().expect("a header"));
        assert!(access.lets_in(&headers));
        access.sign_out(&headers);
        assert!(!access.lets_in(&headers));
    }
}
