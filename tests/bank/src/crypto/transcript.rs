//! The enrolment transcript (`kunci/enrolment/1`, or `/2` with a commitment) and the digest of the attestation inside it.

use kunci_wire::token::{Attestation, ProofReply};
use uuid::Uuid;

use super::canonical::Canonical;
use super::keys::PeerKey;
use super::mac::sha256;

/// Everything both sides saw.
pub(crate) struct Transcript<'a> {
    /// What the bank drew; names suite, bank, token, epoch, nonce, challenge and the bank's keys.
    pub(crate) offer: &'a ProofReply,
    /// The customer.
    pub(crate) customer: Uuid,
    /// The session the enrolment was begun in.
    pub(crate) session: Uuid,
    /// The enrolment.
    pub(crate) enrolment: Uuid,
    /// How the customer proved to be who they are.
    pub(crate) method: &'a str,
    /// What the phone committed to, where the method asks for it.
    pub(crate) commitment: Option<&'a [u8; 32]>,
    /// The session key.
    pub(crate) session_thumbprint: &'a str,
    /// The phone's keys.
    pub(crate) phone_ephemeral: &'a PeerKey,
    /// Device signing key.
    pub(crate) device_signing: &'a PeerKey,
    /// Device agreement key.
    pub(crate) device_agreement: &'a PeerKey,
    /// The phone's nonce.
    pub(crate) phone_nonce: &'a [u8; 32],
    /// What the platform says about the keys.
    pub(crate) attestation: &'a Attestation,
}

impl Transcript<'_> {
    /// SHA-256 of the canonical transcript.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let offer = self.offer;
        let label = if self.commitment.is_some() { "kunci/enrolment/2" } else { "kunci/enrolment/1" };
        let bytes = Canonical::new(label)
            .text(&offer.suite)
            .text(&offer.bank)
            .uuid(self.customer)
            .uuid(self.session)
            .uuid(self.enrolment)
            .text(self.method)
            .text(&offer.transcript_kid)
            .text(self.session_thumbprint)
            .bytes(&offer.bank_ephemeral.to_sec1())
            .bytes(&offer.bank_agreement.to_sec1())
            .bytes(&self.phone_ephemeral.sec1())
            .bytes(&self.device_signing.sec1())
            .bytes(&self.device_agreement.sec1())
            .bytes(&offer.bank_nonce.0)
            .bytes(self.phone_nonce)
            .bytes(&offer.attestation_challenge.0)
            .bytes(&attestation_digest(self.attestation))
            .maybe_uuid(offer.replaces)
            .uuid(offer.token_id)
            .integer(offer.epoch);
        let bytes = match self.commitment {
            Some(commitment) => bytes.bytes(commitment),
            None => bytes,
        };
        sha256(&bytes.finish())
    }
}

/// What a person carries from the phone to the website: the hash as a number, its last eight decimal digits.
pub(crate) fn fingerprint(transcript_hash: &[u8; 32]) -> String {
    let digits = transcript_hash.iter().fold(0_u64, |rest, &byte| (rest * 256 + u64::from(byte)) % 100_000_000);
    format!("{digits:08}")
}

fn attestation_digest(attestation: &Attestation) -> [u8; 32] {
    let levels = Canonical::new("kunci/attestation/1")
        .text(attestation.signing_level.as_str())
        .text(attestation.agreement_level.as_str());
    let all = attestation.evidence.iter().fold(levels, |bytes, piece| bytes.bytes(&piece.0));
    sha256(&all.finish())
}
