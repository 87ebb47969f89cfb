//! What an operation can be, and which rule holds for each kind: one table for phone and bank.
//!
//! Every operation needs the full proof (possession and knowledge): what can be taken back and only tightens is no operation but a
//! command of the device key alone (freeze, lower, reject).

/// A kind of operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
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
    /// Let more pass with a card: a higher limit, a channel on, a block lifted.
    CardControls,
    /// Take a new card into use.
    CardActivation,
    /// Another PIN for a card.
    CardPin,
    /// Have a new card made in place of one.
    CardReplacement,
    /// Order a virtual card.
    VirtualCard,
    /// Show a card's number and security code, once and for a short while.
    CardReveal,
    /// Let a suspended wallet pay with a card again.
    WalletResume,
    /// Say that a suspected payment was the customer's own.
    SuspectedPayment,
    /// Let loosening pass at once everywhere again.
    TrustedPlacesOff,
    /// Lift the customer's own suspension of the token.
    LiftSuspension,
    /// Another password.
    PasswordChange,
    /// Another phone is to be the token.
    NewDevice,
    /// Another phone number is to be registered.
    NumberChange,
    /// Show an employee in the chat that it is the customer (CHAT-14).
    IdentityCheck,
    /// Freeze a card, as an employee in the chat proposes (CHAT-11).
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

/// What a phone that is new may do of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probation {
    /// Payments up to the day's small sum, to those who are known; the rest waits.
    Small,
    /// Nothing until it is over.
    Waits,
    /// As any other phone: it takes nothing from the customer that a thief could want.
    Free,
}

impl Kind {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Transfer,
        Self::PayeeAdd,
        Self::Purchase,
        Self::ProfileChange,
        Self::Unfreeze,
        Self::CardControls,
        Self::CardActivation,
        Self::CardPin,
        Self::CardReplacement,
        Self::VirtualCard,
        Self::CardReveal,
        Self::WalletResume,
        Self::SuspectedPayment,
        Self::TrustedPlacesOff,
        Self::LiftSuspension,
        Self::PasswordChange,
        Self::NewDevice,
        Self::NumberChange,
        Self::IdentityCheck,
        Self::ProposedFreeze,
        Self::ProposedControls,
        Self::ProposedDispute,
        Self::EmergencyKey,
        Self::EmergencyKeyOff,
    ];

    /// Name (in the canonical bytes, and of its texts) and rule.
    const fn row(self) -> (&'static str, Probation) {
        match self {
            Self::Transfer => ("transfer", Probation::Small),
            Self::PayeeAdd => ("payee-add", Probation::Waits),
            Self::Purchase => ("purchase", Probation::Small),
            Self::ProfileChange => ("profile-change", Probation::Waits),
            Self::Unfreeze => ("unfreeze", Probation::Waits),
            Self::CardControls => ("card-controls", Probation::Waits),
            Self::CardActivation => ("card-activation", Probation::Waits),
            Self::CardPin => ("card-pin", Probation::Waits),
            Self::CardReplacement => ("card-replacement", Probation::Waits),
            // Whoever has taken a phone over must not have a new card to pay with.
            Self::VirtualCard => ("virtual-card", Probation::Waits),
            // Whoever has the number can pay with it elsewhere.
            Self::CardReveal => ("card-reveal", Probation::Waits),
            Self::WalletResume => ("wallet-resume", Probation::Waits),
            Self::SuspectedPayment => ("suspected-payment", Probation::Waits),
            Self::TrustedPlacesOff => ("trusted-places-off", Probation::Waits),
            Self::LiftSuspension => ("lift-suspension", Probation::Waits),
            Self::PasswordChange => ("password-change", Probation::Waits),
            Self::NewDevice => ("new-device", Probation::Waits),
            Self::NumberChange => ("number-change", Probation::Waits),
            // Whoever has taken a number over must not have an employee vouch for it.
            Self::IdentityCheck => ("identity-check", Probation::Waits),
            Self::ProposedFreeze => ("proposed-freeze", Probation::Free),
            Self::ProposedControls => ("proposed-controls", Probation::Free),
            Self::ProposedDispute => ("proposed-dispute", Probation::Free),
            Self::EmergencyKey => ("emergency-key", Probation::Waits),
            Self::EmergencyKeyOff => ("emergency-key-off", Probation::Waits),
        }
    }

    /// As it stands in the canonical bytes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What a phone that is new may do.
    #[must_use]
    pub const fn probation(self) -> Probation {
        self.row().1
    }

    /// Whether it can be approved offline by typing: all that it does is a bank, an account and an amount. Every kind can be approved
    /// offline by QR.
    #[must_use]
    pub const fn can_be_typed(self) -> bool {
        matches!(self, Self::Transfer)
    }

    /// Reads what [`Self::name`] says; `None` for a kind this version does not know.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{self, Language};

    #[test]
    fn every_kind_has_one_name_and_a_title_in_both_languages() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.name()), Some(*kind));
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("operation-{}", kind.name())), "{kind:?}");
            }
        }
        assert_eq!(Kind::parse("donate"), None);
    }

    #[test]
    fn otp_7_a_new_phone_makes_small_payments_only() {
        let small: Vec<_> = Kind::ALL.iter().filter(|kind| kind.probation() == Probation::Small).collect();
        assert_eq!(small, [&Kind::Transfer, &Kind::Purchase]);
    }

    #[test]
    fn chat_11_what_an_employee_may_propose_never_waits_for_a_new_phone_and_nothing_else_is_free() {
        let free: Vec<_> = Kind::ALL.iter().filter(|kind| kind.probation() == Probation::Free).collect();
        assert_eq!(free, [&Kind::ProposedFreeze, &Kind::ProposedControls, &Kind::ProposedDispute]);
    }
}
