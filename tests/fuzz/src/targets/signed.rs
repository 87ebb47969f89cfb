//! Objects that the bank signs and the phone acts on: the token's status, a card's receipt, the challenge in a QR.

use kunci_core::offline::Scan;
use kunci_core::ports::{CommandState, Phase};
use kunci_domain::texts::Language;
use kunci_wire::Bytes32;
use kunci_wire::signed::typ;
use serde_json::{Value, json};

use super::shown::check_lines;
use crate::puppet::{CARD, EPOCH, NOW_MS, Object, Stage, TOKEN, TRANSCRIPT, asked, command, reply, wait};

fn parsed(object: &Object) -> Value {
    serde_json::from_slice(&object.payload).unwrap_or_default()
}

pub(super) fn status(input: &[u8]) {
    let stage = Stage::new();
    let before = stage.token().expect("a token");
    // This phone's key is drawn for each process; the seeds name it so.
    let input = String::from_utf8_lossy(input).replace("$THUMBPRINT", &before.thumbprint).into_bytes();
    let given = input.clone();
    stage.puppet.answers(move |request| {
        reply(200, &json!({ "status": Object::read(&given, &asked(request, "nonce"), "").text }))
    });
    let outcome = wait(stage.phone.token_status());
    let object = Object::read(&input, "", "");
    let after = stage.token();
    if !object.is_by("token-status", typ::TOKEN_STATUS) {
        assert!(outcome.is_err(), "not the bank's word on the token, and taken all the same");
    }
    if outcome.is_err() {
        let after = after.expect("nothing is wiped on any other word");
        assert_eq!((after.phase, after.generation), (before.phase, before.generation));
        return;
    }
    let said = parsed(&object);
    let own = [
        said["token_id"] == json!(TOKEN),
        said["thumbprint"] == json!(before.thumbprint),
        said["transcript_hash"] == json!(Bytes32(TRANSCRIPT)),
        said["epoch"] == json!(EPOCH),
    ];
    assert!(own.iter().all(|fits| *fits), "another token's status: {own:?}");
    match after {
        None => assert!(said["state"] == "removed" || said["state"] == "superseded", "{}", said["state"]),
        Some(after) if after.phase != Phase::Active => assert_ne!(said["state"], "active"),
        Some(_) => {}
    }
}

pub(super) fn receipt(input: &[u8]) {
    let stage = Stage::new();
    let given = input.to_vec();
    stage.puppet.answers(move |request| {
        let receipt = Object::read(&given, "", &command(request)).text;
        reply(200, &json!({ "receipt": receipt, "card": Value::Null }))
    });
    let outcome = wait(stage.phone.freeze_card(&CARD.to_string()));
    let commands = stage.store.commands().expect("a disk in memory");
    let command = commands.first().expect("on disk before it is sent");
    let confirmed = command.state == CommandState::Confirmed;
    assert_eq!(outcome.is_ok(), confirmed, "confirmed on a genuine receipt, and on nothing else");
    let object = Object::read(input, "", &command.command_id.to_string());
    if let Ok(view) = outcome {
        assert!(object.is_by("receipt", typ::CARD_RECEIPT), "not the bank's receipt");
        let said = parsed(&object);
        assert_eq!((&said["action"], &said["card_id"]), (&json!("freeze"), &json!(CARD)));
        assert!(view.frozen, "a freeze that froze nothing");
    }
}

pub(super) fn scan(input: &[u8]) {
    let stage = Stage::new();
    wait(stage.phone.fetch_keys()).expect("an honest bundle");
    let object = Object::read(input, "", "");
    let Ok(scan) = wait(stage.phone.read_scan(&object.text)) else { return };
    let Scan::Approval(operation) = scan else { return };
    assert!(object.is_by("approval-qr", typ::APPROVAL_QR), "an approval that the bank did not offer");
    assert!(operation.expires_ms() > NOW_MS, "an expired one");
    for language in Language::ALL {
        check_lines(&operation.lines(language));
        assert!(!operation.title(language).starts_with('['));
    }
}
