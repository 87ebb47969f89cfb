//! For the moment when the phone is in other hands (SAFE-9): what tightens works by possession alone, what loosens waits outside
//! trusted places, and a call or a shared screen is warned about before the code is typed.
//!
//! Which act needs what stands in one table: `kunci_domain::direction`.

mod cancel;
mod emergency_key;
mod surroundings;
mod suspension;
mod trusted_places;
mod warnings;

pub use cancel::WaitingView;
pub use emergency_key::{EmergencyKeyView, KEY_DIGITS};
pub use kunci_domain::direction::Surroundings;
pub use trusted_places::TrustedPlacesView;
pub use warnings::{ApprovalWarning, WarningKind};

use kunci_domain::direction::Act;
use kunci_wire::operations::OperationState;

use crate::Phone;
use crate::bank::Signer;
use crate::operations::{Operation, OperationStage};
use crate::ports::TokenRecord;

/// The device key as signer: no session.
pub(crate) fn by_device(record: &TokenRecord) -> Signer<'_> {
    Signer::Device { slot: record.slot, thumbprint: &record.thumbprint }
}

impl Phone {
    /// What this phone remembers of the guard itself follows what was approved. Nothing here can undo the approval: what fails is
    /// asked again later.
    pub(crate) async fn after_guarding(&self, operation: &Operation, state: &OperationState) {
        if state.state != OperationStage::Completed.as_str() {
            return;
        }
        match operation.kind().act() {
            Act::TrustedPlacesOff => {
                if let Ok(mut memory) = self.memory() {
                    memory.trusted_places = Some(false);
                }
            }
            Act::LiftSuspension => {
                let _ = self.refresh_status().await;
            }
            _ => {}
        }
    }
}
