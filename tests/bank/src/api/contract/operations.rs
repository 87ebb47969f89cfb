//! `/v1/operations`: what the token approves.

use kunci_wire::ProblemCode::{
    AmountInvalid, ApprovalRefused, CodeNeeded, HeldByProbation, OperationClosed, OutsideTrustedPlace, Scope,
    TokenLocked, TokenNotActive,
};
use kunci_wire::guard::{EmergencyKeyRequest, EmptyRequest};
use kunci_wire::operations::{
    ApprovalRequest, OperationOffer, OperationState, OperationsReply, PayeeRequest, ProfileRequest, RejectionRequest,
    TransferRequest,
};
use schemars::JsonSchema;

use super::{Row, Who, get, post};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get(
            "/v1/operations",
            Who::LookingOrDevice,
            "All of the customer's operations; by the device key alone, what still waits",
        )
        .answers::<OperationsReply>(200),
        order::<TransferRequest>("/v1/operations/transfers", "Asks for a transfer").refuses(&[AmountInvalid]),
        order::<PayeeRequest>("/v1/operations/payees", "Asks for a payee to be added"),
        order::<ProfileRequest>("/v1/operations/profile", "Asks for a change of the customer's data"),
        order::<EmptyRequest>(
            "/v1/operations/trusted-places-off",
            "Asks that nothing waits outside trusted places any more",
        ),
        order::<EmergencyKeyRequest>("/v1/operations/emergency-key", "Asks for an emergency key"),
        order::<EmptyRequest>("/v1/operations/emergency-key-off", "Asks that the emergency key is worthless"),
        post("/v1/operations/lift-suspension", Who::Session, "Asks that the customer's own suspension ends")
            .asks::<EmptyRequest>()
            .once()
            .answers::<OperationOffer>(201)
            .refuses(&[TokenLocked, TokenNotActive, HeldByProbation]),
        get("/v1/operations/{id}", Who::Looking, "How an operation stands").answers::<OperationState>(200),
        post("/v1/operations/{id}/approval", Who::Session, "The token's proof: it happens")
            .asks::<ApprovalRequest>()
            .once()
            .answers::<OperationState>(200)
            .refuses(&[Scope, ApprovalRefused, CodeNeeded, OutsideTrustedPlace, HeldByProbation, OperationClosed])
            .refuses(&[TokenLocked, TokenNotActive]),
        post("/v1/operations/{id}/rejection", Who::Device, "It does not happen")
            .asks::<RejectionRequest>()
            .once()
            .answers::<OperationState>(200)
            .refuses(&[OperationClosed]),
    ]
}

/// An operation to approve.
pub(super) fn order<T: JsonSchema>(path: &'static str, says: &'static str) -> Row {
    post(path, Who::Full, says).asks::<T>().once().answers::<OperationOffer>(201).refuses(&[
        TokenLocked,
        TokenNotActive,
        HeldByProbation,
    ])
}
