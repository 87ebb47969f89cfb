//! The schema and its history. A published migration never changes; a new one is added.

use rusqlite_migration::M;

pub(super) const MIGRATIONS: &[M<'_>] = &[
    M::up(VERSION_1),
    M::up(VERSION_2),
    M::up(VERSION_3),
    M::up(VERSION_4),
    M::up(VERSION_5),
    M::up(VERSION_6),
    M::up(VERSION_7),
    M::up(VERSION_8),
    M::up(VERSION_9),
    M::up(VERSION_10),
    M::up(VERSION_11),
    M::up(VERSION_12),
];

/// Numbers without sign are kept as the signed number of the same bits; sequences stay far below the border.
const VERSION_1: &str = "
CREATE TABLE owner (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16)
) STRICT;
CREATE TABLE conversation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    epoch INTEGER NOT NULL,
    last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
    head BLOB NOT NULL CHECK (length(head) = 32),
    controller_epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    conversation BLOB NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL CHECK (seq > 0),
    at_ms INTEGER NOT NULL,
    client_id BLOB CHECK (length(client_id) = 16),
    controller_epoch INTEGER NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    speaker TEXT NOT NULL CHECK (speaker IN ('you', 'bot', 'agent', 'unverified', 'system')),
    name TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    why TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'notice', 'opaque', 'gap', 'hidden')),
    text TEXT NOT NULL,
    PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_by_client_id ON event (conversation, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX event_by_leaf ON event (conversation, leaf);
CREATE TABLE outbox (
    place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    client_id BLOB NOT NULL UNIQUE CHECK (length(client_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('message', 'handover')),
    text TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'expired'))
) STRICT;
";

/// Search, and what was ever said. Of what waited before nobody knows, so it counts as said. Words are folded by the program, not by
/// SQL: `index_due` has a row until what was there before is indexed.
const VERSION_2: &str = "
CREATE VIRTUAL TABLE message_words USING fts5 (
    words, conversation UNINDEXED, seq UNINDEXED, tokenize = \"unicode61 remove_diacritics 0\"
);
CREATE TABLE index_due (only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1)) STRICT;
INSERT INTO index_due VALUES (1);
ALTER TABLE outbox ADD COLUMN said INTEGER NOT NULL DEFAULT 1 CHECK (said IN (0, 1));
";

/// By which badge key words were proved, so that they can be found when the bank takes it back. Of what was kept before nobody knows.
const VERSION_3: &str = "
ALTER TABLE event ADD COLUMN badge_key TEXT;
CREATE INDEX event_by_badge_key ON event (badge_key) WHERE badge_key IS NOT NULL;
";

/// What was received, as it was received, and the bank's signature over it: a transcript that a stranger can check.
const VERSION_4: &str = "
ALTER TABLE event ADD COLUMN frame BLOB;
CREATE TABLE signed_head (
    conversation BLOB NOT NULL PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL CHECK (seq > 0),
    signed TEXT NOT NULL,
    keys TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// More that waits to be sent. A `CHECK` cannot be changed, so the table is made anew.
const VERSION_5: &str = "
CREATE TABLE outbox_5 (
    place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    client_id BLOB NOT NULL UNIQUE CHECK (length(client_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('message', 'handover', 'end', 'report', 'feedback')),
    text TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'expired')),
    said INTEGER NOT NULL CHECK (said IN (0, 1))
) STRICT;
INSERT INTO outbox_5 SELECT place, client_id, kind, text, created_ms, state, said FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_5 RENAME TO outbox;
";

/// Files, and what the bank asks for. A `CHECK` cannot be changed, so both tables are made anew.
const VERSION_6: &str = "
CREATE TABLE event_6 (
    conversation BLOB NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL CHECK (seq > 0),
    at_ms INTEGER NOT NULL,
    client_id BLOB CHECK (length(client_id) = 16),
    controller_epoch INTEGER NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    speaker TEXT NOT NULL CHECK (speaker IN ('you', 'bot', 'agent', 'unverified', 'system')),
    name TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    why TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'notice', 'opaque', 'gap', 'hidden', 'attachment', 'document-request', 'false-request')),
    text TEXT NOT NULL,
    badge_key TEXT,
    frame BLOB,
    PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO event_6 SELECT conversation, seq, at_ms, client_id, controller_epoch, leaf, speaker, name, employee_id, why, kind, text,
    badge_key, frame FROM event;
DROP TABLE event;
ALTER TABLE event_6 RENAME TO event;
CREATE UNIQUE INDEX event_by_client_id ON event (conversation, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX event_by_leaf ON event (conversation, leaf);
CREATE INDEX event_by_badge_key ON event (badge_key) WHERE badge_key IS NOT NULL;
CREATE TABLE outbox_6 (
    place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    client_id BLOB NOT NULL UNIQUE CHECK (length(client_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('message', 'handover', 'end', 'report', 'feedback', 'attachment')),
    text TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'expired') OR state LIKE 'file-%'),
    said INTEGER NOT NULL CHECK (said IN (0, 1))
) STRICT;
INSERT INTO outbox_6 SELECT place, client_id, kind, text, created_ms, state, said FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_6 RENAME TO outbox;
CREATE TABLE file (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at_ms INTEGER NOT NULL,
    fit INTEGER NOT NULL CHECK (fit IN (0, 1)),
    sealed BLOB NOT NULL
) STRICT;
";

/// Where something is missing, found without reading everything that is there.
const VERSION_7: &str = "
CREATE INDEX event_by_gap ON event (conversation, seq) WHERE kind = 'gap';
";

/// Several conversations: what each is about, how far it was read, and where something is to be said (`NULL`: in the general one, which
/// was the only one before). What was there before counts as read.
const VERSION_8: &str = "
ALTER TABLE conversation ADD COLUMN topic TEXT NOT NULL DEFAULT 'general';
ALTER TABLE conversation ADD COLUMN read_seq INTEGER NOT NULL DEFAULT 0 CHECK (read_seq >= 0);
UPDATE conversation SET read_seq = last_seq;
ALTER TABLE outbox ADD COLUMN conversation BLOB CHECK (length(conversation) = 16);
";

/// What stands in front of the present numbering of a conversation.
const VERSION_9: &str = "
ALTER TABLE conversation ADD COLUMN base INTEGER NOT NULL DEFAULT 0 CHECK (base >= 0);
";

/// Files on their way from the bank, part by part: a connection that breaks costs one part and not the file.
const VERSION_10: &str = "
CREATE TABLE file_part (
    id BLOB NOT NULL CHECK (length(id) = 16),
    begins INTEGER NOT NULL CHECK (begins >= 0),
    at_ms INTEGER NOT NULL,
    came_ms INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id, begins)
) STRICT;
";

/// The roots of words stand in the index, so that looking for one is one look and not one for each prefix. The words themselves are not
/// kept a second time. A page of the index fits into one of SQLCipher's, which are 80 bytes shorter than SQLite's.
const VERSION_11: &str = "
DROP TABLE message_words;
CREATE VIRTUAL TABLE message_words USING fts5 (
    words, roots, conversation UNINDEXED, seq UNINDEXED, content = '', contentless_delete = 1, contentless_unindexed = 1,
    tokenize = \"unicode61 remove_diacritics 0\"
);
INSERT INTO message_words (message_words, rank) VALUES ('pgsz', 3900);
REPLACE INTO index_due VALUES (1);
";

/// An event is larger than what SQLite keeps of a row in the tree of a key, a quarter of a page: the rest of each lay in a page of its own.
/// In the tree of a table several fit into one page.
const VERSION_12: &str = "
CREATE TABLE event_12 (
    conversation BLOB NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL CHECK (seq > 0),
    at_ms INTEGER NOT NULL,
    client_id BLOB CHECK (length(client_id) = 16),
    controller_epoch INTEGER NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    speaker TEXT NOT NULL CHECK (speaker IN ('you', 'bot', 'agent', 'unverified', 'system')),
    name TEXT NOT NULL,
    employee_id TEXT NOT NULL,
    why TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'notice', 'opaque', 'gap', 'hidden', 'attachment', 'document-request', 'false-request')),
    text TEXT NOT NULL,
    badge_key TEXT,
    frame BLOB,
    PRIMARY KEY (conversation, seq)
) STRICT;
INSERT INTO event_12 SELECT conversation, seq, at_ms, client_id, controller_epoch, leaf, speaker, name, employee_id, why, kind, text,
    badge_key, frame FROM event ORDER BY conversation, seq;
DROP TABLE event;
ALTER TABLE event_12 RENAME TO event;
CREATE UNIQUE INDEX event_by_client_id ON event (conversation, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX event_by_leaf ON event (conversation, leaf);
CREATE INDEX event_by_badge_key ON event (badge_key) WHERE badge_key IS NOT NULL;
CREATE INDEX event_by_gap ON event (conversation, seq) WHERE kind = 'gap';
";

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;
    use rusqlite_migration::Migrations;

    #[test]
    fn a_change_of_the_schema_is_a_decision() {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection).unwrap();
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        insta::assert_snapshot!(format!("user_version {}\n{}", MIGRATIONS.len(), tables.join(";\n")));
    }

    /// Every event with the place that it has in its conversation.
    fn events(connection: &Connection) -> Vec<(Vec<u8>, i64, String, Vec<u8>)> {
        let text = "SELECT conversation, seq, text, frame FROM event ORDER BY conversation, seq";
        let mut statement = connection.prepare(text).unwrap();
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        statement.query_map([], read).unwrap().map(Result::unwrap).collect()
    }

    /// A hundred words of staff in one conversation, a gap behind them and one of the customer's in another; signed as long as they are.
    const SAID: &str = "
        INSERT INTO conversation VALUES (zeroblob(16), 1, 101, zeroblob(32), 0, 'general', 0, 0),
            (x'01010101010101010101010101010101', 1, 1, zeroblob(32), 0, 'cards', 0, 0);
        WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 100)
        INSERT INTO event SELECT zeroblob(16), n, n, NULL, 0, randomblob(32), 'agent', 'Dewi', 'D-1', '', 'text', 'kata ' || n, 'key',
            randomblob(1400) FROM place;
        INSERT INTO event VALUES (zeroblob(16), 101, 101, NULL, 0, zeroblob(32), 'system', '', '', '', 'gap', '', NULL, zeroblob(9)),
            (x'01010101010101010101010101010101', 1, 5, zeroblob(16), 0, zeroblob(32), 'you', '', '', '', 'text', 'kata saya', NULL, x'07');
    ";

    #[test]
    fn chat_9_what_was_said_before_rows_moved_into_the_tree_of_their_table_is_all_there() {
        let mut connection = Connection::open_in_memory().unwrap();
        let migrations = Migrations::from_slice(MIGRATIONS);
        migrations.to_version(&mut connection, 11).unwrap();
        connection.execute_batch(SAID).unwrap();
        let before = events(&connection);
        migrations.to_latest(&mut connection).unwrap();
        assert_eq!((events(&connection), before.len()), (before, 102));
        // A number or a client's id is still taken once, and a conversation takes its events along.
        let again = |id: &str| {
            let text = format!(
                "INSERT INTO event SELECT conversation, {id}, at_ms, client_id, 0, leaf, speaker, '', '', '', kind, '', NULL, NULL
                 FROM event WHERE client_id IS NOT NULL"
            );
            connection.execute(&text, [])
        };
        assert!(again("1").is_err() && again("2").is_err());
        assert_eq!(connection.execute("DELETE FROM conversation WHERE topic = 'cards'", []), Ok(1));
        assert_eq!(events(&connection).len(), 101);
    }

    #[test]
    fn events_share_the_pages_that_they_lie_in() {
        let pages = |version| {
            let mut connection = Connection::open_in_memory().unwrap();
            Migrations::from_slice(MIGRATIONS).to_version(&mut connection, version).unwrap();
            let pages = |of: &Connection| of.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0)).unwrap();
            let empty = pages(&connection);
            connection.execute_batch(SAID).unwrap();
            pages(&connection) - empty
        };
        // A hundred of 1.5 kB are 38 pages of 4 KiB if nothing is wasted.
        assert!(pages(11) > 110, "{}", pages(11));
        assert!(pages(MIGRATIONS.len()) < 70, "{}", pages(MIGRATIONS.len()));
    }
}
