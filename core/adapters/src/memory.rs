//! Stand-ins for tests and simulations: nothing here lasts, and nothing here is random.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kunci_core::ports::{
    BootId, BundleRecord, CardRef, Clock, CommandRecord, DraftRecord, Entropy, EntropyError, StoreError, TimeAnchor,
    TokenRecord, TokenStore, UnsentRecord,
};
use kunci_crypto::secret::Secret;
use ring::digest::{SHA256, digest};

pub use crate::history::memory::MemoryHistory;
use crate::life::Life;
pub use crate::memory_keys::MemoryDeviceKeys;

/// What lasts when a [`MemoryTokenStore`] is closed: the disk of a simulated phone.
#[derive(Debug, Clone, Default)]
pub struct MemoryDisk {
    contents: Arc<Mutex<Contents>>,
    life: Life,
}

#[derive(Debug, Default)]
struct Contents {
    open: bool,
    token: Option<TokenRecord>,
    bundle: Option<BundleRecord>,
    time_anchor: Option<TimeAnchor>,
    service_status: Option<String>,
    cards: Vec<CardRef>,
    commands: Vec<CommandRecord>,
    dispute_drafts: Vec<DraftRecord>,
    unsent: Vec<UnsentRecord>,
    refused_writes: VecDeque<StoreError>,
}

impl MemoryDisk {
    /// An empty disk whose writes are durable acts of `life`.
    #[must_use]
    pub fn of(life: Life) -> Self {
        Self { contents: Arc::default(), life }
    }

    /// Every byte that stands on it, as a thief would read it with the file's key in hand.
    #[must_use]
    pub fn image(&self) -> Vec<u8> {
        self.contents().image()
    }

    /// A second disk with the same contents: what a thief who copies the phone has.
    #[must_use]
    pub fn copied(&self, life: Life) -> Self {
        let contents = self.contents();
        let copied = Contents {
            open: false,
            token: contents.token.as_ref().map(copy),
            bundle: contents.bundle.clone(),
            time_anchor: contents.time_anchor,
            service_status: contents.service_status.clone(),
            cards: contents.cards.clone(),
            commands: contents.commands.clone(),
            dispute_drafts: contents.dispute_drafts.clone(),
            unsent: contents.unsent.clone(),
            refused_writes: VecDeque::new(),
        };
        Self { contents: Arc::new(Mutex::new(copied)), life }
    }

    /// Opens the store on this disk.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another is open.
    pub fn open(&self) -> Result<MemoryTokenStore, StoreError> {
        let mut contents = self.contents();
        if contents.open {
            return Err(StoreError::Busy);
        }
        contents.open = true;
        drop(contents);
        Ok(MemoryTokenStore(self.clone()))
    }

    /// The next write fails with `error` and changes nothing; called again, the one after it, too.
    pub fn refuse_next_write(&self, error: StoreError) {
        self.contents().refused_writes.push_back(error);
    }

    /// No refusal is outstanding any more.
    pub fn accept_writes(&self) {
        self.contents().refused_writes.clear();
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Contents {
    /// Taken apart member by member, so that whoever adds one decides how it is seen here.
    fn image(&self) -> Vec<u8> {
        let Self {
            open: _,
            token,
            bundle,
            time_anchor,
            service_status,
            cards,
            commands,
            dispute_drafts,
            unsent,
            refused_writes: _,
        } = self;
        let mut image = token.as_ref().map(token_image).unwrap_or_default();
        image.extend(bundle.iter().flat_map(|bundle| bundle.reply.iter().copied()));
        image.extend(format!("{time_anchor:?}{service_status:?}{cards:?}{commands:?}").bytes());
        image.extend(dispute_drafts.iter().flat_map(|kept| kept.draft.bytes()));
        image.extend(unsent.iter().flat_map(|typed| typed.text.bytes()));
        image
    }
}

fn token_image(record: &TokenRecord) -> Vec<u8> {
    let TokenRecord {
        phase,
        token_id,
        epoch,
        customer_id,
        slot,
        thumbprint,
        transcript_hash,
        bank_agreement,
        knowledge,
        generation,
        next,
        biometric,
        chain,
        set_back,
        freeze_key,
        reverse_key,
    } = record;
    let text = format!(
        "{phase:?}{token_id}{epoch}{customer_id}{slot:?}{thumbprint}{generation}{set_back}{:?}",
        knowledge.params
    );
    let next = next.as_ref().map(|next| [next.knowledge.salt, next.knowledge.masked].concat()).unwrap_or_default();
    let biometric = biometric.as_ref().map(|kept| [kept.change_id.as_bytes(), &kept.wrapped[..]].concat());
    let parts: [&[u8]; 11] = [
        text.as_bytes(),
        transcript_hash,
        bank_agreement,
        &knowledge.salt,
        &knowledge.masked,
        &next,
        biometric.as_deref().unwrap_or_default(),
        chain.current.as_ref().map_or(&[], |link| link),
        chain.next.as_ref().map_or(&[], |link| link),
        // Exposed to be searched by tests.
        freeze_key.expose(),
        reverse_key.expose(),
    ];
    parts.concat()
}

/// [`TokenStore`] under the same contract as the real one.
#[derive(Debug)]
pub struct MemoryTokenStore(MemoryDisk);

impl MemoryTokenStore {
    /// The disk below.
    #[must_use]
    pub fn disk(&self) -> MemoryDisk {
        self.0.clone()
    }

    /// On a disk of its own.
    #[must_use]
    pub fn new() -> Self {
        let disk = MemoryDisk::default();
        disk.contents().open = true;
        Self(disk)
    }

    fn write(&self, change: impl FnOnce(&mut Contents)) -> Result<(), StoreError> {
        let mut contents = self.0.contents();
        if let Some(error) = contents.refused_writes.pop_front() {
            return Err(error);
        }
        self.0.life.act(StoreError::Io, || change(&mut contents))
    }
}

impl Default for MemoryTokenStore {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for MemoryTokenStore {
    fn drop(&mut self) {
        self.0.contents().open = false;
    }
}

impl TokenStore for MemoryTokenStore {
    fn token(&self) -> Result<Option<TokenRecord>, StoreError> {
        Ok(self.0.contents().token.as_ref().map(copy))
    }

    fn put_token(&self, record: &TokenRecord) -> Result<(), StoreError> {
        self.write(|contents| contents.token = Some(copy(record)))
    }

    fn remove_token(&self) -> Result<(), StoreError> {
        self.write(|contents| contents.token = None)
    }

    fn bundle(&self) -> Result<Option<BundleRecord>, StoreError> {
        Ok(self.0.contents().bundle.clone())
    }

    fn put_bundle(&self, record: &BundleRecord) -> Result<(), StoreError> {
        self.write(|contents| contents.bundle = Some(record.clone()))
    }

    fn time_anchor(&self) -> Result<Option<TimeAnchor>, StoreError> {
        Ok(self.0.contents().time_anchor)
    }

    fn put_time_anchor(&self, anchor: &TimeAnchor) -> Result<(), StoreError> {
        self.write(|contents| contents.time_anchor = Some(*anchor))
    }

    fn service_status(&self) -> Result<Option<String>, StoreError> {
        Ok(self.0.contents().service_status.clone())
    }

    fn put_service_status(&self, signed: &str) -> Result<(), StoreError> {
        self.write(|contents| contents.service_status = Some(signed.to_owned()))
    }

    fn cards(&self) -> Result<Vec<CardRef>, StoreError> {
        Ok(self.0.contents().cards.clone())
    }

    fn put_cards(&self, cards: &[CardRef]) -> Result<(), StoreError> {
        self.write(|contents| contents.cards = cards.to_vec())
    }

    fn commands(&self) -> Result<Vec<CommandRecord>, StoreError> {
        Ok(self.0.contents().commands.clone())
    }

    fn put_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.write(|contents| match contents.commands.iter_mut().find(|kept| kept.command_id == command.command_id) {
            Some(kept) => *kept = command.clone(),
            None => contents.commands.push(command.clone()),
        })
    }

    fn remove_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.write(|contents| contents.commands.retain(|kept| kept.command_id != command.command_id))
    }

    fn dispute_drafts(&self) -> Result<Vec<DraftRecord>, StoreError> {
        Ok(self.0.contents().dispute_drafts.clone())
    }

    fn put_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError> {
        self.write(|contents| match contents.dispute_drafts.iter_mut().find(|kept| kept.draft_id == draft.draft_id) {
            Some(kept) => *kept = draft.clone(),
            None => contents.dispute_drafts.push(draft.clone()),
        })
    }

    fn remove_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError> {
        self.write(|contents| contents.dispute_drafts.retain(|kept| kept.draft_id != draft.draft_id))
    }

    fn unsent(&self) -> Result<Vec<UnsentRecord>, StoreError> {
        Ok(self.0.contents().unsent.clone())
    }

    fn put_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError> {
        self.write(|contents| match contents.unsent.iter_mut().find(|kept| is_the_same(kept, typed)) {
            Some(kept) => *kept = typed.clone(),
            None => contents.unsent.push(typed.clone()),
        })
    }

    fn remove_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError> {
        self.write(|contents| contents.unsent.retain(|kept| !is_the_same(kept, typed)))
    }
}

/// There is one of each way for a customer.
fn is_the_same(kept: &UnsentRecord, typed: &UnsentRecord) -> bool {
    kept.customer_id == typed.customer_id && kept.way == typed.way
}

/// Records are not `Clone` on purpose; a store is where copies are made.
fn copy(record: &TokenRecord) -> TokenRecord {
    TokenRecord {
        phase: record.phase.clone(),
        token_id: record.token_id,
        epoch: record.epoch,
        customer_id: record.customer_id,
        slot: record.slot,
        thumbprint: record.thumbprint.clone(),
        transcript_hash: record.transcript_hash,
        bank_agreement: record.bank_agreement,
        knowledge: record.knowledge,
        generation: record.generation,
        next: record.next,
        biometric: record.biometric.clone(),
        chain: record.chain,
        set_back: record.set_back,
        freeze_key: copy_secret(&record.freeze_key),
        reverse_key: copy_secret(&record.reverse_key),
    }
}

fn copy_secret(secret: &Secret<32>) -> Secret<32> {
    Secret::from_bytes(&mut { *secret.expose() })
}

/// A [`Clock`] that stands still until it is moved.
#[derive(Debug, Default)]
pub struct ManualClock {
    wall_ms: AtomicI64,
    boot_ms: AtomicI64,
    restarts: AtomicU64,
}

impl ManualClock {
    /// Stands at these times.
    #[must_use]
    pub const fn new(wall_ms: i64, boot_ms: i64) -> Self {
        Self { wall_ms: AtomicI64::new(wall_ms), boot_ms: AtomicI64::new(boot_ms), restarts: AtomicU64::new(0) }
    }

    /// Time passes: both clocks move on.
    pub fn advance_ms(&self, milliseconds: i64) {
        self.wall_ms.fetch_add(milliseconds, Ordering::SeqCst);
        self.boot_ms.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Somebody sets the phone's date.
    pub fn set_wall_ms(&self, wall_ms: i64) {
        self.wall_ms.store(wall_ms, Ordering::SeqCst);
    }

    /// The phone starts anew.
    pub fn restart(&self) {
        self.boot_ms.store(0, Ordering::SeqCst);
        self.restarts.fetch_add(1, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn wall_ms(&self) -> i64 {
        self.wall_ms.load(Ordering::SeqCst)
    }

    fn boot_ms(&self) -> i64 {
        self.boot_ms.load(Ordering::SeqCst)
    }

    fn boot_id(&self) -> Option<BootId> {
        Some(u128::from(self.restarts.load(Ordering::SeqCst)).to_be_bytes())
    }
}

/// **Not random**: SHA-256 of a seed and a counter, for runs that can be repeated.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    blocks: AtomicU64,
}

impl SeededEntropy {
    /// The same seed gives the same bytes.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed, blocks: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError> {
        for part in target.chunks_mut(32) {
            let block = self.blocks.fetch_add(1, Ordering::SeqCst);
            let bytes = digest(&SHA256, &[self.seed.to_be_bytes(), block.to_be_bytes()].concat());
            part.copy_from_slice(&bytes.as_ref()[..part.len()]);
        }
        Ok(())
    }
}
