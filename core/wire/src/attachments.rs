//! Files of the chat: their upload under `/v1/attachments`, their descriptor inside a message, and what the bank asks for
//! (`docs/contract/attachments.md`). The bytes travel sealed under a key of the file's own; the key travels inside the message only.

use std::fmt;

use jiff::Timestamp;
use kunci_domain::attachments::{AttachmentKind, DocumentKind, MOST_BYTES};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{B64, Bytes32};

/// A sealed file is so much longer than its content, in bytes.
pub const SEAL_BYTES: usize = 16;
/// Largest sealed file, in bytes.
pub const SEALED_BYTES: usize = MOST_BYTES + SEAL_BYTES;
/// Largest part of an upload, in bytes: with its base64url it fits into a request of the contract.
pub const PART_BYTES: usize = 40 * 1024;
/// Largest part of a download, in bytes: with its base64url it fits into a reply.
pub const RANGE_BYTES: usize = 128 * 1024;
/// Longest descriptor, in bytes of JSON.
pub const DESCRIPTOR_BYTES: usize = 2_000;

/// `POST /v1/attachments`: announces a file. The same again gives the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FileRequest {
    /// UUIDv7: the client id of the message that will name it.
    pub file_id: Uuid,
    /// Of the sealed bytes: 17 to 5,242,896.
    pub size: u32,
    /// SHA-256 of the sealed bytes.
    pub digest: Bytes32,
}

/// How an upload stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileReply {
    /// Which file.
    pub file_id: Uuid,
    /// Of the sealed bytes, as announced.
    pub size: u32,
    /// So many of them are on the bank's disk, from the first one on. All of them: it is complete.
    pub received: u32,
    /// Until then a message can name it; without one it is destroyed after that.
    pub until: Timestamp,
}

/// `POST /v1/attachments/{id}/parts`: the next bytes. What does not begin where the bank stands changes nothing; the answer says where that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartRequest {
    /// Of its first byte.
    pub offset: u32,
    /// 1 to 40,960 sealed bytes.
    pub content: B64,
}

/// `GET /v1/attachments/{id}/content?from=<offset>`: sealed bytes from there on, at most 131,072.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentReply {
    /// Of the sealed bytes in all.
    pub size: u32,
    /// The bytes; none at the end.
    pub content: B64,
}

/// What a message says of its file. The message's commitment covers this JSON byte for byte, so nobody can give it another file later.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Descriptor {
    /// Under which it was uploaded.
    pub file_id: Uuid,
    /// Bare, with the ending of its form.
    pub name: String,
    /// What it is, by its bytes.
    pub media_type: AttachmentKind,
    /// Of the content, in bytes.
    pub size: u32,
    /// SHA-256 of the content.
    pub digest: Bytes32,
    /// Seals this file and nothing else.
    pub key: Bytes32,
}

impl fmt::Debug for Descriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the key nor the name, which may say whose paper it is.
        write!(f, "Descriptor({}, {:?}, {} bytes)", self.file_id, self.media_type, self.size)
    }
}

impl Descriptor {
    /// As it stands in a message.
    ///
    /// # Errors
    /// Never for what was made by [`Self::parse`] or by the core.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// Reads one; `None` for anything else, or for one whose size and name no file of the contract has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let read: Self = (text.len() <= DESCRIPTOR_BYTES).then(|| serde_json::from_str(text).ok()).flatten()?;
        let size = usize::try_from(read.size).unwrap_or(usize::MAX);
        let name = kunci_domain::attachments::name(&read.name, read.media_type);
        ((1..=MOST_BYTES).contains(&size) && name.as_deref() == Ok(read.name.as_str())).then_some(read)
    }
}

/// The bank asks for documents: JWS `kunci-document-request` by a bank key of use `badge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentRequest {
    /// Which request.
    pub request_id: Uuid,
    /// Good in this conversation only.
    pub conversation: Uuid,
    /// What is asked for.
    pub document: DocumentKind,
    /// What for, in the customer's language: 1 to 200 characters.
    pub purpose: String,
    /// So many days the bank keeps it; 0: only while it is looked at.
    pub retention_days: u32,
    /// Asked at.
    pub issued: Timestamp,
    /// Asks until then, at most three days.
    pub expires: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptor() -> Descriptor {
        Descriptor {
            file_id: Uuid::from_u128(5),
            name: "tagihan.pdf".into(),
            media_type: AttachmentKind::Pdf,
            size: 40,
            digest: Bytes32([1; 32]),
            key: Bytes32([2; 32]),
        }
    }

    #[test]
    fn chat_9_a_descriptor_has_the_contract_s_spelling_and_reads_back() {
        let text = descriptor().to_json().expect("JSON");
        assert_eq!(
            text,
            r#"{"file_id":"00000000-0000-0000-0000-000000000005","name":"tagihan.pdf","media_type":"application/pdf","size":40,"digest":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE","key":"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI"}"#
        );
        assert_eq!(Descriptor::parse(&text), Some(descriptor()));
        assert!(!format!("{:?}", descriptor()).contains('2'), "the key shows");
    }

    #[test]
    fn chat_9_a_descriptor_that_no_file_fits_is_none() {
        let spoiled = |spoil: fn(&mut Descriptor)| {
            let mut spoiled = descriptor();
            spoil(&mut spoiled);
            Descriptor::parse(&spoiled.to_json().expect("JSON"))
        };
        assert_eq!(spoiled(|it| it.size = 0), None);
        assert_eq!(spoiled(|it| it.size = u32::try_from(MOST_BYTES).expect("small") + 1), None);
        assert_eq!(spoiled(|it| it.name = "tagihan.png".into()), None);
        assert_eq!(spoiled(|it| it.name = "a/tagihan.pdf".into()), None);
        assert_eq!(spoiled(|it| it.name = "tagihan".into()), None, "it must have its ending");
        assert_eq!(Descriptor::parse("Halo"), None);
        assert_eq!(Descriptor::parse(&"x".repeat(DESCRIPTOR_BYTES + 1)), None);
    }
}
