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

/// What an exchange is for, with its labels.
pub struct Kind {
    pub path: &'static str,
    transcript: &'static str,
    /// `typ`, use key, message.
    proof: [&'static str; 3],
    commit: [&'static str; 3],
    key: &'static str,
}

pub const CODE: &Kind = &Kind {
    path: "/v1/token/code-changes",
    transcript: "kunci/code-change/1",
    proof: ["kunci-code-proof", "kunci/use/code-change", "kunci/code-change-proof/1"],
    commit: ["kunci-code-commit", "kunci/use/code-commit", "kunci/code-commit/1"],
    key: "kunci/key/know",
};

pub const BIOMETRIC: &Kind = &Kind {
    path: "/v1/token/biometrics",
    transcript: "kunci/biometric/1",
    proof: ["kunci-biometric-proof", "kunci/use/bio-enable", "kunci/biometric-proof/1"],
    commit: ["kunci-biometric-commit", "kunci/use/bio-commit", "kunci/biometric-commit/1"],
    key: "kunci/key/bio",
};

/// An exchange under way.
#[derive(Clone)]
pub struct Change {
    pub kind: &'static Kind,
    pub offer: ChangeOffer,
    pub ephemeral: SecretKey,
    pub nonce: [u8; 32],
    pub hash: [u8; 32],
}

impl Phone {
    pub fn change_draft(&self) -> Draft {
        self.exchange_draft(CODE)
    }

    pub fn exchange_draft(&self, kind: &Kind) -> Draft {
        let token = self.token.as_ref().expect("exchanged");
        self.draft("POST", kind.path, Some(json!({ "token_id": token.id })))
    }

    /// Asks for a change, and builds the transcript.
    pub async fn begin_change(&self) -> Change {
        self.begin_exchange(CODE).await
    }

    pub async fn begin_exchange(&self, kind: &'static Kind) -> Change {
        let answer = self.send(&self.exchange_draft(kind)).await.expect(201);
        let offer: ChangeOffer = serde_json::from_value(answer.body).expect("offer");
        let (ephemeral, nonce) = (secret_key(), random::<32>());
        let token = self.token.as_ref().expect("exchanged");
        let hash = sha256(&canonical(
            kind.transcript,
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
        Change { kind, offer, ephemeral, nonce, hash }
    }

    pub fn key_proof(&self, change: &Change, right: bool) -> KeyProof {
        let token = self.token.as_ref().expect("exchanged");
        let message = canonical(change.kind.proof[2], &[&change.hash, change.offer.change_id.to_string().as_bytes()]);
        let mut mac = hmac(&token.use_key(change.kind.proof[1]), &message);
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
            surroundings: None,
        }
    }

    pub fn change_proof_draft(&self, change: &Change, proof: &KeyProof, device: &SecretKey) -> Draft {
        let body = json!({
            "ephemeral": jwk(&change.ephemeral), "phone_nonce": Bytes32(change.nonce),
            "proof": jws(device, change.kind.proof[0], proof),
        });
        self.draft("POST", &format!("{}/{}/proof", change.kind.path, change.offer.change_id), Some(body))
    }

    pub async fn prove_change(&self, change: &Change, right: bool) -> Answer {
        self.send(&self.change_proof_draft(change, &self.key_proof(change, right), &self.device_signing)).await
    }

    /// The token as it is after the change.
    pub fn changed(&self, change: &Change) -> HeldToken {
        let token = self.token.clone().expect("exchanged");
        let shared = agree(&change.ephemeral, &change.offer.bank_ephemeral);
        let root = extract(&change.hash, &[shared, token.hw].concat());
        let info = canonical(change.kind.key, &[token.id.to_string().as_bytes(), &token.epoch.to_be_bytes()]);
        HeldToken { know: expand(&root, &info), generation: change.offer.generation, ..token }
    }

    pub fn key_commit(&self, change: &Change, right: bool) -> KeyCommit {
        let next = self.changed(change);
        let message = canonical(change.kind.commit[2], &[&change.hash, change.offer.change_id.to_string().as_bytes()]);
        let mut mac = hmac(&next.use_key(change.kind.commit[1]), &message);
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
        let signed = jws(&self.device_signing, change.kind.commit[0], commit);
        let path = format!("{}/{}/commit", change.kind.path, change.offer.change_id);
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

    /// Switches finger or face on; the token with `K_bio` in the place of `K_know`.
    pub async fn enable_biometrics(&self) -> HeldToken {
        let exchange = self.begin_exchange(BIOMETRIC).await;
        self.prove_change(&exchange, true).await.expect(200);
        self.commit_change(&exchange, true).await.expect(200);
        self.changed(&exchange)
    }

    /// The exchange of the `K_bio` that the bank has in force.
    pub async fn biometric(&self) -> Option<String> {
        let answer = self.send(&self.status_draft()).await.expect(200);
        let status = super::phone::payload(answer.body["status"].as_str().expect("status"));
        status["biometric"].as_str().map(str::to_owned)
    }

    /// Tells the bank that this phone has let the `K_bio` of this exchange go.
    pub async fn biometric_is_gone(&self, exchange: &str) {
        let token = self.token.as_ref().expect("exchanged");
        let body = json!({ "token_id": token.id, "nonce": B64(random::<16>().to_vec()), "biometric_off": exchange });
        self.send(&self.device_draft("/v1/token/status", body)).await.expect(200);
    }

    /// Tells the bank that this phone holds no `K_bio`.
    pub async fn biometrics_off(&self) {
        if let Some(exchange) = self.biometric().await {
            self.biometric_is_gone(&exchange).await;
        }
    }

    /// Tells the bank which key this phone uses.
    pub async fn acknowledge(&self, generation: u64) {
        let token = self.token.as_ref().expect("exchanged");
        let nonce = B64(random::<16>().to_vec());
        let body = json!({ "token_id": token.id, "nonce": nonce, "generation": generation });
        self.send(&self.device_draft("/v1/token/status", body)).await.expect(200);
    }
}
