//! Statements of cards (CARD-6): closed by the month's end, with a document; reminded of once, before they are due.

use kunci_domain::cards::statement::{REMIND_BEFORE, Statement, minimum};
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::moments;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use uuid::Uuid;

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{DAY, timestamp};
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::store::{HeldCard, Tx};

/// Time to pay.
const DAYS_TO_PAY: i64 = 20;
/// The bank's choice of the least: a tenth, and not under Rp50.000.
const PERCENT: u8 = 10;
const FLOOR: i64 = 5_000_000;
/// How far back a new statement looks for the one before.
const LISTED: u32 = 24;

/// Closes the card's statement now: what was collected since the last one.
pub(crate) fn close(bank: &Bank, tx: &mut dyn Tx, held: &HeldCard) -> Result<Statement, BankError> {
    let now = bank.now();
    let before = tx.statements_of(held.customer, LISTED)?;
    let last = before.iter().find(|statement| statement.card_id == held.card.card_id);
    let from = last.map_or_else(|| timestamp(0), |statement| statement.until);
    // Collected may be later than asked for: all is read, and the moment of collection counts.
    let mut made = tx.transactions_of_card(held.card.card_id, 0)?;
    made.retain(|made| made.settled_at.is_some_and(|at| at > from && at <= timestamp(now)) && stands(made));
    let mut total = zero(held)?;
    for payment in &made {
        let left = payment.charged.minus(payment.refunded).map_err(|_| BankError::Key)?;
        total = total.plus(left).map_err(|_| BankError::Key)?;
    }
    let mut statement = Statement {
        statement_id: bank.entropy.id(now)?,
        card_id: held.card.card_id,
        ending: held.card.ending.clone(),
        from,
        until: timestamp(now),
        total,
        minimum: minimum(total, PERCENT, FLOOR),
        paid: total.with_minor(0),
        due: timestamp(now + DAYS_TO_PAY * DAY),
        digest: String::new(),
        size: 0,
    };
    let document = document(&statement, &made);
    statement.digest = sha256(&document).iter().map(|byte| format!("{byte:02x}")).collect();
    statement.size = u32::try_from(document.len()).map_err(|_| BankError::Key)?;
    tx.insert_statement(held.customer, &statement, &document)?;
    let what = format!("Closed a statement of the card ending in {}", held.card.ending);
    audit::note(tx, now, Kind::Notice, Some(held.customer), what)?;
    Ok(statement)
}

const fn stands(made: &Transaction) -> bool {
    matches!(made.state, TransactionState::Settled | TransactionState::Refunded)
}

/// Nothing, in the card's currency.
fn zero(held: &HeldCard) -> Result<Money, BankError> {
    let limit = held.card.controls.limits.first().ok_or(BankError::Key)?;
    Ok(limit.ceiling.with_minor(0))
}

/// Money comes in for the card's newest statement. `None` if there is none.
pub(crate) fn pay(tx: &mut dyn Tx, customer: Uuid, card: Uuid, minor: i64) -> Result<Option<Statement>, BankError> {
    let found = tx.statements_of(customer, LISTED)?.into_iter().find(|statement| statement.card_id == card);
    let Some(mut statement) = found else { return Ok(None) };
    let more = statement.paid.with_minor(minor);
    statement.paid = statement.paid.plus(more).map_err(|_| BankError::Key)?;
    tx.update_statement(&statement)?;
    Ok(Some(statement))
}

/// Tells once of each bill that is due soon and of which less than the minimum is paid.
pub(crate) fn remind(tx: &mut dyn Tx, now: i64) -> Result<(), BankError> {
    let before = now.saturating_add(REMIND_BEFORE.as_secs() * 1000);
    for (customer, statement) in tx.statements_to_remind_of(before)? {
        tx.set_reminded(statement.statement_id)?;
        if statement.wants_reminder(timestamp(now)) {
            let customer = tx.customer(customer)?.ok_or(BankError::Key)?;
            alerts::tell(tx, now, &customer, Alert::PaymentDue)?;
        }
    }
    Ok(())
}

/// A PDF of one page (ISO 32000-1) with the fonts that every reader has: no more than a sandbox needs.
fn document(statement: &Statement, made: &[Transaction]) -> Vec<u8> {
    let language = Language::Indonesian;
    let mut lines = vec![
        format!("KunciBank - kartu berakhiran {}", statement.ending),
        format!("Sampai {}", moments::display(statement.until.as_millisecond(), language)),
        format!("Total {}", statement.total.display(language)),
        format!("Minimum {}", statement.minimum.display(language)),
        format!("Jatuh tempo {}", moments::display(statement.due.as_millisecond(), language)),
    ];
    lines.extend(
        made.iter().take(40).map(|made| format!("{}  {}", made.asked.merchant.name(), made.charged.display(language))),
    );
    let shown: String = lines.iter().map(|line| format!("({}) Tj T*\n", escaped(line))).collect();
    let text = format!("BT /F1 11 Tf 56 780 Td 16 TL\n{shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let (start, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Plain letters; what a string of a PDF would take for itself is escaped.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '(' | ')' | '\\' => text.extend(['\\', letter]),
            ' '..='~' => text.push(letter),
            _ => text.push('?'),
        }
    }
    text
}
