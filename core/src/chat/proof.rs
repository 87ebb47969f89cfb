//! The bytes that are hashed and signed on the link (`docs/contract/link.md`), and the judgement on who speaks. Pure.

use jiff::Timestamp;
use kunci_crypto::canonical::Canonical;
use kunci_crypto::hash::sha256;
use kunci_crypto::p256key::PublicKey;
use kunci_wire::Bytes32;
use kunci_wire::chat::{
    BADGE_LIFE_SECONDS, Badge, Body, Event, Sender, SessionKeyCertificate, StaffProof, WRITTEN_WITHIN_MS,
};
use kunci_wire::signed::typ;
use uuid::Uuid;

use crate::Error;
use crate::ports::{Speaker, Unverified};

/// Version of the link's protocol.
const VERSION: u64 = 1;

/// What both sides of the Noise handshake must have in mind.
pub(super) fn prologue(bank_id: &str, key_id: &str) -> Result<Vec<u8>, Error> {
    finish(Canonical::new("kunci/link/1").number(1, VERSION).text(2, bank_id).text(3, key_id))
}

/// What the session key signs: good for this session on this one connection.
pub(super) fn link_auth(session: Uuid, handshake_hash: &[u8; 32]) -> Result<Vec<u8>, Error> {
    finish(Canonical::new("kunci/link-auth/1").uuid(1, &session.to_string()).bytes(2, handshake_hash))
}

pub(super) fn commitment(salt: &[u8], body: &Body) -> Result<[u8; 32], Error> {
    let bytes =
        Canonical::new("kunci/chat-body/1").bytes(1, salt).text(2, body.kind()).bytes(3, body.text().as_bytes());
    Ok(sha256(&finish(bytes)?))
}

fn leaf(previous: &[u8; 32], event: &Event) -> Result<[u8; 32], Error> {
    let signature = event.proof.as_ref().map_or(&[][..], |proof| proof.signature.0.as_slice());
    let bytes = Canonical::new("kunci/chat-leaf/1")
        .bytes(1, previous)
        .uuid(2, &event.conversation.to_string())
        .number(3, event.epoch)
        .number(4, event.seq)
        .text(5, event.sender.as_str())
        .bytes(6, &event.commitment.0)
        .bytes(7, signature);
    Ok(sha256(&finish(bytes)?))
}

/// Whether the event says what its commitment says and continues the transcript after `head`.
pub(super) fn continues(head: &[u8; 32], event: &Event) -> Result<bool, Error> {
    Ok(event.commitment == Bytes32(commitment(&event.salt.0, &event.body)?)
        && event.leaf == Bytes32(leaf(head, event)?))
}

fn agent_message(event: &Event, proof: &StaffProof, client_id: Uuid) -> Result<Vec<u8>, Error> {
    finish(
        Canonical::new("kunci/agent-message/1")
            .bytes(1, &sha256(proof.badge.as_bytes()))
            .uuid(2, &event.conversation.to_string())
            .number(3, event.controller_epoch)
            .uuid(4, &client_id.to_string())
            .bytes(5, &proof.previous.0)
            .bytes(6, &event.commitment.0)
            .number(7, proof.time_ms),
    )
}

/// What the customer signs of her own words. `said`: in which conversation, under which client id.
pub(super) fn customer_message(
    said: (Uuid, Uuid),
    previous: &[u8; 32],
    commitment: &[u8; 32],
    time_ms: u64,
) -> Result<Vec<u8>, Error> {
    finish(
        Canonical::new("kunci/customer-message/1")
            .uuid(1, &said.0.to_string())
            .uuid(2, &said.1.to_string())
            .bytes(3, previous)
            .bytes(4, commitment)
            .number(5, time_ms),
    )
}

/// Whether the customer has signed her own words; `None`: nobody has, so that they stand on the bank's word alone. `certified` verifies the
/// bank's word on the session key. Whether she had seen this very conversation is not asked here.
fn own_words(event: &Event, certified: impl FnOnce(&str) -> Option<SessionKeyCertificate>) -> Option<bool> {
    let proof = event.proof.as_ref().filter(|_| event.sender == Sender::Customer)?;
    let fits = || {
        let certificate = certified(&proof.badge).filter(|known| known.conversation == event.conversation)?;
        let key = PublicKey::from_sec1(&certificate.cnf.to_sec1()).ok()?;
        let (said, time_ms) = ((event.conversation, event.client_id?), proof.time_ms);
        let message = customer_message(said, &proof.previous.0, &event.commitment.0, time_ms).ok()?;
        key.verify(&message, &proof.signature.0).ok()
    };
    Some(fits().is_some())
}

fn finish(bytes: Canonical) -> Result<Vec<u8>, Error> {
    bytes.finish().map_err(|_| Error::Internal)
}

/// Who speaks, and by which key it was proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) speaker: Speaker,
    /// RFC 7638 thumbprint of the badge key; with proven words of staff only.
    pub(super) badge_key: Option<String>,
}

impl From<Speaker> for Judgement {
    fn from(speaker: Speaker) -> Self {
        Self { speaker, badge_key: None }
    }
}

/// What the signatures of an event say by themselves. They are what takes long, and ask for nothing that is stored: events that came
/// together are looked at beside one another.
#[derive(Debug, Clone)]
pub(super) enum Signatures {
    /// The customer's own words; what was signed of them (`None`: nothing).
    Own(Option<bool>),
    /// The bank's notice.
    Bank,
    /// Words of staff, a bot or a person.
    Staff(Result<Box<Shown>, Unverified>),
}

/// A badge that stood when the words were said.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    badge: Badge,
    /// RFC 7638 thumbprint of its key.
    key: String,
    /// Its holder has signed these words, at their time.
    is_holder: bool,
}

/// Looks at the signatures, as of the event's own time. `signed_badge` verifies a JWS of this `typ` by the bank's badge keys, `certified` the
/// bank's word on a session key.
pub(super) fn signatures(
    event: &Event,
    signed_badge: impl FnOnce(&str, &str) -> Option<Badge>,
    certified: impl FnOnce(&str) -> Option<SessionKeyCertificate>,
) -> Signatures {
    match event.sender {
        Sender::Customer => Signatures::Own(own_words(event, certified)),
        Sender::Bank => Signatures::Bank,
        Sender::Agent => Signatures::Staff(staff(event, typ::AGENT_BADGE, signed_badge)),
        Sender::Bot => Signatures::Staff(staff(event, typ::BOT_BADGE, signed_badge)),
    }
}

fn staff(
    event: &Event,
    typ: &str,
    signed_badge: impl FnOnce(&str, &str) -> Option<Badge>,
) -> Result<Box<Shown>, Unverified> {
    let (Some(proof), Some(client_id)) = (&event.proof, event.client_id) else { return Err(Unverified::NoBadge) };
    let badge = signed_badge(&proof.badge, typ).ok_or(Unverified::Forged)?;
    let life = badge.expires.duration_since(badge.not_before).as_secs();
    if !(0..=BADGE_LIFE_SECONDS).contains(&life) || event.at < badge.not_before || event.at >= badge.expires {
        return Err(Unverified::Expired);
    }
    if badge.conversation != event.conversation {
        return Err(Unverified::Foreign);
    }
    let holder = PublicKey::from_sec1(&badge.cnf.to_sec1()).map_err(|_| Unverified::NotTheHolder)?;
    let signed = || {
        let message = agent_message(event, proof, client_id).ok()?;
        holder.verify(&message, &proof.signature.0).ok()
    };
    let written = i64::try_from(proof.time_ms).unwrap_or(i64::MAX);
    let in_time = event.at.as_millisecond().abs_diff(written) <= WRITTEN_WITHIN_MS.unsigned_abs();
    Ok(Box::new(Shown { key: holder.thumbprint(), is_holder: in_time && signed().is_some(), badge }))
}

/// Who speaks. `revoked_since` says from when on the bank has taken a badge key back; `knows_previous` whether the writer had seen this very
/// conversation.
pub(super) fn judge(
    event: &Event,
    signatures: Signatures,
    revoked_since: impl FnOnce(&str) -> Option<Timestamp>,
    knows_previous: impl FnOnce(&[u8; 32]) -> bool,
) -> Judgement {
    let unverified = |why| Speaker::Unverified { why }.into();
    let knows_previous = || event.proof.as_ref().is_some_and(|proof| knows_previous(&proof.previous.0));
    let shown = match signatures {
        Signatures::Bank => return Speaker::System.into(),
        Signatures::Own(None) => return Speaker::You.into(),
        Signatures::Own(Some(signed)) => {
            let own = signed && knows_previous();
            return if own { Speaker::You.into() } else { unverified(Unverified::Forged) };
        }
        Signatures::Staff(Err(why)) => return unverified(why),
        Signatures::Staff(Ok(shown)) => shown,
    };
    let Shown { badge, key, is_holder } = *shown;
    if revoked_since(&key).is_some_and(|since| event.at >= since) {
        return unverified(Unverified::Revoked);
    }
    if !is_holder || !knows_previous() {
        return unverified(Unverified::NotTheHolder);
    }
    let speaker = if event.sender == Sender::Bot {
        Speaker::Bot { name: badge.name }
    } else {
        Speaker::VerifiedAgent { name: badge.name, employee_id: badge.employee_id }
    };
    Judgement { speaker, badge_key: Some(key) }
}

#[cfg(test)]
pub(super) mod tests {
    use kunci_crypto::SessionKey;
    use kunci_wire::{B64, Jwk};

    use super::*;

    const TALK: Uuid = Uuid::from_u128(10);

    fn at(seconds: i64) -> jiff::Timestamp {
        jiff::Timestamp::from_second(seconds).expect("a time")
    }

    /// An event behind `previous`, without a proof.
    pub(in super::super) fn chained(previous: &[u8; 32], seq: u64, sender: Sender, body: Body) -> Event {
        let commitment = Bytes32(commitment(&[3; 16], &body).expect("bytes"));
        let mut next = Event { seq, sender, commitment, body, ..event() };
        next.leaf = Bytes32(leaf(previous, &next).expect("bytes"));
        next
    }

    /// An agent's words without a proof.
    pub(in super::super) fn event() -> Event {
        let (salt, body) = (vec![3; 16], Body::Text { text: "Halo".into() });
        let commitment = commitment(&salt, &body).expect("bytes");
        let mut event = Event {
            conversation: TALK,
            epoch: 1,
            seq: 1,
            at: at(100_000),
            sender: Sender::Agent,
            client_id: Some(Uuid::from_u128(5)),
            controller_epoch: 2,
            salt: B64(salt),
            commitment: Bytes32(commitment),
            leaf: Bytes32([0; 32]),
            proof: None,
            body,
        };
        event.leaf = Bytes32(leaf(&[0; 32], &event).expect("bytes"));
        event
    }

    fn badge(holder: &SessionKey) -> Badge {
        Badge {
            name: "Dewi".into(),
            employee_id: "10233".into(),
            role: "agent".into(),
            conversation: TALK,
            cnf: Jwk::from_sec1(&holder.public().to_sec1()).expect("a point"),
            not_before: at(90_000),
            expires: at(90_000 + BADGE_LIFE_SECONDS),
        }
    }

    fn signed(mut event: Event, key: &SessionKey) -> Event {
        let time_ms = event.at.as_millisecond().unsigned_abs();
        let mut proof =
            StaffProof { badge: "badge".into(), previous: Bytes32([0; 32]), time_ms, signature: B64(Vec::new()) };
        let client_id = event.client_id.expect("an id");
        let message = agent_message(&event, &proof, client_id).expect("bytes");
        proof.signature = B64(key.sign(&message).expect("signs").to_vec());
        event.proof = Some(proof);
        event
    }

    /// As one who hears it.
    fn hear(
        event: &Event,
        signed_badge: impl FnOnce(&str, &str) -> Option<Badge>,
        revoked_since: impl FnOnce(&str) -> Option<Timestamp>,
        knows_previous: impl FnOnce(&[u8; 32]) -> bool,
    ) -> Judgement {
        judge(event, signatures(event, signed_badge, |_| None), revoked_since, knows_previous)
    }

    fn why(event: &Event, badge: Option<Badge>) -> Option<Unverified> {
        match hear(event, |_, _| badge, |_| None, |leaf| *leaf == [0; 32]).speaker {
            Speaker::Unverified { why } => Some(why),
            _ => None,
        }
    }

    #[test]
    fn chat_2_only_the_holder_of_a_good_badge_for_this_conversation_is_shown_as_staff() {
        let (dewi, other) = (SessionKey::generate().expect("key"), SessionKey::generate().expect("key"));
        let good = signed(event(), &dewi);
        let judged = hear(&good, |_, typ| (typ == typ::AGENT_BADGE).then(|| badge(&dewi)), |_| None, |_| true);
        assert_eq!(judged.speaker, Speaker::VerifiedAgent { name: "Dewi".into(), employee_id: "10233".into() });
        assert_eq!(judged.badge_key, Some(dewi.public().thumbprint()));

        assert_eq!(why(&event(), Some(badge(&dewi))), Some(Unverified::NoBadge));
        assert_eq!(why(&good, None), Some(Unverified::Forged));
        assert_eq!(why(&signed(event(), &other), Some(badge(&dewi))), Some(Unverified::NotTheHolder));
        let foreign = Badge { conversation: Uuid::from_u128(11), ..badge(&dewi) };
        assert_eq!(why(&good, Some(foreign)), Some(Unverified::Foreign));
        for (not_before, expires) in
            [(90_000, 100_000), (100_001, 110_000), (90_000, 90_000 + BADGE_LIFE_SECONDS + 1), (110_000, 90_000)]
        {
            let expired = Badge { not_before: at(not_before), expires: at(expires), ..badge(&dewi) };
            assert_eq!(why(&good, Some(expired)), Some(Unverified::Expired), "{not_before} {expires}");
        }
    }

    #[test]
    fn chat_2_words_moved_elsewhere_are_not_the_holder_s() {
        let dewi = SessionKey::generate().expect("key");
        let changes: [fn(&mut Event); 6] = [
            |event| event.controller_epoch = 3,
            |event| event.client_id = Some(Uuid::from_u128(6)),
            |event| event.commitment = Bytes32([1; 32]),
            |event| event.at = at(100_301),
            |event| event.proof.as_mut().expect("a proof").previous = Bytes32([1; 32]),
            |event| event.proof.as_mut().expect("a proof").badge.push('x'),
        ];
        for (n, change) in changes.into_iter().enumerate() {
            let mut moved = signed(event(), &dewi);
            change(&mut moved);
            assert_eq!(why(&moved, Some(badge(&dewi))), Some(Unverified::NotTheHolder), "{n}");
        }
        let unseen = hear(&signed(event(), &dewi), |_, _| Some(badge(&dewi)), |_| None, |_| false);
        assert_eq!(unseen.speaker, Speaker::Unverified { why: Unverified::NotTheHolder });
    }

    #[test]
    fn chat_2_what_was_said_before_a_badge_was_taken_back_stays_proven_and_nothing_after_it() {
        let dewi = SessionKey::generate().expect("key");
        let key = dewi.public().thumbprint();
        let said = signed(event(), &dewi);
        let revoked_at = |second: Option<i64>| {
            let since = |asked: &str| second.filter(|_| asked == key).map(at);
            hear(&said, |_, _| Some(badge(&dewi)), since, |_| true).speaker
        };
        let proven = Speaker::VerifiedAgent { name: "Dewi".into(), employee_id: "10233".into() };
        let revoked = Speaker::Unverified { why: Unverified::Revoked };
        for (second, expected) in
            [(None, &proven), (Some(100_001), &proven), (Some(100_000), &revoked), (Some(1), &revoked)]
        {
            assert_eq!(revoked_at(second), *expected, "{second:?}");
        }
    }

    #[test]
    fn chat_7_a_bot_is_a_bot_whatever_it_shows() {
        let bot = SessionKey::generate().expect("key");
        let event = signed(Event { sender: Sender::Bot, ..event() }, &bot);
        let judged = hear(&event, |_, typ| (typ == typ::BOT_BADGE).then(|| badge(&bot)), |_| None, |_| true);
        assert_eq!(judged.speaker, Speaker::Bot { name: "Dewi".into() });
        assert_eq!(why(&Event { sender: Sender::Customer, proof: None, ..event }, None), None);
    }

    #[test]
    fn chat_12_an_event_continues_the_transcript_or_is_not_taken() {
        let good = event();
        assert_eq!(continues(&[0; 32], &good), Ok(true));
        assert_eq!(continues(&[1; 32], &good), Ok(false));
        let changes: [fn(&mut Event); 5] = [
            |event| event.body = Body::Text { text: "Hallo".into() },
            |event| event.body = Body::Notice { code: "Halo".into() },
            |event| event.salt = B64(vec![4; 16]),
            |event| event.sender = Sender::Bot,
            |event| event.seq = 2,
        ];
        for (n, change) in changes.into_iter().enumerate() {
            let mut changed = event();
            change(&mut changed);
            assert_eq!(continues(&[0; 32], &changed), Ok(false), "{n}");
        }
    }

    #[test]
    fn chat_1_what_is_signed_for_one_connection_serves_no_other() {
        let session = Uuid::from_u128(1);
        assert_ne!(link_auth(session, &[1; 32]), link_auth(session, &[2; 32]));
        assert_ne!(prologue("bank", "a"), prologue("bank", "b"));
    }

    #[test]
    fn chat_12_the_customer_s_signature_holds_for_her_words_in_her_conversation_and_for_nothing_else() {
        let key = SessionKey::generate().expect("key");
        let mut said = Event { sender: Sender::Customer, ..event() };
        let signs = |said: &mut Event, conversation: Uuid| {
            let client_id = said.client_id.expect("an id");
            let message = customer_message((conversation, client_id), &[9; 32], &said.commitment.0, 7).expect("bytes");
            let signature = B64(key.sign(&message).expect("signs").to_vec());
            let (badge, previous) = ("certificate".to_owned(), kunci_wire::Bytes32([9; 32]));
            said.proof = Some(StaffProof { badge, previous, time_ms: 7, signature });
        };
        signs(&mut said, TALK);
        let certificate = |conversation| {
            let cnf = Jwk::from_sec1(&key.public().to_sec1()).expect("a point");
            Some(SessionKeyCertificate { conversation, cnf, issued: at(0) })
        };
        let holds = |said: &Event| own_words(said, |_| certificate(TALK));
        assert_eq!(holds(&said), Some(true));
        assert_eq!(own_words(&said, |_| certificate(Uuid::nil())), Some(false), "another conversation's key");
        assert_eq!(own_words(&said, |_| None), Some(false), "not certified by the bank");
        let forged = Speaker::Unverified { why: Unverified::Forged };
        let spoken = |certified: bool, seen: bool| {
            let signed = signatures(&said, |_, _| None, |_| certificate(TALK).filter(|_| certified));
            judge(&said, signed, |_| None, |leaf| seen && *leaf == [9; 32]).speaker
        };
        assert_eq!(spoken(true, true), Speaker::You);
        assert_eq!(spoken(true, false), forged, "another transcript");
        assert_eq!(spoken(false, true), forged);
        let spoilt = |spoil: fn(&mut Event)| {
            let mut other = said.clone();
            spoil(&mut other);
            holds(&other)
        };
        assert_eq!(spoilt(|it| it.commitment = Bytes32([0; 32])), Some(false), "other words");
        assert_eq!(spoilt(|it| it.client_id = Some(Uuid::from_u128(6))), Some(false), "said otherwise");
        assert_eq!(spoilt(|it| it.client_id = None), Some(false));
        assert_eq!(spoilt(|it| it.conversation = Uuid::from_u128(11)), Some(false));
        assert_eq!(spoilt(|it| it.proof.as_mut().expect("one").time_ms = 8), Some(false));
        assert_eq!(spoilt(|it| it.proof = None), None, "bound by the bank's signature only");
        assert_eq!(spoilt(|it| it.sender = Sender::Agent), None, "nobody else's words");
    }

    #[test]
    fn chat_12_the_published_words_of_a_customer_are_signed_as_here() {
        let vectors = include_str!("../../../docs/contract/vectors/kunci-1.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).expect("vectors");
        let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
        let hex = |value: &serde_json::Value| {
            let text = text(value);
            let bytes = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex"));
            bytes.collect::<Vec<_>>()
        };
        let words = vectors["customer_words"].as_array().expect("words");
        assert!(words.len() >= 2);
        for said in words {
            let body = Body::Text { text: text(&said["text"]) };
            let committed = commitment(&hex(&said["salt_hex"]), &body).expect("bytes");
            assert_eq!(committed.as_slice(), hex(&said["commitment_hex"]));
            let id = |name: &str| text(&said[name]).parse().expect("an id");
            let previous = hex(&said["previous_hex"]).try_into().expect("32 bytes");
            let time_ms = said["time_ms"].as_u64().expect("a time");
            let message = customer_message((id("conversation"), id("client_id")), &previous, &committed, time_ms);
            assert_eq!(message.expect("bytes"), hex(&said["message_hex"]), "{}", said["what"]);
        }
    }
}
