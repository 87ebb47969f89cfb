//! Files in a conversation: looked at when a message names them, sent by the bank's people, and asked for under the bank's signature. The tester
//! can have each of these spoiled in one way, as an attacker would.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use kunci_domain::attachments::{self, AttachmentKind, DocumentKind};
use kunci_wire::Bytes32;
use kunci_wire::attachments::{Descriptor, DocumentRequest, PART_BYTES};
use kunci_wire::chat::Body;
use kunci_wire::link::refusal;
use kunci_wire::signed::typ;
use uuid::Uuid;

use super::badge::Voice;
use super::desk;
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{HOUR, SECOND, timestamp};
use crate::crypto::jws;
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::store::{ChatEvent, Customer, SealedFile, Tx};

/// So many of a customer's files wait for their message at once.
pub(crate) const MOST_LOOSE: u32 = 10;
const LABEL: &[u8] = b"kunci/attachment/1";

/// Whether a file is there and is what its message says; the code otherwise.
pub(super) fn look_at(
    tx: &mut dyn Tx,
    customer: &Customer,
    client_id: Uuid,
    descriptor: &str,
) -> Result<Result<Descriptor, &'static str>, BankError> {
    let Some(said) = Descriptor::parse(descriptor).filter(|said| said.file_id == client_id) else {
        return Ok(Err(refusal::BAD_FILE));
    };
    let file = tx.attachment(client_id)?.filter(|file| file.customer == customer.id);
    let Some(file) = file.filter(|file| file.received == file.size) else { return Ok(Err(refusal::NO_FILE)) };
    let sealed = tx.attachment_content(file.id)?;
    let fits = opened(&said.key.0, &sealed).is_some_and(|content| {
        usize::try_from(said.size) == Ok(content.len())
            && sha256(&content) == said.digest.0
            && attachments::check(&content) == Ok(said.media_type)
    });
    Ok(if fits { Ok(said) } else { Err(refusal::BAD_FILE) })
}

fn opened(key: &[u8; 32], sealed: &[u8]) -> Option<Vec<u8>> {
    let cipher = Aes256Gcm::new_from_slice(key).ok()?;
    cipher.decrypt(&Nonce::from([0; 12]), Payload { msg: sealed, aad: LABEL }).ok()
}

/// How an event reads on a desk or in a record: a file by its name, its key never.
pub(super) fn shown(event: &ChatEvent) -> String {
    match event.kind.as_str() {
        "attachment" => Descriptor::parse(&event.text).map(|file| file.name).unwrap_or_default(),
        "document_request" => "document_request".to_owned(),
        _ => event.text.clone(),
    }
}

/// The files of a conversation as its desk lists them: who sent each, name, form and size.
pub(super) fn listed(events: &[ChatEvent]) -> Vec<serde_json::Value> {
    let of = |event: &ChatEvent| {
        let file = (event.kind == "attachment").then(|| Descriptor::parse(&event.text)).flatten()?;
        let form = file.media_type.name();
        Some(serde_json::json!({"from": event.sender, "name": file.name, "form": form, "bytes": file.size}))
    };
    events.iter().filter_map(of).collect()
}

/// What is in the file that this event of a conversation announced: name, form and bytes, once the bank has looked at it again. `None`: there is
/// no such file, or it is not what its message says.
pub(crate) fn open(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    seq: u64,
) -> Result<Option<(String, AttachmentKind, Vec<u8>)>, BankError> {
    bank.keep(|tx| {
        let conversation = desk::conversation(bank, tx, customer.id, named)?;
        let events = tx.chat_events_after(conversation.id, seq.saturating_sub(1))?;
        let event = events.into_iter().find(|event| event.seq == seq && event.kind == "attachment");
        let Some(said) = event.and_then(|event| Descriptor::parse(&event.text)) else { return Ok(None) };
        let sealed = tx.attachment_content(said.file_id)?;
        let content = opened(&said.key.0, &sealed)
            .filter(|content| sha256(content) == said.digest.0 && attachments::check(content) == Ok(said.media_type));
        let Some(content) = content else { return Ok(None) };
        let what = format!("An employee opened a file in the chat of {}: {seq}", customer.first_name());
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        Ok(Some((said.name, said.media_type, content)))
    })
}

/// What the tester has spoiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoiled {
    Nothing,
    /// The key in the message is another.
    Key,
    /// The digest in the message is another.
    Digest,
    /// It is said to be something else than it is.
    Form,
    /// The request is signed by nobody of the bank.
    Unsigned,
    /// The request is for another conversation.
    Foreign,
    /// The request was over before it was said.
    Expired,
}

impl Spoiled {
    /// Reads such a name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "" => Self::Nothing,
            "key" => Self::Key,
            "digest" => Self::Digest,
            "form" => Self::Form,
            "unsigned" => Self::Unsigned,
            "foreign" => Self::Foreign,
            "expired" => Self::Expired,
            _ => return None,
        })
    }
}

/// Somebody of the bank sends a file. `None`: nobody goes by that name, or no such file is taken.
pub(crate) fn send(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    speaker: &str,
    (name, content): (&str, &[u8]),
    spoiled: Spoiled,
) -> Result<Option<u64>, BankError> {
    let Some(voice) = Voice::parse(speaker) else { return Ok(None) };
    let Ok(kind) = attachments::check(content) else { return Ok(None) };
    let Ok(name) = attachments::name(name, kind) else { return Ok(None) };
    let key: [u8; 32] = bank.entropy.bytes()?;
    let cipher = Aes256Gcm::new_from_slice(&key).map_err(|_| BankError::Key)?;
    let sealed = cipher.encrypt(&Nonce::from([0; 12]), Payload { msg: content, aad: LABEL });
    let sealed = sealed.map_err(|_| BankError::Key)?;
    let mut said = Descriptor {
        file_id: bank.entropy.id(bank.now())?,
        name,
        media_type: kind,
        size: u32::try_from(content.len()).unwrap_or(u32::MAX),
        digest: Bytes32(sha256(content)),
        key: Bytes32(key),
    };
    let file = SealedFile {
        id: said.file_id,
        customer: customer.id,
        size: u32::try_from(sealed.len()).unwrap_or(u32::MAX),
        digest: sha256(&sealed),
        received: 0,
        at: bank.now(),
        named: true,
    };
    match spoiled {
        Spoiled::Key => said.key = Bytes32(bank.entropy.bytes()?),
        Spoiled::Digest => said.digest = Bytes32(bank.entropy.bytes()?),
        Spoiled::Form => {
            said.media_type = if kind == AttachmentKind::Png { AttachmentKind::Pdf } else { AttachmentKind::Png };
            said.name = attachments::name("salah", said.media_type).unwrap_or_default();
        }
        Spoiled::Nothing | Spoiled::Unsigned | Spoiled::Foreign | Spoiled::Expired => {}
    }
    let seq = bank.keep(|tx| {
        tx.insert_attachment(&file)?;
        for (part, first) in sealed.chunks(PART_BYTES).zip((0_u32..).step_by(PART_BYTES)) {
            tx.append_to_attachment(file.id, first, part)?;
        }
        let mut conversation = desk::conversation(bank, tx, customer.id, named)?;
        let body = Body::Attachment { descriptor: said.to_json()? };
        let seq = desk::speak(bank, tx, &mut conversation, voice, body)?;
        let what = format!("Sent {} a file of {} bytes as {speaker}", customer.first_name(), said.size);
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        Ok(seq)
    })?;
    bank.link.wake();
    Ok(Some(seq))
}

/// As many announced files of a customer as wait at once, of which nothing ever comes.
pub(crate) fn fill(bank: &Bank, customer: &Customer) -> Result<(), BankError> {
    bank.keep(|tx| {
        while tx.loose_attachments(customer.id)? < MOST_LOOSE {
            let id = bank.entropy.id(bank.now())?;
            let (customer, at) = (customer.id, bank.now());
            let file = SealedFile { id, customer, size: 100, digest: [0; 32], received: 0, at, named: false };
            tx.insert_attachment(&file)?;
        }
        audit::note(tx, bank.now(), Kind::Sandbox, Some(customer.id), "The tester left uploads unfinished".to_owned())
    })
}

/// What is asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) document: DocumentKind,
    pub(crate) purpose: &'a str,
    pub(crate) retention_days: u32,
    pub(crate) for_seconds: u32,
}

/// Somebody of the bank asks for documents. `None`: nobody goes by that name, or the bank does not ask so.
pub(crate) fn ask(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    speaker: &str,
    wanted: &Wanted<'_>,
    spoiled: Spoiled,
) -> Result<Option<u64>, BankError> {
    let (Some(voice), now) = (Voice::parse(speaker), bank.now()) else { return Ok(None) };
    let until = now + i64::from(wanted.for_seconds) * SECOND;
    if !attachments::is_request_fit(wanted.purpose, wanted.retention_days) || !attachments::asks(now, until, now) {
        return Ok(None);
    }
    let seq = bank.keep(|tx| {
        let mut conversation = desk::conversation(bank, tx, customer.id, named)?;
        let request = DocumentRequest {
            request_id: bank.entropy.id(now)?,
            conversation: if spoiled == Spoiled::Foreign { bank.entropy.id(now)? } else { conversation.id },
            document: wanted.document,
            purpose: wanted.purpose.to_owned(),
            retention_days: wanted.retention_days,
            issued: timestamp(if spoiled == Spoiled::Expired { now - 2 * HOUR } else { now }),
            expires: timestamp(if spoiled == Spoiled::Expired { now - HOUR } else { until }),
        };
        let key = if spoiled == Spoiled::Unsigned { &bank.keys.rogue } else { &bank.keys.badge };
        let signed = jws::seal_as(&key.signer, &bank.keys.badge.kid, typ::DOCUMENT_REQUEST, &request)?;
        let seq = desk::speak(bank, tx, &mut conversation, voice, Body::DocumentRequest { signed })?;
        let name = customer.first_name();
        let what = format!("Asked {name} for {} as {speaker}", wanted.document.name());
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
        Ok(seq)
    })?;
    bank.link.wake();
    Ok(Some(seq))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kunci_wire::link::Sent;

    use super::super::desk::{Ask, take};
    use super::*;
    use crate::bank::BankOptions;

    const PDF: &[u8] = b"%PDF-1.7\na bill\n%%EOF\n";
    const KEY: [u8; 32] = [7; 32];

    fn bank() -> (Arc<Bank>, Customer) {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        let sari = bank.keep(|tx| tx.customer_by_user("sari")).expect("reads").expect("Sari");
        (bank, sari)
    }

    fn said(content: &[u8]) -> Descriptor {
        Descriptor {
            file_id: Uuid::from_u128(1),
            name: "tagihan.pdf".to_owned(),
            media_type: AttachmentKind::Pdf,
            size: u32::try_from(content.len()).expect("small"),
            digest: Bytes32(sha256(content)),
            key: Bytes32(KEY),
        }
    }

    /// Uploads so much of the sealed content, and says this of it.
    fn attach(content: &[u8], upto: usize, said: &Descriptor) -> Result<Sent, &'static str> {
        let (bank, sari) = bank();
        let cipher = Aes256Gcm::new_from_slice(&KEY).expect("a key");
        let sealed = cipher.encrypt(&Nonce::from([0; 12]), Payload { msg: content, aad: LABEL }).expect("sealed");
        let size = u32::try_from(sealed.len()).expect("small");
        let file = SealedFile {
            id: Uuid::from_u128(1),
            customer: sari.id,
            size,
            digest: sha256(&sealed),
            received: 0,
            at: bank.now(),
            named: false,
        };
        let taken = bank.keep(|tx| {
            tx.insert_attachment(&file)?;
            tx.append_to_attachment(file.id, 0, &sealed[..upto.min(sealed.len())])?;
            let conversation = desk::conversation(&bank, tx, sari.id, None)?.id;
            let ask = || Ask::Attach(said.to_json().expect("JSON"));
            let first = take(&bank, tx, &sari, conversation, file.id, ask())?;
            if first.is_ok() {
                assert_eq!(take(&bank, tx, &sari, conversation, file.id, ask())?, first, "said again");
                assert!(tx.attachment(file.id)?.expect("kept").named);
            }
            Ok(first)
        });
        taken.expect("no failure")
    }

    #[test]
    fn chat_9_a_file_is_taken_when_it_is_whole_and_is_what_its_message_says() {
        assert!(attach(PDF, usize::MAX, &said(PDF)).is_ok());
        assert_eq!(attach(PDF, 10, &said(PDF)), Err(refusal::NO_FILE), "not whole");
        let other = |said: &Descriptor| assert_eq!(attach(PDF, usize::MAX, said), Err(refusal::BAD_FILE), "{said:?}");
        other(&Descriptor { key: Bytes32([8; 32]), ..said(PDF) });
        other(&Descriptor { digest: Bytes32([0; 32]), ..said(PDF) });
        other(&Descriptor { size: 1, ..said(PDF) });
        other(&Descriptor { file_id: Uuid::from_u128(2), ..said(PDF) });
        other(&Descriptor { media_type: AttachmentKind::Png, name: "tagihan.png".to_owned(), ..said(PDF) });
        let program = b"%PDF-1.7\n<< /OpenAction 1 0 R >>\n%%EOF\n";
        assert_eq!(attach(program, usize::MAX, &said(program)), Err(refusal::BAD_FILE));
    }

    #[test]
    fn chat_9_a_file_is_opened_at_the_desk_with_a_line_in_the_audit_trail_and_a_forged_one_is_not() {
        let (bank, sari) = bank();
        let send = |spoiled| {
            let seq = super::send(&bank, (&sari, None), "dewi", ("surat.pdf", PDF), spoiled).expect("no failure");
            seq.expect("sent")
        };
        let (whole, forged) = (send(Spoiled::Nothing), send(Spoiled::Key));
        let looks = || {
            let trail = bank.keep(|tx| tx.audit_after(0)).expect("reads");
            trail.into_iter().filter(|entry| entry.what.contains("opened a file in the chat of Sari")).count()
        };
        let opened = open(&bank, (&sari, None), whole).expect("no failure");
        assert_eq!(opened, Some(("surat.pdf".to_owned(), AttachmentKind::Pdf, PDF.to_vec())));
        assert_eq!(looks(), 1);
        for seq in [forged, 0, whole + 17] {
            assert_eq!(open(&bank, (&sari, None), seq).expect("no failure"), None, "{seq}");
        }
        assert_eq!(looks(), 1, "what was not seen is not noted");
    }

    #[test]
    fn chat_9_no_record_of_the_bank_s_desk_shows_the_key_of_a_file() {
        let (bank, sari) = bank();
        send(&bank, (&sari, None), "dewi", ("surat.pdf", PDF), Spoiled::Nothing).expect("no failure").expect("sent");
        let log = super::super::log(&bank, &sari, None).expect("a log").to_string();
        assert!(log.contains("surat.pdf") && !log.contains("key"), "{log}");
    }
}
