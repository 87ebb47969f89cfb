//! `new-device`.

use uuid::Uuid;

use super::{Fields, Lines, Matter};
use crate::Error;

/// Another phone is to be the token, in place of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// The enrolment that it is about.
    pub enrolment_id: Uuid,
    /// What the other phone calls itself.
    pub device: String,
    /// The other phone shows the same number.
    pub number: String,
}

impl Matter for NewDevice {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { enrolment_id: fields.uuid(16)?, device: fields.text(17)?, number: fields.text(18)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.plain("line-device", &self.device);
        lines.digits("line-comparison-number", &self.number);
    }
}
