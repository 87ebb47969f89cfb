//! The end of a conversation: closed, reported as a scam with its evidence, and what the customer thinks of it.

use kunci_wire::Bytes32;
use kunci_wire::chat::{SUSPECTS, ScamReport, WordProof};
use kunci_wire::link::{ClientFrame, TEXT_BYTES};
use uuid::Uuid;

use super::history::newest;
use super::item::ChatItem;
use super::safety;
use crate::ports::{Conversation, OutboxKind, OutboxRecord, Speaker};
use crate::{Error, Phone};

/// What the customer thinks of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// 1 of 5.
    VeryBad,
    /// 2 of 5.
    Bad,
    /// 3 of 5.
    Fair,
    /// 4 of 5.
    Good,
    /// 5 of 5.
    VeryGood,
}

impl Rating {
    const fn digit(self) -> char {
        match self {
            Self::VeryBad => '1',
            Self::Bad => '2',
            Self::Fair => '3',
            Self::Good => '4',
            Self::VeryGood => '5',
        }
    }
}

impl Phone {
    /// Closes the conversation. It is on disk when this returns, and said as soon as the link stands, behind what waits.
    ///
    /// # Errors
    /// What the store says; [`Error::Scope`] without the token's proof.
    pub async fn chat_end(&self, conversation: Conversation) -> Result<(), Error> {
        self.enqueue(conversation, OutboxKind::End, String::new()).await.map(drop)
    }

    /// One tap: closes the conversation and reports it as a scam. The evidence is what the phone has marked, and the transcript's hash; the
    /// words themselves are at the bank. Says how many messages it named.
    ///
    /// # Errors
    /// As [`Phone::chat_end`].
    pub async fn chat_report_scam(&self, conversation: Conversation) -> Result<u32, Error> {
        let history = self.history().await?;
        let (events, head) = history.read(move |store| newest(store, conversation)).await?;
        let base = head.as_ref().map_or(0, |head| head.base);
        // Of a numbering before the bank has nothing that a number could name.
        let named = |place: u64| place.checked_sub(base).filter(|seq| *seq > 0);
        let suspects: Vec<u64> = suspects(&history.entries(&events)).into_iter().filter_map(named).collect();
        let named = u32::try_from(suspects.len()).unwrap_or(u32::MAX);
        let report = ScamReport {
            epoch: head.as_ref().map_or(0, |head| head.epoch),
            seq: head.as_ref().map_or(0, |head| head.numbered(head.last_seq)),
            leaf: Bytes32(head.as_ref().map_or([0; 32], |head| head.head)),
            suspects,
        };
        let text = serde_json::to_string(&report).map_err(|_| Error::Internal)?;
        self.enqueue(conversation, OutboxKind::Report, text).await?;
        Ok(named)
    }

    /// Tells the bank what the customer thinks of the conversation, in words too if she likes. They are checked as any draft is.
    ///
    /// # Errors
    /// As [`Phone::chat_send`]; words may be empty here.
    pub async fn chat_feedback(&self, conversation: Conversation, rating: Rating, words: &str) -> Result<(), Error> {
        let words = words.trim();
        if words.len() > TEXT_BYTES {
            return Err(Error::DraftTooLong);
        }
        safety::check_draft(&self.config.safety, words, false)?;
        self.enqueue(conversation, OutboxKind::Feedback, format!("{}{words}", rating.digit())).await.map(drop)
    }
}

/// What bears a warning and is not the customer's own, ascending; of too many the newest.
fn suspects(items: &[ChatItem]) -> Vec<u64> {
    let marked = |item: &&ChatItem| item.warning.is_some() && item.speaker != Speaker::You;
    let marked: Vec<u64> = items.iter().filter(marked).map(|item| item.position).collect();
    marked[marked.len().saturating_sub(SUSPECTS)..].to_vec()
}

/// What a row of the outbox says to the bank; `None`: it cannot be read.
pub(super) fn frame(row: OutboxRecord, conversation: Uuid, proof: Option<WordProof>) -> Option<ClientFrame> {
    let client_id = row.client_id;
    Some(match row.kind {
        OutboxKind::Message => ClientFrame::Send { conversation, client_id, text: row.text, proof },
        OutboxKind::Attachment => ClientFrame::Attach { conversation, client_id, descriptor: row.text, proof },
        OutboxKind::Handover => ClientFrame::Handover { conversation, client_id },
        OutboxKind::End => ClientFrame::End { conversation, client_id, report: None },
        OutboxKind::Report => {
            ClientFrame::End { conversation, client_id, report: Some(serde_json::from_str(&row.text).ok()?) }
        }
        OutboxKind::Feedback => {
            let (rating, words) = row.text.split_at_checked(1)?;
            ClientFrame::Feedback { conversation, client_id, rating: rating.parse().ok()?, text: words.to_owned() }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::item::{ItemKind, ItemState};
    use super::*;
    use crate::ports::{OutboxState, Unverified};

    fn row(kind: OutboxKind, text: &str) -> OutboxRecord {
        OutboxRecord {
            client_id: Uuid::from_u128(5),
            conversation: Conversation::General,
            place: 1,
            kind,
            text: text.to_owned(),
            created_ms: 0,
            state: OutboxState::Queued,
            said: false,
        }
    }

    fn item(position: u64, speaker: Speaker, warning: Option<&str>) -> ChatItem {
        ChatItem {
            id: position.to_string(),
            position,
            kind: ItemKind::Message,
            speaker,
            text: "Kirim OTP Anda".into(),
            state: ItemState::Sent,
            warning: warning.map(str::to_owned),
            at_ms: 0,
            attachment: None,
        }
    }

    #[test]
    fn chat_6_the_evidence_is_what_bears_a_warning_and_is_not_the_customers_own() {
        let stranger = || Speaker::Unverified { why: Unverified::NoBadge };
        let agent = Speaker::VerifiedAgent { name: "Dewi".into(), employee_id: "10233".into() };
        let items = [
            item(1, Speaker::You, Some("not sent")),
            item(2, stranger(), Some("not verified")),
            item(3, agent.clone(), None),
            item(4, agent, Some("asks for a secret")),
        ];
        assert_eq!(suspects(&items), [2, 4], "a real agent, too");
        let many: Vec<_> = (1..=100).map(|position| item(position, stranger(), Some("x"))).collect();
        let named = suspects(&many);
        assert_eq!((named.len(), named.last()), (SUSPECTS, Some(&100)), "the newest ones");
        assert_eq!(suspects(&[]), [0; 0]);
    }

    #[test]
    fn chat_10_what_waits_is_said_as_it_was_meant() {
        let talk = Uuid::from_u128(10);
        let client_id = Uuid::from_u128(5);
        let feedback =
            |rating, text: &str| ClientFrame::Feedback { conversation: talk, client_id, rating, text: text.to_owned() };
        assert_eq!(frame(row(OutboxKind::Feedback, "4Cepat 👍"), talk, None), Some(feedback(4, "Cepat 👍")));
        assert_eq!(frame(row(OutboxKind::Feedback, "1"), talk, None), Some(feedback(1, "")));
        let report = ScamReport { epoch: 1, seq: 9, leaf: Bytes32([2; 32]), suspects: vec![7] };
        let text = serde_json::to_string(&report).expect("JSON");
        let end = |report| Some(ClientFrame::End { conversation: talk, client_id, report });
        assert_eq!(frame(row(OutboxKind::Report, &text), talk, None), end(Some(report)));
        assert_eq!(frame(row(OutboxKind::End, ""), talk, None), end(None));
        for (kind, text) in [(OutboxKind::Report, "x"), (OutboxKind::Feedback, ""), (OutboxKind::Feedback, "👍")] {
            assert_eq!(frame(row(kind, text), talk, None), None, "{text}");
        }
    }
}
