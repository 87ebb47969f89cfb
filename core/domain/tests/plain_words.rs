//! What a person reads is short and plain, in both languages (SAFE-5): no long sentences, and no word that only the trade uses.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// Most words of a sentence: so much is read at one go, also aloud by a screen reader.
const MOST_WORDS: usize = 25;

/// Sentences that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[
    (
        "right-elsewhere.body",
        "names three authorities with their addresses; the customer must be told all of them together",
    ),
    ("complaint-answered.next", "names two authorities with their addresses, as it must be told with every answer"),
];

/// Beginnings of words that are not said to a customer. What the product itself is called stands in its texts: token, Unlock Code, OTP.
const TRADE: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "adjudicat",
            "api",
            "attestation",
            "authenticat",
            "cache",
            "certificate",
            "commence",
            "configur",
            "credential",
            "cryptograph",
            "discrepan",
            "encrypt",
            "endpoint",
            "enrol",
            "epoch",
            "erroneous",
            "exception",
            "facilitat",
            "hash",
            "hereby",
            "herein",
            "http",
            "idempoten",
            "initiat",
            "insufficient",
            "invalid",
            "json",
            "mandatory",
            "nonce",
            "notwithstanding",
            "null",
            "parameter",
            "payload",
            "pursuant",
            "protocol",
            "remit",
            "server",
            "subsequent",
            "supersede",
            "synchron",
            "terminat",
            "thereof",
            "timeout",
            "tls",
            "utilis",
            "utiliz",
        ],
    ),
    (
        "id",
        &[
            "api",
            "autentikasi",
            "bilamana",
            "eksekusi",
            "endpoint",
            "enkripsi",
            "hash",
            "http",
            "implementasi",
            "inisiasi",
            "json",
            "konfigurasi",
            "kredensial",
            "kriptografi",
            "nonce",
            "otentikasi",
            "parameter",
            "payload",
            "protokol",
            "sebagaimana",
            "senantiasa",
            "sertifikat",
            "server",
            "sinkron",
            "terminasi",
            "termaksud",
            "timeout",
            "tls",
            "validasi",
        ],
    ),
];

/// Every text of a language: its key and its words, a value as one word.
fn texts(language: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name != language && !name.ends_with(&format!("-{language}")) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for entry in parser::parse(source.as_str()).unwrap().body {
            let Entry::Message(message) = entry else { continue };
            let mut add = |key: String, pattern: &Pattern<&str>| {
                all.extend(written(pattern).into_iter().map(|text| (key.clone(), text)));
            };
            if let Some(value) = &message.value {
                add(message.id.name.to_owned(), value);
            }
            for attribute in &message.attributes {
                add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
    }
    all
}

/// Each way in which a text can read: one for every form of its plural.
fn written(pattern: &Pattern<&str>) -> Vec<String> {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let parts = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => shown(expression),
        };
        all = all.iter().flat_map(|before| parts.iter().map(move |part| format!("{before}{part}"))).collect();
    }
    all
}

fn shown(expression: &Expression<&str>) -> Vec<String> {
    match expression {
        Expression::Select { variants, .. } => variants.iter().flat_map(|variant| written(&variant.value)).collect(),
        Expression::Inline(InlineExpression::StringLiteral { value }) => vec![(*value).to_owned()],
        Expression::Inline(_) => vec!["value".to_owned()],
    }
}

/// Its words, sentence by sentence. A full stop inside of an address or number ends nothing.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut all = vec![Vec::new()];
    for word in text.split_whitespace() {
        if let Some(last) = all.last_mut().filter(|_| word.contains(char::is_alphanumeric)) {
            last.push(word);
        }
        if word.trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?']) {
            all.push(Vec::new());
        }
    }
    all
}

/// A short one is a word by itself; a long one also stands inside of others.
fn is_of_the_trade(word: &str, trade: &str) -> bool {
    if trade.len() <= 4 { word == trade } else { word.contains(trade) }
}

#[test]
fn safe_5_no_sentence_is_longer_than_can_be_read_at_one_go() {
    let mut found = Vec::new();
    for (key, text) in ["en", "id"].into_iter().flat_map(texts) {
        let longest = sentences(&text).into_iter().max_by_key(Vec::len).unwrap_or_default();
        if longest.len() > MOST_WORDS && !LONG.iter().any(|(known, _)| *known == key) {
            found.push(format!("{key}: {} words: {}", longest.len(), longest.join(" ")));
        }
    }
    assert!(found.is_empty(), "say it in two sentences:\n{}", found.join("\n"));
}

#[test]
fn safe_5_every_exception_is_still_one() {
    for (key, reason) in LONG {
        let long = ["en", "id"].into_iter().flat_map(texts).filter(|(known, _)| known == key);
        let words = long.flat_map(|(_, text)| sentences(&text).iter().map(Vec::len).max()).max();
        assert!(words.is_some_and(|words| words > MOST_WORDS) && !reason.is_empty(), "{key} is no exception any more");
    }
}

#[test]
fn safe_5_no_word_is_said_that_only_the_trade_uses() {
    let mut found = Vec::new();
    for (language, trade) in TRADE {
        for (key, text) in texts(language) {
            let lower = text.to_lowercase();
            let words = lower.split(|letter: char| !letter.is_alphanumeric());
            found.extend(
                words
                    .filter(|word| trade.iter().any(|trade| is_of_the_trade(word, trade)))
                    .map(|word| format!("{language} {key}: {word}: {text}")),
            );
        }
    }
    assert!(found.is_empty(), "say it as one customer would to another:\n{}", found.join("\n"));
}

#[test]
fn safe_5_the_rules_find_what_they_look_for() {
    assert!(
        texts("en").len() > 1_000
            && texts("en").len() == texts("en").iter().filter(|(_, text)| !text.is_empty()).count()
    );
    let counted = |text: &str| sentences(text).iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(counted("Ask 157 (kontak157.ojk.go.id). Then wait!"), [3, 2, 0]);
    assert_eq!(counted("Is it \"the bank?\" Rp1.250.000 – yes"), [4, 2]);
    assert!(
        is_of_the_trade("terenkripsi", "enkripsi") && is_of_the_trade("tls", "tls") && !is_of_the_trade("rapid", "api")
    );
}
