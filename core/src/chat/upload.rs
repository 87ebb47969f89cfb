//! A file on its way to the bank: part by part, from where the bank says that it stands, so that nothing is lost by a lost answer, a broken
//! connection or the end of the app, and nothing is sent twice that has arrived.

use std::sync::{Arc, Weak};

use kunci_crypto::hash::sha256;
use kunci_wire::attachments::{FileReply, FileRequest, PART_BYTES, PartRequest};
use kunci_wire::{B64, Bytes32};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::backoff::Backoff;
use super::history::{History, shown};
use crate::bank::{Call, Signer};
use crate::ports::SendFailure;
use crate::session::by_itself;
use crate::{Error, Phone};

/// What became of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The bank has all of it: its message can be said.
    Complete,
    /// Its message was taken back meanwhile.
    TakenBack,
    /// The bank does not take it.
    Refused(SendFailure),
    /// It goes on later, from where the bank stands then.
    Broken(Error),
}

/// The uploads of one connection: one at a time, as the messages that wait for them.
#[derive(Default)]
pub(super) struct Uploads {
    /// The bank has it whole.
    complete: Option<Uuid>,
    running: Option<Running>,
    not_before: Option<Instant>,
    /// Broke last: another conversation's file has its turn first.
    broke: Option<Uuid>,
    backoff: Backoff,
}

/// An upload on its way, in a task of its own: it locks what the link locks as well, and would keep it locked while the link waits for it
/// if both were one task. Dropping it ends it.
struct Running {
    file: Uuid,
    task: JoinHandle<Outcome>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Uploads {
    /// Whether the message of this file can be said.
    pub(super) fn is_complete(&self, file: Uuid) -> bool {
        self.complete == Some(file)
    }

    /// The bank does not have it after all.
    pub(super) fn forget(&mut self, file: Uuid) {
        self.complete = self.complete.filter(|complete| *complete != file);
    }

    /// Begins one of those that are next in their conversations, or goes on, unless it has to wait after a failure.
    pub(super) fn serve(&mut self, phone: &Weak<Phone>, history: &Arc<History>, session: Uuid, due: &[Uuid]) {
        // The message that it was for may be gone.
        self.running = self.running.take().filter(|running| due.contains(&running.file));
        let Some(file) = due.iter().copied().find(|file| Some(*file) != self.broke).or(self.broke) else { return };
        if due.contains(&file) && self.running.is_none() && self.not_before.is_none() {
            let (phone, history) = (Weak::clone(phone), Arc::clone(history));
            self.running = Some(Running { file, task: tokio::spawn(run(phone, history, session, file)) });
        }
    }

    /// Waits for what becomes of the running one, or for the end of a pause (`None`).
    pub(super) async fn next(&mut self) -> Option<(Uuid, Outcome)> {
        if let Some(Running { file, task }) = &mut self.running {
            let (file, outcome) = (*file, task.await.unwrap_or(Outcome::Broken(Error::Internal)));
            self.running = None;
            return Some((file, outcome));
        }
        match self.not_before {
            Some(time) => sleep_until(time).await,
            None => std::future::pending().await,
        }
        self.not_before = None;
        None
    }

    /// Notes what became of one.
    pub(super) fn note(&mut self, file: Uuid, outcome: &Outcome, dice: u16) {
        match outcome {
            Outcome::Complete => {
                self.complete = Some(file);
                self.backoff.reset();
            }
            Outcome::Broken(_) => {
                self.broke = Some(file);
                self.not_before = Some(Instant::now() + self.backoff.next(dice));
            }
            Outcome::TakenBack | Outcome::Refused(_) => self.backoff.reset(),
        }
    }
}

async fn run(phone: Weak<Phone>, history: Arc<History>, session: Uuid, file: Uuid) -> Outcome {
    match upload(&phone, &history, session, file).await {
        Ok(true) => Outcome::Complete,
        Ok(false) => Outcome::TakenBack,
        Err(Error::AttachmentRefused { reason }) => Outcome::Refused(SendFailure::File(reason)),
        // Of a later contract, or a fault: asking again brings the same.
        Err(Error::BankRefused { .. }) => Outcome::Refused(SendFailure::Refused),
        Err(error) => Outcome::Broken(error),
    }
}

/// `false`: the message was taken back.
async fn upload(phone: &Weak<Phone>, history: &Arc<History>, session: Uuid, file: Uuid) -> Result<bool, Error> {
    let Some(sealed) = history.read(move |store| Ok(store.file_part(file, 0, u32::MAX)?)).await? else {
        return Ok(false);
    };
    let size = u32::try_from(sealed.len()).map_err(|_| Error::Internal)?;
    let announced = FileRequest { file_id: file, size, digest: Bytes32(sha256(&sealed)) };
    let mut stands = ask(phone, session, "/v1/attachments", &announced).await?;
    let path = format!("/v1/attachments/{file}/parts");
    loop {
        if stands.file_id != file || stands.size != size || stands.received > size {
            return Err(Error::ReplyUnreadable);
        }
        if !history.sent(file, stands.received).await? {
            return Ok(false);
        }
        if stands.received == size {
            return Ok(true);
        }
        let from = stands.received as usize;
        let part = &sealed[from..sealed.len().min(from + PART_BYTES)];
        let part = PartRequest { offset: stands.received, content: B64(part.to_vec()) };
        let next = ask(phone, session, &path, &part).await?;
        if next.received <= stands.received {
            // It stands where it stood, or further back: another begin asks anew.
            return Err(Error::OutcomeUnknown);
        }
        stands = next;
    }
}

/// One call of the session of this link. It keeps no session alive: nobody has to look while a file goes.
async fn ask(
    phone: &Weak<Phone>,
    session: Uuid,
    path: &str,
    body: &(impl serde::Serialize + Sync),
) -> Result<FileReply, Error> {
    let phone = phone.upgrade().ok_or(Error::Closed)?;
    let signed = phone.session_unmoved()?;
    if signed.id != session {
        return Err(Error::NotSignedIn);
    }
    let call = Call::post(path, body)?;
    by_itself(phone.call(&Signer::Session(&signed), &call)).await
}

impl History {
    /// So much is at the bank; `false`: the message was taken back.
    async fn sent(&self, file: Uuid, received: u32) -> Result<bool, Error> {
        self.reader().shelf.sent(file, received);
        self.change(move |store, reader| {
            let rows = store.outbox()?;
            let row = rows.iter().find(|row| row.client_id == file);
            Ok((row.is_some(), row.and_then(|row| shown(row, reader))))
        })
        .await
    }
}
