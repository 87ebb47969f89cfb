//! What is known in memory of the chat's files, so that their entries can say it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::ports::FileRecord;

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Its bytes are kept on this phone.
    pub(super) kept: bool,
    /// `false`: what came was not what its message said.
    pub(super) fit: bool,
    /// So many of its sealed bytes are at the bank, as far as the phone has heard since it opened the history.
    pub(super) sent: u32,
    /// So many of its sealed bytes have come and are kept, while it is on its way from the bank.
    pub(super) received: u32,
}

impl Default for Standing {
    fn default() -> Self {
        Self { kept: false, fit: true, sent: 0, received: 0 }
    }
}

#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<HashMap<Uuid, Standing>>);

impl Shelf {
    fn files(&self) -> MutexGuard<'_, HashMap<Uuid, Standing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn of(&self, id: Uuid) -> Standing {
        self.files().get(&id).copied().unwrap_or_default()
    }

    /// What the store says now. What was sent stays as it was heard.
    pub(super) fn learn(&self, records: &[FileRecord]) {
        let mut files = self.files();
        files.retain(|id, _| records.iter().any(|record| record.id == *id));
        for record in records {
            let known = files.entry(record.id).or_default();
            *known = Standing { sent: known.sent, ..Standing::default() };
        }
        // One that was not what it said may be on its way anew.
        for record in records {
            let known = files.entry(record.id).or_default();
            if record.whole {
                (known.kept, known.fit) = (record.fit, record.fit);
            } else {
                known.received = record.size;
            }
        }
    }

    pub(super) fn sent(&self, id: Uuid, sent: u32) {
        self.files().entry(id).or_default().sent = sent;
    }

    pub(super) fn received(&self, id: Uuid, received: u32) {
        self.files().entry(id).or_default().received = received;
    }
}
