//! What the bank tells a customer unasked, on every channel: an SMS to the registered number, and the list of alerts.

use crate::audit::{self, Kind};
use crate::refusal::BankError;
use crate::store::{AlertRow, Customer, Sms, Tx};

/// What happened.
#[derive(Clone, Copy)]
pub(crate) enum Alert {
    /// A phone became the token.
    NewDevice,
    /// Three wrong codes in a row.
    FailedCodes,
    /// Five wrong codes in a row.
    TokenLocked,
    /// The replaced phone says that the replacement is not the customer's.
    NotMe,
    /// The Unlock Code was changed.
    CodeChanged,
    /// The customer rejected an operation as not theirs.
    FraudCase,
}

impl Alert {
    const fn what(self) -> &'static str {
        match self {
            Self::NewDevice => "A new phone was registered as your token",
            Self::FailedCodes => "Three wrong Unlock Codes in a row were entered on your phone",
            Self::TokenLocked => "Your token was locked after five wrong Unlock Codes",
            Self::NotMe => "Your former phone reported that the new phone is not yours",
            Self::CodeChanged => "Your Unlock Code was changed",
            Self::FraudCase => "You reported an operation that you did not ask for",
        }
    }

    /// In Indonesian: which language a customer prefers is known of sessions only.
    const fn sms(self) -> &'static str {
        match self {
            Self::NewDevice => "KunciBank: HP baru terdaftar sebagai token Anda. Bukan Anda? Segera hubungi bank.",
            Self::FailedCodes => "KunciBank: tiga kali Kode Buka salah di HP Anda. Bukan Anda? Segera hubungi bank.",
            Self::TokenLocked => "KunciBank: token Anda terkunci setelah lima kali Kode Buka salah.",
            Self::NotMe => "KunciBank: HP lama Anda melaporkan bahwa HP baru bukan milik Anda. Segera hubungi bank.",
            Self::CodeChanged => "KunciBank: Kode Buka Anda diganti. Bukan Anda? Segera hubungi bank.",
            Self::FraudCase => "KunciBank: laporan Anda atas transaksi yang tidak Anda minta sudah kami terima.",
        }
    }
}

/// Tells the customer, in the transaction of what happened.
pub(crate) fn tell(tx: &mut dyn Tx, now: i64, customer: &Customer, alert: Alert) -> Result<(), BankError> {
    let (what, sms) = (alert.what().to_owned(), alert.sms().to_owned());
    tx.insert_alert(customer.id, &AlertRow { at: now, what: what.clone(), sms: sms.clone() })?;
    tx.insert_sms(customer.id, &Sms { to: customer.phone.clone(), text: sms, code: String::new(), at: now })?;
    let text = format!("Told {} by SMS to {}: {what}", customer.first_name(), customer.masked_phone());
    audit::note(tx, now, Kind::Alert, Some(customer.id), text)
}
