//! `/v1/conversations` (`docs/contract/link.md`). No call needs an idempotency key: the conversation's id is the phone's.

use kunci_wire::ProblemCode;
use kunci_wire::chat::ConversationRequest;

use super::{Call, Reply, body, caller};
use crate::bank::Bank;
use crate::link;
use crate::refusal::{Refusal, refuse};

pub(super) fn begin(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let asked: ConversationRequest = body::parse(call)?;
    if asked.conversation.get_version_num() != 7 {
        return Err(refuse(ProblemCode::Malformed, "the conversation's id is not a UUID of version 7"));
    }
    let standing = bank.decide(&call.what(), |tx| link::begin(bank, tx, &caller.customer, &asked))?;
    bank.link.wake();
    Ok(Reply::json(200, &standing)?)
}
