//! The actions about the life of a session.

use kunci_core::Phone;
use kunci_core::session::{SessionWatch, by_itself, explain_end};
use kunci_core::transactions::TransactionFilter;
use kunci_domain::session_life::SessionEnd;
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
        "touch" => touch(phone, args),
        "watch" => watch(phone, language, args).await,
        "stay" => stay(phone, language, args).await,
        "look" => look(phone, args).await,
        "look_for_payments" => look_for_payments(phone, language, args).await,
        _ => return None,
    })
}

fn touch(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    phone.touched()?;
    Ok(Map::new())
}

async fn watch(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(shown(phone.watch_session().await?, language))
}

async fn stay(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(shown(phone.stay_signed_in().await?, language))
}

/// Brings the list of what waits up to date, as the app does by itself.
async fn look(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let count = by_itself(phone.pending_operations()).await?.len();
    Ok(members(json!({ "count": count })))
}

/// Brings the list of payments up to date, as the app does when the bank has said that something was paid.
async fn look_for_payments(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let page = phone.look_for_transactions(&TransactionFilter::default(), None, language).await?;
    Ok(members(json!({ "count": page.transactions.len() })))
}

fn shown(watch: SessionWatch, language: Language) -> Map<String, Value> {
    let SessionWatch { signed_in, seconds_left, can_stay, ended } = watch;
    let told = ended.map(|end| explain_end(end, language).title);
    members(json!({
        "signed_in": signed_in, "warned": seconds_left.is_some(), "can_stay": can_stay, "ended": ended.map(SessionEnd::code),
        "title": told,
    }))
}
