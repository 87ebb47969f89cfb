//! The actions about files of the chat.

use kunci_core::chat::ChatItem;
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::chat::Screen;
use super::phone::{Args, Refused, Result, members};

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    action: &str,
    args: &Args<'_>,
    screen: &mut Screen,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "chat_attach" | "chat_attach_anyway" => attach(phone, action, args, screen).await,
        "chat_open_file" => open(phone, args, screen).await,
        "chat_document_request" => request(phone, args, screen).await,
        _ => return None,
    })
}

/// The file of that path, or one with these words in it. `pad` blanks stand in the place of its first line end, so that it has more than one part.
async fn attach(phone: &Phone, action: &str, args: &Args<'_>, screen: &Screen) -> Result<Map<String, Value>> {
    args.only(&["name", "content", "file", "pad"])?;
    let pad: usize = if args.0.contains_key("pad") { args.number("pad")? } else { 1 };
    let content = if args.0.contains_key("file") {
        std::fs::read(args.text("file")?).map_err(|error| Refused::Step(error.to_string()))?
    } else {
        let blanks = format!("{}\n", " ".repeat(pad.saturating_sub(1)));
        args.text("content")?.replacen('\n', &blanks, 1).into_bytes()
    };
    let (name, bytes) = (args.text("name")?, content.len());
    match action {
        "chat_attach" => phone.chat_attach(screen.conversation(), name, content).await?,
        _ => phone.chat_attach_anyway(screen.conversation(), name, content).await?,
    };
    Ok(members(json!({ "bytes": bytes })))
}

/// The file of the newest entry with this name.
async fn open(phone: &Phone, args: &Args<'_>, screen: &mut Screen) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    let text = args.text("text")?;
    let named = |item: &&&ChatItem| item.attachment.is_some() && item.text.contains(text);
    let id = screen.in_order().iter().rev().find(named).map(|item| item.id.clone());
    let opened = phone.chat_attachment(&id.ok_or(Refused::from(Error::NotFound))?).await?;
    let (name, form, bytes) = (opened.name, opened.kind.name(), opened.content.len());
    Ok(members(json!({ "name": name, "form": form, "bytes": bytes })))
}

/// What the bank asks for now.
async fn request(phone: &Phone, args: &Args<'_>, screen: &Screen) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let open = phone.chat_document_request(screen.conversation(), Language::English).await?;
    let purpose = open.as_ref().map_or("", |request| request.purpose.as_str());
    let document = open.as_ref().map_or("", |request| request.document.as_str());
    let told = open.as_ref().is_some_and(|request| request.words.contains(purpose) && request.words.contains(document));
    Ok(members(json!({ "open": open.is_some(), "purpose": purpose, "told": told })))
}
