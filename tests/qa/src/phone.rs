//! `kunci phone NAME …`: a desktop phone. Every call is a process of its own, as after a kill of the app.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use kunci_core::config::BankConfig;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::journey::control::Control;
use crate::journey::phone::{DesktopPhone, digest};
use crate::{home, play, print};

/// Which phone, and what to do.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The phone's name.
    name: String,
    #[command(subcommand)]
    verb: Verb,
    /// One JSON object instead of words.
    #[arg(long, global = true)]
    json: bool,
    /// Ready file of the bank (else the one that `kunci bank` wrote last).
    #[arg(long, global = true, value_name = "FILE")]
    ready_file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Verb {
    /// Fetch and verify the bank's keys.
    Keys,
    /// Sign in and register this phone with an SMS OTP (read from the sandbox's outbox).
    Register(Secrets),
    /// End a registration whose answer was lost.
    Resume(Secrets),
    /// What the phone knows of its token; --ask asks the bank.
    Token {
        /// Ask the bank for its signed word.
        #[arg(long)]
        ask: bool,
    },
    /// Make an offline OTP.
    Otp(Secrets),
    /// Sign in with password and Unlock Code.
    SignIn(Secrets),
    /// Suspend the token: by possession alone, also while it is locked.
    Suspend,
    /// Lift the own suspension.
    Lift(Secrets),
    /// Make changes wait outside trusted places: by possession alone.
    TrustedPlaces,
    /// Digest of the profile folder.
    Disk,
}

/// What is not given here is asked for. Giving it here leaves it in the shell's history: sandbox only.
#[derive(clap::Args)]
struct Secrets {
    /// User id.
    #[arg(long)]
    user: Option<String>,
    /// Password.
    #[arg(long)]
    password: Option<String>,
    /// Unlock Code.
    #[arg(long)]
    code: Option<String>,
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let folder = home::phone(&args.name)?;
    if matches!(args.verb, Verb::Disk) {
        let digest = digest(&folder.join("profile"))
            .map_err(|error| Failure::new(format!("No profile: {error}."), "Register the phone first."))?;
        show(args.json, "disk", &Map::from_iter([("digest".to_owned(), Value::from(digest))]));
        return Ok(ExitCode::SUCCESS);
    }
    let ready = play::read_ready(&home::ready_file(args.ready_file.as_deref())?)?;
    let config = BankConfig::from_json(&ready.phone_config.to_string())
        .map_err(|error| Failure::new(format!("The ready file's configuration: {error}."), "Start the bank again."))?;
    let control = Control::new(&ready).map_err(|error| Failure::new(error, "Check the ready file."))?;
    let mut desk = Desk { phone: DesktopPhone::new(folder, config, print::language()), control, json: args.json };
    let outcome = match args.verb {
        Verb::Keys => desk.act("fetch_keys", json!({})).await,
        Verb::Register(secrets) => desk.register(&secrets).await,
        Verb::Resume(secrets) => desk.resume(&secrets).await,
        Verb::Token { ask } => desk.act(if ask { "token_status" } else { "token" }, json!({})).await,
        Verb::Otp(secrets) => {
            let code = ask(secrets.code.as_ref(), "Unlock Code")?;
            desk.act("otp", json!({"code": code})).await
        }
        Verb::SignIn(secrets) => desk.sign_in(&secrets).await,
        Verb::Suspend => desk.act("suspend", json!({})).await,
        Verb::Lift(secrets) => desk.lift(&secrets).await,
        Verb::TrustedPlaces => desk.act("trusted_places_on", json!({})).await,
        Verb::Disk => Ok(()),
    };
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Stop::Refused) => Ok(ExitCode::FAILURE),
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

struct Desk {
    phone: DesktopPhone,
    control: Control,
    json: bool,
}

enum Stop {
    /// The refusal has been shown.
    Refused,
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Desk {
    async fn act(&mut self, action: &str, with: Value) -> Result<(), Stop> {
        let Value::Object(with) = with else { return Ok(()) };
        match self.phone.act(action, &with).await {
            Ok(result) => {
                show(self.json, action, &result);
                Ok(())
            }
            Err(error) => {
                if self.json {
                    print::line(
                        &json!({"action": action, "ok": false, "error": error.code, "told": error.told}).to_string(),
                    );
                } else {
                    print::error(&error.told);
                }
                Err(Stop::Refused)
            }
        }
    }

    async fn password(&mut self, secrets: &Secrets) -> Result<String, Stop> {
        let user = ask(secrets.user.as_ref(), "User id")?;
        let password = ask(secrets.password.as_ref(), "Password")?;
        self.act("sign_in", json!({"user_id": user, "password": password})).await?;
        Ok(user)
    }

    async fn sign_in(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        self.password(secrets).await?;
        let code = ask(secrets.code.as_ref(), "Unlock Code")?;
        self.act("sign_in_with_token", json!({"code": code})).await
    }

    async fn lift(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        self.password(secrets).await?;
        self.act("lift_suspension", json!({})).await?;
        let code = ask(secrets.code.as_ref(), "Unlock Code")?;
        self.act("approve", json!({"code": code})).await
    }

    async fn register(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        let user = self.password(secrets).await?;
        self.act("begin_enrolment", json!({"method": "sms"})).await?;
        let asked = Map::from_iter([("user_id".to_owned(), Value::from(user))]);
        let sms = self.control.call("sms", &asked).await.map_err(|error| {
            Failure::new(format!("The sandbox's outbox: {} {}", error.code, error.told), "Is the bank running?")
        })?;
        show(self.json, "sms", &sms);
        self.act("prove", json!({"otp": sms.get("code")})).await?;
        let code = ask(secrets.code.as_ref(), "New Unlock Code")?;
        let repeat = ask(secrets.code.as_ref(), "The same again")?;
        self.act("choose_code", json!({"code": code, "repeat": repeat})).await
    }

    async fn resume(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        match &secrets.code {
            None => self.act("resume", json!({})).await,
            Some(code) => {
                self.password(secrets).await?;
                self.act("resume", json!({"code": code})).await
            }
        }
    }
}

fn show(as_json: bool, action: &str, result: &Map<String, Value>) {
    if as_json {
        print::line(&json!({"action": action, "ok": true, "result": result}).to_string());
        return;
    }
    let members: Vec<_> = result
        .iter()
        .map(|(name, value)| format!("{name} {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        .collect();
    print::line(&format!(
        "{} {action}{}{}",
        print::green("✓"),
        if members.is_empty() { "" } else { ": " },
        members.join(", ")
    ));
}

fn ask(given: Option<&String>, what: &str) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new(format!("{what} is missing."), "Give it as an option; --help lists them."));
    }
    let _ = write!(std::io::stderr(), "{what}: ");
    let _ = std::io::stderr().flush();
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::new(format!("Nothing could be read: {error}."), "Give it as an option."))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
