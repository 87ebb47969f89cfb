//! Operations: what waits for the token's approval (`docs/contract/operations.md`).

use kunci_domain::operations::Probation;
use kunci_wire::operations::OperationState;
use kunci_wire::{B64, ProblemCode};
use p256::SecretKey;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{DAY, MINUTE, SECOND, timestamp};
use crate::crypto::canonical::Canonical;
use crate::crypto::keys::{PeerKey, public_jwk};
use crate::holdings::rupiah;
use crate::matters::{Matter, Order};
use crate::refusal::{BankError, Refusal, refuse_with};
use crate::store::{Customer, OpState, Operation, Token, Tx};

/// Life of an operation that nobody answers.
const LIFE: i64 = 5 * MINUTE;
/// An approved transfer is settled by then.
pub(crate) const SETTLED_WITHIN: i64 = 10 * MINUTE;
/// In probation, transfers to known payees go up to so many rupiah a day.
const PROBATION_A_DAY: i64 = 1_000_000;

/// Makes an operation for the customer's token.
pub(crate) fn create(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    token: &Token,
    matter: Matter,
) -> Result<Operation, BankError> {
    // Whole seconds: the bytes say when it is over.
    let expires_at = (bank.now() + LIFE) / SECOND * SECOND;
    create_until(bank, tx, customer, token, matter, expires_at)
}

/// The same, over at a time of its own (whole seconds).
pub(crate) fn create_until(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    token: &Token,
    matter: Matter,
    expires_at: i64,
) -> Result<Operation, BankError> {
    let now = bank.now();
    let mut operation = Operation {
        id: bank.entropy.id(now)?,
        customer: customer.id,
        token: token.id,
        state: OpState::Pending,
        matter,
        bytes: Vec::new(),
        challenge: None,
        created_at: now,
        expires_at,
        reference: None,
        approved_at: None,
        deadline: None,
        effective_at: None,
        settles_at: None,
        settled_at: None,
        answered_by: None,
        qr_hash: None,
        qr_spent: false,
        typed_tries: 0,
        receipt: None,
        last_wrong: None,
        fraud_case: false,
    };
    offer(bank, &mut operation, token)?;
    tx.insert_operation(&operation)?;
    bank.link.asked(customer.id);
    let what =
        format!("Offered {} operation {}: {}", customer.first_name(), operation.id, operation.matter.deed().describe());
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    Ok(operation)
}

/// Draws a fresh nonce and challenge key, and writes the bytes with them. What was offered before is burnt.
pub(crate) fn offer(bank: &Bank, operation: &mut Operation, token: &Token) -> Result<(), BankError> {
    let challenge = bank.entropy.secret_key()?;
    let point = PeerKey::from_jwk(&public_jwk(&challenge)?).ok_or(BankError::Key)?.sec1();
    let head = Canonical::new("kunci/operation/1")
        .uuid(operation.id)
        .text(operation.matter.kind().name())
        .uuid(operation.customer)
        .uuid(operation.token)
        .integer(token.epoch)
        .bytes(&bank.entropy.bytes::<32>()?)
        .bytes(&point)
        .integer(u64::try_from(operation.expires_at / SECOND).map_err(|_| BankError::Key)?)
        .at(16);
    operation.bytes = operation.matter.deed().write(head)?.finish();
    let scalar = Zeroizing::new(challenge.to_bytes());
    operation.challenge = Some(bank.hsm.wrap(&bank.entropy, &challenge_label(operation.id), &scalar)?);
    Ok(())
}

/// The private half of the challenge key on offer.
pub(crate) fn challenge(bank: &Bank, operation: &Operation) -> Result<SecretKey, BankError> {
    let wrapped = operation.challenge.as_deref().ok_or(BankError::Key)?;
    let scalar = bank.hsm.unwrap(&challenge_label(operation.id), wrapped)?;
    SecretKey::from_slice(&scalar).map_err(|_| BankError::Key)
}

fn challenge_label(operation: Uuid) -> String {
    format!("operation-challenge/{operation}")
}

/// Ends an operation one way or another; its challenge key is destroyed.
pub(crate) fn close(
    tx: &mut dyn Tx,
    operation: &mut Operation,
    state: OpState,
    now: i64,
    why: &str,
) -> Result<(), BankError> {
    operation.state = state;
    operation.challenge = None;
    tx.update_operation(operation)?;
    // A new password that was not taken leaves no digest behind.
    tx.take_password_change(operation.id)?;
    if state != OpState::Completed {
        let order = Order { customer: operation.customer, operation: operation.id, now };
        operation.matter.deed().ended(tx, &order, state)?;
    }
    let what = format!("Operation {} is {}: {why}", operation.id, state.as_str());
    audit::note(tx, now, Kind::Notice, Some(operation.customer), what)
}

/// What bank time alone does: pending operations expire, approved ones are settled by their deadline.
pub(crate) fn tidy(tx: &mut dyn Tx, now: i64) -> Result<(), BankError> {
    for mut operation in tx.due_operations(now)? {
        match operation.state {
            OpState::Pending => {
                close(tx, &mut operation, OpState::Expired, now, "nobody answered within five minutes")?
            }
            _ => {
                let due = operation.settles_at.or(operation.deadline).unwrap_or(now);
                settle(tx, &mut operation, due)?;
            }
        }
    }
    Ok(())
}

/// The bank has done what was approved, at this time.
pub(crate) fn settle(tx: &mut dyn Tx, operation: &mut Operation, at: i64) -> Result<(), BankError> {
    operation.settled_at = Some(at);
    let late = operation.deadline.is_some_and(|deadline| at > deadline);
    let how = if late { "settled later than promised" } else { "settled by its deadline" };
    close(tx, operation, OpState::Completed, at, how)
}

/// A token that is replaced approves nothing any more.
pub(crate) fn supersede(tx: &mut dyn Tx, token: Uuid, now: i64) -> Result<(), BankError> {
    for mut operation in tx.pending_operations(token)? {
        close(tx, &mut operation, OpState::Superseded, now, "its token was replaced")?;
    }
    Ok(())
}

/// A new reference, which a customer can tell on the telephone.
pub(crate) fn reference(bank: &Bank) -> Result<String, BankError> {
    Ok(format!("KB{}{}", bank.entropy.six_digits()?, bank.entropy.six_digits()?))
}

/// An operation as it travels.
pub(crate) fn view(operation: &Operation) -> OperationState {
    OperationState {
        operation_id: operation.id,
        kind: operation.matter.kind().name().to_owned(),
        state: operation.state.as_str().to_owned(),
        operation: matches!(operation.state, OpState::Pending | OpState::Waiting).then(|| B64(operation.bytes.clone())),
        reference: operation.reference.clone(),
        deadline: operation.deadline.map(timestamp),
        effective_at: operation.effective_at.filter(|_| operation.state == OpState::Waiting).map(timestamp),
        settled_at: operation.settled_at.map(timestamp),
        answered_by: operation.answered_by.clone(),
        receipt: operation.receipt.clone(),
    }
}

/// Refuses what probation holds back. `except` is the operation being approved itself.
pub(crate) fn refuse_probation(
    tx: &mut dyn Tx,
    token: &Token,
    matter: &Matter,
    except: Option<Uuid>,
    now: i64,
) -> Result<(), Refusal> {
    let Some(until) = token.probation_until.filter(|&until| until > now) else { return Ok(()) };
    if matter.kind().probation() == Probation::Free {
        return Ok(());
    }
    let held =
        |why: &str| refuse_with(ProblemCode::HeldByProbation, why, |problem| problem.until = Some(timestamp(until)));
    let payment = matter.deed().payment().filter(|payment| !payment.new_payee);
    let (Probation::Small, Some(payment)) = (matter.kind().probation(), payment) else {
        return Err(held("the token is new: this waits until its probation is over"));
    };
    let mut total = i128::from(payment.amount.minor());
    for other in tx.operations_since(token.customer, now - DAY)? {
        let counts =
            matches!(other.state, OpState::Pending | OpState::Waiting | OpState::Approved | OpState::Completed);
        if let Some(payment) = other.matter.deed().payment()
            && counts
            && Some(other.id) != except
        {
            total += i128::from(payment.amount.minor());
        }
    }
    if total > i128::from(rupiah(PROBATION_A_DAY)?.minor()) {
        return Err(held("the token is new: known payees get at most Rp1.000.000 a day"));
    }
    Ok(())
}

/// `operation-closed`, with how it stands.
pub(crate) fn closed(state: OpState, why: impl Into<String>) -> Refusal {
    refuse_with(ProblemCode::OperationClosed, why, |problem| problem.state = Some(state.as_str().to_owned()))
}
