//! Where the bank is to be found, whether something is really the bank's, and help.

use kunci_core::support;
use kunci_domain::channels;
use kunci_domain::texts::{self, Language};

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

pub use kunci_core::support::{HelpAct, TipMoment};

/// What a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ChannelKind {
    /// A telephone number.
    Phone,
    /// A domain, with everything below it.
    Website,
    /// An e-mail address.
    Email,
    /// A place.
    Office,
    /// The chat in the app.
    Chat,
    /// The secure form in the app.
    Form,
}

impl From<channels::ChannelKind> for ChannelKind {
    fn from(kind: channels::ChannelKind) -> Self {
        match kind {
            channels::ChannelKind::Phone => Self::Phone,
            channels::ChannelKind::Website => Self::Website,
            channels::ChannelKind::Email => Self::Email,
            channels::ChannelKind::Office => Self::Office,
            channels::ChannelKind::Chat => Self::Chat,
            channels::ChannelKind::Form => Self::Form,
        }
    }
}

/// A way to the bank.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OfficialChannel {
    /// What it is.
    pub kind: ChannelKind,
    /// What it is, in words.
    pub name: String,
    /// As the bank wrote it; empty for what is in the app.
    pub address: String,
}

/// The official channels.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChannelsView {
    /// When the bank signed, its own time, milliseconds since 1970 UTC.
    pub issued_ms: i64,
    /// All of them.
    pub channels: Vec<OfficialChannel>,
}

/// A number, web or e-mail address, and whether it is the bank's.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ContactCheck {
    /// What it is.
    pub kind: ChannelKind,
    /// Whether it is in the bank's directory.
    pub official: bool,
    /// As it was pasted.
    pub text: String,
    /// What that means.
    pub title: String,
    /// Why, and what to do.
    pub body: String,
}

/// When a safety tip matters.
#[uniffi::remote(Enum)]
pub enum TipMoment {
    /// Before signing in.
    SignIn,
    /// A password is chosen.
    ChoosePassword,
    /// An Unlock Code is chosen.
    ChooseCode,
    /// The app is too old for the bank.
    OldVersion,
    /// A phone is lost, another one replaced it, or the registered number changes.
    LostPhone,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HelpTopic {
    /// Its name.
    pub key: String,
    /// The question.
    pub title: String,
    /// The answer.
    pub body: String,
}

/// Something that the app can do, to which the guide leads.
#[uniffi::remote(Enum)]
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

/// A question with its answers, or advice with what to do.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GuideStep {
    /// Its name.
    pub key: String,
    /// The question, or the advice in short.
    pub title: String,
    /// What to look at, or what to do in which order.
    pub body: String,
    /// What can be answered.
    pub answers: Vec<GuideAnswer>,
    /// What can be done, the most urgent first.
    pub acts: Vec<GuideAdvice>,
    /// The step before; `None` at the beginning.
    pub before: Option<String>,
}

/// An answer to a step's question.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GuideAnswer {
    /// The step to which it leads.
    pub step: String,
    /// The answer.
    pub text: String,
}

/// An act of the app that a step advises.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GuideAdvice {
    /// Which.
    pub act: HelpAct,
    /// What to read on its button.
    pub title: String,
    /// The customer has to sign in first.
    pub sign_in_first: bool,
}

#[uniffi::export]
impl Phone {
    /// The bank's official channels, as it signed them: before signing in, and without a network once the phone has spoken with its bank.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn channels(&self, language: String) -> Result<ChannelsView, PhoneError> {
        let phone = self.open_phone()?;
        let directory = run(async move { phone.channels().await }).await?;
        let language = Language::from_tag(&language);
        let view = |channel: channels::Channel| OfficialChannel {
            kind: channel.kind.into(),
            name: texts::text(language, &format!("channel-{}", channel.kind.code()), &[]),
            address: channel.address,
        };
        Ok(ChannelsView {
            issued_ms: directory.issued_ms,
            channels: directory.channels.into_iter().map(view).collect(),
        })
    }

    /// Looks for telephone numbers, web and e-mail addresses in what was pasted, and says of each whether it is really the bank's.
    ///
    /// # Errors
    /// As `channels`.
    pub async fn check_contacts(&self, text: String, language: String) -> Result<Vec<ContactCheck>, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        let found = run(async move { phone.check_contacts(&text, language).await }).await?;
        let check = |contact: support::ContactView| {
            let support::ContactView { kind, official, text, title, body } = contact;
            ContactCheck { kind: kind.into(), official, text, title, body }
        };
        Ok(found.into_iter().map(check).collect())
    }
}

/// Help that holds every word typed; all of it if none was. Needs no phone, network or session.
#[uniffi::export]
#[must_use]
pub fn help_topics(typed: &str, language: &str) -> Vec<HelpTopic> {
    let topic = |topic: support::Topic| HelpTopic { key: topic.key.to_owned(), title: topic.title, body: topic.body };
    support::topics(typed, Language::from_tag(language)).into_iter().map(topic).collect()
}

/// A step of the guide through troubles: the one of that name, the first for an empty one. Needs no phone, network or session.
#[uniffi::export]
#[must_use]
pub fn guide_step(step: &str, signed_in: bool, language: &str) -> GuideStep {
    let told = support::guide::step(step, signed_in, Language::from_tag(language));
    let answer = |answer: support::guide::Answer| GuideAnswer { step: answer.step.to_owned(), text: answer.text };
    let act = |advice: support::guide::Advice| {
        let support::guide::Advice { act, title, sign_in_first } = advice;
        GuideAdvice { act, title, sign_in_first }
    };
    GuideStep {
        key: told.key.to_owned(),
        title: told.title,
        body: told.body,
        answers: told.answers.into_iter().map(answer).collect(),
        acts: told.acts.into_iter().map(act).collect(),
        before: told.before.map(str::to_owned),
    }
}

/// What keeps a customer safe at that moment, in one or two sentences each. Needs no phone, network or session.
#[uniffi::export]
#[must_use]
pub fn tips(moment: TipMoment, language: &str) -> Vec<String> {
    support::tips(moment, Language::from_tag(language))
}
