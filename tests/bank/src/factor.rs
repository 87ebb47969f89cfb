//! What unlocked a proof: known by which key made it.

use kunci_domain::means::Means;

/// Knowledge, or what the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    /// The Unlock Code.
    Code,
    /// A finger or face.
    Biometric,
}

impl Factor {
    /// As it is told to the phone.
    pub(crate) const fn means(self) -> Means {
        match self {
            Self::Code => Means::UnlockCode,
            Self::Biometric => Means::Biometric,
        }
    }

    /// In plain words, for the audit trail.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Code => "by Unlock Code",
            Self::Biometric => "by finger or face",
        }
    }
}
