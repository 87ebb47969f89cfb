//! Whether a test that passed is the one that a promise names.

use std::path::Path;

use super::source::extension;
use super::table::TestName;
use crate::results::Passed;

/// Whether `passed` is the test named `file::name`.
pub(super) fn is(test: &TestName, passed: &Passed) -> bool {
    match passed {
        Passed::Rust { root, path } => is_rust(test, root, path),
        Passed::Kotlin { class, method } => {
            // `kunci.PhoneTest` stands in `…/kunci/PhoneTest.kt`.
            let file = format!("/{}.kt", class.replace('.', "/"));
            *method == test.name && test.file.ends_with(&file)
        }
        // Swift Testing prints no file: the function's name is all there is.
        Passed::Swift { function } => extension(&test.file) == "swift" && *function == test.name,
        Passed::Journey { file, step } => *file == test.file && *step == test.name,
    }
}

/// A Rust test's path begins with the modules of its file: `core/src/token/otp.rs` in the program of
/// `core/src/lib.rs` is `token::otp`.
fn is_rust(test: &TestName, root: &str, path: &str) -> bool {
    let Some(modules) = modules(&test.file, root) else {
        return false;
    };
    let inside = if modules.is_empty() {
        Some(path)
    } else {
        path.strip_prefix(&modules).and_then(|path| path.strip_prefix("::"))
    };
    inside.is_some_and(|inside| inside == test.name || inside.ends_with(&format!("::{}", test.name)))
}

fn modules(file: &str, root: &str) -> Option<String> {
    if file == root {
        return Some(String::new());
    }
    let below = Path::new(file).strip_prefix(Path::new(root).parent()?).ok()?.with_extension("");
    // A test program `tests/contract.rs` names its files in `tests/contract/` by `#[path]`, as modules of its own.
    let below = below.strip_prefix(Path::new(root).file_stem()?).unwrap_or(&below);
    let mut parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    (!parts.is_empty()).then(|| parts.join("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(file: &str, name: &str, root: &str, path: &str) -> bool {
        let test = TestName { file: file.to_owned(), name: name.to_owned() };
        is(&test, &Passed::Rust { root: root.to_owned(), path: path.to_owned() })
    }

    #[test]
    fn a_test_is_matched_by_its_file_and_name() {
        assert!(rust("core/src/token/otp.rs", "otp_4_a", "core/src/lib.rs", "token::otp::tests::otp_4_a"));
        assert!(rust("core/src/token/mod.rs", "otp_4_a", "core/src/lib.rs", "token::tests::otp_4_a"));
        assert!(rust("core/src/lib.rs", "otp_4_a", "core/src/lib.rs", "otp_4_a"));
        assert!(rust("core/tests/enrol.rs", "otp_4_a", "core/tests/enrol.rs", "otp_4_a"));
        assert!(rust("tests/bank/tests/contract/site.rs", "a", "tests/bank/tests/contract.rs", "site::a"));
    }

    #[test]
    fn a_test_of_the_same_name_elsewhere_does_not_count() {
        assert!(!rust("core/src/token/otp.rs", "otp_4_a", "core/src/lib.rs", "cards::tests::otp_4_a"));
        assert!(!rust("core/src/token/otp.rs", "otp_4_a", "core/domain/src/lib.rs", "token::otp::tests::otp_4_a"));
        assert!(!rust("core/src/token/otp.rs", "otp_4_a", "core/src/lib.rs", "token::otp::tests::not_otp_4_a"));
        assert!(!rust("core/src/token/otp.rs", "otp_4_a", "core/src/lib.rs", "token::otp_other::otp_4_a"));
        assert!(!rust("tests/bank/tests/contract/site.rs", "a", "tests/bank/tests/contract.rs", "shop::a"));
        let kotlin =
            TestName { file: "android/sdk/src/test/kotlin/kunci/PhoneTest.kt".to_owned(), name: "a".to_owned() };
        let in_class = |class: &str| Passed::Kotlin { class: class.to_owned(), method: "a".to_owned() };
        assert!(is(&kotlin, &in_class("kunci.PhoneTest")));
        assert!(!is(&kotlin, &in_class("kunci.OtherTest")) && !is(&kotlin, &in_class("other.PhoneTest")));
        let step = TestName { file: "tests/journeys/a.json".to_owned(), name: "1.1".to_owned() };
        let other = Passed::Journey { file: "tests/journeys/b.json".to_owned(), step: "1.1".to_owned() };
        assert!(!is(&step, &other));
    }
}
