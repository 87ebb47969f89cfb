//! Files of the chat, and what the bank asks for.

use kunci_core::chat;
use kunci_domain::texts::Language;

use crate::conversations::named;
use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// A file of an entry.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatAttachment {
    /// `image/jpeg`, `image/png` or `application/pdf`, by its bytes.
    pub media_type: String,
    /// It can be drawn in the chat.
    pub is_picture: bool,
    /// Its bytes.
    pub size: u32,
    /// So many of them are at the bank.
    pub sent: u32,
    /// So many of them have come while it is fetched: fetching goes on from there. All of them where it is kept.
    pub received: u32,
    /// It opens without a network.
    pub kept: bool,
}

impl From<chat::AttachmentView> for ChatAttachment {
    fn from(view: chat::AttachmentView) -> Self {
        let chat::AttachmentView { kind, size, sent, received, kept } = view;
        Self { media_type: kind.name().to_owned(), is_picture: kind.is_picture(), size, sent, received, kept }
    }
}

/// A file that was opened: exactly what its message said.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct OpenedChatFile {
    /// Its name.
    pub name: String,
    /// As in [`ChatAttachment`].
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What the bank asks for now, under its signature.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DocumentRequestView {
    /// What is asked for, what for, for how long it is kept, and until when, in the customer's language.
    pub words: String,
    /// The name of the document.
    pub document: String,
    /// What for, in the bank's words.
    pub purpose: String,
    /// Until then, bank time, milliseconds since 1970 UTC.
    pub until_ms: i64,
}

#[uniffi::export]
impl Phone {
    /// Puts a file on its way and returns the id of its entry. What it is, its bytes say; a sealed copy is on disk before anything is sent.
    ///
    /// # Errors
    /// [`PhoneError::AttachmentRefused`]; [`PhoneError::AttachmentUnasked`] while the bank has not asked for documents: nothing was stored.
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_attach(
        &self,
        name: String,
        content: Vec<u8>,
        conversation: Option<String>,
    ) -> Result<String, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        Ok(run(async move { phone.chat_attach(conversation, &name, content).await }).await?.to_string())
    }

    /// As `chat_attach`, after the customer was asked about what `AttachmentUnasked` says.
    ///
    /// # Errors
    /// [`PhoneError::AttachmentRefused`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_attach_anyway(
        &self,
        name: String,
        content: Vec<u8>,
        conversation: Option<String>,
    ) -> Result<String, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        Ok(run(async move { phone.chat_attach_anyway(conversation, &name, content).await }).await?.to_string())
    }

    /// The file of an entry, from this phone or fetched; a fetching that broke goes on where it stopped.
    ///
    /// # Errors
    /// [`PhoneError::AttachmentForged`] for anything but what its message said; [`PhoneError::NotFound`] for an entry without a file.
    pub async fn chat_attachment(&self, id: String) -> Result<OpenedChatFile, PhoneError> {
        let phone = self.open_phone()?;
        let opened = run(async move { phone.chat_attachment(&id).await }).await?;
        let chat::OpenedAttachment { name, kind, content } = opened;
        Ok(OpenedChatFile { name, media_type: kind.name().to_owned(), content })
    }

    /// The bank's request for documents that is open now; none: a file is asked about before it is sent.
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_document_request(
        &self,
        language: String,
        conversation: Option<String>,
    ) -> Result<Option<DocumentRequestView>, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        let open =
            run(async move { phone.chat_document_request(conversation, Language::from_tag(&language)).await }).await?;
        Ok(open.map(|request| {
            let chat::RequestView { words, document, purpose, until_ms } = request;
            DocumentRequestView { words, document, purpose, until_ms }
        }))
    }
}
