//! An employee of the bank in a conversation: who asks or proposes. Not a kind of its own; the kinds of the chat begin with it.

use uuid::Uuid;

use super::{Fields, Lines};
use crate::Error;

/// Who asks, and where. The bank names its own employee, and the approval is bound to exactly this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    /// In which conversation.
    pub conversation: Uuid,
    /// The name on the badge.
    pub name: String,
    /// The number on the badge.
    pub employee_id: String,
}

impl Employee {
    /// Tags 16 to 18.
    pub(super) fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let read = Self { conversation: fields.uuid(16)?, name: fields.name(17)?, employee_id: fields.text(18)? };
        if read.employee_id.is_empty() { Err(Error::OperationUnreadable) } else { Ok(read) }
    }

    /// Which of her conversations it is, the notice in it says; the approval is bound to that one.
    pub(super) fn show(&self, lines: &mut Lines) {
        lines.plain("line-employee", &self.name);
        lines.digits("line-employee-id", &self.employee_id);
        lines.words("line-where", "where-chat");
    }
}
