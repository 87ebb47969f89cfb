//! What an operation is, kind by kind: a file for each says which fields it has and how they are shown.
//!
//! A new kind is a row in [`kunci_domain::operations::Kind`], a file here, and a line in the list below.

mod fields;
mod limit_raise;
mod transfer;
mod unfreeze;

pub(super) use fields::Fields;
use kunci_domain::operations::Kind;
pub use limit_raise::LimitRaise;
pub use transfer::Transfer;
pub use unfreeze::Unfreeze;
use uuid::Uuid;

use super::lines::Lines;
use crate::Error;

/// What each kind knows of itself.
trait Matter {
    /// Reads its fields, which begin at tag 16 (`docs/contract/operations.md`).
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error>
    where
        Self: Sized;

    /// Shows every one of them.
    fn show(&self, lines: &mut Lines);

    /// The card that it changes, and the action that the receipt must name.
    fn receipt(&self) -> Option<(Uuid, &'static str)> {
        None
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What an operation would do.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum OperationKind { $($(#[$doc])* $name($name),)* }

        impl OperationKind {
            pub(super) fn read(kind: Kind, fields: &mut Fields<'_>) -> Result<Self, Error> {
                Ok(match kind { $(Kind::$name => Self::$name($name::read(fields)?),)* })
            }

            /// Which kind it is.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name,)* }
            }

            fn matter(&self) -> &dyn Matter {
                match self { $(Self::$name(matter) => matter,)* }
            }
        }
    };
}

kinds! {
    /// Money to somebody.
    Transfer,
    /// Lift the customer's hold on a card.
    Unfreeze,
    /// A higher limit for one payment.
    LimitRaise,
}

impl OperationKind {
    pub(super) fn show(&self, lines: &mut Lines) {
        self.matter().show(lines);
    }

    /// The card that it changes, and the action that the receipt must name.
    pub(super) fn receipt(&self) -> Option<(Uuid, &'static str)> {
        self.matter().receipt()
    }
}
