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
    let made = [
        ("docs/contract/openapi.json", crate::api::contract::document()),
        ("docs/contract/asyncapi.json", crate::link::asyncapi::document()),
    ];
    made.into_iter().map(|(path, document)| Document { path, text: written(&document) }).collect()
}

/// Indented, with a line's end: as it is kept.
fn written(document: &Value) -> String {
    format!("{document:#}\n")
}
