//! `Noise_NK_25519_ChaChaPoly_SHA256`, the answering side, written from the Noise Protocol Framework (rev 34) on RustCrypto and
//! dalek, so that a mistake of the phone's library is not mirrored.

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::crypto::mac::sha256;

/// Exactly as long as a SHA-256, so it is the first `h` as it stands (§5.2).
const PROTOCOL: &[u8; 32] = b"Noise_NK_25519_ChaChaPoly_SHA256";
const TAG: usize = 16;

/// A cipher state (§5.1): a key and a counter.
pub(crate) struct Cipher {
    cipher: ChaCha20Poly1305,
    counter: u64,
}

impl Cipher {
    fn new(key: &[u8]) -> Option<Self> {
        Some(Self { cipher: ChaCha20Poly1305::new_from_slice(key).ok()?, counter: 0 })
    }

    /// Four zero bytes and the counter, little-endian (§12.3).
    fn nonce(&mut self) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(&self.counter.to_le_bytes());
        self.counter += 1;
        nonce
    }

    fn encrypt(&mut self, aad: &[u8], msg: &[u8]) -> Option<Vec<u8>> {
        let nonce = self.nonce();
        self.cipher.encrypt(&nonce.into(), Payload { msg, aad }).ok()
    }

    fn decrypt(&mut self, aad: &[u8], msg: &[u8]) -> Option<Vec<u8>> {
        let nonce = self.nonce();
        self.cipher.decrypt(&nonce.into(), Payload { msg, aad }).ok()
    }

    /// One message of the connection.
    pub(crate) fn seal(&mut self, frame: &[u8]) -> Option<Vec<u8>> {
        self.encrypt(&[], frame)
    }

    /// One message of the connection; `None` if it was changed, left out or said twice.
    pub(crate) fn open(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        self.decrypt(&[], message)
    }
}

/// A symmetric state (§5.2).
struct Symmetric {
    chaining: Zeroizing<[u8; 32]>,
    hash: [u8; 32],
}

impl Symmetric {
    fn mix_hash(&mut self, data: &[u8]) {
        self.hash = Sha256::new().chain_update(self.hash).chain_update(data).finalize().into();
    }

    /// `HKDF(ck, ikm, 2)` of §4.3 is RFC 5869 with an empty info.
    fn derive(&self, ikm: &[u8]) -> Option<Zeroizing<[u8; 64]>> {
        let mut both = Zeroizing::new([0; 64]);
        Hkdf::<Sha256>::new(Some(&self.chaining[..]), ikm).expand(&[], &mut both[..]).ok()?;
        Some(both)
    }

    fn mix_key(&mut self, ikm: &[u8]) -> Option<Cipher> {
        let both = self.derive(ikm)?;
        let (chaining, key) = both.split_at(32);
        self.chaining.copy_from_slice(chaining);
        Cipher::new(key)
    }
}

/// An open connection.
pub(crate) struct Session {
    /// Names this one connection.
    pub(crate) handshake_hash: [u8; 32],
    /// From the phone.
    pub(crate) from_phone: Cipher,
    /// To the phone.
    pub(crate) to_phone: Cipher,
}

/// Reads the first message (`-> e, es`) and makes the second (`<- e, ee`). `None` if the first was not made for this key and
/// prologue. `ephemeral`: 32 fresh bytes.
pub(crate) fn answer(
    own: &StaticSecret,
    prologue: &[u8],
    first: &[u8],
    ephemeral: [u8; 32],
) -> Option<(Vec<u8>, Session)> {
    let (peer, payload) = first.split_at_checked(32)?;
    if payload.len() != TAG {
        return None;
    }
    let peer = PublicKey::from(<[u8; 32]>::try_from(peer).ok()?);
    let mut state = Symmetric { chaining: Zeroizing::new(*PROTOCOL), hash: *PROTOCOL };
    state.mix_hash(prologue);
    state.mix_hash(PublicKey::from(own).as_bytes());

    state.mix_hash(peer.as_bytes());
    let mut cipher = state.mix_key(own.diffie_hellman(&peer).as_bytes())?;
    let empty = cipher.decrypt(&state.hash, payload)?;
    state.mix_hash(payload);
    if !empty.is_empty() {
        return None;
    }

    let ephemeral = StaticSecret::from(ephemeral);
    let public = PublicKey::from(&ephemeral);
    state.mix_hash(public.as_bytes());
    let mut cipher = state.mix_key(ephemeral.diffie_hellman(&peer).as_bytes())?;
    let payload = cipher.encrypt(&state.hash, &[])?;
    state.mix_hash(&payload);

    let keys = state.derive(&[])?;
    let (from_phone, to_phone) = keys.split_at(32);
    let session =
        Session { handshake_hash: state.hash, from_phone: Cipher::new(from_phone)?, to_phone: Cipher::new(to_phone)? };
    Some(([&public.as_bytes()[..], &payload].concat(), session))
}

/// The public half of a static key, and its id.
pub(crate) fn public(own: &StaticSecret) -> ([u8; 32], String) {
    let public = PublicKey::from(own).to_bytes();
    (public, kunci_wire::bytes::encode(&sha256(&public)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(bank: &[u8; 32], prologue: &[u8]) -> snow::HandshakeState {
        snow::Builder::new(kunci_wire::link::NOISE.parse().expect("a protocol"))
            .prologue(prologue)
            .and_then(|builder| builder.remote_public_key(bank))
            .and_then(snow::Builder::build_initiator)
            .expect("a handshake")
    }

    fn first_message(phone: &mut snow::HandshakeState) -> Vec<u8> {
        let mut message = [0; 128];
        let length = phone.write_message(&[], &mut message).expect("writes");
        message[..length].to_vec()
    }

    #[test]
    fn chat_1_two_implementations_of_noise_understand_each_other() {
        let own = StaticSecret::from([7; 32]);
        let mut phone = phone(&public(&own).0, b"prologue");
        let first = first_message(&mut phone);
        let (second, mut session) = answer(&own, b"prologue", &first, [9; 32]).expect("answers");
        phone.read_message(&second, &mut []).expect("the bank's");
        assert_eq!(phone.get_handshake_hash(), session.handshake_hash);
        let mut phone = phone.into_transport_mode().expect("both are done");
        for text in [&b"one"[..], b"two", &[5; 60_000]] {
            let mut sealed = vec![0; text.len() + TAG];
            phone.write_message(text, &mut sealed).expect("seals");
            assert_eq!(session.from_phone.open(&sealed).as_deref(), Some(text));
            let answer = session.to_phone.seal(text).expect("seals");
            let mut opened = vec![0; answer.len()];
            let length = phone.read_message(&answer, &mut opened).expect("opens");
            assert_eq!(&opened[..length], text);
        }
    }

    #[test]
    fn chat_1_another_key_another_prologue_and_a_changed_message_are_refused() {
        let (own, other) = (StaticSecret::from([7; 32]), StaticSecret::from([8; 32]));
        let mut honest = phone(&public(&own).0, b"prologue");
        let first = first_message(&mut honest);
        assert!(answer(&other, b"prologue", &first, [9; 32]).is_none());
        assert!(answer(&own, b"another", &first, [9; 32]).is_none());
        for place in 0..first.len() {
            let mut changed = first.clone();
            changed[place] ^= 1;
            // The top bit of an X25519 coordinate is ignored (RFC 7748), but it is hashed.
            assert!(answer(&own, b"prologue", &changed, [9; 32]).is_none(), "{place}");
        }
        assert!(answer(&own, b"prologue", &first[..47], [9; 32]).is_none());
        // Somebody without the bank's key answers the phone.
        let (second, _) = answer(&own, b"prologue", &first, [9; 32]).expect("answers");
        let mut forged = second;
        forged[40] ^= 1;
        assert!(honest.read_message(&forged, &mut []).is_err());
    }

    #[test]
    fn chat_1_a_message_said_twice_does_not_open() {
        let own = StaticSecret::from([7; 32]);
        let mut phone = phone(&public(&own).0, b"");
        let first = first_message(&mut phone);
        let (second, mut session) = answer(&own, b"", &first, [9; 32]).expect("answers");
        phone.read_message(&second, &mut []).expect("the bank's");
        let mut phone = phone.into_transport_mode().expect("both are done");
        let mut sealed = vec![0; 3 + TAG];
        phone.write_message(b"one", &mut sealed).expect("seals");
        assert!(session.from_phone.open(&sealed).is_some());
        assert!(session.from_phone.open(&sealed).is_none());
    }
}
