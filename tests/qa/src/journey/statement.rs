//! The actions about statements.

use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Result, members};

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "statements" => statements(phone, language, args).await,
        "statement_document" => document(phone, language, args).await,
        _ => return None,
    })
}

/// How many, and the newest.
async fn statements(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.statements(language).await?;
    let Some(newest) = all.first() else { return Ok(members(json!({"count": 0}))) };
    Ok(members(json!({
        "count": all.len(), "ending": newest.ending, "total": newest.total, "minimum": newest.minimum,
        "paid": newest.paid, "left": newest.left, "due": newest.due, "state": newest.state,
        "state_words": newest.state_words, "action": newest.action,
    })))
}

/// The newest one's document: whether it is a PDF.
async fn document(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.statements(language).await?;
    let newest = all.first().ok_or(Error::NotFound)?;
    let content = phone.statement_document(&newest.statement_id).await?;
    Ok(members(json!({"pdf": content.starts_with(b"%PDF-")})))
}
