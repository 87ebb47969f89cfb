//! Read a scanned QR, and approve what it shows (OTP-10). Works with no network: the newest bundle on disk says which key may sign a
//! challenge, also after its end (`docs/decisions`: an expired bundle still reads a challenge).

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::{jws, offline};
use kunci_wire::keys::key_use;
use kunci_wire::signed::{ApprovalChallenge, typ};

use super::{OfflineCode, payment_code};
use crate::operations::Operation;
use crate::token::{check_length, copy, use_key, working};
use crate::{Error, Phone, blocking};

/// `typ` of the website's offer to register a phone.
const ENROL_QR: &str = "kunci-enrol-qr";

/// The largest text that is read, in bytes: a QR of the bank has about 1 kB.
const LARGEST: usize = 4096;

/// What a scanned code is.
pub enum Scan {
    /// An operation to approve: show it, then make its code.
    Approval(Box<Operation>),
    /// The website's offer to register a phone: it is for the registration, where it is verified; nothing of it was read here.
    Enrolment,
    /// A payment code (QRIS, or another of EMVCo): it pays somebody, it approves nothing.
    PaymentCode,
    /// Something else.
    Unknown,
}

/// What a scanned text claims to be. Nothing is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// A payment code (QRIS, or another of EMVCo).
    PaymentCode,
    /// A signed object of this `typ`.
    Signed(String),
    /// Something else.
    Unknown,
}

/// Sorts a scanned text. Pure.
///
/// # Errors
/// [`Error::ScanTooLarge`].
pub fn sort(text: &str) -> Result<Sort, Error> {
    let text = text.trim();
    if text.len() > LARGEST {
        return Err(Error::ScanTooLarge);
    }
    if payment_code::is_one(text) {
        return Ok(Sort::PaymentCode);
    }
    Ok(jws::peek_typ(text).map_or(Sort::Unknown, Sort::Signed))
}

impl Phone {
    /// Says what a scanned text is. A challenge is verified before anything of it is shown.
    ///
    /// # Errors
    /// [`Error::ScanTooLarge`]; [`Error::ScanForged`] for what poses as the bank's; for challenges that are the bank's
    /// [`Error::OperationExpired`], [`Error::OperationUnreadable`] (another phone's, or of a newer version), [`Error::AmountInvalid`],
    /// [`Error::NameUnsafe`].
    pub async fn read_scan(&self, text: &str) -> Result<Scan, Error> {
        match sort(text)? {
            Sort::PaymentCode => Ok(Scan::PaymentCode),
            Sort::Unknown => Ok(Scan::Unknown),
            Sort::Signed(found) if found == typ::APPROVAL_QR => self.read_challenge(text.trim()).await,
            Sort::Signed(found) if found == ENROL_QR => Ok(Scan::Enrolment),
            Sort::Signed(_) => Err(Error::ScanForged),
        }
    }

    async fn read_challenge(&self, text: &str) -> Result<Scan, Error> {
        let record = working(self.load_token().await?)?;
        let bundle = self.known_bundle().await?.ok_or(Error::BundleExpired)?;
        let challenge: ApprovalChallenge =
            bundle.verify_signed(text, key_use::APPROVAL_QR, typ::APPROVAL_QR).map_err(|_| Error::ScanForged)?;
        let operation = Operation::decode(challenge.operation.0, &record, self.bank_time()?.ms)?;
        Ok(Scan::Approval(Box::new(operation)))
    }

    /// Makes the code that approves exactly this operation on the bank's website. The bank takes one try.
    ///
    /// # Errors
    /// [`Error::CodeLength`], [`Error::OperationExpired`]; [`Error::NoToken`] and the token's other stages.
    pub async fn qr_code(&self, operation: &Operation, code: &SecretDigits) -> Result<OfflineCode, Error> {
        check_length(code)?;
        let record = working(self.load_token().await?)?;
        if operation.has_expired(self.bank_time()?.ms) {
            return Err(Error::OperationExpired);
        }
        let (ports, code) = (self.ports.clone(), copy(code)?);
        let key = blocking::run(move || use_key(&ports, &record, &code, UseLabel::OcraQr)).await?;
        let code = blocking::wiped(|| offline::qr_code(&key, operation.bytes())).map_err(|_| Error::Internal)?;
        Ok(OfflineCode { code, valid_until_ms: operation.expires_ms() })
    }
}

#[cfg(test)]
mod tests {
    use kunci_crypto::p256key::SessionKey;
    use kunci_wire::Jwk;
    use serde_json::json;

    use super::*;
    use crate::bank::VerifiedBundle;
    use crate::config::BankConfig;

    #[test]
    fn otp_10_a_payment_code_a_signed_object_and_anything_else_are_told_apart() {
        let qris = "00020101021126610014ID.CO.QRIS.WWW0118936009143000000001520458125303360540510000\
                    5802ID5914WARUNG BU IJAH6007JAKARTA61051234062070703A016304ABCD";
        let emv = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN\
                   5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031566304A60A";
        for code in [qris, emv, &format!("  {qris}\n"), "0002010102"] {
            assert_eq!(sort(code), Ok(Sort::PaymentCode), "{code}");
        }
        let signed = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsiLCJ0eXAiOiJrdW5jaS1hcHByb3ZhbC1xciJ9.e30.AA";
        assert_eq!(sort(signed), Ok(Sort::Signed("kunci-approval-qr".to_owned())));
        for other in ["", "https://bank.example", "a.b.c", "000201", "WIFI:S:x;;", "eyJhbGciOiJub25lIn0.e30."] {
            assert!(!matches!(sort(other), Ok(Sort::Signed(_))), "{other}");
        }
        assert_eq!(sort(&"1".repeat(4097)), Err(Error::ScanTooLarge));
        assert_eq!(sort("1 2 3"), Ok(Sort::Unknown));
    }

    fn signed(key: &SessionKey, typ: &str, payload: &serde_json::Value) -> String {
        let input = jws::sign_input(&key.public().thumbprint(), typ, payload.to_string().as_bytes()).expect("input");
        let signature = key.sign(input.as_bytes()).expect("signs");
        jws::assemble(input, &signature)
    }

    fn jwk(key: &SessionKey) -> serde_json::Value {
        serde_json::to_value(Jwk::from_sec1(&key.public().to_sec1()).expect("point")).expect("json")
    }

    #[test]
    fn otp_10_only_the_banks_challenge_key_signs_a_challenge_and_an_expired_bundle_knows_it() {
        let [root, signer, challenger, receipts, revoked] =
            std::array::from_fn(|_| SessionKey::generate().expect("key"));
        let listed = |key: &SessionKey, key_use: &str| json!({"kid": key.public().thumbprint(), "use": key_use, "key": jwk(key)});
        let signer_word = json!({"bank": "b", "epoch": 1, "key": jwk(&signer),
            "not_before": "2026-01-01T00:00:00Z", "expires": "2026-03-01T00:00:00Z"});
        let bundle = json!({"bank": "b", "epoch": 1, "counter": 1,
            "issued": "2026-01-02T00:00:00Z", "expires": "2026-01-05T00:00:00Z",
            "keys": [listed(&challenger, "approval-qr"), listed(&receipts, "receipt"), listed(&revoked, "approval-qr")],
            "revoked": [revoked.public().thumbprint()]});
        let reply = json!({"signer": signed(&root, typ::BUNDLE_SIGNER, &signer_word),
            "bundle": signed(&signer, typ::BUNDLE, &bundle)});
        let reply = reply.to_string().into_bytes();
        let config = BankConfig {
            bank_id: "b".into(),
            base_url: "https://b".into(),
            tls_roots: Vec::new(),
            pins: Vec::new(),
            bundle_roots: vec![root.public(), signer.public()],
            safety: std::sync::Arc::default(),
        };
        // Half a year later.
        let late = VerifiedBundle::verify(&reply, &config, None, 1_785_542_400_000);
        assert_eq!(late.err(), Some(Error::BundleExpired));
        let stored = VerifiedBundle::verify_stored(&reply, &config).expect("its end does not count");
        let payload = json!({"operation": "AAAA"});
        let read = |text: &str| {
            let read = stored.verify_signed::<ApprovalChallenge>(text, key_use::APPROVAL_QR, typ::APPROVAL_QR);
            read.map(|challenge| challenge.operation.0)
        };
        let good = signed(&challenger, typ::APPROVAL_QR, &payload);
        assert_eq!(read(&good), Ok(vec![0, 0, 0]));
        let mut tampered = good.clone();
        let at = good.len() / 2;
        tampered.replace_range(at..=at, if good.as_bytes()[at] == b'A' { "B" } else { "A" });
        for forged in [
            signed(&receipts, typ::APPROVAL_QR, &payload),
            signed(&revoked, typ::APPROVAL_QR, &payload),
            signed(&root, typ::APPROVAL_QR, &payload),
            signed(&challenger, typ::APPROVAL, &payload),
            signed(&challenger, typ::APPROVAL_QR, &json!({"operation": 7})),
            tampered,
        ] {
            assert_eq!(read(&forged), Err(Error::BundleForged));
        }
    }
}
