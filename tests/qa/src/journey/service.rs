//! The actions about outages, complaints and rights.

use kunci_core::Phone;
use kunci_core::complaints::ComplaintView;
use kunci_core::outages::OutagesView;
use kunci_domain::complaints::{self, ComplaintKind};
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
        "outages" => outages(phone, language, args).await,
        "rights" => rights(args),
        "file_complaint" => file(phone, language, args).await,
        "complaints" => list(phone, language, args).await,
        _ => return None,
    })
}

/// What is out and what is announced, by name; what works; the words of the first outage.
async fn outages(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let OutagesView { is_fresh, age, banner, outages, works, .. } = phone.outages(language).await?;
    let at = |stage: &str| {
        let found = outages.iter().filter(|outage| outage.stage == stage).map(|outage| outage.service.as_str());
        found.collect::<Vec<_>>().join(" ")
    };
    let works: Vec<_> = works.iter().map(|works| works.code.as_str()).collect();
    let text = outages.first().map(|outage| outage.text.as_str()).unwrap_or_default();
    Ok(members(json!({
        "fresh": is_fresh, "age": age, "banner": banner.unwrap_or_default(), "now": at("now"),
        "announced": at("announced"), "perhaps_over": at("perhaps-over"), "works": works.join(" "), "text": text,
    })))
}

/// How many, and the words of the first.
fn rights(args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["language"])?;
    let rights = complaints::rights(Language::from_tag(args.text("language")?));
    let first = rights.first().ok_or_else(|| Refused::Step("there are no rights".to_owned()))?;
    Ok(members(json!({"count": rights.len(), "first": first.key, "title": first.title, "body": first.body})))
}

async fn file(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["kind", "text"])?;
    let kind = args.text("kind")?;
    let kind = ComplaintKind::parse(kind).ok_or_else(|| Refused::Step(format!("there is no kind {kind:?}")))?;
    Ok(one(&phone.file_complaint(kind, args.text("text")?, language).await?))
}

fn one(complaint: &ComplaintView) -> Map<String, Value> {
    let hours = (complaint.due_ms - complaint.filed_ms) / 3_600_000;
    members(json!({
        "reference": complaint.reference, "kind": complaint.kind, "state": complaint.state, "title": complaint.title,
        "next": complaint.next, "answer": complaint.answer, "due_in_hours": hours,
    }))
}

/// The newest page: how many, their states from the newest on, and the newest itself.
async fn list(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let page = phone.complaints(None, language).await?;
    let states: Vec<_> = page.complaints.iter().map(|complaint| complaint.state.as_str()).collect();
    let mut result = page.complaints.first().map(one).unwrap_or_default();
    result.extend(members(json!({"count": states.len(), "states": states.join(" ")})));
    Ok(result)
}
