//! The actions about trusted places, warnings, what waits, and suspension.

use kunci_core::Phone;
use kunci_core::guard::{Surroundings, TrustedPlacesView};
use kunci_core::operations::Operation;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::operations::{on_screen, show, view};
use super::phone::{Args, Result, members, token};

/// Does the action if it is one of these. `shown` is the operation on the screen.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
    shown: &mut Option<Operation>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "surroundings" => surroundings(phone, args),
        "integrity" => integrity(phone, args),
        "warnings" => warnings(phone, language, args, shown),
        "trusted_places" | "trusted_places_on" => trusted_places(phone, action, args).await,
        "trusted_places_off" => offer(args, phone.switch_trusted_places_off(), language, shown).await,
        "waiting" => waiting(phone, language, args).await,
        "cancel" => cancel(phone, language, args, shown).await,
        "suspend" => suspend(phone, args).await,
        "lift_suspension" => offer(args, phone.lift_suspension(), language, shown).await,
        "emergency_key" => emergency_key(phone, language, args).await,
        "make_emergency_key" => make_emergency_key(phone, language, args, shown).await,
        "drop_emergency_key" => offer(args, phone.drop_emergency_key(), language, shown).await,
        _ => return None,
    })
}

async fn emergency_key(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let view = phone.emergency_key(language).await?;
    Ok(members(
        json!({"there": view.there, "used": view.used, "title": view.title, "body": view.body, "action": view.action}),
    ))
}

/// The digits as the customer writes them down, and the operation by which they work.
async fn make_emergency_key(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: &mut Option<Operation>,
) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let (operation, digits) = phone.make_emergency_key().await?;
    let mut result = show(operation, language, shown);
    // On paper in the customer's hand: later steps read it out.
    let key = std::str::from_utf8(digits.expose()).unwrap_or_default();
    result.insert("key".to_owned(), key.into());
    Ok(result)
}

fn surroundings(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["trusted_place", "on_call", "screen_shared"])?;
    let flag = |name: &str| args.0.get(name).map(|_| args.flag(name)).transpose();
    phone.set_surroundings(Surroundings {
        trusted_place: flag("trusted_place")?,
        on_call: flag("on_call")?.unwrap_or(false),
        screen_shared: flag("screen_shared")?.unwrap_or(false),
    })?;
    Ok(Map::new())
}

fn integrity(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["rooted"])?;
    phone.set_integrity(args.0.get("rooted").and_then(Value::as_bool))?;
    Ok(Map::new())
}

fn warnings(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: &Option<Operation>,
) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let warnings = phone.approval_warnings(on_screen(shown)?, language)?;
    let kinds: Vec<_> = warnings.iter().map(|warning| warning.kind.code()).collect();
    let words: Vec<_> = warnings.iter().map(|warning| format!("{}. {}", warning.title, warning.body)).collect();
    Ok(members(json!({"count": warnings.len(), "kinds": kinds.join(" "), "words": words.join(" ")})))
}

async fn trusted_places(phone: &Phone, action: &str, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let TrustedPlacesView { on, wait_seconds } = match action {
        "trusted_places_on" => phone.switch_trusted_places_on().await?,
        _ => phone.trusted_places().await?,
    };
    Ok(members(json!({"on": on, "wait_seconds": wait_seconds})))
}

async fn offer(
    args: &Args<'_>,
    asked: impl Future<Output = std::result::Result<Operation, kunci_core::Error>>,
    language: Language,
    shown: &mut Option<Operation>,
) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(show(asked.await?, language, shown))
}

async fn waiting(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let waiting = phone.waiting_operations().await?;
    let titles: Vec<_> = waiting.iter().map(|waiting| waiting.operation.title(language)).collect();
    Ok(members(json!({"count": waiting.len(), "titles": titles.join(" | ")})))
}

async fn cancel(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: &Option<Operation>,
) -> Result<Map<String, Value>> {
    args.only(&["operation_id"])?;
    let id = match args.0.get("operation_id") {
        Some(_) => args.text("operation_id")?.to_owned(),
        None => on_screen(shown)?.id(),
    };
    view(phone, language, &phone.cancel_waiting(&id).await?)
}

async fn suspend(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(token(&phone.suspend_token().await?))
}
