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

/// The amount as a screen reader says it, in the language of the tag.
///
/// # Errors
/// `AmountInvalid` for an unknown currency or a wrong exponent.
#[uniffi::export]
pub fn spoken_money(money: Money, language: &str) -> Result<String, PhoneError> {
    Ok(CoreMoney::try_from(money)?.spoken(Language::from_tag(language)))
}

/// What was typed as an amount in the currency of `like` (a card's limit, an account's balance), with the separators of the language, and
/// with the currency before it or without.
///
/// # Errors
/// `AmountUnreadable` with the reason for what is none.
#[uniffi::export]
pub fn read_money(typed: &str, like: Money, language: &str) -> Result<Money, PhoneError> {
    let read = CoreMoney::try_from(like)?.read(typed, Language::from_tag(language));
    Ok(read.map_err(|reason| kunci_core::Error::AmountUnreadable { reason })?.into())
}

/// The same where no card or account says the currency: one that is written before the digits, else the bank's own, rupiah.
///
/// # Errors
/// As `read_money`.
#[uniffi::export]
pub fn read_any_money(typed: &str, language: &str) -> Result<Money, PhoneError> {
    let read = CoreMoney::rupiah(0).read_any(typed, Language::from_tag(language));
    Ok(read.map_err(|reason| kunci_core::Error::AmountUnreadable { reason })?.into())
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

    /// Whether it asks if a payment was the customer's: then yes and "not me" are the answers.
    #[must_use]
    pub fn asks_whose(&self) -> bool {
        self.0.asks_whose()
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
    /// The customer said yes, the bank could not do it.
    Failed,
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
            operations::OperationStage::Failed => Self::Failed,
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
        OperationStage::Failed => "failed",
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
    /// When it was settled, milliseconds since 1970 UTC.
    pub settled_ms: Option<i64>,
    /// Where it was answered: `phone`, `qr`, `typed`, `website`.
    pub answered_by: Option<String>,
    /// The verified receipt, where a card was changed.
    pub receipt: Option<ReceiptView>,
}

impl From<operations::OperationView> for OperationView {
    fn from(view: operations::OperationView) -> Self {
        let operations::OperationView {
            operation_id,
            kind,
            stage,
            reference,
            deadline_ms,
            effective_ms,
            settled_ms,
            answered_by,
            receipt,
        } = view;
        let (stage, receipt) = (stage.into(), receipt.map(Into::into));
        Self { operation_id, kind, stage, reference, deadline_ms, effective_ms, settled_ms, answered_by, receipt }
    }
}

impl From<OperationView> for operations::OperationView {
    /// Back, for its words.
    fn from(view: OperationView) -> Self {
        let OperationView { operation_id, kind, stage, reference, deadline_ms, effective_ms, .. } = view;
        let (settled_ms, answered_by, stage) = (view.settled_ms, view.answered_by, stage.into());
        let receipt = view.receipt.map(Into::into);
        Self { operation_id, kind, stage, reference, deadline_ms, effective_ms, settled_ms, answered_by, receipt }
    }
}

impl From<OperationStage> for operations::OperationStage {
    fn from(stage: OperationStage) -> Self {
        match stage {
            OperationStage::Pending => Self::Pending,
            OperationStage::Waiting => Self::Waiting,
            OperationStage::Approved => Self::Approved,
            OperationStage::Completed => Self::Completed,
            OperationStage::Failed => Self::Failed,
            OperationStage::Rejected => Self::Rejected,
            OperationStage::Expired => Self::Expired,
            OperationStage::Superseded => Self::Superseded,
        }
    }
}

/// How an operation stands, for the screen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OperationWords {
    /// "Card payment online"
    pub title: String,
    /// "Approved, not yet completed"
    pub state: String,
    /// What it means, the reference, the deadline.
    pub detail: String,
    /// The deadline is over and it is not settled, or it was settled after it.
    pub late: bool,
}

impl From<operations::OperationWords> for OperationWords {
    fn from(words: operations::OperationWords) -> Self {
        let operations::OperationWords { title, state, detail, late } = words;
        Self { title, state, detail, late }
    }
}

/// A payee as the customer typed it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PayeeDraft {
    /// Payee's name.
    pub payee_name: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
}

impl From<PayeeDraft> for operations::PayeeDraft {
    fn from(draft: PayeeDraft) -> Self {
        let PayeeDraft { payee_name, bank_code, account } = draft;
        Self { payee_name, bank_code, account }
    }
}

/// What of the customer's data is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ProfileField {
    /// Where letters go.
    Address,
    /// Where mail goes.
    Email,
}

impl From<ProfileField> for operations::ProfileField {
    fn from(field: ProfileField) -> Self {
        match field {
            ProfileField::Address => Self::Address,
            ProfileField::Email => Self::Email,
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
