//! The chat, as the tester's console sees it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kunci_domain::attachments::DocumentKind;
use kunci_domain::cards::change::Change;
use kunci_wire::B64;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::{Nothing, Who, find};
use super::papers::words;
use super::{ControlRefusal, failed, refuse, site};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::link;
use crate::link::agent::{self, Proposal, Unable};
use crate::link::files::{self, Spoiled, Wanted};
use crate::refusal::Refusal;
use crate::store::{Customer, Operation};

/// The customer, if the conversation that is named is hers.
fn talking(bank: &Bank, user_id: &str, named: Option<Uuid>) -> Result<Customer, ControlRefusal> {
    let customer = find(bank, user_id)?;
    match named {
        Some(id) if !link::is_of(bank, &customer, id).map_err(|error| failed(&error))? => {
            Err(refuse(404, "unknown_conversation", "the customer has no such conversation"))
        }
        _ => Ok(customer),
    }
}

/// Somebody says something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Say {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    #[serde(default)]
    text: String,
    #[serde(rename = "as")]
    speaker: String,
}

pub(super) fn say(bank: &Bank, said: &Say) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &said.user_id, said.conversation)?;
    match link::say(bank, (&customer, said.conversation), &said.speaker, &said.text).map_err(|error| failed(&error))? {
        Some(seq) => Ok(json!({ "seq": seq })),
        None => Err(refuse(400, "unknown_speaker", "nobody speaks as that")),
    }
}

/// Whoever answers the customer is writing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typing {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    #[serde(default = "a_moment")]
    seconds: u32,
}

const fn a_moment() -> u32 {
    6
}

pub(super) fn typing(bank: &Bank, typing: &Typing) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &typing.user_id, typing.conversation)?;
    match link::write(bank, (&customer, typing.conversation), typing.seconds).map_err(|error| failed(&error))? {
        Some(()) => Ok(json!({})),
        None => Err(refuse(409, "not_possible", "the customer waits: nobody answers yet")),
    }
}

/// Somebody of the bank sends a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attach {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    #[serde(rename = "as")]
    speaker: String,
    name: String,
    /// At most what fits into a command.
    content: B64,
    /// `key`, `digest` or `form`: spoiled so.
    #[serde(default)]
    spoiled: String,
}

pub(super) fn attach(bank: &Bank, sent: &Attach) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &sent.user_id, sent.conversation)?;
    let spoiled = spoiled(&sent.spoiled)?;
    let file = (sent.name.as_str(), sent.content.0.as_slice());
    match files::send(bank, (&customer, sent.conversation), &sent.speaker, file, spoiled)
        .map_err(|error| failed(&error))?
    {
        Some(seq) => Ok(json!({ "seq": seq })),
        None => Err(refuse(400, "not_sent", "nobody speaks as that, or no such file is taken")),
    }
}

/// One file of a conversation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opened {
    user_id: String,
    /// Which conversation; without one the general one.
    conversation: Option<Uuid>,
    seq: u64,
}

/// What is in it. Who looked stands in the audit trail, because it is the customer's own paper.
pub(super) fn open_file(bank: &Bank, asked: &Opened) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &asked.user_id, asked.conversation)?;
    let read = files::open(bank, (&customer, asked.conversation), asked.seq).map_err(|error| failed(&error))?;
    let (name, form, content) = read.ok_or_else(|| refuse(404, "unknown_file", "there is no such file"))?;
    Ok(json!({ "name": name, "form": form.name(), "content": STANDARD.encode(content) }))
}

/// What somebody of the bank can ask for.
pub(super) fn documents(_: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let of =
        |kind: &DocumentKind| json!({ "document": kind.name(), "words": words(&format!("document-{}", kind.name())) });
    Ok(json!({ "documents": DocumentKind::ALL.iter().map(of).collect::<Vec<_>>() }))
}

/// The customer has announced as many files without a message as the bank takes.
pub(super) fn files_full(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    files::fill(bank, &customer).map_err(|error| failed(&error))?;
    Ok(json!({}))
}

/// Somebody of the bank asks for documents.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskDocuments {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    #[serde(rename = "as")]
    speaker: String,
    document: DocumentKind,
    purpose: String,
    retention_days: u32,
    for_seconds: u32,
    /// `unsigned`, `foreign` or `expired`: spoiled so.
    #[serde(default)]
    spoiled: String,
}

pub(super) fn ask_documents(bank: &Bank, asked: &AskDocuments) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &asked.user_id, asked.conversation)?;
    let spoiled = spoiled(&asked.spoiled)?;
    let AskDocuments { document, retention_days, for_seconds, .. } = *asked;
    let wanted = Wanted { document, purpose: &asked.purpose, retention_days, for_seconds };
    match files::ask(bank, (&customer, asked.conversation), &asked.speaker, &wanted, spoiled)
        .map_err(|error| failed(&error))?
    {
        Some(seq) => Ok(json!({ "seq": seq })),
        None => Err(refuse(400, "not_asked", "nobody speaks as that, or the bank does not ask so")),
    }
}

fn spoiled(name: &str) -> Result<Spoiled, ControlRefusal> {
    Spoiled::parse(name).ok_or_else(|| refuse(400, "malformed", "nothing is spoiled like that"))
}

/// How it goes at the desk; `{}`: open, and nobody waits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Desk {
    #[serde(default)]
    ahead: u32,
    #[serde(default)]
    each_seconds: u32,
    #[serde(default)]
    closed_for_seconds: u32,
}

pub(super) fn desk(bank: &Bank, command: &Desk) -> Result<Value, ControlRefusal> {
    let closed = i64::from(command.closed_for_seconds) * SECOND;
    let rush = link::Rush {
        ahead: command.ahead,
        each_seconds: command.each_seconds,
        closed_until: (closed > 0).then(|| bank.now() + closed),
    };
    link::set_rush(bank, &rush).map_err(|error| failed(&error))?;
    Ok(json!({}))
}

/// Somebody's badge is taken back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Revoke {
    #[serde(rename = "as")]
    speaker: String,
    /// From so long before now on; 0: from now on.
    #[serde(default)]
    ago_seconds: u32,
}

pub(super) fn revoke(bank: &Bank, command: &Revoke) -> Result<Value, ControlRefusal> {
    match link::revoke(bank, &command.speaker, command.ago_seconds).map_err(|error| failed(&error))? {
        Some(since) => Ok(json!({ "since_ms": since })),
        None => Err(refuse(400, "unknown_speaker", "nobody of the bank goes by that name")),
    }
}

/// The bank numbers a conversation anew, as after a backup was put back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Renumber {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    /// `unsigned`, `foreign` or `back`: spoiled so.
    #[serde(default)]
    spoiled: String,
}

pub(super) fn renumber(bank: &Bank, asked: &Renumber) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &asked.user_id, asked.conversation)?;
    let spoilt = link::SpoiltReset::parse(&asked.spoiled);
    let spoilt = spoilt.ok_or_else(|| refuse(400, "malformed", "nothing is spoiled like that"))?;
    let epoch = link::renumber(bank, (&customer, asked.conversation), spoilt).map_err(|error| failed(&error))?;
    Ok(json!({ "epoch": epoch }))
}

/// Which conversation is looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Log {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
}

/// What the bank has.
pub(super) fn log(bank: &Bank, which: &Log) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &which.user_id, which.conversation)?;
    link::log(bank, &customer, which.conversation).map_err(|error| failed(&error))
}

/// Somebody at her desk, and the customer she speaks with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtDesk {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    #[serde(rename = "as")]
    speaker: String,
}

/// What she sees.
pub(super) fn agent_desk(bank: &Bank, at: &AtDesk) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &at.user_id, at.conversation)?;
    told(agent::view(bank, (&customer, at.conversation), &at.speaker), |view| view)
}

/// Through the desk: unlike [`say`], which lets anybody say anything.
pub(super) fn agent_say(bank: &Bank, said: &Say) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &said.user_id, said.conversation)?;
    told(
        agent::say(bank, (&customer, said.conversation), &said.speaker, &said.text),
        |seq| json!({ "done": true, "seq": seq }),
    )
}

/// Replies that she need not type. They go through the same desk.
pub(super) fn canned_replies(_: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    Ok(link::canned::all())
}

/// She asks the customer's token who it is.
pub(super) fn agent_verify(bank: &Bank, at: &AtDesk) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &at.user_id, at.conversation)?;
    told(agent::verify(bank, (&customer, at.conversation), &at.speaker), offered)
}

/// She proposes something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Propose {
    user_id: String,
    /// One that was begun about a topic; without it, the general one.
    #[serde(default)]
    conversation: Option<Uuid>,
    #[serde(rename = "as")]
    speaker: String,
    /// `freeze`, `controls` or `dispute`.
    act: String,
    #[serde(default)]
    ending: String,
    #[serde(default)]
    change: Option<Change>,
    #[serde(default)]
    transaction_id: Option<Uuid>,
}

pub(super) fn agent_propose(bank: &Bank, asked: Propose) -> Result<Value, ControlRefusal> {
    let customer = talking(bank, &asked.user_id, asked.conversation)?;
    let Propose { conversation, speaker, act, ending, change, transaction_id, .. } = asked;
    let proposal = match (act.as_str(), change, transaction_id) {
        ("freeze", None, None) => Proposal::Freeze { ending },
        ("controls", Some(change), None) => Proposal::Controls { ending, change },
        ("dispute", None, Some(transaction)) => Proposal::Dispute { transaction },
        _ => {
            let why = "an employee may freeze, let less pass or dispute, no more".to_owned();
            return told(Ok(Err(Unable { code: "not_proposable", why })), offered);
        }
    };
    told(agent::propose(bank, (&customer, conversation), &speaker, &proposal), offered)
}

fn offered(operation: Operation) -> Value {
    json!({ "done": true, "operation_id": operation.id })
}

/// What the desk does not do is an answer of the desk, and no mistake of the tester.
fn told<T>(
    outcome: Result<Result<T, Unable>, Refusal>,
    show: impl FnOnce(T) -> Value,
) -> Result<Value, ControlRefusal> {
    Ok(match outcome.map_err(site::told)? {
        Ok(done) => show(done),
        Err(unable) => json!({ "done": false, "why": unable.code, "detail": unable.why }),
    })
}
