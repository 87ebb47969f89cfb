//! Cards and their controls.

use std::sync::Arc;

use kunci_core::cards;
use kunci_domain::texts::Language;

use crate::card_life::LifeStep;
use crate::operations::{Money, Operation, shared};

/// A card with its controls. Carries what the next change needs: hand it back to `change_card` or `set_card_limit`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
pub struct Card {
    pub(crate) card: cards::Card,
    steps: Vec<LifeStep>,
    carrier: Option<String>,
    limit: Money,
    ceiling: Money,
}

impl Card {
    /// Each card with the most for one payment as it was when the card was read.
    pub(crate) async fn listed(phone: &kunci_core::Phone) -> Result<Vec<Arc<Self>>, kunci_core::Error> {
        let cards = phone.cards().await?;
        let shown = |card: &cards::Card| {
            let (limit, ceiling) = phone.payment_limit(card)?;
            let steps = card.life_steps(&cards).into_iter().map(Into::into).collect();
            let carrier = card.carrier(&cards).map(|carrier| carrier.ending.clone());
            Ok(Arc::new(Self { card: card.clone(), steps, carrier, limit: limit.into(), ceiling: ceiling.into() }))
        };
        cards.iter().map(shown).collect()
    }
}

#[uniffi::export]
impl Card {
    /// Its id.
    #[must_use]
    pub fn card_id(&self) -> String {
        self.card.card_id.to_string()
    }

    /// What a screen shows of it.
    #[must_use]
    pub fn view(&self) -> CardView {
        CardView {
            card_id: self.card.card_id.to_string(),
            ending: self.card.ending.clone(),
            name: self.card.name.clone(),
            kind: self.card.kind.name().to_owned(),
            active: self.card.state == cards::CardState::Active,
            state: self.card.state.name().to_owned(),
            closed: self.card.closed.map(|why| why.name().to_owned()),
            replaces: self.card.replaces.map(|card| card.to_string()),
            beside: self.carrier.clone(),
            frozen: self.card.is_frozen(),
            can_freeze: self.card.offers_freeze(),
            held_by_others: self.card.holds.iter().any(|hold| hold.holder != cards::Holder::Customer),
            limit: self.limit.clone(),
            ceiling: self.ceiling.clone(),
        }
    }

    /// What can be asked for in its life now: activation, another PIN, a report of its loss, a new card.
    #[must_use]
    pub fn life_steps(&self) -> Vec<LifeStep> {
        self.steps.clone()
    }

    /// How it stands and who holds it, in words.
    #[must_use]
    pub fn standing(&self, language: &str) -> StandingView {
        cards::standing(&self.card, Language::from_tag(language)).into()
    }
}

/// How a card stands.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StandingView {
    /// "In use", "Stopped: no payment passes", "Closed: reported as lost" …
    pub words: String,
    /// Who holds it, each with what that means and what to do.
    pub holds: Vec<HoldView>,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HoldView {
    /// `customer`, `bank`, `fraud`, `authority`.
    pub holder: String,
    /// "You have frozen this card"
    pub title: String,
    /// What it means.
    pub body: String,
    /// Whom to ask, how to object.
    pub action: String,
    /// Since when, in words.
    pub since: String,
}

impl From<cards::StandingView> for StandingView {
    fn from(view: cards::StandingView) -> Self {
        let cards::StandingView { words, holds } = view;
        let hold = |hold: cards::HoldView| {
            let cards::HoldView { holder, title, body, action, since } = hold;
            HoldView { holder, title, body, action, since }
        };
        Self { words, holds: holds.into_iter().map(hold).collect() }
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
    /// `debit`, `credit`, `virtual`.
    pub kind: String,
    /// In use.
    pub active: bool,
    /// `ordered`, `shipped`, `awaiting-activation`, `active`, `closed`, `expired`.
    pub state: String,
    /// Why it was closed: `lost`, `stolen`, `compromised`, `replaced`, `ended`.
    pub closed: Option<String>,
    /// The card that it replaces.
    pub replaces: Option<String>,
    /// Of a virtual card that was ordered: the last digits of the card whose money it pays with.
    pub beside: Option<String>,
    /// Frozen by the customer.
    pub frozen: bool,
    /// A freeze is to be offered.
    pub can_freeze: bool,
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

/// A receipt of the bank: verified, or one that nobody can verify any more.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptView {
    /// The command it answers.
    pub command_id: String,
    /// Which card.
    pub card_id: String,
    /// `freeze`, `unfreeze`, `controls`, `cancel-raise`, `block`, `activation`, `pin`, `replacement`, `virtual-card`.
    pub action: String,
    /// Whether the customer's hold is on the card now.
    pub frozen: bool,
    /// In force since, milliseconds since 1970 UTC.
    pub effective_ms: i64,
    /// Counts the card's authorisations and changes.
    pub sequence: u64,
    /// The bank's signature over all this (compact JWS), to keep.
    pub proof: String,
    /// The signature was verified; if not, the bank has withdrawn the key since: "cannot be verified any more".
    pub proved: bool,
}

impl From<cards::ReceiptView> for ReceiptView {
    fn from(view: cards::ReceiptView) -> Self {
        let cards::ReceiptView { command_id, card_id, action, frozen, effective_ms, sequence, proof, proved } = view;
        Self { command_id, card_id, action, frozen, effective_ms, sequence, proof, proved }
    }
}

impl From<ReceiptView> for cards::ReceiptView {
    fn from(view: ReceiptView) -> Self {
        let ReceiptView { command_id, card_id, action, frozen, effective_ms, sequence, proof, proved } = view;
        Self { command_id, card_id, action, frozen, effective_ms, sequence, proof, proved }
    }
}

/// What a change of a card's controls brought: exactly one of the two.
#[derive(uniffi::Record)]
pub struct ControlsOutcome {
    /// In force.
    pub receipt: Option<ReceiptView>,
    /// Must be approved first.
    pub operation: Option<Arc<Operation>>,
}

impl From<cards::ControlsOutcome> for ControlsOutcome {
    fn from(outcome: cards::ControlsOutcome) -> Self {
        match outcome {
            cards::ControlsOutcome::Done(receipt) => Self { receipt: Some(receipt.into()), operation: None },
            cards::ControlsOutcome::NeedsApproval(operation) => {
                Self { receipt: None, operation: Some(shared(*operation)) }
            }
        }
    }
}
