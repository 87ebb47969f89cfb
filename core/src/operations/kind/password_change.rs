//! `password-change`. The password itself is not in it: what is approved is shown, and a password must not be.

use super::{Fields, Lines, Matter};
use crate::Error;

/// Another password for signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordChange {
    /// Whose.
    pub user_id: String,
}

impl Matter for PasswordChange {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { user_id: fields.text(16)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.plain("line-user-id", &self.user_id);
    }
}
