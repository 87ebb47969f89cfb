//! Planted oracles: the same harness, given the hardware's secrets, must find the code at once, and only the right one. A proof whose
//! controls find nothing proves nothing.

use aes_gcm::aead::AeadInOut as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};
use kunci_crypto::SecretDigits;
use kunci_crypto::hash::sha256;
use kunci_crypto::kdf::{KnowKey, UseLabel, extract};
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::secret::Secret;
use kunci_crypto::transcript::enrol_confirm_message;
use kunci_crypto::wrap::{Stretch, WrapError, WrapParams, unwrap_know, wrap_know};

use crate::attack::{Code, Depth, Given, Observed, Seen, stretched};
use crate::examine::{Case, Findings};
use crate::image::{Loot, Wrap};
use crate::scene::{Scene, draw};

/// Mistakes that an implementation could have made, as many as one attacker can look for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// The hardware's secrets are given; there is a tag on the wrap, the key under AES-GCM, a check value, the confirmation's MAC, and two
    /// OTPs were observed.
    Given,
    /// They are given, and one key was wrapped again under a new code, as a change on the phone alone would.
    TwoWraps,
    /// Nothing is given; the code stands there in the clear, and what should be secret is the transcript's hash, which the image holds.
    NothingGiven,
}

/// One of the million wrong codes makes the same eight digits as the right one in every hundredth run, three of them in one of six million.
const ALONE_OR_NEARLY: u32 = 3;

/// A mistake, and the distinguisher that must single out the right code because of it.
type Expected = (&'static str, &'static str);

impl Control {
    pub(crate) const ALL: [Self; 3] = [Self::Given, Self::TwoWraps, Self::NothingGiven];

    /// What must be found.
    pub(crate) const fn planted(self) -> &'static [Expected] {
        match self {
            Self::Given => &[
                ("a tag on the wrap", "HMAC(KEK, masked) with the device secret: stands in the loot"),
                ("the key under AES-GCM as well", "opens something sealed, with the device secret: token.know_sealed"),
                (
                    "a check value of four bytes",
                    "SHA-256 of K with the device secret: begins with a short value of the loot",
                ),
                (
                    "the confirmation's MAC on disk",
                    "confirmation with the device secret and hw = the hardware's secret: stands in the loot",
                ),
                (
                    "device_secret and hw, and two observed OTPs",
                    "OTP with the device secret and hw = the hardware's secret: all observed codes",
                ),
                (
                    "and one observed approval by QR",
                    "ocra-qr with the device secret and hw = the hardware's secret: observed code by QR 1",
                ),
                (
                    "and one by typing",
                    "ocra-typed with the device secret and hw = the hardware's secret: observed code by typing 1",
                ),
            ],
            Self::TwoWraps => &[("one key wrapped under two codes", "two wraps of one key, with the device secret")],
            Self::NothingGiven => &[
                ("the code in the clear", "stands in the loot as ASCII"),
                (
                    "secrets that stand in the image",
                    "OTP with token.transcript_hash and hw = token.transcript_hash: all observed codes",
                ),
            ],
        }
    }

    /// The robbed phone with these mistakes in it.
    pub(crate) async fn make(self, every: u32) -> Result<Case, String> {
        let mut scene = Scene::new().await?;
        scene.enrol().await?;
        let loot = scene.last_image()?;
        let mut observed = vec![Seen::otps("", scene.observe(2).await?)];
        if self == Self::Given {
            observed.extend(scene.observe_offline(1).await?);
        }
        let given = scene.hardware(&loot)?;
        let code = scene.code;
        let step = scene.first_step();
        let keys = Keys::of(&loot, &code, given)?;
        let mut case = Case { loot, observed, given, depth: Depth::Short, codes: vec![code], every };
        match self {
            Self::Given => {
                let (tag, check) = (hmac_sha256(&keys.kek, &keys.wrap.masked), sha256(keys.know.secret().expose()));
                let confirmation = keys.confirmation(&case.loot)?;
                case.loot.plant("token.wrap_tag", &tag[..16]);
                case.loot.plant("token.know_sealed", &keys.sealed()?);
                // Of three bytes, a wrong code would share it in every sixteenth run.
                case.loot.plant("token.know_check", &check[..4]);
                case.loot.plant("token.confirmation_mac", &confirmation);
            }
            Self::TwoWraps => {
                // Tried in a sample as well.
                let again = draw()?;
                case.loot.wraps.insert(keys.wrapped_again(&again)?);
                case.codes.push(again);
            }
            Self::NothingGiven => {
                (case.given, case.depth) = (Given::default(), Depth::One("token.transcript_hash"));
                let found = case.loot.get("token.transcript_hash").and_then(|bytes| bytes.try_into().ok());
                let found = found.ok_or("no transcript hash")?;
                case.loot.wraps = std::iter::once(keys.wrapped_with(&found)?).collect();
                case.observed = vec![Seen::otps("", keys.observed(&found, step)?)];
                case.loot.plant("token.note", &[b"code=".as_slice(), &code].concat());
            }
        }
        Ok(case)
    }

    /// The mistakes that were not found, or not the right code alone.
    pub(crate) fn missed(self, findings: &Findings, codes: &[Code]) -> Vec<&'static str> {
        let text = codes.first().map(|code| String::from_utf8_lossy(code)).unwrap_or_default();
        let shared_by_right_code =
            findings.shared_keys.iter().all(|shared| shared.first_code == text || shared.second_code == text);
        let found = |by: &str| {
            let Some(alarm) = findings.alarms.iter().find(|alarm| alarm.distinguisher == by) else { return false };
            let most = if by.contains(": observed code by ") { ALONE_OR_NEARLY } else { 1 };
            // Other digits stand in an image, too.
            alarm.candidates <= most || by.ends_with("as ASCII")
        };
        self.planted().iter().filter(|(_, by)| !(shared_by_right_code && found(by))).map(|(what, _)| *what).collect()
    }
}

/// The cheap hash, for the core's own wrapping.
struct Cheap;

impl Stretch for Cheap {
    fn stretch(&self, code: &SecretDigits, salt: &[u8; 32], _: WrapParams) -> Result<Secret<32>, WrapError> {
        Ok(Secret::from_bytes(&mut stretched(salt, code.expose())))
    }
}

/// The real keys of a token, by the core's own functions.
struct Keys {
    wrap: Wrap,
    kek: Secret<32>,
    know: KnowKey,
    device_secret: Secret<32>,
    hw: Secret<32>,
    code: Code,
}

impl Keys {
    fn of(loot: &Loot, code: &Code, given: Given) -> Result<Self, String> {
        let wrap = loot.wraps.first().ok_or("no wrapped key")?.clone();
        let (Some(device_secret), Some(hw)) = (given.device_secret, given.hw) else {
            return Err("the hardware gave nothing".to_owned());
        };
        let (device_secret, hw) = (secret(device_secret), secret(hw));
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&wrap.salt);
        bytes[32..].copy_from_slice(&wrap.masked);
        let know = unwrap_know(&Cheap, &bytes, &digits(code)?, &device_secret, WrapParams::FLOOR).map_err(told)?;
        let kek = extract(device_secret.expose(), &stretched(&wrap.salt, code));
        Ok(Self { wrap, kek, know, device_secret, hw, code: *code })
    }

    fn sealed(&self) -> Result<Vec<u8>, String> {
        let nonce = *b"twelve bytes";
        let mut text = self.know.secret().expose().to_vec();
        let tag = Aes256Gcm::new(self.kek.expose().into())
            .encrypt_inout_detached(&Nonce::from(nonce), &[], text.as_mut_slice().into())
            .map_err(told)?;
        Ok([&nonce[..], &text, &tag].concat())
    }

    fn confirmation(&self, loot: &Loot) -> Result<[u8; 32], String> {
        let key = self
            .know
            .derive_use(&self.hw, UseLabel::EnrolConfirm, &self.wrap.token_id, self.wrap.epoch)
            .map_err(told)?;
        let transcript = loot.get("token.transcript_hash").and_then(|bytes| bytes.try_into().ok());
        // An active token no longer has an enrolment; the attacker's guess for its id is the token's.
        let message =
            enrol_confirm_message(&transcript.ok_or("no transcript hash")?, &self.wrap.token_id).map_err(told)?;
        Ok(hmac_sha256(&key, &message))
    }

    fn wrapped_again(&self, code: &Code) -> Result<Wrap, String> {
        let wrapped = wrap_know(&Cheap, &self.know, &digits(code)?, &self.device_secret, WrapParams::FLOOR, [9; 32]);
        self.as_wrap(wrapped.map_err(told)?)
    }

    /// The key under the same code, with `found` in the place of the device secret.
    fn wrapped_with(&self, found: &[u8; 32]) -> Result<Wrap, String> {
        let wrapped = wrap_know(&Cheap, &self.know, &digits(&self.code)?, &secret(*found), WrapParams::FLOOR, [9; 32]);
        self.as_wrap(wrapped.map_err(told)?)
    }

    fn as_wrap(&self, wrapped: [u8; 64]) -> Result<Wrap, String> {
        let (salt, masked) = wrapped.split_at(32);
        Ok(Wrap { salt: salt.try_into().map_err(told)?, masked: masked.try_into().map_err(told)?, ..self.wrap.clone() })
    }

    /// Two OTPs made with `found` in the place of `hw`.
    fn observed(&self, found: &[u8; 32], step: u64) -> Result<Vec<Observed>, String> {
        let key =
            self.know.derive_use(&secret(*found), UseLabel::Otp, &self.wrap.token_id, self.wrap.epoch).map_err(told)?;
        let at = |step: u64| {
            let otp = kunci_crypto::otp::hotp(key.expose(), step, 6, kunci_crypto::otp::Alg::Sha256).map_err(told)?;
            let digits = String::from_utf8_lossy(otp.expose()).parse().map_err(told)?;
            Ok(Observed { message: step.to_be_bytes().to_vec(), digits })
        };
        [step, step + 1].into_iter().map(at).collect()
    }
}

fn secret(mut bytes: [u8; 32]) -> Secret<32> {
    Secret::from_bytes(&mut bytes)
}

fn digits(code: &Code) -> Result<SecretDigits, String> {
    SecretDigits::from_ascii(code).map_err(told)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
