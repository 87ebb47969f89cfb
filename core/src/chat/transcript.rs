//! A transcript to keep: what was received, and the bank's signature over it. Made from the store, and checked by anybody.
//!
//! Each event's leaf holds the leaf before it, so the signature over the last one covers them all: a word that is changed, left out,
//! put in or moved breaks the chain. Blacking out (a gap, or a bare hash in an event's place) holds and shows as an entry that cannot be
//! read. [`verify`] needs the file and nothing else; that the keys in it are the bank's is compared by
//! their thumbprints.

use std::collections::{BTreeMap, HashSet};

use kunci_crypto::jws;
use kunci_crypto::p256key::PublicKey;
use kunci_wire::bytes::decode;
use kunci_wire::chat::{Badge, Body, ChatHead, Event};
use kunci_wire::link::{Numbered, ServerFrame};
use kunci_wire::signed::typ;
use kunci_wire::{Bytes32, Jwk};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::history::head_of;
use super::proof::Signatures;
use super::{kept, proof};
use crate::ports::{Conversation, Speaker, TranscriptRecord};
use crate::{Error, Phone};

/// The format of this version.
pub const FORMAT: &str = "kunci-transcript/1";

/// A transcript, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// [`FORMAT`].
    format: String,
    /// The bank's id.
    bank: String,
    conversation: Uuid,
    epoch: u64,
    /// [`ChatHead`] as signed.
    head: String,
    /// The bank's badge keys when it signed.
    keys: Vec<Jwk>,
    /// The frames as received, in their order.
    events: Vec<Value>,
}

/// A transcript that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The bank's id, as the file says.
    pub bank: String,
    /// Which conversation.
    pub conversation: Uuid,
    /// When the bank signed, its own time, milliseconds since 1970 UTC.
    pub signed_at_ms: i64,
    /// RFC 7638 thumbprint of the key that signed: whose it is, only a comparison with what the bank publishes says.
    pub signed_by: String,
    /// What was said, in its order.
    pub entries: Vec<TranscriptEntry>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptEntry {
    /// Its number.
    pub seq: u64,
    /// The bank's time, milliseconds since 1970 UTC; `None` for what cannot be read.
    pub at_ms: Option<i64>,
    /// Whose words, by the badge keys in the file. Keys taken back later are not in it. `None` for what cannot be read.
    pub speaker: Option<Speaker>,
    /// Of the customer's words: whether she has signed them herself; else they are bound by the bank's signature only.
    pub signed: bool,
    /// The message, or the notice's code; empty for what cannot be read (a later version's, a gap, or kept before transcripts were).
    pub text: String,
}

/// Why a transcript proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TranscriptFault {
    /// Not a file of this format.
    #[error("this is no transcript of the format kunci-transcript/1")]
    Unreadable,
    /// The signature is not by one of the file's keys, or is for something else.
    #[error("the signature does not fit")]
    Signature,
    /// An event is changed, left out, put in or moved.
    #[error("the chain is broken at number {seq}")]
    Broken {
        /// The first event that does not fit.
        seq: u64,
    },
    /// The chain holds and is not the one that was signed.
    #[error("the bank has signed another ending")]
    OtherEnding,
}

/// Checks a transcript, by itself.
///
/// # Errors
/// [`TranscriptFault`]: the first thing that does not hold.
pub fn verify(text: &str) -> Result<Transcript, TranscriptFault> {
    let file: File = serde_json::from_str(text).map_err(|_| TranscriptFault::Unreadable)?;
    if file.format != FORMAT {
        return Err(TranscriptFault::Unreadable);
    }
    let keys = Keys::of(&file.keys);
    let (signed_by, head) = keys.verify::<ChatHead>(&file.head, typ::CHAT_HEAD).ok_or(TranscriptFault::Signature)?;
    if head.conversation != file.conversation || head.epoch != file.epoch {
        return Err(TranscriptFault::Signature);
    }
    let mut chain =
        Chain { conversation: file.conversation, epoch: file.epoch, seq: 0, head: [0; 32], seen: HashSet::new() };
    let entries = file.events.iter().map(|frame| chain.follow(frame, &keys)).collect::<Result<Vec<_>, _>>()?;
    if (chain.seq, chain.head) != (head.seq, head.leaf.0) {
        return Err(TranscriptFault::OtherEnding);
    }
    let signed_at_ms = head.at.as_millisecond();
    Ok(Transcript { bank: file.bank, conversation: file.conversation, signed_at_ms, signed_by, entries })
}

/// The keys that the file brings, by their thumbprints.
struct Keys(BTreeMap<String, PublicKey>);

impl Keys {
    fn of(keys: &[Jwk]) -> Self {
        let key = |key: &Jwk| PublicKey::from_sec1(&key.to_sec1()).ok();
        Self(keys.iter().filter_map(key).map(|key| (key.thumbprint(), key)).collect())
    }

    fn verify<T: serde::de::DeserializeOwned>(&self, token: &str, typ: &str) -> Option<(String, T)> {
        let kid = jws::peek_kid(token).ok()?;
        let payload = jws::verify(token, typ, self.0.get(&kid)?).ok()?.parse().ok()?;
        Some((kid, payload))
    }
}

/// How far it holds.
struct Chain {
    conversation: Uuid,
    epoch: u64,
    seq: u64,
    head: [u8; 32],
    /// Leaves so far: what the bank's people may say that they have seen.
    seen: HashSet<[u8; 32]>,
}

impl Chain {
    fn follow(&mut self, frame: &Value, keys: &Keys) -> Result<TranscriptEntry, TranscriptFault> {
        let broken = TranscriptFault::Broken { seq: self.seq + 1 };
        let bytes = serde_json::to_vec(frame).map_err(|_| broken)?;
        let (at, entry) = match ServerFrame::parse(&bytes).map_err(|_| broken)? {
            ServerFrame::Event(event) => {
                let entry = self.event(&event, keys).ok_or(broken)?;
                (numbered(&event), entry)
            }
            // Their own words are not proved; the leaf is, by the next one that holds it, or by the signature.
            ServerFrame::Gap(gap) if gap.from == self.seq + 1 && gap.to >= gap.from => {
                let at =
                    Numbered { conversation: gap.conversation, epoch: gap.epoch, seq: gap.to, leaf: Some(gap.leaf) };
                (at, unread(gap.to))
            }
            // A gap that was kept before frames were kept has its last number only.
            ServerFrame::Unknown(Some(at)) if at.seq == self.seq + 1 || (at.leaf.is_some() && at.seq > self.seq) => {
                (at, unread(at.seq))
            }
            _ => return Err(broken),
        };
        if at.conversation != self.conversation || at.epoch != self.epoch {
            return Err(broken);
        }
        self.seq = at.seq;
        self.head = at.leaf.map_or(self.head, |leaf| leaf.0);
        self.seen.insert(self.head);
        Ok(entry)
    }

    fn event(&self, event: &Event, keys: &Keys) -> Option<TranscriptEntry> {
        if event.seq != self.seq + 1 || !proof::continues(&self.head, event).ok()? {
            return None;
        }
        let badge = |badge: &str, typ: &str| keys.verify::<Badge>(badge, typ).map(|(_, badge)| badge);
        let seen = |leaf: &[u8; 32]| *leaf == [0; 32] || self.seen.contains(leaf);
        let certified = |signed: &str| keys.verify(signed, typ::SESSION_KEY).map(|(_, certificate)| certificate);
        let signatures = proof::signatures(event, badge, certified);
        let signed = matches!(signatures, Signatures::Own(Some(_)));
        let judged = proof::judge(event, signatures, |_| None, seen);
        if signed && judged.speaker != Speaker::You {
            return None;
        }
        Some(TranscriptEntry {
            seq: event.seq,
            at_ms: Some(event.at.as_millisecond()),
            speaker: Some(judged.speaker),
            signed,
            text: words(&event.body),
        })
    }
}

/// A file goes by its name: its descriptor holds its key.
fn words(body: &Body) -> String {
    match body {
        Body::Text { text } => text.clone(),
        Body::Notice { code } => code.clone(),
        Body::Attachment { descriptor } => kept::file_name(descriptor),
        Body::DocumentRequest { .. } => body.kind().to_owned(),
    }
}

fn numbered(event: &Event) -> Numbered {
    Numbered { conversation: event.conversation, epoch: event.epoch, seq: event.seq, leaf: Some(event.leaf) }
}

const fn unread(seq: u64) -> TranscriptEntry {
    TranscriptEntry { seq, at_ms: None, speaker: None, signed: false, text: String::new() }
}

fn written(bank: &str, kept: &TranscriptRecord) -> Result<String, Error> {
    // What was signed last may be of a numbering before the present one.
    let said = signed_place(&kept.head.signed).ok_or(Error::Internal)?;
    let (epoch, base) = (said.epoch, kept.head.seq.checked_sub(said.seq).ok_or(Error::Internal)?);
    let frame = |kept: &crate::ports::KeptFrame, conversation: Uuid| -> Option<Value> {
        if kept.frame.is_empty() {
            let leaf = Some(Bytes32(kept.leaf));
            return serde_json::to_value(Numbered { conversation, epoch, seq: kept.seq - base, leaf }).ok();
        }
        serde_json::from_slice(&kept.frame).ok()
    };
    let conversation = kept.head.conversation;
    let events: Option<Vec<_>> = kept.events.iter().map(|kept| frame(kept, conversation)).collect();
    let file = File {
        format: FORMAT.to_owned(),
        bank: bank.to_owned(),
        conversation,
        epoch,
        head: kept.head.signed.clone(),
        keys: serde_json::from_str(&kept.head.keys).map_err(|_| Error::Internal)?,
        events: events.ok_or(Error::Internal)?,
    };
    serde_json::to_string_pretty(&file).map_err(|_| Error::Internal)
}

/// What a signature says that was verified when it came.
fn signed_place(signed: &str) -> Option<ChatHead> {
    let payload = decode(signed.split('.').nth(1)?)?;
    serde_json::from_slice(&payload).ok()
}

impl Phone {
    /// The transcript of a conversation up to where the bank has signed it, as a file to keep: JSON that [`verify`] and `kunci verify-transcript`
    /// check. It holds the words in the clear.
    ///
    /// # Errors
    /// [`Error::NotFound`] before the bank has signed anything; what the store says; [`Error::Scope`] without the token's proof.
    pub async fn chat_transcript(&self, conversation: Conversation) -> Result<String, Error> {
        let history = self.history().await?;
        let kept = history.read(move |store| {
            let Some(head) = head_of(store, conversation)? else { return Ok(None) };
            Ok(store.transcript(head.id)?)
        });
        written(&self.config.bank_id, &kept.await?.ok_or(Error::NotFound)?)
    }
}

#[cfg(test)]
mod tests {
    use kunci_crypto::SessionKey;
    use kunci_wire::chat::Sender;
    use kunci_wire::link::Gap;

    use super::super::proof::tests::chained;
    use super::*;
    use crate::ports::{HeadRecord, KeptFrame};

    const TALK: Uuid = Uuid::from_u128(10);

    type Change = fn(&mut Value);

    /// Three events: a message of the customer, a gap over two numbers, a notice.
    fn record(key: &SessionKey) -> TranscriptRecord {
        let first = chained(&[0; 32], 1, Sender::Customer, Body::Text { text: "Halo".into() });
        let gap = Gap { conversation: TALK, epoch: 1, from: 2, to: 3, leaf: Bytes32([5; 32]) };
        let last = chained(&[5; 32], 4, Sender::Bank, Body::Notice { code: "ended".into() });
        let kept = |seq: u64, leaf: Bytes32, frame: ServerFrame| KeptFrame {
            seq,
            leaf: leaf.0,
            frame: frame.to_bytes().expect("bytes"),
        };
        let (first_leaf, leaf) = (first.leaf, last.leaf);
        let events = vec![
            kept(1, first_leaf, ServerFrame::Event(Box::new(first))),
            kept(3, gap.leaf, ServerFrame::Gap(gap)),
            kept(4, leaf, ServerFrame::Event(Box::new(last))),
        ];
        let head = ChatHead { conversation: TALK, epoch: 1, seq: 4, leaf, at: jiff::Timestamp::UNIX_EPOCH };
        let keys = serde_json::to_string(&[Jwk::from_sec1(&key.public().to_sec1()).expect("a point")]).expect("JSON");
        TranscriptRecord { head: HeadRecord { conversation: TALK, seq: 4, signed: signed(key, &head), keys }, events }
    }

    fn signed(key: &SessionKey, head: &ChatHead) -> String {
        let payload = serde_json::to_vec(head).expect("JSON");
        let input = jws::sign_input(&key.public().thumbprint(), typ::CHAT_HEAD, &payload).expect("small");
        let signature = key.sign(input.as_bytes()).expect("signs");
        jws::assemble(input, &signature)
    }

    fn file(key: &SessionKey) -> String {
        written("bank", &record(key)).expect("written")
    }

    #[test]
    fn chat_12_a_kept_transcript_is_checked_without_the_bank() {
        let key = SessionKey::generate().expect("key");
        let transcript = verify(&file(&key)).expect("holds");
        assert_eq!(transcript.signed_by, key.public().thumbprint());
        let said: Vec<_> = transcript.entries.iter().map(|entry| (entry.seq, entry.text.as_str())).collect();
        assert_eq!(said, [(1, "Halo"), (3, ""), (4, "ended")]);
        assert_eq!(transcript.entries[0].speaker, Some(Speaker::You));
        assert_eq!(transcript.entries[1].speaker, None);
    }

    #[test]
    fn chat_12_every_change_of_a_transcript_shows() {
        let key = SessionKey::generate().expect("key");
        let good: Value = serde_json::from_str(&file(&key)).expect("JSON");
        let changes: [(Change, TranscriptFault); 7] = [
            (|file| file["events"][0]["body"]["text"] = "Hallo".into(), TranscriptFault::Broken { seq: 1 }),
            (|file| file["events"][0]["sender"] = "agent".into(), TranscriptFault::Broken { seq: 1 }),
            (|file| file["events"][1]["from"] = 3.into(), TranscriptFault::Broken { seq: 2 }),
            (
                |file| drop(file["events"].as_array_mut().map(|events| events.remove(1))),
                TranscriptFault::Broken { seq: 2 },
            ),
            (|file| drop(file["events"].as_array_mut().map(Vec::pop)), TranscriptFault::OtherEnding),
            (|file| file["conversation"] = Uuid::from_u128(11).to_string().into(), TranscriptFault::Signature),
            (|file| file["format"] = "kunci-transcript/2".into(), TranscriptFault::Unreadable),
        ];
        for (n, (change, fault)) in changes.into_iter().enumerate() {
            let mut changed = good.clone();
            change(&mut changed);
            assert_eq!(verify(&changed.to_string()), Err(fault), "{n}");
        }
        let other = SessionKey::generate().expect("key");
        let mut foreign = good;
        foreign["keys"] = serde_json::from_str::<Value>(&file(&other)).expect("JSON")["keys"].clone();
        assert_eq!(verify(&foreign.to_string()), Err(TranscriptFault::Signature));
        assert_eq!(verify("[]"), Err(TranscriptFault::Unreadable));
    }

    #[test]
    fn chat_12_what_was_kept_before_transcripts_were_stands_by_its_hash_alone() {
        let key = SessionKey::generate().expect("key");
        let mut kept = record(&key);
        kept.events[0].frame.clear();
        let transcript = verify(&written("bank", &kept).expect("written")).expect("holds");
        assert_eq!(transcript.entries[0].text, "");
        kept.events[1].leaf = [9; 32];
        kept.events[1].frame.clear();
        kept.events.remove(2);
        let fault = verify(&written("bank", &kept).expect("written"));
        assert!(fault.is_err(), "{fault:?}");
    }
}
