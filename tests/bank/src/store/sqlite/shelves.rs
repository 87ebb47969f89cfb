//! The search over payments: picks the shelves that fit (`027_shelves.sql`), and of those takes the newest payments.
//!
//! A customer pays at few merchants, however often. So the work grows with the shelves that fit, not with the payments. Where more shelves fit than
//! are worth to be looked at one by one, the payments that fit lie close together, and the list is walked instead.

use kunci_domain::cards::spending::SpendingGroup;
use kunci_domain::cards::transaction::Transaction;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{SqliteTx, all, first, read_transaction, run};
use crate::refusal::BankError;
use crate::store::{Before, Sought};

/// More are not looked at one by one.
const MOST_SHELVES: usize = 1_000;
/// Letters of an entry of the index; a shorter text is looked for in every name of the customer.
const TRIGRAM: usize = 3;

/// A merchant's name, or a part of it, as it is compared.
pub(crate) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// The shelf of a payment, made if there is none.
pub(super) fn shelf(tx: &mut SqliteTx<'_>, customer: Uuid, made: &Transaction) -> Result<i64, BankError> {
    let (customer, name) = (customer.to_string(), folded(made.asked.merchant.name()));
    run(tx, "INSERT OR IGNORE INTO merchant_names (customer, folded) VALUES (?1, ?2)", params![customer, name])?;
    let sql = "INSERT INTO payment_shelves (merchant, card, kind, state, newest)
        SELECT n, ?3, ?4, ?5, ?6 FROM merchant_names WHERE customer = ?1 AND folded = ?2
        ON CONFLICT (merchant, card, kind, state) DO UPDATE SET newest = max(newest, excluded.newest) RETURNING n";
    let (kind, state) = (SpendingGroup::of(&made.asked).name(), made.state.name());
    let row = params![customer, name, made.card_id.to_string(), kind, state, made.at.as_millisecond()];
    first(tx, sql, row, |row| row.get("n"))?.ok_or(BankError::Key)
}

/// Puts payments that were entered before there were shelves onto theirs.
pub(super) fn catch_up(connection: &mut Connection) -> Result<(), BankError> {
    let mut tx = SqliteTx(connection.transaction()?);
    let sql = "SELECT n, customer, record FROM transactions WHERE shelf IS NULL";
    let waiting =
        all(&tx, sql, [], |row| Ok((row.get::<_, i64>("n")?, super::uuid(row, "customer")?, read_transaction(row)?)))?;
    for (n, customer, made) in waiting {
        let shelf = shelf(&mut tx, customer, &made)?;
        run(&tx, "UPDATE transactions SET shelf = ?2 WHERE n = ?1", params![n, shelf])?;
    }
    Ok(tx.0.commit()?)
}

/// The newest payments that fit, each with where the list goes on after it.
pub(super) fn search(tx: &SqliteTx<'_>, sought: &Sought<'_>) -> Result<Vec<(Before, Transaction)>, BankError> {
    search_over(tx, sought, MOST_SHELVES)
}

fn search_over(
    tx: &SqliteTx<'_>,
    sought: &Sought<'_>,
    most_shelves: usize,
) -> Result<Vec<(Before, Transaction)>, BankError> {
    let places = match fitting(tx, sought, most_shelves)? {
        Some(shelves) => merge(tx, sought, shelves)?,
        None => walk(tx, sought)?,
    };
    let sql = "SELECT record FROM transactions WHERE n = ?1";
    let mut found = Vec::with_capacity(places.len());
    for place in places {
        found.extend(first(tx, sql, [place.n], read_transaction)?.map(|made| (place, made)));
    }
    Ok(found)
}

/// A shelf, and when its newest payment was at most.
struct Shelf {
    n: i64,
    newest: i64,
}

/// What a shelf must be, over `?1` the customer, `?2` the text, `?3` the card, `?4` the states, and `?5` the kind.
const FITS: &str = "m.customer = ?1 AND (?2 IS NULL OR instr(m.folded, ?2) > 0) AND (?3 IS NULL OR s.card = ?3)
    AND (?4 IS NULL OR s.state IN (SELECT value FROM json_each(?4))) AND (?5 IS NULL OR s.kind = ?5)";

/// Of which amount a payment must be, over a currency and the two ends; the amount is that of `Transaction::stands`.
fn of_amount([currency, least, most]: [&str; 3]) -> String {
    format!(
        "({currency} IS NULL OR (json_extract(record, '$.asked.amount.currency') = {currency}
        AND CASE json_extract(record, '$.charged.minor') WHEN 0 THEN json_extract(record, '$.asked.amount.minor')
        ELSE json_extract(record, '$.charged.minor') END BETWEEN {least} AND {most}))"
    )
}

/// `None` if there are more than are to be looked at one by one: above all if everything fits.
fn fitting(tx: &SqliteTx<'_>, sought: &Sought<'_>, most: usize) -> Result<Option<Vec<Shelf>>, BankError> {
    let Terms { customer, text, card, states, kind, .. } = terms(sought)?;
    if text.is_none() && card.is_none() && states.is_none() && kind.is_none() {
        return Ok(None);
    }
    // The index's query language ends at a control character; no name has one.
    let indexed = text.filter(|text| text.chars().count() >= TRIGRAM && !text.contains(char::is_control));
    let phrase = indexed.map(|text| format!("\"{}\"", text.replace('"', "\"\"")));
    // `CROSS JOIN` keeps the order: from the fewest rows on.
    let from = match phrase {
        Some(_) => {
            "merchant_trigrams AS t CROSS JOIN merchant_names AS m ON m.n = t.rowid
            CROSS JOIN payment_shelves AS s ON s.merchant = m.n WHERE merchant_trigrams MATCH ?7 AND"
        }
        None => "merchant_names AS m CROSS JOIN payment_shelves AS s ON s.merchant = m.n WHERE ?7 IS NULL AND",
    };
    let sql = format!("SELECT s.n, s.newest FROM {from} {FITS} LIMIT ?6");
    let one_more = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let shelves = all(tx, &sql, params![customer, text, card, states, kind, one_more, phrase], |row| {
        Ok(Shelf { n: row.get("n")?, newest: row.get("newest")? })
    })?;
    Ok(Some(shelves).filter(|shelves| shelves.len() <= most))
}

/// From each shelf its newest, until no shelf can have a newer one.
fn merge(tx: &SqliteTx<'_>, sought: &Sought<'_>, mut shelves: Vec<Shelf>) -> Result<Vec<Before>, BankError> {
    let amount = of_amount(["?6", "?7", "?8"]);
    let sql = format!(
        "SELECT at, n FROM transactions WHERE shelf = ?1 AND at >= ?2 AND (at < ?3 OR (at = ?3 AND n < ?4))
        AND {amount} ORDER BY at DESC, n DESC LIMIT ?5"
    );
    let Terms { currency, least, most_minor, .. } = terms(sought)?;
    let most = usize::try_from(sought.most).unwrap_or(usize::MAX);
    shelves.sort_by_key(|shelf| std::cmp::Reverse(shelf.newest));
    let mut places: Vec<Before> = Vec::new();
    for shelf in shelves {
        if shelf.newest < sought.since {
            break;
        }
        if let Some(last) = most.checked_sub(1).and_then(|last| places.get(last))
            && shelf.newest < last.at
        {
            break;
        }
        let Before { at, n } = sought.before;
        let row = params![shelf.n, sought.since, at, n, sought.most, currency, least, most_minor];
        places.extend(all(tx, &sql, row, place)?);
        places.sort_by_key(|place| std::cmp::Reverse((place.at, place.n)));
        places.truncate(most);
    }
    Ok(places)
}

/// Down the list of all payments.
fn walk(tx: &SqliteTx<'_>, sought: &Sought<'_>) -> Result<Vec<Before>, BankError> {
    let Terms { customer, text, card, states, kind, currency, least, most_minor } = terms(sought)?;
    let amount = of_amount(["?10", "?11", "?12"]);
    let sql = format!(
        "SELECT p.at, p.n FROM transactions AS p CROSS JOIN payment_shelves AS s ON s.n = p.shelf
        CROSS JOIN merchant_names AS m ON m.n = s.merchant
        WHERE p.customer = ?1 AND p.at >= ?7 AND (p.at < ?8 OR (p.at = ?8 AND p.n < ?9)) AND {FITS} AND {amount}
        ORDER BY p.at DESC, p.n DESC LIMIT ?6"
    );
    let Before { at, n } = sought.before;
    let row =
        params![customer, text, card, states, kind, sought.most, sought.since, at, n, currency, least, most_minor];
    all(tx, &sql, row, place)
}

/// What is looked for, as SQL compares it.
struct Terms<'a> {
    customer: String,
    text: Option<&'a str>,
    card: Option<String>,
    states: Option<String>,
    kind: Option<&'static str>,
    currency: Option<String>,
    least: i64,
    most_minor: i64,
}

fn terms<'a>(sought: &Sought<'a>) -> Result<Terms<'a>, BankError> {
    let (least, most_minor) = sought.amounts.map_or((0, i64::MAX), |amounts| amounts.minor());
    let names = || serde_json::to_string(sought.states);
    Ok(Terms {
        customer: sought.customer.to_string(),
        text: sought.text.filter(|text| !text.is_empty()),
        card: sought.card.map(|card| card.to_string()),
        states: if sought.states.is_empty() { None } else { Some(names()?) },
        kind: sought.group.map(SpendingGroup::name),
        currency: sought.amounts.map(|amounts| amounts.currency().to_owned()),
        least,
        most_minor,
    })
}

fn place(row: &rusqlite::Row<'_>) -> rusqlite::Result<Before> {
    Ok(Before { at: row.get("at")?, n: row.get("n")? })
}

#[cfg(test)]
mod tests;
