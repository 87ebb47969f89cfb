//! `POST /v1/operations/{id}/rejection`: signed by the device key; works while the token is locked.

use kunci_domain::direction::Act;
use kunci_wire::operations::{RejectReason, RejectionRequest};

use super::idempotency::{self, Repeat};
use super::operations::load;
use super::{Call, Reply, body, device};
use crate::bank::Bank;
use crate::effects::By;
use crate::refusal::Refusal;
use crate::store::OpState;
use crate::{fraud, operations};

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let customer = device::allowed(bank, call, Act::Reject)?;
    let request: RejectionRequest = body::parse(call)?;
    let id = device::path_id(call)?;
    let route = "POST /v1/operations/{id}/rejection";
    idempotency::once(bank, call, customer.id, route, &request.reason, Repeat::Present, |tx| {
        let now = bank.now();
        operations::tidy(tx, now)?;
        let mut operation = load(tx, customer.id, id)?;
        if request.reason == RejectReason::NotMe && !operation.fraud_case {
            fraud::open_case(bank, tx, &customer, &mut operation)?;
        }
        match operation.state {
            // What waits has not happened: it is taken back.
            OpState::Pending | OpState::Waiting => {
                operation.answered_by = Some(By::Phone.as_str().to_owned());
                let why = format!("{} rejected it", customer.first_name());
                operations::close(tx, &mut operation, OpState::Rejected, now, &why)?;
            }
            // Too late to stop: the customer sees how it stands.
            OpState::Approved | OpState::Completed | OpState::Failed | OpState::Rejected => {}
            OpState::Expired | OpState::Superseded => {
                let why = format!("the operation is {}", operation.state.as_str());
                return Err(operations::closed(operation.state, why));
            }
        }
        Ok(Reply::json(200, &operations::view(&operation))?)
    })
}
