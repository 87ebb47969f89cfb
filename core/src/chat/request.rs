//! The bank asks for documents: what makes a request the bank's, and which one is open now.
//!
//! A request is an employee's word and the bank's signature at once: her badge says who asks, the signature that the bank lets her, for what
//! purpose and for how long it keeps what it gets.

use jiff::Timestamp;
use kunci_domain::attachments::{asks, is_request_fit};
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::attachments::DocumentRequest;
use kunci_wire::chat::Event;

use super::history::newest;
use crate::ports::{Conversation, EventKind, EventRecord, Speaker};
use crate::{Error, Phone};

/// A request that is open now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestView {
    /// What is asked for, what for, for how long it is kept, and until when.
    pub words: String,
    /// The name of the document, in words.
    pub document: String,
    /// The bank's purpose, in its words.
    pub purpose: String,
    /// It asks until then, bank time, milliseconds since 1970 UTC.
    pub until_ms: i64,
}

impl RequestView {
    fn of(request: &DocumentRequest, language: Language) -> Self {
        let until_ms = request.expires.as_millisecond();
        let document = texts::text(language, &format!("document-{}", request.document.name()), &[]);
        let until = moments::display(until_ms, language);
        let words = texts::text(
            language,
            "chat-document-request",
            &[
                ("document", Value::Text(&document)),
                ("purpose", Value::Text(&request.purpose)),
                ("days", Value::Count(u64::from(request.retention_days))),
                ("until", Value::Text(&until)),
            ],
        );
        Self { words, document, purpose: request.purpose.clone(), until_ms }
    }
}

/// Whether it is the bank's word, in this conversation, at the event's own time, by an employee with a badge.
pub(super) fn is_honoured(event: &Event, speaker: &Speaker, signed: Option<&DocumentRequest>) -> bool {
    signed.is_some_and(|request| {
        let [from, until, at] = [request.issued, request.expires, event.at].map(Timestamp::as_millisecond);
        matches!(speaker, Speaker::VerifiedAgent { .. })
            && request.conversation == event.conversation
            && asks(from, until, at)
            && is_request_fit(&request.purpose, request.retention_days)
    })
}

/// The request of an event, as long as whoever asked is still vouched for.
fn of_event(event: &EventRecord) -> Option<DocumentRequest> {
    let vouched = matches!(event.speaker, Speaker::VerifiedAgent { .. });
    (event.kind == EventKind::DocumentRequest && vouched).then(|| serde_json::from_str(&event.text).ok()).flatten()
}

/// Its words; `None`: it is not the bank's (any more).
pub(super) fn words(event: &EventRecord, language: Language) -> Option<String> {
    of_event(event).map(|request| RequestView::of(&request, language).words)
}

/// The newest one that asks now. Pure.
fn open(events: &[EventRecord], now_ms: i64) -> Option<DocumentRequest> {
    let is_open =
        |request: &DocumentRequest| asks(request.issued.as_millisecond(), request.expires.as_millisecond(), now_ms);
    events.iter().rev().filter_map(of_event).find(is_open)
}

impl Phone {
    /// The bank's request for documents that is open now in a conversation; `None`: it asks for nothing, and a picture is asked about before it is sent.
    ///
    /// # Errors
    /// What the store says; [`Error::Scope`] without the token's proof.
    pub async fn chat_document_request(
        &self,
        conversation: Conversation,
        language: Language,
    ) -> Result<Option<RequestView>, Error> {
        let history = self.history().await?;
        let now_ms = self.bank_time()?.ms;
        let (events, _) = history.read(move |store| newest(store, conversation)).await?;
        Ok(open(&events, now_ms).map(|request| RequestView::of(&request, language)))
    }
}

#[cfg(test)]
mod tests {
    use kunci_domain::attachments::{DocumentKind, REQUEST_LIFE_MS};
    use uuid::Uuid;

    use super::super::proof::tests::event;
    use super::*;
    use crate::ports::Unverified;

    fn agent() -> Speaker {
        Speaker::VerifiedAgent { name: "Dewi".into(), employee_id: "10233".into() }
    }

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).expect("a time")
    }

    fn request() -> DocumentRequest {
        let said = event();
        DocumentRequest {
            request_id: Uuid::from_u128(3),
            conversation: said.conversation,
            document: DocumentKind::IdentityCard,
            purpose: "Pembaruan data".into(),
            retention_days: 90,
            issued: said.at,
            expires: at(said.at.as_millisecond() + 3_600_000),
        }
    }

    #[test]
    fn chat_5_only_a_request_signed_for_this_conversation_in_its_time_by_staff_is_honoured() {
        let said = event();
        assert!(is_honoured(&said, &agent(), Some(&request())));
        assert!(!is_honoured(&said, &agent(), None), "not signed by the bank");
        for speaker in [
            Speaker::You,
            Speaker::System,
            Speaker::Bot { name: "Bot".into() },
            Speaker::Unverified { why: Unverified::Forged },
        ] {
            assert!(!is_honoured(&said, &speaker, Some(&request())), "{speaker:?}");
        }
        let spoiled = |spoil: fn(&mut DocumentRequest)| {
            let mut spoiled = request();
            spoil(&mut spoiled);
            is_honoured(&said, &agent(), Some(&spoiled))
        };
        assert!(!spoiled(|it| it.conversation = Uuid::from_u128(99)), "for another conversation");
        assert!(!spoiled(|it| it.expires = it.issued), "over");
        assert!(!spoiled(|it| (it.issued, it.expires) = (at(0), at(1_000))), "over when it was said");
        assert!(!spoiled(|it| it.expires = at(it.issued.as_millisecond() + REQUEST_LIFE_MS + 1)), "too long");
        assert!(!spoiled(|it| it.purpose.clear()), "without a purpose");
        assert!(!spoiled(|it| it.retention_days = u32::MAX), "kept for ever");
    }

    fn kept(seq: u64, request: &DocumentRequest) -> EventRecord {
        EventRecord {
            conversation: request.conversation,
            seq,
            at_ms: request.issued.as_millisecond(),
            client_id: None,
            controller_epoch: 1,
            leaf: [0; 32],
            speaker: agent(),
            badge_key: None,
            kind: EventKind::DocumentRequest,
            text: serde_json::to_string(request).expect("JSON"),
            frame: Vec::new(),
        }
    }

    #[test]
    fn chat_5_a_request_is_open_until_its_time_is_over_or_its_badge_is_taken_back() {
        let asked = request();
        let (from, until) = (asked.issued.as_millisecond(), asked.expires.as_millisecond());
        let events = [kept(1, &asked)];
        assert_eq!(open(&events, from), Some(asked.clone()));
        assert_eq!((open(&events, until), open(&[], from)), (None, None));
        let revoked = Speaker::Unverified { why: Unverified::Revoked };
        let taken_back = [EventRecord { speaker: revoked, ..kept(1, &asked) }];
        assert_eq!((open(&taken_back, from), words(&taken_back[0], Language::English)), (None, None));
        let newer = DocumentRequest { document: DocumentKind::Card, ..asked.clone() };
        assert_eq!(open(&[kept(1, &asked), kept(2, &newer)], from).map(|it| it.document), Some(DocumentKind::Card));
    }

    #[test]
    fn chat_5_a_request_says_document_purpose_retention_and_time_in_both_languages() {
        for (language, document, term) in [
            (Language::English, "your identity card or passport", "90 days"),
            (Language::Indonesian, "KTP atau paspor Anda", "90 hari"),
        ] {
            let words = words(&kept(1, &request()), language).expect("words");
            for part in [document, term, "Pembaruan data", "1970"] {
                assert!(words.contains(part), "{words}");
            }
        }
    }
}
