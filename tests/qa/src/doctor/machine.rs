//! The set-up: what `cargo run` and the Rust tests need.

use std::net::TcpListener;
use std::path::Path;

use super::probe::{answer, first_line, free_gigabytes, path_of};
use super::{Finding, Stage, State};
use crate::home;

/// Room for the builds of every stage and the tools that they keep.
const GIGABYTES: u64 = 10;

pub(super) fn look() -> Vec<Finding> {
    vec![compiler(), c_compiler(), openssl(), loop_back(), scratch(), own_folder(), room()]
}

/// The compiler that `rust-toolchain.toml` pins.
pub(super) fn pinned() -> &'static str {
    let text = include_str!("../../../../rust-toolchain.toml");
    let line = text.lines().find_map(|line| line.strip_prefix("channel = "));
    line.unwrap_or_default().trim().trim_matches('"')
}

fn lacking(name: &'static str, needed: &str, found: Option<String>, todo: String) -> Finding {
    Finding::lacking(Stage::SetUp, name, needed, found, State::Missing, todo)
}

fn compiler() -> Finding {
    let (name, pinned) = ("Rust", pinned());
    let needed = format!("rustc {pinned}");
    let fits = |text: &String| text.split_whitespace().nth(1) == Some(pinned);
    let usual = answer("rustc", &["--version"]);
    let found = usual.clone().filter(fits).or_else(|| answer("rustup", &["run", pinned, "rustc", "--version"]));
    match found.filter(fits) {
        Some(found) => Finding::present(Stage::SetUp, name, needed, first_line(&found)),
        None if path_of("rustup").is_some() => {
            let todo =
                format!("rustup fetches it at the first cargo command here; or now: rustup toolchain install {pinned}");
            Finding::lacking(Stage::SetUp, name, needed, usual, State::ComesByItself, todo)
        }
        None => lacking(name, &needed, usual, format!("Install rustup, then: rustup toolchain install {pinned}")),
    }
}

fn c_compiler() -> Finding {
    let needed = "a C compiler called cc, for SQLCipher";
    match answer("cc", &["--version"]) {
        Some(text) => Finding::present(Stage::SetUp, "C compiler", needed, first_line(&text)),
        None => lacking(
            "C compiler",
            needed,
            None,
            "On Debian: apt-get install gcc libc6-dev. On macOS: xcode-select --install.".to_owned(),
        ),
    }
}

/// SQLCipher's libcrypto: the system's, if it can be linked statically, or one that is built from source.
fn openssl() -> Finding {
    let name = "OpenSSL";
    let needed = "a static OpenSSL 3 with its headers, or make and perl to build one";
    let folder = answer("pkg-config", &["--atleast-version=3", "libcrypto"])
        .and_then(|_| answer("pkg-config", &["--variable=libdir", "libcrypto"]));
    if folder.is_some_and(|folder| Path::new(&folder).join("libcrypto.a").is_file()) {
        return Finding::present(Stage::SetUp, name, needed, "the system's, static");
    }
    let missing: Vec<_> = ["make", "perl"].into_iter().filter(|program| path_of(program).is_none()).collect();
    if missing.is_empty() {
        let found = "make and perl: it is built from source, which takes four minutes once";
        return Finding::present(Stage::SetUp, name, needed, found);
    }
    let todo = "On Debian: apt-get install libssl-dev pkg-config. Elsewhere: make and a full perl.";
    lacking(name, needed, Some(format!("no {}", missing.join(" and no "))), todo.to_owned())
}

fn loop_back() -> Finding {
    let needed = "127.0.0.1 can be listened on";
    match TcpListener::bind(("127.0.0.1", 0)) {
        Ok(_) => Finding::present(Stage::SetUp, "Loop-back", needed, needed),
        Err(error) => lacking(
            "Loop-back",
            needed,
            Some(error.to_string()),
            "The sandbox bank listens there. In a container: give it a loop-back interface.".to_owned(),
        ),
    }
}

fn scratch() -> Finding {
    let needed = "a temporary folder that can be written";
    match tempfile::tempdir() {
        Ok(folder) => {
            let parent = folder.path().parent().unwrap_or(folder.path()).display().to_string();
            Finding::present(Stage::SetUp, "Temporary folder", needed, parent)
        }
        Err(error) => lacking(
            "Temporary folder",
            needed,
            Some(error.to_string()),
            "Set TMPDIR to a folder of yours with room.".to_owned(),
        ),
    }
}

/// Where phones and the running bank's address are kept. It need not exist yet, and is not made.
fn own_folder() -> Finding {
    let needed = "a folder for phones, below one that can be written";
    let todo = "Set KUNCI_HOME to a folder of yours.".to_owned();
    let folder = match home::folder() {
        Ok(folder) => folder,
        Err(_) => return lacking("Folder of the phones", needed, None, todo),
    };
    let there = folder.ancestors().find(|parent| parent.exists()).unwrap_or(Path::new("/"));
    match tempfile::tempfile_in(there) {
        Ok(_) => Finding::present(Stage::SetUp, "Folder of the phones", needed, folder.display().to_string()),
        Err(error) => lacking("Folder of the phones", needed, Some(format!("{}: {error}", folder.display())), todo),
    }
}

fn room() -> Finding {
    let needed = format!("{GIGABYTES} GB free where this is run");
    let free = std::env::current_dir().ok().and_then(|folder| free_gigabytes(&folder));
    let found = free.map(|free| format!("{free} GB free"));
    match (free, found) {
        (Some(free), Some(found)) if free >= GIGABYTES => Finding::present(Stage::SetUp, "Disk", needed, found),
        (_, found) => lacking(
            "Disk",
            &needed,
            found,
            "Free some space, or set CARGO_TARGET_DIR to a folder on another disk.".to_owned(),
        ),
    }
}
