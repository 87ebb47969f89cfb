//! The key bundle: `SIGNER` line `---` line `BUNDLE`, each a signed object; anything else is the reply itself.

use kunci_wire::signed::typ;
use serde_json::{Value, json};

use crate::puppet::{BANK, NOW_MS, Object, Stage, wait};

pub(super) fn run(input: &[u8]) {
    let stage = Stage::new();
    // An honest bundle was seen before: its version is the floor.
    let before = wait(stage.phone.fetch_keys()).expect("an honest bundle");
    let (reply, objects) = read(input);
    stage.puppet.offers(reply);
    let kept = stage.bundle();
    match wait(stage.phone.fetch_keys()) {
        Err(_) => assert_eq!(stage.bundle(), kept, "a refused bundle leaves nothing behind"),
        Ok(view) => {
            let Some([signer, bundle]) = objects else { panic!("nobody signed this bundle") };
            assert!(signer.is_by("root", typ::BUNDLE_SIGNER), "only the root names the signer");
            assert!(bundle.signed.is_some_and(|(_, what)| what == typ::BUNDLE));
            assert!((view.epoch, view.counter) >= (before.epoch, before.counter), "rolled back");
            let payload: Value = serde_json::from_slice(&bundle.payload).expect("it was read");
            assert_eq!(payload["bank"], BANK);
            assert!(view.expires_ms > view.issued_ms && view.expires_ms > NOW_MS, "out of date");
            assert!(view.expires_ms - view.issued_ms <= 72 * 3_600_000, "too long a life");
        }
    }
}

fn read(input: &[u8]) -> (Vec<u8>, Option<[Object; 2]>) {
    let text = String::from_utf8_lossy(input);
    let Some((signer, bundle)) = text.split_once("\n---\n") else { return (input.to_vec(), None) };
    let [signer, bundle] = [signer, bundle].map(|part| Object::read(keyed(part).as_bytes(), "", ""));
    let reply = json!({ "signer": signer.text, "bundle": bundle.text }).to_string().into_bytes();
    (reply, Some([signer, bundle]))
}

/// `$KEY(name)` stands for a public key, `$KID(name)` for its thumbprint: both are drawn anew for each process.
fn keyed(part: &str) -> String {
    let mut text = part.to_owned();
    for name in ["root", "signer", "stranger", "token-status", "receipt", "approval-qr", "transcript"] {
        let Some(key) = crate::puppet::KEYS.named(name) else { continue };
        let public = key.public();
        text = text.replace(&format!("$KEY({name})"), &crate::puppet::jwk(&public).to_string());
        text = text.replace(&format!("$KID({name})"), &public.thumbprint());
    }
    text
}
