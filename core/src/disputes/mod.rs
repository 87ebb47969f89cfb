//! Disputes about payments (CARD-7) and the customer's rights with them (SAFE-7): written on the phone, submitted once, followed.

mod draft;
mod follow;
mod submit;
mod view;

use kunci_crypto::hash::sha256;
use kunci_domain::cards::dispute::Piece;
use kunci_domain::cards::transaction::Transaction;
use kunci_wire::B64;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Error;
use crate::ports::DraftRecord;

pub use kunci_domain::cards::dispute::{DisputeBar, DisputeReason, DisputeState, EvidenceKind, Right};
pub use kunci_domain::cards::evidence::{EvidenceFault, MediaType};
pub use view::{DisputeView, DraftView, PieceView, ReasonView, WantedView};

/// Drafts that a phone keeps of one customer.
pub const MOST_DRAFTS: usize = 10;

/// A draft as it rests on disk.
#[derive(Clone, Serialize, Deserialize)]
struct Draft {
    /// Who writes it: another customer of this phone does not see it.
    customer_id: Uuid,
    made: Transaction,
    reason: DisputeReason,
    statement: String,
    pieces: Vec<Kept>,
    /// It has left the phone without an answer: the bank may have it, so it stays as it is.
    sent: bool,
}

/// A piece of evidence with its bytes.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    piece: Piece,
    form: MediaType,
    content: B64,
}

impl Draft {
    fn read(kept: &DraftRecord) -> Result<Self, Error> {
        serde_json::from_str(&kept.draft).map_err(|_| Error::ProfileDamaged)
    }

    fn pieces(&self) -> Vec<Piece> {
        self.pieces.iter().map(|kept| kept.piece.clone()).collect()
    }
}

/// The drafts of a customer as the export file has them. Pure.
pub(crate) fn exported(drafts: &[DraftRecord], customer_id: Uuid) -> Result<Value, Error> {
    let mut list = Vec::new();
    for kept in drafts {
        let draft = Draft::read(kept)?;
        if draft.customer_id == customer_id {
            let evidence: Vec<_> = draft
                .pieces
                .iter()
                .map(|kept| json!({"kind": kept.piece.kind, "media_type": kept.form, "content": kept.content}))
                .collect();
            list.push(
                json!({"transaction_id": draft.made.transaction_id, "merchant": draft.made.asked.merchant.name(),
                "reason": draft.reason, "statement": draft.statement, "evidence": evidence, "sent": draft.sent}),
            );
        }
    }
    Ok(Value::Array(list))
}

/// A piece's name at the bank.
fn digest(content: &[u8]) -> String {
    sha256(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
