//! Operations: what the token approves.

use std::sync::Arc;

use kunci_core::operations;
use kunci_domain::money::Money as CoreMoney;
use kunci_domain::texts::Language;

use crate::cards::ReceiptView;
use crate::errors::PhoneError;

/// An amount: integer minor units with their currency and exponent.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217 letters.
    pub currency: String,
    /// Power of ten between minor and major unit; must be the currency's own.
    pub exponent: u8,
}

impl From<CoreMoney> for Money {
    fn from(money: CoreMoney) -> Self {
        Self { minor: money.minor(), currency: money.currency().to_owned(), exponent: money.exponent() }
    }
}

impl TryFrom<Money> for CoreMoney {
    type Error = kunci_core::Error;

    fn try_from(money: Money) -> Result<Self, kunci_core::Error> {
        Self::new(money.minor, &money.currency, money.exponent).map_err(|_| kunci_core::Error::AmountInvalid)
    }
}

/// The amount as people read it, in the language of the tag.
///
/// # Errors
/// `AmountInvalid` for an unknown currency or a wrong exponent.
#[uniffi::export]
pub fn display_money(money: Money, language: &str) -> Result<String, PhoneError> {
    Ok(CoreMoney::try_from(money)?.display(Language::from_tag(language)))
}

/// A transfer as the customer typed it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TransferDraft {
    /// Payee's name.
    pub payee_name: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
    /// More than zero.
    pub amount: Money,
    /// At most 140 characters.
    pub note: String,
}

impl TryFrom<TransferDraft> for operations::TransferDraft {
    type Error = kunci_core::Error;

    fn try_from(draft: TransferDraft) -> Result<Self, kunci_core::Error> {
        let TransferDraft { payee_name, bank_code, account, amount, note } = draft;
        Ok(Self { payee_name, bank_code, account, amount: amount.try_into()?, note })
    }
}

/// An operation to approve: decoded from the exact bytes that the approval signs.
#[derive(uniffi::Object)]
pub struct Operation(pub(crate) operations::Operation);

#[uniffi::export]
impl Operation {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id()
    }

    /// "Transfer", "Unfreeze card" …
    #[must_use]
    pub fn title(&self, language: &str) -> String {
        self.0.title(Language::from_tag(language))
    }

    /// Every field that the approval covers; show them all.
    #[must_use]
    pub fn lines(&self, language: &str) -> Vec<OperationLine> {
        self.0.lines(Language::from_tag(language)).into_iter().map(Into::into).collect()
    }

    /// The bank takes no approval after this; milliseconds since 1970 UTC.
    #[must_use]
    pub fn expires_ms(&self) -> i64 {
        self.0.expires_ms()
    }
}

impl From<operations::Operation> for Operation {
    fn from(operation: operations::Operation) -> Self {
        Self(operation)
    }
}

pub(crate) fn shared(operation: operations::Operation) -> Arc<Operation> {
    Arc::new(operation.into())
}

/// One line of the approval screen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OperationLine {
    /// "Amount"
    pub label: String,
    /// "Rp1.250.000"
    pub value: String,
    /// For a screen reader.
    pub spoken: String,
}

impl From<operations::OperationLine> for OperationLine {
    fn from(line: operations::OperationLine) -> Self {
        let operations::OperationLine { label, value, spoken } = line;
        Self { label, value, spoken }
    }
}

/// Where an operation stands. Approved is not completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum OperationStage {
    /// Waits for the customer.
    Pending,
    /// Approved outside a trusted place: takes effect later, and can be taken back until then.
    Waiting,
    /// The customer said yes; the bank is at it.
    Approved,
    /// Done.
    Completed,
    /// The customer said no.
    Rejected,
    /// Nobody answered in time.
    Expired,
    /// Something else took its place.
    Superseded,
}

impl From<operations::OperationStage> for OperationStage {
    fn from(stage: operations::OperationStage) -> Self {
        match stage {
            operations::OperationStage::Pending => Self::Pending,
            operations::OperationStage::Waiting => Self::Waiting,
            operations::OperationStage::Approved => Self::Approved,
            operations::OperationStage::Completed => Self::Completed,
            operations::OperationStage::Rejected => Self::Rejected,
            operations::OperationStage::Expired => Self::Expired,
            operations::OperationStage::Superseded => Self::Superseded,
        }
    }
}

/// The stage's name in journeys.
#[uniffi::export]
#[must_use]
pub fn operation_stage_name(stage: OperationStage) -> String {
    match stage {
        OperationStage::Pending => "pending",
        OperationStage::Waiting => "waiting",
        OperationStage::Approved => "approved",
        OperationStage::Completed => "completed",
        OperationStage::Rejected => "rejected",
        OperationStage::Expired => "expired",
        OperationStage::Superseded => "superseded",
    }
    .to_owned()
}

/// How an operation stands at the bank.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OperationView {
    /// Its id.
    pub operation_id: String,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub stage: OperationStage,
    /// The bank's reference, once approved.
    pub reference: Option<String>,
    /// Settled at the latest then, milliseconds since 1970 UTC.
    pub deadline_ms: Option<i64>,
    /// Approved, and takes effect then (milliseconds since 1970 UTC); until then it can be taken back.
    pub effective_ms: Option<i64>,
    /// The verified receipt, where a card was changed.
    pub receipt: Option<ReceiptView>,
}

impl From<operations::OperationView> for OperationView {
    fn from(view: operations::OperationView) -> Self {
        let operations::OperationView { operation_id, kind, stage, reference, deadline_ms, effective_ms, receipt } =
            view;
        Self {
            operation_id,
            kind,
            stage: stage.into(),
            reference,
            deadline_ms,
            effective_ms,
            receipt: receipt.map(Into::into),
        }
    }
}

/// Why the customer says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum RejectReason {
    /// Changed their mind.
    Mistake,
    /// Did not ask for it: a fraud case.
    NotMe,
}

impl From<RejectReason> for operations::RejectReason {
    fn from(reason: RejectReason) -> Self {
        match reason {
            RejectReason::Mistake => Self::Mistake,
            RejectReason::NotMe => Self::NotMe,
        }
    }
}
