//! Several conversations: the list, and how one is named in the calls of the chat.

use kunci_core::chat::{self, Conversation, Topic};
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// Absent: the general one.
pub(crate) fn named(conversation: Option<String>) -> Result<Conversation, PhoneError> {
    match conversation {
        None => Ok(Conversation::General),
        Some(id) => id.parse().map(Conversation::About).map_err(|_| PhoneError::NotFound),
    }
}

pub(crate) fn id(conversation: Conversation) -> Option<String> {
    match conversation {
        Conversation::General => None,
        Conversation::About(id) => Some(id.to_string()),
    }
}

/// A conversation, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatConversation {
    /// What the calls of the chat name it by; absent: the general one.
    pub id: Option<String>,
    /// What it is about, by name.
    pub topic: String,
    /// The same in the customer's language.
    pub title: String,
    /// What was said last, or waits to be said; empty before anything was.
    pub last: String,
    /// When that was, or when the conversation was begun, bank time, milliseconds since 1970 UTC; 0 for a general one without words.
    pub at_ms: i64,
    /// How much others have said that she has not read.
    pub unread: u32,
    /// It has not ended, or goes on.
    pub open: bool,
}

impl From<chat::ConversationView> for ChatConversation {
    fn from(view: chat::ConversationView) -> Self {
        let chat::ConversationView { conversation, topic, title, last, at_ms, unread, open } = view;
        Self { id: id(conversation), topic: topic.code().to_owned(), title, last, at_ms, unread, open }
    }
}

/// A topic that a conversation can be begun about.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatTopicChoice {
    /// Its name, for `chat_start`.
    pub code: String,
    /// In words.
    pub title: String,
}

/// What a conversation can be begun about: the whole list.
#[uniffi::export]
#[must_use]
pub fn chat_topics(language: String) -> Vec<ChatTopicChoice> {
    let language = Language::from_tag(&language);
    let choice = |topic: Topic| ChatTopicChoice { code: topic.code().to_owned(), title: topic.name(language) };
    Topic::CHOICES.into_iter().map(choice).collect()
}

#[uniffi::export]
impl Phone {
    /// The customer's conversations as this phone knows them, the newest first; the general one is always among them. Without a network.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn chat_conversations(&self) -> Result<Vec<ChatConversation>, PhoneError> {
        let phone = self.open_phone()?;
        let all = run(async move { phone.chat_conversations().await }).await?;
        Ok(all.into_iter().map(ChatConversation::from).collect())
    }

    /// Begins a conversation about one of `chat_topics` and returns its id.
    ///
    /// # Errors
    /// [`PhoneError::ConversationLimit`] while as many are open as the bank takes; [`PhoneError::NotFound`] for what is no topic.
    pub async fn chat_start(&self, topic: String) -> Result<String, PhoneError> {
        let phone = self.open_phone()?;
        let topic = Topic::choice(&topic).ok_or(PhoneError::NotFound)?;
        let begun = run(async move { phone.chat_start(topic).await }).await?;
        id(begun).ok_or(PhoneError::NotFound)
    }

    /// Waits until the list of conversations may be another one, and returns how many times that was so; `counted` is what the call before
    /// returned, 0 the first time. Ends with `Closed` when the session ends.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn conversations_changed(&self, counted: u64) -> Result<u64, PhoneError> {
        let phone = self.at_any_time()?;
        run(async move { phone.conversations_changed(counted).await }).await
    }
}
