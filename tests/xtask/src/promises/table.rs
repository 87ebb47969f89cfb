//! Reads `docs/promises.md`: rows of `| OTP-1 | the promise | kept | `file::test`, … |`.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

/// One row.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Promise {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) state: State,
    pub(super) tests: Vec<TestName>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Kept,
    Open,
}

impl State {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Open => "open",
        }
    }
}

/// `file::test`: a test function, or a step of a journey.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TestName {
    /// Below the repository.
    pub(super) file: String,
    pub(super) name: String,
}

impl fmt::Display for TestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.file, self.name)
    }
}

impl Serialize for TestName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// All rows of all tables. Every row that is neither a heading nor a promise is a mistake, so that none gets lost.
pub(super) fn parse(text: &str) -> Result<Vec<Promise>, Vec<String>> {
    let mut promises: Vec<Promise> = Vec::new();
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with('|')) {
        match row(line) {
            Ok(None) => {}
            Ok(Some(promise)) if ids.insert(promise.id.clone()) => promises.push(promise),
            Ok(Some(promise)) => problems.push(format!("line {}: {} stands twice", number + 1, promise.id)),
            Err(problem) => problems.push(format!("line {}: {problem}", number + 1)),
        }
    }
    if promises.is_empty() && problems.is_empty() {
        problems.push("no promise found".to_owned());
    }
    if problems.is_empty() { Ok(promises) } else { Err(problems) }
}

fn row(line: &str) -> Result<Option<Promise>, String> {
    let line = line.trim();
    let inner = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).ok_or("the row does not end with |")?;
    let cells: Vec<String> = cells(inner);
    let first = cells.first().map(String::as_str).unwrap_or_default();
    let rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')));
    if rule || first.eq_ignore_ascii_case("id") {
        return Ok(None);
    }
    let [id, text, state, tests] = cells.as_slice() else {
        return Err(format!("the row has {} cells instead of 4", cells.len()));
    };
    if !is_id(id) {
        return Err(format!("`{id}` is no id such as OTP-1"));
    }
    let state = match state.as_str() {
        "kept" => State::Kept,
        "open" => State::Open,
        other => return Err(format!("{id} is `{other}` instead of kept or open")),
    };
    let tests = tests_of(tests).map_err(|problem| format!("{id}: {problem}"))?;
    Ok(Some(Promise { id: id.clone(), text: text.clone(), state, tests }))
}

/// Every `file::test` in backticks, anywhere.
pub(super) fn named(text: &str) -> Vec<TestName> {
    let quoted = text.split('`').skip(1).step_by(2).filter_map(|quoted| quoted.split_once("::"));
    let files = quoted.filter(|(file, _)| file.contains('/'));
    files.map(|(file, name)| TestName { file: file.to_owned(), name: name.to_owned() }).collect()
}

/// Splits at each `|` that is not written `\|`.
fn cells(inner: &str) -> Vec<String> {
    let hidden = inner.replace("\\|", "\u{0}");
    hidden.split('|').map(|cell| cell.replace('\u{0}', "|").trim().to_owned()).collect()
}

fn is_id(text: &str) -> bool {
    text.split_once('-').is_some_and(|(area, number)| {
        !area.is_empty()
            && area.chars().all(|c| c.is_ascii_uppercase())
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// The tests stand in backticks; between them only commas and blanks. A dash means none.
fn tests_of(cell: &str) -> Result<Vec<TestName>, String> {
    if matches!(cell, "" | "-" | "–" | "—") {
        return Ok(Vec::new());
    }
    let mut tests = Vec::new();
    for (position, part) in cell.split('`').enumerate() {
        if position % 2 == 1 {
            let (file, name) = part.split_once("::").ok_or_else(|| format!("`{part}` is not `file::test`"))?;
            tests.push(TestName { file: file.to_owned(), name: name.to_owned() });
        } else if part.chars().any(|c| c != ',' && !c.is_whitespace() && c != ';') {
            return Err(format!("tests stand in backticks as `file::test`, not `{}`", part.trim()));
        }
    }
    if cell.matches('`').count() % 2 == 1 {
        return Err("a backtick is not closed".to_owned());
    }
    Ok(tests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_read_from_any_text() {
        let tests = named(
            "| a fault | `core/a.rs::b`, `tests/c.json::1.2` | `Missing`, `Kind::Other` and `std` are no tests |",
        );
        let tests: Vec<String> = tests.iter().map(ToString::to_string).collect();
        assert_eq!(tests, ["core/a.rs::b", "tests/c.json::1.2"]);
    }

    const GOOD: &str = "\
# Promises
Some text with a | in it.

| id | promise | state | tests |
|---|---|---|---|
| OTP-1 | Register \\| enrol | kept | `core/src/token/enrol.rs::otp_1_a`, `tests/journeys/new-phone.json::4.2` |
| OTP-2 | One phone | open | — |
";

    #[test]
    fn rows_are_read_with_their_tests() {
        let promises = parse(GOOD).expect("a good table");
        let ids: Vec<_> = promises.iter().map(|promise| (promise.id.as_str(), promise.state)).collect();
        assert_eq!(ids, [("OTP-1", State::Kept), ("OTP-2", State::Open)]);
        assert_eq!(promises[0].text, "Register | enrol");
        let names: Vec<_> = promises[0].tests.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["core/src/token/enrol.rs::otp_1_a", "tests/journeys/new-phone.json::4.2"]);
        assert!(promises[1].tests.is_empty());
    }

    #[test]
    fn every_malformed_row_is_an_error() {
        for (planted, expected) in [
            ("| OTP-1 | text | kept |", "3 cells"),
            ("| OTP-1 | text | done | `a.rs::b` |", "instead of kept or open"),
            ("| OTP1 | text | open | — |", "no id"),
            ("| OTP-1 | text | open | — ", "does not end"),
            ("| OTP-1 | text | kept | a.rs::b |", "in backticks"),
            ("| OTP-1 | text | kept | `a.rs:b` |", "is not `file::test`"),
            ("| OTP-1 | text | kept | `a.rs::b |", "not closed"),
            ("| OTP-1 | x | open | — |\n| OTP-1 | x | open | — |", "stands twice"),
            ("no table at all", "no promise found"),
            ("| id | promise | state | tests |\n|---|---|---|---|", "no promise found"),
        ] {
            let problems = parse(planted).expect_err(planted).join("\n");
            assert!(problems.contains(expected), "{planted}: {problems}");
        }
    }
}
