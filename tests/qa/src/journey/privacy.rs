//! The actions about privacy.

use kunci_core::Phone;
use kunci_core::privacy::{ConsentView, StoredView};
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::phone::{Args, Refused, Result, members};

/// Does the action if it is one of these.
pub(super) async fn act(
    phone: &Phone,
    language: Language,
    action: &str,
    args: &Args<'_>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "stored" => stored(phone, language, args).await,
        "export" => export(phone, args).await,
        "erase" => erase(phone, language, args).await,
        "consents" => consents(phone, language, args).await,
        "set_consent" => set_consent(phone, language, args).await,
        _ => return None,
    })
}

/// How many of each kind.
async fn stored(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(counts(&phone.stored(language).await?))
}

fn counts(kept: &[StoredView]) -> Map<String, Value> {
    kept.iter().map(|kept| (kept.kind.replace('-', "_"), json!(kept.count))).collect()
}

/// The file's format, and whether a word of it can be read without the passphrase.
async fn export(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["passphrase", "word"])?;
    let file = phone.export(SecretBytes::from_slice(args.text("passphrase")?.as_bytes())).await?;
    let word = args.text("word")?;
    let sealed: Value = serde_json::from_str(&file).map_err(|error| Refused::Step(error.to_string()))?;
    Ok(members(json!({"format": sealed["format"], "readable": file.contains(word)})))
}

async fn erase(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["code"])?;
    let code = args.0.get("code").map(|_| args.code("code")).transpose()?;
    let erased = phone.erase(code.as_ref(), language).await?;
    let mut left = counts(&erased.left);
    left.insert("done".to_owned(), json!(erased.done));
    Ok(left)
}

async fn consents(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(said(&phone.consents(language).await?))
}

async fn set_consent(phone: &Phone, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["kind", "version", "given"])?;
    let given = args.flag("given")?;
    let (kind, version) = (args.text("kind")?, args.number::<u32>("version")?);
    Ok(said(&phone.set_consent(kind, version, given, language).await?))
}

/// By its name: "open" or "given 2".
fn said(consents: &[ConsentView]) -> Map<String, Value> {
    let word = |consent: &ConsentView| match (consent.given, consent.said_version) {
        (true, _) => format!("given {}", consent.version),
        (false, Some(version)) => format!("not given, said to {version}"),
        (false, None) => "open".to_owned(),
    };
    consents.iter().map(|consent| (consent.kind.clone(), json!(word(consent)))).collect()
}
