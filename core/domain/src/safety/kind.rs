//! The closed list of findings.

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    // In drafts: not sent.
    /// A payment card's number.
    CardNumber,
    /// The card's verification value (CVV, CVC).
    Cvv,
    /// A PIN.
    Pin,
    /// A one-time PIN.
    Otp,
    /// A password.
    Password,
    /// The Unlock Code of the token.
    UnlockCode,
    // In drafts: asked about first.
    /// The number of an account.
    AccountNumber,
    /// The national identity number (NIK).
    NationalId,
    /// A date of birth.
    BirthDate,
    // In what arrives.
    /// Somebody asks for one of the above.
    AsksSecret,
    /// Money is to be moved to a "safe" account.
    SafeAccount,
    /// Somebody asks for money.
    MoneyRequest,
    /// An address that poses as the bank's, or hides which one it is.
    LookalikeLink,
    /// Somebody says that he speaks for the bank or an authority.
    Impersonation,
    /// Haste, a threat, or "tell nobody".
    Urgency,
    /// An address outside the bank's own domain.
    Link,
    /// Words of banking, misspelt.
    PoorSpelling,
}

impl Kind {
    /// Every kind; within a direction the gravest first.
    pub const ALL: [Self; 17] = [
        Self::CardNumber,
        Self::Cvv,
        Self::Pin,
        Self::Otp,
        Self::Password,
        Self::UnlockCode,
        Self::AccountNumber,
        Self::NationalId,
        Self::BirthDate,
        Self::AsksSecret,
        Self::SafeAccount,
        Self::MoneyRequest,
        Self::LookalikeLink,
        Self::Impersonation,
        Self::Urgency,
        Self::Link,
        Self::PoorSpelling,
    ];

    /// Its name in journeys, frames and reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardNumber => "card_number",
            Self::Cvv => "cvv",
            Self::Pin => "pin",
            Self::Otp => "otp",
            Self::Password => "password",
            Self::UnlockCode => "unlock_code",
            Self::AccountNumber => "account_number",
            Self::NationalId => "national_id",
            Self::BirthDate => "birth_date",
            Self::AsksSecret => "asks_secret",
            Self::SafeAccount => "safe_account",
            Self::MoneyRequest => "money_request",
            Self::LookalikeLink => "lookalike_link",
            Self::Impersonation => "impersonation",
            Self::Urgency => "urgency",
            Self::Link => "link",
            Self::PoorSpelling => "poor_spelling",
        }
    }

    /// What it does to the message.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::CardNumber | Self::Cvv | Self::Pin | Self::Otp | Self::Password | Self::UnlockCode => Severity::Block,
            Self::AccountNumber | Self::NationalId | Self::BirthDate => Severity::Warn,
            Self::PoorSpelling => Severity::Hint,
            _ => Severity::Mark,
        }
    }

    /// Key of the explanation's title in [`texts`](crate::texts); the explanation itself is its `.body`.
    #[must_use]
    pub fn text_key(self) -> String {
        format!("finding-{}", self.code().replace('_', "-"))
    }
}

/// What a finding does to the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The draft is not sent; it is offered back masked. Cannot be overridden.
    Block,
    /// The customer is asked first.
    Warn,
    /// The incoming message is shown with the reason.
    Mark,
    /// As [`Self::Mark`], but alone it means little.
    Hint,
}
