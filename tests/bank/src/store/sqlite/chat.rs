//! Conversations.

use kunci_domain::conversations::Topic;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, first, maybe_uuid, number, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{ChatEvent, Chats, Controller, Conversation, Filed};

impl Chats for SqliteTx<'_> {
    fn insert_conversation(&mut self, conversation: &Conversation) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO conversations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                conversation.id.to_string(),
                conversation.customer.to_string(),
                number(conversation.epoch),
                number(conversation.last_seq),
                conversation.head,
                conversation.controller.as_str(),
                number(conversation.controller_epoch),
                number(conversation.delivered),
                number(conversation.read),
                conversation.topic.code(),
                conversation.ended,
                conversation.reset,
            ],
        )?;
        Ok(())
    }

    fn conversation(&mut self, id: Uuid) -> Result<Option<Conversation>, BankError> {
        first(self, "SELECT * FROM conversations WHERE id = ?1", [id.to_string()], read_conversation)
    }

    fn conversations_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Conversation>, BankError> {
        let sql = "SELECT * FROM conversations WHERE customer = ?1 ORDER BY topic <> 'general', id DESC LIMIT ?2";
        all(self, sql, params![customer.to_string(), most], read_conversation)
    }

    fn conversations_waiting(&mut self) -> Result<Vec<Conversation>, BankError> {
        let sql = "SELECT * FROM conversations WHERE controller = ?1 ORDER BY id";
        all(self, sql, [Controller::Waiting.as_str()], read_conversation)
    }

    fn update_conversation(&mut self, conversation: &Conversation) -> Result<(), BankError> {
        run(
            self,
            "UPDATE conversations SET last_seq = ?2, head = ?3, controller = ?4, controller_epoch = ?5, delivered = ?6,
               read = ?7, ended = ?8 WHERE id = ?1",
            params![
                conversation.id.to_string(),
                number(conversation.last_seq),
                conversation.head,
                conversation.controller.as_str(),
                number(conversation.controller_epoch),
                number(conversation.delivered),
                number(conversation.read),
                conversation.ended,
            ],
        )?;
        Ok(())
    }

    fn renumber_conversation(&mut self, conversation: &Conversation) -> Result<(), BankError> {
        run(self, "DELETE FROM chat_events WHERE conversation = ?1", [conversation.id.to_string()])?;
        let sql = "UPDATE conversations SET epoch = ?2, reset = ?3 WHERE id = ?1";
        run(self, sql, params![conversation.id.to_string(), number(conversation.epoch), conversation.reset])?;
        self.update_conversation(conversation)
    }

    fn insert_chat_event(&mut self, conversation: Uuid, event: &ChatEvent) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO chat_events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                conversation.to_string(),
                number(event.seq),
                event.client_id.map(|id| id.to_string()),
                event.sender,
                event.kind,
                event.text,
                event.frame,
            ],
        )?;
        Ok(())
    }

    fn chat_event_by_client(&mut self, conversation: Uuid, client_id: Uuid) -> Result<Option<ChatEvent>, BankError> {
        let sql = "SELECT * FROM chat_events WHERE conversation = ?1 AND client_id = ?2";
        first(self, sql, [conversation.to_string(), client_id.to_string()], read)
    }

    fn file_chat_report(
        &mut self,
        conversation: Uuid,
        client_id: Uuid,
        at: i64,
        filed: &Filed,
    ) -> Result<(), BankError> {
        let values = params![client_id.to_string(), conversation.to_string(), at, filed.kind, filed.body];
        run(self, "INSERT INTO chat_reports VALUES (?1, ?2, ?3, ?4, ?5)", values)?;
        Ok(())
    }

    fn chat_report(&mut self, client_id: Uuid) -> Result<Option<Filed>, BankError> {
        let sql = "SELECT kind, body FROM chat_reports WHERE client_id = ?1";
        first(self, sql, [client_id.to_string()], read_filed)
    }

    fn chat_reports_of(&mut self, conversation: Uuid) -> Result<Vec<Filed>, BankError> {
        let sql = "SELECT kind, body FROM chat_reports WHERE conversation = ?1 ORDER BY at, client_id";
        all(self, sql, [conversation.to_string()], read_filed)
    }

    fn revoke_badge_key(&mut self, key: &str, since: i64) -> Result<(), BankError> {
        let sql =
            "INSERT INTO revoked_badge_keys VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET since = min(since, ?2)";
        run(self, sql, params![key, since])?;
        Ok(())
    }

    fn revoked_badge_keys(&mut self) -> Result<Vec<(String, i64)>, BankError> {
        let sql = "SELECT key, since FROM revoked_badge_keys ORDER BY key";
        all(self, sql, [], |row| Ok((row.get("key")?, row.get("since")?)))
    }

    fn chat_events_after(&mut self, conversation: Uuid, seq: u64) -> Result<Vec<ChatEvent>, BankError> {
        let sql = "SELECT * FROM chat_events WHERE conversation = ?1 AND seq > ?2 ORDER BY seq";
        all(self, sql, params![conversation.to_string(), number(seq)], read)
    }
}

fn read_conversation(row: &Row<'_>) -> rusqlite::Result<Conversation> {
    let (controller, topic): (String, String) = (row.get("controller")?, row.get("topic")?);
    Ok(Conversation {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        epoch: count(row, "epoch")?,
        last_seq: count(row, "last_seq")?,
        head: row.get("head")?,
        controller: word(Controller::ALL.into_iter().find(|known| known.as_str() == controller))?,
        controller_epoch: count(row, "controller_epoch")?,
        delivered: count(row, "delivered")?,
        read: count(row, "read")?,
        topic: Topic::told(&topic),
        ended: row.get("ended")?,
        reset: row.get("reset")?,
    })
}

fn read_filed(row: &Row<'_>) -> rusqlite::Result<Filed> {
    Ok(Filed { kind: row.get("kind")?, body: row.get("body")? })
}

fn read(row: &Row<'_>) -> rusqlite::Result<ChatEvent> {
    Ok(ChatEvent {
        seq: count(row, "seq")?,
        client_id: maybe_uuid(row, "client_id")?,
        sender: row.get("sender")?,
        kind: row.get("kind")?,
        text: row.get("text")?,
        frame: row.get("frame")?,
    })
}
