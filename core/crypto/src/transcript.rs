//! The byte strings that an enrolment and a login hash and MAC: the tables of `docs/contract/canonical-bytes.md`.

use crate::canonical::{Canonical, CanonicalError};
use crate::hash::sha256;
use crate::p256key::PublicKey;

/// Everything that both sides of an enrolment saw. UUIDs are their 36 lower-case characters.
#[derive(Clone, Copy, Debug)]
pub struct EnrolmentTranscript<'a> {
    /// Protocol suite and version.
    pub suite: &'a str,
    /// The bank's id.
    pub bank: &'a str,
    /// The customer (UUID).
    pub customer_id: &'a str,
    /// The session (UUID).
    pub session_id: &'a str,
    /// The enrolment (UUID).
    pub enrolment_id: &'a str,
    /// How the customer proved to be who they are.
    pub method: &'a str,
    /// Key id of the bank's transcript key.
    pub transcript_kid: &'a str,
    /// RFC 7638 thumbprint of the session key.
    pub session_thumbprint: &'a str,
    /// The bank's key for this exchange.
    pub bank_ephemeral: &'a PublicKey,
    /// The bank's half of `hw`.
    pub bank_agreement: &'a PublicKey,
    /// The phone's key for this exchange.
    pub phone_ephemeral: &'a PublicKey,
    /// The device's signing key.
    pub device_signing: &'a PublicKey,
    /// The device's half of `hw`.
    pub device_agreement: &'a PublicKey,
    /// Fresh, from the bank.
    pub bank_nonce: &'a [u8; 32],
    /// Fresh, from the phone.
    pub phone_nonce: &'a [u8; 32],
    /// For the platform's key attestation.
    pub attestation_challenge: &'a [u8; 32],
    /// See [`attestation_digest`].
    pub attestation_digest: &'a [u8; 32],
    /// The token that this one replaces (UUID).
    pub replaced_token_id: Option<&'a str>,
    /// The new token (UUID).
    pub token_id: &'a str,
    /// Its binding epoch.
    pub epoch: u64,
    /// [`commitment`] to the phone's keys, where the method asks for it.
    pub commitment: Option<&'a [u8; 32]>,
}

impl EnrolmentTranscript<'_> {
    /// `kunci/enrolment/1`; with a commitment `kunci/enrolment/2`.
    ///
    /// # Errors
    /// [`CanonicalError::NotAUuid`].
    pub fn canonical_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        let label = if self.commitment.is_some() { "kunci/enrolment/2" } else { "kunci/enrolment/1" };
        let fields = Canonical::new(label)
            .text(1, self.suite)
            .text(2, self.bank)
            .uuid(3, self.customer_id)
            .uuid(4, self.session_id)
            .uuid(5, self.enrolment_id)
            .text(6, self.method)
            .text(7, self.transcript_kid)
            .text(8, self.session_thumbprint)
            .bytes(9, &self.bank_ephemeral.to_sec1())
            .bytes(10, &self.bank_agreement.to_sec1())
            .bytes(11, &self.phone_ephemeral.to_sec1())
            .bytes(12, &self.device_signing.to_sec1())
            .bytes(13, &self.device_agreement.to_sec1())
            .bytes(14, self.bank_nonce)
            .bytes(15, self.phone_nonce)
            .bytes(16, self.attestation_challenge)
            .bytes(17, self.attestation_digest);
        let fields = match self.replaced_token_id {
            Some(replaced) => fields.uuid(18, replaced),
            None => fields.absent(18),
        };
        let fields = fields.uuid(19, self.token_id).number(20, self.epoch);
        match self.commitment {
            Some(commitment) => fields.bytes(21, commitment).finish(),
            None => fields.finish(),
        }
    }

    /// SHA-256 of [`EnrolmentTranscript::canonical_bytes`]: the transcript hash.
    ///
    /// # Errors
    /// As there.
    pub fn hash(&self) -> Result<[u8; 32], CanonicalError> {
        self.canonical_bytes().map(|bytes| sha256(&bytes))
    }
}

/// What a person carries from the phone to the website: SHA-256 of the transcript as a number, its last eight decimal digits.
#[must_use]
pub fn fingerprint(transcript_hash: &[u8; 32]) -> String {
    let digits = transcript_hash.iter().fold(0_u64, |rest, &byte| (rest * 256 + u64::from(byte)) % 100_000_000);
    format!("{digits:08}")
}

/// `kunci/enrol-commit/1`, hashed: what the phone says of its keys before the bank draws its own.
///
/// # Errors
/// None in practice; the type is that of the builder.
pub fn commitment(
    device_signing: &PublicKey,
    device_agreement: &PublicKey,
    phone_ephemeral: &PublicKey,
    phone_nonce: &[u8; 32],
) -> Result<[u8; 32], CanonicalError> {
    Canonical::new("kunci/enrol-commit/1")
        .bytes(1, &device_signing.to_sec1())
        .bytes(2, &device_agreement.to_sec1())
        .bytes(3, &phone_ephemeral.to_sec1())
        .bytes(4, phone_nonce)
        .finish()
        .map(|bytes| sha256(&bytes))
}

/// `kunci/enrol-challenge/1`, hashed: the attestation challenge of an enrolment by QR, known before the bank draws anything.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn qr_challenge(offer_id: &str, secret: &[u8; 32]) -> Result<[u8; 32], CanonicalError> {
    Canonical::new("kunci/enrol-challenge/1").uuid(1, offer_id).bytes(2, secret).finish().map(|bytes| sha256(&bytes))
}

/// `kunci/not-me/1`: what the knowledge MAC of "not me" covers.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn not_me_message(token_id: &str, epoch: u64, nonce: &[u8; 16]) -> Result<Vec<u8>, CanonicalError> {
    Canonical::new("kunci/not-me/1").uuid(1, token_id).number(2, epoch).bytes(3, nonce).finish()
}

/// `kunci/remove/1`: what the proof of a removal covers.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn remove_message(token_id: &str, epoch: u64, nonce: &[u8; 16]) -> Result<Vec<u8>, CanonicalError> {
    Canonical::new("kunci/remove/1").uuid(1, token_id).number(2, epoch).bytes(3, nonce).finish()
}

/// `kunci/attestation/1`: the levels as they travel, then one field for each piece of evidence.
///
/// # Errors
/// [`CanonicalError::TagOrder`] for more pieces than there are tags.
pub fn attestation_bytes<E: AsRef<[u8]>>(
    signing_level: &str,
    agreement_level: &str,
    evidence: &[E],
) -> Result<Vec<u8>, CanonicalError> {
    let mut fields = Canonical::new("kunci/attestation/1").text(1, signing_level).text(2, agreement_level);
    for (index, piece) in evidence.iter().enumerate() {
        // Past the last tag 0 stands, which does not ascend.
        let tag = u16::try_from(index + 3).unwrap_or(0);
        fields = fields.bytes(tag, piece.as_ref());
    }
    fields.finish()
}

/// SHA-256 of [`attestation_bytes`].
///
/// # Errors
/// As there.
pub fn attestation_digest<E: AsRef<[u8]>>(
    signing_level: &str,
    agreement_level: &str,
    evidence: &[E],
) -> Result<[u8; 32], CanonicalError> {
    attestation_bytes(signing_level, agreement_level, evidence).map(|bytes| sha256(&bytes))
}

/// `kunci/enrol-confirm/1`: what the knowledge MAC of a confirmation covers.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn enrol_confirm_message(transcript_hash: &[u8; 32], enrolment_id: &str) -> Result<Vec<u8>, CanonicalError> {
    Canonical::new("kunci/enrol-confirm/1").bytes(1, transcript_hash).uuid(2, enrolment_id).finish()
}

/// `kunci/login/1`: what the proof of a login covers. `certificate` is the compact JWS of the session certificate as sent.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn login_message(
    session_id: &str,
    login_nonce: &[u8; 32],
    token_id: &str,
    epoch: u64,
    certificate: &str,
) -> Result<Vec<u8>, CanonicalError> {
    Canonical::new("kunci/login/1")
        .uuid(1, session_id)
        .bytes(2, login_nonce)
        .uuid(3, token_id)
        .number(4, epoch)
        .bytes(5, &sha256(certificate.as_bytes()))
        .finish()
}

/// What an exchange on a token that exists makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangePurpose {
    /// A new `K_know`, for a new Unlock Code.
    Code,
    /// A `K_bio`.
    Biometric,
}

impl ChangePurpose {
    const fn labels(self) -> [&'static str; 3] {
        match self {
            Self::Code => ["kunci/code-change/1", "kunci/code-change-proof/1", "kunci/code-commit/1"],
            Self::Biometric => ["kunci/biometric/1", "kunci/biometric-proof/1", "kunci/biometric-commit/1"],
        }
    }
}

/// Everything that both sides of a code change, or of switching biometrics on, saw.
#[derive(Clone, Copy, Debug)]
pub struct ChangeTranscript<'a> {
    /// What is made.
    pub purpose: ChangePurpose,
    /// Protocol suite and version.
    pub suite: &'a str,
    /// The bank's id.
    pub bank: &'a str,
    /// The customer (UUID).
    pub customer_id: &'a str,
    /// The session (UUID).
    pub session_id: &'a str,
    /// The change (UUID).
    pub change_id: &'a str,
    /// Key id of the bank's transcript key.
    pub transcript_kid: &'a str,
    /// RFC 7638 thumbprint of the session key.
    pub session_thumbprint: &'a str,
    /// The token (UUID).
    pub token_id: &'a str,
    /// Its binding epoch.
    pub epoch: u64,
    /// Of the new key.
    pub generation: u64,
    /// Hash of the enrolment's transcript: it names every lasting key of the token.
    pub enrolment_hash: &'a [u8; 32],
    /// RFC 7638 thumbprint of the device signing key.
    pub device_thumbprint: &'a str,
    /// The bank's key for this exchange.
    pub bank_ephemeral: &'a PublicKey,
    /// The phone's key for this exchange.
    pub phone_ephemeral: &'a PublicKey,
    /// Fresh, from the bank.
    pub bank_nonce: &'a [u8; 32],
    /// Fresh, from the phone.
    pub phone_nonce: &'a [u8; 32],
}

impl ChangeTranscript<'_> {
    /// `kunci/code-change/1` or `kunci/biometric/1`.
    ///
    /// # Errors
    /// [`CanonicalError::NotAUuid`].
    pub fn canonical_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        let [label, ..] = self.purpose.labels();
        Canonical::new(label)
            .text(1, self.suite)
            .text(2, self.bank)
            .uuid(3, self.customer_id)
            .uuid(4, self.session_id)
            .uuid(5, self.change_id)
            .text(6, self.transcript_kid)
            .text(7, self.session_thumbprint)
            .uuid(8, self.token_id)
            .number(9, self.epoch)
            .number(10, self.generation)
            .bytes(11, self.enrolment_hash)
            .text(12, self.device_thumbprint)
            .bytes(13, &self.bank_ephemeral.to_sec1())
            .bytes(14, &self.phone_ephemeral.to_sec1())
            .bytes(15, self.bank_nonce)
            .bytes(16, self.phone_nonce)
            .finish()
    }

    /// SHA-256 of [`ChangeTranscript::canonical_bytes`].
    ///
    /// # Errors
    /// As there.
    pub fn hash(&self) -> Result<[u8; 32], CanonicalError> {
        self.canonical_bytes().map(|bytes| sha256(&bytes))
    }
}

/// `kunci/code-change-proof/1` or `kunci/biometric-proof/1`: what the present code's proof covers.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn change_proof_message(
    purpose: ChangePurpose,
    transcript_hash: &[u8; 32],
    change_id: &str,
) -> Result<Vec<u8>, CanonicalError> {
    let [_, label, _] = purpose.labels();
    Canonical::new(label).bytes(1, transcript_hash).uuid(2, change_id).finish()
}

/// `kunci/code-commit/1` or `kunci/biometric-commit/1`: what the new key's proof covers.
///
/// # Errors
/// [`CanonicalError::NotAUuid`].
pub fn change_commit_message(
    purpose: ChangePurpose,
    transcript_hash: &[u8; 32],
    change_id: &str,
) -> Result<Vec<u8>, CanonicalError> {
    let [_, _, label] = purpose.labels();
    Canonical::new(label).bytes(1, transcript_hash).uuid(2, change_id).finish()
}
