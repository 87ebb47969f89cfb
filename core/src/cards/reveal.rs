//! A card's number, date and security code on the screen (CARD-5): asked for by approval, shown once and for a short while, kept nowhere.
//!
//! They come sealed to a key that this phone makes for one reveal and that the approval covers: neither the end of TLS nor a log has
//! them, and an answer to another key does not open. The private half lives in memory only and goes with the session.

use kunci_crypto::secret::SecretBytes;
use kunci_crypto::{Ephemeral, hpke};
use kunci_domain::cards::details::Details;
use kunci_wire::B64;
use kunci_wire::cards::{CardDetailsReply, HoldRequest, RevealRequest, details_info};
use uuid::Uuid;

use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::token::working;
use crate::{Error, Phone, blocking};

/// A reveal that was asked for; the newest only.
pub(crate) struct BegunReveal {
    operation: Uuid,
    card_ending: String,
    key: Ephemeral,
}

/// What is shown, wiped when dropped. No `Debug` that says anything.
pub struct CardDetails {
    digits: SecretBytes,
    ending: String,
    seconds_left: u32,
}

impl CardDetails {
    /// The card's last digits.
    #[must_use]
    pub fn ending(&self) -> &str {
        &self.ending
    }

    /// It must be off the screen after so many seconds.
    #[must_use]
    pub const fn seconds_left(&self) -> u32 {
        self.seconds_left
    }

    /// Number, month, year and security code. Each call is an exposure: to be shown, this once.
    ///
    /// # Errors
    /// None: they were read before.
    pub fn expose(&self) -> Result<Details<'_>, Error> {
        Details::read(self.digits.expose(), &self.ending).ok_or(Error::ReplyUnreadable)
    }
}

impl std::fmt::Debug for CardDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardDetails(redacted)")
    }
}

impl Phone {
    /// Asks for the operation that shows a card's number. It is never queued: without a network it is not asked for.
    ///
    /// # Errors
    /// [`Error::CardNotUsable`] if it is not in use or somebody other than the customer holds it, [`Error::HeldByProbation`],
    /// [`Error::NotFound`].
    pub async fn reveal_card(&self, card_id: &str) -> Result<Operation, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let key = Ephemeral::generate().map_err(|_| Error::NoRandomness)?;
        let own = key.public();
        let request = RevealRequest { key: B64(own.to_sec1().to_vec()) };
        let call = Call::post(format!("/v1/cards/{card_id}/reveal"), &request)?;
        let asked = |kind: &OperationKind| matches!(kind, OperationKind::CardReveal(reveal) if reveal.card_id == card_id && reveal.key == own);
        let operation = self.offered(&session, &record, call, asked).await?;
        if let OperationKind::CardReveal(reveal) = operation.kind() {
            let begun = BegunReveal { operation: operation.id, card_ending: reveal.ending.clone(), key };
            self.memory()?.reveal = Some(begun);
        }
        Ok(operation)
    }

    /// The details of the card whose reveal was approved: once, in the session that asked. The customer hears of it from the bank.
    ///
    /// # Errors
    /// [`Error::RevealClosed`] if they were shown already, their time is over, or the operation was not approved; also when an answer
    /// was lost: then it is asked for again. [`Error::ReplyUnreadable`] if they are sealed to another key, or are another card's.
    pub async fn card_details(&self, operation_id: &str) -> Result<CardDetails, Error> {
        let operation: Uuid = operation_id.parse().map_err(|_| Error::NotFound)?;
        let session = self.session()?;
        let known = |begun: &Option<BegunReveal>| begun.as_ref().is_some_and(|begun| begun.operation == operation);
        if !known(&self.memory()?.reveal) {
            return Err(Error::RevealClosed);
        }
        let call = Call::post(format!("/v1/operations/{operation}/card-details"), &HoldRequest {})?;
        let reply: CardDetailsReply = self.call(&Signer::Session(&session), &call).await?;
        let begun = self.memory()?.reveal.take_if(|begun| begun.operation == operation).ok_or(Error::RevealClosed)?;
        let (key, enc, sealed) = (begun.key, reply.enc.0, reply.sealed.0);
        let opened = blocking::wiped(move || hpke::open(key, &enc, &details_info(operation), &[], sealed));
        let digits = opened.map_err(|_| Error::ReplyUnreadable)?;
        if Details::read(digits.expose(), &begun.card_ending).is_none() {
            return Err(Error::ReplyUnreadable);
        }
        let left_ms = reply.shown_until.as_millisecond().saturating_sub(self.bank_time()?.ms);
        let seconds_left = u32::try_from(left_ms.clamp(0, LONGEST_MS) / 1000).map_err(|_| Error::Internal)?;
        Ok(CardDetails { digits, ending: begun.card_ending, seconds_left })
    }
}

/// Whatever a bank says, it is not on the screen for longer.
const LONGEST_MS: i64 = 5 * 60 * 1000;
