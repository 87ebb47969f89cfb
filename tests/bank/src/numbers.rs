//! The registered phone number, and how it changes (OTP-8).

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::clock::timestamp;
use crate::customers::masked_number;
use crate::refusal::BankError;
use crate::store::{Customer, NumberChange, NumberStage, Sms, Tx};

/// Puts the new number in force; tells the old and the new one.
pub(crate) fn carry_out(tx: &mut dyn Tx, change: &mut NumberChange, now: i64) -> Result<(), BankError> {
    let before = tx.customer(change.customer)?.ok_or(BankError::Key)?;
    tx.set_phone_number(change.customer, &change.number)?;
    change.stage = NumberStage::Done;
    tx.update_number_change(change)?;
    let (old, new) = (before.masked_phone(), masked_number(&change.number));
    let what = format!("{}'s registered number is {new} instead of {old}", before.first_name());
    audit::note(tx, now, Kind::Notice, Some(before.id), what)?;
    // The old number may be dead; if it is not, whoever holds it should hear.
    alerts::tell(tx, now, &before, Alert::NumberChanged)?;
    alerts::text(tx, now, &before, &change.number, &Alert::NumberChanged)
}

/// Lets it wait. The old number learns how to stop it.
pub(crate) fn let_wait(
    tx: &mut dyn Tx,
    customer: &Customer,
    change: &mut NumberChange,
    effective_at: i64,
    now: i64,
) -> Result<(), BankError> {
    change.stage = NumberStage::Waiting;
    change.effective_at = Some(effective_at);
    tx.update_number_change(change)?;
    let new = masked_number(&change.number);
    let what = format!("{}'s number changes to {new} on {}", customer.first_name(), timestamp(effective_at));
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::NumberWaits)?;
    let text = format!(
        "KunciBank: nomor Anda akan diganti ke {new} dalam 24 jam. Bukan Anda? Balas BATAL {} sekarang.",
        change.cancel_code
    );
    // Without a code in the outbox's sense: it proves nothing, it can only stop.
    tx.insert_sms(customer.id, &Sms { to: customer.phone.clone(), text, code: String::new(), at: now })
}

/// Calls a waiting change off: tightening, so whoever may see it may do it.
pub(crate) fn cancel(tx: &mut dyn Tx, change: &mut NumberChange, who: &str, now: i64) -> Result<(), BankError> {
    change.stage = NumberStage::Closed;
    tx.update_number_change(change)?;
    let customer = tx.customer(change.customer)?.ok_or(BankError::Key)?;
    let what = format!("{who} stopped the change of {}'s number", customer.first_name());
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, &customer, Alert::NumberStopped)
}

/// What bank time alone does: waiting changes take effect.
pub(crate) fn tidy(tx: &mut dyn Tx, now: i64) -> Result<(), BankError> {
    for mut change in tx.due_number_changes(now)? {
        carry_out(tx, &mut change, now)?;
    }
    Ok(())
}
