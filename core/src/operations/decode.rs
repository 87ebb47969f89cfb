//! From the bank's canonical bytes to what is shown (`docs/contract/operations.md`). Pure, and strict: what cannot be shown
//! completely cannot be approved.

use kunci_crypto::p256key::PublicKey;
use kunci_domain::operations::Kind;
use uuid::Uuid;

use super::kind::{Fields, OperationKind};
use crate::Error;
use crate::ports::TokenRecord;

/// An operation, decoded from the exact bytes that an approval proves and signs.
#[derive(Clone)]
pub struct Operation {
    pub(crate) id: Uuid,
    pub(super) kind: OperationKind,
    pub(super) challenge: PublicKey,
    pub(super) expires_seconds: u64,
    pub(super) bytes: Vec<u8>,
}

/// Label of the bytes.
pub(super) const LABEL: &str = "kunci/operation/1";
/// No operation comes near it.
const LONGEST: usize = 4096;

impl Operation {
    /// Reads an offer made to this token.
    ///
    /// # Errors
    /// [`Error::OperationUnreadable`] for bytes that are not exactly one operation of a known kind for this customer, token and
    /// epoch; [`Error::AmountInvalid`]; [`Error::OperationExpired`] when it has expired.
    pub(crate) fn decode(bytes: Vec<u8>, record: &TokenRecord, now_ms: i64) -> Result<Self, Error> {
        let Whose { customer, token, epoch, operation } = read(bytes)?;
        if customer != record.customer_id || token != record.token_id || epoch != record.epoch {
            return Err(Error::OperationUnreadable);
        }
        if operation.has_expired(now_ms) { Err(Error::OperationExpired) } else { Ok(operation) }
    }

    pub(crate) fn has_expired(&self, now_ms: i64) -> bool {
        u64::try_from(now_ms / 1000).is_ok_and(|now| now >= self.expires_seconds)
    }

    /// The exact bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> String {
        self.id.to_string()
    }

    /// What it would do.
    #[must_use]
    pub const fn kind(&self) -> &OperationKind {
        &self.kind
    }

    /// Whether it asks if a payment was the customer's (CARD-8): yes lets the shop try again, "not me" freezes the card.
    #[must_use]
    pub const fn asks_whose(&self) -> bool {
        matches!(self.kind, OperationKind::SuspectedPayment(_))
    }

    /// The bank takes no approval after this; milliseconds since 1970 UTC.
    #[must_use]
    pub fn expires_ms(&self) -> i64 {
        i64::try_from(self.expires_seconds).unwrap_or(i64::MAX).saturating_mul(1000)
    }
}

/// An operation, and whose it says it is.
struct Whose {
    customer: Uuid,
    token: Uuid,
    epoch: u64,
    operation: Operation,
}

fn read(bytes: Vec<u8>) -> Result<Whose, Error> {
    if bytes.len() > LONGEST {
        return Err(Error::OperationUnreadable);
    }
    let mut fields = Fields::new(LABEL, &bytes)?;
    let id = fields.uuid(1)?;
    let kind_name = fields.text(2)?;
    let (customer, token, epoch) = (fields.uuid(3)?, fields.uuid(4)?, fields.number(5)?);
    let (nonce, challenge, expires_seconds) = (fields.bytes(6)?, fields.bytes(7)?, fields.number(8)?);
    let challenge = PublicKey::from_sec1(challenge).map_err(|_| Error::OperationUnreadable)?;
    let kind = Kind::parse(&kind_name).ok_or(Error::OperationUnreadable)?;
    let kind = OperationKind::read(kind, &mut fields)?;
    fields.end()?;
    if nonce.len() != 32 {
        return Err(Error::OperationUnreadable);
    }
    Ok(Whose { customer, token, epoch, operation: Operation { id, kind, challenge, expires_seconds, bytes } })
}

/// What bytes from anywhere would do, by the same reader as an operation's, whoever they are for. Pure: for tools and fuzzing. What is
/// read here cannot be approved.
///
/// # Errors
/// As an offer of the bank: [`Error::OperationUnreadable`], [`Error::AmountInvalid`], [`Error::NameUnsafe`].
pub fn inspect(bytes: &[u8]) -> Result<OperationKind, Error> {
    read(bytes.to_vec()).map(|read| read.operation.kind)
}

#[cfg(test)]
mod tests {
    use kunci_crypto::canonical::Canonical;
    use kunci_crypto::p256key::SessionKey;
    use kunci_domain::money::Money;
    use kunci_domain::names::Unsafe;

    use super::*;
    use crate::operations::Transfer;
    use crate::token::testing::record;

    const CUSTOMER: &str = "00000000-0000-0000-0000-000000000002";
    const TOKEN: &str = "00000000-0000-0000-0000-000000000001";
    const ID: &str = "00000000-0000-0000-0000-000000000009";

    fn head(kind: &str, token: &str, epoch: u64) -> Canonical {
        let challenge = SessionKey::generate().expect("random").public().to_sec1();
        Canonical::new(LABEL)
            .uuid(1, ID)
            .text(2, kind)
            .uuid(3, CUSTOMER)
            .uuid(4, token)
            .number(5, epoch)
            .bytes(6, &[7; 32])
            .bytes(7, &challenge)
            .number(8, 1_000)
    }

    fn transfer_of(head: Canonical, name: &str, currency: &str, minor: u64, exponent: u64) -> Canonical {
        head.text(16, name)
            .text(17, "014")
            .text(18, "1234567890")
            .text(19, currency)
            .number(20, minor)
            .number(21, exponent)
            .text(22, "")
            .number(23, 1)
    }

    fn decode(canonical: Canonical) -> Result<Operation, Error> {
        Operation::decode(canonical.finish().expect("canonical"), &record(), 999_000)
    }

    #[test]
    fn otp_10_every_field_of_the_bytes_is_read() {
        let operation = decode(transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", 125_000_000, 2)).expect("reads");
        let amount = Money::new(125_000_000, "IDR", 2).expect("rupiah");
        let OperationKind::Transfer(Transfer { payee_name, amount: read, new_payee, .. }) = operation.kind() else {
            panic!("a transfer")
        };
        assert_eq!((payee_name.as_str(), *read, *new_payee), ("Budi", amount, true));
        assert_eq!((operation.id(), operation.expires_ms()), (ID.to_owned(), 1_000_000));
    }

    #[test]
    fn otp_10_what_is_not_for_this_phone_or_cannot_be_shown_is_refused() {
        let fine = || transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", 100, 2);
        let cases = [
            (transfer_of(head("transfer", ID, 3), "Budi", "IDR", 100, 2), Error::OperationUnreadable),
            (transfer_of(head("transfer", TOKEN, 4), "Budi", "IDR", 100, 2), Error::OperationUnreadable),
            (transfer_of(head("donate", TOKEN, 3), "Budi", "IDR", 100, 2), Error::OperationUnreadable),
            (fine().number(24, 1), Error::OperationUnreadable),
            (
                transfer_of(head("transfer", TOKEN, 3), "Bu\u{202e}di", "IDR", 100, 2),
                Error::NameUnsafe { reason: Unsafe::Hidden },
            ),
            (
                transfer_of(head("transfer", TOKEN, 3), "Bud\u{456}", "IDR", 100, 2),
                Error::NameUnsafe { reason: Unsafe::MixedScripts },
            ),
            (
                transfer_of(head("transfer", TOKEN, 3), &"a".repeat(141), "IDR", 100, 2),
                Error::NameUnsafe { reason: Unsafe::Length },
            ),
            (transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", 0, 2), Error::AmountInvalid),
            (transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", u64::MAX, 2), Error::AmountInvalid),
            (transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", 100, 0), Error::AmountInvalid),
            (transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", 100, 300), Error::AmountInvalid),
            (transfer_of(head("transfer", TOKEN, 3), "Budi", "XXQ", 100, 2), Error::AmountInvalid),
        ];
        for (canonical, why) in cases {
            assert_eq!(decode(canonical).err(), Some(why));
        }
        let expired = Operation::decode(fine().finish().expect("canonical"), &record(), 1_000_000);
        assert_eq!(expired.err(), Some(Error::OperationExpired));
    }

    #[test]
    fn chat_11_a_proposal_that_lets_more_pass_is_refused_before_it_is_shown() {
        let proposal = |change: &str| {
            let employee = head("proposed-controls", TOKEN, 3).uuid(16, ID).text(17, "Dewi").text(18, "10233");
            let card = employee.uuid(19, ID).text(20, "4821").text(21, "IDR").number(22, 2);
            decode(card.text(23, change).number(24, 50_000))
        };
        for tightens in [
            "limit online-day 49999 always",
            "limit online-day blocked always",
            "channel online abroad off",
            "country US blocked",
        ] {
            assert!(proposal(tightens).is_ok(), "{tightens}");
        }
        for loosens in [
            "limit online-day 50001 always",
            "limit online-day 50000 always",
            "limit online-day ceiling always",
            "channel online abroad on",
            "country US allowed",
        ] {
            assert_eq!(proposal(loosens).err(), Some(Error::OperationUnreadable), "{loosens}");
        }
    }

    #[test]
    fn chat_14_who_asks_and_what_follows_is_shown_in_both_languages() {
        let check = head("identity-check", TOKEN, 3).uuid(16, ID).text(17, "Dewi").text(18, "10233");
        let operation = decode(check).expect("reads");
        for language in kunci_domain::texts::Language::ALL {
            let lines = operation.lines(language);
            let shown: Vec<_> = lines.iter().map(|line| line.value.as_str()).collect();
            assert!(shown.contains(&"Dewi") && shown.contains(&"10233"), "{shown:?}");
            assert!(lines.iter().all(|line| !line.value.contains('[') && !line.label.contains('[')), "{lines:?}");
        }
        let nobody = head("identity-check", TOKEN, 3).uuid(16, ID).text(17, "Dewi").text(18, "");
        assert_eq!(decode(nobody).err(), Some(Error::OperationUnreadable));
    }

    #[test]
    fn every_cut_and_every_flipped_byte_is_refused_or_reads_differently() {
        let bytes = transfer_of(head("transfer", TOKEN, 3), "Budi", "IDR", 100, 2).finish().expect("canonical");
        for end in 0..bytes.len() {
            assert!(Operation::decode(bytes[..end].to_vec(), &record(), 999_000).is_err(), "cut at {end}");
        }
        for place in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1;
            // Whatever still reads is carried, shown and signed as it is: never as the original.
            if let Ok(operation) = Operation::decode(flipped.clone(), &record(), 999_000) {
                assert_eq!(operation.bytes, flipped);
            }
        }
    }
}
