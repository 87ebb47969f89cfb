//! Our codes against oathtool (OATH Toolkit) and python-oath, both ways. `cargo xtask interop` runs this.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use kunci_crypto::ocra::{DataInput, Suite};
use kunci_crypto::otp::{Alg, Otp, hotp, totp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

const ALGORITHMS: [(Alg, &str); 3] = [(Alg::Sha1, "SHA1"), (Alg::Sha256, "SHA256"), (Alg::Sha512, "SHA512")];
/// The suites of the contract: offline approval by QR and by typing.
const OURS: [(&str, bool); 2] = [("OCRA-1:HOTP-SHA256-8:QH64", false), ("OCRA-1:HOTP-SHA256-8:QH64-T1M", true)];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(otp: &Otp) -> String {
    String::from_utf8(otp.expose().to_vec()).expect("digits")
}

/// Runs oathtool; `None` if it says that the code is not good.
fn oathtool(arguments: &[String]) -> Option<String> {
    let output = Command::new("oathtool").args(arguments).output().expect("oathtool starts: cargo xtask interop");
    let printed = String::from_utf8(output.stdout).expect("text");
    output.status.success().then(|| printed.lines().next().unwrap_or_default().to_owned())
}

fn totp_arguments(name: &str, digits: u8, seconds: u64, key: &[u8]) -> Vec<String> {
    let mode = format!("--totp={name}");
    vec![mode, "-d".into(), digits.to_string(), "--now".into(), format!("@{seconds}"), hex(key)]
}

/// So many drawn cases; the same ones every time.
fn drawn<S: Strategy>(cases: u32, strategy: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &[4; 32]);
    TestRunner::new_with_rng(config, rng).run(strategy, check).unwrap_or_else(|error| panic!("{error}"));
}

fn keys() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 20..=64)
}

#[test]
#[ignore = "needs oathtool: cargo xtask interop"]
fn otp_4_oathtool_makes_the_same_totp_and_takes_ours_within_its_window_only() {
    for (alg, name) in ALGORITHMS {
        drawn(60, &(keys(), 60..20_000_000_000_u64, prop_oneof![Just(6_u8), Just(8)]), |(key, seconds, digits)| {
            let ours = totp(&key, seconds, 30, digits, alg).expect("computes");
            let theirs = oathtool(&totp_arguments(name, digits, seconds, &key)).expect("a code");
            prop_assert_eq!(&text(&ours), &theirs);
            prop_assert!(ours.matches(theirs.as_bytes()), "their code is accepted by ours");
            // Asked to check a code, oathtool looks `-w` steps ahead; in the next window it is gone.
            for (later, good) in [(0, true), (30, true), (90, false)] {
                let code = text(&totp(&key, seconds + later, 30, digits, alg).expect("computes"));
                let mut arguments = totp_arguments(name, digits, seconds, &key);
                arguments.extend(["-w".to_owned(), "1".to_owned(), code]);
                let taken = oathtool(&arguments).is_some();
                // A code of another step can be the same by chance: once in a million.
                prop_assert_eq!(taken, good, "{} s later", later);
            }
            Ok(())
        });
    }
}

#[test]
#[ignore = "needs oathtool: cargo xtask interop"]
fn otp_4_oathtool_makes_the_same_hotp() {
    drawn(60, &(keys(), any::<u32>()), |(key, counter)| {
        let ours = hotp(&key, u64::from(counter), 6, Alg::Sha1).expect("computes");
        let arguments = ["--hotp", "-d", "6", "-c", &counter.to_string(), &hex(&key)].map(str::to_owned);
        prop_assert_eq!(text(&ours), oathtool(&arguments).expect("a code"));
        Ok(())
    });
}

/// python-oath, asked line by line.
struct PythonOath {
    process: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl PythonOath {
    fn start() -> Self {
        let python = std::env::var("KUNCI_INTEROP_PYTHON").expect("cargo xtask interop names the Python");
        let mut process = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/oath_lines.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python starts");
        let (ask, answers) = (process.stdin.take().expect("stdin"), process.stdout.take().expect("stdout"));
        Self { process, ask, answers: BufReader::new(answers) }
    }

    fn ask(&mut self, question: &Value) -> String {
        writeln!(self.ask, "{question}").expect("asks");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("an answer");
        let answer: Value = serde_json::from_str(&line).expect("JSON");
        answer["code"].as_str().expect("a code").to_owned()
    }
}

impl Drop for PythonOath {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[ignore = "needs python-oath: cargo xtask interop"]
fn otp_10_python_oath_makes_the_same_approval_codes() {
    let python = std::cell::RefCell::new(PythonOath::start());
    for (name, timed) in OURS {
        let suite = Suite::parse(name).expect("a suite");
        // 0 is a time like any other.
        let steps = prop_oneof![1 => Just(0_u64), 9 => 1..400_000_000_u64];
        drawn(200, &(any::<[u8; 32]>(), any::<[u8; 32]>(), steps), |(key, question, steps)| {
            let question = hex(&question);
            let timestamp_steps = timed.then_some(steps);
            let input = DataInput { question: &question, timestamp_steps, ..DataInput::default() };
            let ours = suite.compute(&key, &input).expect("computes");
            let asked = json!({ "suite": name, "key": hex(&key), "question": question, "steps": steps });
            let theirs = python.borrow_mut().ask(&asked);
            prop_assert!(ours.matches(theirs.as_bytes()), "their code is accepted by ours");
            prop_assert_eq!(ours.expose(), theirs.as_bytes());
            Ok(())
        });
    }
}

/// The suites of RFC 6287 that carry a counter or a numeric question, so that the agreement is not by chance of one form.
#[test]
#[ignore = "needs python-oath: cargo xtask interop"]
fn otp_10_python_oath_agrees_on_other_suites() {
    let python = std::cell::RefCell::new(PythonOath::start());
    for (name, counted) in [("OCRA-1:HOTP-SHA1-6:QH40", false), ("OCRA-1:HOTP-SHA512-8:C-QH16", true)] {
        let suite = Suite::parse(name).expect("a suite");
        drawn(60, &(any::<[u8; 32]>(), any::<[u8; 8]>(), any::<u32>()), |(key, question, counter)| {
            let question = hex(&question);
            let counter = counted.then_some(u64::from(counter));
            let input = DataInput { question: &question, counter, ..DataInput::default() };
            let ours = suite.compute(&key, &input).expect("computes");
            let asked = json!({ "suite": name, "key": hex(&key), "question": question, "counter": counter });
            let theirs = python.borrow_mut().ask(&asked);
            prop_assert_eq!(ours.expose(), theirs.as_bytes());
            Ok(())
        });
    }
}
