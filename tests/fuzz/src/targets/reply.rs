//! What comes out of the seal.

use kunci_adapters::testing::read_binary_http;
use kunci_core::Error;
use kunci_core::ports::ApiReply;
use kunci_domain::texts::Language;
use kunci_wire::limits::REPLY_BYTES;

use crate::puppet::{CARD, Stage, wait};

/// First line: the status; then the headers up to an empty line; then the body.
pub(super) fn problem(input: &[u8]) {
    let (head, body) = split(input, b"\n\n");
    let head = String::from_utf8_lossy(head).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or(403);
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let stage = Stage::new();
    let (given, named) = (body.to_vec(), headers.clone());
    stage.puppet.answers(move |_| ApiReply { status, headers: named.clone(), body: given.clone() });
    let before = stage.token();
    for error in [
        wait(stage.phone.token_status()).err(),
        wait(stage.phone.freeze_card(&CARD.to_string())).err(),
        wait(stage.phone.waiting_operations()).err(),
    ]
    .into_iter()
    .flatten()
    {
        told(&error);
    }
    let after = stage.token().expect("no refusal wipes a token");
    assert_eq!(Some(after.phase), before.map(|token| token.phase), "no refusal moves a token");
}

/// Whatever the bank wrote, a person reads words of the core's own, and an engineer a short line of plain characters.
fn told(error: &Error) {
    for language in Language::ALL {
        let told = error.explain(language);
        for part in [&told.title, &told.body, &told.action] {
            assert!(!part.is_empty() && !part.starts_with('['), "{}", error.code());
        }
    }
    if let Error::BankRefused { problem, debug_id } = error {
        assert!(is_plain(problem) && is_plain(debug_id), "{problem:?} {debug_id:?}");
    }
    if let Error::BankFailed { debug_id } = error {
        assert!(is_plain(debug_id), "{debug_id:?}");
    }
    let line = error.to_string();
    assert!(line.len() < 300 && line.chars().all(|c| !c.is_control()), "{line:?}");
}

fn is_plain(word: &str) -> bool {
    word.len() <= 64 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn split<'a>(input: &'a [u8], at: &[u8]) -> (&'a [u8], &'a [u8]) {
    let found = input.windows(at.len()).position(|window| window == at);
    found.map_or((input, &[]), |place| (&input[..place], &input[place + at.len()..]))
}

pub(super) fn binary_http(input: &[u8]) {
    let Ok(reply) = read_binary_http(input) else { return };
    assert!((200..600).contains(&reply.status), "only a final response is one: {}", reply.status);
    assert!(reply.body.len() <= REPLY_BYTES && reply.body.len() <= input.len());
    for (name, _) in &reply.headers {
        assert_eq!(*name, name.to_ascii_lowercase());
    }
}
