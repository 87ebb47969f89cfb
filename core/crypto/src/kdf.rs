//! HKDF-SHA256 (RFC 5869) and the key schedule of a token (`docs/contract/canonical-bytes.md`).
//!
//! ```text
//! transcript hash ─┐
//! eph_shared ‖ hw ─┴─ Extract ─ RootKey ─┬─ KnowKey ─ Extract(salt = hw) ─ use key (otp, login, enrol-confirm)
//!                                        ├─ FreezeKey
//!                                        └─ ReverseKey
//! ```
//! Each key has a type of its own: none can be passed where another is meant.

use std::fmt;

use ring::{hkdf, hmac};
use zeroize::Zeroizing;

use crate::canonical::{Canonical, CanonicalError};
use crate::secret::Secret;

/// Why a key was not derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// The token id is not a lower-case UUID.
    #[error("the context cannot be spelt: {0}")]
    Context(#[from] CanonicalError),
    /// More than 255 × 32 bytes were asked for.
    #[error("too much key material asked for")]
    TooLong,
}

/// HKDF-Extract (RFC 5869 §2.2): 32 bytes, wiped when dropped. An empty salt is 32 zero bytes, as the RFC says.
#[must_use]
pub fn extract(salt: &[u8], ikm: &[u8]) -> Secret<32> {
    // Extract *is* HMAC(salt, ikm); through ring's HKDF type the result could be neither wiped nor compared.
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt), ikm);
    let mut prk = Secret::zeroed();
    prk.expose_mut().copy_from_slice(tag.as_ref());
    prk
}

/// HKDF-Expand (RFC 5869 §2.3), filling `out`.
///
/// # Errors
/// [`KdfError::TooLong`] over 8160 bytes.
pub fn expand(prk: &Secret<32>, info: &[u8], out: &mut [u8]) -> Result<(), KdfError> {
    // Exposed to HKDF itself.
    let prk = hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, prk.expose());
    prk.expand(&[info], Length(out.len())).and_then(|okm| okm.fill(out)).map_err(|_| KdfError::TooLong)
}

/// [`expand`] to one key of 32 bytes.
///
/// # Errors
/// None in practice; the type is that of [`expand`].
pub fn expand_key(prk: &Secret<32>, info: &[u8]) -> Result<Secret<32>, KdfError> {
    let mut key = Secret::zeroed();
    expand(prk, info, key.expose_mut())?;
    Ok(key)
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(PartialEq, Eq)]
        pub struct $name(Secret<32>);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}

keys! {
    /// `K_root`: lives during the enrolment only, and is never stored; hence no way in or out.
    RootKey
    /// `K_know`: the knowledge key. At rest only under [`crate::wrap`].
    KnowKey
    /// `K_bio`: what a finger or face unlocks. At rest only under the host's biometric key.
    BioKey
    /// `K_freeze`: the offline freeze code, by possession alone. Stored in the token database.
    FreezeKey
    /// `K_reverse`: one-time codes of the bank's own calls. Stored in the token database.
    ReverseKey
}

macro_rules! storable {
    ($($name:ident)*) => {$(
        impl $name {
            /// Takes up a stored key.
            #[must_use]
            pub const fn from_secret(secret: Secret<32>) -> Self {
                Self(secret)
            }

            /// The key's bytes, for storing it.
            #[must_use]
            pub const fn secret(&self) -> &Secret<32> {
                &self.0
            }
        }
    )*};
}

storable! { KnowKey BioKey FreezeKey ReverseKey }

/// The way into the key schedule.
pub struct KeySchedule;

impl KeySchedule {
    /// `K_root = HKDF-Extract(salt = transcript_hash, ikm = eph_shared ‖ hw)`.
    ///
    /// `eph_shared` is the x coordinate of ECDH(phone ephemeral, bank ephemeral), `hw` that of ECDH(device agreement, bank
    /// agreement).
    #[must_use]
    pub fn derive_root(transcript_hash: &[u8; 32], eph_shared: &Secret<32>, hw: &Secret<32>) -> RootKey {
        let mut ikm = Zeroizing::new([0; 64]);
        let (first, second) = ikm.split_at_mut(32);
        // Exposed to be joined; the joined copy is wiped.
        first.copy_from_slice(eph_shared.expose());
        second.copy_from_slice(hw.expose());
        RootKey(extract(transcript_hash, ikm.as_slice()))
    }
}

impl RootKey {
    /// `K_know` of this token and epoch.
    ///
    /// # Errors
    /// [`KdfError::Context`] if `token_id` is not a lower-case UUID.
    pub fn derive_know(&self, token_id: &str, epoch: u64) -> Result<KnowKey, KdfError> {
        self.derive("kunci/key/know", token_id, epoch).map(KnowKey)
    }

    /// `K_bio` of this token and epoch.
    ///
    /// # Errors
    /// As [`RootKey::derive_know`].
    pub fn derive_bio(&self, token_id: &str, epoch: u64) -> Result<BioKey, KdfError> {
        self.derive("kunci/key/bio", token_id, epoch).map(BioKey)
    }

    /// `K_freeze` of this token and epoch.
    ///
    /// # Errors
    /// As [`RootKey::derive_know`].
    pub fn derive_freeze(&self, token_id: &str, epoch: u64) -> Result<FreezeKey, KdfError> {
        self.derive("kunci/key/freeze", token_id, epoch).map(FreezeKey)
    }

    /// `K_reverse` of this token and epoch.
    ///
    /// # Errors
    /// As [`RootKey::derive_know`].
    pub fn derive_reverse(&self, token_id: &str, epoch: u64) -> Result<ReverseKey, KdfError> {
        self.derive("kunci/key/reverse", token_id, epoch).map(ReverseKey)
    }

    /// For the published examples.
    pub(crate) const fn secret(&self) -> &Secret<32> {
        &self.0
    }

    fn derive(&self, label: &str, token_id: &str, epoch: u64) -> Result<Secret<32>, KdfError> {
        expand_key(&self.0, &context(label, token_id, epoch)?)
    }
}

/// What a key is used for: one key for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UseLabel {
    /// Offline OTP.
    Otp,
    /// Proof at login.
    Login,
    /// Confirmation of an enrolment.
    EnrolConfirm,
    /// Approval of an operation; its hardware half is made with the operation's challenge key.
    Approve,
    /// The present code's proof over a code change.
    CodeChange,
    /// The new code's proof: the change's last step.
    CodeCommit,
    /// Offline approval by QR.
    OcraQr,
    /// Offline approval by typing.
    OcraTyped,
    /// The code's proof over the exchange that makes `K_bio`.
    BioEnable,
    /// `K_bio`'s own proof: that exchange's last step.
    BioCommit,
    /// Offline OTP by finger or face.
    BioOtp,
    /// Proof at login by finger or face.
    BioLogin,
    /// Approval by finger or face.
    BioApprove,
    /// Proof of a replaced token that its replacement is not the customer's.
    NotMe,
    /// Proof at the removal of the token.
    Remove,
}

impl UseLabel {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Otp,
        Self::Login,
        Self::EnrolConfirm,
        Self::Approve,
        Self::CodeChange,
        Self::CodeCommit,
        Self::OcraQr,
        Self::OcraTyped,
        Self::BioEnable,
        Self::BioCommit,
        Self::BioOtp,
        Self::BioLogin,
        Self::BioApprove,
        Self::NotMe,
        Self::Remove,
    ];

    /// The label of its canonical context.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Otp => "kunci/use/otp",
            Self::Login => "kunci/use/login",
            Self::EnrolConfirm => "kunci/use/enrol-confirm",
            Self::Approve => "kunci/use/approve",
            Self::NotMe => "kunci/use/not-me",
            Self::Remove => "kunci/use/remove",
            Self::CodeChange => "kunci/use/code-change",
            Self::CodeCommit => "kunci/use/code-commit",
            Self::OcraQr => "kunci/use/ocra-qr",
            Self::OcraTyped => "kunci/use/ocra-typed",
            Self::BioEnable => "kunci/use/bio-enable",
            Self::BioCommit => "kunci/use/bio-commit",
            Self::BioOtp => "kunci/use/bio-otp",
            Self::BioLogin => "kunci/use/bio-login",
            Self::BioApprove => "kunci/use/bio-approve",
        }
    }
}

impl KnowKey {
    /// `use key = HKDF-Expand(HKDF-Extract(salt = hw, ikm = K_know), context, 32)`.
    ///
    /// A wrong Unlock Code gives a wrong `K_know` and so a wrong use key: nothing here can tell.
    ///
    /// # Errors
    /// [`KdfError::Context`] if `token_id` is not a lower-case UUID.
    pub fn derive_use(
        &self,
        hw: &Secret<32>,
        label: UseLabel,
        token_id: &str,
        epoch: u64,
    ) -> Result<Secret<32>, KdfError> {
        derive_use(&self.0, hw, label, token_id, epoch)
    }
}

impl BioKey {
    /// As [`KnowKey::derive_use`], under labels of its own.
    ///
    /// # Errors
    /// As there.
    pub fn derive_use(
        &self,
        hw: &Secret<32>,
        label: UseLabel,
        token_id: &str,
        epoch: u64,
    ) -> Result<Secret<32>, KdfError> {
        derive_use(&self.0, hw, label, token_id, epoch)
    }
}

fn derive_use(
    key: &Secret<32>,
    hw: &Secret<32>,
    label: UseLabel,
    token_id: &str,
    epoch: u64,
) -> Result<Secret<32>, KdfError> {
    // Both exposed to HKDF itself.
    let prk = extract(hw.expose(), key.expose());
    expand_key(&prk, &context(label.label(), token_id, epoch)?)
}

fn context(label: &str, token_id: &str, epoch: u64) -> Result<Vec<u8>, CanonicalError> {
    Canonical::new(label).uuid(1, token_id).number(2, epoch).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0198b2c0-0000-7000-8000-00000000000a";

    fn secret(byte: u8) -> Secret<32> {
        Secret::from_bytes(&mut [byte; 32])
    }

    #[test]
    fn debug_says_which_key_and_nothing_of_it() {
        let root = KeySchedule::derive_root(&[0; 32], &secret(1), &secret(2));
        let know = root.derive_know(TOKEN, 1).expect("derives");
        assert_eq!(format!("{root:?} {know:?}"), "RootKey(redacted) KnowKey(redacted)");
        assert_eq!(format!("{:?}", root.derive_freeze(TOKEN, 1).expect("derives")), "FreezeKey(redacted)");
        assert_eq!(format!("{:?}", root.derive_reverse(TOKEN, 1).expect("derives")), "ReverseKey(redacted)");
    }

    #[test]
    fn every_input_changes_every_key() {
        let root = |hash, shared, hw| KeySchedule::derive_root(&[hash; 32], &secret(shared), &secret(hw));
        let base = root(0, 1, 2);
        assert_eq!(base, root(0, 1, 2));
        for other in [root(9, 1, 2), root(0, 9, 2), root(0, 1, 9), root(0, 2, 1)] {
            assert_ne!(base, other);
        }
        let know = base.derive_know(TOKEN, 1).expect("derives");
        assert_ne!(know, base.derive_know(TOKEN, 2).expect("derives"));
        assert_ne!(know.secret(), base.derive_freeze(TOKEN, 1).expect("derives").secret());
        assert_ne!(know.secret(), base.derive_reverse(TOKEN, 1).expect("derives").secret());
        let of = |hw, label, epoch| know.derive_use(&secret(hw), label, TOKEN, epoch).expect("derives");
        let keys = [
            of(2, UseLabel::Otp, 1),
            of(2, UseLabel::Login, 1),
            of(2, UseLabel::EnrolConfirm, 1),
            of(2, UseLabel::Approve, 1),
            of(3, UseLabel::Otp, 1),
            of(2, UseLabel::Otp, 2),
        ];
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key));
        }
    }

    #[test]
    fn a_token_id_in_capitals_derives_nothing() {
        let root = KeySchedule::derive_root(&[0; 32], &secret(1), &secret(2));
        let refused = Err(KdfError::Context(CanonicalError::NotAUuid(1)));
        assert_eq!(root.derive_know(&TOKEN.to_uppercase(), 1), refused);
    }
}
