//! The queue of card commands: on disk with the customer's intent and the idempotency key before the first send, sent again under the
//! same key, first come first served for each card, kept with the bank's receipt. What the rules are: [`kunci_domain::cards::commands`].
//!
//! Only what tightens waits for a network. What loosens, or is for good, is written down as well, so that asking again after a lost
//! answer is the same command, but nothing sends it by itself.

use std::collections::HashSet;
use std::future::ready;
use std::sync::Arc;

use kunci_domain::cards::Card;
use kunci_domain::cards::commands::{has_expired, rebased};
use kunci_wire::cards::CommandReply;
use serde::Serialize;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::intent::{Intent, call_of};
use super::receipt::{self, ReceiptView};
use crate::bank::Signer;
use crate::guard::by_device;
use crate::ports::{CommandAction, CommandRecord, CommandState, StoreError, TokenRecord, TokenStore};
use crate::session::Session;
use crate::token::possessed;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Sends what waits: freezes first, then the rest of each card in the order in which it was asked for. For when there is a network
    /// again, and after the start of the app. Returns the receipts that came, also to another call that was sending at the same time.
    ///
    /// A command that the bank refuses, or that came too late, is left behind with its state; one whose answer does not come keeps those
    /// of its card that follow it waiting.
    ///
    /// # Errors
    /// The first thing that kept a command from being answered; what was confirmed before that is confirmed.
    pub async fn send_commands(&self) -> Result<Vec<ReceiptView>, Error> {
        let mut receipts = Vec::new();
        let mut kept_back: Vec<Uuid> = Vec::new();
        let mut trouble = None;
        let asked: HashSet<Uuid> = self.waiting().await?.into_iter().map(|command| command.command_id).collect();
        let _gate = self.command_gate.lock().await;
        let mut waiting = self.waiting().await?;
        receipts.extend(self.confirmed_meanwhile(&asked).await?);
        // A stable sort: the order within both parts stays.
        waiting.sort_by_key(|command| !command.action.goes_ahead());
        for command in waiting {
            if kept_back.contains(&command.card_id) && !command.action.goes_ahead() {
                continue;
            }
            let (card_id, command_id) = (command.card_id, command.command_id);
            // What was sent before may have made it void, or may be what it now stands on.
            let Some(command) = self.waiting().await?.into_iter().find(|kept| kept.command_id == command_id) else {
                continue;
            };
            match self.send_tightening(command, None).await {
                Ok(receipt) => receipts.push(receipt),
                Err(error) if is_final(&error) => {}
                Err(error) => {
                    kept_back.push(card_id);
                    trouble = trouble.or(Some(error));
                }
            }
        }
        match trouble {
            Some(error) => Err(error),
            None => Ok(receipts),
        }
    }

    /// The receipts of those that waited and have been confirmed since.
    async fn confirmed_meanwhile(&self, asked: &HashSet<Uuid>) -> Result<Vec<ReceiptView>, Error> {
        let mut views = Vec::new();
        for kept in self.commands_now().await? {
            let proof =
                kept.receipt.filter(|_| kept.state == CommandState::Confirmed && asked.contains(&kept.command_id));
            if let Some(proof) = proof {
                views.push(receipt::view(self.genuine(&proof).await?, &proof));
            }
        }
        Ok(views)
    }

    /// Writes the command down, or finds the open one that says the same: trying again is the same command.
    pub(super) async fn written(
        &self,
        card_id: Uuid,
        action: CommandAction,
        intent: &impl Serialize,
        version: Option<u64>,
    ) -> Result<CommandRecord, Error> {
        let fresh = self.fresh(card_id, action, intent, version)?;
        let _disk = self.command_disk.lock().await;
        let (store, now_ms) = (Arc::clone(&self.ports.store), self.bank_time()?.ms);
        blocking::run(move || {
            let _held = store.hold();
            let (command, on_disk) = the_same_or(fresh, open_at(store.as_ref(), None, now_ms)?);
            on_disk.catch_up(store.as_ref(), &command)?;
            Ok(command)
        })
        .await
    }

    /// A command that was not asked for before.
    pub(super) fn fresh(
        &self,
        card_id: Uuid,
        action: CommandAction,
        intent: &impl Serialize,
        version: Option<u64>,
    ) -> Result<CommandRecord, Error> {
        Ok(CommandRecord {
            command_id: self.new_id()?,
            card_id,
            action,
            intent: serde_json::to_string(intent).map_err(|_| Error::Internal)?,
            version,
            state: CommandState::Requested,
            receipt: None,
            requested_ms: self.bank_time()?.ms,
        })
    }

    /// As [`Self::written`], on one thread, because the customer waits: what is to be sent is known while it is being written down, which
    /// must be done before it is sent. No other command is written meanwhile. The token is read as well.
    pub(super) async fn noted_at_once(
        &self,
        fresh: CommandRecord,
    ) -> Result<(TokenRecord, CommandRecord, impl Future<Output = Result<Option<Held>, Error>> + Send + use<'_>), Error>
    {
        self.alive()?;
        let disk = self.command_disk.lock().await;
        let (tell, known) = oneshot::channel();
        let (store, now_ms) = (Arc::clone(&self.ports.store), self.bank_time()?.ms);
        let writing = blocking::start(move || {
            let held = store.hold();
            let record = possessed(store.token()?)?;
            let (command, on_disk) = the_same_or(fresh, open_at(store.as_ref(), None, now_ms)?);
            // Whoever asked may have given up.
            let _ = tell.send((record, command.clone()));
            on_disk.catch_up(store.as_ref(), &command)?;
            Ok(Some(held))
        });
        let Ok((record, command)) = known.await else {
            let error = writing.await.err().unwrap_or(Error::Internal);
            // A token whose time is over goes.
            possessed(self.load_token().await?)?;
            return Err(error);
        };
        let writing = async move {
            let _disk = disk;
            writing.await
        };
        Ok((record, command, writing))
    }

    /// Sends a change of controls after those of its card that wait before it, which it must not overtake.
    pub(super) async fn send_in_turn(&self, command: CommandRecord, card: Option<&Card>) -> Result<ReceiptView, Error> {
        let _gate = self.command_gate.lock().await;
        self.send_what_is_before(&command).await?;
        // Those before it may have changed what it stands on.
        let command_id = command.command_id;
        let now = self.waiting().await?.into_iter().find(|kept| kept.command_id == command_id);
        self.send_tightening(now.ok_or(Error::CardChanged)?, card).await
    }

    /// Sends what waits of the same card and was asked for earlier; a freeze is in nobody's way but of what loosens.
    ///
    /// # Errors
    /// What keeps one of them from being answered.
    async fn send_what_is_before(&self, command: &CommandRecord) -> Result<(), Error> {
        loop {
            let waiting = self.waiting().await?;
            let in_the_way = |kept: &CommandRecord| !kept.action.goes_ahead() || !command.action.waits();
            let first = waiting.into_iter().find(|kept| kept.card_id == command.card_id && in_the_way(kept));
            let Some(first) = first.filter(|first| first.command_id != command.command_id) else { return Ok(()) };
            match self.send_tightening(first, None).await {
                Ok(_) => {}
                Err(error) if is_final(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The same before something that loosens, which is never in the queue itself.
    pub(super) async fn send_waiting_of(&self, command: &CommandRecord) -> Result<(), Error> {
        let _gate = self.command_gate.lock().await;
        self.send_what_is_before(command).await
    }

    /// Sends a command that tightens, and keeps what became of it. `card`: as the customer saw it; then the receipt is held to every
    /// control of it.
    pub(super) async fn send_tightening(
        &self,
        command: CommandRecord,
        card: Option<&Card>,
    ) -> Result<ReceiptView, Error> {
        let record = possessed(self.load_token().await?)?;
        self.send_for_receipt(&by_device(&record), command, card).await
    }

    /// Sends a command that the bank answers with a receipt, signed by whoever may give it.
    pub(super) async fn send_for_receipt(
        &self,
        signer: &Signer<'_>,
        command: CommandRecord,
        card: Option<&Card>,
    ) -> Result<ReceiptView, Error> {
        self.send_once_kept(ready(Ok(None)), signer, command, card).await
    }

    /// The same, made ready to be sent while it is being `kept`. What that holds is held until the answer is on the disk.
    pub(super) async fn send_once_kept(
        &self,
        kept: impl Future<Output = Result<Option<Held>, Error>>,
        signer: &Signer<'_>,
        command: CommandRecord,
        card: Option<&Card>,
    ) -> Result<ReceiptView, Error> {
        let outcome = match self.call_after(kept, signer, &call_of(&command)?).await {
            Ok((CommandReply { receipt: Some(receipt), operation: None }, held)) => {
                self.confirm_command(&command, &receipt, card, held).await
            }
            Ok(_) => Err(Error::ReplyUnreadable),
            Err(error) => Err(error),
        };
        if let Err(error) = &outcome {
            self.note_failure(&command, error).await?;
        }
        outcome
    }

    /// Has the bank do or offer what loosens, after what of the same card waits. An operation that was offered is the answer: it lies
    /// with the customer then.
    pub(super) async fn ask_to_loosen(&self, session: &Session, command: CommandRecord) -> Result<CommandReply, Error> {
        let outcome = match self.send_waiting_of(&command).await {
            Ok(()) => self.call::<CommandReply>(&Signer::Session(session), &call_of(&command)?).await,
            Err(error) => Err(error),
        };
        match &outcome {
            Ok(reply) if reply.operation.is_some() => self.note_offered(&command).await?,
            Ok(_) => {}
            Err(error) => self.note_failure(&command, error).await?,
        }
        outcome
    }

    /// Verifies the receipt of this command, keeps it, and ends what it makes void.
    pub(super) async fn confirm_command(
        &self,
        command: &CommandRecord,
        receipt: &str,
        card: Option<&Card>,
        held: Option<Held>,
    ) -> Result<ReceiptView, Error> {
        let intent = Intent::of(command)?;
        // The exact result is known only for the card that the customer saw.
        let card = card.filter(|card| Some(card.version) == command.version);
        let (view, version) =
            self.receipt_of(receipt, command.command_id, command.card_id, &intent.expected(card)).await?;
        self.settle(command.clone(), receipt.to_owned(), version, held).await?;
        Ok(view)
    }

    /// A receipt that came with the approval of an operation: if this phone asked for it, it is kept. Nothing here can undo the
    /// approval.
    pub(crate) async fn keep_approved(&self, view: &ReceiptView, version: u64) {
        let Ok(commands) = self.commands_now().await else { return };
        if let Some(asked) = commands.into_iter().find(|kept| kept.command_id.to_string() == view.command_id) {
            let _ = self.settle(asked, view.proof.clone(), version, None).await;
        }
    }

    /// Confirmed: the receipt is kept, older ones of the same matter are void, later ones stand on the new card.
    async fn settle(
        &self,
        command: CommandRecord,
        receipt: String,
        version: u64,
        held: Option<Held>,
    ) -> Result<(), Error> {
        let _disk = self.command_disk.lock().await;
        let now_ms = self.bank_time()?.ms;
        let store = Arc::clone(&self.ports.store);
        // Read once, and without going to and fro between threads: the customer waits.
        blocking::run(move || {
            let _held = held.unwrap_or_else(|| store.hold());
            let open = open_at(store.as_ref(), Some(command.command_id), now_ms)?;
            for changed in changed_by(&command, open, version) {
                store.put_command(&changed)?;
            }
            // Last: if the app ends before this, the command is still open, and its answer does all of it again. The other way round an
            // older one would stay open beside it, and win by being sent late.
            let confirmed = CommandRecord { state: CommandState::Confirmed, receipt: Some(receipt), ..command };
            Ok(store.put_command(&confirmed)?)
        })
        .await
    }

    /// The bank has offered it for approval. What something newer has made void meanwhile stays void.
    async fn note_offered(&self, command: &CommandRecord) -> Result<(), Error> {
        let _disk = self.command_disk.lock().await;
        match self.still_open(command).await? {
            Some(kept) => self.keep(CommandRecord { state: CommandState::Sent, ..kept }).await,
            None => Ok(()),
        }
    }

    /// What a failed attempt leaves of a command.
    async fn note_failure(&self, command: &CommandRecord, error: &Error) -> Result<(), Error> {
        let _disk = self.command_disk.lock().await;
        let Some(kept) = self.still_open(command).await? else { return Ok(()) };
        if was_never_sent(error, &kept) {
            return self.forget(kept).await;
        }
        let state = after(error, &kept);
        if state == kept.state { Ok(()) } else { self.keep(CommandRecord { state, ..kept }).await }
    }

    /// The command as it is on the disk now. Another attempt may have brought the receipt meanwhile.
    async fn still_open(&self, command: &CommandRecord) -> Result<Option<CommandRecord>, Error> {
        let open = self.open_commands().await?;
        Ok(open.into_iter().find(|kept| kept.command_id == command.command_id && kept.state.is_open()))
    }

    /// What waits to be sent, in order.
    async fn waiting(&self) -> Result<Vec<CommandRecord>, Error> {
        let mut all = self.open_commands().await?;
        all.retain(|command| command.state.is_open() && command.action.waits());
        Ok(all)
    }

    /// All commands as they stand now: what is too old to be sent has expired. Nothing is written, because a receipt may be on its way to
    /// the disk at this very moment.
    pub(super) async fn commands_now(&self) -> Result<Vec<CommandRecord>, Error> {
        self.as_of_now(|store, now_ms| {
            let mut all = store.commands()?;
            expire(&mut all, now_ms);
            Ok(all)
        })
        .await
    }

    /// The same of those whose outcome was to come when they were written.
    async fn open_commands(&self) -> Result<Vec<CommandRecord>, Error> {
        self.as_of_now(|store, now_ms| open_at(store, None, now_ms)).await
    }

    async fn as_of_now(
        &self,
        read: impl FnOnce(&dyn TokenStore, i64) -> Result<Vec<CommandRecord>, StoreError> + Send + 'static,
    ) -> Result<Vec<CommandRecord>, Error> {
        self.alive()?;
        let now_ms = self.bank_time()?.ms;
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(read(store.as_ref(), now_ms)?)).await
    }

    pub(super) async fn keep(&self, command: CommandRecord) -> Result<(), Error> {
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.put_command(&command)?)).await
    }

    pub(super) async fn forget(&self, command: CommandRecord) -> Result<(), Error> {
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.remove_command(&command)?)).await
    }
}

/// What of the token database may stay in memory ([`TokenStore::hold`]).
pub(super) type Held = Box<dyn Send>;

/// How a command is on the disk.
enum OnDisk {
    NotYet,
    InAnotherState,
    AsItIs,
}

impl OnDisk {
    fn catch_up(self, store: &dyn TokenStore, command: &CommandRecord) -> Result<(), StoreError> {
        match self {
            Self::NotYet => store.add_command(command),
            Self::InAnotherState => store.put_command(command),
            Self::AsItIs => Ok(()),
        }
    }
}

/// What was open when it was written, and the one with the id `and`, as they stand at this time.
fn open_at(store: &dyn TokenStore, and: Option<Uuid>, now_ms: i64) -> Result<Vec<CommandRecord>, StoreError> {
    let mut open = store.open_commands(and)?;
    expire(&mut open, now_ms);
    Ok(open)
}

/// The one among `open` that says the same, or the fresh one. Pure.
fn the_same_or(fresh: CommandRecord, open: Vec<CommandRecord>) -> (CommandRecord, OnDisk) {
    // An operation that was offered is answered or passes; asking again then asks for a new one.
    let again = |kept: &CommandRecord| match kept.action.is_done_at_once() {
        true => kept.state.is_open(),
        false => kept.state == CommandState::Requested,
    };
    let what = |command: &CommandRecord| (command.card_id, command.action, command.version);
    let same = |kept: &CommandRecord| what(kept) == what(&fresh) && kept.intent == fresh.intent;
    // After its contrary, which makes it void, it is the last word and not the older one. Of one kind it is another try: what may have
    // reached the bank keeps its key.
    let is_contrary = |later: &CommandRecord| {
        later.card_id == fresh.card_id
            && later.state.is_open()
            && later.action != fresh.action
            && later.action.makes_void(fresh.action)
    };
    let since = open.iter().rposition(is_contrary).map_or(0, |place| place + 1);
    match open.into_iter().skip(since).find(|kept| again(kept) && same(kept)) {
        Some(kept) => {
            let state = found_again(&kept);
            let on_disk = if state == kept.state { OnDisk::AsItIs } else { OnDisk::InAnotherState };
            (CommandRecord { state, ..kept }, on_disk)
        }
        None => (fresh, OnDisk::NotYet),
    }
}

/// What is too old to be sent has expired. Pure.
fn expire(all: &mut [CommandRecord], now_ms: i64) {
    for command in all {
        if command.state.is_open() && has_expired(command.action, command.requested_ms, now_ms) {
            command.state = CommandState::Expired;
        }
    }
}

/// How other commands stand after this one was confirmed, those that changed by it: `all` in their order, the card at `version`. Pure.
fn changed_by(command: &CommandRecord, all: Vec<CommandRecord>, version: u64) -> Vec<CommandRecord> {
    let mut later = false;
    let changed = all.into_iter().filter_map(|kept| {
        if kept.command_id == command.command_id {
            later = true;
            return None;
        }
        if kept.card_id != command.card_id || !kept.state.is_open() {
            return None;
        }
        // For good is for good: also what was asked for later.
        if (!later || command.action == CommandAction::Block) && command.action.makes_void(kept.action) {
            return Some(CommandRecord { state: CommandState::Superseded, ..kept });
        }
        // Sent once, it stays as it was sent.
        let waiting = kept.version.filter(|_| kept.state == CommandState::Requested)?;
        let version = rebased(waiting, version);
        (version != waiting).then_some(CommandRecord { version: Some(version), ..kept })
    });
    changed.collect()
}

/// Whether the bank has decided: asking again brings nothing else.
fn is_final(error: &Error) -> bool {
    matches!(decided(error), Some(CommandState::Refused | CommandState::Superseded))
}

fn decided(error: &Error) -> Option<CommandState> {
    match error {
        Error::CardChanged => Some(CommandState::Superseded),
        Error::NotFound
        | Error::CardNotUsable
        | Error::TooManyCards
        | Error::NameUnsafe { .. }
        | Error::Scope
        | Error::AmountInvalid
        | Error::LimitAboveCeiling
        | Error::ChangeInvalid
        | Error::HeldByProbation { .. }
        | Error::BankRefused { .. } => Some(CommandState::Refused),
        _ => None,
    }
}

/// How a command stands that is found on disk when the customer asks for the same again. Pure. One that does not wait and was never sent
/// was forgotten: an earlier attempt may have reached the bank, and its answer was lost, perhaps with the app.
fn found_again(command: &CommandRecord) -> CommandState {
    if command.action.is_done_at_once() && !command.action.waits() { CommandState::Sent } else { command.state }
}

/// Whether nothing was sent, and nothing will be. Pure. What may have reached the bank keeps its key: the same asked under another one would
/// be refused because it is done.
fn was_never_sent(error: &Error, command: &CommandRecord) -> bool {
    *error == Error::Offline && !command.action.waits() && command.state == CommandState::Requested
}

/// How a command stands after this. Pure.
fn after(error: &Error, command: &CommandRecord) -> CommandState {
    let perhaps_done = matches!(
        error,
        Error::OutcomeUnknown
            | Error::BankFailed { .. }
            | Error::ServiceDown { unsure: true, .. }
            | Error::ReplyTooLarge
            | Error::ReplyUnreadable
            | Error::ReceiptForged
    );
    match decided(error) {
        Some(state) => state,
        None if perhaps_done && command.action.is_done_at_once() => CommandState::Sent,
        None => command.state,
    }
}

#[cfg(test)]
mod tests {
    use kunci_domain::outages::Service;

    use super::*;

    fn command(action: CommandAction) -> CommandRecord {
        CommandRecord {
            command_id: Uuid::from_u128(1),
            card_id: Uuid::from_u128(2),
            action,
            intent: r#"{"changes":[{"what":"country","country":"RU","blocked":true}]}"#.to_owned(),
            version: Some(7),
            state: CommandState::Requested,
            receipt: None,
            requested_ms: 0,
        }
    }

    #[test]
    fn card_2_what_has_no_answer_waits_and_what_the_bank_refused_does_not() {
        let tighten = command(CommandAction::Tighten);
        assert_eq!(after(&Error::Offline, &tighten), CommandState::Requested);
        assert_eq!(after(&Error::OutcomeUnknown, &tighten), CommandState::Sent);
        assert_eq!(after(&Error::ReceiptForged, &tighten), CommandState::Sent, "nothing is confirmed by a forgery");
        let down = |unsure| Error::ServiceDown { service: Service::Cards, until_ms: None, unsure };
        assert_eq!(after(&down(true), &tighten), CommandState::Sent);
        assert_eq!(after(&down(false), &tighten), CommandState::Requested, "an outage that refuses has done nothing");
        assert_eq!(after(&Error::CardNotUsable, &tighten), CommandState::Refused);
        assert_eq!(after(&Error::CardChanged, &tighten), CommandState::Superseded);
        let sent = CommandRecord { state: CommandState::Sent, ..tighten };
        assert_eq!(after(&Error::Offline, &sent), CommandState::Sent, "it may have arrived before");
        assert!(is_final(&Error::CardChanged) && !is_final(&Error::Offline) && !is_final(&Error::TokenSuperseded));
    }

    #[test]
    fn card_5_only_a_report_that_was_never_attempted_is_forgotten_without_a_network() {
        let report = command(CommandAction::Block);
        assert!(was_never_sent(&Error::Offline, &report));
        for error in [Error::OutcomeUnknown, Error::ReceiptForged, Error::ReplyUnreadable] {
            assert_eq!(after(&error, &report), CommandState::Sent, "perhaps the card is closed");
            assert!(!was_never_sent(&error, &report));
        }
        // The app was killed before the answer: what is on the disk was attempted.
        assert_eq!(found_again(&report), CommandState::Sent);
        let sent = CommandRecord { state: CommandState::Sent, ..report };
        assert!(!was_never_sent(&Error::Offline, &sent));
        assert_eq!(after(&Error::Offline, &sent), CommandState::Sent);
        assert_eq!(after(&Error::CardNotUsable, &sent), CommandState::Refused);
        let freeze = command(CommandAction::Freeze);
        assert!(!was_never_sent(&Error::Offline, &freeze), "it waits for a network");
        assert_eq!(found_again(&freeze), CommandState::Requested, "it may never have been sent");
        let loosens = command(CommandAction::Unfreeze);
        assert_eq!(found_again(&loosens), CommandState::Requested, "nothing is done without an approval");
    }

    #[test]
    fn card_2_asked_again_after_the_contrary_it_is_another_command_and_the_last_word() {
        let numbered = |id, action, state| CommandRecord {
            command_id: Uuid::from_u128(id),
            state,
            version: None,
            ..command(action)
        };
        let unfreeze = numbered(1, CommandAction::Unfreeze, CommandState::Requested);
        let freeze = |state| numbered(2, CommandAction::Freeze, state);
        let again = || numbered(3, CommandAction::Unfreeze, CommandState::Requested);
        let asked = |open: &[&CommandRecord]| {
            the_same_or(again(), open.iter().map(|kept| (*kept).clone()).collect()).0.command_id.as_u128()
        };
        assert_eq!(asked(&[&unfreeze]), 1, "the same command");
        assert_eq!(asked(&[&freeze(CommandState::Sent), &unfreeze]), 1, "it was the last word already");
        assert_eq!(asked(&[&unfreeze, &freeze(CommandState::Sent)]), 3, "the freeze makes the older one void");
        assert_eq!(asked(&[&unfreeze, &freeze(CommandState::Expired)]), 1, "this one never will");
        let elsewhere = CommandRecord { card_id: Uuid::from_u128(9), ..freeze(CommandState::Sent) };
        assert_eq!(asked(&[&unfreeze, &elsewhere]), 1, "another card");

        let lost = numbered(1, CommandAction::Block, CommandState::Sent);
        let stolen = CommandRecord {
            intent: r#"{"reason":"stolen"}"#.to_owned(),
            command_id: Uuid::from_u128(2),
            ..lost.clone()
        };
        let again = CommandRecord { command_id: Uuid::from_u128(3), ..lost.clone() };
        let (found, _) = the_same_or(again, vec![lost, stolen]);
        assert_eq!(found.command_id.as_u128(), 1, "what may have closed the card keeps its key");
    }

    #[test]
    fn card_2_a_command_is_the_same_call_at_every_attempt() {
        let tighten = command(CommandAction::Tighten);
        let (one, two) = (call_of(&tighten).expect("a call"), call_of(&tighten).expect("a call"));
        assert_eq!((&one.path, &one.body, one.idempotency_key), (&two.path, &two.body, two.idempotency_key));
        assert_eq!(one.path, format!("/v1/cards/{}/tighten", tighten.card_id));
        assert_eq!(one.body.as_ref().map(|body| body.as_slice()), Some(tighten.intent.as_bytes()));
        assert_eq!((one.idempotency_key, one.if_match.as_deref()), (Some(tighten.command_id), Some("\"7\"")));
        let broken = CommandRecord { intent: "{".to_owned(), ..tighten };
        assert_eq!(call_of(&broken).err(), Some(Error::ProfileDamaged));
    }
}
