//! One line of the shell: words, the command that they are, and what of it may be remembered.

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::journey::actions::{self, may_be_kept};
use crate::journey::assign::name_in;
use crate::phone::{Secrets, Verb};

/// What can be typed here.
#[derive(Parser)]
#[command(
    name = "",
    no_binary_name = true,
    disable_version_flag = true,
    override_usage = "VERB [OPTIONS]",
    max_term_width = 100
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

/// What a line asks for.
#[derive(Subcommand)]
pub(super) enum Command {
    #[command(flatten)]
    Phone(Verb),
    /// Do what a journey's step can do, such as: do sign_in user_id=sari password
    #[command(after_help = EXPLAINED)]
    Do(Act),
    /// Command the sandbox bank, such as: bank sms user_id=sari
    #[command(after_help = EXPLAINED)]
    Bank(Act),
    /// List what `do` and `bank` know.
    Actions,
    /// Show what the bank saw since this was asked last, or since the shell began.
    Saw,
    /// End the shell.
    #[command(visible_alias = "quit")]
    Exit,
}

const EXPLAINED: &str = "\
NAME=TEXT gives a text, NAME:=JSON a number, true, false or an object, and a bare NAME is asked for.
Words with blanks stand in quotes. `actions` lists the names.";

/// A name from the tables, and its arguments.
#[derive(clap::Args)]
pub(super) struct Act {
    /// Which one.
    pub(super) name: String,
    /// NAME=TEXT, NAME:=JSON, or NAME.
    #[arg(value_name = "ARGUMENT")]
    pub(super) arguments: Vec<String>,
}

/// What a line is.
pub(super) enum Parsed {
    Nothing,
    Help(String),
    Wrong(String),
    Command(Command),
}

/// Reads a line. Empty ones and those that begin with `#` are nothing.
pub(super) fn parse(line: &str) -> Parsed {
    if line.trim_start().starts_with('#') {
        return Parsed::Nothing;
    }
    let words = match words(line) {
        Ok(words) => words,
        Err(told) => return Parsed::Wrong(told),
    };
    if words.is_empty() {
        return Parsed::Nothing;
    }
    match Line::try_parse_from(words) {
        Ok(line) => Parsed::Command(line.command),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp) => Parsed::Help(error.to_string()),
        Err(error) => Parsed::Wrong(error.to_string()),
    }
}

/// The shell's own command line, for completion.
pub(super) fn grammar() -> clap::Command {
    use clap::CommandFactory as _;
    Line::command()
}

/// Splits at blanks. `'…'` keeps all as it is; in `"…"` and outside, `\` keeps the next character.
pub(super) fn words(line: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (Some('\''), kept) => word.get_or_insert_default().push(kept),
            (_, '\\') => {
                let kept = characters.next().ok_or("the line ends with a \\")?;
                word.get_or_insert_default().push(kept);
            }
            (Some(_), kept) => word.get_or_insert_default().push(kept),
            (None, open @ ('\'' | '"')) => {
                quote = Some(open);
                word.get_or_insert_default();
            }
            (None, blank) if blank.is_whitespace() => words.extend(word.take()),
            (None, kept) => word.get_or_insert_default().push(kept),
        }
    }
    if quote.is_some() {
        return Err("a quote is not closed".to_owned());
    }
    words.extend(word);
    Ok(words)
}

/// The line that may be remembered for a command: built from what is known to be no secret, so that nothing slips through.
pub(super) fn kept(command: &Command) -> Option<String> {
    Some(match command {
        Command::Phone(verb) => kept_verb(verb),
        Command::Do(act) => kept_act("do", actions::PHONE, act)?,
        Command::Bank(act) => kept_act("bank", actions::BANK, act)?,
        Command::Actions => "actions".to_owned(),
        Command::Saw => "saw".to_owned(),
        Command::Exit => return None,
    })
}

fn kept_verb(verb: &Verb) -> String {
    let with_user = |name: &str, secrets: &Secrets| match &secrets.user {
        Some(user) => format!("{name} --user {}", quoted(user)),
        None => name.to_owned(),
    };
    match verb {
        Verb::Keys => "keys".to_owned(),
        Verb::Register(secrets) => with_user("register", secrets),
        Verb::Resume(secrets) => with_user("resume", secrets),
        Verb::Token { ask: true } => "token --ask".to_owned(),
        Verb::Token { ask: false } => "token".to_owned(),
        Verb::Otp(secrets) => with_user("otp", secrets),
        Verb::SignIn(secrets) => with_user("sign-in", secrets),
        Verb::Attach { file, anyway, conversation, secrets } => {
            let verb = if *anyway { "attach --anyway" } else { "attach" };
            let file = quoted(&file.display().to_string());
            with_user(&format!("{verb} {file}{}", option("conversation", conversation.as_ref())), secrets)
        }
        Verb::Chats(secrets) => with_user("chats", secrets),
        // What people write is kept nowhere.
        Verb::Chat { conversation, about, secrets, .. } => {
            let which = option("conversation", conversation.as_ref()) + &option("about", about.as_ref());
            with_user(&format!("chat{which}"), secrets)
        }
        Verb::VirtualCard { ending, name, month, secrets } => {
            let what = format!("{} {}{}", quoted(ending), quoted(name), option("month", month.as_ref()));
            with_user(&format!("virtual-card {what}"), secrets)
        }
        Verb::CloseCard { ending, secrets } => with_user(&format!("close-card {}", quoted(ending)), secrets),
        Verb::Suspend => "suspend".to_owned(),
        Verb::Lift(secrets) => with_user("lift", secrets),
        Verb::TrustedPlaces => "trusted-places".to_owned(),
        Verb::Disk => "disk".to_owned(),
    }
}

fn option(name: &str, value: Option<&String>) -> String {
    value.map(|value| format!(" --{name} {}", quoted(value))).unwrap_or_default()
}

/// Of an argument that is a secret or free text its name is kept: a bare name is asked for. An unknown action or name may be a
/// mistyped secret.
fn kept_act(verb: &str, table: &'static [(&'static str, &'static str)], act: &Act) -> Option<String> {
    let known: Vec<_> = actions::arguments(table, &act.name)?.map(|name| name.trim_end_matches(':')).collect();
    let mut line = format!("{verb} {}", act.name);
    for word in &act.arguments {
        let name = name_in(word);
        if may_be_kept(table, &act.name, name) {
            line = format!("{line} {}", quoted(word));
        } else if known.contains(&name) {
            line = format!("{line} {name}");
        }
    }
    Some(line)
}

fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_=:./+@,".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remembered(line: &str) -> Option<String> {
        match parse(line) {
            Parsed::Command(command) => kept(&command),
            _ => None,
        }
    }

    #[test]
    fn words_are_split_at_blanks_and_kept_together_by_quotes() {
        assert_eq!(
            words(r#"  do a='b c' "d\"e" '' f\ g"#),
            Ok(["do", "a=b c", "d\"e", "", "f g"].map(str::to_owned).to_vec())
        );
        assert!(words("a 'b").is_err() && words("a\\").is_err());
        assert_eq!(words(&quoted("it's $5")), Ok(vec!["it's $5".to_owned()]));
    }

    #[test]
    fn a_remembered_line_holds_no_secret_and_does_the_same_again() {
        for (line, kept) in [
            ("register --user sari --password=Senja-di-Ubud-72 --code 740916", "register --user sari"),
            ("otp --code 740916", "otp"),
            ("token --ask", "token --ask"),
            ("do sign_in user_id=sari password=Senja-di-Ubud-72", "do sign_in user_id=sari password"),
            ("do chat_send text='pin 740916'", "do chat_send text"),
            (
                "do set_limit ending=4821 minor:=500 currency=IDR 740916=1 740916",
                "do set_limit ending=4821 minor:=500 currency=IDR",
            ),
            ("bank sms user_id=sari", "bank sms user_id=sari"),
            ("saw", "saw"),
        ] {
            assert_eq!(remembered(line).as_deref(), Some(kept), "{line}");
        }
        for line in ["do 740916", "otp 740916", "740916", "# 740916", "exit", "", "do chat_send text='740916"] {
            assert_eq!(remembered(line), None, "{line}");
        }
    }

    #[test]
    fn help_is_help_and_nonsense_is_told() {
        assert!(matches!(parse("help"), Parsed::Help(text) if text.contains("register") && text.contains("saw")));
        assert!(matches!(parse("help do"), Parsed::Help(text) if text.contains("NAME:=JSON")));
        assert!(matches!(parse("otp --help"), Parsed::Help(text) if text.contains("--code")));
        assert!(matches!(parse("fly"), Parsed::Wrong(_)) && matches!(parse("do"), Parsed::Wrong(_)));
    }
}
