//! `/v1/attachments` (`docs/contract/attachments.md`): sealed files of the chat, part by part. No call needs an idempotency key: each says where
//! the bank stands, and can be made again.

use kunci_domain::attachments::AttachmentFault;
use kunci_wire::attachments::{
    ContentReply, FileReply, FileRequest, PART_BYTES, PartRequest, RANGE_BYTES, SEAL_BYTES, SEALED_BYTES,
};
use kunci_wire::{B64, ProblemCode};
use uuid::Uuid;

use super::{Call, Reply, body, caller, device};
use crate::bank::Bank;
use crate::clock::{HOUR, timestamp};
use crate::crypto::mac::sha256;
use crate::link::files::MOST_LOOSE;
use crate::refusal::{Refusal, refuse, refuse_with};
use crate::store::{SealedFile, Tx};

/// So long a file waits for its message: the life of a message in a phone's outbox.
const WAITS: i64 = 48 * HOUR;

pub(super) fn announce(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let asked: FileRequest = body::parse(call)?;
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    if size <= SEAL_BYTES {
        return Err(refused(AttachmentFault::Empty));
    }
    if size > SEALED_BYTES {
        return Err(refused(AttachmentFault::TooLarge));
    }
    if asked.file_id.get_version_num() != 7 {
        return Err(refuse(ProblemCode::Malformed, "the file's id is not a UUID of version 7"));
    }
    bank.decide(&call.what(), |tx| {
        let (customer, now) = (caller.customer.id, bank.now());
        tx.purge_attachments(now - WAITS)?;
        if let Some(known) = tx.attachment(asked.file_id)? {
            // Another's file is not there, and its id cannot be used again.
            let same = known.customer == customer && known.size == asked.size && known.digest == asked.digest.0;
            return if same { answer(&known) } else { Err(refused(AttachmentFault::Changed)) };
        }
        if tx.loose_attachments(customer)? >= MOST_LOOSE {
            return Err(refused(AttachmentFault::TooMany));
        }
        let file = SealedFile {
            id: asked.file_id,
            customer,
            size: asked.size,
            digest: asked.digest.0,
            received: 0,
            at: now,
            named: false,
        };
        tx.insert_attachment(&file)?;
        answer(&file)
    })
}

pub(super) fn show(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let id = device::path_id(call)?;
    bank.decide(&call.what(), |tx| answer(&own(tx, caller.customer.id, id)?))
}

pub(super) fn part(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let id = device::path_id(call)?;
    let PartRequest { offset, content: B64(content) } = body::parse(call)?;
    if content.is_empty() || content.len() > PART_BYTES {
        return Err(refuse(ProblemCode::Malformed, "a part has 1 to 40,960 bytes"));
    }
    let added = bank.decide(&call.what(), |tx| {
        let file = own(tx, caller.customer.id, id)?;
        let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
        let fits = offset == file.received && length <= file.size - file.received;
        // Said twice, or behind a gap: the answer says where to go on.
        if !fits {
            return Ok(Some(file));
        }
        tx.append_to_attachment(id, offset, &content)?;
        let file = SealedFile { received: file.received + length, ..file };
        if file.received == file.size && sha256(&tx.attachment_content(id)?) != file.digest {
            // Nothing of it can be trusted, and the customer may begin anew.
            tx.destroy_attachment(id)?;
            return Ok(None);
        }
        Ok(Some(file))
    })?;
    answer(&added.ok_or_else(|| refused(AttachmentFault::Changed))?)
}

pub(super) fn content(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let id = device::path_id(call)?;
    let from = from(call)?;
    bank.decide(&call.what(), |tx| {
        let file = own(tx, caller.customer.id, id)?;
        let content = tx.attachment_content(id)?.into_iter().skip(from).take(RANGE_BYTES).collect();
        Ok(Reply::json(200, &ContentReply { size: file.size, content: B64(content) })?)
    })
}

fn own(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<SealedFile, Refusal> {
    let found = tx.attachment(id)?.filter(|file| file.customer == customer);
    found.ok_or_else(|| refuse(ProblemCode::NotFound, "no such file, or not yours"))
}

fn answer(file: &SealedFile) -> Result<Reply, Refusal> {
    let (file_id, size, received) = (file.id, file.size, file.received);
    Ok(Reply::json(200, &FileReply { file_id, size, received, until: timestamp(file.at + WAITS) })?)
}

fn from(call: &Call) -> Result<usize, Refusal> {
    let Some(query) = call.query().filter(|query| !query.is_empty()) else { return Ok(0) };
    let number = |text: &str| text.parse().ok().filter(|number: &u32| number.to_string() == text);
    let from = query.strip_prefix("from=").and_then(number).and_then(|from| usize::try_from(from).ok());
    from.ok_or_else(|| refuse(ProblemCode::Malformed, "the query is not from=<offset>"))
}

fn refused(reason: AttachmentFault) -> Refusal {
    refuse_with(ProblemCode::FileRefused, "the file cannot be taken", |problem| {
        problem.reason = Some(reason.name().to_owned());
    })
}
