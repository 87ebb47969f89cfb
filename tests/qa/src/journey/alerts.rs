//! The actions about alerts.

use kunci_core::Phone;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Refused, Result, members};

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "alerts" => alerts(phone, language, args).await,
        "alerts_read" => read(phone, language, args).await,
        _ => return None,
    })
}

/// The newest page: how many, their kinds from the newest on, and the words of the newest.
async fn alerts(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let page = phone.alerts(None, language).await?;
    let kinds: Vec<_> = page.alerts.iter().map(|alert| alert.kind.as_str()).collect();
    let mut result = json!({"count": kinds.len(), "kinds": kinds.join(" "), "unread": page.unread});
    if let (Some(newest), Some(result)) = (page.alerts.first(), result.as_object_mut()) {
        let words = json!({
            "kind": newest.kind, "title": newest.title, "body": newest.body, "action": newest.action,
            "card_ending": newest.card_ending,
        });
        result.extend(members(words));
    }
    Ok(members(result))
}

/// Marks everything up to the newest as read.
async fn read(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let page = phone.alerts(None, language).await?;
    let newest = page.alerts.first().ok_or_else(|| Refused::Step("there is no alert".to_owned()))?;
    phone.mark_alerts_read(&newest.alert_id).await?;
    Ok(Map::new())
}
