//! What somebody sees over the customer's shoulder beside OTPs: approvals by QR and by typing, and OTPs by finger.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kunci_core::offline::{Scan, TypedTransfer};
use kunci_core::ports::DeviceKeys as _;
use kunci_core::token::{BiometricAnswer, BiometricOutcome, BiometricPurpose, BiometricTask};
use kunci_crypto::SecretDigits;
use kunci_crypto::hash::sha256;
use kunci_crypto::kdf::{BioKey, UseLabel};
use kunci_crypto::offline::{QR_SUITE, TIMED_SUITE, Typed};
use kunci_crypto::secret::{Secret, SecretBytes};
use serde_json::{Value, json};

use crate::attack::{Observed, Seen, truncated};
use crate::hash::HmacKey;
use crate::scene::{PASSWORD, Scene, USER, told};

/// What the customer pays on the website: a known payee, so that it may be done at once.
const BANK_CODE: &str = "014";
const ACCOUNT: &str = "1234567890";
const MINOR: u64 = 1_000_000;
/// Where the phone's hardware keeps what a finger opens.
const FINGER: &str = "biometric";
/// A question is padded to this (RFC 6287 §5.1).
const QUESTION: usize = 128;
/// Minutes that a typed code is taken before and after its own, and the one that its end is counted from.
const MINUTES_AHEAD: i64 = 2;

impl Scene {
    /// So many approvals by QR and as many by typing, each taken by the bank.
    pub(crate) async fn observe_offline(&mut self, times: usize) -> Result<[Seen; 2], String> {
        let (mut by_qr, mut by_typing) = (Vec::new(), Vec::new());
        for _ in 0..times {
            by_qr.push(self.approve_by_qr().await?);
            by_typing.push(self.approve_by_typing().await?);
            self.pass(60)?;
        }
        Ok([
            Seen { label: "ocra-qr", when: " by QR", codes: by_qr },
            Seen { label: "ocra-typed", when: " by typing", codes: by_typing },
        ])
    }

    async fn approve_by_qr(&mut self) -> Result<Observed, String> {
        let operation = self.order()?;
        let which = json!({ "session": self.website(), "operation_id": operation });
        let shown = self.control("website_qr", &which)?;
        let text = shown["qr"].as_str().ok_or("no QR")?.to_owned();
        let code = self.digits()?;
        let Scan::Approval(scanned) = self.app()?.read_scan(&text).await.map_err(told)? else {
            return Err("the QR is no approval".to_owned());
        };
        let made = self.app()?.qr_code(&scanned, &code).await.map_err(told)?.code;
        let question = sha256(&operation_in(&text)?);
        let seen = Observed { message: message(QR_SUITE, &question, None), digits: number(made.expose())? };
        self.taken(&operation, "qr", made.expose())?;
        self.is_of(UseLabel::OcraQr, &seen)?;
        Ok(seen)
    }

    async fn approve_by_typing(&mut self) -> Result<Observed, String> {
        let operation = self.order()?;
        let typed = TypedTransfer {
            kind: kunci_domain::operations::Kind::Transfer,
            bank_code: BANK_CODE.to_owned(),
            account: ACCOUNT.to_owned(),
            amount: kunci_domain::money::Money::new(MINOR.cast_signed(), "IDR", 2)
                .map_err(|error| error.to_string())?,
        };
        let code = self.digits()?;
        let made = self.app()?.typed_code(&typed, &code).await.map_err(told)?;
        let minute = u64::try_from(made.valid_until_ms / 60_000 - MINUTES_AHEAD).map_err(|error| error.to_string())?;
        let asked = Typed {
            kind: typed.kind.name(),
            bank_code: BANK_CODE,
            account: ACCOUNT,
            currency: "IDR",
            minor: MINOR,
            exponent: 2,
        };
        let question = asked.question().map_err(|error| error.to_string())?;
        let seen =
            Observed { message: message(TIMED_SUITE, &question, Some(minute)), digits: number(made.code.expose())? };
        self.taken(&operation, "typed", made.code.expose())?;
        self.is_of(UseLabel::OcraTyped, &seen)?;
        Ok(seen)
    }

    /// A transfer, ordered on the website.
    fn order(&self) -> Result<String, String> {
        let amount = json!({ "minor": MINOR, "currency": "IDR", "exponent": 2 });
        let ordered = self.control(
            "website_transfer",
            &json!({ "session": self.website(), "payee_name": "Budi Santoso", "bank_code": BANK_CODE,
                "account": ACCOUNT, "amount": amount }),
        )?;
        ordered["operation_id"].as_str().map(str::to_owned).ok_or_else(|| "no operation".to_owned())
    }

    fn taken(&self, operation: &str, by: &str, code: &[u8]) -> Result<(), String> {
        let given = json!({ "session": self.website(), "operation_id": operation, "by": by,
            "code": String::from_utf8_lossy(code) });
        let answer = self.control("website_code", &given)?;
        if answer["accepted"] == true {
            Ok(())
        } else {
            Err(format!("the bank did not take it: {}", answer["bank_saw"]))
        }
    }

    /// The attacker's own OCRA makes this code from the true key. Did it not, every test of it would be empty.
    fn is_of(&self, label: UseLabel, seen: &Observed) -> Result<(), String> {
        let key = self.true_key(label)?;
        let digits = truncated(&HmacKey::new(key.expose()), &seen.message, 100_000_000);
        let fits = digits == seen.digits;
        if fits {
            Ok(())
        } else {
            Err("the true key does not make the phone's code: the format has changed".to_owned())
        }
    }

    /// Switches a finger on and watches so many website logins with it.
    pub(crate) async fn observe_finger(&mut self, times: usize) -> Result<Seen, String> {
        let (password, code) = (SecretBytes::from_slice(PASSWORD.as_bytes()), self.digits()?);
        self.app()?.sign_in(USER, password, "en").await.map_err(told)?;
        self.app()?.sign_in_with_token(&code).await.map_err(told)?;
        self.touch(BiometricPurpose::Enable(self.digits()?)).await?;
        let mut codes = Vec::new();
        for _ in 0..times {
            let BiometricOutcome::Otp(made) = self.touch(BiometricPurpose::Otp).await? else {
                return Err("a finger made no OTP".to_owned());
            };
            let body =
                json!({ "user_id": USER, "password": PASSWORD, "otp": String::from_utf8_lossy(made.otp.expose()) });
            if self.control("website_login", &body)?["accepted"] != true {
                return Err("the bank did not take a finger's OTP".to_owned());
            }
            let digits = number(made.otp.expose())?;
            let step = self.step_made(&self.finger_key()?, digits)?;
            codes.push(Observed { message: step.to_be_bytes().to_vec(), digits });
            self.pass(30)?;
        }
        Ok(Seen { label: "bio-otp", when: " by finger", codes })
    }

    /// The use key of the finger's OTPs, as the phone has it.
    fn finger_key(&self) -> Result<Secret<32>, String> {
        let key = self.finger.as_ref().and_then(|key| Secret::try_from_slice(key.expose())).ok_or("no finger")?;
        let (mut hw, token_id, epoch) = self.hardware_half()?;
        BioKey::from_secret(key)
            .derive_use(&Secret::from_bytes(&mut hw), UseLabel::BioOtp, &token_id, epoch)
            .map_err(|error| error.to_string())
    }

    /// The host's part, with a key that the hardware keeps.
    async fn touch(&mut self, purpose: BiometricPurpose) -> Result<BiometricOutcome, String> {
        let prompt = self.app()?.begin_biometric(purpose).await.map_err(told)?;
        let keys = self.hardware_keys();
        let answer = match prompt.task {
            BiometricTask::Wrap(key) => {
                let wrapped = keys.wrap(FINGER, key.expose()).map_err(|error| error.to_string())?;
                self.finger = Some(key);
                BiometricAnswer::Wrapped(wrapped)
            }
            BiometricTask::Unwrap(wrapped) => {
                BiometricAnswer::Unwrapped(keys.unwrap(FINGER, &wrapped).map_err(|error| error.to_string())?)
            }
        };
        self.app()?.finish_biometric(&prompt.id, answer).await.map_err(told)
    }
}

/// `OCRASuite ‖ 00 ‖ Q ‖ T` (RFC 6287 §5.1), written down again.
fn message(suite: &str, question: &[u8; 32], minute: Option<u64>) -> Vec<u8> {
    let mut message = [suite.as_bytes(), &[0], question].concat();
    message.resize(suite.len() + 1 + QUESTION, 0);
    message.extend(minute.iter().flat_map(|minute| minute.to_be_bytes()));
    message
}

/// The operation's bytes in a challenge: its signed payload names them.
fn operation_in(challenge: &str) -> Result<Vec<u8>, String> {
    let payload = challenge.split('.').nth(1).ok_or("no JWS")?;
    let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|error| error.to_string())?;
    let payload: Value = serde_json::from_slice(&payload).map_err(|error| error.to_string())?;
    URL_SAFE_NO_PAD.decode(payload["operation"].as_str().unwrap_or_default()).map_err(|error| error.to_string())
}

fn number(digits: &[u8]) -> Result<u32, String> {
    SecretDigits::from_ascii(digits).map_err(|error| error.to_string())?;
    String::from_utf8_lossy(digits).parse().map_err(|_| "a code that is no number".to_owned())
}
