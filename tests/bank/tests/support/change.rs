//! The phone's half of a code change.

use kunci_wire::key_change::ChangeOffer;
use kunci_wire::signed::{KeyCommit, KeyProof};
use kunci_wire::{B64, Bytes32};
use p256::SecretKey;
use serde_json::json;

use super::crypto::{
    agree, canonical, expand, extract, hmac, jwk, jws, open_jws, random, secret_key, sha256, thumbprint,
};
use super::door::Answer;
use super::phone::{Draft, HeldToken, Phone};

/// An exchange under way.
#[derive(Clone)]
pub struct Change {
    pub offer: ChangeOffer,
    pub ephemeral: SecretKey,
    pub nonce: [u8; 32],
    pub hash: [u8; 32],
}

impl Phone {
    pub fn change_draft(&self) -> Draft {
        let token = self.token.as_ref().expect("exchanged");
        self.draft("POST", "/v1/token/code-changes", Some(json!({ "token_id": token.id })))
    }

    /// Asks for a change, and builds the transcript.
    pub async fn begin_change(&self) -> Change {
        let answer = self.send(&self.change_draft()).await.expect(201);
        let offer: ChangeOffer = serde_json::from_value(answer.body).expect("offer");
        let (ephemeral, nonce) = (secret_key(), random::<32>());
        let token = self.token.as_ref().expect("exchanged");
        let hash = sha256(&canonical(
            "kunci/code-change/1",
            &[
                offer.suite.as_bytes(),
                offer.bank.as_bytes(),
                self.session["customer_id"].as_str().expect("id").as_bytes(),
                self.session["session_id"].as_str().expect("id").as_bytes(),
                offer.change_id.to_string().as_bytes(),
                offer.transcript_kid.as_bytes(),
                thumbprint(&self.session_key).as_bytes(),
                token.id.to_string().as_bytes(),
                &token.epoch.to_be_bytes(),
                &offer.generation.to_be_bytes(),
                &token.transcript_hash,
                thumbprint(&self.device_signing).as_bytes(),
                &offer.bank_ephemeral.to_sec1(),
                &jwk(&ephemeral).to_sec1(),
                &offer.bank_nonce.0,
                &nonce,
            ],
        ));
        Change { offer, ephemeral, nonce, hash }
    }

    pub fn key_proof(&self, change: &Change, right: bool) -> KeyProof {
        let token = self.token.as_ref().expect("exchanged");
        let message =
            canonical("kunci/code-change-proof/1", &[&change.hash, change.offer.change_id.to_string().as_bytes()]);
        let mut mac = hmac(&token.use_key("kunci/use/code-change"), &message);
        if !right {
            mac[0] ^= 1;
        }
        KeyProof {
            change_id: change.offer.change_id,
            token_id: token.id,
            epoch: token.epoch,
            generation: change.offer.generation,
            transcript_hash: Bytes32(change.hash),
            mac: Bytes32(mac),
        }
    }

    pub fn change_proof_draft(&self, change: &Change, proof: &KeyProof, device: &SecretKey) -> Draft {
        let body = json!({
            "ephemeral": jwk(&change.ephemeral), "phone_nonce": Bytes32(change.nonce),
            "proof": jws(device, "kunci-code-proof", proof),
        });
        self.draft("POST", &format!("/v1/token/code-changes/{}/proof", change.offer.change_id), Some(body))
    }

    pub async fn prove_change(&self, change: &Change, right: bool) -> Answer {
        self.send(&self.change_proof_draft(change, &self.key_proof(change, right), &self.device_signing)).await
    }

    /// The token as it is after the change.
    pub fn changed(&self, change: &Change) -> HeldToken {
        let token = self.token.clone().expect("exchanged");
        let shared = agree(&change.ephemeral, &change.offer.bank_ephemeral);
        let root = extract(&change.hash, &[shared, token.hw].concat());
        let info = canonical("kunci/key/know", &[token.id.to_string().as_bytes(), &token.epoch.to_be_bytes()]);
        HeldToken { know: expand(&root, &info), ..token }
    }

    pub fn key_commit(&self, change: &Change, right: bool) -> KeyCommit {
        let next = self.changed(change);
        let message = canonical("kunci/code-commit/1", &[&change.hash, change.offer.change_id.to_string().as_bytes()]);
        let mut mac = hmac(&next.use_key("kunci/use/code-commit"), &message);
        if !right {
            mac[0] ^= 1;
        }
        KeyCommit {
            change_id: change.offer.change_id,
            token_id: next.id,
            epoch: next.epoch,
            generation: change.offer.generation,
            transcript_hash: Bytes32(change.hash),
            nonce: B64(random::<16>().to_vec()),
            mac: Bytes32(mac),
        }
    }

    pub fn commit_draft(&self, change: &Change, commit: &KeyCommit) -> Draft {
        let signed = jws(&self.device_signing, "kunci-code-commit", commit);
        let path = format!("/v1/token/code-changes/{}/commit", change.offer.change_id);
        self.draft("POST", &path, Some(json!({ "commit": signed })))
    }

    pub async fn commit_change(&self, change: &Change, right: bool) -> Answer {
        self.send(&self.commit_draft(change, &self.key_commit(change, right))).await
    }

    /// What the status says of the keys: generation, the change that made the present one, the open one.
    pub async fn key_state(&self) -> (u64, Option<String>, Option<String>) {
        let answer = self.send(&self.status_draft()).await.expect(200);
        self.key_state_of(&answer).await
    }

    pub async fn key_state_of(&self, answer: &Answer) -> (u64, Option<String>, Option<String>) {
        let key = self.bank_key("token-status").await;
        let text = answer.body["status"].as_str().expect("status");
        let status = open_jws(text, "kunci-token-status", &key).expect("signed by the bank");
        let id = |name: &str| status[name].as_str().map(str::to_owned);
        (status["generation"].as_u64().expect("number"), id("code_change"), id("open_change"))
    }

    /// Tells the bank which key this phone uses.
    pub async fn acknowledge(&self, generation: u64) {
        let token = self.token.as_ref().expect("exchanged");
        let nonce = B64(random::<16>().to_vec());
        let body = json!({ "token_id": token.id, "nonce": nonce, "generation": generation });
        self.send(&self.device_draft("/v1/token/status", body)).await.expect(200);
    }
}
