//! The actions about virtual cards.

use kunci_core::cards::{Closing, standing};
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::operations::{Shown, known, money, receipt, show};
use super::phone::{Args, Result, members};

/// Asks for a virtual card beside another.
pub(super) async fn order(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["ending", "name", "minor", "currency", "exponent"])?;
    let month = args.0.contains_key("minor").then(|| money(args)).transpose()?;
    let operation = phone.order_virtual_card(&known(phone, args).await?, args.text("name")?, month).await?;
    Ok(show(operation, language, shown))
}

/// Closes one for good.
pub(super) async fn close(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(receipt(&phone.close_card(&known(phone, args).await?).await?))
}

/// The virtual card that the customer has called so: how it stands, and beside which card.
pub(super) async fn named(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["name"])?;
    let (name, all) = (args.text("name")?, phone.cards().await?);
    let card = all.iter().find(|card| card.name == name).ok_or(Error::NotFound)?;
    Ok(members(json!({
        "ending": card.ending, "kind": card.kind.name(), "state": card.state.name(),
        "closed": card.closed.map(Closing::name),
        "beside": card.carrier(&all).map(|carrier| &carrier.ending),
        "words": standing(card, language).words,
    })))
}
