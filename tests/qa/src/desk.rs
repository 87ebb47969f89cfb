//! A tester at a desktop phone and its bank: what is done is shown, and recorded if that was asked for.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use kunci_core::config::BankConfig;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::journey::control::Control;
use crate::journey::expect::{Outcome, plain};
use crate::journey::phone::{DesktopPhone, members};
use crate::phone::{Args, Secrets, Verb};
use crate::record::Recorder;
use crate::{home, play, print};

/// One phone, one bank.
pub(crate) struct Desk {
    phone: DesktopPhone,
    control: Control,
    json: bool,
    recorder: Option<Recorder>,
    /// The newest entry of the bank's audit trail that was shown.
    seen: u64,
}

/// Why a verb ended early.
pub(crate) enum Stop {
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
    /// A phone that need not exist yet, and the bank that runs.
    pub(crate) fn new(args: &Args) -> Result<Self, Failure> {
        let folder = home::phone(&args.name)?;
        let ready = play::read_ready(&home::ready_file(args.ready_file.as_deref())?)?;
        let config = BankConfig::from_json(&ready.phone_config.to_string()).map_err(|error| {
            Failure::new(format!("The ready file's configuration: {error}."), "Start the bank again.")
        })?;
        let control = Control::new(&ready).map_err(|error| Failure::new(error, "Check the ready file."))?;
        let phone = DesktopPhone::new(folder, config, print::language());
        Ok(Self { phone, control, json: args.json, recorder: None, seen: 0 })
    }

    /// From now on everything is recorded.
    pub(crate) fn record(&mut self, recorder: Recorder) {
        self.recorder = Some(recorder);
    }

    /// Ends the recording, if there is one; in words, what became of it.
    pub(crate) fn stop_recording(&mut self) -> Result<Option<String>, Failure> {
        self.recorder.take().map(Recorder::finish).transpose()
    }

    /// An action of the phone.
    pub(crate) async fn act(&mut self, action: &str, with: Value) -> Result<Map<String, Value>, Stop> {
        let with = members(with);
        let outcome = self.phone.act(action, &with).await;
        self.tell("phone", action, &with, outcome)
    }

    /// A command to the bank.
    pub(crate) async fn bank(&mut self, command: &str, with: Value) -> Result<Map<String, Value>, Stop> {
        let with = members(with);
        let outcome = self.control.call(command, &with).await;
        if let Err(error) = &outcome
            && error.code == "control"
        {
            let what = format!("The bank does not answer: {}.", error.told);
            return Err(Failure::new(what, "Is it running? cargo run -- bank").into());
        }
        if command == "reset" {
            // Its audit trail begins anew.
            self.seen = 0;
        }
        self.tell("bank", command, &with, outcome)
    }

    /// What the bank saw since this was asked last.
    pub(crate) async fn saw(&mut self) -> Vec<String> {
        let (newest, lines) = self.control.saw(self.seen).await;
        self.seen = newest;
        lines
    }

    fn tell(
        &mut self,
        side: &str,
        action: &str,
        with: &Map<String, Value>,
        outcome: Outcome,
    ) -> Result<Map<String, Value>, Stop> {
        if let Some(recorder) = &mut self.recorder {
            recorder.note(side, action, with, &outcome)?;
        }
        match outcome {
            Ok(result) => {
                show(self.json, action, &result);
                Ok(result)
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

    /// A verb of `kunci phone`.
    pub(crate) async fn verb(&mut self, verb: &Verb) -> Result<(), Stop> {
        match verb {
            Verb::Keys => self.act("fetch_keys", json!({})).await?,
            Verb::Register(secrets) => return self.register(secrets).await,
            Verb::Resume(secrets) => return self.resume(secrets).await,
            Verb::Token { ask } => self.act(if *ask { "token_status" } else { "token" }, json!({})).await?,
            Verb::Otp(secrets) => {
                let code = ask(secrets.code.as_ref(), "Unlock Code")?;
                self.act("otp", json!({"code": code})).await?
            }
            Verb::SignIn(secrets) => {
                self.password(secrets).await?;
                let code = ask(secrets.code.as_ref(), "Unlock Code")?;
                self.act("sign_in_with_token", json!({"code": code})).await?
            }
            Verb::Attach { file, anyway, conversation, secrets } => {
                self.link(secrets).await?;
                return self.attach(file, *anyway, conversation.as_deref()).await;
            }
            Verb::Chats(secrets) => {
                self.link(secrets).await?;
                self.act("chat_conversations", json!({})).await?
            }
            Verb::Chat { text, conversation, about, secrets } => {
                self.link(secrets).await?;
                return self.chat(text, conversation.as_deref(), about.as_deref()).await;
            }
            Verb::VirtualCard { ending, name, month, secrets } => {
                self.cards(secrets).await?;
                return self.virtual_card(ending, name, month.as_deref(), secrets).await;
            }
            Verb::CloseCard { ending, secrets } => {
                self.cards(secrets).await?;
                self.act("close_card", json!({"ending": ending})).await?
            }
            Verb::Suspend => self.act("suspend", json!({})).await?,
            Verb::Lift(secrets) => return self.lift(secrets).await,
            Verb::TrustedPlaces => self.act("trusted_places_on", json!({})).await?,
            Verb::Disk => self.act("disk", json!({})).await?,
        };
        Ok(())
    }

    /// Signs in where that is asked for, and opens the live link.
    async fn link(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        self.session(secrets).await?;
        self.act("connect", json!({})).await?;
        Ok(())
    }

    /// Signs in where that is asked for; in the shell the session that is open serves.
    async fn session(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        if secrets.user.is_some() {
            self.password(secrets).await?;
            let code = ask(secrets.code.as_ref(), "Unlock Code")?;
            self.act("sign_in_with_token", json!({"code": code})).await?;
        }
        Ok(())
    }

    /// The same, and looks at the cards: they are named by their last digits.
    async fn cards(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        self.session(secrets).await?;
        self.act("cards", json!({})).await?;
        Ok(())
    }

    async fn virtual_card(
        &mut self,
        ending: &str,
        name: &str,
        month: Option<&str>,
        secrets: &Secrets,
    ) -> Result<(), Stop> {
        let mut order = json!({"ending": ending, "name": name});
        if let Some(typed) = month {
            let written = json!({"typed": typed, "language": print::language().tag()});
            let read = self.act("read_amount", written).await?;
            for member in ["minor", "currency", "exponent"] {
                order[member] = read.get(member).cloned().unwrap_or_default();
            }
        }
        self.act("order_virtual_card", order).await?;
        let code = ask(secrets.code.as_ref(), "Unlock Code")?;
        self.act("approve", json!({"code": code})).await?;
        self.act("virtual_card", json!({"name": name})).await?;
        Ok(())
    }

    async fn chat(&mut self, text: &str, conversation: Option<&str>, about: Option<&str>) -> Result<(), Stop> {
        let begun = match about {
            Some(topic) => self.act("chat_start", json!({"topic": topic})).await?.remove("conversation"),
            None => None,
        };
        let named = begun.or_else(|| conversation.map(Value::from));
        self.act("chat_send", in_conversation(json!({"text": text}), named.as_ref())).await?;
        let sent = json!({"text": text, "speaker": "you", "state": "sent"});
        self.act("chat_wait", in_conversation(sent, named.as_ref())).await?;
        Ok(())
    }

    async fn attach(&mut self, file: &Path, anyway: bool, conversation: Option<&str>) -> Result<(), Stop> {
        let named = conversation.map(Value::from);
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let action = if anyway { "chat_attach_anyway" } else { "chat_attach" };
        self.act(action, in_conversation(json!({"name": name, "file": file}), named.as_ref())).await?;
        let sent = json!({"text": name, "kind": "attachment", "state": "sent"});
        self.act("chat_wait", in_conversation(sent, named.as_ref())).await?;
        Ok(())
    }

    async fn password(&mut self, secrets: &Secrets) -> Result<String, Stop> {
        let user = ask(secrets.user.as_ref(), "User id")?;
        let password = ask(secrets.password.as_ref(), "Password")?;
        self.act("sign_in", json!({"user_id": user, "password": password})).await?;
        Ok(user)
    }

    async fn lift(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        self.password(secrets).await?;
        self.act("lift_suspension", json!({})).await?;
        let code = ask(secrets.code.as_ref(), "Unlock Code")?;
        self.act("approve", json!({"code": code})).await?;
        Ok(())
    }

    async fn register(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        let user = self.password(secrets).await?;
        self.act("begin_enrolment", json!({"method": "sms"})).await?;
        let sms = self.bank("sms", json!({"user_id": user})).await?;
        self.act("prove", json!({"otp": sms.get("code")})).await?;
        let code = ask(secrets.code.as_ref(), "New Unlock Code")?;
        let repeat = ask(secrets.code.as_ref(), "The same again")?;
        self.act("choose_code", json!({"code": code, "repeat": repeat})).await?;
        Ok(())
    }

    async fn resume(&mut self, secrets: &Secrets) -> Result<(), Stop> {
        match &secrets.code {
            None => self.act("resume", json!({})).await?,
            Some(code) => {
                self.password(secrets).await?;
                self.act("resume", json!({"code": code})).await?
            }
        };
        Ok(())
    }
}

/// Names the conversation in what is asked for; without a name it is the general one.
fn in_conversation(mut with: Value, named: Option<&Value>) -> Value {
    if let Some(id) = named {
        with["conversation"] = id.clone();
    }
    with
}

/// What an action brought, for eyes or for a program.
pub(crate) fn show(as_json: bool, action: &str, result: &Map<String, Value>) {
    if as_json {
        print::line(&json!({"action": action, "ok": true, "result": result}).to_string());
        return;
    }
    let members: Vec<_> = result.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect();
    print::line(&format!(
        "{} {action}{}{}",
        print::green("✓"),
        if members.is_empty() { "" } else { ": " },
        members.join(", ")
    ));
}

/// What was given, or what a person types now.
pub(crate) fn ask(given: Option<&String>, what: &str) -> Result<String, Failure> {
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
