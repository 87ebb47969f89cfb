//! The soft token: one phone, one token, bound by an Unlock Code (OTP-1 … OTP-4).
//!
//! ```text
//! begin_enrolment → prove_enrolment → choose_code ─┬→ Active
//!                                    (Pending on disk) └→ answer lost → resume_enrolment → Active, or a clean start
//! ```
//! The bank's signed status is the only word on a token's state; `status` judges and applies it.

mod begin_by_qr;
mod begin_enrolment;
mod biometric;
mod change_code;
mod choose_code;
mod confirm;
mod device_signed;
mod exchange_keys;
mod hardware;
mod key_change;
mod knowledge;
mod not_me;
mod otp;
mod prove_enrolment;
mod remove;
mod resume_enrolment;
mod status;
mod unlock;
mod view;

pub use begin_by_qr::FingerprintView;
pub use begin_enrolment::{EnrolmentMethod, EnrolmentView};
pub(crate) use biometric::PendingBiometric;
pub use biometric::{
    BiometricAnswer, BiometricOutcome, BiometricPrompt, BiometricPurpose, BiometricTask, BiometricWords,
};
pub(crate) use device_signed::device_jws;
pub use hardware::HardwareTokenView;
pub(crate) use hardware::six;
pub(crate) use key_change::still_of;
pub(crate) use knowledge::use_key;
pub use not_me::NotMeView;
pub use otp::OtpView;
pub(crate) use unlock::{Proves, Unlock, check_length, copy};
pub use view::{TokenStage, TokenView};
pub(crate) use view::{possessed, working};

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::RootKey;
use kunci_crypto::p256key::Ephemeral;
use kunci_domain::unlock_code::Personal;
use kunci_wire::token::{BeginReply, KeysRequest, Method, ProofReply};
use uuid::Uuid;

use crate::ports::Slot;

/// An enrolment that has not reached the disk: killed here, nothing is lost and the customer starts anew.
pub(crate) enum Enrolment {
    /// Asked for; the bank's answer may have been lost, so the same key asks again.
    Asked { method: EnrolmentMethod, idempotency_key: Uuid },
    /// The website's QR was scanned; the bank's half is missing.
    Scanned(Arc<begin_by_qr::Scanned>),
    /// The proof is outstanding.
    Begun { begun: BeginReply, last_try: Option<OtpTry> },
    /// The proof was right; keys are made, the bank has not answered with its signature yet.
    Proven(Box<Proven>),
    /// Both sides hold the same keys; the Unlock Code is missing.
    Agreed(Arc<Agreed>),
}

/// A try whose answer was lost is repeated under the same key: it must not burn a second one of five.
pub(crate) struct OtpTry {
    pub(crate) otp: SecretDigits,
    pub(crate) idempotency_key: Uuid,
}

/// This phone's keys for one enrolment.
pub(crate) struct Made {
    pub(crate) slot: Slot,
    pub(crate) challenge: [u8; 32],
    pub(crate) request: KeysRequest,
    pub(crate) ephemeral: Ephemeral,
}

pub(crate) struct Proven {
    pub(crate) enrolment_id: Uuid,
    pub(crate) method: Method,
    pub(crate) proof: ProofReply,
    pub(crate) made: Made,
    pub(crate) commitment: Option<[u8; 32]>,
    pub(crate) idempotency_key: Uuid,
}

pub(crate) struct Agreed {
    pub(crate) enrolment_id: Uuid,
    pub(crate) token_id: Uuid,
    pub(crate) epoch: u64,
    pub(crate) customer_id: Uuid,
    pub(crate) slot: Slot,
    pub(crate) thumbprint: String,
    pub(crate) method: Method,
    pub(crate) transcript_hash: [u8; 32],
    pub(crate) bank_agreement: [u8; 65],
    pub(crate) root: RootKey,
    pub(crate) personal: Personal,
}

#[cfg(test)]
pub(crate) mod testing {
    //! A record for the tests of decisions.

    use kunci_crypto::secret::Secret;
    use kunci_crypto::wrap::WrapParams;
    use uuid::Uuid;

    use crate::ports::{ChainRecord, Phase, Slot, TokenRecord, WrappedKnowledge};

    /// An active token of customer 2 with id 1 and epoch 3.
    pub(crate) fn record() -> TokenRecord {
        TokenRecord {
            phase: Phase::Active,
            token_id: Uuid::from_u128(1),
            epoch: 3,
            customer_id: Uuid::from_u128(2),
            slot: Slot::A,
            thumbprint: "thumb".into(),
            transcript_hash: [7; 32],
            bank_agreement: [4; 65],
            knowledge: WrappedKnowledge { salt: [1; 32], masked: [2; 32], params: WrapParams::FLOOR },
            generation: 1,
            next: None,
            biometric: None,
            chain: ChainRecord::default(),
            set_back: false,
            freeze_key: Secret::from_bytes(&mut [1; 32]),
            reverse_key: Secret::from_bytes(&mut [2; 32]),
        }
    }
}
