//! A virtual card: ordered by approval beside a card in use (CARD-5), closed by the customer for good.

use kunci_domain::cards::{Closing, order};
use kunci_domain::money::Money;
use kunci_wire::cards::VirtualCardRequest;
use uuid::Uuid;

use super::life::parse;
use super::receipt::ReceiptView;
use crate::operations::{Operation, OperationKind, VirtualCard};
use crate::ports::CommandAction;
use crate::token::working;
use crate::{Error, Phone};

impl Phone {
    /// Asks for the operation that makes a virtual card beside this one: paid with on the internet, from the same money, in use at once.
    /// `month`: the most in a calendar month; without it the bank's ceiling, which the operation shows. A second tap, or asking again after
    /// a lost answer, is the same order.
    ///
    /// # Errors
    /// [`Error::NameUnsafe`] for a name that is empty, over 30 characters or could be taken for another; [`Error::AmountInvalid`],
    /// [`Error::LimitAboveCeiling`]; [`Error::CardNotUsable`] beside a card that is not in use, is held or virtual itself;
    /// [`Error::TooManyCards`], [`Error::HeldByProbation`], [`Error::NotFound`].
    pub async fn order_virtual_card(
        &self,
        card_id: &str,
        name: &str,
        month: Option<Money>,
    ) -> Result<Operation, Error> {
        let card_id = parse(card_id)?;
        let name = order::name(name).map_err(|reason| Error::NameUnsafe { reason })?;
        if month.is_some_and(|month| month.minor() <= 0) {
            return Err(Error::AmountInvalid);
        }
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let request = VirtualCardRequest { name, month };
        let command = self.written(card_id, CommandAction::VirtualCard, &request, None).await?;
        let reply = self.ask_to_loosen(&session, command).await?;
        let asked = |kind: &OperationKind| matches!(kind, OperationKind::VirtualCard(order) if is_asked(order, card_id, &request));
        self.offered_as(reply.operation.ok_or(Error::ReplyUnreadable)?, &record, asked)
    }

    /// Closes a virtual card that is not wanted any more, for good; nothing is paid with it again. As
    /// [`Phone::report_card`](crate::Phone::report_card) it is done at once and not sent later.
    ///
    /// # Errors
    /// As there; [`Error::CardNotUsable`] also for a card of plastic, which is reported or replaced.
    pub async fn close_card(&self, card_id: &str) -> Result<ReceiptView, Error> {
        self.closed(parse(card_id)?, Closing::Ended).await
    }
}

/// Whether the bank offers what was asked for. Pure.
fn is_asked(order: &VirtualCard, card_id: Uuid, request: &VirtualCardRequest) -> bool {
    order.card_id == card_id && order.name == request.name && request.month.is_none_or(|month| month == order.month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_5_an_order_for_another_card_name_or_limit_is_not_what_was_asked() {
        let card_id = Uuid::from_u128(1);
        let offered =
            VirtualCard { card_id, ending: "4821".into(), name: "Film".into(), month: Money::rupiah(100_000_000) };
        let asks = |name: &str, month| VirtualCardRequest { name: name.into(), month };
        assert!(is_asked(&offered, card_id, &asks("Film", None)));
        assert!(is_asked(&offered, card_id, &asks("Film", Some(Money::rupiah(100_000_000)))));
        assert!(!is_asked(&offered, card_id, &asks("Film", Some(Money::rupiah(100_000_001)))));
        assert!(!is_asked(&offered, card_id, &asks("Musik", None)));
        assert!(!is_asked(&offered, Uuid::from_u128(2), &asks("Film", None)));
    }
}
