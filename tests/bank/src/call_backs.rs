//! Calls that customers asked for, as the bank tells them, and user ids that are sent to the registered number.

use kunci_domain::call_back::{CallWindow, windows};
use kunci_domain::outages::Service;
use kunci_wire::call_back::{CallBackItem, CallBackWindow};

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::{CallBack, Customer, Sms, Tx};
use crate::written::HOLIDAYS;
use crate::{customers, sms};

/// The windows that are offered now: none while nobody can telephone.
pub(crate) fn offered(bank: &Bank) -> Vec<CallWindow> {
    let now = bank.now();
    if bank.outages.is_out(Service::PhoneLine, now) { Vec::new() } else { windows(now, HOLIDAYS) }
}

pub(crate) fn window(window: &CallWindow) -> CallBackWindow {
    CallBackWindow { from: timestamp(window.from_ms), until: timestamp(window.until_ms) }
}

pub(crate) fn item(row: &CallBack, customer: &Customer) -> CallBackItem {
    CallBackItem {
        id: row.id,
        reason: row.reason.code().to_owned(),
        from: timestamp(row.window.from_ms),
        until: timestamp(row.window.until_ms),
        number: customer.masked_phone(),
        state: row.state.code().to_owned(),
    }
}

/// The digest under which a number's wishes are counted.
pub(crate) fn digest(bank: &Bank, number: &str) -> Vec<u8> {
    bank.hsm.digest("user-id-reminder", number.as_bytes()).to_vec()
}

/// Sends the user ids that were asked for. Not in the call that asks: its answer must take as long for a number that nobody has.
pub(crate) fn send_reminders(bank: &Bank, tx: &mut dyn Tx) -> Result<(), BankError> {
    let wishes = tx.take_reminders()?;
    if wishes.is_empty() {
        return Ok(());
    }
    let (now, everybody) = (bank.now(), customers::all(tx)?);
    for wish in wishes {
        let Some(customer) = everybody.iter().find(|customer| digest(bank, &customer.phone) == wish.number) else {
            continue;
        };
        let text = sms::user_id_text(&wish.language, &customer.user_id);
        tx.insert_sms(customer.id, &Sms { to: customer.phone.clone(), text, code: String::new(), at: now })?;
        let what = format!("Sent {}'s user id by SMS to {}", customer.first_name(), customer.masked_phone());
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    }
    Ok(())
}
