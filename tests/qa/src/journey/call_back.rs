//! The actions about calls of the bank, and the user id by SMS.

use kunci_core::Phone;
use kunci_core::support::{CallBackView, CallReason};
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
        "call_backs" => list(phone, language, args).await,
        "ask_for_call" => ask(phone, language, args).await,
        "cancel_call" => cancel(phone, language, args).await,
        "remind_user_id" => remind(phone, language, args).await,
        _ => return None,
    })
}

/// How many, the newest, and what is offered.
async fn list(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let told = phone.call_backs(language).await?;
    let mut shown = json!({"count": told.calls.len(), "windows": told.windows.len(), "number": told.number});
    if let Some(newest) = told.calls.first() {
        shown["newest"] = json!(newest.state);
    }
    Ok(members(shown))
}

/// `window`: which of those that are offered, the first is 1.
async fn ask(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["reason", "window"])?;
    let reason = CallReason::parse(args.text("reason")?);
    let reason = reason.ok_or_else(|| Refused::Step("there is no such reason".to_owned()))?;
    let wanted: usize = args.number("window")?;
    let offered = phone.call_backs(language).await?.windows;
    // While a call is waited for nothing is offered; a phone that asks all the same is refused by the bank.
    let from_ms = wanted.checked_sub(1).and_then(|index| offered.get(index)).map_or(0, |window| window.from_ms);
    Ok(shown(&phone.ask_for_call(reason, from_ms, language).await?))
}

/// The one that is waited for.
async fn cancel(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let known = phone.call_backs(language).await?.calls;
    let open = known.iter().find(|call| call.open);
    let open = open.ok_or_else(|| Refused::Step("no call is waited for".to_owned()))?;
    Ok(shown(&phone.cancel_call(open.id, language).await?))
}

async fn remind(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["number"])?;
    phone.remind_user_id(args.text("number")?, language).await?;
    Ok(members(json!({})))
}

fn shown(call: &CallBackView) -> Map<String, Value> {
    let explained = [&call.title, &call.next, &call.reason_name].into_iter().all(|text| !text.is_empty());
    members(json!({"call": call.id, "state": call.state, "open": call.open, "explained": explained}))
}
