//! `kunci verify-transcript` as anybody uses it; a transcript that holds is made and changed in the journey `chat-agents`.
#![allow(clippy::expect_used, reason = "helpers of tests may stop at the first surprise, as tests may")]

#[path = "support/judge.rs"]
mod judge;

fn verify(content: Option<&str>, more: &[&str]) -> (Option<i32>, String) {
    judge::judge("verify-transcript", content, more)
}

#[test]
fn chat_12_a_missing_file_is_told_apart_from_one_that_does_not_hold() {
    assert_eq!(verify(None, &[]).0, Some(2));
    for content in ["", "[]", "{}", r#"{"format":"kunci-transcript/9"}"#] {
        let (code, told) = verify(Some(content), &[]);
        assert!(code == Some(1) && told.starts_with("does not hold: "), "{content}: {told}");
    }
}

#[test]
fn chat_12_a_file_without_a_signature_does_not_hold_and_says_so_in_json() {
    let id = "0198b2c0-0000-7000-8000-00000000000a";
    let file = format!(
        r#"{{"format":"kunci-transcript/1","bank":"b","conversation":"{id}","epoch":1,"head":"a.b.c","keys":[],"events":[]}}"#
    );
    let (code, told) = verify(Some(&file), &["--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((code, &told["holds"]), (Some(1), &serde_json::Value::from(false)));
    assert_eq!(told["why"], "the signature does not fit");
}
