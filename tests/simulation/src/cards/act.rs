//! What she does on a phone.

use kunci_core::cards::{Card, Change, ReceiptView, limit_change};
use kunci_core::{Error, Phone};
use kunci_domain::cards::limit::Cap;
use kunci_domain::cards::place::{Channel, Merchant, Place};
use kunci_domain::money::Money;

use super::model::{Deed, Thousands, Value, Via, Which, Wish};
use super::play::Brought;

/// With whom she pays: what the network makes of the names that a payment has.
pub(super) const MERCHANTS: [(&str, &str); 2] = [("Warung Made", "M-WARUNGMADE"), ("Toko Lain", "M-TOKOLAIN")];

pub(super) fn receipt(receipt: ReceiptView) -> Brought {
    Brought { receipts: vec![receipt], offer: None }
}

pub(super) async fn run(app: &Phone, deed: &Deed, card: &Card) -> Result<Brought, Error> {
    let id = card.card_id.to_string();
    match deed {
        Deed::Freeze => app.freeze_card(&id).await.map(receipt),
        Deed::Change(wish) => change(app, wish, card).await,
        Deed::CancelRaise(which) => app.cancel_raise(&id, which.name()).await.map(receipt),
        Deed::Send => app.send_commands().await.map(|receipts| Brought { receipts, offer: None }),
    }
}

pub(super) async fn change(app: &Phone, wish: &Wish, card: &Card) -> Result<Brought, Error> {
    let change = match wish {
        Wish::Limit { limit, value, hours } => {
            let until = hours.map(|hours| app.hours_from_now(u32::from(hours))).transpose()?;
            let value = match value {
                Value::Blocked => Some(Cap::Blocked),
                Value::AtMost(amount) => Some(Cap::AtMost(money(*amount)?)),
                Value::Ceiling => None,
            };
            limit_change(limit.name().to_owned(), value, until)?
        }
        Wish::Channel { via, abroad, on } => {
            let place = if *abroad { Place::Abroad } else { Place::Domestic };
            Change::Channel { channel: via.channel(), place, on: *on }
        }
        Wish::Merchant { number, blocked } => {
            let (name, id) = MERCHANTS[usize::from(*number)];
            Change::Merchant { merchant: Merchant::new(id, name).map_err(|_| Error::ChangeInvalid)?, blocked: *blocked }
        }
    };
    app.change_card(card, &[change]).await.map(Brought::from)
}

fn money(amount: Thousands) -> Result<Money, Error> {
    Money::new(minor(amount), "IDR", 2).map_err(|_| Error::AmountInvalid)
}

pub(super) const fn minor(amount: Thousands) -> i64 {
    amount as i64 * 100_000
}

impl Which {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::PerTransaction => "per-transaction",
            Self::Day => "day",
            Self::OnlineDay => "online-day",
            Self::AbroadDay => "abroad-day",
        }
    }
}

impl Via {
    const fn channel(self) -> Channel {
        match self {
            Self::Chip => Channel::Chip,
            Self::Contactless => Channel::Contactless,
            Self::Online => Channel::Online,
            Self::Atm => Channel::Atm,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Chip => "chip",
            Self::Contactless => "contactless",
            Self::Online => "online",
            Self::Atm => "atm",
        }
    }
}
