//! `number-change`.

use super::{Fields, Lines, Matter};
use crate::Error;

/// Another phone number is to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChange {
    /// Registered now, masked.
    pub old: String,
    /// Registered after it, in full.
    pub new: String,
}

impl Matter for NumberChange {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { old: fields.text(16)?, new: fields.text(17)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.digits("line-old-number", &self.old);
        lines.digits("line-new-number", &self.new);
    }
}
