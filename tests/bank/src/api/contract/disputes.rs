//! `/v1/disputes`.

use kunci_wire::ProblemCode::{DisputeRefused, EvidenceRefused};
use kunci_wire::disputes::{
    DisputeReply, DisputeRequest, DisputesReply, EvidenceReply, EvidenceRequest, MoreEvidenceRequest, WithdrawalRequest,
};

use super::{Row, Who, get, post};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/disputes", Who::Looking, "The customer's disputes, newest first").answers::<DisputesReply>(200),
        post("/v1/disputes/evidence", Who::Full, "One piece of evidence, by its bytes")
            .asks::<EvidenceRequest>()
            .answers::<EvidenceReply>(200)
            .refuses(&[EvidenceRefused, DisputeRefused]),
        post("/v1/disputes", Who::Full, "A payment is disputed")
            .asks::<DisputeRequest>()
            .once()
            .answers::<DisputeReply>(201)
            .refuses(&[DisputeRefused, EvidenceRefused]),
        post("/v1/disputes/{id}/evidence", Who::Full, "More evidence, asked for or not")
            .asks::<MoreEvidenceRequest>()
            .once()
            .answers::<DisputeReply>(200)
            .refuses(&[DisputeRefused, EvidenceRefused]),
        post("/v1/disputes/{id}/withdrawal", Who::Full, "A dispute is taken back")
            .asks::<WithdrawalRequest>()
            .once()
            .answers::<DisputeReply>(200)
            .refuses(&[DisputeRefused]),
    ]
}
