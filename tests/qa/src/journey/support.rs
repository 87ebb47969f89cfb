//! The actions about the bank's channels, what is really the bank's, and help.

use kunci_core::{Phone, support};
use kunci_domain::channels::ChannelKind;
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
        "channels" => channels(phone, args).await,
        "check_contacts" => check_contacts(phone, language, args).await,
        "guide" => guide(language, args),
        "help" => help(args),
        _ => return None,
    })
}

/// How many, and the first of two kinds.
async fn channels(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let directory = phone.channels().await?;
    let first = |kind: ChannelKind| {
        let found = directory.channels.iter().find(|channel| channel.kind == kind);
        found.map(|channel| channel.address.clone()).unwrap_or_default()
    };
    Ok(members(json!({"count": directory.channels.len(), "phone": first(ChannelKind::Phone),
        "website": first(ChannelKind::Website), "signed": directory.issued_ms > 0})))
}

/// Each contact with the verdict, in order.
async fn check_contacts(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    let found = phone.check_contacts(args.text("text")?, language).await?;
    let verdict = |official: bool| if official { "official" } else { "unknown" };
    let verdicts: Vec<_> =
        found.iter().map(|contact| format!("{}:{}", contact.kind.code(), verdict(contact.official))).collect();
    let explained = found.iter().all(|contact| !contact.title.is_empty() && !contact.body.is_empty());
    Ok(members(json!({"verdicts": verdicts.join(" "), "explained": explained})))
}

/// In the language of the words that are looked for.
fn help(args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["text", "language"])?;
    let topics = support::topics(args.text("text")?, Language::from_tag(args.text("language")?));
    let first = topics.first().map(|topic| topic.key).unwrap_or_default();
    Ok(members(json!({"found": topics.len(), "first": first})))
}

/// Where each answer leads, and what can be done; what needs a session that is not open is marked.
fn guide(language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["step", "signed_in"])?;
    let told = support::guide::step(args.text("step")?, args.flag("signed_in")?, language);
    let answers: Vec<_> = told.answers.iter().map(|answer| answer.step).collect();
    let act = |advice: &support::guide::Advice| {
        format!("{}{}", advice.act.code(), if advice.sign_in_first { "*" } else { "" })
    };
    let acts: Vec<_> = told.acts.iter().map(act).collect();
    let words = [&told.title, &told.body].into_iter().chain(told.answers.iter().map(|answer| &answer.text));
    let explained = words.chain(told.acts.iter().map(|advice| &advice.title)).all(|text| !text.is_empty());
    Ok(members(json!({"step": told.key, "answers": answers.join(" "), "acts": acts.join(" "), "explained": explained})))
}
