//! The contract as documents that programs read: written from the code, kept in `docs/contract`, checked against the running bank.

use serde_json::Value;

/// A document and where it is kept.
pub struct Document {
    /// From the repository's root.
    pub path: &'static str,
    /// As the code makes it.
    pub text: String,
}

/// All of them.
#[must_use]
pub fn all() -> Vec<Document> {
    vec![Document { path: "docs/contract/openapi.json", text: written(&crate::api::contract::document()) }]
}

/// Indented, with a line's end: as it is kept.
fn written(document: &Value) -> String {
    format!("{document:#}\n")
}
