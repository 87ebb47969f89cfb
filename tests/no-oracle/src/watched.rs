//! The token's database with [`Watch`] around each write.

use std::sync::Arc;

use kunci_core::ports::{
    BundleRecord, CardRef, CommandRecord, DraftRecord, StoreError, TimeAnchor, TokenRecord, TokenStore, UnsentRecord,
};

use crate::scene::Watch;

pub(crate) struct WatchedStore {
    inner: Arc<dyn TokenStore>,
    watch: Arc<Watch>,
}

impl WatchedStore {
    pub(crate) fn new(inner: Arc<dyn TokenStore>, watch: Arc<Watch>) -> Self {
        Self { inner, watch }
    }

    fn write(&self, act: impl FnOnce(&dyn TokenStore) -> Result<(), StoreError>) -> Result<(), StoreError> {
        if !self.watch.before() {
            return Err(StoreError::Io);
        }
        let outcome = act(self.inner.as_ref());
        self.watch.copy();
        outcome
    }
}

impl TokenStore for WatchedStore {
    fn token(&self) -> Result<Option<TokenRecord>, StoreError> {
        self.inner.token()
    }

    fn put_token(&self, record: &TokenRecord) -> Result<(), StoreError> {
        self.write(|store| store.put_token(record))
    }

    fn remove_token(&self) -> Result<(), StoreError> {
        self.write(|store| store.remove_token())
    }

    fn bundle(&self) -> Result<Option<BundleRecord>, StoreError> {
        self.inner.bundle()
    }

    fn put_bundle(&self, record: &BundleRecord) -> Result<(), StoreError> {
        self.write(|store| store.put_bundle(record))
    }

    fn time_anchor(&self) -> Result<Option<TimeAnchor>, StoreError> {
        self.inner.time_anchor()
    }

    fn put_time_anchor(&self, anchor: &TimeAnchor) -> Result<(), StoreError> {
        self.write(|store| store.put_time_anchor(anchor))
    }

    fn service_status(&self) -> Result<Option<String>, StoreError> {
        self.inner.service_status()
    }

    fn put_service_status(&self, signed: &str) -> Result<(), StoreError> {
        self.write(|store| store.put_service_status(signed))
    }

    fn cards(&self) -> Result<Vec<CardRef>, StoreError> {
        self.inner.cards()
    }

    fn put_cards(&self, cards: &[CardRef]) -> Result<(), StoreError> {
        self.write(|store| store.put_cards(cards))
    }

    fn commands(&self) -> Result<Vec<CommandRecord>, StoreError> {
        self.inner.commands()
    }

    fn add_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.write(|store| store.add_command(command))
    }

    fn put_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.write(|store| store.put_command(command))
    }

    fn remove_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.write(|store| store.remove_command(command))
    }

    fn dispute_drafts(&self) -> Result<Vec<DraftRecord>, StoreError> {
        self.inner.dispute_drafts()
    }

    fn put_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError> {
        self.write(|store| store.put_dispute_draft(draft))
    }

    fn remove_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError> {
        self.write(|store| store.remove_dispute_draft(draft))
    }

    fn unsent(&self) -> Result<Vec<UnsentRecord>, StoreError> {
        self.inner.unsent()
    }

    fn put_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError> {
        self.write(|store| store.put_unsent(typed))
    }

    fn remove_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError> {
        self.write(|store| store.remove_unsent(typed))
    }
}
