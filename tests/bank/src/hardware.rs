//! Hardware tokens at the bank: RFC 6238, six digits, thirty seconds; the device's drift is learned from what it shows.

use kunci_wire::ProblemCode;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::bank::Bank;
use crate::crypto::totp;
use crate::refusal::{BankError, Refusal, refuse_with};
use crate::store::{Algorithm, Customer, HardwareToken, Tx};
use crate::throttle::Throttle;

/// Steps on each side of the learned drift.
const SLACK: i64 = 2;
/// Two hours on each side of the bank's time, for a resynchronisation.
const WIDE: i64 = 240;

/// Counts wrong activations and resynchronisations, and nothing else.
pub(crate) const ACTIVATION: &str = "hardware-activation";
/// Counts wrong codes of sign-ins that a hardware token lets look.
pub(crate) const SIGN_IN: &str = "hardware-sign-in";
/// Counts wrong codes of step-ups that a hardware token proves.
pub(crate) const STEP_UP: &str = "hardware-step-up";
/// Counts wrong codes of enrolments that a hardware token proves.
pub(crate) const ENROLMENT: &str = "hardware-enrolment";
/// Counts wrong codes of number changes that a hardware token proves.
pub(crate) const NUMBER: &str = "hardware-number";

/// Every place that counts wrong codes, each for itself.
pub(crate) const DOORS: [&str; 5] = [ACTIVATION, SIGN_IN, STEP_UP, ENROLMENT, NUMBER];

/// Whether it is six ASCII digits, as every one-time PIN and every device's code is.
pub(crate) fn is_six_digits(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A device in a customer's hand. Published on purpose, like the passwords: it protects nothing.
pub(crate) struct Device {
    pub(crate) user_id: &'static str,
    pub(crate) serial: &'static str,
    pub(crate) algorithm: Algorithm,
    seed: &'static [u8],
}

/// Of the customers of the sandbox, not activated yet.
pub(crate) const DEVICES: [Device; 3] = [
    Device { user_id: "sari", serial: "KT-1004-2817", algorithm: Algorithm::Sha1, seed: b"kunci sandbox: sari!" },
    Device {
        user_id: "budi",
        serial: "KT-1009-3355",
        algorithm: Algorithm::Sha256,
        seed: b"kunci sandbox: the token of budi",
    },
    Device { user_id: "hendra", serial: "KT-1012-6640", algorithm: Algorithm::Sha1, seed: b"kunci sandbox:hendra" },
];

impl Device {
    /// What its display shows at a time, in milliseconds since 1970 UTC by its own clock.
    pub(crate) fn shows(&self, at_ms: i64) -> String {
        totp::device_code(self.algorithm, self.seed, totp::step(at_ms))
    }
}

/// Gives the customer the device that the sandbox made for them.
pub(crate) fn hand_out(bank: &Bank, tx: &mut dyn Tx, customer: &Customer) -> Result<(), BankError> {
    let Some(device) = DEVICES.iter().find(|device| device.user_id == customer.user_id) else { return Ok(()) };
    tx.insert_hardware_token(&HardwareToken {
        serial: device.serial.to_owned(),
        customer: customer.id,
        algorithm: device.algorithm,
        secret: bank.hsm.wrap(&bank.entropy, &label(device.serial), device.seed)?,
        activated_at: None,
        drift: 0,
        highest_step: 0,
    })
}

/// The serial as it may be shown.
pub(crate) fn masked(serial: &str) -> String {
    let last = serial.get(serial.len().saturating_sub(4)..).unwrap_or_default();
    format!("•••• {last}")
}

/// The customer's activated device, if there is one.
pub(crate) fn activated(tx: &mut dyn Tx, customer: Uuid) -> Result<Option<HardwareToken>, BankError> {
    Ok(tx.hardware_tokens_of(customer)?.into_iter().find(|token| token.activated_at.is_some()))
}

/// Takes a code, once: within the slack around the learned drift, above every step taken before.
pub(crate) fn take(bank: &Bank, tx: &mut dyn Tx, token: &HardwareToken, otp: &str) -> Result<bool, BankError> {
    let secret = secret(bank, token)?;
    let now = totp::step(bank.now());
    let centre = now + token.drift;
    let candidates = (centre - SLACK).max(token.highest_step + 1)..=centre + SLACK;
    let code = |step| totp::device_code(token.algorithm, &secret, step);
    match totp::find_among(candidates, otp, code) {
        Some(step) => tx.take_hardware_step(&token.serial, token.highest_step, step, step - now),
        None => Ok(false),
    }
}

/// Finds two codes that follow one another within two hours, and learns the drift; both are used up.
pub(crate) fn resync(
    bank: &Bank,
    tx: &mut dyn Tx,
    token: &HardwareToken,
    otp: &str,
    next_otp: &str,
) -> Result<bool, BankError> {
    let secret = secret(bank, token)?;
    let now = totp::step(bank.now());
    let candidates = (now - WIDE).max(token.highest_step + 1)..=now + WIDE;
    let given = format!("{otp}{next_otp}");
    let code = |step| {
        let pair = [step, step + 1].map(|step| totp::device_code(token.algorithm, &secret, step));
        pair.concat()
    };
    match totp::find_among(candidates, &given, code) {
        Some(step) => tx.take_hardware_step(&token.serial, token.highest_step, step + 1, step + 1 - now),
        None => Ok(false),
    }
}

/// Refuses while too many wrong tries are being waited for.
pub(crate) fn refuse_delayed(tx: &mut dyn Tx, customer: Uuid, name: &str, now: i64) -> Result<(), Refusal> {
    let Some(seconds) = tx.throttle(customer, name)?.wait_seconds(now) else { return Ok(()) };
    let detail = "too many wrong tries with a hardware token";
    Err(refuse_with(ProblemCode::HardwareTokenDelayed, detail, |problem| problem.retry_after_seconds = Some(seconds)))
}

/// One more wrong try behind this counter.
pub(crate) fn count_wrong(tx: &mut dyn Tx, customer: Uuid, name: &str, now: i64) -> Result<(), BankError> {
    let after = tx.throttle(customer, name)?.after_failure(now);
    tx.set_throttle(customer, name, after)
}

/// A right one ends the row of wrong ones.
pub(crate) fn count_right(tx: &mut dyn Tx, customer: Uuid, name: &str) -> Result<(), BankError> {
    tx.set_throttle(customer, name, Throttle::default())
}

fn secret(bank: &Bank, token: &HardwareToken) -> Result<Zeroizing<Vec<u8>>, BankError> {
    bank.hsm.unwrap(&label(&token.serial), &token.secret)
}

fn label(serial: &str) -> String {
    format!("hardware-token/{serial}")
}
