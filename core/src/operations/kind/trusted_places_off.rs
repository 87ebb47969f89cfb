//! `trusted-places-off`.

use super::{Fields, Lines, Matter};
use crate::Error;

/// Let loosening pass at once everywhere again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedPlacesOff {}

impl Matter for TrustedPlacesOff {
    fn read(_: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self {})
    }

    fn show(&self, lines: &mut Lines) {
        lines.words("line-afterwards", "afterwards-trusted-places-off");
    }
}
