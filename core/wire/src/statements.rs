//! `/v1/statements`; see `docs/contract/statements.md`.

use kunci_domain::cards::statement::Statement;
use serde::{Deserialize, Serialize};

use crate::B64;

/// `GET /v1/statements`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementsReply {
    /// The newest first, at most 24.
    pub statements: Vec<Statement>,
}

/// `GET /v1/statements/{id}/document`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentReply {
    /// The PDF: exactly the bytes of the statement's digest, at most 163,840.
    pub content: B64,
}
