//! `kunci personas`: ready-made customers of the running bank, and the desktop phones in their hands.

use std::path::PathBuf;
use std::process::ExitCode;

use kunci_bank::ReadyFile;
use kunci_core::config::BankConfig;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::journey::control::Control;
use crate::journey::expect::StepError;
use crate::journey::phone::{DesktopPhone, members};
use crate::progress::Progress;
use crate::{home, play, print};

/// Which ones, and what to do.
#[derive(clap::Args)]
#[command(after_help = "\
A persona is a customer at one point of a customer's life. --make makes the bank's half, and registers a
desktop phone where the story has one: kunci phone persona-USER. A phone of that name from an earlier bank
is replaced. An app under test is made part of a story by registering it as the persona instead, and
pressing \"Make ready\" in the console (or: bank persona user_id=USER in a phone's shell).")]
pub(crate) struct Args {
    /// User ids; none: all of them.
    names: Vec<String>,
    /// Make them, with their desktop phones.
    #[arg(long)]
    make: bool,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// Ready file of the bank (else the one that `kunci bank` wrote last).
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let ready = play::read_ready(&home::ready_file(args.ready_file.as_deref())?)?;
    let personas =
        if args.make { make(&ready, &args.names, args.json).await? } else { list(&ready, &args.names).await? };
    tell(&personas, args.json);
    Ok(ExitCode::SUCCESS)
}

/// Shows them, for eyes or for a program.
fn tell(personas: &[Value], as_json: bool) {
    if as_json {
        return print::line(&json!({ "personas": personas }).to_string());
    }
    personas.iter().for_each(|persona| print::line(&words(persona)));
}

/// Two lines on one of them.
pub(crate) fn words(persona: &Value) -> String {
    let text = |name: &str| persona.get(name).and_then(Value::as_str);
    let language = if print::language() == Language::Indonesian { "id" } else { "en" };
    let story = persona.get("story").and_then(|story| story.get(language)).and_then(Value::as_str);
    let user = text("user_id").unwrap_or_default();
    let mut has = vec![format!("{user} / {}", text("password").unwrap_or_default())];
    has.extend(text("serial").map(|serial| format!("kunci hardware {serial} press")));
    if let (Some(phone), Some(code)) = (text("desktop_phone"), text("unlock_code")) {
        has.push(format!("kunci phone {phone}, Unlock Code {code}"));
    }
    has.push(text("stage").unwrap_or_default().to_owned());
    format!("{} ({user}): {}\n    {}", text("name").unwrap_or_default(), story.unwrap_or_default(), has.join(" · "))
}

/// What the bank knows of them.
async fn list(ready: &ReadyFile, names: &[String]) -> Result<Vec<Value>, Failure> {
    let control = Control::new(ready).map_err(|error| Failure::new(error, "Check the ready file."))?;
    let all = control.call("personas", &Map::new()).await.map_err(failed)?;
    let all = all.get("personas").and_then(Value::as_array).cloned().unwrap_or_default();
    let is = |persona: &Value, name: &str| persona.get("user_id").and_then(Value::as_str) == Some(name);
    if let Some(unknown) = names.iter().find(|name| !all.iter().any(|persona| is(persona, name))) {
        return Err(Failure::new(format!("There is no persona {unknown:?}."), "kunci personas lists them."));
    }
    let wanted = |persona: &Value| names.is_empty() || names.iter().any(|name| is(persona, name));
    Ok(all.into_iter().filter(wanted).map(|persona| with_phone(persona.clone())).collect())
}

/// Makes them: the bank's half, then the phone's, then the stage.
pub(crate) async fn make(ready: &ReadyFile, names: &[String], as_json: bool) -> Result<Vec<Value>, Failure> {
    let control = Control::new(ready).map_err(|error| Failure::new(error, "Check the ready file."))?;
    let config = BankConfig::from_json(&ready.phone_config.to_string())
        .map_err(|error| Failure::new(format!("The ready file's configuration: {error}."), "Start the bank again."))?;
    let mut made = Vec::new();
    let wanted = list(ready, names).await?;
    let mut progress = Progress::of(wanted.len(), as_json);
    for persona in wanted {
        progress.begins(persona.get("name").and_then(Value::as_str).unwrap_or_default());
        let who = members(json!({ "user_id": persona.get("user_id") }));
        let mut now = control.call("persona", &who).await.map_err(failed)?;
        if now.get("stage").and_then(Value::as_str) == Some("wants-phone") {
            register(&control, &config, &now).await?;
            now = control.call("persona", &who).await.map_err(failed)?;
        }
        made.push(with_phone(Value::Object(now)));
    }
    Ok(made)
}

/// Where the story leaves a phone in the tester's hand, its name.
fn with_phone(mut persona: Value) -> Value {
    let text = |name: &str| persona.get(name).and_then(Value::as_str);
    let in_hand = matches!(text("phone"), Some("works" | "locked" | "new"));
    let name = text("user_id").filter(|_| in_hand).map(phone_name);
    if let Some(persona) = persona.as_object_mut() {
        persona.insert("desktop_phone".to_owned(), json!(name));
    }
    persona
}

fn phone_name(user: &str) -> String {
    format!("persona-{user}")
}

/// A desktop phone registers as the persona, through the real core.
async fn register(control: &Control, config: &BankConfig, persona: &Map<String, Value>) -> Result<(), Failure> {
    let text = |name: &str| persona.get(name).and_then(Value::as_str).unwrap_or_default();
    let user = text("user_id");
    let folder = home::phone(&phone_name(user))?;
    // Of an earlier bank: nothing opens it any more.
    clear(&folder)?;
    let mut phone = DesktopPhone::new(folder.clone(), config.clone(), print::language());
    let steps = [
        ("sign_in", json!({ "user_id": user, "password": text("password") })),
        ("begin_enrolment", json!({ "method": "sms" })),
    ];
    for (action, with) in steps {
        phone.act(action, &members(with)).await.map_err(failed)?;
    }
    let sms = control.call("sms", &members(json!({ "user_id": user }))).await.map_err(failed)?;
    phone.act("prove", &members(json!({ "otp": sms.get("code") }))).await.map_err(failed)?;
    let code = text("unlock_code");
    phone.act("choose_code", &members(json!({ "code": code, "repeat": code }))).await.map_err(failed)?;
    drop(phone);
    // A lost phone is in nobody's hand here.
    if text("phone") == "lost" { clear(&folder) } else { Ok(()) }
}

fn clear(folder: &std::path::Path) -> Result<(), Failure> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::new(format!("{} cannot be removed: {error}.", folder.display()), "Is the folder yours?"))
        }
        _ => Ok(()),
    }
}

fn failed(error: StepError) -> Failure {
    Failure::new(format!("{} ({})", error.told, error.code), "Is the bank running? cargo run -- bank")
}
