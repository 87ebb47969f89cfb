//! `/v1/wallet-tokens`: cards in wallets of phones (`docs/contract/cards.md`).

use kunci_domain::cards::wallet::{WalletToken, WalletTokenState};
use kunci_domain::direction::Act;
use kunci_wire::cards::HoldRequest;
use kunci_wire::operations::OperationOffer;
use kunci_wire::wallets::{WalletTokenReply, WalletTokensReply};
use kunci_wire::{B64, ProblemCode};
use uuid::Uuid;

use super::cards::own;
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller, device};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::matters::{Matter, WalletResume};
use crate::operations;
use crate::orders::{self, Asker};
use crate::refusal::{Refusal, refuse};
use crate::store::Tx;

pub(super) fn list(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::looking(bank, call)?;
    let tokens = bank.keep(|tx| tx.wallet_tokens_of(caller.customer.id))?;
    Ok(Reply::json(200, &WalletTokensReply { tokens })?)
}

/// By possession alone, also while the phone's token is locked.
pub(super) fn suspend(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    stop(bank, call, "suspension", WalletToken::suspend)
}

/// The same, for good: the card can be added to the wallet anew.
pub(super) fn remove(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    stop(bank, call, "removal", WalletToken::remove)
}

fn stop(bank: &Bank, call: &Call, act: &str, how: fn(&mut WalletToken) -> bool) -> Result<Reply, Refusal> {
    device::act(bank, call, Act::TightenCard, |tx, customer| {
        let HoldRequest {} = body::parse(call)?;
        let id = device::path_id(call)?;
        let route = format!("POST /v1/wallet-tokens/{id}/{act}");
        idempotency::once_within(bank, tx, call, customer.id, &route, &(), Repeat::Stored, |tx| {
            let mut token = load(tx, customer.id, id)?;
            if how(&mut token) {
                tx.update_wallet_token(&token)?;
                let what = format!("{}'s card in {} is {}", customer.first_name(), token.wallet, token.state.name());
                audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
            }
            Ok(Reply::json(200, &WalletTokenReply { token })?)
        })
    })
}

/// Needs the token's approval.
pub(super) fn resume(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let HoldRequest {} = body::parse(call)?;
    let id = device::path_id(call)?;
    let route = format!("POST /v1/wallet-tokens/{id}/resumption");
    idempotency::once(bank, call, caller.customer.id, &route, &(), Repeat::Stored, |tx| {
        let wallet = load(tx, caller.customer.id, id)?;
        let held = own(tx, caller.customer.id, wallet.card_id)?;
        if wallet.state != WalletTokenState::Suspended || held.card.is_over() {
            return Err(refuse(ProblemCode::CardNotUsable, "the wallet is not suspended, or the card's life is over"));
        }
        operations::tidy(tx, bank.now())?;
        let token = caller::working_token(tx, &caller)?;
        let matter = Matter::WalletResume(WalletResume {
            card: wallet.card_id,
            ending: held.card.ending,
            token: id,
            wallet: wallet.wallet,
            device: wallet.device,
        });
        let operation = orders::ask(bank, tx, &Asker { customer: &caller.customer, token: &token }, matter)?;
        Ok(Reply::json(201, &OperationOffer { operation: B64(operation.bytes) })?)
    })
}

/// The wallet's token, if it is this customer's.
fn load(tx: &mut dyn Tx, customer: Uuid, id: Uuid) -> Result<WalletToken, Refusal> {
    let found = tx.wallet_token(id)?.filter(|(owner, _)| *owner == customer);
    found.map(|(_, token)| token).ok_or_else(|| refuse(ProblemCode::NotFound, "no such wallet token, or not yours"))
}
