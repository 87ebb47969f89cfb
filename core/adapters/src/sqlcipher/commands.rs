//! Commands: open ones in a table, settled ones in another, in one order.

use kunci_core::ports::{CommandAction, CommandRecord, CommandState, StoreError};
use rusqlite::{Connection, OptionalExtension as _, Params, Row, ToSql, params};
use uuid::Uuid;

use super::sql;

const COLUMNS: &str = "command_id, card_id, action, intent, version, state, requested_ms";

pub(super) fn commands(connection: &Connection) -> Result<Vec<CommandRecord>, StoreError> {
    read(connection, &both("TRUE"), params![])
}

pub(super) fn open_commands(connection: &Connection, and: Option<Uuid>) -> Result<Vec<CommandRecord>, StoreError> {
    let open = read(connection, &format!("SELECT {COLUMNS}, NULL FROM open_command ORDER BY place"), params![])?;
    match and.filter(|id| !open.iter().any(|command| command.command_id == *id)) {
        None => Ok(open),
        // Settled meanwhile, or never heard of.
        Some(id) => read(connection, &both("command_id = ?1"), params![id.into_bytes()]),
    }
}

/// All open ones, and those of the settled ones, in their order.
fn both(of_the_settled: &str) -> String {
    format!(
        "SELECT {COLUMNS}, receipt FROM (
            SELECT place, {COLUMNS}, NULL AS receipt FROM open_command
            UNION ALL SELECT place, {COLUMNS}, receipt FROM settled_command WHERE {of_the_settled}
         ) ORDER BY place"
    )
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
        requested_ms: row.get(6).map_err(sql)?,
        receipt: row.get(7).map_err(sql)?,
    })
}

/// A new one comes last: clocks may be wrong, the order in which the customer asked is not.
const LAST: &str = "(SELECT 1 + max(coalesce((SELECT max(place) FROM open_command), 0),
                                    coalesce((SELECT max(place) FROM settled_command), 0)))";

/// One that was never put before.
pub(super) fn add_command(connection: &Connection, command: &CommandRecord) -> Result<(), StoreError> {
    insert(connection, command, None)
}

pub(super) fn put_command(connection: &Connection, command: &CommandRecord) -> Result<(), StoreError> {
    let transaction = connection.unchecked_transaction().map_err(sql)?;
    let place = removed(&transaction, command)?;
    insert(&transaction, command, place)?;
    transaction.commit().map_err(sql)
}

pub(super) fn remove_command(connection: &Connection, command: &CommandRecord) -> Result<(), StoreError> {
    removed(connection, command).map(drop)
}

fn insert(connection: &Connection, command: &CommandRecord, place: Option<i64>) -> Result<(), StoreError> {
    let (command_id, card_id) = (command.command_id.as_bytes(), command.card_id.as_bytes());
    let (action, state) = (command.action.name(), command.state.name());
    let version = command.version.map(u64::cast_signed);
    let mut values: Vec<&dyn ToSql> =
        vec![&place, command_id, card_id, &action, &command.intent, &version, &state, &command.requested_ms];
    let (table, receipt) = if command.state.is_open() { ("open_command", "") } else { ("settled_command", ", ?9") };
    if !receipt.is_empty() {
        values.push(&command.receipt);
    }
    let text = format!("INSERT INTO {table} VALUES (coalesce(?1, {LAST}), ?2, ?3, ?4, ?5, ?6, ?7, ?8{receipt})");
    connection.prepare_cached(&text).and_then(|mut insert| insert.execute(&*values)).map(drop).map_err(sql)
}

/// Takes away the one with this id, and says which place is free now. Only one that is not open is looked for among all that are settled.
fn removed(connection: &Connection, command: &CommandRecord) -> Result<Option<i64>, StoreError> {
    let id = command.command_id.as_bytes();
    for table in ["open_command", "settled_command"] {
        // Up to the first: ids are not given twice.
        let text = format!(
            "DELETE FROM {table} WHERE place = (SELECT place FROM {table} WHERE command_id = ?1 ORDER BY place LIMIT 1)
             RETURNING place"
        );
        let mut delete = connection.prepare_cached(&text).map_err(sql)?;
        if let Some(place) = delete.query_row([id], |row| row.get(0)).optional().map_err(sql)? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}
