//! `kunci verify-receipts` as anybody uses it; receipts that hold are made and changed in the journey `card-controls`.
#![allow(clippy::expect_used, reason = "helpers of tests may stop at the first surprise, as tests may")]

#[path = "support/judge.rs"]
mod judge;

fn verify(content: Option<&str>, more: &[&str]) -> (Option<i32>, String) {
    judge::judge("verify-receipts", content, more)
}

#[test]
fn card_12_a_missing_file_is_told_apart_from_one_that_does_not_hold() {
    assert_eq!(verify(None, &[]).0, Some(2));
    for content in ["", "[]", "{}", r#"{"format":"kunci-card-receipts/1","receipts":[]}"#] {
        let (code, told) = verify(Some(content), &[]);
        assert!(code == Some(1) && told.starts_with("does not hold: "), "{content}: {told}");
    }
    let receipt = r#"{"command_id":"a","card_id":"b","action":"freeze","frozen":true,"effective_ms":0,"sequence":1,"jws":"a.b.c"}"#;
    let file =
        format!(r#"{{"format":"kunci-card-receipts/2","bank":"b","jwks":{{"keys":[]}},"receipts":[{receipt}]}}"#);
    let (code, told) = verify(Some(&file), &["--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((code, &told["holds"]), (Some(1), &serde_json::Value::from(false)));
    assert_eq!(told["why"], "the signature of receipt 1 does not fit");
}
