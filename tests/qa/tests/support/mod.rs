//! The program and a sandbox bank, as processes of their own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_kunci");

pub(crate) fn kunci(home: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).env("KUNCI_HOME", home).env("LANG", "en").output().expect("kunci runs")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(crate) fn written(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    path
}

/// A bank process that ends with the test.
pub(crate) struct BankProcess(Child);

impl BankProcess {
    pub(crate) fn start(home: &Path) -> Self {
        Self::start_with(home, &[]).0
    }

    /// With more options; also what it said when it was ready.
    pub(crate) fn start_with(home: &Path, options: &[&str]) -> (Self, String) {
        let mut child = Command::new(PROGRAM)
            .args(["bank", "--json", "--seed", "11"])
            .args(options)
            .env("KUNCI_HOME", home)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the bank starts");
        // It prints one line when it is ready.
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        assert!(line.contains("ready_file"), "{line}");
        (Self(child), line)
    }
}

impl Drop for BankProcess {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
