//! The actions about operations and cards.

use std::time::Duration;

use kunci_core::Phone;
use kunci_core::cards::{Card, ControlsOutcome, ReceiptView};
use kunci_core::operations::{Operation, OperationView, PayeeDraft, ProfileField, RejectReason, TransferDraft};
use kunci_core::profile::NumberOutcome;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Refused, Result, members};

/// The bank's word on a question takes no longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does the action if it is one of these. `shown` is the operation on the screen.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
    shown: &mut Option<Operation>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "start_transfer" => start_transfer(phone, language, args, shown).await,
        "pending" => pending(phone, language, args, shown).await,
        "operations_changed" => operations_changed(phone, args).await,
        "approve" => approve(phone, language, args, shown).await,
        "reject" => reject(phone, language, args, shown).await,
        "operation" => operation(phone, language, args, shown).await,
        "start_payee" => start_payee(phone, language, args, shown).await,
        "start_profile_change" => start_profile_change(phone, language, args, shown).await,
        "in_progress" => in_progress(phone, language, args).await,
        "cards" => cards(phone, args).await,
        "card" => card(phone, args).await,
        "freeze" => freeze(phone, args).await,
        "unfreeze" => unfreeze(phone, language, args, shown).await,
        "set_limit" => set_limit(phone, language, args, shown).await,
        "change_password" => change_password(phone, language, args, shown).await,
        "not_me" => not_me(phone, args).await,
        "prove_number_change" => prove_number_change(phone, language, args, shown).await,
        _ => return None,
    })
}

pub(super) type Shown<'a> = &'a mut Option<Operation>;

async fn start_transfer(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["payee_name", "bank_code", "account", "minor", "currency", "exponent", "note"])?;
    let draft = TransferDraft {
        payee_name: args.text("payee_name")?.to_owned(),
        bank_code: args.text("bank_code")?.to_owned(),
        account: args.text("account")?.to_owned(),
        amount: money(args)?,
        note: args.text("note")?.to_owned(),
    };
    Ok(show(phone.start_transfer(&draft).await?, language, shown))
}

async fn pending(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let waiting = phone.pending_operations().await?;
    let count = waiting.len();
    let mut result = waiting.into_iter().next().map(|first| show(first, language, shown)).unwrap_or_default();
    result.insert("count".to_owned(), Value::from(count));
    Ok(result)
}

async fn operations_changed(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["after"])?;
    let counted = tokio::time::timeout(PATIENCE, phone.operations_changed(args.number("after")?)).await;
    let counted = counted.map_err(|_| Refused::Step("the bank said nothing of a question".to_owned()))??;
    Ok(members(json!({ "counted": counted })))
}

async fn approve(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["code"])?;
    view(phone, language, &phone.approve(on_screen(shown)?, &args.code("code")?).await?)
}

async fn reject(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["reason"])?;
    let reason = match args.text("reason")? {
        "mistake" => RejectReason::Mistake,
        "not-me" => RejectReason::NotMe,
        other => return Err(Refused::Step(format!("there is no reason {other:?}"))),
    };
    view(phone, language, &phone.reject(on_screen(shown)?, reason).await?)
}

async fn operation(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    view(phone, language, &phone.operation(&on_screen(shown)?.id()).await?)
}

async fn start_payee(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["payee_name", "bank_code", "account"])?;
    let draft = PayeeDraft {
        payee_name: args.text("payee_name")?.to_owned(),
        bank_code: args.text("bank_code")?.to_owned(),
        account: args.text("account")?.to_owned(),
    };
    Ok(show(phone.start_payee(&draft).await?, language, shown))
}

async fn start_profile_change(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["field", "new"])?;
    let field = match args.text("field")? {
        "address" => ProfileField::Address,
        "email" => ProfileField::Email,
        other => return Err(Refused::Step(format!("there is no field {other:?}"))),
    };
    Ok(show(phone.start_profile_change(field, args.text("new")?).await?, language, shown))
}

/// The newest one that is approved and not settled, and how many there are.
async fn in_progress(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.operations_in_progress().await?;
    let mut result = all.first().map(|first| view(phone, language, first)).transpose()?.unwrap_or_default();
    result.insert("count".to_owned(), Value::from(all.len()));
    Ok(result)
}

async fn cards(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let cards = phone.cards().await?;
    let endings: Vec<_> = cards.iter().map(|card| card.ending.as_str()).collect();
    Ok(members(json!({"count": cards.len(), "endings": endings.join(" ")})))
}

async fn card(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    let card = listed(phone, args).await?;
    let (limit, ceiling) = phone.payment_limit(&card)?;
    Ok(members(
        json!({"ending": card.ending, "frozen": card.is_frozen(), "state": card.state.name(), "limit_minor": limit.minor(), "ceiling_minor": ceiling.minor()}),
    ))
}

async fn freeze(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(receipt(&phone.freeze_card(&known(phone, args).await?).await?))
}

async fn unfreeze(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(show(phone.unfreeze_card(&known(phone, args).await?).await?, language, shown))
}

async fn set_limit(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending", "minor", "currency", "exponent"])?;
    let card = listed(phone, args).await?;
    Ok(outcome(phone.set_card_limit(&card, money(args)?).await?, language, shown))
}

/// Done, or to be approved.
pub(super) fn outcome(outcome: ControlsOutcome, language: Language, shown: Shown<'_>) -> Map<String, Value> {
    match outcome {
        ControlsOutcome::Done(done) => with_done(receipt(&done), true),
        ControlsOutcome::NeedsApproval(operation) => with_done(show(*operation, language, shown), false),
    }
}

async fn change_password(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["old", "new"])?;
    let secret = |name: &str| Ok::<_, Refused>(SecretBytes::from_slice(args.text(name)?.as_bytes()));
    Ok(show(phone.change_password(secret("old")?, secret("new")?).await?, language, shown))
}

async fn not_me(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["code"])?;
    let code = args.0.get("code").map(|_| args.code("code")).transpose()?;
    let said = phone.not_me(code.as_ref()).await?;
    Ok(members(json!({"probation_until_ms": said.probation_until_ms, "suspended": said.suspended})))
}

async fn prove_number_change(
    phone: &Phone,
    language: Language,
    args: &Args<'_>,
    shown: Shown<'_>,
) -> Result<Map<String, Value>> {
    args.only(&["otp", "hardware_otp"])?;
    let hardware_otp = args.0.get("hardware_otp").map(|_| args.code("hardware_otp")).transpose()?;
    Ok(match phone.prove_number_change(&args.code("otp")?, hardware_otp.as_ref()).await? {
        NumberOutcome::NeedsApproval(operation) => {
            let mut result = show(*operation, language, shown);
            result.insert("waits".to_owned(), Value::from(false));
            result
        }
        NumberOutcome::Waits(change) => {
            members(json!({"waits": true, "change_id": change.change_id, "number": change.number}))
        }
    })
}

fn with_done(mut result: Map<String, Value>, done: bool) -> Map<String, Value> {
    result.insert("done".to_owned(), Value::from(done));
    result
}

pub(super) fn money(args: &Args<'_>) -> Result<Money> {
    let money = Money::new(args.number("minor")?, args.text("currency")?, args.number("exponent")?);
    Ok(money.map_err(|_| kunci_core::Error::AmountInvalid)?)
}

pub(super) fn show(operation: Operation, language: Language, shown: Shown<'_>) -> Map<String, Value> {
    let lines: Vec<_> =
        operation.lines(language).into_iter().map(|line| format!("{}: {}", line.label, line.value)).collect();
    let result =
        json!({"operation_id": operation.id(), "title": operation.title(language), "shown": lines.join(" · ")});
    *shown = Some(operation);
    members(result)
}

pub(super) fn on_screen(shown: &Option<Operation>) -> Result<&Operation> {
    shown.as_ref().ok_or_else(|| Refused::Step("no operation is on the screen".to_owned()))
}

pub(super) fn view(phone: &Phone, language: Language, view: &OperationView) -> Result<Map<String, Value>> {
    let receipt = view.receipt.as_ref();
    let words = phone.operation_words(view, language)?;
    Ok(members(json!({
        "operation_id": view.operation_id, "kind": view.kind, "stage": view.stage.as_str(), "reference": view.reference,
        "effective_ms": view.effective_ms,
        "answered_by": view.answered_by, "late": words.late, "words": format!("{}. {}", words.state, words.detail),
        "has_deadline": view.deadline_ms.is_some(),
        "receipt_action": receipt.map(|receipt| &receipt.action), "frozen": receipt.map(|receipt| receipt.frozen),
    })))
}

pub(super) fn receipt(receipt: &ReceiptView) -> Map<String, Value> {
    members(
        json!({"action": receipt.action, "frozen": receipt.frozen, "sequence": receipt.sequence, "effective_ms": receipt.effective_ms}),
    )
}

pub(super) async fn listed(phone: &Phone, args: &Args<'_>) -> Result<Card> {
    let ending = args.text("ending")?;
    let cards = phone.cards().await?;
    Ok(cards.into_iter().find(|card| card.ending == ending).ok_or(kunci_core::Error::NotFound)?)
}

/// By name, without a network: as a customer does who is offline or locked.
pub(super) async fn known(phone: &Phone, args: &Args<'_>) -> Result<String> {
    let ending = args.text("ending")?;
    let cards = phone.known_cards().await?;
    let card = cards.into_iter().find(|card| card.ending == ending).ok_or(kunci_core::Error::NotFound)?;
    Ok(card.card_id.to_string())
}
