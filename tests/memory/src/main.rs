//! The app whose memory is dumped: it drives the bindings library as Kotlin and Swift do, and does what it is told on its input.
//!
//! One command a line: a word, then its arguments. What must not stay in memory travels as hex of inverted bytes and is turned
//! back straight into the array that is handed over, so that neither this program nor its pipes hold it. Every answer is one line:
//! `ok`, `ok` with inverted hex, or `error CODE`.

use std::fmt::Write as _;
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;

use kunci_bindings::{
    BiometricPurpose, CodeEntry, EnrolmentMethod, Money, Operation, Phone, PhoneError, SoftwareDeviceKeys,
    TransferDraft, TypedTransfer, error_code,
};
use zeroize::Zeroize as _;

/// Why a command was not carried out.
enum Stop {
    Phone(PhoneError),
    Told(String),
}

impl From<PhoneError> for Stop {
    fn from(error: PhoneError) -> Self {
        Self::Phone(error)
    }
}

#[derive(Default)]
struct App {
    phone: Option<Arc<Phone>>,
    operation: Option<Arc<Operation>>,
    /// The biometric prompt that is open.
    finger: Option<String>,
    /// Planted for the search to find.
    planted: Vec<Vec<u8>>,
}

fn main() -> std::io::Result<()> {
    // The library has a runtime of its own; this one only waits.
    let waiting = tokio::runtime::Builder::new_current_thread().build()?;
    let mut app = App::default();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split(' ');
        let word = words.next().unwrap_or_default();
        let arguments: Vec<&str> = words.collect();
        let answer = match waiting.block_on(app.act(word, &arguments)) {
            Ok(None) => "ok".to_owned(),
            Ok(Some(hex)) => format!("ok {hex}"),
            Err(Stop::Phone(error)) => format!("error {}", error_code(error)),
            Err(Stop::Told(what)) => format!("error {what}"),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

impl App {
    async fn act(&mut self, word: &str, arguments: &[&str]) -> Result<Option<String>, Stop> {
        match (word, arguments) {
            ("open", [profile, hardware, config]) => {
                let keys = SoftwareDeviceKeys::open((*hardware).to_owned())
                    .map_err(|error| Stop::Told(format!("the keys: {error}")))?;
                let config = String::from_utf8(turned_back(config)).map_err(|_| Stop::Told("configuration".into()))?;
                self.phone = Some(Arc::new(Phone::open((*profile).to_owned(), config, Arc::new(keys))?));
            }
            ("sign_in", [user, password]) => {
                let password = turned_back(password);
                self.phone()?.sign_in((*user).to_owned(), password, "en".to_owned()).await?;
            }
            ("begin_enrolment", []) => {
                self.phone()?.begin_enrolment(EnrolmentMethod::Sms).await?;
            }
            ("prove_enrolment", [pin]) => self.phone()?.prove_enrolment(typed(pin)?).await?,
            ("choose_code", [code]) => {
                self.phone()?.choose_code(typed(code)?, typed(code)?).await?;
            }
            ("sign_in_with_token", [code]) => {
                self.phone()?.sign_in_with_token(typed(code)?).await?;
            }
            ("token_status", []) => {
                self.phone()?.token_status().await?;
            }
            ("otp", [code]) => {
                return Ok(Some(wiped(self.phone()?.otp(typed(code)?).await?.digits())));
            }
            ("start_transfer", [payee, bank_code, account, minor]) => {
                let minor = minor.parse().map_err(|_| Stop::Told("an amount".into()))?;
                let draft = TransferDraft {
                    payee_name: (*payee).to_owned(),
                    bank_code: (*bank_code).to_owned(),
                    account: (*account).to_owned(),
                    amount: Money { minor, currency: "IDR".to_owned(), exponent: 2 },
                    note: String::new(),
                };
                self.operation = Some(self.phone()?.start_transfer(draft).await?);
            }
            ("approve", [code]) => {
                let operation = self.operation.clone().ok_or_else(|| Stop::Told("nothing to approve".into()))?;
                self.phone()?.approve(operation, typed(code)?).await?;
            }
            ("change_code", [old, new]) => {
                self.phone()?.change_code(typed(old)?, typed(new)?, typed(new)?).await?;
            }
            ("change_password", [old, new]) => {
                let phone = self.phone()?;
                self.operation = Some(phone.change_password(turned_back(old), turned_back(new)).await?);
            }
            ("qr_code", [text, code]) => {
                let text = String::from_utf8(turned_back(text)).map_err(|_| Stop::Told("a QR".into()))?;
                let scan = self.phone()?.read_scan(text, "en".to_owned()).await?;
                let operation = scan.operation.ok_or_else(|| Stop::Told("the QR is no approval".into()))?;
                return Ok(Some(wiped(self.phone()?.qr_code(operation, typed(code)?).await?.digits())));
            }
            ("typed_code", [bank_code, account, minor, code]) => {
                let minor = minor.parse().map_err(|_| Stop::Told("an amount".into()))?;
                let transfer = TypedTransfer {
                    kind: "transfer".to_owned(),
                    bank_code: (*bank_code).to_owned(),
                    account: (*account).to_owned(),
                    amount: Money { minor, currency: "IDR".to_owned(), exponent: 2 },
                };
                return Ok(Some(wiped(self.phone()?.typed_code(transfer, typed(code)?).await?.digits())));
            }
            ("freeze_code", []) => {
                let card = self.phone()?.cards().await?.first().map(|card| card.card_id());
                let card = card.ok_or_else(|| Stop::Told("no card".into()))?;
                return Ok(Some(wiped(self.phone()?.freeze_code(card).await?.digits())));
            }
            ("start_caller_check", []) => {
                let challenge = self.phone()?.start_caller_check().await?.challenge;
                return Ok(Some(inverted(challenge.as_bytes())));
            }
            ("finish_caller_check", [employee, purpose, answer]) => {
                let answer = String::from_utf8(turned_back(answer)).map_err(|_| Stop::Told("an answer".into()))?;
                self.phone()?.finish_caller_check((*employee).to_owned(), (*purpose).to_owned(), answer).await?;
            }
            // The biometric key is the other side's: this program only passes on what it would encrypt.
            ("finger_to_wrap", [code]) => {
                let prompt = self.phone()?.begin_biometric_enable(typed(code)?).await?;
                let key = wiped(prompt.to_wrap());
                self.finger = Some(prompt.id());
                return Ok(Some(key));
            }
            ("finger_wrapped", [wrapped]) => {
                let id = self.finger.take().ok_or_else(|| Stop::Told("no prompt".into()))?;
                self.phone()?.finish_biometric_wrapped(id, turned_back(wrapped)).await?;
            }
            ("finger_otp", [key]) => {
                let phone = self.phone()?;
                let prompt = phone.begin_biometric(BiometricPurpose::Otp).await?;
                let outcome = phone.finish_biometric_unwrapped(prompt.id(), turned_back(key)).await?;
                let otp = outcome.otp().ok_or_else(|| Stop::Told("no OTP".into()))?;
                return Ok(Some(wiped(otp.digits())));
            }
            ("finger_signs_in", [key]) => {
                let phone = self.phone()?;
                let prompt = phone.begin_biometric(BiometricPurpose::SignIn).await?;
                phone.finish_biometric_unwrapped(prompt.id(), turned_back(key)).await?;
            }
            ("finger_off", []) => {
                self.phone()?.biometrics_off().await?;
            }
            ("suspend", []) => {
                self.phone()?.suspend_token().await?;
            }
            ("lift", []) => self.operation = Some(self.phone()?.lift_suspension().await?),
            ("not_me", [code]) => {
                self.phone()?.not_me(Some(typed(code)?)).await?;
            }
            ("remove", [code]) => {
                self.phone()?.remove_token(typed(code)?).await?;
            }
            ("freeze", []) => {
                let phone = self.phone()?;
                let card = phone.cards().await?.first().map(|card| card.card_id());
                phone.freeze_card(card.ok_or_else(|| Stop::Told("no card".into()))?).await?;
            }
            ("sign_out", []) => self.phone()?.sign_out().await?,
            ("shut_down", []) => {
                self.phone()?.shut_down();
                self.phone = None;
            }
            ("plant", [bytes]) => self.planted.push(turned_back(bytes)),
            ("plant_and_drop", [bytes]) => drop(std::hint::black_box(turned_back(bytes))),
            ("uproot", []) => self.planted.clear(),
            _ => return Err(Stop::Told(format!("no command {word} with {} arguments", arguments.len()))),
        }
        Ok(None)
    }

    fn phone(&self) -> Result<Arc<Phone>, Stop> {
        self.phone.clone().ok_or_else(|| Stop::Told("not open".into()))
    }
}

/// Digits typed one after the other, as a keypad does.
fn typed(hex: &str) -> Result<Arc<CodeEntry>, Stop> {
    let entry = CodeEntry::new();
    for digit in bytes_of(hex) {
        entry.push((!digit).wrapping_sub(b'0')).map_err(|error| Stop::Told(error.to_string()))?;
    }
    Ok(Arc::new(entry))
}

/// The bytes in the one array that the library takes over.
fn turned_back(hex: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(hex.len() / 2);
    bytes.extend(bytes_of(hex).map(|byte| !byte));
    bytes
}

fn bytes_of(hex: &str) -> impl Iterator<Item = u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default() as u8;
    hex.as_bytes().chunks(2).map(move |pair| pair.iter().fold(0, |byte, half| byte << 4 | digit(*half)))
}

/// Inverted hex; the bytes themselves are overwritten, as every caller of the library does.
fn wiped(mut bytes: Vec<u8>) -> String {
    let hex = inverted(&bytes);
    bytes.zeroize();
    hex
}

fn inverted(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(hex, "{:02x}", !byte);
    }
    hex
}
