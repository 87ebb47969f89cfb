//! The live link by long polls, over real TLS: what begins one, what ends one, and what is refused.

use kunci_bank::{Bank, BankOptions, RunningBank};
use kunci_wire::bytes::decode;
use kunci_wire::link::{POLL_ID, POLL_PATH};
use reqwest::{Client, Response};

use super::link::{handshake, noise_key_of};
use super::sealed::http;

struct Polls {
    client: Client,
    url: String,
    _bank: RunningBank,
    kid: String,
    key: Vec<u8>,
}

impl Polls {
    async fn at_a_bank() -> Self {
        let bank = Bank::start(BankOptions::default()).await.expect("the bank starts");
        let client = http(&bank.ready);
        let keys = client.get(format!("{}/v1/keys", bank.ready.api_url)).send().await.expect("reply");
        let keys = serde_json::from_slice(&keys.bytes().await.expect("body")).expect("json");
        let (kid, key) = noise_key_of(&keys);
        Self { client, url: format!("{}{POLL_PATH}", bank.ready.api_url), _bank: bank, kid, key }
    }

    fn handshake(&self, key: &[u8]) -> snow::HandshakeState {
        handshake(&self.kid, key)
    }

    async fn post(&self, path: &str, body: Vec<u8>) -> Response {
        self.client.post(format!("{}{path}", self.url)).body(body).send().await.expect("an answer")
    }

    /// Begins a link with the bank's key; its path.
    async fn begun(&self) -> String {
        let mut handshake = self.handshake(&self.key);
        let mut first = [0; 48];
        let length = handshake.write_message(&[], &mut first).expect("writes");
        let answer = self.post("", first[..length].to_vec()).await;
        assert_eq!(answer.status(), 200);
        let id = answer.headers()[POLL_ID].to_str().expect("text").to_owned();
        assert_eq!(decode(&id).expect("base64url").len(), 16);
        let second = answer.bytes().await.expect("body");
        handshake.read_message(&second, &mut []).expect("the bank's");
        format!("/{id}")
    }

    async fn poll(&self, path: &str) -> u16 {
        self.client.get(format!("{}{path}", self.url)).send().await.expect("an answer").status().as_u16()
    }
}

#[tokio::test]
async fn chat_1_a_first_message_for_another_key_or_for_no_key_begins_nothing() {
    let bank = Polls::at_a_bank().await;
    let mut first = [0; 48];
    let length = bank.handshake(&[9; 32]).write_message(&[], &mut first).expect("writes");
    let answer = bank.post("", first[..length].to_vec()).await;
    assert_eq!((answer.status().as_u16(), answer.headers().get(POLL_ID)), (421, None));
    assert_eq!(bank.post("", vec![1; 47]).await.status(), 421);
    assert_eq!(bank.post("", Vec::new()).await.status(), 421);
    assert_eq!(bank.post("", vec![1; 65_536]).await.status(), 413);
}

#[tokio::test]
async fn chat_1_what_does_not_open_ends_the_link_and_what_is_unknown_is_gone() {
    let bank = Polls::at_a_bank().await;
    let path = bank.begun().await;
    // It waits before it hears the end: nobody's answer is lost.
    let (polled, posted) = tokio::join!(bank.poll(&path), bank.post(&path, vec![7; 64]));
    assert_eq!((polled, posted.status().as_u16()), (410, 204));
    assert_eq!(bank.poll(&path).await, 410);
    for unknown in ["/AAAAAAAAAAAAAAAAAAAAAA", "/x"] {
        assert_eq!(bank.poll(unknown).await, 410, "{unknown}");
        assert_eq!(bank.post(unknown, vec![1]).await.status(), 410, "{unknown}");
    }
    assert_eq!(bank.post(&bank.begun().await, vec![1; 65_536]).await.status(), 413);
}

#[tokio::test]
async fn chat_9_who_says_so_ends_her_own_link_and_no_other() {
    let bank = Polls::at_a_bank().await;
    let (one, other) = (bank.begun().await, bank.begun().await);
    assert_ne!(one, other);
    let gone = bank.client.delete(format!("{}{one}", bank.url)).send().await.expect("an answer");
    assert_eq!(gone.status(), 204);
    assert_eq!(bank.poll(&one).await, 410);
    // The other one still takes what is posted.
    assert_eq!(bank.post(&other, vec![7; 64]).await.status(), 204);
}
