//! The frames of the running link are those of the AsyncAPI document.

use std::sync::Arc;

use futures_util::{SinkExt as _, StreamExt as _};
use kunci_bank::Bank;
use kunci_wire::bytes::{decode, encode};
use kunci_wire::link::{NOISE, PATH};
use p256::SecretKey;
use serde_json::{Value, json};
use tokio::io::DuplexStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use crate::at_rest;
use crate::support::approve::{Offered, settled_phone};
use crate::support::crypto::{canonical, jwk, open_jws, sha256, sign};
use crate::support::document::asyncapi;
use crate::support::phone::{new_key, payload};
use crate::support::{Door, Phone, advance, bank, control};

/// A phone's end of the link, over a pipe.
struct Link {
    socket: WebSocketStream<DuplexStream>,
    noise: snow::TransportState,
    /// Signs what is said.
    key: SecretKey,
    conversation: Value,
    epoch: Value,
    /// Every frame that the bank said.
    heard: Vec<Value>,
}

impl Link {
    async fn open(bank: &Arc<Bank>, phone: &Phone) -> Self {
        let (near, far) = tokio::io::duplex(256 * 1024);
        let served = Arc::clone(bank);
        tokio::spawn(async move { served.serve_link(far).await });
        let url = format!("ws://bank.test{PATH}");
        let (mut socket, _) = tokio_tungstenite::client_async(url, near).await.expect("upgrades");
        let (kid, key) = noise_key(phone).await;
        let mut handshake = handshake(&kid, &key);
        let mut first = [0; 128];
        let length = handshake.write_message(&[], &mut first).expect("writes");
        socket.send(Message::binary(first[..length].to_vec())).await.expect("sent");
        let second = socket.next().await.expect("an answer").expect("an answer").into_data();
        handshake.read_message(&second, &mut []).expect("the bank's");
        let session = phone.session["session_id"].as_str().expect("id");
        let proof = canonical("kunci/link-auth/1", &[session.as_bytes(), handshake.get_handshake_hash()]);
        let noise = handshake.into_transport_mode().expect("both are done");
        let (key, conversation, epoch) = (phone.session_key.clone(), Value::Null, Value::Null);
        let mut link = Self { socket, noise, key, conversation, epoch, heard: Vec::new() };
        let signature = encode(&sign(&phone.session_key, &proof));
        link.say(json!({ "type": "hello", "session_id": session, "signature": signature, "resume": [] })).await;
        let welcome = link.until("welcome").await;
        link.conversation = welcome["conversations"][0]["conversation"].clone();
        link.epoch = welcome["conversations"][0]["epoch"].clone();
        link
    }

    /// Says a frame of the document.
    async fn say(&mut self, frame: Value) {
        asyncapi().check("phone", &frame).unwrap_or_else(|why| panic!("{frame} is not the document's: {why}"));
        self.say_anything(&frame).await;
    }

    async fn say_anything(&mut self, frame: &Value) {
        let mut sealed = vec![0; 65_535];
        let length = self.noise.write_message(frame.to_string().as_bytes(), &mut sealed).expect("seals");
        self.socket.send(Message::binary(sealed[..length].to_vec())).await.expect("sent");
    }

    /// Says a wish under a fresh id; words are signed, as of somebody who has seen nothing yet.
    async fn wish(&mut self, kind: &str, more: Value) {
        let mut frame = json!({ "type": kind, "conversation": self.conversation, "client_id": new_key() });
        for (name, value) in more.as_object().expect("members") {
            frame[name] = value.clone();
        }
        if kind == "send" {
            frame["proof"] = self.proof_of(&frame);
        }
        self.say(frame).await;
    }

    fn proof_of(&self, said: &Value) -> Value {
        let text = |name: &str| said[name].as_str().expect("text").as_bytes();
        let (salt, previous, time) = ([7; 16], [0; 32], 5_u64);
        let committed = sha256(&canonical("kunci/chat-body/1", &[&salt, b"text", text("text")]));
        let fields = [text("conversation"), text("client_id"), &previous, &committed, &time.to_be_bytes()];
        let signature = encode(&sign(&self.key, &canonical("kunci/customer-message/1", &fields)));
        json!({ "salt": encode(&salt), "previous": encode(&previous), "time_ms": time, "signature": signature })
    }

    /// Hears until a frame of this type; each must be the document's.
    async fn until(&mut self, kind: &str) -> Value {
        loop {
            let message = self.socket.next().await.expect("a frame").expect("a frame");
            let Message::Binary(sealed) = message else { continue };
            let mut frame = vec![0; sealed.len()];
            let length = self.noise.read_message(&sealed, &mut frame).expect("the bank's");
            let frame: Value = serde_json::from_slice(&frame[..length]).expect("JSON");
            asyncapi().check("bank", &frame).unwrap_or_else(|why| panic!("{frame} is not the document's: {why}"));
            self.heard.push(frame.clone());
            if frame["type"] == kind {
                return frame;
            }
        }
    }
}

async fn noise_key(phone: &Phone) -> (String, Vec<u8>) {
    let draft = phone.draft("GET", "/v1/keys", None);
    let router = Door::Router(phone.bank.router());
    noise_key_of(&router.send(draft.unsigned()).await.expect("keys").expect(200).body)
}

/// Id and key, of what `GET /v1/keys` answers.
pub fn noise_key_of(keys: &Value) -> (String, Vec<u8>) {
    let bundle = payload(keys["bundle"].as_str().expect("bundle"));
    let found = bundle["keys"].as_array().expect("keys").iter().find(|key| key["use"] == "noise").expect("a noise key");
    let text = |name: &str| found[name].as_str().expect("text").to_owned();
    (text("kid"), decode(&text("config")).expect("base64url"))
}

/// The phone's side of a handshake with whoever holds this key.
pub fn handshake(kid: &str, key: &[u8]) -> snow::HandshakeState {
    let prologue = canonical("kunci/link/1", &[&1_u64.to_be_bytes(), b"kuncibank", kid.as_bytes()]);
    snow::Builder::new(NOISE.parse().expect("a protocol"))
        .prologue(&prologue)
        .and_then(|builder| builder.remote_public_key(key))
        .and_then(snow::Builder::build_initiator)
        .expect("a handshake")
}

#[tokio::test]
async fn chat_1_every_frame_of_the_running_link_is_the_document_s() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut link = Link::open(&bank, &phone).await;
    link.until("caught_up").await;
    let amount = json!({ "minor": 5_000_000, "currency": "IDR", "exponent": 2 });
    let payment = json!({ "user_id": "sari", "ending": "4821", "amount": amount.clone(), "merchant": "Toko Maya" });
    control(&bank, "card_pay", payment);
    link.until("payments").await;
    let unusual =
        json!({ "user_id": "sari", "ending": "4821", "amount": amount, "merchant": "Toko Maya", "suspicious": true });
    control(&bank, "card_pay", unusual);
    link.until("operations").await;
    link.wish("send", json!({ "text": "Berapa saldo saya?" })).await;
    link.until("sent").await;
    let answer = link.until("event").await;
    link.say(json!({ "type": "ack", "conversation": link.conversation, "epoch": link.epoch, "seq": answer["seq"] }))
        .await;
    link.say(json!({ "type": "receipt", "conversation": link.conversation, "delivered": 1, "read": 1 })).await;
    link.wish("send", json!({ "text": "" })).await;
    assert_eq!(link.until("refused").await["code"], "bad-text");
    link.wish("handover", json!({})).await;
    link.until("sent").await;
    control(&bank, "chat_say", json!({ "user_id": "sari", "as": "dewi", "text": "Selamat siang, Ibu Sari." }));
    while link.until("event").await["sender"] != "agent" {}
    control(&bank, "chat_typing", json!({ "user_id": "sari", "seconds": 3 }));
    assert_eq!(link.until("typing").await["ttl_seconds"], 3);
    let writes = |bank| control(bank, "chat_log", json!({ "user_id": "sari" }))["writing"].clone();
    assert_eq!(writes(&bank), false);
    link.say(json!({ "type": "typing", "conversation": link.conversation, "ttl_seconds": 4_000_000 })).await;
    // Frames are read in their order: the bank has heard it when it answers the next.
    link.wish("send", json!({ "text": "" })).await;
    link.until("refused").await;
    assert_eq!(writes(&bank), true);
    advance(&bank, 16);
    assert_eq!(writes(&bank), false, "nobody writes for so long without saying so again");
    control(&bank, "chat_revoke", json!({ "as": "dewi" }));
    link.until("revocations").await;
    control(&bank, "chat_desk", json!({ "ahead": 2, "each_seconds": 60 }));
    link.wish("feedback", json!({ "rating": 4, "text": "" })).await;
    link.until("sent").await;
    let leaf = link.heard.iter().rev().find(|frame| frame["type"] == "event").expect("an event");
    let (seq, leaf) = (leaf["seq"].clone(), leaf["leaf"].clone());
    let report = json!({ "epoch": link.epoch, "seq": seq, "leaf": leaf, "suspects": [seq] });
    link.wish("end", json!({ "report": report })).await;
    link.until("sent").await;
    // Another connection, told of the newest alone.
    control(&bank, "fault", json!({ "kind": "link_window", "events": 1 }));
    let heard = std::mem::take(&mut link.heard);
    let mut link = Link::open(&bank, &phone).await;
    let gap = link.until("gap").await;
    let place = json!({ "conversation": link.conversation, "epoch": link.epoch });
    let ask = |from: &Value, to: &Value| {
        let (conversation, epoch) = (&place["conversation"], &place["epoch"]);
        json!({ "type": "fetch_range", "conversation": conversation, "epoch": epoch, "from": from, "to": to })
    };
    link.say(ask(&gap["from"], &gap["to"])).await;
    let range = link.until("range").await;
    let frames = range["frames"].as_array().expect("frames");
    assert_eq!((&frames[0]["seq"], &frames[frames.len() - 1]["leaf"]), (&gap["from"], &gap["leaf"]));
    link.say(ask(&json!(2), &json!(3))).await;
    let part = link.until("range").await;
    assert_eq!((&part["before"], &part["frames"]), (&frames[0]["leaf"], &json!(frames[1..3])));
    for (from, to) in [(1, 9_000), (5, 3), (0, 0)] {
        link.say(ask(&json!(from), &json!(to))).await;
        assert_eq!(link.until("range").await["frames"], json!([]), "{from} {to}");
    }
    // Another conversation, and a numbering anew.
    let asked = json!({ "conversation": new_key(), "topic": "card" });
    phone.send(&phone.draft("POST", "/v1/conversations", Some(asked.clone()))).await.expect(200);
    assert_eq!(link.until("conversation").await["conversation"], asked["conversation"]);
    control(&bank, "chat_renumber", json!({ "user_id": "sari" }));
    let reset = link.until("epoch_reset").await;
    assert_eq!(
        (&reset["conversation"], &reset["epoch"], &reset["last_seq"]),
        (&link.conversation, &json!(2), &json!(0))
    );
    let said = payload(reset["reset"].as_str().expect("signed"));
    assert_eq!((&said["old_epoch"], &said["epoch"]), (&link.epoch, &json!(2)));
    assert_eq!(link.until("caught_up").await["seq"], 0);
    link.say_anything(&json!({ "type": "send", "surprise": 1 })).await;
    assert_eq!(link.until("bye").await["reason"], "malformed");
    link.heard.extend(heard);

    // What a frame of the document was never seen for is checked nowhere.
    let mut seen: Vec<_> = link.heard.iter().map(|frame| frame["type"].as_str().expect("a type").to_owned()).collect();
    seen.sort();
    seen.dedup();
    let unseen: Vec<_> = asyncapi().types("bank").into_iter().filter(|kind| !seen.contains(kind)).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[tokio::test]
async fn chat_1_what_is_said_lies_on_the_banks_disk_in_no_file_in_the_clear() {
    const SAID: [&str; 2] = ["Kartu saya tertelan di Bandung.", "Saya bantu, Ibu Sari."];
    let folder = tempfile::tempdir().expect("folder");
    let (bank, database) = at_rest::open(folder.path());
    let phone = settled_phone(&bank).await;
    let mut link = Link::open(&bank, &phone).await;
    link.until("caught_up").await;
    link.wish("send", json!({ "text": SAID[0] })).await;
    link.until("sent").await;
    control(&bank, "chat_say", json!({ "user_id": "sari", "as": "dewi", "text": SAID[1] }));
    let kept = at_rest::decrypted(&database);
    let places = at_rest::files(folder.path());
    assert!(places.iter().any(|(place, _)| place.ends_with("bank.sqlite3-wal")), "also the log is searched");
    for said in SAID {
        assert!(
            at_rest::holds(&kept, said.as_bytes()),
            "the bank keeps it, and the search finds it where it can be read"
        );
        for (place, bytes) in &places {
            assert!(!at_rest::holds(bytes, said.as_bytes()), "it stands in {place}");
        }
    }
}

#[tokio::test]
async fn chat_14_what_the_token_confirmed_is_said_in_the_chat_and_ends_with_it() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut link = Link::open(&bank, &phone).await;
    link.until("caught_up").await;
    let who = json!({ "user_id": "sari", "as": "dewi" });
    control(&bank, "agent_verify", who.clone());
    assert_eq!(link.until("event").await["body"]["code"], "identity-asked");
    let list = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    phone.approve(&Offered::read(&list["operations"][0]["operation"]), true).await.expect(200);
    let told = link.until("event").await;
    assert_eq!((&told["sender"], &told["body"]["code"]), (&json!("bank"), &json!("identity-confirmed")));
    assert_eq!(control(&bank, "agent_desk", who.clone())["shows"], true);
    link.wish("end", json!({})).await;
    link.until("sent").await;
    assert_eq!(control(&bank, "agent_desk", who)["shows"], false);
}

#[test]
fn a_frame_that_the_document_does_not_have_is_found() {
    let id = "0198b2c0-0000-7000-8000-00000000000a";
    let sent = json!({ "type": "sent", "client_id": id, "conversation": id, "seq": 2 });
    assert_eq!(asyncapi().check("bank", &sent), Ok(()));
    assert!(asyncapi().check("phone", &sent).is_err(), "the phone does not say so");
    for (name, value) in
        [("surprise", json!(1)), ("seq", json!("2")), ("client_id", json!("x")), ("type", json!("dance"))]
    {
        let mut bent = sent.clone();
        bent[name] = value;
        assert!(asyncapi().check("bank", &bent).is_err(), "{bent}");
    }
    let missing = json!({ "type": "sent", "client_id": id, "conversation": id });
    assert!(asyncapi().check("bank", &missing).is_err());
    let resume = json!({ "conversation": id, "epoch": 1, "last_seq": 0, "more": 1 });
    let hello = json!({ "type": "hello", "session_id": id, "signature": "AA", "resume": [resume] });
    assert!(asyncapi().check("phone", &hello).expect_err("a member too much").contains("more"));
}

#[tokio::test]
async fn chat_9_a_conversation_is_begun_once_about_a_known_topic_and_not_without_end() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut link = Link::open(&bank, &phone).await;
    link.until("caught_up").await;
    let begin = |id: uuid::Uuid, topic: &str| {
        phone.draft("POST", "/v1/conversations", Some(json!({ "conversation": id, "topic": topic })))
    };
    let card = new_key();
    let standing = phone.send(&begin(card, "card")).await.expect(200).body;
    assert_eq!((standing["topic"].as_str(), standing["last_seq"].as_u64()), (Some("card"), Some(0)));
    // A standing link is told, and that there is nothing in it yet.
    assert_eq!(link.until("conversation").await["conversation"], card.to_string());
    assert_eq!(link.until("caught_up").await["conversation"], card.to_string());
    assert_eq!(phone.send(&begin(card, "card")).await.expect(200).body, standing, "said again");
    phone.send(&begin(card, "app")).await.refused("idempotency-mismatch");
    for (id, topic) in [(new_key(), "general"), (new_key(), "weather"), (uuid::Uuid::from_u128(4), "app")] {
        phone.send(&begin(id, topic)).await.refused("malformed");
    }
    for topic in ["payment", "account", "app"] {
        phone.send(&begin(new_key(), topic)).await.expect(200);
    }
    phone.send(&begin(new_key(), "scam")).await.refused("conversation-limit");
    // What is said in it stands in it alone, and one that was ended makes room.
    link.conversation = json!(card);
    link.wish("send", json!({ "text": "Kartu saya hilang" })).await;
    assert_eq!(link.until("sent").await["conversation"], card.to_string());
    let log = |id: Option<uuid::Uuid>| control(&bank, "chat_log", json!({ "user_id": "sari", "conversation": id }));
    assert_eq!(log(Some(card))["texts"], "Kartu saya hilang");
    assert_eq!(log(None)["texts"], "");
    link.wish("end", json!({})).await;
    link.until("sent").await;
    assert_eq!(log(Some(card))["open"], false);
    phone.send(&begin(new_key(), "scam")).await.expect(200);
    // Nobody else's conversation can be named.
    let hers = link.conversation.clone();
    link.conversation = json!(new_key());
    link.wish("send", json!({ "text": "Halo" })).await;
    assert_eq!(link.until("refused").await["code"], "no-conversation");
    link.conversation = hers;
    link.wish("send", json!({ "text": "Masih ada satu pertanyaan" })).await;
    link.until("sent").await;
    assert_eq!(log(Some(card))["open"], true, "whoever writes in it opens it again");
}

#[tokio::test]
async fn chat_12_the_customer_s_words_are_taken_under_her_own_signature_and_no_other() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut link = Link::open(&bank, &phone).await;
    link.until("caught_up").await;
    let conversation = link.conversation.as_str().expect("id").to_owned();
    let (salt, time) = ([7; 16], 5_u64);
    let committed = |text: &str| sha256(&canonical("kunci/chat-body/1", &[&salt, b"text", text.as_bytes()]));
    let message = |id: &str, previous: &[u8; 32], text: &str| {
        let fields = [conversation.as_bytes(), id.as_bytes(), previous, &committed(text), &time.to_be_bytes()];
        canonical("kunci/customer-message/1", &fields)
    };
    let frame = |id: &str, previous: &[u8; 32], text: &str, signature: &[u8]| {
        json!({ "type": "send", "conversation": conversation, "client_id": id, "text": text, "proof": {
            "salt": encode(&salt), "previous": encode(previous), "time_ms": time, "signature": encode(signature) } })
    };
    let (id, start) = (new_key().to_string(), [0; 32]);
    let good = sign(&phone.session_key, &message(&id, &start, "Halo"));
    let stranger = sign(&crate::support::crypto::secret_key(), &message(&id, &start, "Halo"));
    let elsewhere = sign(&phone.session_key, &message(&id, &[9; 32], "Halo"));
    for wrong in [
        frame(&id, &start, "Hola", &good),
        frame(&new_key().to_string(), &start, "Halo", &good),
        frame(&id, &start, "Halo", &stranger),
        frame(&id, &start, "Halo", &good[1..]),
        frame(&id, &[9; 32], "Halo", &elsewhere),
    ] {
        link.say(wrong).await;
        let refused = link.until("refused").await;
        assert_eq!((&refused["code"], &refused["permanent"]), (&json!("bad-signature"), &json!(true)));
    }
    let (words, file) = (new_key(), json!({ "type": "attach", "conversation": conversation, "descriptor": "{}" }));
    for mut unsigned in [json!({ "type": "send", "conversation": conversation, "text": "Halo" }), file] {
        unsigned["client_id"] = json!(words);
        link.say(unsigned).await;
        let refused = link.until("refused").await;
        assert_eq!((&refused["code"], &refused["permanent"]), (&json!("unsigned"), &json!(true)));
        assert_eq!(refused["client_id"], json!(words));
    }
    assert_eq!(control(&bank, "chat_log", json!({ "user_id": "sari" }))["texts"], "");
    link.say(frame(&id, &start, "Halo", &good)).await;
    link.until("sent").await;
    let event = link.heard.iter().rev().find(|frame| frame["client_id"] == id.as_str() && frame["type"] == "event");
    let event = match event {
        Some(event) => event.clone(),
        None => link.until("event").await,
    };
    assert_eq!(event["salt"], encode(&salt));
    assert_eq!(event["commitment"], encode(&committed("Halo")));
    let proof = &event["proof"];
    assert_eq!((&proof["signature"], &proof["previous"]), (&json!(encode(&good)), &json!(encode(&start))));
    // The transcript's hash holds her signature, and the bank's word says whose key it was.
    let epoch = event["epoch"].as_u64().expect("epoch").to_be_bytes();
    let fields: [&[u8]; 7] =
        [&start, conversation.as_bytes(), &epoch, &1_u64.to_be_bytes(), b"customer", &committed("Halo"), &good];
    assert_eq!(event["leaf"], encode(&sha256(&canonical("kunci/chat-leaf/1", &fields))));
    let certificate = payload(proof["badge"].as_str().expect("a certificate"));
    assert_eq!(certificate["cnf"], json!(jwk(&phone.session_key)));
    assert_eq!(certificate["conversation"], conversation.as_str());
    let keys = phone.draft("GET", "/v1/keys", None);
    let keys = Door::Router(phone.bank.router()).send(keys.unsigned()).await.expect("keys").expect(200).body;
    let bundle = payload(keys["bundle"].as_str().expect("bundle"));
    let badges = bundle["keys"].as_array().expect("keys").iter().filter(|key| key["use"] == "badge");
    let by_the_bank = |key: &Value| {
        let key = serde_json::from_value(key["key"].clone()).ok()?;
        open_jws(proof["badge"].as_str()?, "kunci-session-key", &key)
    };
    assert!(badges.filter_map(by_the_bank).next().is_some());
}
