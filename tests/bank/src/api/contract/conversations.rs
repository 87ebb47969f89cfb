//! `/v1/conversations`.

use kunci_wire::ProblemCode::{ConversationLimit, IdempotencyMismatch};
use kunci_wire::chat::{ConversationRequest, Standing};

use super::{Row, Who, post};

pub(super) fn rows() -> Vec<Row> {
    let what = "Begins a conversation about a topic; the same again is the same one. Its words go over the live link";
    vec![
        post("/v1/conversations", Who::Full, what)
            .asks::<ConversationRequest>()
            .answers::<Standing>(200)
            .refuses(&[ConversationLimit, IdempotencyMismatch]),
    ]
}
