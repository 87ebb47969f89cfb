//! Read a scanned QR, and approve what it shows (OTP-10). Works with no network: the newest bundle on disk says which key may sign a
//! challenge, also after its end (`docs/decisions`: an expired bundle still reads a challenge).

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::{jws, offline};
use kunci_wire::keys::key_use;
use kunci_wire::signed::{ApprovalChallenge, typ};

use super::{OfflineCode, check_length, payment_code};
use crate::bank::VerifiedBundle;
use crate::operations::Operation;
use crate::token::{use_key, working};
use crate::{Error, Phone, blocking};

/// The largest text that is read, in bytes: a QR of the bank has about 1 kB.
const LARGEST: usize = 4096;

/// What a scanned code is.
pub enum Scan {
    /// An operation to approve: show it, then make its code.
    Approval(Box<Operation>),
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
            Sort::Signed(_) => Err(Error::ScanForged),
        }
    }

    async fn read_challenge(&self, text: &str) -> Result<Scan, Error> {
        let record = working(self.load_token().await?)?;
        let bundle = self.known_bundle().await?;
        let challenge: ApprovalChallenge =
            bundle.verify_signed(text, key_use::APPROVAL_QR, typ::APPROVAL_QR).map_err(|_| Error::ScanForged)?;
        let operation = Operation::decode(challenge.operation.0, &record, self.bank_time()?.ms)?;
        Ok(Scan::Approval(Box::new(operation)))
    }

    /// The newest bundle that this phone has, without asking the bank; its end does not count.
    async fn known_bundle(&self) -> Result<Arc<VerifiedBundle>, Error> {
        if let Some(bundle) = self.memory()?.bundle.clone() {
            return Ok(bundle);
        }
        let store = Arc::clone(&self.ports.store);
        let stored = blocking::run(move || Ok(store.bundle()?)).await?;
        let stored = stored.ok_or(Error::BundleExpired)?;
        VerifiedBundle::verify_stored(&stored.reply, &self.config).map(Arc::new)
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
        let (ports, code) = (self.ports.clone(), SecretDigits::from_ascii(code.expose()).map_err(|_| Error::Internal)?);
        let key = blocking::run(move || use_key(&ports, &record, &code, UseLabel::OcraQr)).await?;
        let code = offline::qr_code(&key, operation.bytes()).map_err(|_| Error::Internal)?;
        Ok(OfflineCode { code, valid_until_ms: operation.expires_ms() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
