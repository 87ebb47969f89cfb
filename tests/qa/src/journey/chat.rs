//! Chat in a journey: what a screen would pull, as results.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kunci_core::chat::transcript;
use kunci_core::chat::{
    ChatItem, Conversation, DeskState, DeskView, ItemKind, ItemState, Mark, Rating, Speaker, Topic, Verdict,
};
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Refused, Result};

/// A step that waits for a message gives up after this.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the screen of each conversation has pulled so far.
#[derive(Default)]
pub(super) struct Screens(BTreeMap<Conversation, Screen>);

/// What one of them has.
#[derive(Default)]
pub(super) struct Screen {
    conversation: Conversation,
    revision: u64,
    items: BTreeMap<String, ChatItem>,
    desk: Option<DeskView>,
}

impl Screen {
    async fn pull(&mut self, phone: &Phone) -> std::result::Result<(), Error> {
        let batch = phone.chat_next_batch(self.conversation, self.revision).await?;
        if batch.reset {
            self.items.clear();
        }
        self.revision = batch.revision;
        self.desk = batch.desk;
        self.items.extend(batch.items.into_iter().map(|item| (item.id.clone(), item)));
        Ok(())
    }

    /// Forgets everything.
    fn begin_anew(&mut self) {
        *self = Self { conversation: self.conversation, ..Self::default() };
    }

    pub(super) const fn conversation(&self) -> Conversation {
        self.conversation
    }

    pub(super) fn in_order(&self) -> Vec<&ChatItem> {
        let mut items: Vec<_> = self.items.values().collect();
        items.sort_by_key(|item| item.position);
        items
    }
}

/// What is about one conversation: `conversation` names it, as `chat_start` did; without it, it is the general one.
const OF_ONE: [&str; 18] = [
    "chat_attach",
    "chat_attach_anyway",
    "chat_cancel",
    "chat_desk",
    "chat_document_request",
    "chat_edit",
    "chat_end",
    "chat_feedback",
    "chat_human",
    "chat_items",
    "chat_older",
    "chat_open_file",
    "chat_report_scam",
    "chat_retry",
    "chat_send",
    "chat_send_anyway",
    "chat_transcript",
    "chat_wait",
];

/// `None`: not an action of the chat.
pub(super) async fn act(
    phone: &Arc<Phone>,
    action: &str,
    args: &Args<'_>,
    screens: &mut Screens,
) -> Option<Result<Map<String, Value>>> {
    let mut rest = args.0.clone();
    let named = if OF_ONE.contains(&action) { rest.remove("conversation") } else { None };
    let conversation = match named.as_ref().map(|id| id.as_str().and_then(|id| id.parse().ok())) {
        None => Conversation::General,
        Some(Some(id)) => Conversation::About(id),
        Some(None) => return Some(Err(Refused::Step("conversation is no id".to_owned()))),
    };
    let args = &Args(&rest);
    let screen = screens.0.entry(conversation).or_insert_with(|| Screen { conversation, ..Screen::default() });
    Some(match action {
        "connect" => nothing(args, async { phone.connect().await }).await,
        "disconnect" => nothing(args, async { phone.disconnect().await }).await,
        "chat_conversations" => conversations(phone, args).await,
        "chat_start" => start(phone, args).await,
        "chat_human" => nothing(args, async { phone.chat_ask_for_human(conversation).await }).await,
        "chat_send" => send(phone, args, conversation).await,
        "chat_send_anyway" => send_anyway(phone, args, conversation).await,
        "chat_check_draft" => check_draft(phone, args),
        "check_pasted" => check_pasted(phone, args),
        "chat_retry" | "chat_cancel" | "chat_edit" => decide(phone, action, args, screen).await,
        "chat_search" => search(phone, args).await,
        "chat_older" => older(phone, args, conversation).await,
        "network_changed" => nothing(args, async { phone.network_changed() }).await,
        "chat_wait" => wait(phone, args, screen).await,
        "chat_items" => items(phone, args, screen).await,
        "chat_end" => nothing(args, async { phone.chat_end(conversation).await }).await,
        "chat_report_scam" => report_scam(phone, args, conversation).await,
        "chat_feedback" => feedback(phone, args, conversation).await,
        "chat_transcript" => transcript(phone, args, conversation).await,
        "chat_desk" => desk(phone, args, screen).await,
        _ => return super::attachments::act(phone, action, args, screen).await,
    })
}

/// The list: of the newest first, what each is about, what it says and how it stands.
async fn conversations(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.chat_conversations().await?;
    let all: Vec<_> = all
        .iter()
        .map(|view| {
            let id = match view.conversation {
                Conversation::General => None,
                Conversation::About(id) => Some(id),
            };
            json!({ "conversation": id, "topic": view.topic.code(), "title": view.title, "last": view.last, "at_ms": view.at_ms,
                "unread": view.unread, "open": view.open })
        })
        .collect();
    let join = |name: &str| {
        let each = all.iter().map(|view| match &view[name] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        each.collect::<Vec<_>>().join(" | ")
    };
    let result = json!({ "topics": join("topic"), "last": join("last"), "unread": join("unread"), "open": join("open"),
        "told": all.iter().all(|view| view["title"].as_str().is_some_and(|title| !title.is_empty())), "conversations": all });
    Ok(result.as_object().cloned().unwrap_or_default())
}

async fn start(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["topic"])?;
    let topic = Topic::choice(args.text("topic")?).ok_or_else(|| Refused::Step("there is no such topic".to_owned()))?;
    let Conversation::About(id) = phone.chat_start(topic).await? else {
        return Err(Refused::Step("the general conversation is never begun".to_owned()));
    };
    Ok(Map::from_iter([("conversation".to_owned(), id.to_string().into())]))
}

async fn nothing(
    args: &Args<'_>,
    work: impl Future<Output = std::result::Result<(), Error>>,
) -> Result<Map<String, Value>> {
    args.only(&[])?;
    work.await?;
    Ok(Map::new())
}

async fn send(phone: &Phone, args: &Args<'_>, conversation: Conversation) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    phone.chat_send(conversation, args.text("text")?).await?;
    Ok(Map::from_iter([("sent".to_owned(), Value::from(true))]))
}

async fn send_anyway(phone: &Phone, args: &Args<'_>, conversation: Conversation) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    phone.chat_send_anyway(conversation, args.text("text")?).await?;
    Ok(Map::from_iter([("sent".to_owned(), Value::from(true))]))
}

fn check_draft(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    let check = phone.chat_check_draft(args.text("text")?, Language::English);
    let verdict = match check.verdict {
        Verdict::Passes => "passes",
        Verdict::Asks => "asks",
        Verdict::Blocked => "blocked",
    };
    let result = json!({ "verdict": verdict, "findings": codes(&check.marks), "masked": check.masked });
    Ok(result.as_object().cloned().unwrap_or_default())
}

fn check_pasted(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    let marks = phone.check_pasted(args.text("text")?, Language::English);
    let told = marks.iter().all(|mark| !mark.title.is_empty() && !mark.body.is_empty());
    Ok(Map::from_iter([("findings".to_owned(), codes(&marks).into()), ("explained".to_owned(), told.into())]))
}

/// What becomes of the own entry with this text.
async fn decide(phone: &Phone, action: &str, args: &Args<'_>, screen: &mut Screen) -> Result<Map<String, Value>> {
    args.only(if action == "chat_edit" { &["text", "to"] } else { &["text"] })?;
    screen.begin_anew();
    screen.pull(phone).await?;
    let text = args.text("text")?;
    let own = screen.in_order().into_iter().rev().find(|item| item.speaker == Speaker::You && item.text.contains(text));
    let id =
        own.and_then(|item| item.id.parse().ok()).ok_or_else(|| Refused::Step(format!("no own entry with {text}")))?;
    match action {
        "chat_retry" => phone.chat_retry(id).await?,
        "chat_cancel" => phone.chat_cancel(id).await?,
        _ => drop(phone.chat_edit(id, args.text("to")?).await?),
    }
    Ok(Map::new())
}

async fn search(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    let found = phone.chat_search(args.text("text")?, 50).await?;
    let first = found.first();
    let places =
        first.map(|found| found.highlights.iter().map(|(start, end)| format!("{start}-{end}")).collect::<Vec<_>>());
    let result = json!({ "found": found.len(), "first": first.map_or("", |found| found.item.text.as_str()),
        "highlights": places.unwrap_or_default().join(" "),
        "topics": found.iter().map(|found| found.topic.as_str()).collect::<Vec<_>>().join(" | ") });
    Ok(result.as_object().cloned().unwrap_or_default())
}

async fn older(phone: &Phone, args: &Args<'_>, conversation: Conversation) -> Result<Map<String, Value>> {
    args.only(&["before", "most"])?;
    let most: u32 = args.number("most")?;
    let items = phone.chat_older(conversation, args.number::<u64>("before")?, most).await?;
    let texts: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
    Ok(Map::from_iter([("texts".to_owned(), texts.join(" | ").into())]))
}

fn codes(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark.kind.code()).collect::<Vec<_>>().join(" ")
}

/// Pulls until an entry with this text, speaker and state is there; the newest of them is the result.
async fn wait(phone: &Phone, args: &Args<'_>, screen: &mut Screen) -> Result<Map<String, Value>> {
    args.only(&["text", "speaker", "state", "kind"])?;
    let wanted = |name: &str| args.0.contains_key(name).then(|| args.text(name)).transpose();
    let (text, speaker, state, kind) = (wanted("text")?, wanted("speaker")?, wanted("state")?, wanted("kind")?);
    let fits = |item: &ChatItem| {
        text.is_none_or(|text| item.text.contains(text))
            && speaker.is_none_or(|speaker| speaker_name(&item.speaker) == speaker)
            && state.is_none_or(|state| state_name(item.state) == state)
            && kind.is_none_or(|kind| kind_name(item.kind) == kind)
    };
    let search = async {
        loop {
            let found =
                screen.in_order().iter().enumerate().rev().find(|(_, item)| fits(item)).map(|(n, item)| show(n, item));
            match found {
                Some(found) => return Ok(found),
                None => screen.pull(phone).await?,
            }
        }
    };
    match tokio::time::timeout(PATIENCE, search).await {
        Ok(found) => found,
        Err(_) => Err(Refused::Step("no such message came within ten seconds".to_owned())),
    }
}

async fn report_scam(phone: &Phone, args: &Args<'_>, conversation: Conversation) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let named = phone.chat_report_scam(conversation).await?;
    Ok(Map::from_iter([("named".to_owned(), named.into())]))
}

async fn feedback(phone: &Phone, args: &Args<'_>, conversation: Conversation) -> Result<Map<String, Value>> {
    args.only(&["rating", "text"])?;
    let rating = match args.number::<u8>("rating")? {
        1 => Rating::VeryBad,
        2 => Rating::Bad,
        3 => Rating::Fair,
        4 => Rating::Good,
        5 => Rating::VeryGood,
        _ => return Err(Refused::Step("a rating is 1 to 5".to_owned())),
    };
    phone.chat_feedback(conversation, rating, args.text("text")?).await?;
    Ok(Map::new())
}

/// Keeps a transcript and looks at it twice: as it is, and with `text` in it changed to `to`.
async fn transcript(phone: &Phone, args: &Args<'_>, conversation: Conversation) -> Result<Map<String, Value>> {
    args.only(&["text", "to"])?;
    let kept = phone.chat_transcript(conversation).await?;
    let (text, to) = (args.text("text")?, args.text("to")?);
    let check = transcript::verify(&kept);
    let result = json!({ "holds": check.is_ok(), "entries": check.map_or(0, |check| check.entries.len()),
        "found": kept.contains(text), "changed_holds": transcript::verify(&kept.replace(text, to)).is_ok() });
    Ok(result.as_object().cloned().unwrap_or_default())
}

/// Pulls until the other end is in this state, at this place of the queue and open or not, if that is named.
async fn desk(phone: &Phone, args: &Args<'_>, screen: &mut Screen) -> Result<Map<String, Value>> {
    args.only(&["state", "position", "open"])?;
    let state = args.text("state")?;
    let position = args.0.contains_key("position").then(|| args.number::<u32>("position")).transpose()?;
    let open = args.0.get("open").and_then(Value::as_bool);
    let fits = |desk: &DeskView| {
        desk_name(desk.state) == state
            && position.is_none_or(|position| desk.position == Some(position))
            && open.is_none_or(|open| desk.open == open)
    };
    let search = async {
        loop {
            if let Some(desk) = screen.desk.as_ref().filter(|desk| fits(desk)) {
                let result = json!({ "open": desk.open, "opens": desk.opens_at_ms.is_some(), "wait_seconds": desk.wait_seconds,
                    "told": !desk.words.is_empty() });
                return Ok(result.as_object().cloned().unwrap_or_default());
            }
            screen.pull(phone).await?;
        }
    };
    match tokio::time::timeout(PATIENCE, search).await {
        Ok(found) => found,
        Err(_) => Err(Refused::Step("the desk was not like that within ten seconds".to_owned())),
    }
}

/// Everything there is now.
async fn items(phone: &Phone, args: &Args<'_>, screen: &mut Screen) -> Result<Map<String, Value>> {
    args.only(&[])?;
    screen.begin_anew();
    screen.pull(phone).await?;
    let items = screen.in_order();
    let texts: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
    let mine: Vec<_> =
        items.iter().filter(|item| item.speaker == Speaker::You).map(|item| item.text.as_str()).collect();
    let staff = items.iter().filter(|item| matches!(item.speaker, Speaker::VerifiedAgent { .. })).count();
    let waiting = items.iter().filter(|item| item.state != ItemState::Sent).count();
    let result = json!({ "texts": texts, "mine": mine.join(" | "), "of_staff": staff, "waiting": waiting });
    Ok(result.as_object().cloned().unwrap_or_default())
}

fn show(position: usize, item: &ChatItem) -> Map<String, Value> {
    let (name, employee_id) = match &item.speaker {
        Speaker::VerifiedAgent { name, employee_id } => (name.as_str(), employee_id.as_str()),
        Speaker::Bot { name } => (name.as_str(), ""),
        _ => ("", ""),
    };
    let why = match item.speaker {
        Speaker::Unverified { why } => why.code(),
        _ => "",
    };
    let file = item.attachment.as_ref();
    let result = json!({
        "bytes": file.map(|file| file.size), "at_bank": file.map(|file| file.sent), "kept": file.map(|file| file.kept),
        "speaker": speaker_name(&item.speaker), "name": name, "employee_id": employee_id, "why": why,
        "warning": item.warning, "text": item.text, "kind": kind_name(item.kind), "state": state_name(item.state), "position": position,
    });
    result.as_object().cloned().unwrap_or_default()
}

const fn desk_name(state: DeskState) -> &'static str {
    match state {
        DeskState::Bot => "bot",
        DeskState::Waiting => "waiting",
        DeskState::Agent => "agent",
    }
}

const fn speaker_name(speaker: &Speaker) -> &'static str {
    match speaker {
        Speaker::You => "you",
        Speaker::Bot { .. } => "bot",
        Speaker::VerifiedAgent { .. } => "verified-agent",
        Speaker::Unverified { .. } => "unverified",
        Speaker::System => "system",
    }
}

const fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Message => "message",
        ItemKind::Notice => "notice",
        ItemKind::Request => "request",
        ItemKind::Attachment => "attachment",
        ItemKind::DocumentRequest => "document-request",
        ItemKind::Update => "update",
        ItemKind::Gap => "gap",
    }
}

const fn state_name(state: ItemState) -> &'static str {
    match state {
        ItemState::Queued => "queued",
        ItemState::Sending => "sending",
        ItemState::Sent => "sent",
        ItemState::Failed => "failed",
    }
}
