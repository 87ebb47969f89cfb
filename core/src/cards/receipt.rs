//! Receipts: the bank's signed word that a change is in force (CARD-12).

use kunci_domain::cards::Holder;
use kunci_wire::keys::key_use;
use kunci_wire::signed::{CardReceipt, typ};
use uuid::Uuid;

use crate::{Error, Phone};

/// A verified receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The compact JWS, to keep and to show to others.
    pub proof: String,
}

impl Phone {
    /// Verifies a receipt: the bank's, for this card and this action, and saying what the action must have brought.
    pub(crate) async fn verify_receipt(&self, proof: &str, card_id: Uuid, action: &str) -> Result<ReceiptView, Error> {
        let receipt: CardReceipt = self
            .bundle()
            .await?
            .verify_signed(proof, key_use::RECEIPT, typ::CARD_RECEIPT)
            .map_err(|_| Error::ReceiptForged)?;
        judge(&receipt, card_id, action)?;
        Ok(ReceiptView {
            command_id: receipt.command_id.to_string(),
            card_id: receipt.card_id.to_string(),
            frozen: frozen(&receipt),
            action: receipt.action,
            effective_ms: receipt.effective_at.as_millisecond(),
            sequence: receipt.sequence,
            proof: proof.to_owned(),
        })
    }
}

fn judge(receipt: &CardReceipt, card_id: Uuid, action: &str) -> Result<(), Error> {
    let result_fits = match action {
        "freeze" => frozen(receipt),
        "unfreeze" => !frozen(receipt),
        _ => true,
    };
    if receipt.card_id == card_id && receipt.action == action && result_fits {
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
    use kunci_domain::cards::Hold;

    fn receipt() -> CardReceipt {
        CardReceipt {
            command_id: Uuid::from_u128(1),
            card_id: Uuid::from_u128(2),
            action: "freeze".into(),
            holds: vec![Hold {
                holder: Holder::Customer,
                reason: "freeze".into(),
                placed_at: jiff::Timestamp::UNIX_EPOCH,
            }],
            per_transaction: None,
            effective_at: jiff::Timestamp::UNIX_EPOCH,
            sequence: 1,
            version: 2,
        }
    }

    #[test]
    fn card_12_a_receipt_for_another_card_action_or_result_is_refused() {
        assert_eq!(judge(&receipt(), Uuid::from_u128(2), "freeze"), Ok(()));
        assert_eq!(judge(&receipt(), Uuid::from_u128(3), "freeze"), Err(Error::ReceiptForged));
        assert_eq!(judge(&receipt(), Uuid::from_u128(2), "unfreeze"), Err(Error::ReceiptForged));
        let not_held = CardReceipt { holds: Vec::new(), ..receipt() };
        assert_eq!(judge(&not_held, Uuid::from_u128(2), "freeze"), Err(Error::ReceiptForged));
        let still_held = CardReceipt { action: "unfreeze".into(), ..receipt() };
        assert_eq!(judge(&still_held, Uuid::from_u128(2), "unfreeze"), Err(Error::ReceiptForged));
    }
}
