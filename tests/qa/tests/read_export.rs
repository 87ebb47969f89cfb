//! `kunci read-export`: what the app has exported opens by its passphrase, given on standard input.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use kunci_crypto::export;
use kunci_crypto::secret::SecretBytes;
use kunci_crypto::wrap::WrapParams;

const PASSPHRASE: &str = "Kabut-pagi-di-Bromo-17";
const INSIDE: &str = r#"{"messages":[{"text":"Is my card on its way?"}]}"#;

fn read_export(file: &Path, passphrase: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kunci"))
        .arg("read-export")
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kunci runs");
    let mut typed = child.stdin.take().expect("its input");
    writeln!(typed, "{passphrase}").expect("typed");
    drop(typed);
    child.wait_with_output().expect("it ends")
}

#[test]
fn safe_6_an_export_file_opens_by_its_passphrase_and_by_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kunci-export.json");
    let secret = SecretBytes::from_slice(PASSPHRASE.as_bytes());
    let sealed = export::seal(&secret, &[7; 32], [9; 12], WrapParams::FLOOR, INSIDE.as_bytes()).expect("sealed");
    std::fs::write(&file, sealed).expect("written");

    let opened = read_export(&file, PASSPHRASE);
    assert_eq!((opened.status.code(), String::from_utf8_lossy(&opened.stdout).trim()), (Some(0), INSIDE));
    let refused = read_export(&file, "Kabut-pagi-di-Bromo-18");
    assert_eq!((refused.status.code(), refused.stdout.is_empty()), (Some(1), true));
    let missing = read_export(&folder.path().join("nothing.json"), PASSPHRASE);
    assert_eq!(missing.status.code(), Some(2));
}
