//! An employee in a conversation: what the kinds of the chat begin with.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::crypto::canonical::Canonical;

/// Who asks or proposes, and where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Employee {
    pub(crate) conversation: Uuid,
    pub(crate) name: String,
    pub(crate) employee_id: String,
}

impl Employee {
    pub(super) fn write(&self, head: Canonical) -> Canonical {
        head.uuid(self.conversation).text(&self.name).text(&self.employee_id)
    }

    pub(super) fn describe(&self) -> String {
        format!("{}, employee {}", self.name, self.employee_id)
    }
}
