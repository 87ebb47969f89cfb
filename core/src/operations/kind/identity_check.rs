//! `identity-check`: an employee in the chat asks whether it is the customer (CHAT-14). No question about a secret proves that; the token does.

use super::employee::Employee;
use super::{Fields, Lines, Matter};
use crate::Error;

/// Show an employee who one is. She sees accounts and cards for a while then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityCheck {
    /// Who asks.
    pub employee: Employee,
}

impl Matter for IdentityCheck {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { employee: Employee::read(fields)? })
    }

    fn show(&self, lines: &mut Lines) {
        self.employee.show(lines);
        lines.words("line-afterwards", "afterwards-identity-check");
    }
}
