//! What is typed as an amount.

use kunci_core::Error;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Result, members};

/// In the currency of a card or account; without one in that which is written before the digits, or in rupiah.
pub(super) fn read(args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["typed", "currency", "exponent", "language"])?;
    let (typed, language) = (args.text("typed")?, Language::from_tag(args.text("language")?));
    let read = match args.0.contains_key("currency") {
        true => {
            let exponent = args.number("exponent")?;
            Money::new(0, args.text("currency")?, exponent).map_err(|_| Error::AmountInvalid)?.read(typed, language)
        }
        false => Money::rupiah(0).read_any(typed, language),
    };
    let money = read.map_err(|reason| Error::AmountUnreadable { reason })?;
    Ok(members(json!({
        "minor": money.minor(), "currency": money.currency(), "exponent": money.exponent(),
        "shown": money.display(language),
    })))
}
