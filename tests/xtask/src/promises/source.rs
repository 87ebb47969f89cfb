//! Whether a test that a promise names exists in the file it names.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::table::TestName;

/// Finds the test; otherwise says what is wrong, as the end of a sentence that begins with the test's name.
pub(super) fn find(root: &Path, test: &TestName) -> Result<(), String> {
    let text = fs::read_to_string(root.join(&test.file)).map_err(|_| "names a file that does not exist".to_owned())?;
    let name = test.name.rsplit("::").next().unwrap_or(&test.name);
    let found = match extension(&test.file) {
        "rs" => is_function(&text, "fn", name, is_rust_test),
        "kt" => is_function(&text, "fun", name, |attribute| {
            attribute.starts_with("@Test") || attribute.starts_with("@ParameterizedTest")
        }),
        "swift" => is_function(&text, "func", name, |attribute| attribute.starts_with("@Test")),
        "json" => has_step(&text, name)?,
        _ => {
            return Err("is in a file of a kind that holds no tests (.rs, .kt, .swift, .json)".to_owned());
        }
    };
    if found { Ok(()) } else { Err("names a test that does not exist in that file".to_owned()) }
}

pub(super) fn extension(file: &str) -> &str {
    file.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn is_rust_test(attribute: &str) -> bool {
    attribute.strip_prefix("#[").is_some_and(|rest| {
        let path = rest.split(['(', ']']).next().unwrap_or_default();
        path == "test" || path.ends_with("::test")
    })
}

/// Whether the text declares a function of this name under a test attribute, on the same line or on the lines of
/// attributes and comments above.
fn is_function(text: &str, keyword: &str, name: &str, is_test: impl Fn(&str) -> bool) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(number, line)| {
        if !declares(line, keyword, name) {
            return false;
        }
        let above = lines[..number].iter().rev();
        let attributes = above.take_while(|line| line.starts_with(['#', '@', '/', '*']));
        is_test(line) || attributes.into_iter().any(|line| is_test(line))
    })
}

/// `pub async fn NAME(`, but not a mention in a comment.
fn declares(line: &str, keyword: &str, name: &str) -> bool {
    if line.starts_with("//") || line.starts_with('*') {
        return false;
    }
    let declared = line.split_once(&format!("{keyword} ")).map(|(_, rest)| rest.trim_start());
    let rest = declared.and_then(|rest| rest.strip_prefix(name).or_else(|| rest.strip_prefix(&format!("`{name}`"))));
    rest.is_some_and(|rest| rest.starts_with(['(', '<']))
}

#[derive(Deserialize)]
struct Journey {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    id: String,
}

fn has_step(text: &str, id: &str) -> Result<bool, String> {
    let journey: Journey =
        serde_json::from_str(text).map_err(|error| format!("is in a file that is no journey: {error}"))?;
    Ok(journey.steps.iter().any(|step| step.id == id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(file: &str, text: &str, name: &str) -> Result<(), String> {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join(file), text).expect("a file");
        find(dir.path(), &TestName { file: file.to_owned(), name: name.to_owned() })
    }

    #[test]
    fn tests_of_every_language_are_found() {
        for (file, text, name) in [
            ("a.rs", "#[test]\nfn otp_1_a() {}", "otp_1_a"),
            (
                "a.rs",
                "mod tests {\n  #[tokio::test(flavor = \"x\")]\n  /// Why.\n  async fn otp_1_a() {}\n}",
                "otp_1_a",
            ),
            ("a.rs", "#[test]\n#[should_panic]\nfn otp_1_a() {}", "tests::otp_1_a"),
            ("a.kt", "@Test\nfun otp_1_a() {", "otp_1_a"),
            ("a.kt", "@Test fun `otp 1 a`() = runBlocking {", "otp 1 a"),
            ("a.swift", "@Test func otp_1_a() async throws {", "otp_1_a"),
            ("a.json", r#"{"steps":[{"id":"4.2"}]}"#, "4.2"),
        ] {
            assert_eq!(look(file, text, name), Ok(()), "{text}");
        }
    }

    #[test]
    fn planted_absences_are_noticed() {
        for (file, text, name) in [
            ("a.rs", "fn otp_1_a() {}", "otp_1_a"),
            ("a.rs", "#[test]\nfn other() {}\n\nfn otp_1_a() {}", "otp_1_a"),
            ("a.rs", "#[test]\n// fn otp_1_a() {}\nfn other() {}", "otp_1_a"),
            ("a.rs", "#[test]\nfn otp_1_abc() {}", "otp_1_a"),
            ("a.rs", "#[cfg(test)]\nfn otp_1_a() {}", "otp_1_a"),
            ("a.kt", "fun otp_1_a() {", "otp_1_a"),
            ("a.swift", "func otp_1_a() {", "otp_1_a"),
            ("a.json", r#"{"steps":[{"id":"4.20"}]}"#, "4.2"),
            ("a.json", "[]", "4.2"),
            ("a.md", "otp_1_a", "otp_1_a"),
        ] {
            assert!(look(file, text, name).is_err(), "{text}");
        }
        let missing = TestName { file: "missing.rs".to_owned(), name: "x".to_owned() };
        assert!(find(Path::new("."), &missing).is_err());
    }
}
