//! Everything that is kept, as one file under a passphrase of the customer's. No key is in it.

use kunci_crypto::export::{self, ExportError};
use kunci_crypto::secret::SecretBytes;
use kunci_crypto::wrap::WrapParams;
use kunci_domain::texts::Language;
use serde_json::{Value, json};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::stored::Contents;
use crate::chat::{said, waiting};
use crate::ports::{EventRecord, OutboxRecord, Speaker, random};
use crate::{Error, Phone, blocking, disputes};

impl Phone {
    /// The export file (`docs/contract/privacy.md`). `passphrase` (UTF-8) follows the rules of passwords: whoever finds the file may guess as
    /// long as they like.
    ///
    /// # Errors
    /// [`Error::WeakPassword`] with the reason; as any call of a full session.
    pub async fn export(&self, passphrase: SecretBytes) -> Result<String, Error> {
        self.check_password(&passphrase)?;
        let session = self.session()?;
        let consents = self.consents_said(&session).await?;
        let contents = self.contents().await?;
        let (salt, nonce) = (random::<32>(self.ports.entropy.as_ref())?, random::<12>(self.ports.entropy.as_ref())?);
        let made_at_ms = self.bank_time()?.ms;
        let name = session.customer_name.clone();
        blocking::run(move || {
            let drafts = disputes::exported(&contents.drafts, session.customer_id)?;
            let unsent = unsent(&contents, session.customer_id);
            let inside = written(&contents, &name, made_at_ms, &consents, &drafts, &unsent);
            let bytes = Zeroizing::new(serde_json::to_vec(&inside).map_err(|_| Error::Internal)?);
            export::seal(&passphrase, &salt, nonce, WrapParams::FLOOR, &bytes).map_err(|_| Error::Internal)
        })
        .await
    }
}

/// Opens an export file: the JSON inside.
///
/// # Errors
/// [`ExportError`].
pub fn read(passphrase: &SecretBytes, file: &str) -> Result<SecretBytes, ExportError> {
    export::open(passphrase, file)
}

/// Pure.
fn written(
    contents: &Contents,
    name: &str,
    made_at_ms: i64,
    consents: &Value,
    drafts: &Value,
    unsent: &Value,
) -> Value {
    let kept: Vec<_> = contents
        .listed(Language::English)
        .into_iter()
        .map(|kept| {
            json!({"kind": kept.kind, "count": kept.count, "bytes": kept.bytes, "oldest_ms": kept.oldest_ms,
                "newest_ms": kept.newest_ms})
        })
        .collect();
    let token = contents.token.as_ref();
    let token =
        token.map(|token| json!({"stage": token.stage.as_str(), "token_id": token.token_id, "epoch": token.epoch}));
    let cards: Vec<_> = contents.cards.iter().map(|card| json!({"ending": card.ending, "name": card.name})).collect();
    let commands: Vec<_> = contents
        .commands
        .iter()
        .map(|command| {
            json!({"action": command.action.name(), "state": command.state.name(), "requested_ms": command.requested_ms,
                "receipt": command.receipt})
        })
        .collect();
    let message = |event: &EventRecord| {
        said(event).map(|text| json!({"at_ms": event.at_ms, "speaker": speaker(&event.speaker), "text": text}))
    };
    let messages: Vec<_> = contents.chat.events.iter().filter_map(message).collect();
    let waits = |row: &OutboxRecord| json!({"created_ms": row.created_ms, "text": waiting(row)});
    let outbox: Vec<_> = contents.chat.outbox.iter().map(waits).collect();
    json!({"made_at_ms": made_at_ms, "customer_name": name, "kept": kept, "token": token, "cards": cards,
        "commands": commands, "dispute_drafts": drafts, "unsent": unsent, "messages": messages, "outbox": outbox, "consents": consents})
}

/// What this customer typed and did not send. Pure.
fn unsent(contents: &Contents, customer_id: Uuid) -> Value {
    let mine = contents.unsent.iter().filter(|typed| typed.customer_id == customer_id);
    mine.map(
        |typed| json!({"way": typed.way.code(), "about": typed.about, "text": typed.text, "typed_ms": typed.typed_ms}),
    )
    .collect()
}

fn speaker(speaker: &Speaker) -> String {
    match speaker {
        Speaker::You => "you".to_owned(),
        Speaker::Bot { name } => format!("bot {name}"),
        Speaker::VerifiedAgent { name, employee_id } => format!("agent {name} {employee_id}"),
        Speaker::Unverified { .. } => "unverified".to_owned(),
        Speaker::System => "bank".to_owned(),
    }
}
