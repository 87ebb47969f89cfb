//! `card-controls`.

use kunci_domain::cards::change::{Change, MOST_CHANGES};
use kunci_domain::money::Money;
use uuid::Uuid;

use super::fields::Fields;
use super::{Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Let more pass with a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardControls {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// How long a raised limit cools off after the approval.
    pub cooling_off_seconds: u64,
    /// What is to change.
    pub changes: Vec<Changed>,
}

/// A change beside what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What is to be.
    pub change: Change,
    /// Of a limit: how much passes now; of the rest zero.
    pub now: Money,
}

/// The first of the changes.
const FIRST: u16 = 22;

impl CardControls {
    /// Whether it is exactly these changes.
    #[must_use]
    pub fn asks(&self, changes: &[Change]) -> bool {
        self.asked().eq(changes)
    }

    fn asked(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().map(|changed| &changed.change)
    }
}

impl Matter for CardControls {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (card_id, ending) = (fields.uuid(16)?, fields.digits(17, 4, 4)?);
        let currency = fields.text(18)?;
        let exponent = u8::try_from(fields.number(19)?).map_err(|_| Error::AmountInvalid)?;
        let cooling_off_seconds = fields.number(20)?;
        let count =
            u16::try_from(fields.number(21)?).ok().filter(|count| (1..=MOST_CHANGES).contains(&usize::from(*count)));
        let mut changes = Vec::new();
        for index in 0..count.ok_or(Error::OperationUnreadable)? {
            let text = fields.text(FIRST + 2 * index)?;
            let change = Change::read(&text, &currency, exponent).ok_or(Error::OperationUnreadable)?;
            let now = i64::try_from(fields.number(FIRST + 2 * index + 1)?).map_err(|_| Error::AmountInvalid)?;
            let now = Money::new(now, &currency, exponent).map_err(|_| Error::AmountInvalid)?;
            changes.push(Changed { change, now });
        }
        Ok(Self { card_id, ending, cooling_off_seconds, changes })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
        for changed in &self.changes {
            lines.control(changed, self.cooling_off_seconds);
        }
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::Granted { changes: self.asked().collect() }))
    }
}
