//! What the phone keeps: kinds, numbers, sizes, ages. What was kept long enough goes first.

use std::sync::Arc;

use kunci_domain::privacy::{Kept, is_command_due};
use kunci_domain::texts::Language;

use crate::chat::{ChatKept, said};
use crate::ports::{CardRef, CommandRecord, CommandState, DraftRecord, TokenRecord, UnsentRecord};
use crate::token::TokenView;
use crate::{Error, Phone, blocking};

/// A kind of what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredView {
    /// Its name.
    pub kind: String,
    /// What it is.
    pub label: String,
    /// What for.
    pub purpose: String,
    /// For how long.
    pub retention: String,
    /// It is about the customer.
    pub personal: bool,
    /// How many.
    pub count: u64,
    /// Bytes of content, before encryption.
    pub bytes: u64,
    /// The oldest, bank time, milliseconds since 1970 UTC; `None` where there is none, or no age.
    pub oldest_ms: Option<i64>,
    /// The newest.
    pub newest_ms: Option<i64>,
}

/// Everything that is kept, without any key.
pub(super) struct Contents {
    pub(super) token: Option<TokenView>,
    token_bytes: u64,
    pub(super) cards: Vec<CardRef>,
    pub(super) commands: Vec<CommandRecord>,
    pub(super) drafts: Vec<DraftRecord>,
    pub(super) unsent: Vec<UnsentRecord>,
    pub(super) chat: ChatKept,
    bundle_bytes: Option<u64>,
    bank_ms: Option<i64>,
    status_bytes: Option<u64>,
}

impl Phone {
    /// What the phone keeps, every kind of it. Chat and outbox are counted in a full session only, which alone opens them.
    ///
    /// # Errors
    /// What the store says.
    pub async fn stored(&self, language: Language) -> Result<Vec<StoredView>, Error> {
        self.forget_old_commands().await?;
        self.forget_old_unsent().await?;
        let contents = self.contents().await?;
        Ok(contents.listed(language))
    }

    /// Commands that were kept long enough go. (The chat forgets when it is opened.)
    pub(crate) async fn forget_old_commands(&self) -> Result<(), Error> {
        let now_ms = self.bank_time()?.ms;
        let _disk = self.command_disk.lock().await;
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            let is_due = |command: &CommandRecord| {
                let age_ms = now_ms.saturating_sub(command.requested_ms);
                is_command_due(command.state == CommandState::Confirmed, command.state.is_open(), age_ms)
            };
            for command in store.commands()?.iter().filter(|command| is_due(command)) {
                store.remove_command(command)?;
            }
            Ok(())
        })
        .await
    }

    pub(super) async fn contents(&self) -> Result<Contents, Error> {
        let seen = |record: TokenRecord| (TokenView::of(&record), token_bytes(&record));
        let (token, token_bytes) = self.load_token().await?.map(seen).unzip();
        let token_bytes = token_bytes.unwrap_or_default();
        let chat = self.chat_kept().await?.unwrap_or_default();
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            Ok(Contents {
                token,
                token_bytes,
                cards: store.cards()?,
                commands: store.commands()?,
                drafts: store.dispute_drafts()?,
                unsent: store.unsent()?,
                chat,
                bundle_bytes: store.bundle()?.map(|bundle| bundle.reply.len() as u64),
                bank_ms: store.time_anchor()?.map(|anchor| anchor.bank_ms),
                status_bytes: store.service_status()?.map(|signed| signed.len() as u64),
            })
        })
        .await
    }
}

impl Contents {
    pub(super) fn listed(&self, language: Language) -> Vec<StoredView> {
        Kept::ALL.into_iter().map(|kept| self.of(kept).view(kept, language)).collect()
    }

    /// Pure.
    fn of(&self, kept: Kept) -> Heap {
        match kept {
            Kept::Token => Heap::one(self.token.as_ref().map(|_| self.token_bytes), None),
            Kept::Cards => Heap::all(self.cards.iter().map(|card| (16 + card.ending.len() + card.name.len(), None))),
            Kept::Commands => Heap::all(self.commands.iter().map(|command| {
                let bytes = 40 + command.intent.len() + command.receipt.as_ref().map_or(0, String::len);
                (bytes, Some(command.requested_ms))
            })),
            Kept::DisputeDrafts => Heap::all(self.drafts.iter().map(|kept| (16 + kept.draft.len(), None))),
            Kept::Unsent => {
                let size = |typed: &UnsentRecord| 16 + typed.about.as_ref().map_or(0, String::len) + typed.text.len();
                Heap::all(self.unsent.iter().map(|typed| (size(typed), Some(typed.typed_ms))))
            }
            Kept::Messages => {
                let said = self.chat.events.iter().filter(|event| said(event).is_some());
                Heap::all(said.map(|event| (event.text.len(), Some(event.at_ms))))
            }
            Kept::Outbox => Heap::all(self.chat.outbox.iter().map(|row| (row.text.len(), Some(row.created_ms)))),
            Kept::Attachments => {
                let kept = self.chat.files.iter().filter(|file| file.fit);
                Heap::all(kept.map(|file| (file.size as usize, Some(file.at_ms))))
            }
            Kept::BankKeys => Heap::one(self.bundle_bytes, None),
            Kept::BankTime => Heap::one(self.bank_ms.map(|_| 40), self.bank_ms),
            Kept::BankStatus => Heap::one(self.status_bytes, None),
        }
    }
}

/// Numbers of one kind.
#[derive(Default)]
struct Heap {
    count: u64,
    bytes: u64,
    oldest_ms: Option<i64>,
    newest_ms: Option<i64>,
}

impl Heap {
    fn one(bytes: Option<u64>, at_ms: Option<i64>) -> Self {
        bytes.map_or_else(Self::default, |bytes| Self { count: 1, bytes, oldest_ms: at_ms, newest_ms: at_ms })
    }

    /// Of each its size and time.
    fn all(items: impl Iterator<Item = (usize, Option<i64>)>) -> Self {
        items.fold(Self::default(), |heap, (bytes, at_ms)| Self {
            count: heap.count + 1,
            bytes: heap.bytes + bytes as u64,
            oldest_ms: heap.oldest_ms.into_iter().chain(at_ms).min(),
            newest_ms: heap.newest_ms.into_iter().chain(at_ms).max(),
        })
    }

    fn view(self, kept: Kept, language: Language) -> StoredView {
        StoredView {
            kind: kept.code().to_owned(),
            label: kept.label(language),
            purpose: kept.purpose(language),
            retention: kept.retention(language),
            personal: kept.is_personal(),
            count: self.count,
            bytes: self.bytes,
            oldest_ms: self.oldest_ms,
            newest_ms: self.newest_ms,
        }
    }
}

/// The fixed parts, and what varies.
fn token_bytes(record: &TokenRecord) -> u64 {
    const FIXED: usize = 3 * 16 + 8 + 32 + 65 + 2 * 64 + 2 * 32;
    let wrapped = record.biometric.as_ref().map_or(0, |kept| kept.wrapped.len());
    (FIXED + record.thumbprint.len() + wrapped) as u64
}
