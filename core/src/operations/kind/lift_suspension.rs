//! `lift-suspension`.

use super::{Fields, Lines, Matter};
use crate::Error;

/// Lift the customer's own suspension of the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftSuspension {}

impl Matter for LiftSuspension {
    fn read(_: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self {})
    }

    fn show(&self, lines: &mut Lines) {
        lines.words("line-afterwards", "afterwards-lift-suspension");
    }
}
