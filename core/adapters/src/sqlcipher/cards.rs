//! Cards by name, and commands.

use kunci_core::ports::{CardRef, CommandAction, CommandRecord, CommandState, StoreError};
use rusqlite::{Connection, Row, params};
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

pub(super) fn commands(connection: &Connection) -> Result<Vec<CommandRecord>, StoreError> {
    let read = |row: &Row<'_>| {
        let state: String = row.get(2)?;
        Ok(CommandRecord {
            command_id: Uuid::from_bytes(row.get(0)?),
            card_id: Uuid::from_bytes(row.get(1)?),
            action: CommandAction::Freeze,
            state: STATES.iter().find(|(_, name)| *name == state).map_or(CommandState::Requested, |(state, _)| *state),
            receipt: row.get(3)?,
            requested_ms: row.get(4)?,
        })
    };
    let mut statement = connection
        .prepare(
            "SELECT command_id, card_id, state, receipt, requested_ms FROM command ORDER BY requested_ms, command_id",
        )
        .map_err(sql)?;
    let rows = statement.query_map([], read).map_err(sql)?;
    rows.collect::<Result<_, _>>().map_err(sql)
}

pub(super) fn put_command(connection: &Connection, command: &CommandRecord) -> Result<(), StoreError> {
    let CommandAction::Freeze = command.action;
    let state = STATES.iter().find(|(state, _)| *state == command.state).map_or("requested", |(_, name)| *name);
    connection
        .execute(
            "INSERT OR REPLACE INTO command (command_id, card_id, action, state, receipt, requested_ms)
             VALUES (?1, ?2, 'freeze', ?3, ?4, ?5)",
            params![
                command.command_id.as_bytes(),
                command.card_id.as_bytes(),
                state,
                command.receipt,
                command.requested_ms
            ],
        )
        .map_err(sql)?;
    Ok(())
}

const STATES: [(CommandState, &str); 4] = [
    (CommandState::Requested, "requested"),
    (CommandState::Confirmed, "confirmed"),
    (CommandState::Refused, "refused"),
    (CommandState::Expired, "expired"),
];
