//! The actions about disputes.

use kunci_core::disputes::{DisputeReason, DisputeView, DraftView, EvidenceKind};
use kunci_core::transactions::{TransactionFilter, TransactionView};
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Result, members};

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "dispute_reasons" => reasons(phone, language, args).await,
        "start_dispute" => start(phone, language, args).await,
        "word_dispute" => word(phone, language, args).await,
        "attach_evidence" => attach(phone, language, args).await,
        "detach_evidence" => detach(phone, language, args).await,
        "dispute_drafts" => drafts(phone, language, args).await,
        "discard_dispute" => discard(phone, args).await,
        "submit_dispute" => submit(phone, language, args).await,
        "disputes" => disputes(phone, language, args).await,
        "add_dispute_evidence" => add(phone, language, args).await,
        "withdraw_dispute" => withdraw(phone, language, args).await,
        _ => return None,
    })
}

/// How many go with the newest payment at a merchant, their names, and what the first of them needs.
async fn reasons(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["merchant"])?;
    let payment = newest(phone, language, args).await?;
    let all = phone.dispute_reasons(&payment.transaction_id, payment.at_ms, language).await?;
    let names: Vec<_> = all.iter().map(|reason| reason.reason.as_str()).collect();
    let needy = all.iter().filter(|reason| reason.wants.iter().any(|wanted| wanted.needed));
    let needy: Vec<_> = needy.map(|reason| reason.reason.as_str()).collect();
    Ok(members(json!({"count": names.len(), "reasons": names.join(" "), "need_evidence": needy.join(" ")})))
}

async fn start(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["merchant", "reason"])?;
    let reason = DisputeReason::parse(args.text("reason")?).ok_or(Error::NotFound)?;
    let payment = newest(phone, language, args).await?;
    Ok(draft(&phone.start_dispute(&payment.transaction_id, payment.at_ms, reason, language).await?))
}

async fn word(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["draft_id", "statement"])?;
    Ok(draft(&phone.word_dispute(args.text("draft_id")?, args.text("statement")?, language).await?))
}

async fn attach(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["draft_id", "kind", "content"])?;
    let (kind, content) = (kind(args)?, args.text("content")?.as_bytes().to_vec());
    Ok(draft(&phone.attach_evidence(args.text("draft_id")?, kind, content, language).await?))
}

async fn detach(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["draft_id", "digest"])?;
    Ok(draft(&phone.detach_evidence(args.text("draft_id")?, args.text("digest")?, language).await?))
}

/// How many, and the newest.
async fn drafts(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.dispute_drafts(language).await?;
    let mut result = all.last().map(draft).unwrap_or_default();
    result.insert("count".to_owned(), all.len().into());
    Ok(result)
}

async fn discard(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["draft_id"])?;
    phone.discard_dispute(args.text("draft_id")?).await?;
    Ok(Map::new())
}

async fn submit(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["draft_id"])?;
    Ok(dispute(&phone.submit_dispute(args.text("draft_id")?, language).await?))
}

/// How many, and the newest.
async fn disputes(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    let all = phone.disputes(language).await?;
    let mut result = all.first().map(dispute).unwrap_or_default();
    result.insert("count".to_owned(), all.len().into());
    Ok(result)
}

async fn add(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["dispute_id", "kind", "content"])?;
    let (kind, content) = (kind(args)?, args.text("content")?.as_bytes().to_vec());
    Ok(dispute(&phone.add_dispute_evidence(args.text("dispute_id")?, kind, content, language).await?))
}

async fn withdraw(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["dispute_id"])?;
    Ok(dispute(&phone.withdraw_dispute(args.text("dispute_id")?, language).await?))
}

fn kind(args: &Args<'_>) -> Result<EvidenceKind> {
    Ok(EvidenceKind::parse(args.text("kind")?).ok_or(Error::NotFound)?)
}

/// The newest payment at a merchant.
async fn newest(phone: &Phone, language: Language, args: &Args<'_>) -> Result<TransactionView> {
    let search = Some(args.text("merchant")?.to_owned());
    let filter = TransactionFilter { search, ..TransactionFilter::default() };
    let page = phone.transactions(&filter, None, language).await?;
    Ok(page.transactions.into_iter().next().ok_or(Error::NotFound)?)
}

fn draft(view: &DraftView) -> Map<String, Value> {
    let wants: Vec<_> = view.wants.iter().map(|wanted| wanted.kind.as_str()).collect();
    let last = view.evidence.last();
    members(json!({
        "draft_id": view.draft_id, "merchant": view.merchant, "amount": view.amount, "reason": view.reason,
        "reason_words": view.reason_words, "statement": view.statement, "sent": view.sent,
        "state_words": view.state_words, "wants": wants.join(" "), "evidence": view.evidence.len(),
        "digest": last.map(|piece| &piece.digest), "form": last.map(|piece| &piece.form),
    }))
}

fn dispute(view: &DisputeView) -> Map<String, Value> {
    members(json!({
        "dispute_id": view.dispute_id, "merchant": view.merchant, "amount": view.amount, "reason": view.reason,
        "statement": view.statement, "evidence": view.evidence, "state": view.state,
        "state_words": view.state_words, "is_open": view.is_open, "steps": view.steps.len(),
        "answer_by": view.answer_by, "extended": view.extended, "bank_says": view.bank_says,
        "returned": view.returned, "right": view.right, "right_title": view.right_title,
        "right_body": view.right_body, "right_action": view.right_action,
    }))
}
