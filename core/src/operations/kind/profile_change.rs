//! `profile-change`.

use kunci_wire::operations::ProfileField;

use super::{Fields, Lines, Matter};
use crate::Error;

/// Another address or e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChange {
    /// What changes.
    pub field: ProfileField,
    /// What stands there now, masked by the bank.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl Matter for ProfileChange {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let field = ProfileField::parse(&fields.text(16)?).ok_or(Error::OperationUnreadable)?;
        let (old, new) = (fields.text(17)?, fields.text(18)?);
        // A mail address in other letters could pose as the customer's own.
        if new.trim().is_empty() || (field == ProfileField::Email && !new.is_ascii()) {
            return Err(Error::OperationUnreadable);
        }
        Ok(Self { field, old, new })
    }

    fn show(&self, lines: &mut Lines) {
        lines.words("line-field", &format!("field-{}", self.field.as_str()));
        lines.plain("line-old-value", &self.old);
        lines.plain("line-new-value", &self.new);
    }
}
