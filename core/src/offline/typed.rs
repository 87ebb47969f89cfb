//! Approve a transfer of the website by typing it (OTP-10): for whom a camera cannot help. The code holds for what was typed, all of it.

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::offline::{self, Typed};
use kunci_domain::money::Money;
use kunci_domain::operations::Kind;

use super::{OfflineCode, end_of};
use crate::token::{check_length, copy, use_key, working};
use crate::{Error, Phone, blocking};

/// Minutes on each side in which the bank takes a code.
const SLACK: u64 = 1;

/// What the customer typed, field by field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTransfer {
    /// What it is; only [`Kind::can_be_typed`] ones.
    pub kind: Kind,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account, 6 to 20 digits.
    pub account: String,
    /// More than zero.
    pub amount: Money,
}

impl TypedTransfer {
    /// Whether everything is there. Pure.
    ///
    /// # Errors
    /// [`Error::TypedIncomplete`], [`Error::AmountInvalid`].
    pub fn check(&self) -> Result<(), Error> {
        let digits = |text: &str, least: usize, most: usize| {
            (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !self.kind.can_be_typed() || !digits(&self.bank_code, 3, 3) || !digits(&self.account, 6, 20) {
            return Err(Error::TypedIncomplete);
        }
        if self.amount.minor() > 0 { Ok(()) } else { Err(Error::AmountInvalid) }
    }
}

impl Phone {
    /// Makes the code for this very minute.
    ///
    /// # Errors
    /// [`Error::TypedIncomplete`], [`Error::AmountInvalid`], [`Error::CodeLength`]; [`Error::NoToken`] and the token's other stages.
    pub async fn typed_code(&self, typed: &TypedTransfer, code: &SecretDigits) -> Result<OfflineCode, Error> {
        typed.check()?;
        check_length(code)?;
        let record = working(self.load_token().await?)?;
        let (ports, code) = (self.ports.clone(), copy(code)?);
        let key = blocking::run(move || use_key(&ports, &record, &code, UseLabel::OcraTyped)).await?;
        // The time is read after the slow part, so that the code is as young as it can be.
        let (minute, _) = self.minute()?;
        let asked = Typed {
            kind: typed.kind.name(),
            bank_code: &typed.bank_code,
            account: &typed.account,
            currency: typed.amount.currency(),
            minor: u64::try_from(typed.amount.minor()).map_err(|_| Error::AmountInvalid)?,
            exponent: u64::from(typed.amount.exponent()),
        };
        let code = blocking::wiped(|| offline::typed_code(&key, &asked, minute)).map_err(|_| Error::Internal)?;
        Ok(OfflineCode { code, valid_until_ms: end_of(minute, SLACK) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_10_what_is_not_fully_typed_gets_no_code() {
        let money = |minor| Money::new(minor, "IDR", 2).expect("rupiah");
        let whole = TypedTransfer {
            kind: Kind::Transfer,
            bank_code: "014".into(),
            account: "1234567890".into(),
            amount: money(100),
        };
        assert_eq!(whole.check(), Ok(()));
        for (typed, why) in [
            (TypedTransfer { bank_code: String::new(), ..whole.clone() }, Error::TypedIncomplete),
            (TypedTransfer { bank_code: "14".into(), ..whole.clone() }, Error::TypedIncomplete),
            (TypedTransfer { account: String::new(), ..whole.clone() }, Error::TypedIncomplete),
            (TypedTransfer { account: "12345".into(), ..whole.clone() }, Error::TypedIncomplete),
            (TypedTransfer { account: "12345678901234567890 ".into(), ..whole.clone() }, Error::TypedIncomplete),
            (TypedTransfer { kind: Kind::PayeeAdd, ..whole.clone() }, Error::TypedIncomplete),
            (TypedTransfer { amount: money(0), ..whole.clone() }, Error::AmountInvalid),
            (TypedTransfer { amount: money(-1), ..whole.clone() }, Error::AmountInvalid),
        ] {
            assert_eq!(typed.check(), Err(why), "{typed:?}");
        }
    }
}
