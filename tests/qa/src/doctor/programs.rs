//! The programs of each stage. The versions are those of `tests/xtask/src`; a test compares them.

use super::machine::pinned;
use super::probe::{answer, cache, first_line, path_of, version};
use super::{Finding, Stage, State};

/// The oldest Java development kit, Node.js and Swift.
const JAVA: u32 = 17;
const NODE: u32 = 20;
const SWIFT: u32 = 6;

/// The folder below the cache in which Debian's Swift is kept.
const SWIFT_FOLDER: &str = "swift-trixie-1";

/// The folder below the cache in which cargo-deny is kept.
const DENY_FOLDER: &str = "cargo-deny-0.20.2";

/// A program that is asked for its version.
struct Program {
    name: &'static str,
    /// What is run, and with what argument.
    ask: (&'static str, &'static str),
    /// What stands before the version in the answer, and the oldest that will do.
    oldest: Option<(&'static str, u32)>,
    /// Debian's packages.
    packages: &'static str,
}

pub(super) fn look(stage: Stage, installs: bool) -> Vec<Finding> {
    let program = |program: Program| look_at(stage, &program, installs);
    match stage {
        // `machine` looks at it.
        Stage::SetUp => Vec::new(),
        Stage::Kotlin => vec![program(java()), program(maven())],
        Stage::Android => vec![
            program(java()),
            program(maven()),
            program(Program { name: "aapt2", ask: ("aapt2", "version"), oldest: None, packages: "aapt" }),
            program(Program { name: "unzip", ask: ("unzip", "-v"), oldest: None, packages: "unzip" }),
        ],
        Stage::Swift => vec![swift(installs)],
        Stage::Browser => vec![
            program(Program {
                name: "Node.js",
                ask: ("node", "--version"),
                oldest: Some(("", NODE)),
                packages: "nodejs npm",
            }),
            program(Program { name: "npm", ask: ("npm", "--version"), oldest: None, packages: "nodejs npm" }),
            chromium(installs),
        ],
        Stage::Interop => vec![
            program(Program { name: "oathtool", ask: ("oathtool", "--version"), oldest: None, packages: "oathtool" }),
            program(Program {
                name: "Python 3",
                ask: ("python3", "--version"),
                oldest: None,
                packages: "python3 python3-venv",
            }),
            python_venv(installs),
        ],
        Stage::MobileCheck => vec![standard_library()],
        Stage::Ci => vec![component("rustfmt", "cargo-fmt"), component("clippy", "cargo-clippy"), deny()],
    }
}

fn java() -> Program {
    let packages = "openjdk-17-jdk-headless";
    Program { name: "Java development kit", ask: ("javac", "-version"), oldest: Some(("javac", JAVA)), packages }
}

fn maven() -> Program {
    Program { name: "Maven", ask: ("mvn", "--version"), oldest: None, packages: "maven" }
}

fn look_at(stage: Stage, program: &Program, installs: bool) -> Finding {
    let needed = match program.oldest {
        Some((_, oldest)) => format!("{} {oldest} or newer", program.name),
        None => program.name.to_owned(),
    };
    let (name, argument) = program.ask;
    let answer = answer(name, &[argument]);
    let fits = |text: &String| {
        program.oldest.is_none_or(|(mark, oldest)| version(text, mark).is_some_and(|version| version >= oldest))
    };
    match answer {
        Some(text) if fits(&text) => Finding::present(stage, program.name, needed, first_line(&text)),
        other => lacking(stage, program.name, needed, other.as_deref().map(first_line), program.packages, installs),
    }
}

/// What can be installed from a distribution's packages.
fn lacking(
    stage: Stage,
    name: &'static str,
    needed: String,
    found: Option<String>,
    packages: &str,
    installs: bool,
) -> Finding {
    if installs {
        let todo = format!("cargo xtask installs it when the stage runs; or now: apt-get install {packages}");
        return Finding::lacking(stage, name, needed, found, State::ComesByItself, todo);
    }
    let todo = format!(
        "On Debian, as root: apt-get install {packages}. Elsewhere: from your system's packages, first on PATH."
    );
    Finding::lacking(stage, name, needed, found, State::Missing, todo)
}

/// The system's Swift, or Debian's in a folder of its own.
fn swift(installs: bool) -> Finding {
    let (stage, name, needed) = (Stage::Swift, "Swift", format!("Swift {SWIFT} or newer"));
    let system = answer("swift", &["--version"]);
    if let Some(text) = &system
        && version(text, "Swift version ").is_some_and(|version| version >= SWIFT)
    {
        return Finding::present(stage, name, needed, first_line(text));
    }
    // Only root can enter that folder.
    let folder = cache().filter(|_| installs).map(|cache| cache.join(SWIFT_FOLDER));
    if let Some(folder) = folder.filter(|folder| folder.join("usr/bin/swiftc").exists()) {
        return Finding::present(stage, name, needed, format!("Debian's, in {}", folder.display()));
    }
    let found = system.as_deref().map(first_line);
    if installs && cfg!(target_os = "linux") {
        let todo = "cargo xtask swift installs Debian's into a folder of its own: about 3 GB, two to four minutes.";
        return Finding::lacking(stage, name, needed, found, State::ComesByItself, todo);
    }
    let todo = "Install Swift from your system's packages (macOS: Xcode), or run cargo xtask swift as root on Debian.";
    Finding::lacking(stage, name, needed, found, State::Missing, todo)
}

fn chromium(installs: bool) -> Finding {
    let needed = "Chromium or Chrome";
    let there = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(path_of);
    match there {
        Some(file) => Finding::present(Stage::Browser, "Chromium", needed, file.display().to_string()),
        None => lacking(Stage::Browser, "Chromium", needed.to_owned(), None, "chromium", installs),
    }
}

fn python_venv(installs: bool) -> Finding {
    let needed = "Python's modules venv and ensurepip";
    match answer("python3", &["-c", "import venv, ensurepip"]) {
        Some(_) => Finding::present(Stage::Interop, "Python's venv", needed, "there"),
        None => lacking(Stage::Interop, "Python's venv", needed.to_owned(), None, "python3-venv", installs),
    }
}

/// The standard library's source, of which `mobile-check` builds the phones' own.
fn standard_library() -> Finding {
    let (stage, name) = (Stage::MobileCheck, "Source of Rust's standard library");
    let needed = format!("rust-src of {}", pinned());
    let sysroot = answer("rustup", &["run", pinned(), "rustc", "--print", "sysroot"])
        .or_else(|| answer("rustc", &["--print", "sysroot"]));
    let library = sysroot.map(|sysroot| std::path::Path::new(&sysroot).join("lib/rustlib/src/rust/library"));
    let unpacked = cache().map(|cache| cache.join(format!("rust-src-{0}/usr/src/rustc-{0}/library", pinned())));
    if let Some(folder) = library.into_iter().chain(unpacked).find(|folder| folder.is_dir()) {
        return Finding::present(stage, name, needed, folder.display().to_string());
    }
    if path_of("apt-get").is_some() && path_of("dpkg").is_some() {
        let todo = "cargo xtask mobile-check unpacks Debian's, where Debian has this version; or now: rustup component add rust-src";
        return Finding::lacking(stage, name, needed, None, State::ComesByItself, todo);
    }
    Finding::lacking(stage, name, needed, None, State::Missing, "rustup component add rust-src")
}

/// A part of the pinned compiler. rustup fetches it with the compiler, as `rust-toolchain.toml` says.
fn component(name: &'static str, program: &str) -> Finding {
    let text = answer("rustup", &["run", pinned(), program, "--version"]).or_else(|| answer(program, &["--version"]));
    match text {
        Some(text) => Finding::present(Stage::Ci, name, name, first_line(&text)),
        None => {
            let todo = format!("rustup component add {name} --toolchain {}", pinned());
            Finding::lacking(Stage::Ci, name, name, None, State::Missing, todo)
        }
    }
}

fn deny() -> Finding {
    let needed = "cargo-deny";
    let program = cache().map(|cache| cache.join(DENY_FOLDER).join("bin/cargo-deny"));
    match program.filter(|program| program.is_file()) {
        Some(program) => Finding::present(Stage::Ci, "cargo-deny", needed, program.display().to_string()),
        None => {
            let todo = "cargo xtask ci builds it on first use and keeps it in its cache folder.";
            Finding::lacking(Stage::Ci, "cargo-deny", needed, None, State::ComesByItself, todo)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_what_the_stages_themselves_ask_for() {
        for (source, constant) in [
            (include_str!("../../../xtask/src/kotlin.rs"), format!("const JAVA: u32 = {JAVA};")),
            (include_str!("../../../xtask/src/browser.rs"), format!("const NODE: u32 = {NODE};")),
            (include_str!("../../../xtask/src/swift.rs"), format!("const SWIFT: u32 = {SWIFT};")),
        ] {
            assert!(source.contains(&constant), "{constant}");
        }
        let text_of = |source: &str, name: &str| {
            let line =
                source.lines().find_map(|line| line.strip_prefix(&format!("const {name}: "))).expect("the constant");
            let value = line.split_once("= ").expect("a value").1;
            value.trim_end_matches(';').trim_matches('"').to_owned()
        };
        let debian = include_str!("../../../xtask/src/swift_debian.rs");
        assert_eq!(SWIFT_FOLDER, format!("swift-{}-{}", text_of(debian, "RELEASE"), text_of(debian, "VERSION")));
        let deny = include_str!("../../../xtask/src/deny.rs");
        assert_eq!(DENY_FOLDER, format!("cargo-deny-{}", text_of(deny, "VERSION")));
        assert!(java().packages.contains(&JAVA.to_string()));
        assert!(pinned().split('.').count() == 3, "{}", pinned());
    }
}
