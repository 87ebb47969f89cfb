//! A sandbox bank in this process and a phone with an active token, over real sockets and on real disks.

use kunci_adapters::{SoftwareDeviceKeys, real_ports};
use kunci_bank::{Bank, BankOptions, RunningBank};
use kunci_core::config::BankConfig;
use kunci_core::token::EnrolmentMethod;
use kunci_core::{Phone, Ports};
use kunci_crypto::SecretDigits;
use kunci_crypto::secret::SecretBytes;
use serde_json::{Value, json};
use std::sync::Arc;

pub(crate) const USER: &str = "sari";
pub(crate) const PASSWORD: &str = "Senja-di-Ubud-72";
pub(crate) const CODE: &[u8] = b"740916";

/// Both, as long as it lives.
pub(crate) struct Scene {
    pub(crate) phone: Arc<Phone>,
    bank: RunningBank,
    _folder: tempfile::TempDir,
}

impl Scene {
    /// Signed in, with the token's proof.
    pub(crate) async fn open() -> Result<Self, String> {
        Self::open_over(|ports| ports).await
    }

    /// The same, over other ports than an app's.
    pub(crate) async fn open_over(change: impl FnOnce(Ports) -> Ports) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(told)?;
        let bank = Bank::start(BankOptions::default()).await.map_err(told)?;
        let config = BankConfig::from_json(&bank.ready.phone_config.to_string()).map_err(told)?;
        let keys = Arc::new(SoftwareDeviceKeys::open(&folder.path().join("hardware")).map_err(told)?);
        let ports = real_ports(&folder.path().join("profile"), &config, keys).map_err(told)?;
        let phone = Arc::new(Phone::new(config, change(ports)).map_err(told)?);
        let scene = Self { phone, bank, _folder: folder };
        let phone = &scene.phone;
        phone.sign_in(USER, SecretBytes::from_slice(PASSWORD.as_bytes()), "en").await.map_err(told)?;
        phone.begin_enrolment(EnrolmentMethod::Sms).await.map_err(told)?;
        let sms = scene.control("sms", &json!({ "user_id": USER }))?;
        phone.prove_enrolment(&digits(sms["code"].as_str().unwrap_or_default().as_bytes())?).await.map_err(told)?;
        let code = digits(CODE)?;
        phone.choose_code(&code, &code).await.map_err(told)?;
        phone.sign_in_with_token(&code).await.map_err(told)?;
        Ok(scene)
    }

    /// A command of the tester's door.
    pub(crate) fn control(&self, name: &str, body: &Value) -> Result<Value, String> {
        self.bank.bank().control(name, body).map_err(|refusal| format!("{name}: {}", refusal.code))
    }
}

pub(crate) fn digits(ascii: &[u8]) -> Result<SecretDigits, String> {
    SecretDigits::from_ascii(ascii).map_err(told)
}

pub(crate) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// What the bench waits on.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, String> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(told)
}
