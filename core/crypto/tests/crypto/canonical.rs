//! No two different inputs share canonical bytes.

use kunci_crypto::canonical::{Canonical, CanonicalError};
use kunci_crypto::p256key::{PublicKey, SessionKey};
use kunci_crypto::transcript::{EnrolmentTranscript, attestation_digest, enrol_confirm_message, login_message};
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Bytes(Vec<u8>),
    Number(u64),
    Absent,
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..12).prop_map(Value::Bytes),
        any::<u64>().prop_map(Value::Number),
        Just(Value::Absent),
    ]
}

type Input = (String, std::collections::BTreeMap<u16, Value>);

fn input() -> impl Strategy<Value = Input> {
    ("[a-c/]{1,3}", proptest::collection::btree_map(1u16..5, value(), 0..4))
}

fn bytes((label, fields): &Input) -> Vec<u8> {
    let begun = Canonical::new(label);
    let built = fields.iter().fold(begun, |built, (&tag, value)| match value {
        Value::Bytes(bytes) => built.bytes(tag, bytes),
        Value::Number(number) => built.number(tag, *number),
        Value::Absent => built.absent(tag),
    });
    built.finish().expect("ascending")
}

/// What the bytes are a spelling of: a number is its 8 bytes.
fn meaning((label, fields): &Input) -> (String, Vec<(u16, Vec<u8>)>) {
    let spelt = |value: &Value| match value {
        Value::Bytes(bytes) => bytes.clone(),
        Value::Number(number) => number.to_be_bytes().to_vec(),
        Value::Absent => vec![],
    };
    (label.clone(), fields.iter().map(|(&tag, value)| (tag, spelt(value))).collect())
}

proptest! {
    #[test]
    fn different_inputs_have_different_bytes(one in input(), two in input()) {
        prop_assert_eq!(bytes(&one) == bytes(&two), meaning(&one) == meaning(&two));
    }

    #[test]
    fn bytes_can_be_read_back(input in input()) {
        let bytes = bytes(&input);
        let end = bytes.iter().position(|&byte| byte == 0).expect("ends the label");
        let label = String::from_utf8(bytes[..end].to_vec()).expect("ascii");
        let (mut rest, mut fields) = (&bytes[end + 1..], vec![]);
        while let Some((head, tail)) = rest.split_at_checked(6) {
            let tag = u16::from_be_bytes([head[0], head[1]]);
            let length = u32::from_be_bytes([head[2], head[3], head[4], head[5]]) as usize;
            fields.push((tag, tail[..length].to_vec()));
            rest = &tail[length..];
        }
        prop_assert!(rest.is_empty());
        prop_assert_eq!((label, fields), meaning(&input));
    }

    #[test]
    fn tags_out_of_order_never_pass(first in 0u16..9, second in 0u16..9) {
        let fine = first > 0 && second > first;
        prop_assert_eq!(Canonical::new("a").absent(first).absent(second).finish().is_ok(), fine);
    }
}

const IDS: [&str; 4] = [
    "0198b2c0-1111-7000-8000-000000000001",
    "0198b2c0-2222-7000-8000-000000000002",
    "0198b2c0-3333-7000-8000-000000000003",
    "0198b2c0-4444-7000-8000-000000000004",
];

fn key() -> PublicKey {
    SessionKey::generate().expect("key").public()
}

#[test]
fn every_field_of_the_transcript_changes_its_hash() {
    let (keys, nonces) = ([(); 6].map(|()| key()), [[1; 32], [2; 32], [3; 32], [4; 32], [5; 32]]);
    let base = EnrolmentTranscript {
        suite: "s",
        bank: "b",
        customer_id: IDS[0],
        session_id: IDS[1],
        enrolment_id: IDS[2],
        method: "sms",
        transcript_kid: "k",
        session_thumbprint: "t",
        bank_ephemeral: &keys[0],
        bank_agreement: &keys[1],
        phone_ephemeral: &keys[2],
        device_signing: &keys[3],
        device_agreement: &keys[4],
        bank_nonce: &nonces[0],
        phone_nonce: &nonces[1],
        attestation_challenge: &nonces[2],
        attestation_digest: &nonces[3],
        replaced_token_id: None,
        token_id: IDS[3],
        epoch: 1,
        commitment: None,
    };
    let (other_key, other_nonce) = (&keys[5], &nonces[4]);
    let others = [
        EnrolmentTranscript { suite: "x", ..base },
        EnrolmentTranscript { bank: "x", ..base },
        EnrolmentTranscript { customer_id: IDS[3], ..base },
        EnrolmentTranscript { session_id: IDS[3], ..base },
        EnrolmentTranscript { enrolment_id: IDS[3], ..base },
        EnrolmentTranscript { method: "x", ..base },
        EnrolmentTranscript { transcript_kid: "x", ..base },
        EnrolmentTranscript { session_thumbprint: "x", ..base },
        EnrolmentTranscript { bank_ephemeral: other_key, ..base },
        EnrolmentTranscript { bank_agreement: other_key, ..base },
        EnrolmentTranscript { phone_ephemeral: other_key, ..base },
        EnrolmentTranscript { device_signing: other_key, ..base },
        EnrolmentTranscript { device_agreement: other_key, ..base },
        EnrolmentTranscript { bank_nonce: other_nonce, ..base },
        EnrolmentTranscript { phone_nonce: other_nonce, ..base },
        EnrolmentTranscript { attestation_challenge: other_nonce, ..base },
        EnrolmentTranscript { attestation_digest: other_nonce, ..base },
        EnrolmentTranscript { replaced_token_id: Some(IDS[0]), ..base },
        EnrolmentTranscript { token_id: IDS[0], ..base },
        EnrolmentTranscript { epoch: 2, ..base },
        EnrolmentTranscript { commitment: Some(other_nonce), ..base },
    ];
    let mut hashes: Vec<_> = others.iter().chain([&base]).map(|transcript| transcript.hash().expect("hash")).collect();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), others.len() + 1);
    let capitals = EnrolmentTranscript { token_id: "0198B2C0-4444-7000-8000-000000000004", ..base };
    assert_eq!(capitals.hash(), Err(CanonicalError::NotAUuid(19)));
}

#[test]
fn evidence_is_bound_piece_by_piece() {
    let of = |evidence: &[&[u8]]| attestation_digest("tee", "tee", evidence).expect("digest");
    assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
    assert_ne!(of(&[b"abc"]), of(&[b"abc", b""]));
    assert_ne!(of(&[]), attestation_digest::<&[u8]>("tee", "software", &[]).expect("digest"));
    let too_many = vec![b""; 65_536];
    assert_eq!(attestation_digest("tee", "tee", &too_many), Err(CanonicalError::TagOrder(0)));
}

#[test]
fn every_input_of_the_maced_messages_changes_them() {
    let confirm = |hash, id| enrol_confirm_message(&[hash; 32], id).expect("bytes");
    assert_ne!(confirm(1, IDS[0]), confirm(2, IDS[0]));
    assert_ne!(confirm(1, IDS[0]), confirm(1, IDS[1]));
    let login = |session, nonce, token, epoch, certificate| {
        login_message(session, &[nonce; 32], token, epoch, certificate).expect("bytes")
    };
    let base = login(IDS[0], 1, IDS[1], 1, "a.b.c");
    for other in [
        login(IDS[2], 1, IDS[1], 1, "a.b.c"),
        login(IDS[0], 2, IDS[1], 1, "a.b.c"),
        login(IDS[0], 1, IDS[2], 1, "a.b.c"),
        login(IDS[0], 1, IDS[1], 2, "a.b.c"),
        login(IDS[0], 1, IDS[1], 1, "a.b.d"),
    ] {
        assert_ne!(base, other);
    }
}
