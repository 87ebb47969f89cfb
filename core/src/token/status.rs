//! The token's status: the bank's signed word, and the only thing that changes a token's phase on this phone.

use std::sync::Arc;

use kunci_crypto::hash::sha256;
use kunci_domain::session_life::SessionEnd;
use kunci_wire::Bytes32;
use kunci_wire::bytes::B64;
use kunci_wire::keys::key_use;
use kunci_wire::signed::{TokenState, TokenStatus, typ};
use kunci_wire::token::{StatusReply, StatusRequest};
use uuid::Uuid;

use super::TokenView;
use crate::bank::{Call, Signer};
use crate::ports::{BiometricRecord, ChainRecord, Phase, Slot, TokenRecord, random};
use crate::{Error, Phone, blocking};

/// What a status does to the record. Decided purely by [`decide`], carried out by [`Phone::apply_status`].
#[derive(Debug, PartialEq, Eq)]
enum Action {
    /// Nothing new.
    Keep,
    /// The bank says so.
    Become(Phase),
    /// The token is no more: record and keys go.
    Wipe,
}

/// What a status says about a code change whose end this phone does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyStep {
    /// Nothing to do, or not decided yet.
    Keep,
    /// The new key is in force.
    Promote,
    /// The new key never will be.
    Drop,
}

impl Phone {
    /// The token as this phone knows it, without asking the bank.
    ///
    /// # Errors
    /// What the store says.
    pub async fn token(&self) -> Result<TokenView, Error> {
        Ok(self.load_token().await?.as_ref().map_or_else(TokenView::none, TokenView::of))
    }

    /// Asks the bank for the token's status, signed by the device key: no session, no Unlock Code.
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::StatusForged`], [`Error::StatusUnknown`].
    pub async fn token_status(&self) -> Result<TokenView, Error> {
        let _gate = self.token_gate.lock().await;
        self.refresh_status().await
    }

    pub(crate) async fn refresh_status(&self) -> Result<TokenView, Error> {
        self.refresh_status_without(None).await
    }

    /// The same, and says that this exchange's `K_bio` is no more. The bank learns it by this call, or by the next that reaches it: a
    /// status that names a `K_bio` which this phone does not hold is answered with a second question, which names it.
    pub(super) async fn refresh_status_without(&self, biometric_off: Option<Uuid>) -> Result<TokenView, Error> {
        let (view, orphan) = self.ask_status(biometric_off).await?;
        match orphan {
            None => Ok(view),
            Some(orphan) => Ok(self.ask_status(Some(orphan)).await.map_or(view, |(view, _)| view)),
        }
    }

    /// What the bank says, and the exchange of a `K_bio` that only the bank still has.
    async fn ask_status(&self, biometric_off: Option<Uuid>) -> Result<(TokenView, Option<Uuid>), Error> {
        let record = self.load_token().await?.ok_or(Error::NoToken)?;
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let request = StatusRequest {
            token_id: record.token_id,
            nonce: B64(nonce.to_vec()),
            generation: Some(record.generation),
            biometric_off,
        };
        let call = Call::post("/v1/token/status", &request)?;
        let reply: StatusReply =
            self.call(&Signer::Device { slot: record.slot, thumbprint: &record.thumbprint }, &call).await?;
        let status = self.genuine_status(&record, &reply.status, &nonce).await?;
        let orphan = orphan(&record, &status);
        Ok((self.apply_genuine(record, status).await?, orphan))
    }

    /// Verifies a status against `record` and the nonce it must answer, then does what it says.
    pub(crate) async fn apply_status(
        &self,
        record: TokenRecord,
        status: &str,
        nonce: &[u8; 16],
    ) -> Result<TokenView, Error> {
        let status = self.genuine_status(&record, status, nonce).await?;
        self.apply_genuine(record, status).await
    }

    async fn genuine_status(
        &self,
        record: &TokenRecord,
        status: &str,
        nonce: &[u8; 16],
    ) -> Result<(TokenStatus, TokenState), Error> {
        let status: TokenStatus = self
            .bundle()
            .await?
            .verify_signed(status, key_use::TOKEN_STATUS, typ::TOKEN_STATUS)
            .map_err(|_| Error::StatusForged)?;
        let state = judge(record, &status, nonce)?;
        Ok((status, state))
    }

    async fn apply_genuine(
        &self,
        record: TokenRecord,
        (status, state): (TokenStatus, TokenState),
    ) -> Result<TokenView, Error> {
        let (step, biometric) = (key_step(&record, &status), biometric_step(&record, &status, state));
        let chain = chain_step(record.chain, &status);
        let not_me_until_ms = status.not_me_until.map(jiff::Timestamp::as_millisecond);
        let mut action = decide(&record.phase, state, not_me_until_ms);
        let before = (record.chain, record.set_back, record.biometric.clone());
        let mut record = settle(record, step);
        record.set_back = status.generation > record.generation;
        (record.chain, record.biometric) = (chain, biometric);
        let is_as_before = step == KeyStep::Keep && before == (record.chain, record.set_back, record.biometric.clone());
        if action == Action::Keep && !is_as_before {
            // What is settled about keys and logins is written like a new phase: in the one write below.
            action = Action::Become(record.phase.clone());
        }
        self.carry_out(record, action).await
    }

    async fn carry_out(&self, mut record: TokenRecord, action: Action) -> Result<TokenView, Error> {
        match action {
            Action::Keep => Ok(TokenView::of(&record)),
            Action::Become(phase) => {
                record.phase = phase;
                let view = TokenView::of(&record);
                let replaced = matches!(record.phase, Phase::Superseded { .. });
                let store = Arc::clone(&self.ports.store);
                blocking::run(move || Ok(store.put_token(&record)?)).await?;
                if replaced {
                    // Session and offers go at once. Signing key and wrapped key stay, for "not me" alone.
                    self.forget_customer(Some(SessionEnd::Elsewhere))?;
                }
                Ok(view)
            }
            Action::Wipe => {
                self.wipe_token(record.slot).await?;
                self.forget_customer(None)?;
                Ok(TokenView::none())
            }
        }
    }

    /// Takes the token's record and keys off this phone.
    pub(crate) async fn wipe_token(&self, slot: Slot) -> Result<(), Error> {
        let (store, keys) = (Arc::clone(&self.ports.store), Arc::clone(&self.ports.keys));
        blocking::run(move || {
            store.remove_token()?;
            // The record is gone: keys that stay behind for a passing fault open nothing, and the next enrolment overwrites them.
            let _ = keys.erase(slot.signing_alias());
            let _ = keys.erase(slot.agreement_alias());
            Ok(())
        })
        .await
    }

    /// After a refused proof. The fifth wrong code locks: the bank's signed word on that is fetched, so that the phone says so too.
    pub(crate) async fn after_refused_proof(&self, error: &Error) {
        if matches!(error, Error::ProofRefused | Error::ApprovalRefused | Error::TokenLocked) {
            let _ = self.refresh_status().await;
        }
    }

    /// A pending token that the bank has closed goes; any other stays.
    pub(super) async fn forget_pending(&self) -> Result<(), Error> {
        match self.load_token().await? {
            Some(record) if matches!(record.phase, Phase::Pending { .. }) => {
                self.carry_out(record, Action::Wipe).await.map(drop)
            }
            _ => Ok(()),
        }
    }

    pub(crate) async fn load_token(&self) -> Result<Option<TokenRecord>, Error> {
        self.alive()?;
        let store = Arc::clone(&self.ports.store);
        let record = blocking::run(move || Ok(store.token()?)).await?;
        match record {
            // Nothing can be said with it any more: it goes, whether or not the bank can be reached.
            Some(record) if is_over(&record.phase, self.bank_time()?.ms) => {
                self.carry_out(record, Action::Wipe).await?;
                Ok(None)
            }
            record => Ok(record),
        }
    }
}

/// Whether a genuine status speaks of this very token and answers this very question.
fn judge(record: &TokenRecord, status: &TokenStatus, nonce: &[u8; 16]) -> Result<TokenState, Error> {
    let fits = status.token_id == record.token_id
        && status.thumbprint == record.thumbprint
        && status.transcript_hash == Bytes32(record.transcript_hash)
        && status.epoch == record.epoch
        && status.nonce == B64(nonce.to_vec());
    if !fits {
        return Err(Error::StatusForged);
    }
    TokenState::parse(&status.state).ok_or(Error::StatusUnknown)
}

/// Which of two keys is in force. Only the bank's word drops one: a commit may still be under way to it.
fn key_step(record: &TokenRecord, status: &TokenStatus) -> KeyStep {
    let Some(next) = &record.next else { return KeyStep::Keep };
    if status.code_change == Some(next.change_id) && status.generation > record.generation {
        KeyStep::Promote
    } else if status.open_change == Some(next.change_id) {
        KeyStep::Keep
    } else {
        KeyStep::Drop
    }
}

/// `K_bio` counts once the bank names it, and goes when the bank names it no more, or another phone took this one's place.
fn biometric_step(record: &TokenRecord, status: &TokenStatus, state: TokenState) -> Option<BiometricRecord> {
    let kept = record.biometric.clone().filter(|_| state != TokenState::Superseded)?;
    if status.biometric == Some(kept.change_id) {
        Some(BiometricRecord { confirmed: true, ..kept })
    } else {
        Some(kept).filter(|kept| !kept.confirmed && status.open_change == Some(kept.change_id))
    }
}

/// The exchange that the bank names and this phone has no `K_bio` of: it was let go, and the bank did not hear of it. Not one of a token
/// that works nowhere any more, whose keys the bank destroys by itself.
fn orphan(record: &TokenRecord, (status, state): &(TokenStatus, TokenState)) -> Option<Uuid> {
    let works = matches!(state, TokenState::Active | TokenState::Locked | TokenState::Suspended);
    let held = record.biometric.as_ref().map(|kept| kept.change_id);
    status.biometric.filter(|named| works && held != Some(*named))
}

/// The next link counts once the bank has it.
fn chain_step(chain: ChainRecord, status: &TokenStatus) -> ChainRecord {
    match chain.next {
        Some(next) if status.chain == Some(Bytes32(sha256(&next))) => ChainRecord { current: Some(next), next: None },
        _ => chain,
    }
}

fn settle(mut record: TokenRecord, step: KeyStep) -> TokenRecord {
    match (step, record.next) {
        (KeyStep::Promote, Some(next)) => {
            record.knowledge = next.knowledge;
            record.generation += 1;
            record.next = None;
        }
        (KeyStep::Drop, _) => record.next = None,
        (KeyStep::Keep | KeyStep::Promote, _) => {}
    }
    record
}

/// Whether the time for "not me" is over.
fn is_over(phase: &Phase, now_ms: i64) -> bool {
    matches!(phase, Phase::Superseded { not_me_until_ms: Some(until_ms), .. } if now_ms >= *until_ms)
}

fn decide(phase: &Phase, state: TokenState, not_me_until_ms: Option<i64>) -> Action {
    let become_ = |new: Phase| if *phase == new { Action::Keep } else { Action::Become(new) };
    match (phase, state) {
        (_, TokenState::Removed) => Action::Wipe,
        // An enrolment that another one overtook never was a token here.
        (Phase::Pending { .. }, TokenState::Superseded) => Action::Wipe,
        (_, TokenState::Pending) => Action::Keep,
        (_, TokenState::Active) => become_(Phase::Active),
        (_, TokenState::Locked) => become_(Phase::Locked),
        (_, TokenState::Suspended) => become_(Phase::Suspended),
        // The old phone itself approved, an operator deregistered it, or the time is over: nothing is kept for "not me".
        (_, TokenState::Superseded) if not_me_until_ms.is_none() => Action::Wipe,
        (Phase::Superseded { not_me_key, .. }, TokenState::Superseded) => {
            become_(Phase::Superseded { not_me_until_ms, not_me_key: *not_me_key })
        }
        (_, TokenState::Superseded) => become_(Phase::Superseded { not_me_until_ms, not_me_key: None }),
    }
}

#[cfg(test)]
mod tests {
    use kunci_crypto::wrap::WrapParams;

    use super::*;
    use crate::ports::{NextKnowledge, WrappedKnowledge};

    const NONCE: [u8; 16] = [5; 16];

    fn record(phase: Phase) -> TokenRecord {
        TokenRecord { phase, ..crate::token::testing::record() }
    }

    fn status() -> TokenStatus {
        TokenStatus {
            token_id: Uuid::from_u128(1),
            thumbprint: "thumb".into(),
            transcript_hash: Bytes32([7; 32]),
            epoch: 3,
            state: "active".into(),
            nonce: B64(NONCE.to_vec()),
            issued: jiff::Timestamp::UNIX_EPOCH,
            not_me_until: None,
            probation_until: None,
            generation: 1,
            code_change: None,
            open_change: None,
            biometric: None,
            chain: None,
        }
    }

    #[test]
    fn otp_11_a_biometric_key_counts_and_goes_by_the_banks_word_alone() {
        let id = Uuid::from_u128(88);
        let held = |confirmed| TokenRecord {
            biometric: Some(BiometricRecord {
                change_id: id,
                wrapped: vec![1],
                confirmed,
                code_wall_ms: 0,
                code_boot_ms: 0,
            }),
            ..record(Phase::Active)
        };
        let after = |confirmed, status: &TokenStatus, state| {
            biometric_step(&held(confirmed), status, state).map(|kept| kept.confirmed)
        };
        let named = TokenStatus { biometric: Some(id), ..status() };
        let open = TokenStatus { open_change: Some(id), ..status() };
        assert_eq!(after(false, &named, TokenState::Active), Some(true));
        assert_eq!(after(true, &named, TokenState::Active), Some(true));
        assert_eq!(after(false, &open, TokenState::Active), Some(false), "may still be committed");
        assert_eq!(after(false, &status(), TokenState::Active), None);
        assert_eq!(after(true, &status(), TokenState::Active), None, "the bank has switched it off");
        assert_eq!(after(true, &named, TokenState::Superseded), None, "a replaced phone keeps none");
    }

    #[test]
    fn otp_11_the_bank_is_told_of_the_very_key_that_only_it_still_has() {
        let [id, other] = [88, 89].map(Uuid::from_u128);
        let held = |change_id| BiometricRecord {
            change_id,
            wrapped: vec![1],
            confirmed: true,
            code_wall_ms: 0,
            code_boot_ms: 0,
        };
        let without = record(Phase::Active);
        let with = TokenRecord { biometric: Some(held(id)), ..record(Phase::Active) };
        let says = |biometric, state| (TokenStatus { biometric, ..status() }, state);
        assert_eq!(orphan(&without, &says(Some(id), TokenState::Active)), Some(id));
        assert_eq!(orphan(&without, &says(Some(id), TokenState::Locked)), Some(id), "by possession alone");
        assert_eq!(orphan(&with, &says(Some(other), TokenState::Active)), Some(other), "a phone that was set back");
        assert_eq!(orphan(&with, &says(Some(id), TokenState::Active)), None);
        assert_eq!(orphan(&without, &says(None, TokenState::Active)), None);
        assert_eq!(orphan(&without, &says(Some(id), TokenState::Superseded)), None, "destroyed anyway");
    }

    #[test]
    fn otp_9_only_the_banks_word_drops_a_key_and_it_drops_the_right_one() {
        let id = Uuid::from_u128(77);
        let knowledge = |mark| WrappedKnowledge { salt: [mark; 32], masked: [mark; 32], params: WrapParams::FLOOR };
        let held = || TokenRecord {
            knowledge: knowledge(1),
            next: Some(NextKnowledge { change_id: id, knowledge: knowledge(2) }),
            ..record(Phase::Active)
        };
        let after = |status: TokenStatus| {
            let record = settle(held(), key_step(&held(), &status));
            (record.generation, record.knowledge.salt[0], record.next.is_some())
        };
        assert_eq!(after(TokenStatus { open_change: Some(id), ..status() }), (1, 1, true), "may still be committed");
        assert_eq!(after(TokenStatus { generation: 2, code_change: Some(id), ..status() }), (2, 2, false));
        assert_eq!(after(status()), (1, 1, false), "closed for good");
        let other = TokenStatus { generation: 2, code_change: Some(Uuid::from_u128(78)), ..status() };
        assert_eq!(after(other), (1, 1, false), "another change is not this one");
        assert_eq!(key_step(&record(Phase::Active), &status()), KeyStep::Keep);
    }

    #[test]
    fn otp_12_the_next_link_counts_once_the_banks_signed_status_has_it() {
        let [current, next] = [[1; 32], [2; 32]];
        let under_way = ChainRecord { current: Some(current), next: Some(next) };
        let says = |link: Option<[u8; 32]>| TokenStatus { chain: link.map(|link| Bytes32(sha256(&link))), ..status() };
        for not_yet in [None, Some(current), Some([3; 32])] {
            assert_eq!(chain_step(under_way, &says(not_yet)), under_way, "the same pair is shown again");
        }
        let after = ChainRecord { current: Some(next), next: None };
        assert_eq!(chain_step(under_way, &says(Some(next))), after);
        assert_eq!(chain_step(after, &says(Some(next))), after);
    }

    fn pending() -> Phase {
        Phase::Pending { enrolment_id: Uuid::nil(), idempotency_key: Uuid::nil() }
    }

    #[test]
    fn otp_2_a_status_about_anything_else_is_not_believed() {
        let changes: [fn(&mut TokenStatus); 5] = [
            |status| status.token_id = Uuid::from_u128(9),
            |status| status.thumbprint = "other".into(),
            |status| status.transcript_hash = Bytes32([8; 32]),
            |status| status.epoch = 4,
            |status| status.nonce = B64(vec![6; 16]),
        ];
        assert_eq!(judge(&record(pending()), &status(), &NONCE), Ok(TokenState::Active));
        for change in changes {
            let mut forged = status();
            change(&mut forged);
            assert_eq!(judge(&record(pending()), &forged, &NONCE), Err(Error::StatusForged));
        }
    }

    #[test]
    fn a_state_of_the_future_changes_nothing_and_says_update() {
        let newer = TokenStatus { state: "hibernating".into(), ..status() };
        assert_eq!(judge(&record(Phase::Active), &newer, &NONCE), Err(Error::StatusUnknown));
    }

    #[test]
    fn otp_2_only_a_status_moves_a_token_and_only_removal_wipes() {
        let decide = |phase: &Phase, state| decide(phase, state, Some(9));
        let superseded = Phase::Superseded { not_me_until_ms: Some(9), not_me_key: None };
        assert_eq!(decide(&pending(), TokenState::Active), Action::Become(Phase::Active));
        assert_eq!(decide(&pending(), TokenState::Pending), Action::Keep);
        assert_eq!(decide(&pending(), TokenState::Superseded), Action::Wipe);
        assert_eq!(decide(&Phase::Active, TokenState::Active), Action::Keep);
        assert_eq!(decide(&Phase::Active, TokenState::Superseded), Action::Become(superseded.clone()));
        assert_eq!(decide(&superseded, TokenState::Superseded), Action::Keep);
        assert_eq!(decide(&Phase::Active, TokenState::Locked), Action::Become(Phase::Locked));
        assert_eq!(decide(&Phase::Locked, TokenState::Active), Action::Become(Phase::Active));
        assert_eq!(decide(&Phase::Active, TokenState::Removed), Action::Wipe);
    }

    #[test]
    fn otp_2_a_replaced_phone_erases_itself_when_not_me_is_not_offered_or_its_time_is_over() {
        let said = Phase::Superseded { not_me_until_ms: Some(9), not_me_key: Some(Uuid::from_u128(5)) };
        assert_eq!(decide(&Phase::Active, TokenState::Superseded, None), Action::Wipe);
        assert_eq!(decide(&said, TokenState::Superseded, None), Action::Wipe);
        // What is under way keeps its key.
        assert_eq!(decide(&said, TokenState::Superseded, Some(9)), Action::Keep);
        assert!(!is_over(&said, 8) && is_over(&said, 9) && !is_over(&Phase::Active, 9));
        // A profile of an older version asks the bank first.
        assert!(!is_over(&Phase::Superseded { not_me_until_ms: None, not_me_key: None }, i64::MAX));
    }
}
