//! The apps hold keys and no sentences: every key that they use exists in both languages with the values that it takes, and
//! nothing that a person would read stands in their sources.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use kunci_domain::texts::{Language, exists};

const APPS: [&str; 2] = ["android/app/src/main/kotlin", "ios"];

/// What is not part of an app: tests, stand-ins for Apple's SDK, what must not compile.
const NOT_THE_APP: [&str; 3] = ["Tests", "Stubs", "PlantedErrors"];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every source file of an app, with its name and without its comments.
fn sources(app: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![repository().join(app)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !NOT_THE_APP.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if matches!(path.extension().and_then(|kind| kind.to_str()), Some("kt" | "swift"))
                && name != "Package.swift"
            {
                files.push((name, without_comments(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    assert!(files.len() > 10, "{app} has moved");
    files
}

fn without_comments(source: &str) -> String {
    let kept = source.lines().filter(|line| {
        let line = line.trim_start();
        !(line.starts_with("//") || line.starts_with('*') || line.starts_with("/*"))
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// What stands between double quotes, with the source after it.
fn literals(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find('"') {
        let after = &rest[start + 1..];
        let Some(end) = end_of_literal(after) else { break };
        found.push((&after[..end], &after[end + 1..]));
        rest = &after[end + 1..];
    }
    found
}

fn end_of_literal(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' | '\n' => return Some(at),
            _ => {}
        }
    }
    None
}

/// The texts of the screens, each with the names of the values that it takes, from the file of one language.
fn screen_texts(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let file = repository().join(format!("core/domain/texts/ui-{language}.ftl"));
    let mut texts = BTreeMap::<String, BTreeSet<String>>::new();
    let (mut message, mut key) = (String::new(), String::new());
    for line in fs::read_to_string(file).unwrap().lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| line.starts_with("ui-")) {
            message = name.to_owned();
            key = name.to_owned();
        } else if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|line| line.split_once(" = ")) {
            key = format!("{message}.{name}");
        }
        if key.is_empty() {
            continue;
        }
        let values = texts.entry(key.clone()).or_default();
        for part in line.split('$').skip(1) {
            values.insert(part.chars().take_while(|letter| letter.is_ascii_lowercase()).collect());
        }
    }
    texts
}

#[test]
fn safe_5_every_text_that_an_app_uses_exists_in_both_languages_with_its_values() {
    let texts = screen_texts("en");
    assert_eq!(texts, screen_texts("id"), "the languages differ in keys or values");
    for app in APPS {
        let mut used = 0;
        for (file, source) in sources(app) {
            for (key, after) in literals(&source).into_iter().filter(|(literal, _)| literal.starts_with("ui-")) {
                used += 1;
                assert!(Language::ALL.iter().all(|language| exists(*language, key)), "{file}: there is no text {key}");
                let call = after.split("\"ui-").next().unwrap_or_default();
                for value in &texts[key] {
                    assert!(call.contains(&format!("\"{value}\"")), "{file}: {key} needs ${value}");
                }
            }
        }
        assert!(used > 50, "{app} takes only {used} texts from the core");
    }
}

#[test]
fn safe_5_no_text_of_the_screens_is_left_over() {
    let sources: String = APPS.iter().flat_map(|app| sources(app)).map(|(_, source)| source).collect();
    let used: BTreeSet<&str> = literals(&sources).into_iter().map(|(literal, _)| literal).collect();
    let left: Vec<String> = screen_texts("en").into_keys().filter(|key| !used.contains(key.as_str())).collect();
    assert!(left.is_empty(), "nobody shows {left:?}");
}

/// Two words in a row are a sentence, or part of one. The label of a thing would be one word: it is found by where it stands.
fn reads_like_words(literal: &str) -> bool {
    let is_word = |part: &str| {
        part.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !part.contains(['$', '(', '/'])
    };
    let words: Vec<&str> = literal.split(' ').collect();
    words.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]))
}

/// Where a screen takes what it shows or says.
const SHOWN: [&str; 12] = [
    "Text(",
    "Text(verbatim: ",
    "Button(",
    "Heading(",
    "TextField(",
    "SecureField(",
    "ProgressView(",
    "Notice(",
    "contentDescription = ",
    "title = ",
    "hint = ",
    ".accessibilityLabel(",
];

fn shown_words(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for place in SHOWN {
        for part in source.split(&format!("{place}\"")).skip(1) {
            let literal = &part[..end_of_literal(part).unwrap_or(0)];
            // What is put in comes from the core.
            let bare = literal.split("\\(").map(|piece| piece.split_once(')').map_or(piece, |(_, rest)| rest));
            let first = literal.split("\\(").next().unwrap_or_default();
            let words = std::iter::once(first).chain(bare.skip(1)).collect::<String>();
            if words.chars().any(char::is_alphabetic) && !literal.contains('%') {
                found.push(literal.to_owned());
            }
        }
    }
    found
}

/// The domain of a key that the host derives, and the customer of Xcode's previews.
const NO_SENTENCES: [&str; 2] = ["kunci device key", "Sari Wulandari"];

#[test]
fn safe_5_no_sentence_is_left_in_the_sources_of_an_app() {
    for app in APPS {
        for (file, source) in sources(app) {
            for (literal, _) in literals(&source) {
                let allowed = NO_SENTENCES.contains(&literal) || !reads_like_words(literal);
                assert!(allowed, "{app}, {file} holds words of its own: {literal:?}");
            }
            assert_eq!(shown_words(&source), Vec::<String>::new(), "{app}, {file} shows words of its own");
        }
    }
}

#[test]
fn a_planted_sentence_and_a_planted_label_are_found() {
    assert!(reads_like_words("Tidak ada yang menunggu."));
    assert!(!reads_like_words("AES/GCM/NoPadding") && !reads_like_words("%02d : $x") && !reads_like_words("ui-back"));
    assert_eq!(shown_words("Button(\"Kembali\") {}"), ["Kembali"]);
    assert_eq!(shown_words("Text(verbatim: \"\\(name) terkirim\")"), ["\\(name) terkirim"]);
    assert!(shown_words("Text(verbatim: \"\\(name) •••• \\(ending)\")").is_empty());
    assert_eq!(
        literals("a(\"ui-x\", \"y\\\"z\")").iter().map(|(found, _)| *found).collect::<Vec<_>>(),
        ["ui-x", "y\\\"z"]
    );
}
