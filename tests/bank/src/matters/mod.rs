//! What an operation does at the bank, kind by kind: a file for each says how it is written into the canonical bytes, what it is in
//! plain words, and how it is carried out.
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

use kunci_domain::money::Money;
use kunci_domain::operations::Kind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use card_activation::CardActivation;
pub(crate) use card_controls::CardControls;
pub(crate) use card_pin::CardPin;
pub(crate) use card_replacement::CardReplacement;
pub(crate) use card_reveal::CardReveal;
pub(crate) use emergency_key::EmergencyKey;
pub(crate) use emergency_key_off::EmergencyKeyOff;
pub(crate) use employee::Employee;
pub(crate) use identity_check::IdentityCheck;
pub(crate) use lift_suspension::LiftSuspension;
pub(crate) use new_device::NewDevice;
pub(crate) use number_change::NumberChange;
pub(crate) use password_change::PasswordChange;
pub(crate) use payee_add::PayeeAdd;
pub(crate) use profile_change::ProfileChange;
pub(crate) use proposed_controls::ProposedControls;
pub(crate) use proposed_dispute::ProposedDispute;
pub(crate) use proposed_freeze::ProposedFreeze;
pub(crate) use purchase::Purchase;
pub(crate) use suspected_payment::SuspectedPayment;
pub(crate) use transfer::Transfer;
pub(crate) use trusted_places_off::TrustedPlacesOff;
pub(crate) use unfreeze::Unfreeze;
pub(crate) use virtual_card::VirtualCard;
pub(crate) use wallet_resume::WalletResume;

use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Tx};

/// What each kind knows of itself.
pub(crate) trait Deed {
    /// Writes its fields, from tag 16 on.
    fn write(&self, head: Canonical) -> Result<Canonical, BankError>;
    /// In plain words, for the audit trail.
    fn describe(&self) -> String;
    /// Does what was approved, once.
    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError>;
    /// What follows when it ends without having been carried out.
    fn ended(&self, _: &mut dyn Tx, _: &Order, _: OpState) -> Result<(), BankError> {
        Ok(())
    }
    /// What it pays, and to whom: probation looks at it.
    fn payment(&self) -> Option<Payment> {
        None
    }
    /// The card that "not me" freezes.
    fn freezes(&self) -> Option<Uuid> {
        None
    }
}

/// On whose behalf.
pub(crate) struct Order {
    pub(crate) customer: Uuid,
    pub(crate) operation: Uuid,
    pub(crate) now: i64,
}

/// What carrying out brought.
pub(crate) enum Effect {
    /// Under way; settled by its deadline.
    UnderWay,
    /// Done, with the receipt if there is one.
    Done { receipt: Option<String> },
    /// Not possible any more.
    Failed { state: OpState, why: &'static str },
}

/// Money that goes out.
#[derive(Clone, Copy)]
pub(crate) struct Payment {
    pub(crate) amount: Money,
    /// To somebody who was never paid before.
    pub(crate) new_payee: bool,
}

macro_rules! matters {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What an operation does.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub(crate) enum Matter { $($(#[$doc])* $name($name),)* }

        impl Matter {
            /// Which kind it is.
            pub(crate) const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name,)* }
            }

            pub(crate) fn deed(&self) -> &dyn Deed {
                match self { $(Self::$name(deed) => deed,)* }
            }
        }
    };
}

matters! {
    /// Money to a payee.
    Transfer,
    /// A payee to pay later.
    PayeeAdd,
    /// A card payment on the internet (3-D Secure).
    Purchase,
    /// Another address or e-mail address.
    ProfileChange,
    /// Lifts the customer's hold.
    Unfreeze,
    /// Lets more pass with a card.
    CardControls,
    /// Takes a new card into use.
    CardActivation,
    /// Gives a card another PIN.
    CardPin,
    /// Has a new card made in place of one.
    CardReplacement,
    /// Makes a virtual card.
    VirtualCard,
    /// Shows a card's number and security code.
    CardReveal,
    /// Lets a suspended wallet pay with a card again.
    WalletResume,
    /// Owns up to a payment that was held back.
    SuspectedPayment,
    /// Lets another phone be the token.
    NewDevice,
    /// Changes the registered phone number.
    NumberChange,
    /// Lets loosening pass at once everywhere again.
    TrustedPlacesOff,
    /// Lifts the customer's own suspension of the token.
    LiftSuspension,
    /// Another password.
    PasswordChange,
    /// Shows an employee in the chat that it is the customer.
    IdentityCheck,
    /// Freezes a card, as an employee proposed.
    ProposedFreeze,
    /// Lets less pass with a card, as an employee proposed.
    ProposedControls,
    /// Files a dispute, as an employee proposed.
    ProposedDispute,
    /// Makes an emergency key.
    EmergencyKey,
    /// Makes the emergency key worthless.
    EmergencyKeyOff,
}

/// An amount, as it stands in the bytes.
fn money(head: Canonical, amount: Money) -> Result<Canonical, BankError> {
    Ok(head.text(amount.currency()).integer(unsigned(amount.minor())?).integer(u64::from(amount.exponent())))
}

/// An amount's minor units, as they stand in the bytes.
fn unsigned(value: i64) -> Result<u64, BankError> {
    u64::try_from(value).map_err(|_| BankError::Key)
}

/// A change of a card is settled as it is made; without a receipt the card is not as it was shown any more.
fn changed_card(receipt: Option<String>) -> Effect {
    match receipt {
        Some(receipt) => Effect::Done { receipt: Some(receipt) },
        None => Effect::Failed { state: OpState::Superseded, why: "the card has changed since it was offered" },
    }
}
