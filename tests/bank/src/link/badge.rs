//! Who speaks for the bank: badges and signed words, and what impostors make of them.

use jiff::Timestamp;
use kunci_wire::chat::{Badge, Sender, StaffProof};
use kunci_wire::signed::typ;
use kunci_wire::{B64, Bytes32};
use uuid::Uuid;

use crate::bank::Bank;
use crate::clock::{HOUR, timestamp};
use crate::crypto::canonical::Canonical;
use crate::crypto::jws;
use crate::crypto::keys::sign;
use crate::crypto::mac::sha256;
use crate::keyring::SigningPair;
use crate::refusal::BankError;

const AGENT_NAME: &str = "Dewi";
pub(super) const AGENT_ID: &str = "10233";
const BOT_NAME: &str = "Kunci Bot";
const LIFE: i64 = 12 * HOUR;

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// The bank's bot.
    Bot,
    /// Dewi, employee 10233.
    Dewi,
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
    pub(crate) const ALL: [Self; 7] = [
        Self::Bot,
        Self::Dewi,
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
            Self::ImpostorForged => "impostor-forged",
            Self::ImpostorExpired => "impostor-expired",
            Self::ImpostorForeign => "impostor-foreign",
            Self::ImpostorThief => "impostor-thief",
            Self::NoBadge => "no-badge",
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
            (jws::seal(&keys.badge.secret, typ::BOT_BADGE, &bot)?, &keys.bot)
        }
        Voice::Dewi => (dewi(shift, words.conversation)?, &keys.agent),
        Voice::ImpostorThief => (dewi(shift, words.conversation)?, &keys.rogue),
        Voice::ImpostorExpired => (dewi(words.now - LIFE - HOUR, words.conversation)?, &keys.agent),
        Voice::ImpostorForeign => (dewi(shift, bank.entropy.id(words.now)?)?, &keys.agent),
        Voice::ImpostorForged => {
            let own = claim(AGENT_NAME, AGENT_ID, &keys.rogue, shift, words.conversation);
            (jws::seal_as(&keys.rogue.secret, &keys.badge.kid, typ::AGENT_BADGE, &own)?, &keys.rogue)
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
    let signature = B64(sign(&holder.secret, &message));
    Ok(Some(StaffProof { badge, previous: Bytes32(*words.previous), time_ms, signature }))
}

fn badge(
    bank: &Bank,
    name: &str,
    employee_id: &str,
    holder: &SigningPair,
    from: i64,
    conversation: Uuid,
) -> Result<String, BankError> {
    jws::seal(&bank.keys.badge.secret, typ::AGENT_BADGE, &claim(name, employee_id, holder, from, conversation))
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
