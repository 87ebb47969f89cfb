//! The commands on cards as the customer sees them: what waits, what became of the rest, and the receipts that are kept here.

use std::collections::HashMap;

use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use uuid::Uuid;

use super::receipt::ReceiptView;
use crate::ports::{CommandAction, CommandRecord, CommandState};
use crate::{Error, Phone};

/// A command on a card, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandView {
    /// Its id, which its receipt names.
    pub command_id: String,
    /// Which card.
    pub card_id: String,
    /// `freeze`, `block`, `tighten`, `cancel-raise`, `unfreeze`, `controls`, `activation`, `replacement`, `virtual-card`.
    pub action: String,
    /// `requested`, `sent`, `confirmed`, `refused`, `superseded`, `expired`.
    pub state: String,
    /// "Block the card ending in 4821 for now"
    pub title: String,
    /// "Requested, not yet active"
    pub state_words: String,
    /// What follows from that.
    pub detail: String,
    /// When the customer asked for it, milliseconds since 1970 UTC.
    pub requested_ms: i64,
    /// Whether the customer is asked if it is still wanted: then [`Phone::repeat_command`] or [`Phone::dismiss_command`].
    pub asks: bool,
    /// Whether it is not yet active and is sent again by itself: [`Phone::send_commands`].
    pub waits: bool,
    /// Whether it came to nothing and can be taken off the list: [`Phone::dismiss_command`].
    pub may_be_dismissed: bool,
}

impl Phone {
    /// The commands of this phone, newest first: no network, no session.
    ///
    /// # Errors
    /// What the store says.
    pub async fn card_commands(&self, language: Language) -> Result<Vec<CommandView>, Error> {
        let cards = self.known_cards().await?;
        let endings: HashMap<Uuid, String> = cards.into_iter().map(|card| (card.card_id, card.ending)).collect();
        let commands = self.commands_now().await?;
        Ok(commands.iter().rev().map(|command| view(command, &endings, language)).collect())
    }

    /// The customer still wants a command that has expired: it is a new one with the same intent, and is sent.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it has not expired, or loosens: that is asked for anew. [`Error::CardChanged`] if the card is not any more as
    /// the customer saw it. As the command itself.
    pub async fn repeat_command(&self, command_id: &str) -> Result<ReceiptView, Error> {
        let expired = |kept: &CommandRecord| kept.state == CommandState::Expired && kept.action.waits();
        let old = self.left_behind(command_id).await?;
        let old = Some(old).filter(expired).ok_or(Error::NotFound)?;
        let command = CommandRecord {
            command_id: self.new_id()?,
            state: CommandState::Requested,
            requested_ms: self.bank_time()?.ms,
            ..old.clone()
        };
        self.keep(command.clone()).await?;
        self.forget(old).await?;
        match command.action.goes_ahead() {
            true => self.send_tightening(command, None).await,
            false => self.send_in_turn(command, None).await,
        }
    }

    /// The customer has taken note of what became of a command. What is open or has a receipt stays.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn dismiss_command(&self, command_id: &str) -> Result<(), Error> {
        let command = self.left_behind(command_id).await?;
        self.forget(command).await
    }

    /// The receipts of this phone's own commands, newest first, kept here and verified again, or marked as one that cannot be any more: without a session, and without a network as
    /// long as the bank's keys are known.
    ///
    /// # Errors
    /// [`Error::ReceiptForged`].
    pub async fn kept_receipts(&self) -> Result<Vec<ReceiptView>, Error> {
        let mut views = Vec::new();
        for proof in self.commands_now().await?.into_iter().rev().filter_map(|command| command.receipt) {
            views.push(self.receipt_of_before(&proof).await?);
        }
        Ok(views)
    }

    /// A command that came to nothing.
    async fn left_behind(&self, command_id: &str) -> Result<CommandRecord, Error> {
        let left = |kept: &CommandRecord| came_to_nothing(kept.state);
        let found = self.commands_now().await?.into_iter().find(|kept| kept.command_id.to_string() == command_id);
        found.filter(left).ok_or(Error::NotFound)
    }
}

fn view(command: &CommandRecord, endings: &HashMap<Uuid, String>, language: Language) -> CommandView {
    let (action, state) = (command.action, command.state);
    let ending = endings.get(&command.card_id).map_or("••••", String::as_str);
    let until = moments::display(command.requested_ms.saturating_add(action.lasts_ms()), language);
    let key = format!("command-state-{}", state.name());
    let part = match state {
        CommandState::Confirmed | CommandState::Refused | CommandState::Superseded => "detail",
        // Nothing is sent by itself, and no approval follows.
        CommandState::Sent | CommandState::Expired if action == CommandAction::Block => "reported",
        _ if action.waits() => "waits",
        _ => "asked",
    };
    CommandView {
        command_id: command.command_id.to_string(),
        card_id: command.card_id.to_string(),
        action: action.name().to_owned(),
        state: state.name().to_owned(),
        title: texts::text(language, &format!("command-{}", action.name()), &[("ending", Value::Text(ending))]),
        state_words: texts::text(language, &key, &[]),
        detail: texts::text(language, &format!("{key}.{part}"), &[("moment", Value::Text(&until))]),
        requested_ms: command.requested_ms,
        asks: state == CommandState::Expired && action.waits(),
        waits: state.is_open() && action.waits(),
        may_be_dismissed: came_to_nothing(state),
    }
}

fn came_to_nothing(state: CommandState) -> bool {
    !state.is_open() && state != CommandState::Confirmed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_2_every_command_is_told_in_both_languages_and_nothing_is_called_active_before_the_receipt() {
        let endings = HashMap::from([(Uuid::from_u128(2), "4821".to_owned())]);
        for language in Language::ALL {
            let in_force = texts::text(language, "command-state-confirmed", &[]);
            for (action, state) in CommandAction::ALL
                .iter()
                .flat_map(|action| CommandState::ALL.iter().map(move |state| (*action, *state)))
            {
                let command = CommandRecord {
                    command_id: Uuid::from_u128(1),
                    card_id: Uuid::from_u128(2),
                    action,
                    intent: "{}".to_owned(),
                    version: None,
                    state,
                    receipt: None,
                    requested_ms: 1_763_870_000_000,
                };
                let view = view(&command, &endings, language);
                for text in [&view.title, &view.state_words, &view.detail] {
                    assert!(!text.is_empty() && !text.starts_with('['), "{action:?} {state:?}: {text}");
                }
                assert!(view.title.contains("4821"));
                assert_eq!(view.state_words == in_force, state == CommandState::Confirmed);
                assert_eq!(view.asks, state == CommandState::Expired && action.waits());
                assert!(!(view.waits && view.may_be_dismissed), "what may still be done is not taken off the list");
                assert!(view.may_be_dismissed || !view.asks, "whoever is asked may say no");
            }
        }
    }
}
