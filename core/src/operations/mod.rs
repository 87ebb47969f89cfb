//! What the token approves (OTP-3, OTP-10): the bytes on the screen are the signed bytes.
//!
//! [`Operation`] is decoded from the bank's canonical bytes and shows every field of them. [`Phone::approve`](crate::Phone::approve)
//! proves and signs those very bytes.

mod approve;
mod control_lines;
mod decode;
mod kind;
mod lines;
mod list;
mod payee;
mod profile;
mod reject;
mod transfer;
mod words;

pub use decode::{Operation, inspect};
pub use kind::{
    CardActivation, CardControls, CardPin, CardReplacement, CardReveal, Changed, EmergencyKey, EmergencyKeyOff,
    Employee, IdentityCheck, LiftSuspension, NewDevice, NumberChange, OperationKind, PasswordChange, PayeeAdd,
    ProfileChange, ProposedControls, ProposedDispute, ProposedFreeze, Purchase, SuspectedPayment, Transfer,
    TrustedPlacesOff, Unfreeze, VirtualCard, WalletResume,
};
pub use kunci_wire::operations::{ProfileField, RejectReason};
pub use lines::OperationLine;
pub use payee::PayeeDraft;
pub use transfer::TransferDraft;
pub use words::OperationWords;

use kunci_domain::names;
use kunci_wire::B64;
use kunci_wire::operations::{OperationOffer, OperationState};

use crate::bank::{Call, Signer};
use crate::ports::TokenRecord;
use crate::session::Session;
use crate::{Error, Phone};

/// How an operation stands at the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationView {
    /// Its id.
    pub operation_id: String,
    /// Its kind.
    pub kind: String,
    /// Where it stands. Approved is not completed.
    pub stage: OperationStage,
    /// The bank's reference, once approved.
    pub reference: Option<String>,
    /// Settled at the latest then, milliseconds since 1970 UTC.
    pub deadline_ms: Option<i64>,
    /// Approved, and takes effect then (milliseconds since 1970 UTC); until then it can be taken back.
    pub effective_ms: Option<i64>,
    /// When it was settled, milliseconds since 1970 UTC.
    pub settled_ms: Option<i64>,
    /// Where it was answered: `phone`, `qr`, `typed`, `website`.
    pub answered_by: Option<String>,
    /// The verified receipt, where a card was changed.
    pub receipt: Option<crate::cards::ReceiptView>,
}

/// Where an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationStage {
    /// Waits for the customer.
    Pending,
    /// Approved outside a trusted place: takes effect later, and can be taken back until then.
    Waiting,
    /// The customer said yes; the bank is at it.
    Approved,
    /// Done.
    Completed,
    /// The customer said yes, the bank could not do it.
    Failed,
    /// The customer said no.
    Rejected,
    /// Nobody answered in time.
    Expired,
    /// Something else took its place.
    Superseded,
}

impl OperationStage {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::Waiting,
        Self::Approved,
        Self::Completed,
        Self::Failed,
        Self::Rejected,
        Self::Expired,
        Self::Superseded,
    ];

    /// As it travels, and in journeys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text)
    }
}

impl TryFrom<&OperationState> for OperationView {
    type Error = Error;

    fn try_from(state: &OperationState) -> Result<Self, Error> {
        Ok(Self {
            operation_id: state.operation_id.to_string(),
            kind: state.kind.clone(),
            stage: OperationStage::parse(&state.state).ok_or(Error::StatusUnknown)?,
            reference: state.reference.clone(),
            deadline_ms: state.deadline.map(jiff::Timestamp::as_millisecond),
            effective_ms: state.effective_at.map(jiff::Timestamp::as_millisecond),
            settled_ms: state.settled_at.map(jiff::Timestamp::as_millisecond),
            answered_by: state.answered_by.clone(),
            receipt: None,
        })
    }
}

impl Phone {
    /// Has the bank build an operation: nothing happens until it is approved.
    pub(crate) async fn offered(
        &self,
        session: &Session,
        record: &TokenRecord,
        call: Call,
        asked: impl FnOnce(&OperationKind) -> bool,
    ) -> Result<Operation, Error> {
        let offer: OperationOffer = self.call(&Signer::Session(session), &call.once(self.new_id()?)).await?;
        self.offered_as(offer.operation, record, asked)
    }

    /// Decodes what the bank offers: it must be what was `asked`.
    pub(crate) fn offered_as(
        &self,
        offer: B64,
        record: &TokenRecord,
        asked: impl FnOnce(&OperationKind) -> bool,
    ) -> Result<Operation, Error> {
        let operation = Operation::decode(offer.0, record, self.bank_time()?.ms)?;
        if asked(operation.kind()) { Ok(operation) } else { Err(Error::OperationUnreadable) }
    }
}

/// What the customer typed is held to the same rule as what the bank offers: it is refused before anything is sent.
fn check_name(name: &str) -> Result<(), Error> {
    names::check(name).map_err(|reason| Error::NameUnsafe { reason })
}

fn check_text(text: &str) -> Result<(), Error> {
    names::check_text(text).map_err(|reason| Error::NameUnsafe { reason })
}
