//! Looking at programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a program answers, on either channel; `None`: it is not there, or fails.
///
/// It runs in the root folder: in this repository rustup would begin to fetch the compiler that is asked about.
pub(super) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir("/").env_remove("RUSTUP_TOOLCHAIN").stdin(Stdio::null());
    let output = command.output().ok().filter(|output| output.status.success())?;
    // Java tells its version as an error.
    Some(plain(&String::from_utf8_lossy(&[output.stdout, output.stderr].concat())).trim().to_owned())
}

/// Without the colours that Maven prints into a pipe too: sequences of ESC `[` … up to a letter.
fn plain(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| {
        plain
            + piece.trim_start_matches(|character: char| !character.is_ascii_alphabetic()).get(1..).unwrap_or_default()
    })
}

/// The first line that says something.
pub(super) fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

/// The first whole number after `mark`: `Swift version 6.0.3` is 6.
pub(super) fn version(text: &str, mark: &str) -> Option<u32> {
    let after = text.split_once(mark)?.1;
    let from = after.trim_start_matches(|character: char| !character.is_ascii_digit());
    let end = from.find(|character: char| !character.is_ascii_digit()).unwrap_or(from.len());
    from.get(..end)?.parse().ok()
}

/// Where a program is, without starting it.
pub(super) fn path_of(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether `cargo xtask` installs here by itself: Debian or one of its kin, and root.
pub(super) fn installs_by_itself() -> bool {
    path_of("apt-get").is_some() && answer("id", &["-u"]).is_some_and(|id| id == "0")
}

/// The folder in which `cargo xtask` keeps its tools.
pub(super) fn cache() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Some(set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))?.join("kunci"))
}

/// Gigabytes that a user may still write where this folder is.
pub(super) fn free_gigabytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_out_of_what_programs_say() {
        assert_eq!(version("javac 17.0.15", ""), Some(17));
        assert_eq!(version("v20.20.2", ""), Some(20));
        assert_eq!(version("swift-driver version: 1.115 Swift version 6.0.3 (…)", "Swift version "), Some(6));
        assert_eq!(version("javac", ""), None);
        assert_eq!(first_line("\n  a b \nc"), "a b");
        assert_eq!(plain("\u{1b}[1mApache Maven 3.8.7\u{1b}[0;31m\nx\u{1b}[m"), "Apache Maven 3.8.7\nx");
    }
}
