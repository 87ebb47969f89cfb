//! How a customer goes on, as the app leads her: from whatever state the phone is in to a working token.

use kunci_core::Error;
use kunci_core::operations::TransferDraft;
use kunci_core::token::{EnrolmentMethod, TokenStage, TokenView};
use kunci_crypto::SecretDigits;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::money::Money;
use serde_json::json;

use crate::world::{PASSWORD, USER, World};

/// Passes that a customer may need after any two faults. More would mean that she is led in a circle.
const PASSES: u32 = 8;

pub(crate) fn digits(code: &str) -> Result<SecretDigits, String> {
    SecretDigits::from_ascii(code.as_bytes()).map_err(|error| error.to_string())
}

/// What came of one pass: done, not done yet, or what the app said. Outside of it: what no app would do.
pub(crate) type Pass<T> = Result<Result<Option<T>, Error>, String>;

/// Goes on until the token of this phone works.
///
/// `check` runs after every pass, whatever state that left behind.
pub(crate) async fn enrol_until_active(
    world: &mut World,
    index: usize,
    check: impl Fn(&World) -> Result<(), String>,
) -> Result<TokenView, String> {
    let works = |view: TokenView| (view.stage == TokenStage::Active).then_some(view);
    until(world, index, check, async |world| Ok(enrol_once(world, index).await?.map(works))).await
}

/// Does it again until it is done. Every fault is met as a customer meets it: try again; if the process died, open the app again; if
/// there is no session, sign in.
pub(crate) async fn until<T>(
    world: &mut World,
    index: usize,
    check: impl Fn(&World) -> Result<(), String>,
    pass: impl AsyncFn(&mut World) -> Pass<T>,
) -> Result<T, String> {
    let mut met = Vec::new();
    for _ in 0..PASSES {
        let outcome = pass(world).await?;
        let over = world.bury(index);
        check(world)?;
        match outcome {
            // What a killed process would have said, nobody heard.
            _ if over => met.push("killed"),
            Ok(Some(done)) => return Ok(done),
            Ok(None) => met.push("not yet"),
            Err(error) if expected(&error) => met.push(error.code()),
            Err(error) => return Err(format!("after {met:?} an honest customer was told: {}", error.code())),
        }
    }
    Err(format!("not done after {met:?}"))
}

/// What may be said to somebody who did nothing wrong.
fn expected(error: &Error) -> bool {
    matches!(
        error,
        Error::Offline
            | Error::OutcomeUnknown
            | Error::NotSignedIn
            | Error::SessionEnded
            | Error::NoEnrolment
            | Error::SmsAlreadySent
            | Error::SmsLimit { .. }
            | Error::EnrolmentClosed
            | Error::CodeChangeUnknown
            | Error::CodeChangeClosed
            | Error::DiskFailed
    )
}

/// One pass, up to the first thing that goes wrong.
async fn enrol_once(world: &mut World, index: usize) -> Result<Result<TokenView, Error>, String> {
    let code = digits(world.phones[index].code)?;
    let stage = match world.app(index)?.token().await {
        Ok(view) if view.stage == TokenStage::Active => return Ok(Ok(view)),
        Ok(view) => view.stage,
        Err(error) => return Ok(Err(error)),
    };
    if stage == TokenStage::Pending {
        let resumed = world.app(index)?.resume_enrolment(Some(&code)).await;
        if resumed != Err(Error::NotSignedIn) {
            return Ok(resumed);
        }
        if let Err(error) = sign_in(world, index).await? {
            return Ok(Err(error));
        }
        return Ok(world.app(index)?.resume_enrolment(Some(&code)).await);
    }
    // The furthest screen first: it says itself when its turn has not come.
    match world.app(index)?.choose_code(&code, &code).await {
        Err(Error::NotSignedIn) => {
            if let Err(error) = sign_in(world, index).await? {
                return Ok(Err(error));
            }
        }
        Err(Error::NoEnrolment) => {}
        outcome => return Ok(outcome),
    }
    match prove(world, index).await? {
        Err(Error::NoEnrolment) => {}
        Err(error) => return Ok(Err(error)),
        Ok(()) => return Ok(world.app(index)?.choose_code(&code, &code).await),
    }
    match world.app(index)?.begin_enrolment(EnrolmentMethod::Sms).await {
        // One SMS for each sign-in: the app offers to sign in again.
        Err(Error::SmsAlreadySent) => return Ok(sign_in(world, index).await?.and(Err(Error::SmsAlreadySent))),
        Err(Error::SmsLimit { retry_after }) => {
            world.pass(retry_after.as_secs() + 1)?;
            return Ok(sign_in(world, index).await?.and(Err(Error::SmsLimit { retry_after })));
        }
        Err(error) => return Ok(Err(error)),
        Ok(_) => {}
    }
    if let Err(error) = prove(world, index).await? {
        return Ok(Err(error));
    }
    Ok(world.app(index)?.choose_code(&code, &code).await)
}

/// What she pays. Budi is a known payee: probation lets small payments to him pass.
pub(crate) fn payment() -> Result<TransferDraft, String> {
    Ok(TransferDraft {
        payee_name: "Budi Santoso".to_owned(),
        bank_code: "014".to_owned(),
        account: "1234567890".to_owned(),
        amount: Money::new(1_000_000, "IDR", 2).map_err(|error| error.to_string())?,
        note: String::new(),
    })
}

pub(crate) async fn sign_in(world: &mut World, index: usize) -> Result<Result<(), Error>, String> {
    let password = SecretBytes::from_slice(PASSWORD.as_bytes());
    Ok(world.app(index)?.sign_in(USER, password, "id").await.map(drop))
}

/// Signs in with the password and the token, as the app leads her.
pub(crate) async fn sign_in_fully(world: &mut World, index: usize) -> Result<Result<(), Error>, String> {
    if let Err(error) = sign_in(world, index).await? {
        return Ok(Err(error));
    }
    let code = digits(world.phones[index].code)?;
    Ok(world.app(index)?.sign_in_with_token(&code).await.map(drop))
}

/// A bank and one phone of hers, whose token works and where she is signed in with it.
#[cfg(test)]
pub(crate) async fn signed_in(seed: u64, code: &'static str) -> Result<World, String> {
    let mut world = World::new(seed, &[code])?;
    enrol_until_active(&mut world, 0, |_| Ok(())).await?;
    sign_in_fully(&mut world, 0).await?.map_err(|error| error.code().to_owned())?;
    Ok(world)
}

async fn prove(world: &mut World, index: usize) -> Result<Result<(), Error>, String> {
    let Ok(sms) = world.control("sms", &json!({ "user_id": USER })) else { return Ok(Err(Error::NoEnrolment)) };
    let otp = digits(sms["code"].as_str().unwrap_or_default())?;
    Ok(world.app(index)?.prove_enrolment(&otp).await)
}
