//! A download of an attachment over a connection that dies: a sandbox bank, TLS and files as an app has them.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use kunci_adapters::{SoftwareDeviceKeys, real_ports};
use kunci_bank::{Bank, BankOptions, RunningBank};
use kunci_core::chat::{ChatItem, Conversation};
use kunci_core::config::BankConfig;
use kunci_core::token::EnrolmentMethod;
use kunci_core::{Error, Phone};
use kunci_crypto::SecretDigits;
use kunci_crypto::hash::sha256;
use kunci_crypto::secret::SecretBytes;
use serde_json::{Value, json};

const USER: &str = "sari";
const PASSWORD: &str = "Senja-di-Ubud-72";
const CODE: &[u8] = b"740916";
/// Three ranges of 128 KiB, the last not full.
const BYTES: usize = 300_000;

struct Scene {
    phone: Arc<Phone>,
    bank: RunningBank,
    _folder: tempfile::TempDir,
}

impl Scene {
    /// Signed in with the token, its link open, and somebody of the bank in the conversation.
    async fn open() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let bank = Bank::start(BankOptions::default()).await.expect("a bank");
        let config = BankConfig::from_json(&bank.ready.phone_config.to_string()).expect("a configuration");
        let keys = Arc::new(SoftwareDeviceKeys::open(&folder.path().join("hardware")).expect("keys"));
        let ports = real_ports(&folder.path().join("profile"), &config, keys).expect("ports");
        let phone = Arc::new(Phone::new(config, ports).expect("a phone"));
        let scene = Self { phone, bank, _folder: folder };
        let phone = &scene.phone;
        let code = SecretDigits::from_ascii(CODE).expect("digits");
        phone.sign_in(USER, SecretBytes::from_slice(PASSWORD.as_bytes()), "en").await.expect("signed in");
        phone.begin_enrolment(EnrolmentMethod::Sms).await.expect("begun");
        let sms = scene.control("sms", &json!({ "user_id": USER }));
        let sms = SecretDigits::from_ascii(sms["code"].as_str().expect("a code").as_bytes()).expect("digits");
        phone.prove_enrolment(&sms).await.expect("proved");
        phone.choose_code(&code, &code).await.expect("chosen");
        phone.sign_in_with_token(&code).await.expect("signed in");
        phone.connect().await.expect("connected");
        phone.chat_ask_for_human(Conversation::General).await.expect("asked");
        scene
    }

    fn control(&self, name: &str, body: &Value) -> Value {
        self.bank.bank().control(name, body).unwrap_or_else(|refusal| panic!("{name}: {}", refusal.code))
    }

    /// A switch for the calls that ask for the file's bytes from there on.
    fn fault(&self, kind: &str, from: usize) {
        let path = format!("/v1/attachments/*/content?from={from}");
        self.control("fault", &json!({ "kind": kind, "path": path }));
    }

    /// The switches that no call has met.
    fn unmet(&self) -> Vec<String> {
        let faults = self.control("faults", &json!({}))["faults"].clone();
        let kind = |fault: &Value| fault["kind"].as_str().expect("a kind").to_owned();
        faults.as_array().expect("faults").iter().map(kind).collect()
    }

    /// The entry of a file, as soon as it has come.
    async fn file(&self) -> ChatItem {
        let mut revision = 0;
        loop {
            let batch = self.phone.chat_next_batch(Conversation::General, revision).await.expect("a batch");
            revision = batch.revision;
            let all = self.phone.chat_next_batch(Conversation::General, 0).await.expect("all").items;
            if let Some(item) = all.into_iter().find(|item| item.attachment.is_some()) {
                return item;
            }
        }
    }
}

/// No byte of it twice in a row: what is put together wrongly shows.
fn paper() -> Vec<u8> {
    let mut paper = b"%PDF-1.7\n".to_vec();
    paper.extend((0..).flat_map(|line| format!("% line {line}\n").into_bytes()).take(BYTES - 16));
    paper.extend(b"\n%%EOF\n");
    paper
}

#[tokio::test(flavor = "multi_thread")]
async fn chat_9_a_download_whose_connection_dies_in_its_midst_goes_on_where_it_stopped() {
    let (scene, paper) = (Scene::open().await, paper());
    let content = kunci_wire::B64(paper.clone());
    let sent = json!({ "user_id": USER, "as": "dewi", "name": "surat.pdf", "content": content });
    scene.control("chat_attach", &sent);
    let item = scene.file().await;
    let range = kunci_wire::attachments::RANGE_BYTES;

    // The second range begins to arrive, and the connection dies.
    scene.fault("torn_reply", range);
    let broken = scene.phone.chat_attachment(&item.id).await.err().expect("broken");
    assert_eq!(broken, Error::OutcomeUnknown);
    assert_eq!(scene.unmet(), Vec::<String>::new(), "it broke there");

    // Who asked for the first range now would get nothing; who asks for the second is answered, twice.
    scene.fault("lose_reply", 0);
    scene.fault("duplicate", range);
    let opened = scene.phone.chat_attachment(&item.id).await.expect("the rest came");
    assert_eq!(scene.unmet(), ["lose_reply"], "the first range was not asked for again");
    assert_eq!((opened.name.as_str(), opened.content.len()), ("surat.pdf", BYTES));
    assert_eq!(sha256(&opened.content), sha256(&paper));

    // And it is on this phone: looking at it once more asks for nothing.
    scene.fault("lose_reply", range);
    assert_eq!(scene.phone.chat_attachment(&item.id).await.expect("kept").content, paper);
    assert_eq!(scene.unmet(), ["lose_reply", "lose_reply"]);
}
