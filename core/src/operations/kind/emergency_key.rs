//! `emergency-key`.

use super::{Fields, Lines, Matter};
use crate::Error;

/// Make an emergency key. Its digits are not in it: what is approved is shown, and they must not be shown again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyKey {}

impl Matter for EmergencyKey {
    fn read(_: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self {})
    }

    fn show(&self, lines: &mut Lines) {
        lines.words("line-afterwards", "afterwards-emergency-key");
    }
}
