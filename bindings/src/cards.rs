//! Cards and their controls.

use std::sync::Arc;

use kunci_core::cards;

use crate::operations::{Money, Operation, shared};

/// A card with its controls. Carries what the next change needs: hand it back to `set_card_limit`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
pub struct Card(pub(crate) cards::Card);

#[uniffi::export]
impl Card {
    /// Its id.
    #[must_use]
    pub fn card_id(&self) -> String {
        self.0.card_id.to_string()
    }

    /// What a screen shows of it.
    #[must_use]
    pub fn view(&self) -> CardView {
        CardView {
            card_id: self.0.card_id.to_string(),
            ending: self.0.ending.clone(),
            name: self.0.name.clone(),
            active: self.0.state == cards::CardState::Active,
            frozen: self.0.is_frozen(),
            held_by_others: self.0.holds.iter().any(|hold| hold.holder != cards::Holder::Customer),
            limit: self.0.effective_limit().into(),
            ceiling: self.0.ceiling.into(),
        }
    }
}

/// What a screen shows of a card.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CardView {
    /// Its id.
    pub card_id: String,
    /// Last four digits.
    pub ending: String,
    /// As the customer knows it.
    pub name: String,
    /// In use.
    pub active: bool,
    /// Frozen by the customer.
    pub frozen: bool,
    /// Held by the bank, its fraud desk or an authority.
    pub held_by_others: bool,
    /// Most for one payment now.
    pub limit: Money,
    /// The bank's most.
    pub ceiling: Money,
}

/// A card by name, known without a network.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CardName {
    /// Its id.
    pub card_id: String,
    /// Last four digits.
    pub ending: String,
    /// As the customer knows it.
    pub name: String,
}

impl From<kunci_core::ports::CardRef> for CardName {
    fn from(card: kunci_core::ports::CardRef) -> Self {
        Self { card_id: card.card_id.to_string(), ending: card.ending, name: card.name }
    }
}

/// A verified receipt of the bank.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptView {
    /// The command it answers.
    pub command_id: String,
    /// Which card.
    pub card_id: String,
    /// `freeze`, `unfreeze`, `limit`.
    pub action: String,
    /// Whether the customer's hold is on the card now.
    pub frozen: bool,
    /// In force since, milliseconds since 1970 UTC.
    pub effective_ms: i64,
    /// Counts the card's authorisations and changes.
    pub sequence: u64,
    /// The bank's signature over all this (compact JWS), to keep.
    pub proof: String,
}

impl From<cards::ReceiptView> for ReceiptView {
    fn from(view: cards::ReceiptView) -> Self {
        let cards::ReceiptView { command_id, card_id, action, frozen, effective_ms, sequence, proof } = view;
        Self { command_id, card_id, action, frozen, effective_ms, sequence, proof }
    }
}

impl From<ReceiptView> for cards::ReceiptView {
    fn from(view: ReceiptView) -> Self {
        let ReceiptView { command_id, card_id, action, frozen, effective_ms, sequence, proof } = view;
        Self { command_id, card_id, action, frozen, effective_ms, sequence, proof }
    }
}

/// What a change of a limit brought: exactly one of the two.
#[derive(uniffi::Record)]
pub struct LimitOutcome {
    /// In force.
    pub receipt: Option<ReceiptView>,
    /// Must be approved first.
    pub operation: Option<Arc<Operation>>,
}

impl From<cards::LimitOutcome> for LimitOutcome {
    fn from(outcome: cards::LimitOutcome) -> Self {
        match outcome {
            cards::LimitOutcome::Done(receipt) => Self { receipt: Some(receipt.into()), operation: None },
            cards::LimitOutcome::NeedsApproval(operation) => {
                Self { receipt: None, operation: Some(shared(*operation)) }
            }
        }
    }
}
