//! `kunci phone NAME …`: a desktop phone. With a verb, every call is a process of its own, as after a kill of the app; without one it is
//! a shell, in which the app stays open.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::{Map, Value};

use crate::desk::{Desk, Stop, show};
use crate::failure::Failure;
use crate::journey::phone::digest;
use crate::{home, shell};

/// Which phone, and what to do.
#[derive(clap::Args)]
#[command(after_help = "\
Without a verb: a shell. It knows these verbs, everything that a journey can do (do ACTION NAME=TEXT …)
and the sandbox bank's commands (bank COMMAND NAME=TEXT …); Tab completes, the arrows bring back earlier
lines, help tells the rest. The session, the chat and what is on the screen stay until exit. Lines can be
piped in: printf 'token\\notp --code 740916\\n' | kunci phone siti. The exit code is then 1 if a line
failed. Earlier lines are kept in the phone's folder, without any secret.

What a verb needs and is not given, it asks for on a terminal.")]
pub(crate) struct Args {
    /// The phone's name: its folder, for as long as it is kept.
    pub(crate) name: String,
    #[command(subcommand)]
    verb: Option<Verb>,
    /// One JSON object a result instead of words.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Ready file of the bank (else the one that `kunci bank` wrote last).
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) ready_file: Option<PathBuf>,
    /// Record the shell as a scenario that `kunci play` replays; codes and passwords become variables. The file must not exist yet.
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
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
    /// Send a file in the chat, and wait until the bank has it. With --user signs in first; in the shell the session that is open serves.
    Attach {
        /// A JPEG, PNG or PDF of at most 5 MiB.
        file: PathBuf,
        /// Although the bank has not asked for it.
        #[arg(long)]
        anyway: bool,
        /// In which conversation, by the id that `chats` shows; else in the general one.
        #[arg(long)]
        conversation: Option<String>,
        #[command(flatten)]
        secrets: Secrets,
    },
    /// The conversations, the newest first: what about, the last words, how many are unread, and whether it is open. --user signs in first.
    Chats(Secrets),
    /// Say something in a conversation, and wait until the bank has it. --user signs in first.
    Chat {
        /// The words.
        text: String,
        /// In which one, by the id that `chats` shows; else in the general one.
        #[arg(long, conflicts_with = "about")]
        conversation: Option<String>,
        /// Begin one about this: card, payment, account, app, scam or other.
        #[arg(long)]
        about: Option<String>,
        #[command(flatten)]
        secrets: Secrets,
    },
    /// Order a virtual card beside another one, approve it with the Unlock Code, and show it. --user signs in first.
    VirtualCard {
        /// Last digits of the card whose money it pays with.
        ending: String,
        /// What it is called.
        name: String,
        /// The most in a month, as it is written in the language of the terminal (300.000, 300,000, US$12,50); else the bank's.
        #[arg(long, value_name = "AMOUNT")]
        month: Option<String>,
        #[command(flatten)]
        secrets: Secrets,
    },
    /// Close a virtual card for good. --user signs in first.
    CloseCard {
        /// Its last digits.
        ending: String,
        #[command(flatten)]
        secrets: Secrets,
    },
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
pub(crate) struct Secrets {
    /// User id.
    #[arg(long)]
    pub(crate) user: Option<String>,
    /// Password.
    #[arg(long)]
    pub(crate) password: Option<String>,
    /// Unlock Code.
    #[arg(long)]
    pub(crate) code: Option<String>,
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let Some(verb) = &args.verb else { return shell::run(&args).await };
    if args.record.is_some() {
        return Err(Failure::new(
            "--record records a shell, and a verb is no shell.",
            "Leave the verb away, and type it in the shell.",
        ));
    }
    if matches!(verb, Verb::Disk) {
        // Without a bank: also for a profile that nothing opens any more.
        let digest = digest(&home::phone(&args.name)?.join("profile"))
            .map_err(|error| Failure::new(format!("No profile: {error}."), "Register the phone first."))?;
        show(args.json, "disk", &Map::from_iter([("digest".to_owned(), Value::from(digest))]));
        return Ok(ExitCode::SUCCESS);
    }
    match Desk::new(&args)?.verb(verb).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Stop::Refused) => Ok(ExitCode::FAILURE),
        Err(Stop::Failed(failure)) => Err(failure),
    }
}
