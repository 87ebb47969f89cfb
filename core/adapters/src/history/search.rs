//! Full-text search over messages: FTS5, in the same encrypted file.
//!
//! The index holds the folded words (`kunci_domain::search`), so that the tokenizer of SQLite has nothing left to decide; what is found is
//! read from the events themselves.

use kunci_core::ports::{EventKind, EventRecord, StoreError};
use kunci_domain::search::{self, Indexed, Term};
use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use super::rows::read_event;
use crate::sqlcipher::sql;

type Result<T> = std::result::Result<T, StoreError>;

pub(super) fn search(connection: &Connection, terms: &[Term], most: u32) -> Result<Vec<EventRecord>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    // Beginnings are letters and digits only: nothing in them can be read as the query language.
    let one = |term: &Term| {
        let columns = if term.finds_roots() { "{words roots}" } else { "words" };
        format!("{columns} : \"{}\" *", term.beginning())
    };
    let query = terms.iter().map(one).collect::<Vec<_>>().join(" AND ");
    let text = "SELECT event.* FROM message_words
        JOIN event ON event.conversation = message_words.conversation AND event.seq = message_words.seq
        WHERE message_words MATCH ?1 ORDER BY event.seq DESC, event.conversation DESC LIMIT ?2";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let rows = statement.query_map(params![query, most], read_event).map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

/// Puts a message into the index, in the transaction that commits it.
pub(super) fn index(transaction: &Transaction<'_>, event: &EventRecord) -> Result<()> {
    if event.kind != EventKind::Text {
        return Ok(());
    }
    index_words(transaction, event.conversation, event.seq.cast_signed(), &event.text)
}

fn index_words(transaction: &Transaction<'_>, conversation: Uuid, seq: i64, text: &str) -> Result<()> {
    let Indexed { words, roots } = search::indexed(text);
    let row = params![words, roots, conversation.into_bytes(), seq];
    let text = "INSERT INTO message_words (words, roots, conversation, seq) VALUES (?1, ?2, ?3, ?4)";
    transaction.prepare_cached(text).and_then(|mut statement| statement.execute(row)).map(drop).map_err(sql)
}

/// Takes a conversation out of the index.
pub(super) fn forget(transaction: &Transaction<'_>, conversation: Uuid) -> Result<()> {
    transaction
        .execute("DELETE FROM message_words WHERE conversation = ?1", [conversation.into_bytes()])
        .map_err(sql)?;
    purge(transaction)
}

/// Writes the index anew without what was taken out of it: until then the words stand in it still, marked as gone.
pub(super) fn purge(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute("INSERT INTO message_words (message_words) VALUES ('optimize')", []).map(drop).map_err(sql)
}

/// Indexes what was committed before there was an index.
pub(super) fn catch_up(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction().map_err(sql)?;
    let waiting: bool =
        transaction.query_row("SELECT EXISTS (SELECT 1 FROM index_due)", [], |row| row.get(0)).map_err(sql)?;
    if !waiting {
        return Ok(());
    }
    // Row by row: a long history has no place in memory.
    {
        let text = "SELECT conversation, seq, text FROM event WHERE kind = 'text'";
        let mut statement = transaction.prepare(text).map_err(sql)?;
        let mut rows = statement.query([]).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            let conversation = Uuid::from_bytes(row.get(0).map_err(sql)?);
            let text = row.get_ref(2).and_then(|text| Ok(text.as_str()?)).map_err(sql)?;
            index_words(&transaction, conversation, row.get(1).map_err(sql)?, text)?;
        }
    }
    transaction.execute("DELETE FROM index_due", []).map_err(sql)?;
    transaction.commit().map_err(sql)
}

#[cfg(test)]
mod tests {
    use rusqlite_migration::Migrations;

    use super::super::{rows, schema};
    use super::*;

    #[test]
    fn chat_9_what_was_said_before_there_was_a_search_is_found_and_what_waited_counts_as_said() {
        let mut connection = Connection::open_in_memory().unwrap();
        let migrations = Migrations::from_slice(schema::MIGRATIONS);
        migrations.to_version(&mut connection, 1).unwrap();
        connection
            .execute_batch(
                "INSERT INTO conversation VALUES (zeroblob(16), 1, 1, zeroblob(32), 0);
                 INSERT INTO event VALUES
                    (zeroblob(16), 1, 5, NULL, 0, zeroblob(32), 'you', '', '', '', 'text', 'Kami mengirim kartu');
                 INSERT INTO outbox (client_id, kind, text, created_ms, state)
                    VALUES (zeroblob(16), 'message', 'x', 1, 'queued');",
            )
            .unwrap();
        migrations.to_latest(&mut connection).unwrap();
        for _ in 0..2 {
            catch_up(&mut connection).unwrap();
            let found = super::search(&connection, &search::terms("kirim"), 9).unwrap();
            assert_eq!(found.iter().map(|event| event.text.as_str()).collect::<Vec<_>>(), ["Kami mengirim kartu"]);
        }
        assert!(rows::outbox(&connection).unwrap()[0].said, "nobody knows, so the bank may have it");
        assert!(!rows::cancel(&mut connection, Uuid::nil()).unwrap());
    }

    #[test]
    fn safe_6_words_that_are_forgotten_stand_in_no_page_of_the_index() {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(schema::MIGRATIONS).to_latest(&mut connection).unwrap();
        connection
            .execute_batch(
                "INSERT INTO conversation VALUES (zeroblob(16), 1, 2, zeroblob(32), 0, 'general', 0, 0);
                 INSERT INTO event (conversation, seq, at_ms, controller_epoch, leaf, speaker, name, employee_id, why, kind, text)
                    VALUES (zeroblob(16), 1, 5, 0, zeroblob(32), 'you', '', '', '', 'text', 'Zamrud saya'),
                        (zeroblob(16), 2, 9, 0, zeroblob(32), 'you', '', '', '', 'text', 'Safir saya');",
            )
            .unwrap();
        catch_up(&mut connection).unwrap();
        let stands = |connection: &Connection, word: &[u8]| {
            let mut statement = connection.prepare("SELECT block FROM message_words_data").unwrap();
            let mut blocks = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
            blocks.any(|block| block.unwrap().windows(word.len()).any(|part| part == word))
        };
        assert!(stands(&connection, b"zamrud") && stands(&connection, b"safir"));
        assert_eq!(rows::forget_words_before(&mut connection, 6).unwrap(), 1);
        assert!(!stands(&connection, b"zamrud") && stands(&connection, b"safir"));
        rows::belong_to(&mut connection, Uuid::from_u128(1)).unwrap();
        assert!(!stands(&connection, b"safir"), "of another customer");
    }
}
