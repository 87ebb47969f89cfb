//! An OTP for the screen.

use kunci_core::token::OtpView;
use kunci_crypto::otp::Otp;
use kunci_domain::texts::{self, Language};

/// A one-time PIN. An object, not a record, so that no `toString` prints it; wiped when dropped.
#[derive(Debug, uniffi::Object)]
pub struct OtpCode(OtpView);

impl From<OtpView> for OtpCode {
    fn from(view: OtpView) -> Self {
        Self(view)
    }
}

#[uniffi::export]
impl OtpCode {
    /// Six ASCII digits; overwrite the array after showing it.
    #[must_use]
    pub fn digits(&self) -> Vec<u8> {
        self.0.otp.expose().to_vec()
    }

    /// The digits one by one, for a screen reader (UTF-8).
    #[must_use]
    pub fn spoken(&self) -> Vec<u8> {
        spoken(&self.0.otp)
    }

    /// The PIN before this one, by choice: the website takes it for half a minute more.
    #[must_use]
    pub fn previous_digits(&self) -> Vec<u8> {
        self.0.previous.expose().to_vec()
    }

    /// The PIN before this one, for a screen reader (UTF-8).
    #[must_use]
    pub fn previous_spoken(&self) -> Vec<u8> {
        spoken(&self.0.previous)
    }

    /// The PIN after this one, by choice.
    #[must_use]
    pub fn next_digits(&self) -> Vec<u8> {
        self.0.next.expose().to_vec()
    }

    /// The PIN after this one, for a screen reader (UTF-8).
    #[must_use]
    pub fn next_spoken(&self) -> Vec<u8> {
        spoken(&self.0.next)
    }

    /// Until the next one, 1 … 30.
    #[must_use]
    pub fn seconds_left(&self) -> u32 {
        self.0.seconds_left
    }

    /// "valid for 12 more seconds", in the language of the tag.
    #[must_use]
    pub fn validity(&self, language: &str) -> String {
        let count = texts::Value::Count(u64::from(self.0.seconds_left));
        texts::text(Language::from_tag(language), "otp-valid", &[("count", count)])
    }

    /// The phone was restarted since the bank was last heard: if its date was set by hand meanwhile, the PIN is wrong.
    #[must_use]
    pub fn clock_unconfirmed(&self) -> bool {
        self.0.clock_unconfirmed
    }

    /// The phone's clock was moved by hand, by so many milliseconds (0: not). The PIN is right all the same.
    #[must_use]
    pub fn clock_moved_ms(&self) -> i64 {
        self.0.clock_moved_ms
    }
}

fn spoken(otp: &Otp) -> Vec<u8> {
    texts::spoken_digits(&String::from_utf8_lossy(otp.expose())).into_bytes()
}
