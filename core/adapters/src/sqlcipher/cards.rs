//! Cards by name.

use kunci_core::ports::{CardRef, StoreError};
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
