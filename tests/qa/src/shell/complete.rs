//! Completion in the shell: verbs, options, actions, arguments.

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::line::grammar;
use crate::journey::actions;
use crate::journey::assign::name_in;

/// Where the word that is being typed begins, and what it can become. Each begins with what is there already.
pub(super) fn candidates(line: &str, position: usize) -> (usize, Vec<String>) {
    let before = line.get(..position).unwrap_or(line);
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (done, begun) = before.split_at(start);
    let done: Vec<_> = done.split_whitespace().collect();
    let mut all = match done.as_slice() {
        [] | ["help"] => verbs(),
        ["do"] => names(actions::PHONE),
        ["bank"] => names(actions::BANK),
        ["do", action, given @ ..] => arguments(actions::PHONE, action, given),
        ["bank", action, given @ ..] => arguments(actions::BANK, action, given),
        [verb, given @ ..] => options(verb, given),
    };
    all.retain(|candidate| candidate.starts_with(begun));
    (start, all)
}

fn verbs() -> Vec<String> {
    let grammar = grammar();
    let names = grammar.get_subcommands().map(clap::Command::get_name);
    names.chain(["help"]).map(|name| format!("{name} ")).collect()
}

fn names(table: &[(&str, &str)]) -> Vec<String> {
    table.iter().map(|(name, _)| format!("{name} ")).collect()
}

/// `name=`, or `name:=` for what is no text; those that are there already are left out.
fn arguments(table: &'static [(&'static str, &'static str)], action: &str, given: &[&str]) -> Vec<String> {
    let known = actions::arguments(table, action).into_iter().flatten();
    let there = |name: &str| given.iter().any(|word| name_in(word) == name);
    known.filter(|name| !there(name.trim_end_matches(':'))).map(|name| format!("{name}=")).collect()
}

fn options(verb: &str, given: &[&str]) -> Vec<String> {
    let grammar = grammar();
    let Some(verb) = grammar.find_subcommand(verb) else { return Vec::new() };
    let names = verb.get_arguments().filter_map(clap::Arg::get_long).map(|name| format!("--{name}"));
    let there = |option: &str| given.iter().any(|word| word.split('=').next() == Some(option));
    names.filter(|option| !there(option)).map(|option| format!("{option} ")).collect()
}

/// What the line editor asks.
pub(super) struct Completion;

impl Completer for Completion {
    type Candidate = Pair;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, all) = candidates(line, position);
        let pair = |replacement: String| Pair { display: replacement.trim_end().to_owned(), replacement };
        Ok((start, all.into_iter().map(pair).collect()))
    }
}

impl Hinter for Completion {
    type Hint = String;
}

impl Highlighter for Completion {}

impl Validator for Completion {}

impl Helper for Completion {}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(line: &str) -> Vec<String> {
        candidates(line, line.len()).1
    }

    #[test]
    fn verbs_options_actions_and_arguments_are_completed() {
        assert_eq!(completed("reg"), ["register "]);
        assert!(completed("").len() > 12 && completed("").contains(&"exit ".to_owned()));
        assert_eq!(completed("help sus"), ["suspend "]);
        assert_eq!(completed("register --"), ["--user ", "--password ", "--code "]);
        assert_eq!(completed("register --user sari --c"), ["--code "]);
        assert!(!completed("register --user sari ").contains(&"--user ".to_owned()));
        assert_eq!(completed("do sign_in_with_t"), ["sign_in_with_token "]);
        assert_eq!(completed("do sign_in "), ["password=", "user_id="]);
        assert_eq!(completed("do sign_in password user"), ["user_id="]);
        assert_eq!(completed("do chat_older b"), ["before:="]);
        assert_eq!(completed("bank sms_o"), ["sms_outbox "]);
        assert!(completed("fly --").is_empty() && completed("do fly ").is_empty());
        assert_eq!(candidates("reg --user", 3), (0, vec!["register ".to_owned()]));
    }
}
