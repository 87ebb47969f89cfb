//! Fraud cases: somebody else asked for what a customer's token was to approve.

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::cards;
use crate::refusal::BankError;
use crate::store::{Customer, Operation, Tx};

/// Whatever became of the operation: somebody else asked for it.
/// A card that was to pay is frozen.
pub(crate) fn open_case(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    operation: &mut Operation,
) -> Result<(), BankError> {
    let now = bank.now();
    operation.fraud_case = true;
    if let Some(card) = operation.matter.deed().freezes()
        && let Some(held) = tx.card(card)?
    {
        operation.receipt = Some(cards::freeze(bank, tx, held, operation.id)?);
    }
    tx.update_operation(operation)?;
    let what = format!(
        "Opened a fraud case: {} did not ask for operation {}, {}",
        customer.first_name(),
        operation.id,
        operation.matter.deed().describe()
    );
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, Alert::FraudCase)
}
