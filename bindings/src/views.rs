//! Records for the screens: no secrets.

use kunci_core::token::{self, EnrolmentMethod as CoreMethod};
use kunci_core::{BundleView, session};

/// How to prove who you are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum EnrolmentMethod {
    /// One-time PIN by SMS.
    Sms,
    /// A code of the activated hardware token.
    HardwareToken,
    /// The phone that is the token now approves.
    OldPhone,
}

impl From<EnrolmentMethod> for CoreMethod {
    fn from(method: EnrolmentMethod) -> Self {
        match method {
            EnrolmentMethod::Sms => Self::Sms,
            EnrolmentMethod::HardwareToken => Self::HardwareToken,
            EnrolmentMethod::OldPhone => Self::OldPhone,
        }
    }
}

/// How to show who you are, where the phone alone does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum StepUpMethod {
    /// One-time PIN by SMS.
    Sms,
    /// A code of the activated hardware token.
    HardwareToken,
}

impl From<StepUpMethod> for session::StepUpMethod {
    fn from(method: StepUpMethod) -> Self {
        match method {
            StepUpMethod::Sms => Self::Sms,
            StepUpMethod::HardwareToken => Self::HardwareToken,
        }
    }
}

/// A step-up that waits for its code.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StepUpView {
    /// Where the one-time PIN went, or the serial of the hardware token, masked.
    pub sent_to: String,
    /// The code must be given by then.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

impl From<session::StepUpView> for StepUpView {
    fn from(view: session::StepUpView) -> Self {
        let session::StepUpView { sent_to, expires_in_seconds, tries_left } = view;
        Self { sent_to, expires_in_seconds, tries_left }
    }
}

/// The bank's verified key bundle.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct KeyBundleView {
    /// First half of the version.
    pub epoch: u64,
    /// Second half.
    pub counter: u64,
    /// Milliseconds since 1970 UTC.
    pub issued_ms: i64,
    /// Milliseconds since 1970 UTC.
    pub expires_ms: i64,
    /// How many keys.
    pub keys: u32,
}

impl From<BundleView> for KeyBundleView {
    fn from(view: BundleView) -> Self {
        let BundleView { epoch, counter, issued_ms, expires_ms, keys } = view;
        Self { epoch, counter, issued_ms, expires_ms, keys }
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SessionView {
    /// How the bank addresses the customer.
    pub customer_name: String,
    /// `true`: everything; `false`: enrol a token, prove one, sign out.
    pub full: bool,
    /// Cards, operations and alerts may be looked at; with `full` always.
    pub may_look: bool,
    /// What the session was opened with.
    pub means: Vec<MeansView>,
    /// The bank has a token of this customer on record.
    pub has_token: bool,
    /// Milliseconds since 1970 UTC.
    pub expires_at_ms: i64,
}

impl From<session::SessionView> for SessionView {
    fn from(view: session::SessionView) -> Self {
        let session::SessionView { customer_name, full, may_look, means, has_token, expires_at_ms } = view;
        let means = means.into_iter().map(Into::into).collect();
        Self { customer_name, full, may_look, means, has_token, expires_at_ms }
    }
}

/// One means of signing in, in the customer's language.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MeansView {
    /// Its name.
    pub code: String,
    /// "password", "this phone" …
    pub label: String,
    /// "something you know" …
    pub factor: String,
}

impl From<session::MeansView> for MeansView {
    fn from(view: session::MeansView) -> Self {
        let session::MeansView { code, label, factor } = view;
        Self { code, label, factor }
    }
}

/// A begun enrolment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EnrolmentView {
    /// Where the one-time PIN went, or the serial of the hardware token, masked; empty with the old phone.
    pub sent_to: String,
    /// The proof must be made by then.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
    /// With the old phone: shown on both phones, to be compared.
    #[uniffi(default = None)]
    pub number: Option<String>,
}

impl From<token::EnrolmentView> for EnrolmentView {
    fn from(view: token::EnrolmentView) -> Self {
        let token::EnrolmentView { sent_to, number, expires_in_seconds, tries_left } = view;
        Self { sent_to, expires_in_seconds, tries_left, number }
    }
}

/// Where the token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TokenStage {
    /// No token on this phone.
    None,
    /// Enrolment not finished.
    Pending,
    /// Works.
    Active,
    /// Too many wrong codes.
    Locked,
    /// Held by the bank.
    Suspended,
    /// Another phone took its place.
    Superseded,
}

impl From<token::TokenStage> for TokenStage {
    fn from(stage: token::TokenStage) -> Self {
        match stage {
            token::TokenStage::None => Self::None,
            token::TokenStage::Pending => Self::Pending,
            token::TokenStage::Active => Self::Active,
            token::TokenStage::Locked => Self::Locked,
            token::TokenStage::Suspended => Self::Suspended,
            token::TokenStage::Superseded => Self::Superseded,
        }
    }
}

/// The stage's name in journeys.
#[uniffi::export]
#[must_use]
pub fn stage_name(stage: TokenStage) -> String {
    match stage {
        TokenStage::None => "none",
        TokenStage::Pending => "pending",
        TokenStage::Active => "active",
        TokenStage::Locked => "locked",
        TokenStage::Suspended => "suspended",
        TokenStage::Superseded => "superseded",
    }
    .to_owned()
}

/// The token, without any secret.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TokenView {
    /// Where it stands.
    pub stage: TokenStage,
    /// Its id.
    pub token_id: Option<String>,
    /// Its binding epoch; 0 without a token.
    pub epoch: u64,
    /// Counts its Unlock Codes; 1 at enrolment, 0 without a token.
    #[uniffi(default = 0)]
    pub generation: u64,
    /// A change of the Unlock Code whose end the bank has not told yet: without network the old code holds.
    #[uniffi(default = false)]
    pub code_change_open: bool,
    /// A finger or face serves beside the Unlock Code.
    #[uniffi(default = false)]
    pub biometric: bool,
    /// Set back to before a change of the Unlock Code: it must be registered again.
    #[uniffi(default = false)]
    pub set_back: bool,
}

impl From<token::TokenView> for TokenView {
    fn from(view: token::TokenView) -> Self {
        let token::TokenView { stage, token_id, epoch, generation, code_change_open, biometric, set_back } = view;
        Self { stage: stage.into(), token_id, epoch, generation, code_change_open, biometric, set_back }
    }
}

/// A hardware token.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HardwareTokenView {
    /// Its serial, masked.
    pub serial: String,
    /// The bank takes its codes.
    pub activated: bool,
}

impl From<token::HardwareTokenView> for HardwareTokenView {
    fn from(view: token::HardwareTokenView) -> Self {
        let token::HardwareTokenView { serial, activated } = view;
        Self { serial, activated }
    }
}

/// What "not me" brought.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NotMeView {
    /// The new phone is on probation until then, milliseconds since 1970 UTC.
    pub probation_until_ms: i64,
    /// The new phone's token is suspended.
    #[uniffi(default = false)]
    pub suspended: bool,
}

impl From<token::NotMeView> for NotMeView {
    fn from(view: token::NotMeView) -> Self {
        Self { probation_until_ms: view.probation_until_ms, suspended: view.suspended }
    }
}

/// What the customer types into the website after scanning its QR.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FingerprintView {
    /// Eight digits.
    pub fingerprint: String,
    /// The same in two groups, to be shown large.
    pub shown: String,
    /// The website takes it so long.
    pub expires_in_seconds: u64,
}

impl From<token::FingerprintView> for FingerprintView {
    fn from(view: token::FingerprintView) -> Self {
        let token::FingerprintView { fingerprint, shown, expires_in_seconds } = view;
        Self { fingerprint, shown, expires_in_seconds }
    }
}
