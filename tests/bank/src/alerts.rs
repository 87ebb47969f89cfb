//! What the bank tells a customer unasked, on every channel: an SMS to the registered number, and the list of alerts.

pub(crate) use kunci_domain::alerts::Alert;
use kunci_domain::texts::Language;

use crate::audit::{self, Kind};
use crate::refusal::BankError;
use crate::store::{Customer, Sms, Tx};

/// Tells the customer, in the transaction of what happened.
pub(crate) fn tell(tx: &mut dyn Tx, now: i64, customer: &Customer, alert: Alert) -> Result<(), BankError> {
    let text = alert.sms(language(tx, customer)?);
    tx.insert_alert(customer.id, now, &alert, &text)?;
    tx.insert_sms(customer.id, &Sms { to: customer.phone.clone(), text, code: String::new(), at: now })?;
    let title = alert.title(Language::English);
    let what = format!("Told {} by SMS to {}: {title}", customer.first_name(), customer.masked_phone());
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)
}

/// The alert's SMS alone, to a number that is not (any more, or yet) the registered one.
pub(crate) fn text(
    tx: &mut dyn Tx,
    now: i64,
    customer: &Customer,
    number: &str,
    alert: &Alert,
) -> Result<(), BankError> {
    let text = alert.sms(language(tx, customer)?);
    tx.insert_sms(customer.id, &Sms { to: number.to_owned(), text, code: String::new(), at: now })
}

/// The language of the newest session; Indonesian before the first.
fn language(tx: &mut dyn Tx, customer: &Customer) -> Result<Language, BankError> {
    let newest = tx.newest_language(customer.id)?;
    Ok(newest.map_or(Language::Indonesian, |tag| Language::from_tag(&tag)))
}
