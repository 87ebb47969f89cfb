//! `POST /v1/profile/password`: the old password, a new one that is not weak, and then the token's approval.

use kunci_domain::password::{self, Personal, Rules};
use kunci_wire::operations::OperationOffer;
use kunci_wire::profile::PasswordRequest;
use kunci_wire::{B64, ProblemCode};

use super::idempotency::{self, Repeat};
use super::sign_in::{self, Lane};
use super::{Call, Reply, body, caller};
use crate::bank::Bank;
use crate::matters::{Matter, PasswordChange};
use crate::operations;
use crate::orders::{self, Asker};
use crate::password::PasswordDigest;
use crate::refusal::{Refusal, refuse_with};
use crate::store::Customer;

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: PasswordRequest = body::parse(call)?;
    // The sign-in's count for this phone: a stolen session is no place to guess passwords, and strangers cannot stand in the way.
    let lane = caller.customer.token.map_or(Lane::Everybody, Lane::OwnPhone);
    let user_id = &caller.customer.user_id;
    let customer = sign_in::verify_in(bank, &call.what(), lane, user_id, &request.old_password)?;
    judge(&customer, &request.new_password)?;
    // Slow on purpose, so outside any transaction.
    let digest = PasswordDigest::make(&bank.entropy, bank.password_cost, &request.new_password)?;
    let route = "POST /v1/profile/password";
    idempotency::once(bank, call, customer.id, route, &request, Repeat::Stored, |tx| {
        operations::tidy(tx, bank.now())?;
        let token = caller::working_token(tx, &caller)?;
        let matter =
            Matter::PasswordChange(PasswordChange { user_id: customer.user_id.clone(), session: caller.session.id });
        let operation = orders::ask(bank, tx, &Asker { customer: &customer, token: &token }, matter)?;
        tx.insert_password_change(operation.id, &digest)?;
        Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
    })
}

fn judge(customer: &Customer, new: &str) -> Result<(), Refusal> {
    let personal = Personal {
        user_id: &customer.user_id,
        name: &customer.name,
        birth_date: Some(&customer.birth_date),
        phone_number: Some(&customer.phone),
    };
    password::check(new, &personal, &Rules::default()).map_err(|weakness| {
        refuse_with(ProblemCode::PasswordWeak, "the new password is too easy to guess", |problem| {
            problem.reason = Some(weakness.code().to_owned());
        })
    })
}
