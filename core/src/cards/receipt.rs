//! Receipts: the bank's signed word that a change is in force (CARD-12). They are verified when they come, kept by the bank for the
//! customer, verified again when they are listed, and can be handed to others.

use kunci_crypto::jws;
use kunci_domain::cards::change::Change;
use kunci_domain::cards::{Card, CardState, Closing, Holder};
use kunci_wire::cards::ReceiptsReply;
use kunci_wire::keys::key_use;
use kunci_wire::signed::{CardReceipt, typ};
use uuid::Uuid;

use crate::bank::{Call, Signer};
use crate::{Error, Phone};

/// A receipt: verified, or one that nobody can verify any more.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The compact JWS, to keep and to show to others.
    pub proof: String,
    /// The bank's signature was verified. If not, the bank has withdrawn the key since, and all this is a claim.
    pub proved: bool,
}

/// What a command must have brought.
pub(crate) enum Expected<'a> {
    /// The customer's hold is on the card.
    Frozen,
    /// It is not.
    Unfrozen,
    /// Exactly these changes of exactly this card.
    Changed { card: &'a Card, changes: &'a [Change] },
    /// These changes, approved; what else is set is not known here.
    Granted { changes: Vec<&'a Change> },
    /// No raise of the limit cools off any more.
    RaiseCancelled { limit: &'a str },
    /// Closed for good, for this reason.
    Blocked { reason: Closing },
    /// In use.
    Activated,
    /// Another PIN, of which no receipt says anything more.
    PinSet,
    /// A new card is made in its place.
    Replaced,
    /// A virtual card was made beside it.
    Issued,
}

impl Expected<'_> {
    const fn action(&self) -> &'static str {
        match self {
            Self::Frozen => "freeze",
            Self::Unfrozen => "unfreeze",
            Self::Changed { .. } | Self::Granted { .. } => "controls",
            Self::RaiseCancelled { .. } => "cancel-raise",
            Self::Blocked { .. } => "block",
            Self::Activated => "activation",
            Self::PinSet => "pin",
            Self::Replaced => "replacement",
            Self::Issued => "virtual-card",
        }
    }

    fn fits(&self, receipt: &CardReceipt) -> bool {
        let at = receipt.effective_at;
        match self {
            Self::Frozen => frozen(receipt),
            Self::Unfrozen => !frozen(receipt),
            Self::Changed { card, changes } => {
                card.controls.changed(changes, at).is_ok_and(|new| new == receipt.controls)
            }
            Self::Granted { changes } => changes.iter().all(|change| receipt.controls.fulfil(change)),
            Self::RaiseCancelled { limit } => {
                receipt.controls.without_raises(limit, at).is_some_and(|without| without == receipt.controls)
            }
            Self::Blocked { reason } => receipt.state == Some(CardState::Closed) && receipt.closed == Some(*reason),
            Self::Activated => receipt.state == Some(CardState::Active),
            Self::PinSet => receipt.state != Some(CardState::Closed),
            Self::Replaced => receipt.replacement.is_some_and(|new| new != receipt.card_id),
            Self::Issued => receipt.issued.is_some_and(|new| new != receipt.card_id),
        }
    }
}

impl Phone {
    /// Verifies a receipt: the bank's, for this card and this action, and saying what the action must have brought.
    pub(crate) async fn verify_receipt(
        &self,
        proof: &str,
        card_id: Uuid,
        expected: &Expected<'_>,
    ) -> Result<ReceiptView, Error> {
        Ok(self.judged(proof, card_id, expected).await?.0)
    }

    /// The same, with the card's version after it.
    pub(crate) async fn judged(
        &self,
        proof: &str,
        card_id: Uuid,
        expected: &Expected<'_>,
    ) -> Result<(ReceiptView, u64), Error> {
        let receipt = self.genuine(proof).await?;
        judge(&receipt, card_id, expected)?;
        let version = receipt.version;
        Ok((view(receipt, proof), version))
    }

    /// The same, of this very command.
    pub(super) async fn receipt_of(
        &self,
        proof: &str,
        command_id: Uuid,
        card_id: Uuid,
        expected: &Expected<'_>,
    ) -> Result<(ReceiptView, u64), Error> {
        let (view, version) = self.judged(proof, card_id, expected).await?;
        if view.command_id == command_id.to_string() { Ok((view, version)) } else { Err(Error::ReceiptForged) }
    }

    pub(super) async fn genuine(&self, proof: &str) -> Result<CardReceipt, Error> {
        let bundle = self.bundle().await?;
        bundle.verify_signed(proof, key_use::RECEIPT, typ::CARD_RECEIPT).map_err(|_| Error::ReceiptForged)
    }

    /// A receipt of before, as far as it can be verified. Whoever changes one cannot pass it off as another key's: then it is shown as a claim
    /// and not as proved.
    pub(super) async fn receipt_of_before(&self, proof: &str) -> Result<ReceiptView, Error> {
        if self.bundle().await?.has_withdrawn_receipt_key(proof) {
            return claimed(proof);
        }
        Ok(view(self.genuine(proof).await?, proof))
    }

    /// The receipts of all cards, newest first, each verified, or marked as one that cannot be any more.
    ///
    /// # Errors
    /// [`Error::ReceiptForged`] if one of them is not the bank's: then none is shown.
    pub async fn card_receipts(&self) -> Result<Vec<ReceiptView>, Error> {
        let session = self.session()?;
        let reply: ReceiptsReply = self.call(&Signer::Session(&session), &Call::get("/v1/cards/receipts")).await?;
        let mut views = Vec::with_capacity(reply.receipts.len());
        for proof in reply.receipts {
            views.push(self.receipt_of_before(&proof).await?);
        }
        Ok(views)
    }
}

pub(super) fn view(receipt: CardReceipt, proof: &str) -> ReceiptView {
    ReceiptView {
        command_id: receipt.command_id.to_string(),
        card_id: receipt.card_id.to_string(),
        frozen: frozen(&receipt),
        action: receipt.action,
        effective_ms: receipt.effective_at.as_millisecond(),
        sequence: receipt.sequence,
        proof: proof.to_owned(),
        proved: true,
    }
}

/// What a receipt says whose key the bank has withdrawn. Pure.
fn claimed(proof: &str) -> Result<ReceiptView, Error> {
    let payload = jws::peek_payload(proof).map_err(|_| Error::ReceiptForged)?;
    let receipt = serde_json::from_slice(&payload).map_err(|_| Error::ReceiptForged)?;
    Ok(ReceiptView { proved: false, ..view(receipt, proof) })
}

fn judge(receipt: &CardReceipt, card_id: Uuid, expected: &Expected<'_>) -> Result<(), Error> {
    if receipt.card_id == card_id && receipt.action == expected.action() && expected.fits(receipt) {
        Ok(())
    } else {
        Err(Error::ReceiptForged)
    }
}

fn frozen(receipt: &CardReceipt) -> bool {
    receipt.holds.iter().any(|hold| hold.holder == Holder::Customer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use kunci_domain::cards::controls::Controls;
    use kunci_domain::cards::place::{Channel, Country, Place};
    use kunci_domain::cards::{CardKind, Hold};

    fn controls() -> Controls {
        Controls {
            home: Country::INDONESIA,
            cooling_off_seconds: 0,
            limits: Vec::new(),
            off: Default::default(),
            blocked_categories: Default::default(),
            blocked_countries: Default::default(),
            blocked_merchants: Default::default(),
            alerts: Default::default(),
            trips: Default::default(),
        }
    }

    fn receipt(action: &str, controls: Controls) -> CardReceipt {
        CardReceipt {
            command_id: Uuid::from_u128(1),
            card_id: Uuid::from_u128(2),
            action: action.into(),
            holds: vec![Hold { holder: Holder::Customer, reason: "freeze".into(), placed_at: Timestamp::UNIX_EPOCH }],
            controls,
            effective_at: Timestamp::UNIX_EPOCH,
            sequence: 1,
            version: 2,
            state: None,
            closed: None,
            replacement: None,
            issued: None,
        }
    }

    #[test]
    fn card_5_a_receipt_must_say_closed_and_why_or_in_use_or_which_card_comes() {
        let of = |action: &str, state, closed, replacement| CardReceipt {
            state,
            closed,
            replacement,
            ..receipt(action, controls())
        };
        let card = Uuid::from_u128(2);
        let lost = Expected::Blocked { reason: Closing::Lost };
        let judged = |receipt: CardReceipt, expected: &Expected<'_>| judge(&receipt, card, expected);
        assert_eq!(judged(of("block", Some(CardState::Closed), Some(Closing::Lost), None), &lost), Ok(()));
        let others = [
            of("block", Some(CardState::Closed), Some(Closing::Stolen), None),
            of("block", Some(CardState::Active), Some(Closing::Lost), None),
            of("block", None, None, None),
            of("freeze", Some(CardState::Closed), Some(Closing::Lost), None),
        ];
        for other in others {
            assert_eq!(judged(other, &lost), Err(Error::ReceiptForged));
        }
        assert_eq!(judged(of("activation", Some(CardState::Active), None, None), &Expected::Activated), Ok(()));
        let still = of("activation", Some(CardState::AwaitingActivation), None, None);
        assert_eq!(judged(still, &Expected::Activated), Err(Error::ReceiptForged));
        let new = |id| of("replacement", Some(CardState::Active), None, id);
        assert_eq!(judged(new(Some(Uuid::from_u128(9))), &Expected::Replaced), Ok(()));
        assert_eq!(judged(new(Some(card)), &Expected::Replaced), Err(Error::ReceiptForged));
        assert_eq!(judged(new(None), &Expected::Replaced), Err(Error::ReceiptForged));
        let made = |issued| CardReceipt { issued, ..of("virtual-card", Some(CardState::Active), None, None) };
        assert_eq!(judged(made(Some(Uuid::from_u128(9))), &Expected::Issued), Ok(()));
        assert_eq!(judged(made(Some(card)), &Expected::Issued), Err(Error::ReceiptForged));
        assert_eq!(judged(made(None), &Expected::Issued), Err(Error::ReceiptForged));
    }

    #[test]
    fn card_12_a_receipt_for_another_card_action_or_result_is_refused() {
        let freeze = receipt("freeze", controls());
        assert_eq!(judge(&freeze, Uuid::from_u128(2), &Expected::Frozen), Ok(()));
        assert_eq!(judge(&freeze, Uuid::from_u128(3), &Expected::Frozen), Err(Error::ReceiptForged));
        assert_eq!(judge(&freeze, Uuid::from_u128(2), &Expected::Unfrozen), Err(Error::ReceiptForged));
        let not_held = CardReceipt { holds: Vec::new(), ..freeze };
        assert_eq!(judge(&not_held, Uuid::from_u128(2), &Expected::Frozen), Err(Error::ReceiptForged));
        let still_held = receipt("unfreeze", controls());
        assert_eq!(judge(&still_held, Uuid::from_u128(2), &Expected::Unfrozen), Err(Error::ReceiptForged));
    }

    #[test]
    fn card_12_a_receipt_for_controls_that_were_not_asked_for_is_refused() {
        let off = |place| Change::Channel { channel: Channel::Online, place, on: false };
        let card = Card {
            card_id: Uuid::from_u128(2),
            ending: "4821".into(),
            name: "Debit".into(),
            kind: CardKind::Debit,
            state: CardState::Active,
            closed: None,
            replaces: None,
            beside: None,
            holds: Vec::new(),
            controls: controls(),
            version: 1,
        };
        let changes = [off(Place::Abroad)];
        let asked = Expected::Changed { card: &card, changes: &changes };
        let after = |changes: &[Change]| controls().changed(changes, Timestamp::UNIX_EPOCH).expect("fine");
        let judged =
            |controls: Controls, expected: &Expected<'_>| judge(&receipt("controls", controls), card.card_id, expected);
        assert_eq!(judged(after(&changes), &asked), Ok(()));
        assert_eq!(judged(controls(), &asked), Err(Error::ReceiptForged), "nothing was done");
        let too_much = after(&[off(Place::Abroad), off(Place::Domestic)]);
        assert_eq!(judged(too_much, &asked), Err(Error::ReceiptForged));
        let on = [Change::Channel { channel: Channel::Online, place: Place::Abroad, on: true }];
        assert_eq!(
            judged(after(&changes), &Expected::Granted { changes: on.iter().collect() }),
            Err(Error::ReceiptForged)
        );
        assert_eq!(judged(controls(), &Expected::Granted { changes: on.iter().collect() }), Ok(()));
    }
}
