//! The actions about a card's controls and payments.

use std::time::Duration;

use kunci_core::cards::{Change, Closing, WalletTokenView, alert_change, limit_change, receipts_file, trip_change};
use kunci_core::spending::SpendingGroup;
use kunci_core::transactions::{Intended, TransactionFilter, TransactionState, TransactionView};
use kunci_core::{Error, Phone};
use kunci_domain::cards::category::CategoryGroup;
use kunci_domain::cards::limit::Cap;
use kunci_domain::cards::place::{Channel, Country, Merchant, Place};
use kunci_domain::moments;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::amount;
use super::operations::{Shown, known, listed, money, on_screen, outcome, receipt, show};
use super::phone::{Args, Refused, Result, members};
use super::virtual_card;

/// The bank's word on a payment takes no longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Option<Result<Map<String, Value>>> {
    let change = match action {
        "change_limit" => limit(args),
        "switch_channel" => channel(args),
        "block_category" => category(args),
        "block_country" => country(args),
        "block_merchant" => merchant(args),
        "set_alert" => alert(args),
        "add_trip" => trip(phone, args, true),
        "cancel_trip" => trip(phone, args, false),
        "card_alerts" => return Some(card_alerts(phone, language, args).await),
        "card_trips" => return Some(card_trips(phone, language, args).await),
        "cancel_raise" => return Some(cancel_raise(phone, args).await),
        "report_card" => return Some(report_card(phone, args).await),
        "activate_card" => return Some(activate_card(phone, language, args, shown).await),
        "replace_card" => return Some(replace_card(phone, language, args, shown).await),
        "order_virtual_card" => return Some(virtual_card::order(phone, language, args, shown).await),
        "read_amount" => return Some(amount::read(args)),
        "close_card" => return Some(virtual_card::close(phone, args).await),
        "virtual_card" => return Some(virtual_card::named(phone, language, args).await),
        "reveal_card" => return Some(reveal_card(phone, language, args, shown).await),
        "wallet_tokens" => return Some(wallet_tokens(phone, language, args).await),
        "suspend_wallet" | "remove_wallet" => return Some(stop_wallet(phone, language, action, args).await),
        "resume_wallet" => return Some(resume_wallet(phone, language, args, shown).await),
        "card_details" => return Some(card_details(phone, args, shown).await),
        "set_pin" => return Some(set_pin(phone, language, args, shown).await),
        "controls" => return Some(controls(phone, language, args).await),
        "receipts" => return Some(receipts(phone, args).await),
        "kept_receipts" => return Some(kept_receipts(phone, args).await),
        "commands" => return Some(commands(phone, language, args).await),
        "send_commands" => return Some(send_commands(phone, args).await),
        "repeat_command" => return Some(repeat_command(phone, args).await),
        "dismiss_command" => return Some(dismiss_command(phone, args).await),
        "transactions" => return Some(transactions(phone, language, args).await),
        "preflight" => return Some(preflight(phone, language, args).await),
        "try_limit" => return Some(try_limit(phone, language, args).await),
        "payments_changed" => return Some(payments_changed(phone, args).await),
        "why_declined" => return Some(why_declined(phone, language, args).await),
        _ => return None,
    };
    Some(match change {
        Ok(change) => changed(phone, language, args, shown, change).await,
        Err(refused) => Err(refused),
    })
}

async fn changed(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
    change: Change,
) -> Result<Map<String, Value>> {
    let card = listed(phone, args).await?;
    Ok(outcome(phone.change_card(&card, &[change]).await?, language, shown))
}

/// To an amount, to nothing (`blocked`), or to the bank's most (neither).
fn limit(args: &Args<'_>) -> Result<Change> {
    args.only(&["ending", "limit", "minor", "currency", "exponent", "blocked", "until_ms"])?;
    let value = match (args.0.contains_key("minor"), args.0.contains_key("blocked")) {
        (true, _) => Some(Cap::AtMost(money(args)?)),
        (false, true) => Some(Cap::Blocked),
        (false, false) => None,
    };
    let until_ms = args.0.get("until_ms").map(|_| args.number("until_ms")).transpose()?;
    Ok(limit_change(args.text("limit")?.to_owned(), value, until_ms)?)
}

fn channel(args: &Args<'_>) -> Result<Change> {
    args.only(&["ending", "channel", "place", "on"])?;
    let channel = Channel::parse(args.text("channel")?).ok_or(Error::ChangeInvalid)?;
    let place = Place::parse(args.text("place")?).ok_or(Error::ChangeInvalid)?;
    Ok(Change::Channel { channel, place, on: flag(args, "on") })
}

fn category(args: &Args<'_>) -> Result<Change> {
    args.only(&["ending", "group", "blocked"])?;
    let group = CategoryGroup::parse(args.text("group")?).ok_or(Error::ChangeInvalid)?;
    Ok(Change::Category { group, blocked: flag(args, "blocked") })
}

fn country(args: &Args<'_>) -> Result<Change> {
    args.only(&["ending", "country", "blocked"])?;
    let country = Country::new(args.text("country")?).map_err(|_| Error::ChangeInvalid)?;
    Ok(Change::Country { country, blocked: flag(args, "blocked") })
}

fn merchant(args: &Args<'_>) -> Result<Change> {
    args.only(&["ending", "id", "name", "blocked"])?;
    let merchant = Merchant::new(args.text("id")?, args.text("name")?).map_err(|_| Error::ChangeInvalid)?;
    Ok(Change::Merchant { merchant, blocked: flag(args, "blocked") })
}

/// From an amount on, of every one (`told` without an amount), or not at all.
fn alert(args: &Args<'_>) -> Result<Change> {
    args.only(&["ending", "of", "told", "minor", "currency", "exponent"])?;
    let least = args.0.contains_key("minor").then(|| money(args)).transpose()?;
    Ok(alert_change(args.text("of")?, flag(args, "told"), least)?)
}

/// So many days from now on and until, or as `from` and `until` say.
fn trip(phone: &Phone, args: &Args<'_>, on: bool) -> Result<Change> {
    args.only(&["ending", "from_days", "until_days", "from", "until", "countries"])?;
    let day = |name: &str| match args.0.contains_key(name) {
        true => args.text(name).map(str::to_owned),
        false => Ok(phone.day_from_now(args.number(&format!("{name}_days"))?)?),
    };
    let countries: Vec<_> = args.text("countries")?.split_whitespace().map(str::to_owned).collect();
    Ok(trip_change(&day("from")?, &day("until")?, &countries, on)?)
}

/// Where the customer travels.
async fn card_trips(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    let card = listed(phone, args).await?;
    let trips = phone.card_controls(&card, language)?.trips;
    let countries: Vec<_> = trips.iter().map(|trip| trip.countries.join(" ")).collect();
    let warnings: Vec<_> = trips.iter().map(|trip| trip.warning.as_str()).collect();
    Ok(members(json!({
        "count": trips.len(), "countries": countries.join(" | "), "warnings": warnings.join(" | "),
        "words": trips.first().map(|trip| &trip.words),
    })))
}

/// Of which payments the customer is told.
async fn card_alerts(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    let card = listed(phone, args).await?;
    let alerts = phone.card_controls(&card, language)?.alerts;
    let told: Vec<_> = alerts.iter().filter(|one| one.on).map(|one| format!("{}: {}", one.label, one.value)).collect();
    Ok(members(json!({ "count": alerts.len(), "told": told.join(" | ") })))
}

fn flag(args: &Args<'_>, name: &str) -> bool {
    args.0.get(name) == Some(&Value::Bool(true))
}

async fn cancel_raise(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending", "limit"])?;
    Ok(receipt(&phone.cancel_raise(&known(phone, args).await?, args.text("limit")?).await?))
}

async fn report_card(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending", "loss"])?;
    let loss = Closing::parse(args.text("loss")?).ok_or(Error::ChangeInvalid)?;
    Ok(receipt(&phone.report_card(&known(phone, args).await?, loss).await?))
}

async fn activate_card(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(show(phone.activate_card(&known(phone, args).await?).await?, language, shown))
}

async fn replace_card(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(show(phone.replace_card(&known(phone, args).await?).await?, language, shown))
}

async fn reveal_card(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(show(phone.reveal_card(&known(phone, args).await?).await?, language, shown))
}

async fn wallet_tokens(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(wallets(&phone.wallet_tokens(&known(phone, args).await?, language).await?))
}

async fn stop_wallet(phone: &Phone, language: Language, action: &str, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["token_id"])?;
    let token = args.text("token_id")?;
    let view = match action {
        "suspend_wallet" => phone.suspend_wallet_token(token, language).await?,
        _ => phone.remove_wallet_token(token, language).await?,
    };
    Ok(wallets(&[view]))
}

async fn resume_wallet(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["token_id"])?;
    Ok(show(phone.resume_wallet_token(args.text("token_id")?).await?, language, shown))
}

fn wallets(tokens: &[WalletTokenView]) -> Map<String, Value> {
    let states: Vec<_> = tokens.iter().map(|token| token.state.as_str()).collect();
    let words = tokens.first().map(|token| &token.words);
    members(json!({ "count": tokens.len(), "states": states.join(" "), "words": words }))
}

/// What the screen shows of the card whose reveal was approved: of the number only how long it is, and that it is the card's.
async fn card_details(phone: &Phone, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let details = phone.card_details(&on_screen(shown)?.id()).await?;
    let shown = details.expose()?;
    Ok(members(json!({
        "ending": details.ending(), "digits": shown.number.len(), "code_digits": shown.code.len(),
        "fits": shown.number.ends_with(details.ending().as_bytes()), "brief": (1..=60).contains(&details.seconds_left()),
    })))
}

async fn set_pin(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending", "pin", "repeat"])?;
    let (pin, repeat) = (args.code("pin")?, args.code("repeat")?);
    Ok(show(phone.set_card_pin(&known(phone, args).await?, &pin, &repeat).await?, language, shown))
}

/// One limit in words, and what is switched off or blocked.
async fn controls(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending", "limit"])?;
    let card = listed(phone, args).await?;
    let view = phone.card_controls(&card, language)?;
    let wanted = args.text("limit")?;
    let limit = view.limits.iter().find(|limit| limit.name == wanted).ok_or(Error::NotFound)?;
    let off: Vec<_> = view.switches.iter().filter(|switch| !switch.on).map(|switch| switch.label.as_str()).collect();
    let blocked = view.categories.iter().filter(|category| category.blocked).map(|category| category.label.as_str());
    let merchants = view.blocked_merchants.iter().map(|merchant| merchant.name.as_str());
    let blocked: Vec<_> = blocked.chain(view.blocked_countries.iter().map(String::as_str)).chain(merchants).collect();
    Ok(members(json!({
        "label": limit.label, "in_force_minor": limit.in_force.minor(), "cooling_off": limit.cooling_off,
        "note": limit.note, "off": off.join(" | "), "blocked": blocked.join(" | "), "limits": view.limits.len(),
    })))
}

/// How many, what for, and whether the exported file holds them all and proves them by itself, as no changed one does.
async fn receipts(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.card_receipts().await?;
    let exported = phone.export_card_receipts().await?;
    let actions: Vec<_> = all.iter().map(|receipt| receipt.action.as_str()).collect();
    let (holding, unproved): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|receipt| receipt.proved);
    let fits = |file: receipts_file::VerifiedReceipts| file.receipts == holding && file.unproved == unproved.len();
    let proved = receipts_file::verify(&exported).is_ok_and(fits);
    let turned = exported.replace("\"frozen\": true", "\"frozen\": false");
    let complete = proved && (turned == exported || receipts_file::verify(&turned).is_err());
    Ok(members(json!({
        "count": all.len(), "actions": actions.join(" "), "exported": complete, "unproved": unproved.len(),
    })))
}

/// How many this phone keeps, and what for.
async fn kept_receipts(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.kept_receipts().await?;
    let actions: Vec<_> = all.iter().map(|receipt| receipt.action.as_str()).collect();
    let unproved = all.iter().filter(|receipt| !receipt.proved).count();
    Ok(members(json!({"count": all.len(), "actions": actions.join(" "), "unproved": unproved})))
}

/// How many, the states of all, and the newest in words.
async fn commands(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.card_commands(language).await?;
    let states: Vec<_> = all.iter().map(|command| format!("{} {}", command.action, command.state)).collect();
    let newest = all.first();
    Ok(members(json!({
        "count": all.len(), "states": states.join(" | "),
        "command_id": newest.map(|command| &command.command_id), "title": newest.map(|command| &command.title),
        "state_words": newest.map(|command| &command.state_words), "detail": newest.map(|command| &command.detail),
        "asks": newest.map(|command| command.asks),
    })))
}

async fn send_commands(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let actions: Vec<_> = phone.send_commands().await?.into_iter().map(|receipt| receipt.action).collect();
    Ok(members(json!({"confirmed": actions.len(), "actions": actions.join(" ")})))
}

async fn repeat_command(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["command_id"])?;
    Ok(receipt(&phone.repeat_command(args.text("command_id")?).await?))
}

async fn dismiss_command(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["command_id"])?;
    phone.dismiss_command(args.text("command_id")?).await?;
    Ok(Map::new())
}

/// The first page: how many, whether there is more, and the newest in words.
async fn transactions(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[
        "ending",
        "state",
        "search",
        "group",
        "after",
        "from_minor",
        "to_minor",
        "currency",
        "exponent",
        "first_day",
        "last_day",
        "first_days",
        "last_days",
    ])?;
    let given = |name: &str| args.0.get(name).map(|_| args.text(name).map(str::to_owned)).transpose();
    let states = match given("state")? {
        Some(state) => vec![TransactionState::parse(&state).ok_or(Error::NotFound)?],
        None => Vec::new(),
    };
    let card_id = match args.0.contains_key("ending") {
        true => Some(known(phone, args).await?),
        false => None,
    };
    let group = given("group")?.map(|group| SpendingGroup::parse(&group).ok_or(Error::NotFound)).transpose()?;
    let (amount_from, amount_to) = (end(args, "from_minor")?, end(args, "to_minor")?);
    let search = given("search")?;
    // As it is typed, or so many days from today.
    let day = |name: &str| match args.0.contains_key(&format!("{name}s")) {
        true => Ok::<_, Refused>(phone.day_from_now(args.number(&format!("{name}s"))?)?),
        false => Ok(given(name)?.unwrap_or_default()),
    };
    let (from_ms, until_ms) = moments::days(&day("first_day")?, &day("last_day")?).map_err(|_| Error::DaysInvalid)?;
    let filter = TransactionFilter { card_id, states, search, group, amount_from, amount_to, from_ms, until_ms };
    let page = phone.transactions(&filter, given("after")?.as_deref(), language).await?;
    let mut result = page.transactions.first().map(payment).unwrap_or_default();
    result.insert("count".to_owned(), page.transactions.len().into());
    result.insert("next".to_owned(), page.next.into());
    Ok(result)
}

/// One end of a range of amounts, if it is given; in rupiah unless said otherwise.
fn end(args: &Args<'_>, name: &str) -> Result<Option<Money>> {
    if !args.0.contains_key(name) {
        return Ok(None);
    }
    let currency = if args.0.contains_key("currency") { args.text("currency")? } else { "IDR" };
    let exponent: u8 = if args.0.contains_key("exponent") { args.number("exponent")? } else { 2 };
    Ok(Some(Money::new(args.number(name)?, currency, exponent).map_err(|_| Error::AmountInvalid)?))
}

/// The bank says that something was paid.
async fn payments_changed(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["after"])?;
    let counted = tokio::time::timeout(PATIENCE, phone.payments_changed(args.number("after")?)).await;
    let counted = counted.map_err(|_| Refused::Step("the bank said nothing of a payment".to_owned()))??;
    Ok(members(json!({ "counted": counted })))
}

fn payment(view: &TransactionView) -> Map<String, Value> {
    members(json!({
        "merchant": view.merchant, "amount": view.amount, "original": view.original, "refunded": view.refunded,
        "state": view.state.name(), "state_words": view.state_words, "category": view.category,
        "channel": view.channel, "country": view.country,
        "reason": view.declined.as_ref().map(|declined| &declined.reason),
    }))
}

async fn preflight(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending", "minor", "currency", "exponent", "channel", "country"])?;
    let intended = Intended {
        amount: money(args)?,
        channel: Channel::parse(args.text("channel")?).ok_or(Error::ChangeInvalid)?,
        country: Country::new(args.text("country")?).map_err(|_| Error::ChangeInvalid)?,
        category: None,
        merchant: None,
    };
    let view = phone.preflight(&known(phone, args).await?, &intended, language).await?;
    Ok(members(json!({
        "passes": view.passes, "words": view.words, "reason": view.why.as_ref().map(|why| &why.reason),
        "body": view.why.as_ref().map(|why| &why.body),
    })))
}

/// What another value of a limit would have stopped.
async fn try_limit(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    let change = limit(args)?;
    let view = phone.try_controls(&known(phone, args).await?, &[change], language).await?;
    let newest = view.transactions.first();
    Ok(members(json!({
        "tried": view.tried, "stopped": view.stopped, "words": view.words,
        "newest": newest.map(|payment| &payment.merchant),
        "reason": newest.and_then(|payment| payment.declined.as_ref()).map(|why| &why.reason),
    })))
}

async fn why_declined(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    let (why, payment) = phone.why_declined(&known(phone, args).await?, language).await?;
    Ok(members(json!({
        "reason": why.reason, "title": why.title, "body": why.body, "action": why.action, "next": why.next.name(),
        "disclosure": why.disclosure.name(), "merchant": payment.map(|payment| payment.merchant),
    })))
}
