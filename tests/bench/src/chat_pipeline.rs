//! Ten thousand words of staff that come at once, from the sealed frame to the acknowledgement: opened, judged (who speaks, by badge and
//! signature; whether it continues the transcript), marked, stored with their place in the search, and put into what a screen shows.
//!
//! The frames are a real bank's, heard once over the real link and played again, sealed by Noise, into an empty history. The floor opens as
//! many frames of the same sizes, verifies one signature for each, and puts them into an encrypted database in batches of the same size. The peer
//! only stores the same texts: see [`matrix`].

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kunci_adapters::{SoftwareDeviceKeys, SqlCipherHistory, SystemEntropy};
use kunci_core::chat::Conversation;
use kunci_core::ports::{
    BoxFuture, HistoryStore, HistoryVault, Incoming, Link, LinkConnection, LinkError, LinkReceiver, LinkSender,
    LinkTarget, StoreError,
};
use kunci_crypto::SessionKey;
use kunci_crypto::p256key::PublicKey;
use kunci_wire::chat::Body;
use kunci_wire::link::{ClientFrame, NOISE, Numbered, ServerFrame};
use serde_json::json;
use snow::{Builder, StatelessTransportState};
use tokio::sync::watch;
use uuid::Uuid;

use crate::bare_post::encrypted;
use crate::matrix;
use crate::row::{Row, duration, median};
use crate::scene::{Scene, USER, runtime, told};

/// How many come at once, and how often: what is over in a tenth of a second is seldom twice the same.
const SIZES: [(usize, usize); 2] = [(1_000, 11), (MOST, 3)];
const MOST: usize = 10_000;
/// As the link commits.
pub(crate) const BATCH: usize = 2048;
const AIM: f64 = 1.3;

/// Against the floor, and the most of them against `peer`: Matrix's event store, or why it is not there.
pub(crate) fn rows(peer: Result<&Path, &str>) -> Result<Vec<Row>, String> {
    runtime()?.block_on(async {
        let tape = Arc::new(Tape::default());
        let vault = Arc::new(Vault::default());
        let scene = Scene::open_over(|ports| {
            vault.set(Arc::clone(&ports.history));
            let link = Arc::new(Played { real: Arc::clone(&ports.link), tape: Arc::clone(&tape) });
            kunci_core::Ports { link, history: Arc::clone(&vault) as _, ..ports }
        })
        .await?;
        record(&scene, &tape).await?;
        let texts = tape.texts()?;
        let mut rows = Vec::new();
        for (size, rounds) in SIZES {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            let mut stored = matrix::BATCHES.map(|_| Vec::new());
            for _ in 0..rounds {
                ours.push(play(&scene, &tape, &vault, size).await?);
                let tape = Arc::clone(&tape);
                let floor = tokio::task::spawn_blocking(move || floor(&tape, size));
                theirs.push(floor.await.map_err(told)??);
                if size == MOST {
                    for (batch, rounds) in matrix::BATCHES.iter().zip(&mut stored) {
                        rounds.push(matrix::round(peer, &texts, batch.events));
                    }
                }
            }
            let (ours, theirs) = (median(ours), median(theirs));
            let ratio = ours / theirs;
            let what = format!("chat: {size} incoming, to the acknowledgement");
            rows.push(Row {
                what: what.clone(),
                against: "snow, one ECDSA each, SQLCipher in batches".into(),
                ours: format!("{} each", duration(ours / size as f64)),
                theirs: format!("{} each", duration(theirs / size as f64)),
                figure: format!("{ratio:.2}×"),
                aim: format!("≤ {AIM}×"),
                holds: Some(ratio <= AIM),
            });
            if size == MOST {
                for (batch, rounds) in matrix::BATCHES.iter().zip(stored) {
                    let stored = rounds.into_iter().collect::<Result<Vec<f64>, String>>().map(median);
                    let stored = stored.as_ref().copied().map_err(String::as_str);
                    let row = Row::faster(what.clone(), batch.against.into(), ours, stored, 1.0);
                    rows.push(if batch.is_judged { row } else { row.told() });
                }
            }
        }
        Ok(rows)
    })
}

/// Lets the bank say it all, and hears it.
async fn record(scene: &Scene, tape: &Arc<Tape>) -> Result<(), String> {
    scene.phone.connect().await.map_err(told)?;
    scene.phone.chat_ask_for_human(Conversation::General).await.map_err(told)?;
    let mut heard = tape.heard.subscribe();
    let already = tape.inside().events.len();
    for number in already..MOST {
        // Writing without a pause would keep the link from reading.
        if number % 100 == 0 {
            heard.wait_for(|heard| *heard >= number).await.map_err(told)?;
        }
        let text = format!("Kami sudah mengirim kartu nomor {number} hari ini");
        scene.control("chat_say", &json!({ "user_id": USER, "as": "dewi", "text": text }))?;
    }
    heard.wait_for(|heard| *heard >= MOST).await.map_err(told)?;
    tape.inside().plays = true;
    Ok(())
}

/// Nanoseconds from the opening of the link to the last acknowledgement, into an empty history.
async fn play(scene: &Scene, tape: &Tape, vault: &Vault, size: usize) -> Result<f64, String> {
    let folder = tempfile::tempdir().map_err(told)?;
    let keys = Arc::new(SoftwareDeviceKeys::open(&folder.path().join("hardware")).map_err(told)?);
    scene.phone.pause(Duration::from_secs(30)).await.map_err(told)?;
    vault.set(Arc::new(SqlCipherHistory::new(folder.path(), keys, Arc::new(SystemEntropy))));
    tape.inside().size = size;
    let mut done = tape.done.subscribe();
    done.mark_unchanged();
    scene.phone.resume().await.map_err(told)?;
    done.changed().await.map_err(told)?;
    let took = done.borrow().as_nanos() as f64;
    let shown = scene.phone.chat_next_batch(Conversation::General, 0).await.map_err(told)?;
    let last = shown.items.last().map_or(0, |item| item.position);
    if last < size as u64 {
        return Err(format!("the last entry shown is {last} of {size}"));
    }
    Ok(took)
}

fn floor(tape: &Tape, size: usize) -> Result<f64, String> {
    let folder = tempfile::tempdir().map_err(told)?;
    let mut database = stored(folder.path())?;
    let (bank, phone) = noise()?;
    let frames: Vec<Vec<u8>> = tape.inside().events[..size].to_vec();
    let sealed = sealed(&bank, &frames)?;
    let key = SessionKey::generate().map_err(told)?;
    let signature = key.sign(&[7; 160]).map_err(told)?;
    let public = PublicKey::from_sec1(&key.public().to_sec1()).map_err(told)?;
    let start = Instant::now();
    for (number, batch) in sealed.chunks(BATCH).enumerate() {
        let transaction = database.transaction().map_err(told)?;
        for (place, message) in batch.iter().enumerate() {
            let counter = (number * BATCH + place) as u64;
            let mut frame = vec![0; message.len()];
            let length = phone.read_message(counter, message, &mut frame).map_err(told)?;
            frame.truncate(length);
            public.verify(&[7; 160], &signature).map_err(told)?;
            transaction
                .prepare_cached("INSERT INTO frames (frame) VALUES (?1)")
                .and_then(|mut sql| sql.execute([frame]))
                .map_err(told)?;
        }
        transaction.commit().map_err(told)?;
    }
    Ok(start.elapsed().as_nanos() as f64)
}

fn stored(folder: &Path) -> Result<rusqlite::Connection, String> {
    let connection = encrypted(&folder.join("floor.sqlite3"), "WAL", "EXTRA")?;
    connection.execute_batch("CREATE TABLE frames (n INTEGER PRIMARY KEY, frame BLOB NOT NULL)").map_err(told)?;
    Ok(connection)
}

/// What was heard, and how much of it is played.
#[derive(Default)]
struct Tape {
    inside: Mutex<Inside>,
    /// How many events.
    heard: watch::Sender<usize>,
    /// How long it took until the last one was acknowledged.
    done: watch::Sender<Duration>,
}

#[derive(Default)]
struct Inside {
    welcome: Vec<u8>,
    events: Vec<Vec<u8>>,
    /// Of the last one.
    at: Option<Numbered>,
    plays: bool,
    size: usize,
    began: Option<Instant>,
}

impl Tape {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The words of everything that was heard; of a notice its code.
    fn texts(&self) -> Result<Vec<String>, String> {
        let text = |frame: &Vec<u8>| match ServerFrame::parse(frame).map_err(told)? {
            ServerFrame::Event(event) => match event.body {
                Body::Text { text } => Ok(text),
                Body::Notice { code } => Ok(code),
                other => Ok(other.kind().to_owned()),
            },
            _ => Err("something else than an event is on the tape".to_owned()),
        };
        self.inside().events.iter().take(MOST).map(text).collect()
    }

    fn hear(&self, frame: &[u8]) {
        let mut inside = self.inside();
        match ServerFrame::parse(frame) {
            Ok(ServerFrame::Welcome(_)) if inside.welcome.is_empty() => inside.welcome = frame.to_vec(),
            // A connection that breaks meanwhile says some of them again.
            Ok(ServerFrame::Event(event)) if event.seq == inside.events.len() as u64 + 1 => {
                let (conversation, epoch, seq) = (event.conversation, event.epoch, event.seq);
                inside.at = Some(Numbered { conversation, epoch, seq, leaf: None });
                inside.events.push(frame.to_vec());
                self.heard.send_replace(inside.events.len());
            }
            _ => {}
        }
    }
}

/// Both ends of a Noise connection, as the link has it.
fn noise() -> Result<(StatelessTransportState, StatelessTransportState), String> {
    let builder = || NOISE.parse().map(Builder::new).map_err(told);
    let keys = builder()?.generate_keypair().map_err(told)?;
    let mut phone = builder()?.remote_public_key(&keys.public).and_then(Builder::build_initiator).map_err(told)?;
    let mut bank = builder()?.local_private_key(&keys.private).and_then(Builder::build_responder).map_err(told)?;
    let (mut message, mut nothing) = ([0; 128], [0; 128]);
    let length = phone.write_message(&[], &mut message).map_err(told)?;
    bank.read_message(&message[..length], &mut nothing).map_err(told)?;
    let length = bank.write_message(&[], &mut message).map_err(told)?;
    phone.read_message(&message[..length], &mut nothing).map_err(told)?;
    Ok((bank.into_stateless_transport_mode().map_err(told)?, phone.into_stateless_transport_mode().map_err(told)?))
}

fn sealed(bank: &StatelessTransportState, frames: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, String> {
    let seal = |(counter, frame): (u64, &Vec<u8>)| {
        let mut message = vec![0; frame.len() + 16];
        let length = bank.write_message(counter, frame, &mut message).map_err(told)?;
        message.truncate(length);
        Ok(message)
    };
    (0..).zip(frames).map(seal).collect()
}

/// The history that a round writes into.
#[derive(Default)]
struct Vault(Mutex<Option<Arc<dyn HistoryVault>>>);

impl Vault {
    fn set(&self, vault: Arc<dyn HistoryVault>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(vault);
    }
}

impl HistoryVault for Vault {
    fn open(&self, owner: Uuid) -> Result<Arc<dyn HistoryStore>, StoreError> {
        let vault = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        vault.ok_or(StoreError::Io)?.open(owner)
    }
}

/// The real link that is listened to, then the tape.
struct Played {
    real: Arc<dyn Link>,
    tape: Arc<Tape>,
}

impl Link for Played {
    fn open(&self, target: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        let tape = Arc::clone(&self.tape);
        Box::pin(async move {
            if tape.inside().plays {
                return again(tape).ok_or(LinkError::Broken);
            }
            let LinkConnection { handshake_hash, sender, receiver } = self.real.open(target).await?;
            Ok(LinkConnection { handshake_hash, sender, receiver: Box::new(Listener { receiver, tape }) })
        })
    }
}

fn again(tape: Arc<Tape>) -> Option<LinkConnection> {
    let (bank, phone) = noise().ok()?;
    let messages = {
        let mut inside = tape.inside();
        let mut at = inside.at?;
        at.seq = inside.size as u64;
        let caught_up = ServerFrame::CaughtUp(at).to_bytes().ok()?;
        let events = inside.events.iter().take(inside.size);
        let frames: Vec<Vec<u8>> = [&inside.welcome].into_iter().chain(events).chain([&caught_up]).cloned().collect();
        let messages = sealed(&bank, &frames).ok()?;
        inside.began = Some(Instant::now());
        messages
    };
    let receiver = Box::new(Player { messages: messages.into_iter(), phone, counter: 0 });
    Some(LinkConnection { handshake_hash: [7; 32], sender: Box::new(Told(tape)), receiver })
}

struct Listener {
    receiver: Box<dyn LinkReceiver>,
    tape: Arc<Tape>,
}

impl LinkReceiver for Listener {
    fn receive(&mut self) -> BoxFuture<'_, Result<Incoming, LinkError>> {
        Box::pin(async {
            let incoming = self.receiver.receive().await?;
            if let Incoming::Frame(frame) = &incoming {
                self.tape.hear(frame);
            }
            Ok(incoming)
        })
    }
}

struct Player {
    messages: std::vec::IntoIter<Vec<u8>>,
    phone: StatelessTransportState,
    counter: u64,
}

impl LinkReceiver for Player {
    fn receive(&mut self) -> BoxFuture<'_, Result<Incoming, LinkError>> {
        Box::pin(async {
            let Some(message) = self.messages.next() else { return std::future::pending().await };
            let mut frame = vec![0; message.len()];
            let read = self.phone.read_message(self.counter, &message, &mut frame);
            frame.truncate(read.map_err(|_| LinkError::Unreadable)?);
            self.counter += 1;
            Ok(Incoming::Frame(frame))
        })
    }
}

/// What the phone says to the tape.
struct Told(Arc<Tape>);

impl LinkSender for Told {
    fn send(&mut self, frame: Vec<u8>) -> BoxFuture<'_, Result<(), LinkError>> {
        if let Ok(ClientFrame::Ack { seq, .. }) = ClientFrame::parse(&frame) {
            let inside = self.0.inside();
            if seq >= inside.size as u64 {
                let took = inside.began.map_or(Duration::ZERO, |began| began.elapsed());
                self.0.done.send_replace(took);
            }
        }
        Box::pin(std::future::ready(Ok(())))
    }

    fn ping(&mut self) -> BoxFuture<'_, Result<(), LinkError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
