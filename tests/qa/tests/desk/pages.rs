//! `kunci completions SHELL` and `kunci man`.

use std::process::Command;

use super::{kunci, printed, text, written};

#[test]
fn each_shell_gets_a_completion_that_knows_verbs_and_options() {
    let home = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = kunci(home.path(), &["completions", shell]);
        assert!(output.status.success(), "{shell}: {}", printed(&output));
        let script = text(&output.stdout);
        for word in ["doctor", "trusted-places", "ready-file", "record"] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
        if shell == "bash" {
            let file = written(home.path(), "kunci.bash", &script);
            let read = Command::new("bash").arg("-n").arg(file).output().expect("bash runs");
            assert!(read.status.success(), "{}", printed(&read));
        }
    }
    assert_eq!(kunci(home.path(), &["completions", "dos"]).status.code(), Some(2));
}

#[test]
fn the_manual_has_a_page_for_the_program_and_one_for_each_verb() {
    let home = tempfile::tempdir().expect("a folder");
    let page = kunci(home.path(), &["man"]);
    assert!(page.status.success(), "{}", printed(&page));
    let roff = text(&page.stdout);
    assert!(roff.contains(".TH kunci 1") && roff.contains("doctor"), "{roff}");

    let folder = home.path().join("pages");
    let output = kunci(home.path(), &["man", "--folder", folder.to_str().expect("UTF-8")]);
    assert!(output.status.success(), "{}", printed(&output));
    for (name, says) in [
        ("kunci.1", "doctor"),
        ("kunci-play.1", "table"),
        ("kunci-phone.1", "completes"),
        ("kunci-phone-sign-in.1", "password"),
    ] {
        let page = std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(says), "{name}: {page}");
    }
}
