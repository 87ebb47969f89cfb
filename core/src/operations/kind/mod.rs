//! What an operation is, kind by kind: a file for each says which fields it has and how they are shown.
//!
//! A new kind is a row in [`kunci_domain::operations::Kind`], a file here, and a line in the list below.

mod card_activation;
mod card_controls;
mod card_pin;
mod card_replacement;
mod card_reveal;
mod emergency_key;
mod emergency_key_off;
mod employee;
mod fields;
mod identity_check;
mod lift_suspension;
mod new_device;
mod number_change;
mod password_change;
mod payee_add;
mod profile_change;
mod proposed_controls;
mod proposed_dispute;
mod proposed_freeze;
mod purchase;
mod suspected_payment;
mod transfer;
mod trusted_places_off;
mod unfreeze;
mod virtual_card;
mod wallet_resume;

pub use card_activation::CardActivation;
pub use card_controls::{CardControls, Changed};
pub use card_pin::CardPin;
pub use card_replacement::CardReplacement;
pub use card_reveal::CardReveal;
pub use emergency_key::EmergencyKey;
pub use emergency_key_off::EmergencyKeyOff;
pub use employee::Employee;
pub(super) use fields::Fields;
pub use identity_check::IdentityCheck;
use kunci_domain::direction::Act;
use kunci_domain::operations::Kind;
pub use lift_suspension::LiftSuspension;
pub use new_device::NewDevice;
pub use number_change::NumberChange;
pub use password_change::PasswordChange;
pub use payee_add::PayeeAdd;
pub use profile_change::ProfileChange;
pub use proposed_controls::ProposedControls;
pub use proposed_dispute::ProposedDispute;
pub use proposed_freeze::ProposedFreeze;
pub use purchase::Purchase;
pub use suspected_payment::SuspectedPayment;
pub use transfer::Transfer;
pub use trusted_places_off::TrustedPlacesOff;
pub use unfreeze::Unfreeze;
use uuid::Uuid;
pub use virtual_card::VirtualCard;
pub use wallet_resume::WalletResume;

use super::lines::Lines;
use crate::Error;
use crate::cards::Expected;

/// What each kind knows of itself.
trait Matter {
    /// Reads its fields, which begin at tag 16 (`docs/contract/operations.md`).
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error>
    where
        Self: Sized;

    /// Shows every one of them.
    fn show(&self, lines: &mut Lines);

    /// The card that it changes, and what the receipt must say.
    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        None
    }

    /// The card that "not me" freezes.
    fn freezes(&self) -> Option<Uuid> {
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
    /// A payee to pay later.
    PayeeAdd,
    /// A card payment on the internet (3-D Secure).
    Purchase,
    /// Another address or e-mail address.
    ProfileChange,
    /// Lift the customer's hold on a card.
    Unfreeze,
    /// Let more pass with a card.
    CardControls,
    /// Take a new card into use.
    CardActivation,
    /// Another PIN for a card.
    CardPin,
    /// Have a new card made in place of one.
    CardReplacement,
    /// Order a virtual card.
    VirtualCard,
    /// Show a card's number and security code.
    CardReveal,
    /// Let a suspended wallet pay again.
    WalletResume,
    /// A suspected payment was the customer's own.
    SuspectedPayment,
    /// Another phone is to be the token.
    NewDevice,
    /// Another phone number is to be registered.
    NumberChange,
    /// Let loosening pass at once everywhere again.
    TrustedPlacesOff,
    /// Lift the customer's own suspension of the token.
    LiftSuspension,
    /// Another password.
    PasswordChange,
    /// Show an employee in the chat who one is.
    IdentityCheck,
    /// Freeze a card, as an employee proposes.
    ProposedFreeze,
    /// Let less pass with a card, as an employee proposes.
    ProposedControls,
    /// Dispute a payment, as an employee proposes.
    ProposedDispute,
    /// Make an emergency key.
    EmergencyKey,
    /// Make the emergency key worthless.
    EmergencyKeyOff,
}

impl OperationKind {
    /// Which act of the table it is (`kunci_domain::direction`).
    #[must_use]
    pub const fn act(&self) -> Act {
        self.kind().act(matches!(self, Self::Transfer(transfer) if transfer.new_payee))
    }

    pub(super) fn show(&self, lines: &mut Lines) {
        self.matter().show(lines);
    }

    /// The card that it changes, and what the receipt must say.
    pub(super) fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        self.matter().receipt()
    }

    /// The card that "not me" freezes.
    pub(super) fn freezes(&self) -> Option<Uuid> {
        self.matter().freezes()
    }
}
