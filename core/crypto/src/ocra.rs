//! OCRA: challenge-response codes (RFC 6287), with errata 3729 (hours are 1–48), 3730 (no ten-digit codes), 3899 (the time is
//! a number, not text) and 5625 (no truncation means the whole HMAC in hexadecimal).
//!
//! [`Suite::parse`] reads a suite such as `OCRA-1:HOTP-SHA256-8:QH64-T1M`; [`Suite::compute`] makes the code.

use std::fmt;
use std::str::FromStr;

use ring::hmac;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::encoding::{hex_digit, nibble};
use crate::otp::Alg;
use crate::secret::SecretBytes;

/// A suite (RFC 6287 §6): which hash, how many digits, which inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suite {
    text: String,
    alg: Alg,
    digits: Digits,
    counter: bool,
    question: QuestionFormat,
    pin_hash: Option<Alg>,
    session_len: Option<usize>,
    step: Option<TimeStep>,
}

/// Length of a code (§5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// `0`: the whole HMAC in hexadecimal (erratum 5625).
    Whole,
    /// Four to nine decimal digits. Ten would be biased: 31 bits are less than half of 10¹⁰ (erratum 3730).
    Decimal(u8),
}

/// What a question is made of, and how long it may be (§5.1, §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionFormat {
    /// The alphabet.
    pub kind: QuestionKind,
    /// The longest question of one party, in characters: 4 to 64.
    pub max_len: usize,
}

/// The alphabet of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// `N`: decimal digits, taken as a number.
    Numeric,
    /// `A`: letters and digits, taken as ASCII.
    Alphanumeric,
    /// `H`: hexadecimal digits, taken as bytes.
    Hexadecimal,
}

/// Size of a time step (§6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeStep {
    /// 1 to 59 seconds.
    Seconds(u8),
    /// 1 to 59 minutes.
    Minutes(u8),
    /// 1 to 48 hours (erratum 3729).
    Hours(u8),
}

impl TimeStep {
    /// In seconds.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        match self {
            Self::Seconds(count) => count as u64,
            Self::Minutes(count) => count as u64 * 60,
            Self::Hours(count) => count as u64 * 3600,
        }
    }

    /// How many whole steps have passed since 1970 UTC.
    #[must_use]
    pub const fn steps_at(self, unix_seconds: u64) -> u64 {
        // A step is never zero: the parser is the only maker of suites; a hand-made zero counts seconds.
        match unix_seconds.checked_div(self.seconds()) {
            Some(steps) => steps,
            None => unix_seconds,
        }
    }
}

/// Why a text is not a suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SuiteError {
    /// Not `Algorithm:CryptoFunction:DataInput`.
    #[error("not three parts divided by colons")]
    Parts,
    /// Another algorithm than `OCRA-1`.
    #[error("not OCRA-1")]
    Version,
    /// Another function than `HOTP-` with SHA1, SHA256 or SHA512 and 0 or 4 to 9 digits.
    #[error("unknown crypto function")]
    CryptoFunction,
    /// No question, or one that is not N, A or H with 04 to 64.
    #[error("missing or unknown question format")]
    Question,
    /// Something else than the inputs C, Q, P, S, T, in that order, each at most once.
    #[error("unknown or misplaced data input")]
    DataInput,
    /// A session length outside 001 to 512.
    #[error("session length out of range")]
    Session,
    /// A time step outside 1–59S, 1–59M, 1–48H.
    #[error("time step out of range")]
    TimeStep,
}

/// The inputs of one code. A suite takes exactly those that it names.
#[derive(Clone, Copy, Default)]
pub struct DataInput<'a> {
    /// C: a counter that both sides keep.
    pub counter: Option<u64>,
    /// Q: the question. In a mutual exchange (§7.2) the caller joins both, own question of the answering party last.
    pub question: &'a str,
    /// P: the hash of a PIN, made with the suite's hash.
    pub pin_hash: Option<&'a [u8]>,
    /// S: session information; shorter than the suite says is padded with zeros in front (appendix A).
    pub session: Option<&'a [u8]>,
    /// T: time steps since 1970 UTC; 0 is a value like any other. See [`TimeStep::steps_at`].
    pub timestamp_steps: Option<u64>,
}

impl fmt::Debug for DataInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataInput(redacted)")
    }
}

/// An input, named in errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// C
    Counter,
    /// Q
    Question,
    /// P
    PinHash,
    /// S
    Session,
    /// T
    Timestamp,
}

/// Why no code was made: the inputs are not those of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// The suite takes this input, and it is not there.
    #[error("{0:?} is missing")]
    Missing(Input),
    /// The suite does not take this input.
    #[error("{0:?} is not an input of this suite")]
    Unexpected(Input),
    /// Empty, too long, or of another length than the suite says.
    #[error("{0:?} has a wrong length")]
    Length(Input),
    /// A character that the question's alphabet does not have.
    #[error("{0:?} has a wrong character")]
    Alphabet(Input),
}

/// A code: a secret until it is shown. `==` is constant in time.
#[derive(PartialEq, Eq)]
pub struct OcraCode(SecretBytes);

impl OcraCode {
    /// The code in ASCII, leading zeros included. Each call is an exposure: say why at the call.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.expose()
    }

    /// Whether this ASCII text is the code, in constant time.
    #[must_use]
    pub fn matches(&self, ascii: &[u8]) -> bool {
        self.0.expose().ct_eq(ascii).into()
    }
}

impl fmt::Debug for OcraCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OcraCode(redacted)")
    }
}

/// The question's field (§5.1).
const QUESTION_LEN: usize = 128;

impl Suite {
    /// Reads a suite. A bare `Q`, `P`, `S` or `T` has the default of §6.3: `QN08`, `PSHA1`, `S064`, `T1M`.
    ///
    /// # Errors
    /// [`SuiteError`].
    pub fn parse(text: &str) -> Result<Self, SuiteError> {
        let mut parts = text.split(':');
        let (Some(version), Some(function), Some(inputs), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(SuiteError::Parts);
        };
        if version != "OCRA-1" {
            return Err(SuiteError::Version);
        }
        let (alg, digits) = crypto_function(function).ok_or(SuiteError::CryptoFunction)?;
        let mut inputs = inputs.split('-').peekable();
        let counter = inputs.next_if_eq(&"C").is_some();
        let question =
            inputs.next_if(|input| input.starts_with('Q')).and_then(question_format).ok_or(SuiteError::Question)?;
        let pin_hash = inputs
            .next_if(|input| input.starts_with('P'))
            .map(|input| pin_hash(input).ok_or(SuiteError::DataInput))
            .transpose()?;
        let session_len = inputs
            .next_if(|input| input.starts_with('S'))
            .map(|input| session_len(input).ok_or(SuiteError::Session))
            .transpose()?;
        let step = inputs
            .next_if(|input| input.starts_with('T'))
            .map(|input| time_step(input).ok_or(SuiteError::TimeStep))
            .transpose()?;
        if inputs.next().is_some() {
            return Err(SuiteError::DataInput);
        }
        Ok(Self { text: text.into(), alg, digits, counter, question, pin_hash, session_len, step })
    }

    /// The suite as it was written; it is part of what is computed (§5.1).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The hash under HMAC.
    #[must_use]
    pub const fn alg(&self) -> Alg {
        self.alg
    }

    /// Length of the code.
    #[must_use]
    pub const fn digits(&self) -> Digits {
        self.digits
    }

    /// Whether it takes a counter.
    #[must_use]
    pub const fn takes_counter(&self) -> bool {
        self.counter
    }

    /// The question's format.
    #[must_use]
    pub const fn question(&self) -> QuestionFormat {
        self.question
    }

    /// The hash of the PIN, if it takes one.
    #[must_use]
    pub const fn pin_hash(&self) -> Option<Alg> {
        self.pin_hash
    }

    /// Bytes of session information, if it takes any.
    #[must_use]
    pub const fn session_len(&self) -> Option<usize> {
        self.session_len
    }

    /// The time step, if it takes the time.
    #[must_use]
    pub const fn step(&self) -> Option<TimeStep> {
        self.step
    }

    /// Makes the code (§5). `key` may have any length: it is the caller's to be long enough.
    ///
    /// A question may be twice as long as the suite says: that is how long the joined ones of §7.2 are.
    ///
    /// # Errors
    /// [`InputError`].
    pub fn compute(&self, key: &[u8], input: &DataInput<'_>) -> Result<OcraCode, InputError> {
        let message = self.message(input)?;
        let tag = hmac::sign(&hmac::Key::new(hmac_algorithm(self.alg), key), &message);
        Ok(OcraCode(match self.digits {
            Digits::Whole => whole(tag.as_ref()),
            Digits::Decimal(digits) => truncated(tag.as_ref(), digits),
        }))
    }

    /// `OCRASuite ‖ 00 ‖ C ‖ Q ‖ P ‖ S ‖ T` (§5.1).
    fn message(&self, input: &DataInput<'_>) -> Result<Zeroizing<Vec<u8>>, InputError> {
        let counter = wanted(self.counter.then_some(()), input.counter, Input::Counter)?;
        let pin_hash = wanted(self.pin_hash, input.pin_hash, Input::PinHash)?;
        let session = wanted(self.session_len, input.session, Input::Session)?;
        let timestamp = wanted(self.step, input.timestamp_steps, Input::Timestamp)?;

        // Room for all, so that no half-built copy stays behind.
        let mut message = Zeroizing::new(Vec::with_capacity(self.text.len() + 1 + 8 + QUESTION_LEN + 64 + 512 + 8));
        message.extend_from_slice(self.text.as_bytes());
        message.push(0);
        if let Some(((), counter)) = counter {
            message.extend_from_slice(&counter.to_be_bytes());
        }
        message.extend_from_slice(&self.question.encode(input.question)?);
        if let Some((alg, hash)) = pin_hash {
            if hash.len() != output_len(alg) {
                return Err(InputError::Length(Input::PinHash));
            }
            message.extend_from_slice(hash);
        }
        if let Some((length, session)) = session {
            let padding = length.checked_sub(session.len()).ok_or(InputError::Length(Input::Session))?;
            message.extend(std::iter::repeat_n(0, padding));
            message.extend_from_slice(session);
        }
        if let Some((_, steps)) = timestamp {
            message.extend_from_slice(&steps.to_be_bytes());
        }
        Ok(message)
    }
}

impl FromStr for Suite {
    type Err = SuiteError;

    fn from_str(text: &str) -> Result<Self, SuiteError> {
        Self::parse(text)
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An input is there if and only if the suite takes it.
fn wanted<S, V>(taken: Option<S>, given: Option<V>, input: Input) -> Result<Option<(S, V)>, InputError> {
    match (taken, given) {
        (Some(format), Some(value)) => Ok(Some((format, value))),
        (None, None) => Ok(None),
        (Some(_), None) => Err(InputError::Missing(input)),
        (None, Some(_)) => Err(InputError::Unexpected(input)),
    }
}

impl QuestionFormat {
    /// 128 bytes: the question's digits from the left, zeros behind (§5.1, and appendix A for the numeric ones).
    fn encode(self, question: &str) -> Result<[u8; QUESTION_LEN], InputError> {
        if question.is_empty() {
            return Err(InputError::Missing(Input::Question));
        }
        if question.len() > 2 * self.max_len {
            return Err(InputError::Length(Input::Question));
        }
        let nibbles: Option<Vec<u8>> = match self.kind {
            QuestionKind::Numeric => decimal_to_nibbles(question),
            QuestionKind::Hexadecimal => question.bytes().map(nibble).collect(),
            QuestionKind::Alphanumeric => question
                .bytes()
                .map(|byte| byte.is_ascii_alphanumeric().then_some([byte >> 4, byte & 15]))
                .collect::<Option<Vec<_>>>()
                .map(|pairs| pairs.into_flattened()),
        };
        let nibbles = nibbles.ok_or(InputError::Alphabet(Input::Question))?;
        let mut field = [0; QUESTION_LEN];
        for (byte, pair) in field.iter_mut().zip(nibbles.chunks(2)) {
            // An odd number of hexadecimal digits is filled up behind, as appendix A does.
            *byte = pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0);
        }
        Ok(field)
    }
}

/// The hexadecimal digits of a decimal number, without zeros in front (one zero for zero).
fn decimal_to_nibbles(decimal: &str) -> Option<Vec<u8>> {
    // Least significant first; at most 128 decimal digits.
    let mut nibbles = vec![0u8];
    for character in decimal.bytes() {
        if !character.is_ascii_digit() {
            return None;
        }
        let mut carry = character - b'0';
        for nibble in &mut nibbles {
            let value = *nibble * 10 + carry;
            *nibble = value & 15;
            carry = value >> 4;
        }
        if carry > 0 {
            nibbles.push(carry);
        }
    }
    nibbles.reverse();
    Some(nibbles)
}

/// The whole HMAC in lower-case hexadecimal.
fn whole(tag: &[u8]) -> SecretBytes {
    let mut text = Vec::with_capacity(2 * tag.len());
    text.extend(tag.iter().flat_map(|byte| [hex_digit(byte >> 4), hex_digit(byte & 15)]));
    SecretBytes::from_vec(text)
}

/// Dynamic truncation (RFC 4226 §5.3).
fn truncated(tag: &[u8], digits: u8) -> SecretBytes {
    let offset = usize::from(tag.last().copied().unwrap_or(0) & 15);
    // Four bytes are there: the shortest tag has 20, the largest offset is 15.
    let mut number =
        tag.iter().skip(offset).take(4).fold(0, |number: u32, &byte| number << 8 | u32::from(byte)) & 0x7fff_ffff;
    let mut code = Zeroizing::new([0; 9]);
    let places = code.iter_mut().take(usize::from(digits));
    for place in places.rev() {
        // Below ten.
        *place = b'0' + (number % 10) as u8;
        number /= 10;
    }
    SecretBytes::from_slice(code.get(..usize::from(digits)).unwrap_or_default())
}

fn crypto_function(text: &str) -> Option<(Alg, Digits)> {
    let (hash, digits) = text.strip_prefix("HOTP-")?.split_once('-')?;
    let digits = match digits.as_bytes() {
        b"0" => Digits::Whole,
        &[digit @ b'4'..=b'9'] => Digits::Decimal(digit - b'0'),
        _ => return None,
    };
    Some((hash_name(hash)?, digits))
}

fn hash_name(text: &str) -> Option<Alg> {
    match text {
        "SHA1" => Some(Alg::Sha1),
        "SHA256" => Some(Alg::Sha256),
        "SHA512" => Some(Alg::Sha512),
        _ => None,
    }
}

fn question_format(input: &str) -> Option<QuestionFormat> {
    let Some(kind) = input.chars().nth(1) else {
        return Some(QuestionFormat { kind: QuestionKind::Numeric, max_len: 8 });
    };
    let kind = match kind {
        'N' => QuestionKind::Numeric,
        'A' => QuestionKind::Alphanumeric,
        'H' => QuestionKind::Hexadecimal,
        _ => return None,
    };
    let max_len = fixed_number(input.get(2..)?, 2)?;
    (4..=64).contains(&max_len).then_some(QuestionFormat { kind, max_len })
}

fn pin_hash(input: &str) -> Option<Alg> {
    match input.strip_prefix('P')? {
        "" => Some(Alg::Sha1),
        name => hash_name(name),
    }
}

fn session_len(input: &str) -> Option<usize> {
    match input.strip_prefix('S')? {
        "" => Some(64),
        number => fixed_number(number, 3).filter(|length| (1..=512).contains(length)),
    }
}

fn time_step(input: &str) -> Option<TimeStep> {
    let step = input.strip_prefix('T')?;
    if step.is_empty() {
        return Some(TimeStep::Minutes(1));
    }
    let (count, unit) = step.split_at_checked(step.len() - 1)?;
    let plain =
        (1..=2).contains(&count.len()) && !count.starts_with('0') && count.bytes().all(|byte| byte.is_ascii_digit());
    let count: u8 = plain.then(|| count.parse().ok())??;
    match (unit, count) {
        ("S", 1..=59) => Some(TimeStep::Seconds(count)),
        ("M", 1..=59) => Some(TimeStep::Minutes(count)),
        ("H", 1..=48) => Some(TimeStep::Hours(count)),
        _ => None,
    }
}

/// A decimal number of exactly so many digits.
fn fixed_number(text: &str, digits: usize) -> Option<usize> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

fn hmac_algorithm(alg: Alg) -> hmac::Algorithm {
    match alg {
        Alg::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        Alg::Sha256 => hmac::HMAC_SHA256,
        Alg::Sha512 => hmac::HMAC_SHA512,
    }
}

const fn output_len(alg: Alg) -> usize {
    match alg {
        Alg::Sha1 => 20,
        Alg::Sha256 => 32,
        Alg::Sha512 => 64,
    }
}
