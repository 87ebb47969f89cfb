//! Runs published vectors of HOTP, TOTP and OCRA against this implementation, from a file that anybody can read.
//!
//! The file is JSON: `{"vectors": [{"kind": "hotp" | "totp" | "ocra", …}]}`; see the fields of the three kinds below.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::encoding::from_hex;
use crate::ocra::{DataInput, Suite};
use crate::otp::{self, Alg};

/// The outcome of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many vectors fit.
    pub passed: usize,
    /// Those that did not.
    pub failures: Vec<Failure>,
}

/// A vector that did not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its kind.
    pub kind: String,
    /// Where it comes from, as the file says.
    pub source: String,
    /// What happened, for engineers.
    pub reason: String,
}

/// Why a file cannot be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VectorError {
    /// Not JSON with a list `vectors`.
    #[error("not a vector file: {0}")]
    File(String),
    /// A vector that cannot be read.
    #[error("vector {index}: {reason}")]
    Vector {
        /// Its place in the file, from 0.
        index: usize,
        /// What is wrong with it.
        reason: String,
    },
}

#[derive(Deserialize)]
struct File {
    vectors: Vec<Value>,
}

#[derive(Deserialize)]
struct Common {
    kind: String,
    #[serde(default)]
    source: String,
}

#[derive(Deserialize)]
struct Hotp {
    algorithm: String,
    digits: u8,
    key_hex: String,
    counter: u64,
    expected: String,
}

#[derive(Deserialize)]
struct Totp {
    algorithm: String,
    digits: u8,
    step_seconds: u64,
    key_hex: String,
    unix_time: u64,
    expected: String,
}

#[derive(Deserialize)]
struct Ocra {
    suite: String,
    key_hex: String,
    #[serde(default)]
    counter: Option<u64>,
    question: String,
    #[serde(default)]
    pin_hash_hex: Option<String>,
    #[serde(default)]
    session_hex: Option<String>,
    #[serde(default)]
    timestamp_steps: Option<u64>,
    expected: String,
}

/// Runs every vector of a file. A vector of an unknown kind is a failure: nobody may think it was checked.
///
/// # Errors
/// [`VectorError`] for the first vector that cannot be read.
pub fn run(json: &str) -> Result<Report, VectorError> {
    let file: File = serde_json::from_str(json).map_err(|error| VectorError::File(error.to_string()))?;
    let mut report = Report::default();
    for (index, vector) in file.vectors.iter().enumerate() {
        let unreadable = |reason| VectorError::Vector { index, reason };
        let Common { kind, source } = read(vector).map_err(unreadable)?;
        match check(&kind, vector).map_err(unreadable)? {
            Ok(()) => report.passed += 1,
            Err(reason) => report.failures.push(Failure { index, kind, source, reason }),
        }
    }
    Ok(report)
}

/// The outer error: the vector cannot be read. The inner one: it does not fit.
fn check(kind: &str, vector: &Value) -> Result<Result<(), String>, String> {
    match kind {
        "hotp" => hotp(&read(vector)?),
        "totp" => totp(&read(vector)?),
        "ocra" => ocra(&read(vector)?),
        unknown => Ok(Err(format!("unknown kind {unknown:?}"))),
    }
}

fn hotp(vector: &Hotp) -> Result<Result<(), String>, String> {
    let code = otp::hotp(&bytes("key_hex", &vector.key_hex)?, vector.counter, vector.digits, alg(&vector.algorithm)?);
    // Exposed: vectors are public.
    Ok(compare(code.as_ref().map(otp::Otp::expose), &vector.expected))
}

fn totp(vector: &Totp) -> Result<Result<(), String>, String> {
    let key = bytes("key_hex", &vector.key_hex)?;
    let code = otp::totp(&key, vector.unix_time, vector.step_seconds, vector.digits, alg(&vector.algorithm)?);
    // Exposed: vectors are public.
    Ok(compare(code.as_ref().map(otp::Otp::expose), &vector.expected))
}

fn ocra(vector: &Ocra) -> Result<Result<(), String>, String> {
    let key = bytes("key_hex", &vector.key_hex)?;
    let pin_hash = vector.pin_hash_hex.as_deref().map(|hex| bytes("pin_hash_hex", hex)).transpose()?;
    let session = vector.session_hex.as_deref().map(|hex| bytes("session_hex", hex)).transpose()?;
    let suite = match Suite::parse(&vector.suite) {
        Ok(suite) => suite,
        Err(error) => return Ok(Err(format!("suite {:?}: {error}", vector.suite))),
    };
    let input = DataInput {
        counter: vector.counter,
        question: &vector.question,
        pin_hash: pin_hash.as_deref(),
        session: session.as_deref(),
        timestamp_steps: vector.timestamp_steps,
    };
    let code = suite.compute(&key, &input);
    // Exposed: vectors are public.
    Ok(compare(code.as_ref().map(crate::ocra::OcraCode::expose), &vector.expected))
}

fn compare<E: std::fmt::Display>(code: Result<&[u8], E>, expected: &str) -> Result<(), String> {
    match code {
        Ok(code) if code == expected.as_bytes() => Ok(()),
        Ok(code) => Err(format!("expected {expected}, computed {}", String::from_utf8_lossy(code))),
        Err(error) => Err(format!("expected {expected}: {error}")),
    }
}

fn read<T: DeserializeOwned>(vector: &Value) -> Result<T, String> {
    // serde would read a struct from an array, too.
    if !vector.is_object() {
        return Err("not an object".into());
    }
    T::deserialize(vector).map_err(|error| error.to_string())
}

fn bytes(member: &str, hex: &str) -> Result<Vec<u8>, String> {
    from_hex(hex).ok_or_else(|| format!("{member} is not hexadecimal"))
}

fn alg(name: &str) -> Result<Alg, String> {
    match name {
        "SHA1" => Ok(Alg::Sha1),
        "SHA256" => Ok(Alg::Sha256),
        "SHA512" => Ok(Alg::Sha512),
        other => Err(format!("unknown algorithm {other:?}")),
    }
}
