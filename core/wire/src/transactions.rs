//! `/v1/transactions`; see `docs/contract/transactions.md`.

use jiff::Timestamp;
use kunci_domain::cards::spending::SpendingGroup;
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::money::Money;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /v1/transactions/search`: all that is given must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransactionsRequest {
    /// Of this card only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_id: Option<Uuid>,
    /// In one of these states; empty: in any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<TransactionState>,
    /// The merchant's name has this in it, whatever the case. 60 characters at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Of this kind of merchants (`groceries` …), or `cash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<SpendingGroup>,
    /// Of this amount or more: what stands of the payment, or if nothing does what was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_from: Option<Money>,
    /// Of this amount or less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_to: Option<Money>,
    /// Not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The page that another one's `next` names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// So many in a page, 1 to 200; 25 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransactionsReply {
    /// Newest first, at most as many as were asked for; fewer where they would be too large for a reply. Of a declined one `decision` holds the rules that declined it; of others it is absent.
    pub transactions: Vec<Transaction>,
    /// Where the list goes on, if it does; opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
