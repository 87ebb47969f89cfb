//! The app whose memory is dumped: it drives the bindings library as Kotlin and Swift do, and does what it is told on its input.
//!
//! One command a line: a word, then its arguments. What must not stay in memory travels as hex of inverted bytes and is turned
//! back straight into the array that is handed over, so that neither this program nor its pipes hold it. Every answer is one line:
//! `ok`, `ok` with inverted hex, or `error CODE`.

use std::fmt::Write as _;
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;

use kunci_bindings::{
    CodeEntry, EnrolmentMethod, Money, Operation, Phone, PhoneError, SoftwareDeviceKeys, TransferDraft, error_code,
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
                let otp = self.phone()?.otp(typed(code)?).await?;
                let mut digits = otp.digits();
                let hex = inverted(&digits);
                digits.zeroize();
                return Ok(Some(hex));
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

fn inverted(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(hex, "{:02x}", !byte);
    }
    hex
}
