//! Folders, and the environment that every child process gets.
//!
//! Cargo rebuilds what was built under another environment, so it is decided here, once, for all commands.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::problem::{Outcome, Problem};

/// Where this repository and its caches are.
pub(crate) struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder; everything made here lies below it.
    pub(crate) target: PathBuf,
    /// The user's cache folder: tools that are installed once per machine.
    pub(crate) cache: PathBuf,
    /// The system's OpenSSL is linked, statically.
    system_openssl: bool,
}

impl Workspace {
    /// Finds the workspace from where Cargo started this program, or else from the current folder.
    pub(crate) fn find() -> Outcome<Self> {
        let start = env::var_os("CARGO_MANIFEST_DIR").map_or_else(env::current_dir, |dir| Ok(dir.into()));
        let start = start.map_err(|error| Problem::new(format!("the current folder cannot be read: {error}")))?;
        let root = start
            .ancestors()
            .find(|dir| dir.join("Cargo.lock").is_file())
            .ok_or_else(|| Problem::new("no Cargo.lock above the current folder: run this inside the repository"))?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        let home = env::var_os("HOME").map(PathBuf::from);
        let cache = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| home.map(|home| home.join(".cache")))
            .ok_or_else(|| Problem::new("set HOME or XDG_CACHE_HOME: tools are cached there"))?
            .join("kunci");
        Ok(Self { root, target, cache, system_openssl: system_openssl() })
    }

    /// A file or folder of the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The sandbox bank and the demo, as `cargo build -p kunci-qa` leaves it.
    pub(crate) fn sandbox(&self) -> PathBuf {
        self.target.join("debug").join("kunci")
    }

    /// A program that runs in the repository's root, without input.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root).stdin(Stdio::null());
        // What `cargo run` sets for this program must not leak into what it starts.
        for (name, _) in env::vars_os() {
            let own = name.to_string_lossy();
            if own.starts_with("CARGO_PKG_") || own.starts_with("CARGO_MANIFEST_") || own == "CARGO_BIN_NAME" {
                command.env_remove(&name);
            }
        }
        if self.system_openssl {
            command.env("OPENSSL_NO_VENDOR", "1").env("OPENSSL_STATIC", "1");
        }
        command
    }

    /// Cargo with arguments.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from));
        command.args(arguments);
        // Properties are drawn anew every night; a change is judged by the same cases each time. Plain `cargo test` draws others.
        if env::var_os(PROPERTY_SEED).is_none() {
            command.env(PROPERTY_SEED, "20784");
        }
        command
    }
}

/// From where proptest draws its cases.
pub(crate) const PROPERTY_SEED: &str = "PROPTEST_RNG_SEED";

/// Whether a static OpenSSL 3 is installed with its headers. It saves four minutes of building our own, and, linked
/// statically, the library still needs no libcrypto where it is loaded. A choice made by the caller is kept.
fn system_openssl() -> bool {
    if ["OPENSSL_NO_VENDOR", "OPENSSL_STATIC", "OPENSSL_DIR"].iter().any(|name| env::var_os(name).is_some()) {
        return env::var_os("OPENSSL_NO_VENDOR").is_some() && env::var_os("OPENSSL_DIR").is_none();
    }
    let pkg_config = |arguments: &[&str]| {
        let output = Command::new("pkg-config").args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    pkg_config(&["--atleast-version=3", "libcrypto"]).is_some()
        && pkg_config(&["--variable=libdir", "libcrypto"])
            .is_some_and(|dir| Path::new(&dir).join("libcrypto.a").is_file())
}
