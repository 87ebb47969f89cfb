//! What the bank tells a customer unasked (SAFE-8): the kinds, and their words for the phone and for an SMS.
//!
//! An alert travels as its kind; the words are made where they are read, in the reader's language. A new kind is a variant here, its
//! place in [`Alert::samples`], and the texts `alert-CODE` with `.body`, `.action` and `.sms` in both languages.

use crate::money::Money;
use crate::texts::{self, Language, Value};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alert {
    /// A phone became the token.
    NewDevice,
    /// Three wrong Unlock Codes in a row.
    FailedCodes,
    /// Five wrong Unlock Codes in a row.
    TokenLocked,
    /// The replaced phone says that the replacement is not the customer's.
    NotMe,
    /// The customer rejected an operation as not theirs.
    FraudCase,
    /// Many wrong passwords in a row.
    PasswordGuessed,
    /// The password was changed.
    PasswordChanged,
    /// Many wrong website OTPs: they are off until the phone signs in.
    WebsiteOtpOff,
    /// The registered phone number was changed.
    NumberChanged,
    /// A hardware token was activated.
    HardwareToken,
    /// The Unlock Code was changed.
    CodeChanged,
    /// A finger or face serves beside the Unlock Code.
    BiometricsOn,
    /// It does no more.
    BiometricsOff,
    /// The old Unlock Code suspended the new token.
    ReplacementSuspended,
    /// The customer removed the token from the phone.
    TokenRemoved,
    /// An operator ended the token: the phone is lost.
    Deregistered,
    /// An operator closed internet banking on all devices.
    BankingFlagged,
    /// And opened it again.
    BankingUnflagged,
    /// Another number will be registered in a day.
    NumberWaits,
    /// It will not be.
    NumberStopped,
    /// Two copies of the phone's token were seen.
    ClonedPhone,
    /// The phone that holds the token is rooted or jailbroken, by its own word.
    RootedPhone,
    /// A change was approved outside a trusted place: it waits, and can be taken back.
    ChangeWaits,
    /// The customer suspended the own token.
    TokenSuspended,
    /// The bank has answered a complaint.
    ComplaintAnswered,
    /// The bank has answered a letter by the secure form.
    LetterAnswered,
    /// The bank needs longer for a complaint, and says so before its time is over.
    ComplaintExtended,
    /// A card was closed for good: lost, stolen, or known to somebody else.
    CardClosed {
        /// Its last digits.
        ending: String,
    },
    /// A virtual card was ordered, by the token's approval.
    VirtualCardOrdered {
        /// Its last digits.
        ending: String,
    },
    /// A virtual card was closed by the customer, though nothing had happened to it.
    CardEnded {
        /// Its last digits.
        ending: String,
    },
    /// A payment was held: the bank asks whether it was the customer.
    SuspectedPayment {
        /// The card's last digits.
        ending: String,
    },
    /// Nobody answered that in time: the payment was not made, and the card goes on.
    SuspectedUnanswered {
        /// The card's last digits.
        ending: String,
    },
    /// A payment passed, of which the customer wanted to be told.
    CardPayment(PaymentTold),
    /// One did not pass, of which the customer wanted to be told.
    CardPaymentDeclined(PaymentTold),
    /// Less is told of a card's payments than before, by the token's approval.
    CardAlertsLowered {
        /// The card's last digits.
        ending: String,
    },
    /// A card's number and security code were shown on the phone, by the token's approval.
    CardRevealed {
        /// The card's last digits.
        ending: String,
    },
    /// A card's bill is due soon, or overdue, and less than the minimum is paid.
    PaymentDue,
    /// An emergency key was made.
    EmergencyKeyMade,
    /// The emergency key was made worthless.
    EmergencyKeyDropped,
    /// The emergency key was used: the cards are frozen, the token is suspended.
    EmergencyKeyUsed,
    /// Five wrong emergency keys in a day.
    EmergencyKeyGuessed,
    /// The bank asks for more evidence in a dispute.
    DisputeAsks,
    /// The bank announces that its answer takes longer.
    DisputeLater,
    /// The bank has decided about a dispute.
    DisputeAnswered,
    /// A card was added to a wallet on some phone.
    WalletCard {
        /// Its last digits.
        ending: String,
        /// Whose wallet, as the card network names it.
        wallet: String,
    },
}

/// A payment of which the customer wanted to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentTold {
    /// The card's last digits.
    pub ending: String,
    /// How much was asked for.
    pub amount: Money,
    /// By whom. Not in the SMS: a merchant chooses its name.
    pub merchant: String,
}

/// What an alert is about, as far as its kind says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Last digits of a card.
    pub ending: Option<String>,
    /// A wallet.
    pub wallet: Option<String>,
    /// How much.
    pub amount: Option<Money>,
    /// A merchant.
    pub merchant: Option<String>,
}

impl Details {
    fn payment(&self) -> Option<PaymentTold> {
        let (ending, merchant) = (self.ending.clone()?, self.merchant.clone()?);
        Some(PaymentTold { ending, amount: self.amount?, merchant })
    }
}

impl Alert {
    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NewDevice => "new-device",
            Self::FailedCodes => "failed-codes",
            Self::TokenLocked => "token-locked",
            Self::NotMe => "not-me",
            Self::FraudCase => "fraud-case",
            Self::PasswordGuessed => "password-guessed",
            Self::PasswordChanged => "password-changed",
            Self::WebsiteOtpOff => "website-otp-off",
            Self::NumberChanged => "number-changed",
            Self::HardwareToken => "hardware-token",
            Self::CodeChanged => "code-changed",
            Self::BiometricsOn => "biometrics-on",
            Self::BiometricsOff => "biometrics-off",
            Self::ReplacementSuspended => "replacement-suspended",
            Self::TokenRemoved => "token-removed",
            Self::Deregistered => "deregistered",
            Self::BankingFlagged => "banking-flagged",
            Self::BankingUnflagged => "banking-unflagged",
            Self::NumberWaits => "number-waits",
            Self::NumberStopped => "number-stopped",
            Self::ClonedPhone => "cloned-phone",
            Self::RootedPhone => "rooted-phone",
            Self::ChangeWaits => "change-waits",
            Self::TokenSuspended => "token-suspended",
            Self::ComplaintAnswered => "complaint-answered",
            Self::ComplaintExtended => "complaint-extended",
            Self::LetterAnswered => "letter-answered",
            Self::CardClosed { .. } => "card-closed",
            Self::VirtualCardOrdered { .. } => "virtual-card-ordered",
            Self::CardEnded { .. } => "card-ended",
            Self::SuspectedPayment { .. } => "suspected-payment",
            Self::SuspectedUnanswered { .. } => "suspected-unanswered",
            Self::CardPayment(_) => "card-payment",
            Self::CardPaymentDeclined(_) => "card-payment-declined",
            Self::CardAlertsLowered { .. } => "card-alerts-lowered",
            Self::CardRevealed { .. } => "card-revealed",
            Self::PaymentDue => "payment-due",
            Self::EmergencyKeyMade => "emergency-key-made",
            Self::EmergencyKeyDropped => "emergency-key-dropped",
            Self::EmergencyKeyUsed => "emergency-key-used",
            Self::EmergencyKeyGuessed => "emergency-key-guessed",
            Self::DisputeAsks => "dispute-asks",
            Self::DisputeLater => "dispute-later",
            Self::DisputeAnswered => "dispute-answered",
            Self::WalletCard { .. } => "wallet-card",
        }
    }

    /// From its name and details as they travelled; `None` for a kind that this version does not know, and for a payment of which they do
    /// not say how much, where and with which card.
    #[must_use]
    pub fn parse(code: &str, details: &Details) -> Option<Self> {
        let found = Self::samples().into_iter().find(|sample| sample.code() == code)?;
        let ending = || details.ending.clone().unwrap_or_default();
        Some(match found {
            Self::CardClosed { .. } => Self::CardClosed { ending: ending() },
            Self::VirtualCardOrdered { .. } => Self::VirtualCardOrdered { ending: ending() },
            Self::CardEnded { .. } => Self::CardEnded { ending: ending() },
            Self::SuspectedPayment { .. } => Self::SuspectedPayment { ending: ending() },
            Self::SuspectedUnanswered { .. } => Self::SuspectedUnanswered { ending: ending() },
            Self::CardPayment(_) => Self::CardPayment(details.payment()?),
            Self::CardPaymentDeclined(_) => Self::CardPaymentDeclined(details.payment()?),
            Self::CardAlertsLowered { .. } => Self::CardAlertsLowered { ending: ending() },
            Self::CardRevealed { .. } => Self::CardRevealed { ending: ending() },
            Self::WalletCard { .. } => {
                Self::WalletCard { ending: ending(), wallet: details.wallet.clone().unwrap_or_default() }
            }
            plain => plain,
        })
    }

    /// One of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let payment = PaymentTold {
            ending: "4821".to_owned(),
            amount: Money::rupiah(125_000_000),
            merchant: "Toko Maya".to_owned(),
        };
        vec![
            Self::NewDevice,
            Self::FailedCodes,
            Self::TokenLocked,
            Self::NotMe,
            Self::FraudCase,
            Self::PasswordGuessed,
            Self::PasswordChanged,
            Self::WebsiteOtpOff,
            Self::NumberChanged,
            Self::HardwareToken,
            Self::CodeChanged,
            Self::BiometricsOn,
            Self::BiometricsOff,
            Self::ReplacementSuspended,
            Self::TokenRemoved,
            Self::Deregistered,
            Self::BankingFlagged,
            Self::BankingUnflagged,
            Self::NumberWaits,
            Self::NumberStopped,
            Self::ClonedPhone,
            Self::RootedPhone,
            Self::ChangeWaits,
            Self::TokenSuspended,
            Self::ComplaintAnswered,
            Self::ComplaintExtended,
            Self::LetterAnswered,
            Self::CardClosed { ending: "4821".to_owned() },
            Self::VirtualCardOrdered { ending: "4821".to_owned() },
            Self::CardEnded { ending: "4821".to_owned() },
            Self::SuspectedPayment { ending: "4821".to_owned() },
            Self::SuspectedUnanswered { ending: "4821".to_owned() },
            Self::CardPayment(payment.clone()),
            Self::CardPaymentDeclined(payment),
            Self::CardAlertsLowered { ending: "4821".to_owned() },
            Self::CardRevealed { ending: "4821".to_owned() },
            Self::PaymentDue,
            Self::EmergencyKeyMade,
            Self::EmergencyKeyDropped,
            Self::EmergencyKeyUsed,
            Self::EmergencyKeyGuessed,
            Self::DisputeAsks,
            Self::DisputeLater,
            Self::DisputeAnswered,
            Self::WalletCard { ending: "4821".to_owned(), wallet: "Example Pay".to_owned() },
        ]
    }

    /// What happened, in one sentence.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        self.text(language, "")
    }

    /// What it means.
    #[must_use]
    pub fn body(&self, language: Language) -> String {
        self.text(language, ".body")
    }

    /// What to do.
    #[must_use]
    pub fn action(&self, language: Language) -> String {
        self.text(language, ".action")
    }

    /// The short message: one SMS, without a link, because a link in an SMS is what impostors send.
    #[must_use]
    pub fn sms(&self, language: Language) -> String {
        self.text(language, ".sms")
    }

    /// What it is about.
    #[must_use]
    pub fn details(&self) -> Details {
        let mut details = Details { ending: self.card_ending().map(str::to_owned), ..Details::default() };
        match self {
            Self::WalletCard { wallet, .. } => details.wallet = Some(wallet.clone()),
            Self::CardPayment(payment) | Self::CardPaymentDeclined(payment) => {
                details.amount = Some(payment.amount);
                details.merchant = Some(payment.merchant.clone());
            }
            _ => {}
        }
        details
    }

    /// The last digits of the card that it is about, if it is about one.
    #[must_use]
    pub fn card_ending(&self) -> Option<&str> {
        match self {
            Self::CardClosed { ending }
            | Self::VirtualCardOrdered { ending }
            | Self::CardEnded { ending }
            | Self::SuspectedPayment { ending }
            | Self::SuspectedUnanswered { ending }
            | Self::CardAlertsLowered { ending }
            | Self::CardRevealed { ending }
            | Self::WalletCard { ending, .. } => Some(ending),
            Self::CardPayment(payment) | Self::CardPaymentDeclined(payment) => Some(&payment.ending),
            _ => None,
        }
    }

    fn text(&self, language: Language, part: &str) -> String {
        let key = format!("alert-{}{part}", self.code());
        let details = self.details();
        let amount = details.amount.map(|amount| amount.display(language)).unwrap_or_default();
        let values = [
            ("ending", Value::Text(details.ending.as_deref().unwrap_or_default())),
            ("wallet", Value::Text(details.wallet.as_deref().unwrap_or_default())),
            ("amount", Value::Text(&amount)),
            ("merchant", Value::Text(details.merchant.as_deref().unwrap_or_default())),
        ];
        texts::text(language, &key, &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_8_every_alert_says_in_both_languages_what_happened_and_what_to_do() {
        for alert in Alert::samples() {
            for language in Language::ALL {
                for text in [alert.title(language), alert.body(language), alert.action(language), alert.sms(language)] {
                    assert!(!text.is_empty() && !text.contains(['[', '{']), "{alert:?} in {language:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn safe_8_an_alert_by_sms_fits_one_message_and_holds_no_link() {
        for alert in Alert::samples() {
            for language in Language::ALL {
                let sms = alert.sms(language);
                assert!(sms.is_ascii() && sms.len() <= 160, "{}: {sms}", sms.len());
                assert!(sms.starts_with("KunciBank: ") && !sms.contains("http") && !sms.contains("www"), "{sms}");
            }
        }
    }

    #[test]
    fn safe_8_kinds_travel_by_name_with_their_details() {
        for alert in Alert::samples() {
            assert_eq!(Alert::parse(alert.code(), &alert.details()), Some(alert.clone()));
        }
        assert_eq!(Alert::parse("of-the-future", &Details::default()), None);
    }

    #[test]
    fn card_4_a_payment_is_told_with_its_amount_and_card_and_with_the_merchant_in_the_app_only() {
        let payment = PaymentTold {
            ending: "4821".to_owned(),
            amount: Money::rupiah(125_000_000),
            merchant: "Toko Maya".to_owned(),
        };
        for alert in [Alert::CardPayment(payment.clone()), Alert::CardPaymentDeclined(payment)] {
            for (language, amount) in [(Language::Indonesian, "Rp1.250.000"), (Language::English, "IDR 1,250,000")] {
                let (sms, title, body) = (alert.sms(language), alert.title(language), alert.body(language));
                assert!(sms.contains(amount) && sms.contains("4821") && !sms.contains("Toko"), "{sms}");
                assert!(
                    title.contains(amount) && title.contains("4821") && body.contains("Toko Maya"),
                    "{title} {body}"
                );
            }
            let unsaid = Details { amount: None, ..alert.details() };
            assert_eq!(Alert::parse(alert.code(), &unsaid), None, "a payment without an amount is none");
        }
    }
}
