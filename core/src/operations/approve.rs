//! Approve an operation: prove the Unlock Code over the very bytes that were shown, and sign them (OTP-3, OTP-10).

use kunci_crypto::SecretDigits;
use kunci_crypto::hash::sha256;
use kunci_crypto::mac::hmac_sha256;
use kunci_domain::direction::{Act, Surroundings};
use kunci_wire::Bytes32;
use kunci_wire::operations::{ApprovalRequest, OperationState};
use kunci_wire::signed::{Approval, Decision, typ};

use super::{Operation, OperationStage, OperationView};
use crate::bank::{Call, Refused, Signer};
use crate::ports::TokenRecord;
use crate::token::{Proves, Unlock, device_jws, possessed, still_of};
use crate::{Error, Phone, Ports, blocking};

impl Phone {
    /// Approves. A wrong code is known to the bank alone: it answers [`Error::ApprovalRefused`] with fresh bytes that this phone
    /// keeps for the next try, after checking that they show the very same operation.
    ///
    /// When the answer is lost the bank is asked how the operation stands.
    ///
    /// # Errors
    /// [`Error::ApprovalRefused`], [`Error::TokenLocked`] after the fifth wrong code, [`Error::OperationExpired`],
    /// [`Error::OperationSuperseded`], [`Error::OperationAnswered`]; [`Error::CodeChangeInForce`] as at [`Phone::sign_in_with_token`].
    pub async fn approve(&self, operation: &Operation, code: &SecretDigits) -> Result<OperationView, Error> {
        self.approve_with(operation, Unlock::code(code)?).await
    }

    pub(crate) async fn approve_with(&self, operation: &Operation, unlock: Unlock) -> Result<OperationView, Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        let record = match operation.kind.act() {
            // A suspended token approves one thing only: that it works again.
            Act::LiftSuspension => {
                // A phone that was set back must not prove a code that holds no more: that would cost a try.
                let before = self.load_token().await?.ok_or(Error::NoToken)?;
                self.refresh_status().await?;
                let record = possessed(self.load_token().await?)?;
                if record.set_back {
                    return Err(Error::TokenSetBack);
                }
                if unlock.is_code() { still_of(&before, record)? } else { record }
            }
            _ => self.token_for(&unlock).await?,
        };
        let surroundings = self.memory()?.surroundings;
        let fresh = self.memory()?.fresh_offers.get(&operation.id).cloned();
        let offered = fresh.filter(|fresh| fresh.kind == operation.kind).unwrap_or_else(|| operation.clone());
        if offered.has_expired(self.bank_time()?.ms) {
            return Err(Error::OperationExpired);
        }
        let (ports, by_code) = (self.ports.clone(), unlock.is_code());
        let (approval, record, offered) = blocking::run(move || {
            let approval = make(&ports, &record, &offered, &unlock, surroundings)?;
            Ok((approval, record, offered))
        })
        .await?;
        let path = format!("/v1/operations/{}/approval", offered.id);
        let call = Call::post(path, &ApprovalRequest { approval })?.once(self.new_id()?);
        match self.call_or_problem::<OperationState>(&Signer::Session(&session), &call).await {
            Ok(state) => {
                self.memory()?.fresh_offers.remove(&offered.id);
                if by_code {
                    self.note_code_proved().await;
                }
                self.after_guarding(&offered, &state).await;
                self.view_of(&offered, &state).await
            }
            Err(Refused { error: Error::OutcomeUnknown, .. }) => self.after_lost_answer(&offered).await,
            Err(refused) => {
                if !by_code {
                    self.doubt_biometrics(&refused.error).await;
                }
                Err(self.after_refused_approval(&record, &offered, refused).await)
            }
        }
    }

    async fn view_of(&self, operation: &Operation, state: &OperationState) -> Result<OperationView, Error> {
        if state.operation_id != operation.id {
            return Err(Error::ReplyUnreadable);
        }
        let mut view = OperationView::try_from(state)?;
        if let (Some(receipt), Some((card_id, expected))) = (&state.receipt, operation.kind.receipt()) {
            let (receipt, version) = self.judged(receipt, card_id, &expected).await?;
            self.keep_approved(&receipt, version).await;
            view.receipt = Some(receipt);
        }
        Ok(view)
    }

    async fn after_lost_answer(&self, operation: &Operation) -> Result<OperationView, Error> {
        match self.operation(&operation.id.to_string()).await {
            Ok(view) if view.stage != OperationStage::Pending => Ok(view),
            _ => Err(Error::OutcomeUnknown),
        }
    }

    async fn after_refused_approval(&self, record: &TokenRecord, operation: &Operation, refused: Refused) -> Error {
        let now_ms = self.bank_time().map_or(i64::MAX, |now| now.ms);
        let fresh = refused
            .problem
            .and_then(|problem| problem.operation)
            .map(|bytes| Operation::decode(bytes.0, record, now_ms));
        if let (Some(Ok(fresh)), Ok(mut memory)) = (fresh, self.memory()) {
            // Fresh nonce and challenge; anything that is shown must be as it was.
            if fresh.id == operation.id && fresh.kind == operation.kind {
                memory.fresh_offers.insert(fresh.id, fresh);
            }
        }
        self.after_refused_proof(&refused.error).await;
        refused.error
    }
}

fn make(
    ports: &Ports,
    record: &TokenRecord,
    operation: &Operation,
    unlock: &Unlock,
    surroundings: Option<Surroundings>,
) -> Result<String, Error> {
    let key = unlock.use_key(ports, record, Proves::Approval, Some(&operation.challenge.to_sec1()))?;
    let approval = Approval {
        operation_id: operation.id,
        operation_hash: Bytes32(sha256(&operation.bytes)),
        decision: Decision::Approve,
        mac: Bytes32(hmac_sha256(&key, &operation.bytes)),
        surroundings,
    };
    device_jws(ports, record, typ::APPROVAL, &approval)
}
