//! What unlocked a proof: known by which key made it.

/// Knowledge, or what the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    /// The Unlock Code.
    Code,
    /// A finger or face.
    Biometric,
}

impl Factor {
    /// In plain words, for the audit trail.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Code => "by Unlock Code",
            Self::Biometric => "by finger or face",
        }
    }
}
