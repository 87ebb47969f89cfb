//! `GET /v1/status`: what of the bank is out, for everybody.

use super::{Call, Reply};
use crate::bank::Bank;
use crate::outages;
use crate::refusal::Refusal;

pub(super) fn status(bank: &Bank, _: &Call) -> Result<Reply, Refusal> {
    Ok(Reply::json(200, &outages::present(bank)?)?)
}
