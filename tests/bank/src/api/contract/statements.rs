//! `/v1/statements`.

use kunci_wire::statements::{DocumentReply, StatementsReply};

use super::{Row, Who, get};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/statements", Who::Looking, "The statements of the customer's cards, newest first")
            .answers::<StatementsReply>(200),
        get("/v1/statements/{id}/document", Who::Looking, "The document of one, by its digest")
            .answers::<DocumentReply>(200),
    ]
}
