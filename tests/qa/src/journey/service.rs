//! The actions about outages, complaints, letters, rights and tips.

use kunci_core::Phone;
use kunci_core::outages::OutagesView;
use kunci_core::written::WrittenView;
use kunci_domain::complaints;
use kunci_domain::help::{self, TipMoment};
use kunci_domain::texts::Language;
use kunci_domain::written::{About, Way};
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
        "file_complaint" => write(phone, language, args, Way::Complaint, "kind").await,
        "complaints" => list(phone, language, args, Way::Complaint).await,
        "write_letter" => write(phone, language, args, Way::Letter, "subject").await,
        "letters" => list(phone, language, args, Way::Letter).await,
        "keep_complaint" => keep(phone, args, Way::Complaint, "kind").await,
        "unsent_complaint" => unsent(phone, args, Way::Complaint).await,
        "keep_letter" => keep(phone, args, Way::Letter, "subject").await,
        "unsent_letter" => unsent(phone, args, Way::Letter).await,
        "tips" => tips(args),
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

/// `about`: the argument that names what it is about.
async fn write(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    way: Way,
    about: &str,
) -> Result<Map<String, Value>> {
    args.only(&[about, "text"])?;
    let what = named(way, about, args.text(about)?)?;
    Ok(one(&phone.write_to_bank(what, args.text("text")?, language).await?))
}

fn named(way: Way, about: &str, name: &str) -> Result<About> {
    About::parse(way, name).ok_or_else(|| Refused::Step(format!("there is no {about} {name:?}")))
}

/// Types it, without sending it; no name for what is not chosen yet.
async fn keep(phone: &Phone, args: &Args<'_>, way: Way, about: &str) -> Result<Map<String, Value>> {
    args.only(&[about, "text"])?;
    let name = args.text(about)?;
    let what = if name.is_empty() { None } else { Some(named(way, about, name)?) };
    phone.keep_unsent(way, what, args.text("text")?).await?;
    Ok(Map::new())
}

/// Whether something was begun, and what.
async fn unsent(phone: &Phone, args: &Args<'_>, way: Way) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let begun = phone.unsent(way).await?;
    let about = begun.as_ref().and_then(|typed| typed.about).map(About::code);
    let text = begun.as_ref().map(|typed| typed.text.as_str());
    Ok(members(json!({"begun": begun.is_some(), "about": about, "text": text})))
}

/// How many, and all of them.
fn tips(args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["language", "moment"])?;
    let name = args.text("moment")?;
    let moment = TipMoment::parse(name).ok_or_else(|| Refused::Step(format!("there is no moment {name:?}")))?;
    let told = help::tips(moment, Language::from_tag(args.text("language")?));
    Ok(members(json!({"count": told.len(), "text": told.join(" ")})))
}

fn one(written: &WrittenView) -> Map<String, Value> {
    let hours = (written.due_ms - written.filed_ms) / 3_600_000;
    members(json!({
        "reference": written.reference, "kind": written.kind, "state": written.state, "title": written.title,
        "next": written.next, "answer": written.answer, "due_in_hours": hours,
    }))
}

/// The newest page: how many, their states from the newest on, and the newest itself.
async fn list(phone: &Phone, language: Language, args: &Args<'_>, way: Way) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let page = phone.written_to_bank(way, None, language).await?;
    let states: Vec<_> = page.written.iter().map(|about| about.state.as_str()).collect();
    let mut result = page.written.first().map(one).unwrap_or_default();
    result.extend(members(json!({"count": states.len(), "states": states.join(" ")})));
    Ok(result)
}
