//! Sealed files of the chat.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, first, run, uuid};
use crate::refusal::BankError;
use crate::store::{Attachments, SealedFile};

impl Attachments for SqliteTx<'_> {
    fn insert_attachment(&mut self, file: &SealedFile) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO attachments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                file.id.to_string(),
                file.customer.to_string(),
                file.size,
                file.digest,
                file.received,
                file.at,
                file.named
            ],
        )?;
        Ok(())
    }

    fn attachment(&mut self, id: Uuid) -> Result<Option<SealedFile>, BankError> {
        first(self, "SELECT * FROM attachments WHERE id = ?1", [id.to_string()], read)
    }

    fn loose_attachments(&mut self, customer: Uuid) -> Result<u32, BankError> {
        let sql = "SELECT count(*) AS n FROM attachments WHERE customer = ?1 AND named = 0";
        Ok(first(self, sql, [customer.to_string()], |row| row.get("n"))?.unwrap_or_default())
    }

    fn append_to_attachment(&mut self, id: Uuid, from: u32, content: &[u8]) -> Result<(), BankError> {
        let id = id.to_string();
        run(self, "INSERT INTO attachment_parts VALUES (?1, ?2, ?3)", params![id, from, content])?;
        let sql = "UPDATE attachments SET received = received + ?2 WHERE id = ?1";
        run(self, sql, params![id, u32::try_from(content.len()).unwrap_or(u32::MAX)])?;
        Ok(())
    }

    fn attachment_content(&mut self, id: Uuid) -> Result<Vec<u8>, BankError> {
        let sql = "SELECT content FROM attachment_parts WHERE attachment = ?1 ORDER BY first";
        let parts: Vec<Vec<u8>> = all(self, sql, [id.to_string()], |row| row.get("content"))?;
        Ok(parts.concat())
    }

    fn name_attachment(&mut self, id: Uuid) -> Result<(), BankError> {
        run(self, "UPDATE attachments SET named = 1 WHERE id = ?1", [id.to_string()])?;
        Ok(())
    }

    fn destroy_attachment(&mut self, id: Uuid) -> Result<(), BankError> {
        run(self, "DELETE FROM attachment_parts WHERE attachment = ?1", [id.to_string()])?;
        run(self, "DELETE FROM attachments WHERE id = ?1", [id.to_string()])?;
        Ok(())
    }

    fn purge_attachments(&mut self, before: i64) -> Result<(), BankError> {
        let parts =
            "DELETE FROM attachment_parts WHERE attachment IN (SELECT id FROM attachments WHERE named = 0 AND at < ?1)";
        run(self, parts, [before])?;
        run(self, "DELETE FROM attachments WHERE named = 0 AND at < ?1", [before])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<SealedFile> {
    Ok(SealedFile {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        size: row.get("size")?,
        digest: row.get("digest")?,
        received: row.get("received")?,
        at: row.get("at")?,
        named: row.get("named")?,
    })
}
