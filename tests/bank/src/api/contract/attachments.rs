//! `/v1/attachments`.

use kunci_wire::ProblemCode::FileRefused;
use kunci_wire::attachments::{ContentReply, FileReply, FileRequest, PartRequest};

use super::{Row, Who, get, post};

pub(super) fn rows() -> Vec<Row> {
    vec![
        post("/v1/attachments", Who::Full, "A sealed file of the chat is announced; the same again says how it stands")
            .asks::<FileRequest>()
            .answers::<FileReply>(200)
            .refuses(&[FileRefused]),
        get("/v1/attachments/{id}", Who::Full, "How its upload stands").answers::<FileReply>(200),
        post("/v1/attachments/{id}/parts", Who::Full, "The next sealed bytes; what does not fit changes nothing")
            .asks::<PartRequest>()
            .answers::<FileReply>(200)
            .refuses(&[FileRefused]),
        get("/v1/attachments/{id}/content", Who::Full, "Sealed bytes of a file of the customer's conversation")
            .query("from", "The first byte that is wanted; without it from the beginning")
            .answers::<ContentReply>(200),
    ]
}
