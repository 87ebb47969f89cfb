//! The actions without a network: codes by QR and by typing, freezing by telephone, the proof of a caller.

use kunci_core::Phone;
use kunci_core::offline::{OfflineCode, Scan, TypedTransfer};
use kunci_core::operations::Operation;
use kunci_domain::operations::Kind;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::operations::{Shown, known, money, on_screen, show};
use super::phone::{Args, Refused, Result, members};

/// Does the action if it is one of these. `shown` is the operation on the screen.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
    shown: &mut Option<Operation>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "read_scan" => read_scan(phone, language, args, shown).await,
        "qr_code" => qr_code(phone, args, shown).await,
        "typed_code" => typed_code(phone, args).await,
        "freeze_code" => freeze_code(phone, args).await,
        "start_caller_check" => start_caller_check(phone, args).await,
        "finish_caller_check" => finish_caller_check(phone, args).await,
        _ => return None,
    })
}

async fn read_scan(phone: &Phone, language: Language, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["text"])?;
    let scan = phone.read_scan(args.text("text")?).await?;
    let told = scan.explain(language).map(|told| format!("{}. {} {}", told.title, told.body, told.action));
    let (sort, mut result) = match scan {
        Scan::Approval(operation) => ("approval", show(*operation, language, shown)),
        Scan::Enrolment => ("enrolment", Map::new()),
        Scan::PaymentCode => ("payment-code", Map::new()),
        Scan::Unknown => ("unknown", Map::new()),
    };
    result.insert("scan".to_owned(), Value::from(sort));
    result.insert("told".to_owned(), Value::from(told));
    Ok(result)
}

async fn qr_code(phone: &Phone, args: &Args<'_>, shown: Shown<'_>) -> Result<Map<String, Value>> {
    args.only(&["code"])?;
    Ok(code(&phone.qr_code(on_screen(shown)?, &args.code("code")?).await?))
}

async fn typed_code(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["kind", "bank_code", "account", "minor", "currency", "exponent", "code"])?;
    let kind = args.text("kind")?;
    let typed = TypedTransfer {
        kind: Kind::parse(kind).ok_or_else(|| Refused::Step(format!("there is no kind {kind:?}")))?,
        bank_code: args.text("bank_code")?.to_owned(),
        account: args.text("account")?.to_owned(),
        amount: money(args)?,
    };
    Ok(code(&phone.typed_code(&typed, &args.code("code")?).await?))
}

async fn freeze_code(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["ending"])?;
    Ok(code(&phone.freeze_code(&known(phone, args).await?).await?))
}

async fn start_caller_check(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let check = phone.start_caller_check().await?;
    Ok(members(json!({"challenge": check.challenge, "seconds": check.seconds})))
}

async fn finish_caller_check(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["employee_id", "purpose", "answer"])?;
    let (employee, purpose) = (args.text("employee_id")?, args.text("purpose")?);
    let caller = phone.finish_caller_check(employee, purpose, args.text("answer")?).await?;
    Ok(members(json!({"employee_id": caller.employee_id, "purpose": caller.purpose})))
}

fn code(code: &OfflineCode) -> Map<String, Value> {
    // Exposed to the journey, as to the customer's eyes.
    members(json!({"code": String::from_utf8_lossy(code.code.expose()), "valid_until_ms": code.valid_until_ms}))
}
