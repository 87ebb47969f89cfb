//! One phone's connection.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kunci_domain::session_life::SessionEnd;
use kunci_wire::chat::WordProof;
use kunci_wire::link::{
    Bye, ClientFrame, Desk, FRAME_BYTES, Numbered, Refused, Resume, Revoked, Sent, ServerFrame, SignedHead,
    TYPING_SECONDS, Typing, Welcome, bye, refusal,
};
use kunci_wire::sessions::Scope;
use kunci_wire::{Bytes32, Jwk};
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use super::badge;
use super::desk::{self, Ask};
use super::noise;
use super::own;
use super::pipe::Pipe;
use super::queue;
use super::range;
use super::{Hint, standing};
use crate::api::caller::{end_of, is_alive};
use crate::audit::{self, Kind};
use crate::bank::{BANK_ID, Bank};
use crate::clock::SECOND;
use crate::crypto::canonical::Canonical;
use crate::crypto::keys::PeerKey;
use crate::faults::{LinkFault, LinkOffer};
use crate::refusal::BankError;
use crate::store::{ChatEvent, Controller, Conversation, Customer, Session, Tx};

/// Version of the protocol.
const VERSION: u64 = 1;
/// Handshake and `hello` must be done by then.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the session is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// The first message was not made for this bank's key.
const NOT_FOR_ME: u16 = 4000;

/// The connection ends; the phone may come back.
struct Over;

type Step<T> = Result<T, Over>;

/// Serves one connection to its end.
pub(super) async fn converse(bank: Arc<Bank>, pipe: Pipe) {
    let mut faults = bank.faults.tls();
    faults.mark_unchanged();
    let (mut stopped, mut offer) = (bank.link.stopped.subscribe(), bank.faults.link_offer());
    let by_socket = matches!(pipe, Pipe::Socket(_));
    let ends = |offer: &LinkOffer| *offer == LinkOffer::Down || (by_socket && *offer == LinkOffer::NoWebSocket);
    tokio::select! {
        _ = talk(&bank, pipe) => {}
        _ = faults.changed() => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
        _ = offer.wait_for(ends) => {}
    }
}

async fn talk(bank: &Arc<Bank>, pipe: Pipe) -> Step<()> {
    let (mut changed, mut hinted) = (bank.link.changed.subscribe(), bank.link.hinted.subscribe());
    let opened = tokio::time::timeout(PATIENCE, Connection::open(bank, pipe)).await;
    let mut connection = opened.map_err(|_| Over)??;
    connection.push().await?;
    let mut look = tokio::time::interval(LOOK_EVERY);
    loop {
        tokio::select! {
            message = connection.pipe.recv() => connection.hear(&message.ok_or(Over)?).await?,
            woken = changed.changed() => {
                woken.map_err(|_| Over)?;
                connection.push().await?;
            }
            _ = look.tick() => {
                connection.look().await?;
                // The desk opens without anybody's doing.
                connection.tell_desk().await?;
            }
            hint = hinted.recv() => match hint {
                Ok((whose, _)) if whose != connection.customer.id => {}
                Ok((_, Hint::Payments)) => connection.send(&ServerFrame::Payments).await?,
                Ok((_, Hint::Operations)) => connection.send(&ServerFrame::Operations).await?,
                Ok((_, Hint::Typing(conversation, ttl_seconds))) => {
                    let typing = Typing { conversation, ttl_seconds };
                    connection.send(&ServerFrame::Typing(typing)).await?;
                }
                // Of more than were kept, each may have been this customer's.
                Err(RecvError::Lagged(_)) => {
                    connection.send(&ServerFrame::Payments).await?;
                    connection.send(&ServerFrame::Operations).await?;
                }
                Err(RecvError::Closed) => return Err(Over),
            },
        }
    }
}

struct Connection {
    bank: Arc<Bank>,
    pipe: Pipe,
    noise: noise::Session,
    session: Uuid,
    /// The session key, which signs the customer's words.
    key: Jwk,
    language: String,
    customer: Customer,
    /// Its conversations, by id.
    lines: BTreeMap<Uuid, Line>,
    /// The badge keys that this phone knows to be taken back.
    revoked: Vec<(String, i64)>,
}

/// What this phone has been told of a conversation.
struct Line {
    epoch: u64,
    /// The newest event that was sent here.
    pushed: u64,
    /// Up to where this phone has the bank's signature; at first nothing is there to sign.
    headed: u64,
    /// What the phone knows of the desk.
    told: Option<Desk>,
    /// It has not been told yet what it missed.
    comes_back: bool,
    /// The bank's word on the session key, made with the customer's first words.
    certificate: Option<String>,
}

impl Line {
    const fn new(epoch: u64, pushed: u64) -> Self {
        Self { epoch, pushed, headed: 0, told: None, comes_back: true, certificate: None }
    }
}

/// What a `hello` came to.
enum Admission {
    Welcome {
        customer: Box<Customer>,
        key: Box<Jwk>,
        language: String,
        conversations: Vec<Conversation>,
        bundle: (u64, u64),
        revoked: Vec<(String, i64)>,
    },
    Refused(&'static str),
    /// The session that is proved is over, and why.
    Ended(&'static str),
}

impl Connection {
    async fn open(bank: &Arc<Bank>, mut pipe: Pipe) -> Step<Self> {
        let first = pipe.recv().await.ok_or(Over)?;
        let prologue =
            Canonical::new("kunci/link/1").integer(VERSION).text(BANK_ID).text(&bank.keys.noise_kid).finish();
        let ephemeral = bank.entropy.bytes().map_err(|_| Over)?;
        let Some((second, mut noise)) = noise::answer(&bank.keys.noise, &prologue, &first, ephemeral) else {
            pipe.not_for_me(NOT_FOR_ME).await;
            return Err(Over);
        };
        hand_over(&mut pipe, second).await?;
        let hello = pipe.recv().await.ok_or(Over)?;
        let frame = noise.from_phone.open(&hello).and_then(|bytes| ClientFrame::parse(&bytes).ok());
        let Some(ClientFrame::Hello { session_id, signature, resume }) = frame else { return Err(Over) };

        let (hash, worker, way) = (noise.handshake_hash, Arc::clone(bank), pipe.name());
        let admitted = blocking(move || admit(&worker, session_id, &signature.0, &hash, way)).await?;
        let (customer, key, language, conversations, bundle, revoked) = match admitted {
            Admission::Welcome { customer, key, language, conversations, bundle, revoked } => {
                (customer, key, language, conversations, bundle, revoked)
            }
            Admission::Refused(reason) => {
                send(&mut pipe, &mut noise, &goodbye(reason)).await?;
                return Err(Over);
            }
            Admission::Ended(why) => {
                send(&mut pipe, &mut noise, &ended(why)).await?;
                return Err(Over);
            }
        };
        let line = |known: &Conversation| (known.id, Line::new(known.epoch, resumed(known, &resume)));
        let lines = conversations.iter().map(line).collect();
        let revocations = badge::revocations(bank, &revoked).map_err(|_| Over)?;
        let mut connection = Self {
            bank: Arc::clone(bank),
            pipe,
            noise,
            session: session_id,
            key: *key,
            language,
            customer: *customer,
            lines,
            revoked,
        };
        let conversations = conversations.iter().map(standing).collect();
        let welcome = Welcome { conversations, bank_time_ms: bank.now(), bundle, revocations };
        connection.send(&ServerFrame::Welcome(welcome)).await?;
        Ok(connection)
    }

    async fn send(&mut self, frame: &ServerFrame) -> Step<()> {
        send(&mut self.pipe, &mut self.noise, frame).await
    }

    async fn send_bytes(&mut self, frame: &[u8]) -> Step<()> {
        let sealed = self.noise.to_phone.seal(frame).ok_or(Over)?;
        hand_over(&mut self.pipe, sealed).await
    }

    /// Sends what the phone has not got of each conversation, in its order (unless a fault switch says otherwise), and says each time that it
    /// was all.
    async fn push(&mut self) -> Step<()> {
        let (bank, customer) = (Arc::clone(&self.bank), self.customer.id);
        let known = self.lines.iter().map(|(id, line)| (*id, (line.epoch, line.pushed))).collect::<BTreeMap<_, _>>();
        let news = blocking(move || {
            bank.keep(|tx| {
                let mut news = Vec::new();
                for conversation in desk::conversations(&bank, tx, customer)? {
                    let told = known.get(&conversation.id).filter(|(epoch, _)| *epoch == conversation.epoch);
                    let after = told.map_or(0, |(_, pushed)| *pushed);
                    let events = match conversation.last_seq > after {
                        true => tx.chat_events_after(conversation.id, after)?,
                        false => Vec::new(),
                    };
                    news.push((conversation, events));
                }
                Ok((tx.revoked_badge_keys()?, news))
            })
        });
        let (revoked, news) = news.await?;
        if revoked != self.revoked {
            // In front of the events: what is taken back now must not prove what comes next.
            if let Some(list) = badge::revocations(&self.bank, &revoked).map_err(|_| Over)? {
                self.send(&ServerFrame::Revocations(Revoked { list })).await?;
            }
            self.revoked = revoked;
        }
        for (conversation, events) in news {
            let told = self.lines.get(&conversation.id).map(|line| line.epoch);
            if told != Some(conversation.epoch) {
                self.lines.insert(conversation.id, Line::new(conversation.epoch, 0));
                let standing = standing(&conversation);
                self.send(&match told {
                    None => ServerFrame::Conversation(standing),
                    Some(_) => ServerFrame::EpochReset(standing),
                })
                .await?;
            }
            self.push_events(&conversation, events).await?;
        }
        self.tell_desk().await
    }

    /// Who answers in each conversation, and how long it takes: when that is another than what the phone was told.
    async fn tell_desk(&mut self) -> Step<()> {
        let (bank, customer) = (Arc::clone(&self.bank), self.customer.id);
        let now = blocking(move || {
            bank.keep(|tx| {
                let (rush, now) = (queue::read(tx)?, bank.now());
                let all = desk::conversations(&bank, tx, customer)?;
                Ok(all.iter().map(|conversation| queue::told(conversation, &rush, now)).collect::<Vec<_>>())
            })
        });
        for now in now.await? {
            let Some(line) = self.lines.get_mut(&now.conversation).filter(|line| line.told.as_ref() != Some(&now))
            else {
                continue;
            };
            line.told = Some(now.clone());
            self.send(&ServerFrame::Desk(now)).await?;
        }
        Ok(())
    }

    async fn push_events(&mut self, standing: &Conversation, mut events: Vec<ChatEvent>) -> Step<()> {
        let Some(line) = self.lines.get_mut(&standing.id) else { return Ok(()) };
        let comes_back = std::mem::take(&mut line.comes_back);
        if !events.is_empty() {
            if comes_back
                && let Some((gap, rest)) =
                    range::left_out((standing.id, line.epoch), &events, self.bank.faults.resume_window())
            {
                line.pushed = gap.to;
                self.send(&ServerFrame::Gap(gap)).await?;
                events.drain(..rest);
            }
            self.send_events(standing.id, events).await?;
        }
        self.sign_head(standing).await?;
        if comes_back { self.caught_up(standing.id).await } else { Ok(()) }
    }

    async fn send_events(&mut self, conversation: Uuid, mut events: Vec<ChatEvent>) -> Step<()> {
        if self.bank.faults.take_link(LinkFault::FrameTooBig) {
            return self.send_bytes(&vec![b' '; FRAME_BYTES + 1]).await;
        }
        if self.bank.faults.take_link(LinkFault::OutOfOrder) {
            disorder(&mut events);
        }
        let twice = self.bank.faults.take_link(LinkFault::DuplicateEvent);
        for event in &events {
            self.send_bytes(&event.frame).await?;
            if twice {
                self.send_bytes(&event.frame).await?;
            }
            if let Some(line) = self.lines.get_mut(&conversation) {
                line.pushed = line.pushed.max(event.seq);
            }
        }
        Ok(())
    }

    /// The bank's word on the transcript: once for each state of it, behind the events that it covers.
    async fn sign_head(&mut self, standing: &Conversation) -> Step<()> {
        let Some(line) = self.lines.get_mut(&standing.id).filter(|line| line.headed != standing.last_seq) else {
            return Ok(());
        };
        line.headed = standing.last_seq;
        let head = desk::signed_head(&self.bank, standing).map_err(|_| Over)?;
        self.send(&ServerFrame::Head(SignedHead { head })).await
    }

    async fn caught_up(&mut self, conversation: Uuid) -> Step<()> {
        let Some(line) = self.lines.get(&conversation) else { return Ok(()) };
        let at = Numbered { conversation, epoch: line.epoch, seq: line.pushed, leaf: None };
        self.send(&ServerFrame::CaughtUp(at)).await
    }

    /// The link dies with the session.
    async fn look(&mut self) -> Step<()> {
        let (bank, session) = (Arc::clone(&self.bank), self.session);
        match blocking(move || bank.keep(|tx| why_over(&bank, tx, session))).await? {
            Some(why) => self.end(why).await,
            None => Ok(()),
        }
    }

    async fn end(&mut self, why: &str) -> Step<()> {
        self.send(&ended(why)).await?;
        Err(Over)
    }

    async fn hear(&mut self, sealed: &[u8]) -> Step<()> {
        let Some(bytes) = self.noise.from_phone.open(sealed) else { return Err(Over) };
        let Ok(frame) = ClientFrame::parse(&bytes) else {
            self.send(&goodbye(bye::MALFORMED)).await?;
            return Err(Over);
        };
        match frame {
            ClientFrame::Send { conversation, client_id, text, proof } => {
                self.ask((conversation, client_id), Ask::Say(text), proof).await
            }
            ClientFrame::Typing { conversation, ttl_seconds } => {
                if self.lines.contains_key(&conversation) {
                    let seconds = i64::from(ttl_seconds.min(TYPING_SECONDS));
                    self.bank.link.writes(conversation, self.bank.now() + seconds * SECOND);
                }
                Ok(())
            }
            ClientFrame::FetchRange { conversation, epoch, from, to } => {
                let fits = self.lines.get(&conversation).is_some_and(|line| line.epoch == epoch);
                if fits { self.range((conversation, epoch), from, to).await } else { Ok(()) }
            }
            ClientFrame::Attach { conversation, client_id, descriptor, proof } => {
                self.ask((conversation, client_id), Ask::Attach(descriptor), proof).await
            }
            ClientFrame::Handover { conversation, client_id } => {
                self.ask((conversation, client_id), Ask::HandOver, None).await
            }
            ClientFrame::End { conversation, client_id, report } => {
                self.ask((conversation, client_id), report.map_or(Ask::End, Ask::Report), None).await
            }
            ClientFrame::Feedback { conversation, client_id, rating, text } => {
                self.ask((conversation, client_id), Ask::Feedback { rating, text }, None).await
            }
            ClientFrame::Ack { conversation, epoch, seq } => {
                let fits = self.lines.get(&conversation).is_some_and(|line| line.epoch == epoch);
                if fits { self.receipt(conversation, seq, 0).await } else { Ok(()) }
            }
            ClientFrame::Receipt { conversation, delivered, read } => {
                let fits = self.lines.contains_key(&conversation);
                if fits { self.receipt(conversation, delivered, read).await } else { Ok(()) }
            }
            ClientFrame::Hello { .. } => {
                self.send(&goodbye(bye::MALFORMED)).await?;
                Err(Over)
            }
        }
    }

    /// Takes what the customer says; then lets the bot have its turn, whatever becomes of this connection.
    async fn ask(&mut self, (conversation, client_id): (Uuid, Uuid), ask: Ask, proof: Option<WordProof>) -> Step<()> {
        if self.bank.faults.take_link(LinkFault::CutBeforeSend) {
            self.look().await?;
            return self.cut("before taking a message").await;
        }
        let says = matches!(ask, Ask::Say(_) | Ask::Attach(_));
        let (bank, customer, session) = (Arc::clone(&self.bank), self.customer.clone(), self.session);
        let before = self.lines.get(&conversation).and_then(|line| line.certificate.clone());
        let key = self.key.clone();
        let taken = blocking(move || {
            let signed = proof.map(|proof| own::certified(&bank, conversation, (proof, key), before)).transpose()?;
            let certificate = signed.as_ref().map(|signed| signed.certificate.clone());
            bank.keep(|tx| {
                if let Some(why) = why_over(&bank, tx, session)? {
                    return Ok(Err(why));
                }
                // The customer is there: as a request would, a message keeps the session alive.
                tx.touch_session(session, bank.now())?;
                let known = tx.chat_event_by_client(conversation, client_id)?.is_some();
                let outcome = desk::take_signed(&bank, tx, &customer, (conversation, client_id), ask, signed)?;
                let after = tx.conversation(conversation)?.filter(|after| after.customer == customer.id);
                let bots_turn = after.as_ref().is_some_and(|after| after.controller == Controller::Bot);
                let controller_epoch = after.map_or(0, |after| after.controller_epoch);
                Ok(Ok((outcome, controller_epoch, !known && bots_turn, certificate)))
            })
        });
        let (outcome, controller_epoch, bots_turn, certificate) = match taken.await? {
            Ok(taken) => taken,
            Err(why) => return self.end(why).await,
        };
        if let Some(line) = self.lines.get_mut(&conversation) {
            line.certificate = line.certificate.take().or(certificate);
        }
        let sent = match outcome {
            Ok(sent) => sent,
            Err(code) => {
                // What the bank does not have, the phone uploads again.
                let (permanent, later) = if code == refusal::NO_FILE { (false, Some(1)) } else { (true, None) };
                let code = code.to_owned();
                let refused = Refused { client_id, code, permanent, retry_after_seconds: later };
                return self.send(&ServerFrame::Refused(refused)).await;
            }
        };
        if says && bots_turn {
            self.bots_turn(sent, controller_epoch);
        }
        if self.bank.faults.take_link(LinkFault::CutAfterSend) {
            self.bank.link.wake();
            return self.cut("after taking a message, before saying so").await;
        }
        self.send(&ServerFrame::Sent(sent)).await?;
        self.bank.link.wake();
        Ok(())
    }

    fn bots_turn(&self, sent: Sent, controller_epoch: u64) {
        let (bank, customer, language) = (Arc::clone(&self.bank), self.customer.clone(), self.language.clone());
        tokio::task::spawn_blocking(move || {
            let turn = (sent.conversation, sent.seq, controller_epoch);
            let answered = bank.keep(|tx| desk::bot_turn(&bank, tx, &customer, &language, turn));
            if matches!(answered, Ok(true)) {
                bank.link.wake();
            }
        });
    }

    /// What was left out, from the newest on.
    async fn range(&mut self, place: (Uuid, u64), from: u64, to: u64) -> Step<()> {
        let bank = Arc::clone(&self.bank);
        let range = blocking(move || bank.keep(|tx| range::read(tx, place, from..=to))).await?;
        let range = range::spoilt(range, &self.bank.faults);
        self.send(&ServerFrame::Range(range)).await
    }

    async fn receipt(&mut self, conversation: Uuid, delivered: u64, read: u64) -> Step<()> {
        let (bank, customer) = (Arc::clone(&self.bank), self.customer.id);
        blocking(move || {
            bank.keep(|tx| {
                let mut conversation = desk::conversation(&bank, tx, customer, Some(conversation))?;
                // Cumulative, and never beyond what there is.
                conversation.delivered = conversation.delivered.max(delivered.min(conversation.last_seq));
                conversation.read = conversation.read.max(read.min(conversation.last_seq));
                tx.update_conversation(&conversation)
            })
        })
        .await
    }

    /// A fault switch ends the connection without a word.
    async fn cut(&mut self, when: &str) -> Step<()> {
        let what = format!("The network cut {}'s live link {when}", self.customer.first_name());
        let (bank, customer) = (Arc::clone(&self.bank), self.customer.id);
        blocking(move || bank.keep(|tx| audit::note(tx, bank.now(), Kind::Sandbox, Some(customer), what))).await?;
        Err(Over)
    }
}

async fn hand_over(pipe: &mut Pipe, message: Vec<u8>) -> Step<()> {
    if pipe.send(message).await { Ok(()) } else { Err(Over) }
}

async fn send(pipe: &mut Pipe, noise: &mut noise::Session, frame: &ServerFrame) -> Step<()> {
    let sealed = frame.to_bytes().ok().and_then(|bytes| noise.to_phone.seal(&bytes)).ok_or(Over)?;
    hand_over(pipe, sealed).await
}

fn goodbye(reason: &str) -> ServerFrame {
    ServerFrame::Bye(Bye { reason: reason.to_owned(), ended: None, retry_after_seconds: None })
}

fn ended(why: &str) -> ServerFrame {
    let (reason, ended) = (bye::SESSION_ENDED.to_owned(), Some(why.to_owned()));
    ServerFrame::Bye(Bye { reason, ended, retry_after_seconds: None })
}

/// Why the session is over, if it is.
fn why_over(bank: &Bank, tx: &mut dyn Tx, session: Uuid) -> Result<Option<&'static str>, BankError> {
    let (session, now) = (tx.session(session)?, bank.now());
    let over = |session: &Session| (!is_alive(session, now)).then(|| end_of(session, now));
    Ok(session.as_ref().map_or(Some(SessionEnd::Bank.code()), over))
}

/// Where to go on: another numbering, or one ahead of the bank's, starts anew.
fn resumed(conversation: &Conversation, resume: &[Resume]) -> u64 {
    let known = resume.iter().find(|known| known.conversation == conversation.id && known.epoch == conversation.epoch);
    known.map_or(0, |known| known.last_seq.min(conversation.last_seq))
}

/// The session must be alive, of scope full, and its key must have signed this very connection.
fn admit(
    bank: &Bank,
    id: Uuid,
    signature: &[u8],
    handshake_hash: &[u8; 32],
    way: &str,
) -> Result<Admission, BankError> {
    bank.keep(|tx| {
        let now = bank.now();
        let Some(session) = tx.session(id)? else { return Ok(Admission::Refused(bye::SESSION_ENDED)) };
        let key = PeerKey::from_sec1(&session.key).ok_or(BankError::Key)?;
        let message = Canonical::new("kunci/link-auth/1").uuid(id).bytes(handshake_hash).finish();
        if !is_alive(&session, now) {
            // Why is nobody's business but the holder's.
            let why = key.verifies(&message, signature).then(|| end_of(&session, now));
            return Ok(why.map_or(Admission::Refused(bye::SESSION_ENDED), Admission::Ended));
        }
        let customer = tx.customer(session.customer)?.ok_or(BankError::Key)?;
        let name = customer.first_name().to_owned();
        let refused = |tx: &mut dyn Tx, why: &str, reason| {
            let what = format!("Refused {name}'s live link: {why}");
            audit::note(tx, now, Kind::Refusal, Some(customer.id), what)?;
            Ok(Admission::Refused(reason))
        };
        if !key.verifies(&message, signature) {
            return refused(tx, "the session key did not sign this connection", bye::NOT_PROVED);
        }
        if session.scope != Scope::Full {
            return refused(tx, "the session lacks the token's proof", bye::SCOPE);
        }
        let conversations = desk::conversations(bank, tx, customer.id)?;
        let what = format!("Opened {name}'s {way} in session {id}");
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
        let bundle = crate::bundle::version(bank, tx)?;
        let revoked = tx.revoked_badge_keys()?;
        Ok(Admission::Welcome {
            customer: Box::new(customer),
            key: Box::new(Jwk::from_sec1(&session.key).ok_or(BankError::Key)?),
            language: session.language,
            conversations,
            bundle,
            revoked,
        })
    })
}

/// For the fault switch: two or more are sent backwards; a single one gets a number that leaves a hole.
fn disorder(events: &mut [ChatEvent]) {
    if let [only] = events {
        if let Ok(ServerFrame::Event(mut event)) = ServerFrame::parse(&only.frame) {
            event.seq += 7;
            event.leaf = Bytes32([7; 32]);
            only.frame = ServerFrame::Event(event).to_bytes().unwrap_or_default();
        }
    } else {
        events.reverse();
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, BankError> + Send + 'static) -> Step<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            eprintln!("kunci-bank: the live link failed: {error}");
            Err(Over)
        }
        Err(_) => Err(Over),
    }
}
