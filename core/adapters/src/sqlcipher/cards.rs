//! Cards by name, and commands.

use kunci_core::ports::{CardRef, CommandAction, CommandRecord, CommandState, StoreError};
use rusqlite::{Connection, Params, Row, params};
use uuid::Uuid;

use super::sql;

pub(super) fn cards(connection: &Connection) -> Result<Vec<CardRef>, StoreError> {
    let read =
        |row: &Row<'_>| Ok(CardRef { card_id: Uuid::from_bytes(row.get(0)?), ending: row.get(1)?, name: row.get(2)? });
    let mut statement = connection.prepare("SELECT card_id, ending, name FROM card ORDER BY place").map_err(sql)?;
    let rows = statement.query_map([], read).map_err(sql)?;
    rows.collect::<Result<_, _>>().map_err(sql)
}

pub(super) fn put_cards(connection: &Connection, all: &[CardRef]) -> Result<(), StoreError> {
    let transaction = connection.unchecked_transaction().map_err(sql)?;
    transaction.execute("DELETE FROM card", []).map_err(sql)?;
    for card in all {
        transaction
            .execute(
                "INSERT INTO card (card_id, ending, name) VALUES (?1, ?2, ?3)",
                params![card.card_id.as_bytes(), card.ending, card.name],
            )
            .map_err(sql)?;
    }
    transaction.commit().map_err(sql)
}

const COLUMNS: &str = "command_id, card_id, action, intent, version, state, receipt, requested_ms";

pub(super) fn commands(connection: &Connection) -> Result<Vec<CommandRecord>, StoreError> {
    read(connection, &format!("SELECT {COLUMNS} FROM command ORDER BY place"), params![])
}

pub(super) fn open_commands(connection: &Connection, and: Option<Uuid>) -> Result<Vec<CommandRecord>, StoreError> {
    // Named, because the planner would rather read everything in its order than sort a few.
    let text = format!(
        "SELECT {COLUMNS} FROM (
            SELECT * FROM command INDEXED BY command_open WHERE state IN ('requested', 'sent')
            UNION ALL SELECT * FROM command WHERE command_id = ?1 AND state NOT IN ('requested', 'sent')
         ) ORDER BY place"
    );
    read(connection, &text, params![and.map(Uuid::into_bytes)])
}

fn read(connection: &Connection, text: &str, values: impl Params) -> Result<Vec<CommandRecord>, StoreError> {
    // Kept for as long as the connection is open: an operation reads and writes the same twice.
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let mut rows = statement.query(values).map_err(sql)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        all.push(command(row)?);
    }
    Ok(all)
}

fn command(row: &Row<'_>) -> Result<CommandRecord, StoreError> {
    let action: String = row.get(2).map_err(sql)?;
    let state: String = row.get(5).map_err(sql)?;
    Ok(CommandRecord {
        command_id: Uuid::from_bytes(row.get(0).map_err(sql)?),
        card_id: Uuid::from_bytes(row.get(1).map_err(sql)?),
        action: CommandAction::parse(&action).ok_or(StoreError::Damaged)?,
        intent: row.get(3).map_err(sql)?,
        version: row.get::<_, Option<i64>>(4).map_err(sql)?.map(i64::cast_unsigned),
        state: CommandState::parse(&state).ok_or(StoreError::Damaged)?,
        receipt: row.get(6).map_err(sql)?,
        requested_ms: row.get(7).map_err(sql)?,
    })
}

/// A new one comes last: clocks may be wrong, the order in which the customer asked is not.
pub(super) fn put_command(connection: &Connection, command: &CommandRecord) -> Result<(), StoreError> {
    let text = "INSERT INTO command (command_id, card_id, action, intent, version, state, receipt, requested_ms)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (command_id) DO UPDATE SET card_id = ?2, action = ?3, intent = ?4, version = ?5, state = ?6,
                receipt = ?7, requested_ms = ?8";
    let values = params![
        command.command_id.as_bytes(),
        command.card_id.as_bytes(),
        command.action.name(),
        command.intent,
        command.version.map(u64::cast_signed),
        command.state.name(),
        command.receipt,
        command.requested_ms
    ];
    connection.prepare_cached(text).and_then(|mut put| put.execute(values)).map(drop).map_err(sql)
}

pub(super) fn remove_command(connection: &Connection, command: &CommandRecord) -> Result<(), StoreError> {
    connection
        .execute("DELETE FROM command WHERE command_id = ?1", params![command.command_id.as_bytes()])
        .map(drop)
        .map_err(sql)
}
