//! `emergency-key-off`.

use super::{Fields, Lines, Matter};
use crate::Error;

/// Make the emergency key worthless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyKeyOff {}

impl Matter for EmergencyKeyOff {
    fn read(_: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self {})
    }

    fn show(&self, lines: &mut Lines) {
        lines.words("line-afterwards", "afterwards-emergency-key-off");
    }
}
