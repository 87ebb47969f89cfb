//! `kunci scan` as QA uses it.
#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests may stop at the first surprise, as tests may")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

fn start() -> Child {
    Command::new(env!("CARGO_BIN_EXE_kunci"))
        .arg("scan")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kunci runs")
}

/// Answers and exit code to `input`.
fn scan(input: Vec<u8>) -> (Vec<Value>, Option<i32>) {
    let mut child = start();
    let mut stdin = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("ends");
    writer.join().expect("joins").expect("written");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect(), output.status.code())
}

fn line(direction: &str, text: &str) -> String {
    json!({"direction": direction, "text": text}).to_string() + "\n"
}

#[test]
fn chat_4_scan_answers_each_line_in_order_with_offsets_in_characters() {
    let input = line("outbound", "🙂 pin saya 740916")
        + &line("outbound", "Selamat pagi")
        + &line("inbound", "Mohon kirim OTP Anda")
        + &line("inbound", "pin saya 740916");
    let (answers, code) = scan(input.into_bytes());
    assert_eq!(
        answers,
        [
            json!({"findings": [{"kind": "pin", "severity": "block", "start": 11, "end": 17}]}),
            json!({"findings": []}),
            json!({"findings": [{"kind": "asks_secret", "severity": "mark", "start": 6, "end": 15}]}),
            json!({"findings": []}),
        ]
    );
    assert_eq!(code, Some(0));
}

#[test]
fn chat_4_scan_answers_before_the_next_line_is_there() {
    let mut child = start();
    let mut stdin = child.stdin.take().expect("piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    for _ in 0..2 {
        stdin.write_all(line("outbound", "cvv 123").as_bytes()).expect("written");
        let mut answer = String::new();
        stdout.read_line(&mut answer).expect("a line");
        assert!(answer.contains("cvv"), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().expect("ends").success());
}

#[test]
fn chat_4_scan_puts_an_error_in_the_place_of_each_bad_line_and_goes_on() {
    let good = line("outbound", "otp 482130");
    let mut input = Vec::new();
    let bad: [&[u8]; 11] = [
        b"",
        b"not JSON",
        b"{\"direction\":\"outbound\",\"text\":\"otp 482130\"",
        b"{\"direction\":\"sideways 482130\",\"text\":\"\"}",
        b"{\"direction\":\"outbound\"}",
        b"{\"direction\":\"outbound\",\"text\":482130}",
        b"{\"direction\":\"outbound\",\"text\":\"\",\"pin 482130\":1}",
        b"{\"direction\":\"outbound\",\"text\":\"\",\"text\":\"482130\"}",
        b"[\"outbound\",\"otp 482130\"]",
        b"\"482130\"",
        b"{\"direction\":\"outbound\",\"text\":\"\xff\xfe\"}",
    ];
    for line in bad {
        input.extend_from_slice(line);
        input.push(b'\n');
        input.extend_from_slice(good.as_bytes());
    }
    // The last line needs no end.
    input.extend_from_slice(good.trim_end().as_bytes());
    let (answers, code) = scan(input);
    assert_eq!(answers.len(), 2 * bad.len() + 1);
    for (at, answer) in answers.iter().enumerate() {
        if at % 2 == 0 && at < 2 * bad.len() {
            let error = answer["error"].as_str().unwrap_or_else(|| panic!("line {at}: {answer}"));
            assert!(!error.contains("482130"), "an error repeats the text: {error}");
            assert_eq!(answer.as_object().map(serde_json::Map::len), Some(1));
        } else {
            assert_eq!(answer["findings"][0]["kind"], "otp", "line {at}: {answer}");
        }
    }
    assert_eq!(code, Some(1));
}

#[test]
fn chat_4_scan_refuses_a_line_over_one_mebibyte_and_reads_the_next() {
    let fits = line("outbound", &"a".repeat(1024 * 1024 - 64));
    let mut input = line("outbound", &"4".repeat(3 * 1024 * 1024)).into_bytes();
    input.extend_from_slice(fits.as_bytes());
    input.extend_from_slice(line("outbound", "cvv 123").as_bytes());
    input.extend_from_slice(&vec![b'x'; 2 * 1024 * 1024]);
    let (answers, code) = scan(input);
    assert_eq!(answers.len(), 4);
    assert!(answers[0]["error"].as_str().is_some_and(|error| error.contains("longer")), "{}", answers[0]);
    assert_eq!(answers[1], json!({"findings": []}));
    assert_eq!(answers[2]["findings"][0]["kind"], "cvv");
    assert!(answers[3]["error"].is_string());
    assert_eq!(code, Some(1));
}

#[test]
fn chat_4_scan_of_nothing_answers_nothing() {
    assert_eq!(scan(Vec::new()), (Vec::new(), Some(0)));
}

#[test]
fn chat_4_scan_explains_one_text_in_both_languages_and_never_repeats_the_secret() {
    let say = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_kunci")).arg("scan").args(arguments).output().expect("runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let told = say(&["--draft", "pin saya 740916"]);
    assert!(
        told.contains("pin (Block), characters 9 to 15") && told.contains("offered instead: pin saya ••••"),
        "{told}"
    );
    assert!(told.contains("This looks like a PIN") && told.contains("Ini tampak seperti PIN"), "{told}");
    assert!(!told.contains("740916"), "{told}");
    assert_eq!(say(&["--incoming", "Selamat pagi"]), "nothing found\n");
    let line: Value = serde_json::from_str(&say(&["--incoming", "klik bit.ly/x", "--json"])).expect("JSON");
    assert_eq!(line, json!({"findings": [{"kind": "link", "severity": "mark", "start": 5, "end": 13}]}));
}
