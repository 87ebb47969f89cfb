//! What unlocks a proof: the code, or a finger or face. The bank knows which was used, by the label of the key.

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::{BioKey, UseLabel};
use kunci_crypto::secret::Secret;

use super::knowledge;
use crate::ports::TokenRecord;
use crate::{Error, Ports};

/// Knowledge, or what the body is.
pub(crate) enum Unlock {
    /// The Unlock Code as typed.
    Code(SecretDigits),
    /// `K_bio` as the host unwrapped it.
    Biometric(BioKey),
}

/// Refuses what cannot be an Unlock Code, before anything is asked or sent.
pub(crate) fn check_length(code: &SecretDigits) -> Result<(), Error> {
    if code.len() == kunci_domain::unlock_code::LENGTH { Ok(()) } else { Err(Error::CodeLength) }
}

/// A copy for work on another thread; wiped there.
pub(crate) fn copy(code: &SecretDigits) -> Result<SecretDigits, Error> {
    SecretDigits::from_ascii(code.expose()).map_err(|_| Error::Internal)
}

/// What the proof is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Proves {
    Otp,
    Login,
    Approval,
}

impl Unlock {
    /// A copy of a typed code.
    pub(crate) fn code(code: &SecretDigits) -> Result<Self, Error> {
        check_length(code)?;
        copy(code).map(Self::Code)
    }

    pub(crate) const fn is_code(&self) -> bool {
        matches!(self, Self::Code(_))
    }

    /// The use key; its hardware half is made with `peer`, or with the enrolment's key.
    pub(crate) fn use_key(
        &self,
        ports: &Ports,
        record: &TokenRecord,
        proves: Proves,
        peer: Option<&[u8; 65]>,
    ) -> Result<Secret<32>, Error> {
        let peer = peer.unwrap_or(&record.bank_agreement);
        match self {
            Self::Code(code) => {
                let label = match proves {
                    Proves::Otp => UseLabel::Otp,
                    Proves::Login => UseLabel::Login,
                    Proves::Approval => UseLabel::Approve,
                };
                knowledge::use_key_with(ports, record, code, label, peer)
            }
            Self::Biometric(key) => {
                let label = match proves {
                    Proves::Otp => UseLabel::BioOtp,
                    Proves::Login => UseLabel::BioLogin,
                    Proves::Approval => UseLabel::BioApprove,
                };
                let hw = ports.keys.agree(record.slot.agreement_alias(), peer)?;
                key.derive_use(&hw, label, &record.token_id.to_string(), record.epoch).map_err(|_| Error::Internal)
            }
        }
    }
}
