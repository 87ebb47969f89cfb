//! The actions about the spending picture and subscriptions.

use kunci_core::transactions::TransactionFilter;
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::operations::known;
use super::phone::{Args, Result, members};

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "spending" => spending(phone, language, args).await,
        "subscriptions" => subscriptions(phone, language, args).await,
        _ => return None,
    })
}

/// How many months; of the newest one its total and largest group, and how many payments the list finds for that.
async fn spending(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    let card_id = card(phone, args).await?;
    let view = phone.spending(card_id.as_deref(), language).await?;
    let count = view.months.len();
    let Some(month) = view.months.first() else { return Ok(members(json!({"months": 0, "empty": view.empty}))) };
    let Some(total) = month.totals.first() else { return Ok(members(json!({"months": count, "none": month.none}))) };
    let group = total.groups.first().ok_or(Error::NotFound)?;
    let filter = TransactionFilter {
        card_id,
        group: kunci_core::spending::SpendingGroup::parse(&group.group),
        from_ms: Some(month.from_ms),
        until_ms: Some(month.until_ms),
        ..TransactionFilter::default()
    };
    let list = phone.transactions(&filter, None, language).await?.transactions;
    Ok(members(json!({
        "months": count, "currencies": month.totals.len(), "total": total.amount, "total_change": total.change,
        "groups": total.groups.len(), "group": group.group, "label": group.label, "amount": group.amount,
        "percent": group.percent, "percent_words": group.percent_words, "change": group.change,
        "spoken": group.spoken, "payments": list.len(),
    })))
}

/// How many, and the first.
async fn subscriptions(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    let view = phone.subscriptions(card(phone, args).await?.as_deref(), language).await?;
    let mut result = members(json!({
        "count": view.subscriptions.len(), "none": view.none, "block_does": view.block_does,
        "block_does_not": view.block_does_not,
    }));
    if let Some(first) = view.subscriptions.first() {
        result.extend(members(json!({
            "ending": first.ending, "merchant": first.merchant, "merchant_id": first.merchant_id,
            "cadence": first.cadence, "price": first.price, "before": first.before, "next": first.next,
            "since": first.since, "year": first.year, "state": first.state, "state_words": first.state_words,
            "declined": first.declined, "spoken": first.spoken,
        })));
    }
    Ok(result)
}

async fn card(phone: &Phone, args: &Args<'_>) -> Result<Option<String>> {
    args.only(&["ending"])?;
    Ok(if args.0.contains_key("ending") { Some(known(phone, args).await?) } else { None })
}
