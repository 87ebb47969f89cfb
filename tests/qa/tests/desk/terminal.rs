//! The shell on a terminal, which `script` (of util-linux) gives it.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::{BankProcess, PROGRAM, written};

/// What a terminal shows, piece by piece.
struct Screen {
    pieces: Receiver<Vec<u8>>,
    shown: String,
}

impl Screen {
    /// Waits until this is shown after what was awaited before.
    fn awaits(&mut self, text: &str) {
        let end = loop {
            if let Some(at) = self.shown.find(text) {
                break at + text.len();
            }
            let piece = self.pieces.recv_timeout(Duration::from_secs(60));
            let piece = piece.unwrap_or_else(|_| panic!("no {text:?} in {:?}", self.shown));
            self.shown.push_str(&String::from_utf8_lossy(&piece));
        };
        self.shown.drain(..end);
    }
}

#[test]
fn on_a_terminal_there_is_a_prompt_and_tab_completes() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let mut child = Command::new("script")
        .args(["-qfec", &format!("'{PROGRAM}' phone siti"), "/dev/null"])
        .env("KUNCI_HOME", home.path())
        .env("LANG", "en")
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script runs");
    let mut keyboard = child.stdin.take().expect("piped");
    let mut output = child.stdout.take().expect("piped");
    let (send, pieces) = mpsc::channel();
    std::thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length @ 1..) = output.read(&mut piece) {
            if send.send(piece[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut screen = Screen { pieces, shown: String::new() };
    let mut types = |keys: &str| keyboard.write_all(keys.as_bytes()).expect("typed");
    screen.awaits("siti> ");
    types("key\t");
    screen.awaits("keys ");
    types("\r");
    screen.awaits("fetch_keys");
    screen.awaits("siti> ");
    types("exit\r");
    assert!(child.wait().expect("ends").success());
    let kept = std::fs::read_to_string(home.path().join("phones/siti/history")).expect("the history");
    assert!(kept.lines().any(|line| line == "keys"), "{kept}");
}

#[test]
fn long_work_tells_how_far_it_is_on_a_terminal_and_nowhere_else() {
    let home = tempfile::tempdir().expect("a folder");
    let steps = r#""title":{"en":"t","id":"t"},"steps":[{"id":"1.1","title":{"en":"a","id":"a"},"do":"phone.open","expect":{"ok":{}}}]"#;
    let files: Vec<_> = ["first", "second"]
        .iter()
        .map(|name| written(home.path(), &format!("{name}.json"), &format!(r#"{{"name":"{name}",{steps}}}"#)))
        .collect();
    let files = files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(" ");
    let shown = |options: &str| {
        let output = Command::new("script")
            .args(["-qfec", &format!("'{PROGRAM}' play {files} {options}"), "/dev/null"])
            .env("KUNCI_HOME", home.path())
            .env("LANG", "en")
            .env("TERM", "xterm")
            .stdin(Stdio::null())
            .output()
            .expect("script runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let words = shown("");
    assert!(
        words.contains("1 of 2: first") && words.contains("[############............] 2 of 2: second"),
        "{words:?}"
    );
    assert!(words.trim_end().ends_with("2 passed, 0 failed"), "{words:?}");
    let after = words.rsplit("2 of 2").next().unwrap_or_default();
    assert!(after.contains("\u{1b}[2K"), "the line goes away at the end: {after:?}");
    assert!(!shown("--json").contains(" of 2: "));
}
