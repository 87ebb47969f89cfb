//! Codes without a network: approvals by QR and by typing, freezing by telephone, the proof of a caller.

use std::sync::Arc;

use kunci_core::offline;
use kunci_domain::operations::Kind;
use kunci_domain::texts::{self, Language};

use crate::errors::{Explanation, PhoneError};
use crate::operations::{Money, Operation, shared};

/// A code of eight digits. An object, not a record, so that no `toString` prints it; wiped when dropped.
#[derive(Debug, uniffi::Object)]
pub struct OfflineCode(offline::OfflineCode);

impl From<offline::OfflineCode> for OfflineCode {
    fn from(code: offline::OfflineCode) -> Self {
        Self(code)
    }
}

#[uniffi::export]
impl OfflineCode {
    /// Eight ASCII digits; overwrite the array after showing it.
    #[must_use]
    pub fn digits(&self) -> Vec<u8> {
        self.0.code.expose().to_vec()
    }

    /// The digits one by one, for a screen reader (UTF-8).
    #[must_use]
    pub fn spoken(&self) -> Vec<u8> {
        texts::spoken_digits(&String::from_utf8_lossy(self.0.code.expose())).into_bytes()
    }

    /// The bank takes it until then, milliseconds since 1970 UTC.
    #[must_use]
    pub fn valid_until_ms(&self) -> i64 {
        self.0.valid_until_ms
    }

    /// "valid until …", in the language of the tag.
    #[must_use]
    pub fn validity(&self, language: &str) -> String {
        self.0.validity(Language::from_tag(language))
    }
}

/// What a scanned code is.
#[derive(uniffi::Record)]
pub struct ScanView {
    /// An operation to approve, if it is one.
    pub operation: Option<Arc<Operation>>,
    /// It pays somebody (QRIS); it approves nothing.
    pub payment_code: bool,
    /// It registers a phone: hand the text to the registration.
    pub enrolment: bool,
    /// What it is and what to do, if there is no operation.
    pub explanation: Option<Explanation>,
}

impl ScanView {
    pub(crate) fn of(scan: offline::Scan, language: &str) -> Self {
        let explanation = scan.explain(Language::from_tag(language)).map(Into::into);
        let payment_code = matches!(scan, offline::Scan::PaymentCode);
        let enrolment = matches!(scan, offline::Scan::Enrolment);
        let operation = match scan {
            offline::Scan::Approval(operation) => Some(shared(*operation)),
            _ => None,
        };
        Self { operation, payment_code, enrolment, explanation }
    }
}

/// A transfer as the customer typed it from the website.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TypedTransfer {
    /// What it is: `transfer`.
    pub kind: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
    /// More than zero.
    pub amount: Money,
}

impl TryFrom<TypedTransfer> for offline::TypedTransfer {
    type Error = kunci_core::Error;

    fn try_from(typed: TypedTransfer) -> Result<Self, kunci_core::Error> {
        let TypedTransfer { kind, bank_code, account, amount } = typed;
        let kind = Kind::parse(&kind).ok_or(kunci_core::Error::TypedIncomplete)?;
        Ok(Self { kind, bank_code, account, amount: amount.try_into()? })
    }
}

/// What the customer reads to a caller.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CallerCheckView {
    /// Six digits; no secret.
    pub challenge: String,
    /// Its life in seconds.
    pub seconds: u64,
}

impl From<offline::CallerCheckView> for CallerCheckView {
    fn from(view: offline::CallerCheckView) -> Self {
        Self { challenge: view.challenge, seconds: view.seconds }
    }
}

/// A caller who proved to be the bank.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CallerView {
    /// Who calls.
    pub employee_id: String,
    /// What about.
    pub purpose: String,
}

impl From<offline::CallerView> for CallerView {
    fn from(view: offline::CallerView) -> Self {
        Self { employee_id: view.employee_id, purpose: view.purpose }
    }
}

/// Who calls and what about, in words.
#[uniffi::export]
#[must_use]
pub fn explain_caller(caller: CallerView, language: &str) -> Explanation {
    let CallerView { employee_id, purpose } = caller;
    offline::CallerView { employee_id, purpose }.explain(Language::from_tag(language)).into()
}

/// What a freeze code is for, and that the card is not frozen by it.
#[uniffi::export]
#[must_use]
pub fn explain_freeze_code(ending: &str, language: &str) -> Explanation {
    offline::explain_freeze_code(ending, Language::from_tag(language)).into()
}

/// Whether an operation of this kind can be approved by typing it.
///
/// # Errors
/// `TypedIncomplete` for a kind that this version does not know.
#[uniffi::export]
pub fn can_be_typed(kind: &str) -> Result<bool, PhoneError> {
    Kind::parse(kind).map(Kind::can_be_typed).ok_or(PhoneError::TypedIncomplete)
}
