//! The actions with a finger or face: begin, let the desktop's stand-in answer, finish.

use std::path::Path;

use kunci_adapters::{Finger, SoftwareBiometrics};
use kunci_core::operations::Operation;
use kunci_core::token::{BiometricAnswer, BiometricOutcome, BiometricPurpose, BiometricTask};
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::operations::{on_screen, view};
use super::phone::{Args, Refused, Result, members, otp, session, token};

/// Does the action if it is one of these. `shown` is the operation on the screen.
pub(super) async fn act(
    phone: &Phone,
    hardware: &Path,
    language: Language,
    action: &str,
    args: &Args<'_>,
    shown: &Option<Operation>,
) -> Option<Result<Map<String, Value>>> {
    Some(match action {
        "biometric_enable" => enable(phone, hardware, language, args).await,
        "biometric_sign_in" => ask(phone, hardware, language, args, Ok(BiometricPurpose::SignIn)).await,
        "biometric_otp" => ask(phone, hardware, language, args, Ok(BiometricPurpose::Otp)).await,
        "biometric_approve" => {
            let purpose = on_screen(shown).map(|shown| BiometricPurpose::Approve(Box::new(shown.clone())));
            ask(phone, hardware, language, args, purpose).await
        }
        "biometric_off" => off(phone, args).await,
        "add_finger" => add_finger(hardware, args),
        _ => return None,
    })
}

async fn enable(phone: &Phone, hardware: &Path, language: Language, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&["code", "finger"])?;
    prompt(phone, hardware, language, args, BiometricPurpose::Enable(args.code("code")?)).await
}

async fn ask(
    phone: &Phone,
    hardware: &Path,
    language: Language,
    args: &Args<'_>,
    purpose: Result<BiometricPurpose>,
) -> Result<Map<String, Value>> {
    args.only(&["finger"])?;
    prompt(phone, hardware, language, args, purpose?).await
}

async fn prompt(
    phone: &Phone,
    hardware: &Path,
    language: Language,
    args: &Args<'_>,
    purpose: BiometricPurpose,
) -> Result<Map<String, Value>> {
    let finger = finger(args)?;
    let host = SoftwareBiometrics::open(hardware).map_err(Error::from)?;
    let prompt = phone.begin_biometric(purpose).await?;
    let title = prompt.words(language).title;
    let answer: BiometricAnswer = match &prompt.task {
        // Exposed to the stand-in, as to a real host.
        BiometricTask::Wrap(key) => host.wrap(key.expose(), finger),
        BiometricTask::Unwrap(wrapped) => host.unwrap(wrapped, finger),
    };
    let mut result = match phone.finish_biometric(&prompt.id, answer).await? {
        BiometricOutcome::Enabled(view) => token(&view),
        BiometricOutcome::SignedIn(view) => session(&view),
        BiometricOutcome::Otp(made) => otp(&made),
        BiometricOutcome::Approved(approved) => view(phone, language, &approved)?,
    };
    result.insert("prompt".to_owned(), Value::from(title));
    Ok(result)
}

fn finger(args: &Args<'_>) -> Result<Finger> {
    match args.0.get("finger").map(|_| args.text("finger")).transpose()? {
        None => Ok(Finger::Right),
        Some("cancel") => Ok(Finger::Cancel),
        Some("locked_out") => Ok(Finger::LockedOut),
        Some("no_sensor") => Ok(Finger::NoSensor),
        Some(other) => Err(Refused::Step(format!("no finger does {other:?}"))),
    }
}

async fn off(phone: &Phone, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    Ok(token(&phone.biometrics_off().await?))
}

fn add_finger(hardware: &Path, args: &Args<'_>) -> Result<Map<String, Value>> {
    args.only(&[])?;
    SoftwareBiometrics::open(hardware).and_then(|host| host.add_finger()).map_err(Error::from)?;
    Ok(members(json!({})))
}
