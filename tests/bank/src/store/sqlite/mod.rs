//! SQLite: one connection and `BEGIN IMMEDIATE`, so that of two writers one waits and then sees what the other wrote.

mod attachments;
mod audit;
mod call_backs;
mod chains;
mod changes;
mod chat;
mod cipher;
mod customers;
mod disputes;
mod enrolments;
mod guard;
mod hardware;
mod holdings;
mod ledger;
mod numbers;
mod offline;
mod operations;
mod privacy;
mod sessions;
mod shelves;
mod statements;
mod tokens;
mod transactions;
mod wallets;
mod watch;
mod written;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::types::Type;
use rusqlite::{Connection, Row, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use tokio::sync::watch::{Receiver, Sender};
use uuid::Uuid;

pub(crate) use self::cipher::DatabaseKey;
pub(crate) use self::shelves::folded;
use self::transactions::read as read_transaction;
use super::{Lasts, Store, Work};
use crate::refusal::BankError;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("001_tables.sql")),
    M::up(include_str!("002_operations.sql")),
    M::up(include_str!("003_chat.sql")),
    M::up(include_str!("004_key_changes.sql")),
    M::up(include_str!("005_alerts.sql")),
    M::up(include_str!("006_guard.sql")),
    M::up(include_str!("007_hardware_tokens.sql")),
    M::up(include_str!("008_password_changes.sql")),
    M::up(include_str!("009_offline.sql")),
    M::up(include_str!("010_biometrics.sql")),
    M::up(include_str!("011_enrolment_methods.sql")),
    M::up(include_str!("012_chains.sql")),
    M::up(include_str!("013_soft_drift.sql")),
    M::up(include_str!("014_transactions.sql")),
    M::up(include_str!("015_badge_keys.sql")),
    M::up(include_str!("016_chat_reports.sql")),
    M::up(include_str!("017_card_pins.sql")),
    M::up(include_str!("018_session_ends.sql")),
    M::up(include_str!("019_consents.sql")),
    M::up(include_str!("020_complaints.sql")),
    M::up(include_str!("021_disputes.sql")),
    M::up(include_str!("022_emergency_keys.sql")),
    M::up(include_str!("023_statements.sql")),
    M::up(include_str!("024_letters.sql")),
    M::up(include_str!("025_alerts_of_payments.sql")),
    M::up(include_str!("026_attachments.sql")),
    M::up(include_str!("027_shelves.sql")),
    M::up(include_str!("028_used_emergency_keys.sql")),
    M::up(include_str!("029_call_backs.sql")),
    M::up(include_str!("030_vouched_payments.sql")),
    M::up(include_str!("031_conversations.sql")),
    M::up(include_str!("032_epoch_resets.sql")),
    M::up(include_str!("033_card_reveals.sql")),
    M::up(include_str!("034_wallet_tokens.sql")),
    M::up(include_str!("035_replay_sets.sql")),
    M::up(include_str!("036_hurried_commands.sql")),
];

/// Prepared statements kept: all there are, because a phone's way uses most of them again and again.
const STATEMENTS: usize = 256;

/// How long a writer waits for another process.
const PATIENCE: Duration = Duration::from_secs(20);

/// A database, and the one connection to it. Every transaction writes or might, so they come one after the other anyway: a second connection
/// would wait for the first one by sleeping, and read anew whatever the other has changed.
pub(crate) struct SqliteStore {
    connection: Mutex<Connection>,
    revisions: Sender<u64>,
}

impl SqliteStore {
    /// Opens the database, encrypts it if it is not, and brings its schema up to date.
    pub(crate) fn open(path: &Path, key: &DatabaseKey) -> Result<Self, BankError> {
        key.encrypt(path)?;
        let mut connection = connect(path, key)?;
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
        shelves::catch_up(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection), revisions: Sender::new(0) })
    }

    /// A database that is gone with its process: for simulations.
    pub(crate) fn in_memory() -> Result<Self, BankError> {
        let mut connection = Connection::open_in_memory()?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection), revisions: Sender::new(0) })
    }
}

impl Store for SqliteStore {
    fn transact(&self, lasts: Lasts, work: &mut Work<'_>) -> Result<(), BankError> {
        // A panic in another thread has rolled back its transaction.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        // In a write-ahead log the commits are in one file, in their order, and a sync of it is one of all that is in it.
        let synchronous =
            if lasts == Lasts::AtOnce { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" };
        connection.prepare_cached(synchronous)?.execute([])?;
        let is_changed = transact(&mut connection, work)?;
        if is_changed {
            self.revisions.send_modify(|revision| *revision += 1);
        }
        Ok(())
    }

    fn revisions(&self) -> Receiver<u64> {
        self.revisions.subscribe()
    }
}

/// Runs the work, and says whether it changed a row.
fn transact(connection: &mut Connection, work: &mut Work<'_>) -> Result<bool, BankError> {
    let before = connection.total_changes();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // If the work fails the transaction is dropped, which rolls it back.
    let SqliteTx(transaction) = {
        let mut tx = SqliteTx(transaction);
        work(&mut tx)?;
        tx
    };
    transaction.commit()?;
    Ok(connection.total_changes() != before)
}

pub(crate) fn connect(path: &Path, key: &DatabaseKey) -> Result<Connection, BankError> {
    let connection = key.open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted (wrapped private keys) must not linger in free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// A running transaction.
struct SqliteTx<'c>(Transaction<'c>);

/// The one row of a query, if there is one.
fn first<T>(
    tx: &SqliteTx<'_>,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, BankError> {
    let mut statement = tx.0.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    match rows.next()? {
        Some(row) => Ok(Some(read(row)?)),
        None => Ok(None),
    }
}

/// All rows of a query.
fn all<T>(
    tx: &SqliteTx<'_>,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, BankError> {
    let mut statement = tx.0.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Runs a statement; says how many rows it changed.
fn run(tx: &SqliteTx<'_>, sql: &str, params: impl rusqlite::Params) -> Result<usize, BankError> {
    Ok(tx.0.prepare_cached(sql)?.execute(params)?)
}

fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    parsed(&row.get::<_, String>(column)?)
}

fn maybe_uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Uuid>> {
    row.get::<_, Option<String>>(column)?.map(|text| parsed(&text)).transpose()
}

fn parsed(text: &str) -> rusqlite::Result<Uuid> {
    Uuid::parse_str(text).map_err(damaged)
}

/// A column that holds what the bank never writes.
fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}

/// A column that holds a word the bank does not know.
fn word<T>(found: Option<T>) -> rusqlite::Result<T> {
    found.ok_or(rusqlite::Error::InvalidQuery)
}

/// SQLite's integers are signed; nothing here comes near the border.
fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn count(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database as it was before there were several conversations keeps what was said, and its conversation is the general one.
    #[test]
    fn the_one_conversation_becomes_the_general_one() {
        let mut connection = Connection::open_in_memory().expect("opens");
        connection.execute_batch("PRAGMA foreign_keys = ON").expect("sql");
        Migrations::from_slice(&MIGRATIONS[..30]).to_latest(&mut connection).expect("as it was");
        let columns: Vec<String> = connection
            .prepare("SELECT name FROM pragma_table_info('customers')")
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .expect("columns");
        assert!(columns.len() > 2, "{columns:?}");
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 INSERT INTO conversations VALUES ('t', 'c', 1, 2, x'00', 'bot', 3, 2, 1);
                 INSERT INTO chat_events VALUES ('t', 1, 'a', 'customer', 'text', 'Halo', x'01'), ('t', 2, NULL, 'bot', 'text', 'Ya', x'02');
                 INSERT INTO chat_reports VALUES ('r', 't', 5, 'scam', '{}');",
            )
            .expect("old rows");
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection).expect("brought up to date");
        let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).expect("a row");
        assert_eq!(one("SELECT topic || ended || controller_epoch || read FROM conversations"), "general031");
        assert_eq!(one("SELECT group_concat(text, ' ') FROM (SELECT text FROM chat_events ORDER BY seq)"), "Halo Ya");
        assert_eq!(one("SELECT kind FROM chat_reports WHERE conversation = 't'"), "scam");
        connection.execute_batch("PRAGMA foreign_keys = ON").expect("sql");
        assert!(connection.execute("INSERT INTO chat_reports VALUES ('s', 'nowhere', 5, 'scam', '{}')", []).is_err());
    }

    /// A database as it was before alerts had kinds keeps every alert, in order, unread.
    #[test]
    fn alerts_kept_as_sentences_become_kinds() {
        let mut connection = Connection::open_in_memory().expect("opens");
        Migrations::from_slice(&MIGRATIONS[..4]).to_latest(&mut connection).expect("as it was");
        let old = "INSERT INTO customers VALUES ('c', 'u', 'n', 'p', 'b', x'', x'', 0, NULL);
            INSERT INTO customers VALUES ('d', 'v', 'n', 'p', 'b', x'', x'', 0, NULL);
            INSERT INTO alerts (customer, at, what, sms) VALUES
              ('c', 1, 'A new phone was registered as your token', 's'),
              ('d', 2, 'Your token was locked after five wrong Unlock Codes', 's'),
              ('c', 3, 'You reported an operation that you did not ask for', 's');";
        connection.execute_batch(old).expect("old rows");
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection).expect("brought up to date");
        let mut statement =
            connection.prepare("SELECT customer, number, kind, read FROM alerts ORDER BY n").expect("sql");
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?, row.get::<_, i64>(3)?))
        });
        let rows: Vec<_> = rows.expect("rows").collect::<rusqlite::Result<_>>().expect("rows");
        let row = |customer: &str, number, kind: &str| (customer.to_owned(), number, kind.to_owned(), 0);
        assert_eq!(rows, [row("c", 1, "new-device"), row("d", 1, "token-locked"), row("c", 2, "fraud-case")]);
    }
}
