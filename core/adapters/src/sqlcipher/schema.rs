//! The schema and its history. A published migration never changes; a new one is added, with a fixture of the version before.

use kunci_core::ports::StoreError;
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::sql;

/// Kept in `user_version`.
pub(super) const VERSION: u32 = version_of(MIGRATIONS);

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
    M::up(VERSION_13),
];

/// One row at most in each table. `epoch` and `counter` are 64 bits without sign, kept as the signed number of the same bits.
const VERSION_1: &str = "
CREATE TABLE token (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    phase TEXT NOT NULL CHECK (phase IN ('pending', 'active', 'locked', 'suspended', 'superseded')),
    enrolment_id BLOB CHECK (length(enrolment_id) = 16),
    idempotency_key BLOB CHECK (length(idempotency_key) = 16),
    token_id BLOB NOT NULL CHECK (length(token_id) = 16),
    epoch INTEGER NOT NULL,
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    slot TEXT NOT NULL CHECK (slot IN ('a', 'b')),
    thumbprint TEXT NOT NULL,
    transcript_hash BLOB NOT NULL CHECK (length(transcript_hash) = 32),
    bank_agreement BLOB NOT NULL CHECK (length(bank_agreement) = 65),
    wrap_salt BLOB NOT NULL CHECK (length(wrap_salt) = 32),
    wrap_masked BLOB NOT NULL CHECK (length(wrap_masked) = 32),
    wrap_memory_kib INTEGER NOT NULL,
    wrap_iterations INTEGER NOT NULL,
    wrap_parallelism INTEGER NOT NULL,
    freeze_key BLOB NOT NULL CHECK (length(freeze_key) = 32),
    reverse_key BLOB NOT NULL CHECK (length(reverse_key) = 32),
    CHECK ((phase = 'pending') = (enrolment_id IS NOT NULL)),
    CHECK ((phase = 'pending') = (idempotency_key IS NOT NULL))
) STRICT;
CREATE TABLE bundle (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    epoch INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    reply BLOB NOT NULL
) STRICT;
CREATE TABLE time_anchor (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    bank_ms INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    boot_ms INTEGER NOT NULL
) STRICT;
";

/// Cards by name, and the tightening commands that are sent until the bank's receipt.
const VERSION_2: &str = "
CREATE TABLE card (
    place INTEGER NOT NULL PRIMARY KEY,
    card_id BLOB NOT NULL UNIQUE CHECK (length(card_id) = 16),
    ending TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE command (
    command_id BLOB NOT NULL PRIMARY KEY CHECK (length(command_id) = 16),
    card_id BLOB NOT NULL CHECK (length(card_id) = 16),
    action TEXT NOT NULL CHECK (action IN ('freeze')),
    state TEXT NOT NULL CHECK (state IN ('requested', 'confirmed', 'refused', 'expired')),
    receipt TEXT,
    requested_ms INTEGER NOT NULL,
    CHECK ((state = 'confirmed') = (receipt IS NOT NULL))
) STRICT, WITHOUT ROWID;
";

/// Code changes: which knowledge key is in use, and the one that waits for its commit. All of the latter, or nothing.
const VERSION_3: &str = "
ALTER TABLE token ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
ALTER TABLE token ADD COLUMN next_change BLOB CHECK (length(next_change) = 16);
ALTER TABLE token ADD COLUMN next_salt BLOB CHECK (length(next_salt) = 32)
    CHECK ((next_salt IS NULL) = (next_change IS NULL));
ALTER TABLE token ADD COLUMN next_masked BLOB CHECK (length(next_masked) = 32)
    CHECK ((next_masked IS NULL) = (next_change IS NULL));
ALTER TABLE token ADD COLUMN next_memory_kib INTEGER CHECK ((next_memory_kib IS NULL) = (next_change IS NULL));
ALTER TABLE token ADD COLUMN next_iterations INTEGER CHECK ((next_iterations IS NULL) = (next_change IS NULL));
ALTER TABLE token ADD COLUMN next_parallelism INTEGER CHECK ((next_parallelism IS NULL) = (next_change IS NULL));
";

/// Biometrics: all of it, or nothing.
const VERSION_4: &str = "
ALTER TABLE token ADD COLUMN bio_change BLOB CHECK (length(bio_change) = 16);
ALTER TABLE token ADD COLUMN bio_wrapped BLOB CHECK ((bio_wrapped IS NULL) = (bio_change IS NULL));
ALTER TABLE token ADD COLUMN bio_confirmed INTEGER CHECK ((bio_confirmed IS NULL) = (bio_change IS NULL));
ALTER TABLE token ADD COLUMN bio_code_wall_ms INTEGER CHECK ((bio_code_wall_ms IS NULL) = (bio_change IS NULL));
ALTER TABLE token ADD COLUMN bio_code_boot_ms INTEGER CHECK ((bio_code_boot_ms IS NULL) = (bio_change IS NULL));
";

/// How long a replaced phone may say "not me", and the key under which it is saying it.
const VERSION_5: &str = "
ALTER TABLE token ADD COLUMN not_me_until_ms INTEGER;
ALTER TABLE token ADD COLUMN not_me_key BLOB CHECK (length(not_me_key) = 16);
";

/// The chain of logins; a token that was set back to before a code change; which run of the phone an anchor is of.
const VERSION_6: &str = "
ALTER TABLE token ADD COLUMN chain_current BLOB CHECK (length(chain_current) = 32);
ALTER TABLE token ADD COLUMN chain_next BLOB CHECK (length(chain_next) = 32);
ALTER TABLE token ADD COLUMN set_back INTEGER NOT NULL DEFAULT 0;
ALTER TABLE time_anchor ADD COLUMN boot_id BLOB CHECK (length(boot_id) = 16);
";

/// All commands on cards, with what the customer meant, in the order in which they were written down. Before, there were freezes only.
const VERSION_7: &str = "
ALTER TABLE command RENAME TO old_command;
CREATE TABLE command (
    place INTEGER NOT NULL PRIMARY KEY,
    command_id BLOB NOT NULL UNIQUE CHECK (length(command_id) = 16),
    card_id BLOB NOT NULL CHECK (length(card_id) = 16),
    action TEXT NOT NULL CHECK (action IN ('freeze', 'block', 'tighten', 'cancel-raise', 'unfreeze', 'controls',
        'activation', 'replacement')),
    intent TEXT NOT NULL,
    version INTEGER,
    state TEXT NOT NULL CHECK (state IN ('requested', 'sent', 'confirmed', 'refused', 'superseded', 'expired')),
    receipt TEXT,
    requested_ms INTEGER NOT NULL,
    CHECK ((state = 'confirmed') = (receipt IS NOT NULL)),
    CHECK ((action IN ('tighten', 'controls')) = (version IS NOT NULL))
) STRICT;
INSERT INTO command (command_id, card_id, action, intent, version, state, receipt, requested_ms)
    SELECT command_id, card_id, action, '{}', NULL, state, receipt, requested_ms
    FROM old_command ORDER BY requested_ms, command_id;
DROP TABLE old_command;
";

/// The bank's word on its services.
const VERSION_8: &str = "
CREATE TABLE service_status (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    signed TEXT NOT NULL
) STRICT;
";

/// Drafts of disputes, in the order in which they were begun.
const VERSION_9: &str = "
CREATE TABLE dispute_draft (
    place INTEGER NOT NULL PRIMARY KEY,
    draft_id BLOB NOT NULL UNIQUE CHECK (length(draft_id) = 16),
    draft TEXT NOT NULL
) STRICT;
";

/// Complaints and letters that were typed and not sent: one of each for a customer.
const VERSION_10: &str = "
CREATE TABLE unsent (
    place INTEGER NOT NULL PRIMARY KEY,
    customer_id BLOB NOT NULL CHECK (length(customer_id) = 16),
    way TEXT NOT NULL CHECK (way IN ('complaint', 'letter')),
    about TEXT,
    text TEXT NOT NULL,
    typed_ms INTEGER NOT NULL,
    UNIQUE (customer_id, way)
) STRICT;
";

/// One more thing that can be asked of a card: a virtual one beside it.
const VERSION_11: &str = "
ALTER TABLE command RENAME TO old_command;
CREATE TABLE command (
    place INTEGER NOT NULL PRIMARY KEY,
    command_id BLOB NOT NULL UNIQUE CHECK (length(command_id) = 16),
    card_id BLOB NOT NULL CHECK (length(card_id) = 16),
    action TEXT NOT NULL CHECK (action IN ('freeze', 'block', 'tighten', 'cancel-raise', 'unfreeze', 'controls',
        'activation', 'replacement', 'virtual-card')),
    intent TEXT NOT NULL,
    version INTEGER,
    state TEXT NOT NULL CHECK (state IN ('requested', 'sent', 'confirmed', 'refused', 'superseded', 'expired')),
    receipt TEXT,
    requested_ms INTEGER NOT NULL,
    CHECK ((state = 'confirmed') = (receipt IS NOT NULL)),
    CHECK ((action IN ('tighten', 'controls')) = (version IS NOT NULL))
) STRICT;
INSERT INTO command SELECT * FROM old_command ORDER BY place;
DROP TABLE old_command;
";

/// What is open is found without reading the receipts of years.
const VERSION_12: &str = "
CREATE INDEX command_open ON command (place) WHERE state IN ('requested', 'sent');
";

/// Commands whose outcome is to come lie apart: they are few and short, so that writing one down, and putting it with the others when it is
/// settled, touches as few pages as can be. Those that are settled are looked up by their id so seldom that they need no index.
const VERSION_13: &str = "
CREATE TABLE open_command (
    place INTEGER NOT NULL PRIMARY KEY,
    command_id BLOB NOT NULL CHECK (length(command_id) = 16),
    card_id BLOB NOT NULL CHECK (length(card_id) = 16),
    action TEXT NOT NULL CHECK (action IN ('freeze', 'block', 'tighten', 'cancel-raise', 'unfreeze', 'controls',
        'activation', 'replacement', 'virtual-card')),
    intent TEXT NOT NULL,
    version INTEGER,
    state TEXT NOT NULL CHECK (state IN ('requested', 'sent')),
    requested_ms INTEGER NOT NULL,
    CHECK ((action IN ('tighten', 'controls')) = (version IS NOT NULL))
) STRICT;
CREATE TABLE settled_command (
    place INTEGER NOT NULL PRIMARY KEY,
    command_id BLOB NOT NULL CHECK (length(command_id) = 16),
    card_id BLOB NOT NULL CHECK (length(card_id) = 16),
    action TEXT NOT NULL CHECK (action IN ('freeze', 'block', 'tighten', 'cancel-raise', 'unfreeze', 'controls',
        'activation', 'replacement', 'virtual-card')),
    intent TEXT NOT NULL,
    version INTEGER,
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'refused', 'superseded', 'expired')),
    requested_ms INTEGER NOT NULL,
    receipt TEXT,
    CHECK ((state = 'confirmed') = (receipt IS NOT NULL)),
    CHECK ((action IN ('tighten', 'controls')) = (version IS NOT NULL))
) STRICT;
INSERT INTO open_command
    SELECT place, command_id, card_id, action, intent, version, state, requested_ms
    FROM command WHERE state IN ('requested', 'sent') ORDER BY place;
INSERT INTO settled_command
    SELECT place, command_id, card_id, action, intent, version, state, requested_ms, receipt
    FROM command WHERE state NOT IN ('requested', 'sent') ORDER BY place;
DROP TABLE command;
";

/// The version after all of `migrations`.
pub(super) const fn version_of(migrations: &[M<'_>]) -> u32 {
    migrations.len() as u32
}

/// The version that the file was written with.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the file to the newest version, all or nothing. Writes nothing if it is there.
pub(super) fn migrate(connection: &mut Connection, migrations: &[M<'_>]) -> Result<(), StoreError> {
    Migrations::from_slice(migrations).to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => sql(err),
        _ => StoreError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_the_schema_is_a_decision() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        insta::assert_snapshot!(format!("user_version {VERSION}\n{}", tables.join(";\n")));
    }

    #[test]
    fn migrations_are_well_formed() {
        assert_eq!(Migrations::from_slice(MIGRATIONS).validate(), Ok(()));
    }

    #[test]
    fn half_a_pending_phase_or_code_change_is_no_row() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let insert = "INSERT INTO token VALUES (1, 'pending', zeroblob(16), @, zeroblob(16), 1, zeroblob(16), 'a', '',
            zeroblob(32), zeroblob(65), zeroblob(32), zeroblob(32), 19456, 2, 1, zeroblob(32), zeroblob(32),
            1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0)";
        assert!(connection.execute(&insert.replace('@', "NULL"), []).is_err());
        assert!(connection.execute(&insert.replace('@', "zeroblob(16)"), []).is_ok());
        // Half a code change is none either.
        let half = "UPDATE token SET next_change = zeroblob(16), next_salt = zeroblob(32), next_masked = zeroblob(32)";
        assert!(connection.execute(half, []).is_err());
    }
}
