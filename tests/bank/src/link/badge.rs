//! Who speaks for the bank: badges and signed words, and what impostors make of them.

use jiff::Timestamp;
use kunci_wire::chat::{Badge, REVOCATIONS, Revocations, RevokedKey, Sender, StaffProof};
use kunci_wire::signed::typ;
use kunci_wire::{B64, Bytes32};
use uuid::Uuid;

use crate::bank::Bank;
use crate::clock::{HOUR, timestamp};
use crate::crypto::canonical::Canonical;
use crate::crypto::jws;
use crate::crypto::keys::{SigningPair, sign};
use crate::crypto::mac::sha256;
use crate::keyring::Keyring;
use crate::refusal::BankError;

const AGENT_NAME: &str = "Dewi";
pub(super) const AGENT_ID: &str = "10233";
const EX_NAME: &str = "Agus";
const EX_ID: &str = "10177";
const BOT_NAME: &str = "Kunci Bot";
const LIFE: i64 = 12 * HOUR;

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// The bank's bot.
    Bot,
    /// Dewi, employee 10233.
    Dewi,
    /// Agus, employee 10177, until the tester takes his badge back.
    Agus,
    /// Shows a badge that the bank did not sign.
    ImpostorForged,
    /// Shows a badge of yesterday.
    ImpostorExpired,
    /// Shows a badge for another customer's conversation.
    ImpostorForeign,
    /// Shows Dewi's own badge, without her key.
    ImpostorThief,
    /// Shows nothing.
    NoBadge,
}

impl Voice {
    pub(crate) const ALL: [Self; 8] = [
        Self::Bot,
        Self::Dewi,
        Self::Agus,
        Self::ImpostorForged,
        Self::ImpostorExpired,
        Self::ImpostorForeign,
        Self::ImpostorThief,
        Self::NoBadge,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Bot => "bot",
            Self::Dewi => "dewi",
            Self::Agus => "agus",
            Self::ImpostorForged => "impostor-forged",
            Self::ImpostorExpired => "impostor-expired",
            Self::ImpostorForeign => "impostor-foreign",
            Self::ImpostorThief => "impostor-thief",
            Self::NoBadge => "no-badge",
        }
    }

    /// Reads such a name.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|voice| voice.as_str() == name)
    }

    /// The key behind the badge that the bank gave them; `None` for those who have none of the bank.
    pub(super) const fn badge_key(self, keys: &Keyring) -> Option<&SigningPair> {
        match self {
            Self::Bot => Some(&keys.bot),
            Self::Dewi => Some(&keys.agent),
            // Nothing else that this key signs carries a badge of the bank.
            Self::Agus => Some(&keys.rogue),
            _ => None,
        }
    }

    /// Name and number of those who have a desk at the bank.
    pub(super) const fn employee(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Dewi => Some((AGENT_NAME, AGENT_ID)),
            Self::Agus => Some((EX_NAME, EX_ID)),
            _ => None,
        }
    }

    /// What they claim to be.
    pub(super) const fn sender(self) -> Sender {
        match self {
            Self::Bot => Sender::Bot,
            _ => Sender::Agent,
        }
    }
}

/// What is said, as the writer signs it.
pub(super) struct Words<'a> {
    pub(super) conversation: Uuid,
    pub(super) controller_epoch: u64,
    pub(super) client_id: Uuid,
    pub(super) previous: &'a [u8; 32],
    pub(super) commitment: &'a [u8; 32],
    pub(super) now: i64,
}

/// Shows a badge and signs, each voice in its own way.
pub(super) fn prove(bank: &Bank, voice: Voice, words: &Words<'_>) -> Result<Option<StaffProof>, BankError> {
    let keys = &bank.keys;
    // A badge lasts for a shift, not for a message.
    let shift = words.now - words.now % HOUR;
    let dewi = |from: i64, conversation: Uuid| badge(bank, AGENT_NAME, AGENT_ID, &keys.agent, from, conversation);
    let (badge, holder) = match voice {
        Voice::NoBadge => return Ok(None),
        Voice::Bot => {
            let bot = Badge { role: "bot".into(), ..claim(BOT_NAME, "", &keys.bot, shift, words.conversation) };
            (jws::seal(&keys.badge, typ::BOT_BADGE, &bot)?, &keys.bot)
        }
        Voice::Dewi => (dewi(shift, words.conversation)?, &keys.agent),
        Voice::Agus => (badge(bank, EX_NAME, EX_ID, &keys.rogue, shift, words.conversation)?, &keys.rogue),
        Voice::ImpostorThief => (dewi(shift, words.conversation)?, &keys.rogue),
        Voice::ImpostorExpired => (dewi(words.now - LIFE - HOUR, words.conversation)?, &keys.agent),
        Voice::ImpostorForeign => (dewi(shift, bank.entropy.id(words.now)?)?, &keys.agent),
        Voice::ImpostorForged => {
            let own = claim(AGENT_NAME, AGENT_ID, &keys.rogue, shift, words.conversation);
            (jws::seal_as(&keys.rogue.signer, &keys.badge.kid, typ::AGENT_BADGE, &own)?, &keys.rogue)
        }
    };
    let time_ms = u64::try_from(words.now).unwrap_or_default();
    let message = Canonical::new("kunci/agent-message/1")
        .bytes(&sha256(badge.as_bytes()))
        .uuid(words.conversation)
        .integer(words.controller_epoch)
        .uuid(words.client_id)
        .bytes(words.previous)
        .bytes(words.commitment)
        .integer(time_ms)
        .finish();
    let signature = B64(sign(&holder.signer, &message));
    Ok(Some(StaffProof { badge, previous: Bytes32(*words.previous), time_ms, signature }))
}

/// What the bank has taken back, as phones are told: nothing if that was never anything.
pub(super) fn revocations(bank: &Bank, revoked: &[(String, i64)]) -> Result<Option<String>, BankError> {
    if revoked.is_empty() {
        return Ok(None);
    }
    let key = |(key, since): &(String, i64)| RevokedKey { key: key.clone(), since: timestamp(*since) };
    // A bank with more of them than fit has to change its badge keys instead.
    let keys = revoked.iter().take(REVOCATIONS).map(key).collect();
    let list = Revocations { issued: timestamp(bank.now()), keys };
    Ok(Some(jws::seal(&bank.keys.badge, typ::BADGE_REVOCATIONS, &list)?))
}

fn badge(
    bank: &Bank,
    name: &str,
    employee_id: &str,
    holder: &SigningPair,
    from: i64,
    conversation: Uuid,
) -> Result<String, BankError> {
    jws::seal(&bank.keys.badge, typ::AGENT_BADGE, &claim(name, employee_id, holder, from, conversation))
}

fn claim(name: &str, employee_id: &str, holder: &SigningPair, from: i64, conversation: Uuid) -> Badge {
    let at = |ms: i64| -> Timestamp { timestamp(ms) };
    Badge {
        name: name.to_owned(),
        employee_id: employee_id.to_owned(),
        role: "agent".to_owned(),
        conversation,
        cnf: holder.public.clone(),
        not_before: at(from),
        expires: at(from + LIFE),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::bank::BankOptions;
    use crate::crypto::keys::PeerKey;

    #[test]
    fn chat_2_the_list_of_badge_keys_taken_back_is_signed_and_says_the_earliest_time() {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        let list = || bank.keep(|tx| revocations(&bank, &tx.revoked_badge_keys()?)).expect("no failure");
        assert_eq!(list(), None);
        let revoke = |ago: u32| bank.control("chat_revoke", &json!({ "as": "agus", "ago_seconds": ago }));
        let since = |answer: serde_json::Value| timestamp(answer["since_ms"].as_i64().expect("a time"));
        let earliest = since(revoke(3600).expect("taken back"));
        assert!(since(revoke(0).expect("taken back")) > earliest);
        let read = jws::read::<Revocations>(&list().expect("a list"), typ::BADGE_REVOCATIONS).expect("reads");
        assert!(read.verifies(&PeerKey::from_jwk(&bank.keys.badge.public).expect("a point")));
        assert_eq!(read.claim.keys, [RevokedKey { key: bank.keys.rogue.kid.clone(), since: earliest }]);
    }

    #[test]
    fn chat_2_only_who_has_a_badge_of_the_bank_can_lose_it() {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        for speaker in ["impostor-forged", "no-badge", "nobody"] {
            assert!(bank.control("chat_revoke", &json!({ "as": speaker })).is_err(), "{speaker}");
        }
    }
}
