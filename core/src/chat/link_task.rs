//! The task behind the link: connect, prove the session, talk, and again.

mod gaps;
mod lines;
mod other_end;
mod together;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use jiff::Timestamp;
use kunci_crypto::p256key::SessionKey;
use kunci_domain::attachments::AttachmentFault;
use kunci_domain::session_life::SessionEnd;
use kunci_wire::B64;
use kunci_wire::chat::{ChatHead, REVOCATIONS, Revocations, RevokedKey};
use kunci_wire::keys::key_use;
use kunci_wire::link::{Bye, ClientFrame, Refused, Resume, ServerFrame, Welcome, bye, refusal};
use kunci_wire::signed::typ;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use uuid::Uuid;

use lines::Line;

use super::backoff::Backoff;
use super::history::History;
use super::outbox::{self, Action};
use super::proof;
use super::receive::Received;
use super::upload::{Outcome, Uploads};
use crate::bank::VerifiedBundle;
use crate::ports::{
    Conversation, GapRecord, Incoming, Link, LinkConnection, LinkError, LinkReceiver, LinkSender, LinkTarget,
    OutboxKind, OutboxRecord, OutboxState, SendFailure, random,
};
use crate::{Error, Phone};

/// A sign of life is asked for this often …
const PING_EVERY: Duration = Duration::from_secs(31);
/// … and without any for so long the connection is dead.
const DEAD_AFTER: Duration = Duration::from_secs(45);
/// The bank's word on a `hello` or a `send` takes no longer.
const ANSWER: Duration = Duration::from_secs(15);
/// After a refusal that says to come back and does not say when.
const LATER: Duration = Duration::from_secs(5);

/// How the link stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkState {
    Connecting,
    Up,
    Down(Error),
}

/// The running task; dropping it ends it.
pub(super) struct LinkHandle {
    task: JoinHandle<()>,
    state: Arc<watch::Sender<LinkState>>,
    hurry: Arc<Notify>,
}

impl LinkHandle {
    pub(super) fn is_running(&self) -> bool {
        !self.task.is_finished()
    }

    pub(super) fn state(&self) -> watch::Receiver<LinkState> {
        self.state.subscribe()
    }

    /// Cuts a pause short.
    pub(super) fn hurry(&self) -> watch::Receiver<LinkState> {
        let pauses = |state: &mut LinkState| {
            let pauses = matches!(state, LinkState::Down(_));
            if pauses {
                *state = LinkState::Connecting;
            }
            pauses
        };
        if self.state.send_if_modified(pauses) {
            self.hurry.notify_one();
        }
        self.state()
    }

    pub(super) async fn stop(mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Drop for LinkHandle {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Holds the phone weakly and the session not at all: it must not keep alive what it depends on.
struct LinkTask {
    phone: Weak<Phone>,
    history: Arc<History>,
    session: Uuid,
    key: Arc<SessionKey>,
    state: Arc<watch::Sender<LinkState>>,
}

impl Drop for LinkTask {
    /// Whichever way the link ends.
    fn drop(&mut self) {
        self.history.link_is_down();
    }
}

pub(super) fn spawn(phone: Weak<Phone>, history: Arc<History>, session: Uuid, key: Arc<SessionKey>) -> LinkHandle {
    let (state, hurry) = (Arc::new(watch::Sender::new(LinkState::Connecting)), Arc::new(Notify::new()));
    let task = LinkTask { phone, history, session, key, state: Arc::clone(&state) };
    LinkHandle { task: tokio::spawn(task.run(Arc::clone(&hurry))), state, hurry }
}

/// Why a connection ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// Connecting again does not help.
    Over(Error),
    /// The session is over.
    Ended(SessionEnd),
    /// It may be better next time.
    Lost { error: Error, fresh_keys: bool, not_before: Duration },
    /// The phone is gone.
    Gone,
}

impl End {
    /// The bank said what its keys do not bear out: the next connection begins with fresh ones.
    fn distrusted() -> Self {
        Self::Lost { error: LinkError::Unreadable.into(), fresh_keys: true, not_before: Duration::ZERO }
    }
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        Self::Lost { error, fresh_keys: false, not_before: Duration::ZERO }
    }
}

impl From<LinkError> for End {
    fn from(error: LinkError) -> Self {
        // The bank may have changed its key.
        let fresh_keys = error == LinkError::NotTheBank;
        Self::Lost { error: error.into(), fresh_keys, not_before: Duration::ZERO }
    }
}

impl LinkTask {
    async fn run(self, hurry: Arc<Notify>) {
        let (mut backoff, mut fresh_keys) = (Backoff::default(), false);
        loop {
            let end = self.once(fresh_keys, &mut backoff).await.err().unwrap_or(End::Gone);
            let pause = match end {
                End::Gone => return,
                End::Over(error) => {
                    self.state.send_replace(LinkState::Down(error));
                    return;
                }
                End::Ended(why) => {
                    self.state.send_replace(LinkState::Down(Error::SessionEnded));
                    if let Some(phone) = self.phone.upgrade() {
                        phone.session_over(self.session, why);
                    }
                    return;
                }
                End::Lost { error, fresh_keys: fresh, not_before } => {
                    fresh_keys = fresh;
                    self.state.send_replace(LinkState::Down(error));
                    not_before
                }
            };
            self.history.link_is_down();
            // A disk that fails now fails again at the next attempt, and is told then.
            let _ = self.history.requeue().await;
            let Some(dice) = self.dice() else { return };
            let pause = pause.max(backoff.next(dice));
            tokio::select! {
                () = sleep(pause) => {}
                () = hurry.notified() => {}
            }
            self.state.send_replace(LinkState::Connecting);
        }
    }

    fn dice(&self) -> Option<u16> {
        let phone = self.phone.upgrade()?;
        Some(random::<2>(phone.ports.entropy.as_ref()).map_or(u16::MAX, u16::from_be_bytes))
    }

    /// One connection from beginning to end. Never returns `Ok`.
    async fn once(&self, fresh_keys: bool, backoff: &mut Backoff) -> Result<(), End> {
        let (link, target, bundle) = self.target(fresh_keys).await?;
        let LinkConnection { handshake_hash, sender, receiver } = link.open(target).await?;
        let talk = Talk {
            task: self,
            sender,
            receiver,
            bundle,
            revoked: Arc::default(),
            revoked_as_of: None,
            lines: BTreeMap::new(),
            asked: None,
            heard: Instant::now(),
            caught_up: false,
            uploads: Uploads::default(),
            due: true,
            waits: false,
        };
        talk.run(&handshake_hash, backoff).await
    }

    async fn target(&self, fresh_keys: bool) -> Result<(Arc<dyn Link>, LinkTarget, Arc<VerifiedBundle>), End> {
        let phone = self.phone.upgrade().ok_or(End::Gone)?;
        let mut bundle = if fresh_keys { phone.fresh_bundle().await? } else { phone.bundle().await? };
        if bundle.noise().is_none() {
            bundle = phone.fresh_bundle().await?;
        }
        let (key_id, bank_key) = bundle.noise().ok_or(Error::BundleForged)?;
        let prologue = proof::prologue(&phone.config.bank_id, key_id)?;
        Ok((Arc::clone(&phone.ports.link), LinkTarget { bank_key, prologue }, bundle))
    }
}

/// One connection.
struct Talk<'a> {
    task: &'a LinkTask,
    sender: Box<dyn LinkSender>,
    receiver: Box<dyn LinkReceiver>,
    bundle: Arc<VerifiedBundle>,
    /// Badge keys that the bank has taken back, as of the newest list heard on this connection.
    revoked: Arc<[RevokedKey]>,
    revoked_as_of: Option<Timestamp>,
    /// The customer's conversations, by the bank's ids.
    lines: BTreeMap<Uuid, Line>,
    /// What the bank was asked for of what is missing: one at a time.
    asked: Option<GapRecord>,
    /// The last sign of life.
    heard: Instant,
    /// Everything that there was has come, of every conversation.
    caught_up: bool,
    /// Files on their way.
    uploads: Uploads,
    /// The outbox may hold something to say.
    due: bool,
    /// The bank's word on something that was said is outstanding.
    waits: bool,
}

impl Talk<'_> {
    async fn run(mut self, handshake_hash: &[u8; 32], backoff: &mut Backoff) -> Result<(), End> {
        self.hello(handshake_hash).await?;
        let welcome = timeout(ANSWER, self.welcome()).await.map_err(|_| LinkError::Broken)??;
        self.welcomed(&welcome).await?;
        self.task.state.send_replace(LinkState::Up);
        let mut ping = tokio::time::interval_at(Instant::now() + PING_EVERY, PING_EVERY);
        let mut answer_by = None;
        let mut read_to = self.task.history.read_to.subscribe();
        // What was written before is not being written.
        let mut typed = self.task.history.typed.subscribe();
        loop {
            // Not by the welcome alone: a connection that breaks on its first event each time must not be tried in a storm.
            if std::mem::take(&mut self.caught_up) {
                backoff.reset();
            }
            let asks = self.ask_for_missing().await?;
            self.say_given().await?;
            if std::mem::take(&mut self.due) {
                self.waits = self.say_next().await?;
            }
            let waits = self.waits || asks;
            self.open_direct();
            let read = read_to.borrow_and_update().clone();
            self.say_read(&read).await?;
            answer_by = if waits { answer_by.or_else(|| Some(Instant::now() + ANSWER)) } else { None };
            let dead_at = (self.heard + DEAD_AFTER).min(answer_by.unwrap_or(self.heard + DEAD_AFTER));
            let quiet_until = self.lines.values().filter_map(|line| line.quiet_until).min();
            let theirs_until = self.lines.values().filter_map(|line| line.writers.theirs_until).min();
            tokio::select! {
                incoming = self.receiver.receive() => {
                    self.heard = Instant::now();
                    if let Incoming::Frame(bytes) = incoming? {
                        self.due = true;
                        self.hear(bytes).await?;
                    }
                }
                () = self.task.history.direct.called() => {}
                () = self.task.history.outbox_changed.notified() => self.due = true,
                Ok(()) = typed.changed() => {
                    let conversation = *typed.borrow_and_update();
                    self.say_typing(conversation).await?;
                }
                () = until(theirs_until) => self.nobody_writes_any_more(),
                _ = read_to.changed() => {}
                _ = ping.tick() => {
                    // What has waited for too long is given up without anybody's doing.
                    self.due = true;
                    self.sender.ping().await?;
                }
                uploaded = self.uploads.next() => {
                    self.due = true;
                    if let Some((file, outcome)) = uploaded {
                        self.uploaded(file, outcome).await?;
                    }
                }
                () = until(quiet_until) => {
                    self.due = true;
                    self.speak_again();
                }
                () = sleep_until(dead_at) => return Err(LinkError::Broken.into()),
            }
        }
    }

    async fn say(&mut self, frame: &ClientFrame) -> Result<(), End> {
        let bytes = frame.to_bytes().map_err(|_| Error::Internal)?;
        Ok(self.sender.send(bytes).await?)
    }

    async fn hello(&mut self, handshake_hash: &[u8; 32]) -> Result<(), End> {
        let message = proof::link_auth(self.task.session, handshake_hash)?;
        let signature = self.task.key.sign(&message).map_err(|_| Error::NoRandomness)?;
        let known = self.task.history.read(|store| Ok(store.conversations()?)).await?;
        let resume = known
            .into_iter()
            .map(|head| Resume { conversation: head.id, epoch: head.epoch, last_seq: head.numbered(head.last_seq) })
            .collect();
        self.say(&ClientFrame::Hello { session_id: self.task.session, signature: B64(signature.to_vec()), resume })
            .await
    }

    async fn welcome(&mut self) -> Result<Welcome, End> {
        loop {
            let Incoming::Frame(bytes) = self.receiver.receive().await? else { continue };
            match ServerFrame::parse(&bytes).map_err(|_| LinkError::Unreadable)? {
                ServerFrame::Welcome(welcome) => return Ok(welcome),
                ServerFrame::Bye(bye) => return Err(hung_up(&bye)),
                _ => return Err(LinkError::Unreadable.into()),
            }
        }
    }

    async fn welcomed(&mut self, welcome: &Welcome) -> Result<(), End> {
        {
            let phone = self.task.phone.upgrade().ok_or(End::Gone)?;
            phone.learn_bank_time(welcome.bank_time_ms).await?;
            if welcome.bundle > self.bundle.version() {
                // Keys were added or revoked. If it cannot be had now, the old one judges as before.
                if let Ok(fresh) = phone.fresh_bundle().await {
                    self.bundle = fresh;
                }
            }
        }
        for standing in &welcome.conversations {
            self.begun(standing.clone()).await?;
        }
        // In front of every event: nobody whose badge was taken back is to be shown as staff, not even for a moment.
        if let Some(list) = &welcome.revocations {
            self.revocations(list).await?;
        }
        Ok(())
    }

    /// A list that cannot be read leaves open whose word counts: the connection ends, and the next one begins with fresh keys.
    async fn revocations(&mut self, list: &str) -> Result<(), End> {
        let read = self.bundle.verify_signed::<Revocations>(list, key_use::BADGE, typ::BADGE_REVOCATIONS);
        let read = read.ok().filter(|read| read.keys.len() <= REVOCATIONS).ok_or_else(End::distrusted)?;
        if self.revoked_as_of.is_some_and(|newest| read.issued < newest) {
            return Ok(());
        }
        self.revoked_as_of = Some(read.issued);
        self.revoked = read.keys.into();
        Ok(self.task.history.revoke(Arc::clone(&self.revoked)).await?)
    }

    /// The bank signs the transcript. If it signs another than the one it has told, it contradicts itself: that is not taken.
    async fn signed_head(&mut self, signed: String) -> Result<(), End> {
        let head = self.bundle.verify_signed::<ChatHead>(&signed, key_use::BADGE, typ::CHAT_HEAD);
        let head = head.map_err(|_| End::distrusted())?;
        let keys = serde_json::to_string(&self.bundle.badge_keys()).map_err(|_| Error::Internal)?;
        if self.task.history.keep_head(head, signed, keys).await? { Ok(()) } else { Err(LinkError::Unreadable.into()) }
    }

    /// Says what is due in each conversation; whether the bank's word on something is outstanding.
    async fn say_next(&mut self) -> Result<bool, End> {
        let rows = self.task.history.read(|store| Ok(store.outbox()?)).await?;
        let (mut waits, mut files) = (false, Vec::new());
        let due: Vec<(Uuid, Conversation)> = self
            .lines
            .iter()
            .filter(|(_, line)| line.ready && rows.iter().any(|row| row.conversation == line.conversation))
            .map(|(id, line)| (*id, line.conversation))
            .collect();
        for (id, conversation) in due {
            waits |= self.say_in(id, conversation, rows.clone(), &mut files).await?;
        }
        let LinkTask { phone, history, session, .. } = self.task;
        self.uploads.serve(phone, history, *session, &files);
        Ok(waits)
    }

    /// The same of one conversation, in which `rows` wait: what is stuck in it holds up no other. `files`: uploads that its next message waits
    /// for.
    async fn say_in(
        &mut self,
        id: Uuid,
        conversation: Conversation,
        mut rows: Vec<OutboxRecord>,
        files: &mut Vec<Uuid>,
    ) -> Result<bool, End> {
        loop {
            rows.retain(|row| row.conversation == conversation);
            let now_ms = self.task.phone.upgrade().ok_or(End::Gone)?.bank_time()?.ms;
            let Some(line) = self.lines.get(&id) else { return Ok(false) };
            // The echo of what was said before may be in what is missing.
            if !line.gaps.closed && rows.iter().any(|row| row.said) {
                return Ok(false);
            }
            let client_id = match outbox::next(&rows, now_ms) {
                Action::Nothing => return Ok(rows.iter().any(|row| row.state == OutboxState::Sending)),
                Action::Expire(client_id) => {
                    self.set_state(client_id, OutboxState::Failed(SendFailure::Expired)).await?;
                    rows = self.task.history.read(|store| Ok(store.outbox()?)).await?;
                    continue;
                }
                Action::Send(_) if line.quiet_until.is_some() => return Ok(false),
                Action::Send(client_id) => client_id,
            };
            let Some(row) = rows.into_iter().find(|row| row.client_id == client_id) else { return Ok(false) };
            // Its file comes first, and what was written later waits behind it.
            if row.kind == OutboxKind::Attachment && !self.uploads.is_complete(client_id) {
                files.push(client_id);
                return Ok(false);
            }
            // The customer may have taken it back since the rows were read: then it must not be said.
            if let Some(previous) = self.task.history.begin_to_say(client_id, id).await?
                && self.say_row(id, row, previous).await?
            {
                return Ok(true);
            }
            rows = self.task.history.read(|store| Ok(store.outbox()?)).await?;
        }
    }

    /// What became of a file: its message is said next, or never, or it goes on later.
    async fn uploaded(&mut self, file: Uuid, outcome: Outcome) -> Result<(), End> {
        let dice = self.task.dice().ok_or(End::Gone)?;
        self.uploads.note(file, &outcome, dice);
        match outcome {
            Outcome::Refused(why) => self.set_state(file, OutboxState::Failed(why)).await,
            Outcome::Complete | Outcome::TakenBack | Outcome::Broken(_) => Ok(()),
        }
    }

    async fn set_state(&mut self, client_id: Uuid, state: OutboxState) -> Result<(), End> {
        self.task.history.set_state(client_id, state).await?;
        Ok(())
    }

    async fn hear_one(&mut self, frame: ServerFrame, bytes: Vec<u8>) -> Result<(), End> {
        let history = &self.task.history;
        let now_ms = self.task.phone.upgrade().ok_or(End::Gone)?.bank_time()?.ms;
        match frame {
            ServerFrame::Event(event) => self.commit(*event, bytes).await,
            ServerFrame::Unknown(Some(at)) => {
                let received = history.commit_opaque(at, bytes, now_ms).await?;
                self.acknowledge(at.conversation, at.epoch, received).await
            }
            ServerFrame::Gap(gap) => {
                if let Some(line) = self.lines.get_mut(&gap.conversation) {
                    line.gaps.closed = false;
                }
                let received = history.commit_gap(gap, bytes, now_ms).await?;
                self.acknowledge(gap.conversation, gap.epoch, received).await
            }
            ServerFrame::Range(range) => self.fill(range).await,
            ServerFrame::Sent(sent) => Ok(history.taken(sent.client_id).await?),
            ServerFrame::Refused(refused) => self.refused(&refused).await,
            ServerFrame::Head(head) => self.signed_head(head.head).await,
            ServerFrame::Conversation(standing) | ServerFrame::EpochReset(standing) => self.begun(standing).await,
            ServerFrame::Desk(desk) => {
                self.told_desk(desk);
                Ok(())
            }
            ServerFrame::Typing(typing) => {
                self.told_typing(&typing);
                Ok(())
            }
            ServerFrame::Revocations(revoked) => self.revocations(&revoked.list).await,
            ServerFrame::Bye(bye) => Err(hung_up(&bye)),
            ServerFrame::Payments => {
                history.hints.payments.given();
                Ok(())
            }
            ServerFrame::Operations => {
                history.hints.operations.given();
                Ok(())
            }
            ServerFrame::CaughtUp(at) => self.has_caught_up(at.conversation).await,
            // Without a number an unknown frame takes no place, so nothing is lost by not reading it.
            ServerFrame::Unknown(None) | ServerFrame::Welcome(_) => Ok(()),
        }
    }

    /// Only what is on disk is acknowledged.
    async fn acknowledge(&mut self, conversation: Uuid, epoch: u64, received: Received) -> Result<(), End> {
        match received {
            Received::Committed(seq) => self.say(&ClientFrame::Ack { conversation, epoch, seq }).await,
            Received::OutOfOrder | Received::Broken => Err(LinkError::Unreadable.into()),
        }
    }

    async fn refused(&mut self, refused: &Refused) -> Result<(), End> {
        if refused.permanent {
            let why = match refused.code.as_str() {
                refusal::BAD_FILE => SendFailure::File(AttachmentFault::Changed),
                _ => SendFailure::Refused,
            };
            return self.set_state(refused.client_id, OutboxState::Failed(why)).await;
        }
        if refused.code == refusal::NO_FILE {
            self.uploads.forget(refused.client_id);
        }
        let quiet_until = Instant::now() + refused.retry_after_seconds.map_or(LATER, Duration::from_secs);
        self.set_state(refused.client_id, OutboxState::Queued).await?;
        self.be_quiet(refused.client_id, quiet_until).await
    }
}

async fn until(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => std::future::pending().await,
    }
}

fn hung_up(said: &Bye) -> End {
    match said.reason.as_str() {
        // A proof that does not fit does not fit the second time.
        bye::SESSION_ENDED | bye::NOT_PROVED => End::Ended(SessionEnd::parse(said.ended.as_deref())),
        bye::SCOPE => End::Over(Error::Scope),
        _ => End::Lost {
            error: Error::Offline,
            fresh_keys: false,
            not_before: Duration::from_secs(said.retry_after_seconds.unwrap_or(0)),
        },
    }
}
