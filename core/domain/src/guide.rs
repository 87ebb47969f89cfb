//! Guided troubleshooting (CHAT-8): what has happened is narrowed down by questions until there is something to do, and each thing to do is an act of
//! the app. The tree is data and its words are texts, so it is there without a network and before signing in.

use crate::texts::{self, Language, Value};

/// Something that the app can do, to which a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HelpAct {
    /// Sign in, and register this phone.
    SignIn,
    /// Freeze a card, from the list of cards.
    Freeze,
    /// Make a code by which a card is frozen over the telephone.
    FreezeCode,
    /// See why a payment was declined, from the list of cards.
    Why,
    /// See how the token stands.
    Token,
    /// Have whoever calls prove that it is the bank.
    Caller,
    /// Find where the bank is to be reached.
    Channels,
    /// Check a message, a number or a link.
    CheckMessage,
    /// See what of the bank is out.
    Outages,
    /// Choose another Unlock Code.
    ChangeCode,
    /// Choose another password.
    Password,
    /// Talk to the bank, and report a scam there.
    Chat,
    /// Dispute a payment, from the list of payments.
    Dispute,
    /// Ask the bank to call.
    CallBack,
    /// Have the user id sent by SMS.
    UserId,
}

impl HelpAct {
    /// Every act.
    pub const ALL: [Self; 15] = [
        Self::SignIn,
        Self::Freeze,
        Self::FreezeCode,
        Self::Why,
        Self::Token,
        Self::Caller,
        Self::Channels,
        Self::CheckMessage,
        Self::Outages,
        Self::ChangeCode,
        Self::Password,
        Self::Chat,
        Self::Dispute,
        Self::CallBack,
        Self::UserId,
    ];

    /// Its name in journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Freeze => "freeze",
            Self::FreezeCode => "freeze-code",
            Self::Why => "why",
            Self::Token => "token",
            Self::Caller => "caller",
            Self::Channels => "channels",
            Self::CheckMessage => "check-message",
            Self::Outages => "outages",
            Self::ChangeCode => "change-code",
            Self::Password => "password",
            Self::Chat => "chat",
            Self::Dispute => "dispute",
            Self::CallBack => "call-back",
            Self::UserId => "user-id",
        }
    }

    /// Whether it is there only in a session.
    #[must_use]
    pub const fn needs_session(self) -> bool {
        matches!(self, Self::Password | Self::Chat | Self::Dispute | Self::CallBack)
    }
}

/// A place in the tree: a question, advice, or both.
struct Place {
    key: &'static str,
    /// The places to which an answer leads.
    answers: &'static [&'static str],
    acts: &'static [HelpAct],
}

const fn place(key: &'static str, answers: &'static [&'static str], acts: &'static [HelpAct]) -> Place {
    Place { key, answers, acts }
}

/// The question with which it begins.
pub const START: &str = "start";

const BEGINNING: Place = place(START, &["declined", "lost-phone", "message", "cannot-sign-in"], &[]);

/// The whole tree: each place but the first is named by one other as an answer.
const PLACES: &[Place] = &[
    BEGINNING,
    place(
        "declined",
        &["declined-control", "declined-frozen", "declined-suspected", "declined-money", "declined-not-mine"],
        &[HelpAct::Why],
    ),
    place("declined-control", &[], &[HelpAct::Why]),
    place("declined-frozen", &[], &[HelpAct::Freeze, HelpAct::Chat, HelpAct::CallBack]),
    place("declined-suspected", &["declined-it-was-me", "declined-not-mine-either"], &[]),
    place("declined-it-was-me", &[], &[HelpAct::Why, HelpAct::Chat, HelpAct::CallBack, HelpAct::Channels]),
    place(
        "declined-not-mine-either",
        &[],
        &[HelpAct::Freeze, HelpAct::Dispute, HelpAct::FreezeCode, HelpAct::Channels],
    ),
    place("declined-money", &[], &[HelpAct::Why, HelpAct::Chat]),
    place("declined-not-mine", &[], &[HelpAct::Freeze, HelpAct::Dispute, HelpAct::FreezeCode, HelpAct::Channels]),
    place("lost-phone", &["lost-phone-mine", "lost-phone-borrowed", "lost-phone-found"], &[]),
    place("lost-phone-mine", &[], &[HelpAct::SignIn, HelpAct::Channels]),
    place("lost-phone-borrowed", &[], &[HelpAct::Channels]),
    place("lost-phone-found", &[], &[HelpAct::Token, HelpAct::ChangeCode, HelpAct::Password]),
    place("message", &["message-read", "message-opened", "message-told", "message-called"], &[]),
    place("message-read", &[], &[HelpAct::CheckMessage, HelpAct::Chat]),
    place("message-opened", &["message-opened-typed", "message-opened-nothing"], &[]),
    place(
        "message-opened-typed",
        &[],
        &[HelpAct::Freeze, HelpAct::FreezeCode, HelpAct::ChangeCode, HelpAct::Password, HelpAct::Channels],
    ),
    place("message-opened-nothing", &[], &[HelpAct::CheckMessage, HelpAct::Chat]),
    place(
        "message-told",
        &[],
        &[
            HelpAct::Freeze,
            HelpAct::FreezeCode,
            HelpAct::ChangeCode,
            HelpAct::Password,
            HelpAct::Chat,
            HelpAct::Channels,
        ],
    ),
    place("message-called", &[], &[HelpAct::Caller, HelpAct::Channels]),
    place("cannot-sign-in", &["cannot-sign-in-forgot", "cannot-sign-in-locked", "cannot-sign-in-no-answer"], &[]),
    place("cannot-sign-in-forgot", &[], &[HelpAct::UserId, HelpAct::Channels]),
    place("cannot-sign-in-locked", &[], &[HelpAct::SignIn, HelpAct::Freeze, HelpAct::Channels]),
    place("cannot-sign-in-no-answer", &[], &[HelpAct::Outages, HelpAct::FreezeCode]),
];

/// A question with its answers, or advice with what to do, in the customer's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub key: &'static str,
    /// The question, or the advice in short.
    pub title: String,
    /// What to look at, or what to do in which order.
    pub body: String,
    /// What can be answered.
    pub answers: Vec<Answer>,
    /// What can be done, the most urgent first.
    pub acts: Vec<Advice>,
    /// The step before; `None` at the beginning.
    pub before: Option<&'static str>,
}

/// An answer to a step's question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The step to which it leads.
    pub step: &'static str,
    /// The answer.
    pub text: String,
}

/// An act of the app that a step advises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Which.
    pub act: HelpAct,
    /// What to read on its button.
    pub title: String,
    /// The customer has to sign in first.
    pub sign_in_first: bool,
}

/// The step of that name; the first one for a name that this version does not know. `signed_in`: whether a session is open.
#[must_use]
pub fn step(key: &str, signed_in: bool, language: Language) -> Step {
    let found = PLACES.iter().find(|place| place.key == key).unwrap_or(&BEGINNING);
    let words = |key: &str| texts::text(language, key, &[]);
    let answer = |step: &&'static str| Answer { step, text: words(&format!("guide-{step}.answer")) };
    let acts = found.acts.iter().filter(|act| !(signed_in && **act == HelpAct::SignIn));
    let before = PLACES.iter().find(|place| place.answers.contains(&found.key)).map(|place| place.key);
    Step {
        key: found.key,
        title: words(&format!("guide-{}", found.key)),
        body: words(&format!("guide-{}.body", found.key)),
        answers: found.answers.iter().map(answer).collect(),
        acts: acts.map(|act| advice(*act, signed_in, language)).collect(),
        before,
    }
}

fn advice(act: HelpAct, signed_in: bool, language: Language) -> Advice {
    let title = texts::text(language, &format!("guide-act-{}", act.code()), &[]);
    let sign_in_first = act.needs_session() && !signed_in;
    let title = if sign_in_first {
        texts::text(language, "guide-sign-in-first", &[("act", Value::Text(&title))])
    } else {
        title
    };
    Advice { act, title, sign_in_first }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every path from the first question to its end.
    fn walk(key: &str, path: &mut Vec<String>, seen: &mut BTreeSet<String>, language: Language) {
        assert!(!path.iter().any(|passed| passed == key), "{key} leads back to itself");
        let step = step(key, false, language);
        assert_eq!(step.key, key, "no such step");
        assert_eq!(step.before.map(str::to_owned), path.last().cloned(), "{key} is reached from two places");
        assert!(!step.answers.is_empty() || !step.acts.is_empty(), "{key} leads nowhere");
        path.push(key.to_owned());
        assert!(path.len() <= 4, "too many questions for somebody in need: {path:?}");
        for answer in &step.answers {
            walk(answer.step, path, seen, language);
        }
        path.pop();
        seen.insert(key.to_owned());
    }

    #[test]
    fn chat_8_every_way_through_the_guide_is_short_and_ends_in_something_to_do() {
        let mut seen = BTreeSet::new();
        walk(START, &mut Vec::new(), &mut seen, Language::English);
        assert_eq!(seen.len(), PLACES.len(), "every step is reached");
        let advised: BTreeSet<_> = PLACES.iter().flat_map(|place| place.acts).map(|act| act.code()).collect();
        assert_eq!(advised.len(), HelpAct::ALL.len(), "every act is advised somewhere");
    }

    #[test]
    fn chat_8_every_step_answer_and_act_has_its_words_in_both_languages() {
        for language in Language::ALL {
            for place in PLACES {
                let told = step(place.key, false, language);
                let words = [&told.title, &told.body].into_iter();
                let words = words.chain(told.answers.iter().map(|answer| &answer.text));
                for text in words.chain(told.acts.iter().map(|advice| &advice.title)) {
                    assert!(!text.starts_with('[') && !text.is_empty(), "{}: {text}", place.key);
                }
            }
        }
    }

    #[test]
    fn chat_8_whoever_cannot_sign_in_has_something_to_do_at_every_end() {
        for place in PLACES.iter().filter(|place| place.answers.is_empty()) {
            let told = step(place.key, false, Language::English);
            assert!(told.acts.iter().any(|advice| !advice.sign_in_first), "{} needs a session", place.key);
        }
    }

    #[test]
    fn chat_8_what_needs_a_session_says_so_until_one_is_open() {
        let chat = |signed_in| {
            let told = step("message-read", signed_in, Language::English);
            told.acts.into_iter().find(|advice| advice.act == HelpAct::Chat).unwrap()
        };
        assert!(chat(false).sign_in_first && chat(false).title.starts_with("Sign in"));
        let mine = step("lost-phone-mine", true, Language::English);
        assert!(!mine.acts.is_empty() && mine.acts.iter().all(|advice| advice.act != HelpAct::SignIn), "{mine:?}");
        assert!(!chat(true).sign_in_first && !chat(true).title.starts_with("Sign in"));
    }

    #[test]
    fn chat_8_an_unknown_step_begins_at_the_beginning() {
        assert_eq!(step("of-the-future", false, Language::English).key, START);
    }
}
