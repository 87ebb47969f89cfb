//! Money, wallets and alerts.

use kunci_domain::alerts::Alert;
use kunci_domain::cards::wallet::{WalletToken, WalletTokenState};
use kunci_domain::texts::Language;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::commands::{Who, find, unknown_card};
use super::{ControlRefusal, failed, refuse, show};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{SECOND, timestamp};
use crate::refusal::BankError;
use crate::store::{AlertRow, OpState, Operation, Tx};
use crate::{alerts, cards, operations};

/// What the bank told a customer unasked, oldest first.
pub(super) fn alerts(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    let rows = bank.keep(|tx| tx.alerts_before(customer.id, u64::MAX, 1000)).map_err(|error| failed(&error))?;
    let show = |row: &AlertRow| {
        let what = row.alert.title(Language::English);
        json!({ "at": timestamp(row.at), "kind": row.alert.code(), "what": what, "sms": row.sms, "read": row.read })
    };
    Ok(json!({ "alerts": rows.iter().rev().map(show).collect::<Vec<_>>() }))
}

/// The card network says that a card was added to a wallet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WalletAdd {
    user_id: String,
    ending: String,
    wallet: String,
    /// What the device is called there.
    #[serde(default = "a_phone")]
    device: String,
}

fn a_phone() -> String {
    "Ponsel".to_owned()
}

pub(super) fn wallet_add(bank: &Bank, command: &WalletAdd) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &command.user_id)?;
    let told = bank.keep(|tx| {
        let Some(held) = cards::with_ending(tx, &customer, &command.ending)? else { return Ok(None) };
        let now = bank.now();
        let token = WalletToken {
            token_id: bank.entropy.id(now)?,
            card_id: held.card.card_id,
            wallet: command.wallet.clone(),
            device: command.device.clone(),
            ending: bank.entropy.six_digits()?.split_off(2),
            since: timestamp(now),
            state: WalletTokenState::Active,
        };
        tx.insert_wallet_token(customer.id, &token)?;
        let alert = Alert::WalletCard { ending: command.ending.clone(), wallet: command.wallet.clone() };
        alerts::tell(tx, now, &customer, alert)?;
        Ok(Some(token))
    });
    let token = told.map_err(|error| failed(&error))?.ok_or_else(unknown_card)?;
    Ok(json!({ "token_id": token.token_id, "ending": token.ending }))
}

/// Accounts and the newest operations.
pub(super) fn accounts(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let customer = find(bank, &who.user_id)?;
    let read = bank.keep(|tx| {
        operations::tidy(tx, bank.now())?;
        let mut accounts = Vec::new();
        for account in tx.accounts_of(customer.id)? {
            accounts.push(json!({
                "account": account.account,
                "currency": account.balance.currency(),
                "balance_minor": account.balance.minor(),
                "ledger_minor": tx.ledger_sum(&account.account)?,
            }));
        }
        let operations: Vec<_> = tx.operations_of(customer.id, 50)?.iter().map(operations::view).collect();
        Ok((accounts, operations))
    });
    let (accounts, operations) = read.map_err(|error| failed(&error))?;
    Ok(json!({ "accounts": accounts, "operations": show(&operations)? }))
}

/// Settles one approved operation, or all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settle {
    #[serde(default)]
    operation_id: Option<Uuid>,
}

pub(super) fn settle(bank: &Bank, command: &Settle) -> Result<Value, ControlRefusal> {
    let settled = bank.keep(|tx| {
        let now = bank.now();
        operations::tidy(tx, now)?;
        let mut settled = Vec::new();
        for mut operation in tx.unsettled_operations()? {
            if command.operation_id.is_none_or(|id| id == operation.id) {
                operations::settle(tx, &mut operation, now)?;
                settled.push(operation.id);
            }
        }
        let what = format!("The tester settled {} operations", settled.len());
        audit::note(tx, now, Kind::Sandbox, None, what)?;
        Ok(settled)
    });
    let settled = settled.map_err(|error| failed(&error))?;
    if settled.is_empty() && command.operation_id.is_some() {
        return Err(refuse(409, "not_approved", "no such operation, or it is not approved and unsettled"));
    }
    Ok(json!({ "settled": settled }))
}

/// Lets an approved operation be settled so long after its deadline.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Late {
    operation_id: Uuid,
    seconds: u32,
}

pub(super) fn settle_late(bank: &Bank, command: &Late) -> Result<Value, ControlRefusal> {
    unsettled(bank, command.operation_id, |tx, mut operation, _| {
        operation.settles_at = operation.deadline.map(|at| at + i64::from(command.seconds) * SECOND);
        tx.update_operation(&operation)
    })
}

/// The bank finds that it cannot do what was approved: what was taken is returned.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Failed {
    operation_id: Uuid,
}

pub(super) fn settle_failed(bank: &Bank, command: &Failed) -> Result<Value, ControlRefusal> {
    unsettled(bank, command.operation_id, |tx, mut operation, now| {
        tx.return_money(operation.id, now)?;
        operations::close(tx, &mut operation, OpState::Failed, now, "the bank could not carry it out")
    })
}

fn unsettled(
    bank: &Bank,
    id: Uuid,
    act: impl FnOnce(&mut dyn Tx, Operation, i64) -> Result<(), BankError>,
) -> Result<Value, ControlRefusal> {
    let done = bank.keep(|tx| {
        let now = bank.now();
        operations::tidy(tx, now)?;
        match tx.operation(id)?.filter(|operation| operation.state == OpState::Approved) {
            Some(operation) => act(tx, operation, now).map(|()| true),
            None => Ok(false),
        }
    });
    if done.map_err(|error| failed(&error))? {
        Ok(json!({}))
    } else {
        Err(refuse(409, "not_approved", "no such operation, or it is not approved and unsettled"))
    }
}
