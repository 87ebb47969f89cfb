//! What is done with a token that works: how it is gone on with after a fault, and what must be true at its end.

use kunci_core::Error;
use kunci_core::operations::{Operation, OperationKind, OperationStage};
use kunci_core::token::{BiometricOutcome, BiometricPurpose, TokenStage};
use serde_json::{Value, json};

use super::{NEW_CODE, Scene, a_working_token, expect, one_active_token, the_code_is_taken_once};
use crate::customer::{self, Pass, digits, enrol_until_active, until};
use crate::finger::touch;
use crate::world::{PASSWORD, USER, World};

type Told<T> = Result<Result<T, Error>, String>;

/// Everything up to what is broken. Returns which phone does that.
pub(super) async fn prepare(scene: Scene, world: &mut World) -> Result<usize, String> {
    enrol_until_active(world, 0, |_| Ok(())).await?;
    match scene {
        Scene::NotMe => {
            enrol_until_active(world, 1, |_| Ok(())).await?;
            let view = world.app(0)?.token_status().await.map_err(told)?;
            expect(view.stage == TokenStage::Superseded, "the first phone knows that it was replaced")?;
        }
        Scene::FingerOff => {
            finger_on(world, 0).await?.map_err(told)?;
        }
        _ => {}
    }
    Ok(0)
}

/// Goes on until it is done.
pub(super) async fn go_on(
    scene: Scene,
    world: &mut World,
    index: usize,
    check: impl Fn(&World) -> Result<(), String>,
) -> Result<(), String> {
    until(world, index, check, async |world| match scene {
        Scene::ChangeCode => change_code(world, index).await,
        Scene::FingerOn => switch_on(world, index).await,
        Scene::FingerOff => switch_off(world, index).await,
        Scene::NotMe => not_me(world, index).await,
        Scene::Remove => remove(world, index).await,
        Scene::Transfer => transfer(world, index).await,
        other => Err(format!("{other:?} is an enrolment")),
    })
    .await
}

/// What is true whatever was broken. What was underway has arrived.
pub(super) async fn holds(scene: Scene, world: &mut World, index: usize) -> Result<(), String> {
    match scene {
        Scene::ChangeCode => {
            a_working_token(world, index).await?;
            let view = world.app(index)?.token_status().await.map_err(told)?;
            expect(view.generation == 2 && !view.code_change_open, "the change is over, and the new code holds")
        }
        Scene::FingerOn => {
            expect(customer_of(world)?["biometric_on"] == true, "the bank has the finger's key")?;
            finger_works(world, index).await?;
            world.pass(31)?;
            a_working_token(world, index).await
        }
        Scene::FingerOff => {
            expect(customer_of(world)?["biometric_on"] == false, "the bank has no key of a finger")?;
            let refused = touch(world, index, BiometricPurpose::Otp).await?;
            expect(matches!(refused, Err(Error::BiometricOff)), "no finger serves any more")?;
            a_working_token(world, index).await
        }
        Scene::NotMe => {
            let customer = customer_of(world)?;
            expect(customer["active_tokens"] == 0 && suspended(&customer) == 1, "the new phone's token is held")?;
            expect(customer["token_failures"] == 0, "no failure is counted")?;
            let view = world.app(1 - index)?.token_status().await.map_err(told)?;
            expect(view.stage == TokenStage::Suspended, "the new phone knows it")?;
            // Whose phone it is gets the token back.
            enrol_until_active(world, index, |_| Ok(())).await?;
            a_working_token(world, index).await
        }
        Scene::Remove => {
            let customer = customer_of(world)?;
            expect(customer["active_tokens"] == 0 && suspended(&customer) == 0, "no token is left")?;
            let view = world.app(index)?.token().await.map_err(told)?;
            expect(view.stage == TokenStage::None, "nor on the phone")?;
            enrol_until_active(world, index, |_| Ok(())).await?;
            a_working_token(world, index).await
        }
        Scene::Transfer => {
            let accounts = world.control("accounts", &json!({ "user_id": USER }))?;
            let account = accounts["accounts"].get(0).ok_or("no account")?;
            expect(account["balance_minor"] == account["ledger_minor"], "the ledger adds up")?;
            let paid = accounts["operations"].as_array().into_iter().flatten();
            let paid = paid.filter(|one| one["state"] == "approved" || one["state"] == "completed").count();
            expect(paid == 1, &format!("paid once, not {paid} times"))?;
            one_active_token(world)?;
            the_code_is_taken_once(world, index).await
        }
        other => Err(format!("{other:?} is an enrolment")),
    }
}

fn told(error: Error) -> String {
    error.code().to_owned()
}

fn customer_of(world: &World) -> Result<Value, String> {
    world.control("customer", &json!({ "user_id": USER }))
}

fn suspended(customer: &Value) -> usize {
    customer["tokens"].as_array().into_iter().flatten().filter(|token| token["state"] == "suspended").count()
}

/// The session that she needs for this is not there.
fn needs_session(error: &Error) -> bool {
    matches!(error, Error::NotSignedIn | Error::SessionEnded | Error::Scope)
}

/// She tries; where a session is missing she signs in, and tries again.
async fn in_session<T>(world: &mut World, index: usize, act: impl AsyncFn(&mut World) -> Told<T>) -> Told<T> {
    match act(world).await? {
        Err(error) if needs_session(&error) => {}
        outcome => return Ok(outcome),
    }
    match customer::sign_in_fully(world, index).await? {
        Ok(()) => act(world).await,
        Err(error) => Ok(Err(error)),
    }
}

/// Before the code is asked for, the app settles which one holds.
async fn change_code(world: &mut World, index: usize) -> Pass<()> {
    let mut view = world.app(index)?.token().await;
    if view.as_ref().is_ok_and(|view| view.code_change_open) {
        view = world.app(index)?.token_status().await;
    }
    match view {
        Err(error) => return Ok(Err(error)),
        Ok(view) if view.generation > 1 => {
            world.phones[index].code = NEW_CODE;
            return Ok(Ok(Some(())));
        }
        Ok(_) => {}
    }
    let changed = in_session(world, index, async |world| {
        let (old, new) = (digits(world.phones[index].code)?, digits(NEW_CODE)?);
        Ok(world.app(index)?.change_code(&old, &new, &new).await)
    });
    match changed.await? {
        // Seen again from the beginning.
        Ok(_) | Err(Error::CodeChangeInForce) => Ok(Ok(None)),
        Err(error) => Ok(Err(error)),
    }
}

async fn finger_on(world: &mut World, index: usize) -> Told<BiometricOutcome> {
    in_session(world, index, async |world| {
        let code = digits(world.phones[index].code)?;
        touch(world, index, BiometricPurpose::Enable(code)).await
    })
    .await
}

async fn switch_on(world: &mut World, index: usize) -> Pass<()> {
    match world.app(index)?.token().await {
        Ok(view) if view.biometric => return Ok(Ok(Some(()))),
        Ok(_) => {}
        Err(error) => return Ok(Err(error)),
    }
    Ok(finger_on(world, index).await?.map(|_| Some(())))
}

/// It is off when the bank knows it, too: the app asks for the status when it is opened.
async fn switch_off(world: &mut World, index: usize) -> Pass<()> {
    let view = match world.app(index)?.token().await {
        Ok(view) if view.biometric => world.app(index)?.biometrics_off().await,
        Ok(_) => world.app(index)?.token_status().await,
        Err(error) => Err(error),
    };
    let at_bank = customer_of(world)?["biometric_on"] == true;
    Ok(view.map(|view| (!view.biometric && !at_bank).then_some(())))
}

async fn not_me(world: &mut World, index: usize) -> Pass<()> {
    let code = digits(world.phones[index].code)?;
    match world.app(index)?.not_me(Some(&code)).await {
        Ok(view) => {
            expect(view.suspended, "the old code holds the new token")?;
            Ok(Ok(Some(())))
        }
        // It was said, and the answer was the last thing that the killed process heard: the old token is gone from this phone.
        Err(Error::NotMeClosed | Error::NoToken) if suspended(&customer_of(world)?) == 1 => Ok(Ok(Some(()))),
        Err(error) => Ok(Err(error)),
    }
}

async fn remove(world: &mut World, index: usize) -> Pass<()> {
    let code = digits(world.phones[index].code)?;
    match world.app(index)?.remove_token(&code).await {
        Ok(view) => Ok(Ok((view.stage == TokenStage::None).then_some(()))),
        Err(Error::NoToken) => Ok(Ok(Some(()))),
        Err(error) => Ok(Err(error)),
    }
}

/// She looks at what she has ordered before she orders it again.
async fn transfer(world: &mut World, index: usize) -> Pass<()> {
    let recent = in_session(world, index, async |world| Ok(world.app(index)?.recent_operations().await)).await?;
    let recent = match recent {
        Ok(recent) => recent,
        Err(error) => return Ok(Err(error)),
    };
    let is_done = |stage: OperationStage| matches!(stage, OperationStage::Approved | OperationStage::Completed);
    if recent.iter().any(|view| view.kind == "transfer" && is_done(view.stage)) {
        return Ok(Ok(Some(())));
    }
    let pending = match world.app(index)?.pending_operations().await {
        Ok(pending) => pending,
        Err(error) => return Ok(Err(error)),
    };
    let is_transfer = |operation: &Operation| matches!(operation.kind(), OperationKind::Transfer(_));
    let ordered = match pending.into_iter().find(is_transfer) {
        Some(operation) => Ok(operation),
        None => world.app(index)?.start_transfer(&customer::payment()?).await,
    };
    let operation = match ordered {
        Ok(operation) => operation,
        Err(error) => return Ok(Err(error)),
    };
    let code = digits(world.phones[index].code)?;
    Ok(world.app(index)?.approve(&operation, &code).await.map(|view| is_done(view.stage).then_some(())))
}

/// An OTP and a session.
async fn finger_works(world: &mut World, index: usize) -> Result<(), String> {
    let made = touch(world, index, BiometricPurpose::Otp).await?.map_err(told)?;
    let BiometricOutcome::Otp(made) = made else { return Err("no OTP".to_owned()) };
    let otp = String::from_utf8_lossy(made.otp.expose()).into_owned();
    let body = json!({ "user_id": USER, "password": PASSWORD, "otp": otp });
    expect(world.control("website_login", &body)?["accepted"] == true, "the website takes the finger's OTP")?;
    customer::sign_in(world, index).await?.map_err(told)?;
    touch(world, index, BiometricPurpose::SignIn).await?.map(drop).map_err(told)
}
