//! A message, from the tap to the bank's word that it has it, against a bare WebSocket over TLS that echoes: with one durable commit on
//! each side, in the databases' own settings.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use kunci_core::chat::{Conversation, ItemState};
use rusqlite::Connection;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use crate::bare_post::{encrypted, tls};
use crate::row::{Row, duration, median};
use crate::scene::{Scene, USER, runtime, told};

const ROUNDS: usize = 120;
const AIM: f64 = 1.5;
/// What the bank has not numbered stands behind it.
const LOCAL: u64 = 1 << 48;
const SETTLES: Duration = Duration::from_millis(30);
const TEXT: &str = "Selamat siang, saya mau bertanya tentang kartu saya.";

pub(crate) fn rows() -> Result<Vec<Row>, String> {
    runtime()?.block_on(async {
        let scene = Scene::open().await?;
        let folder = tempfile::tempdir().map_err(told)?;
        let mut peer = Echo::open(folder.path()).await?;
        let phone = &scene.phone;
        phone.connect().await.map_err(told)?;
        // A person answers, so that no bot does.
        phone.chat_ask_for_human(Conversation::General).await.map_err(told)?;
        scene.control("chat_say", &json!({ "user_id": USER, "as": "dewi", "text": "Halo" }))?;
        let mut seen = 0;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS + 10 {
            let start = Instant::now();
            let id = phone.chat_send(Conversation::General, TEXT).await.map_err(told)?.to_string();
            let mut took = None;
            loop {
                let batch = phone.chat_next_batch(Conversation::General, seen).await.map_err(told)?;
                seen = batch.revision;
                let own = batch.items.iter().find(|item| item.id == id && item.state == ItemState::Sent);
                let Some(own) = own else { continue };
                took.get_or_insert(start.elapsed().as_nanos() as f64);
                // Its echo is stored and acknowledged after that: neither the peer nor the next one is to wait for the disk behind it.
                if own.position < LOCAL {
                    break;
                }
            }
            tokio::time::sleep(SETTLES).await;
            let start = Instant::now();
            peer.send().await?;
            let bare = start.elapsed().as_nanos() as f64;
            if round >= 10 {
                ours.extend(took);
                theirs.push(bare);
            }
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let ratio = ours / theirs;
        Ok(vec![Row {
            what: "chat: send, committed at the bank, heard".into(),
            against: "WebSocket echo, one commit on each side".into(),
            ours: duration(ours),
            theirs: duration(theirs),
            figure: format!("{ratio:.2}×"),
            aim: format!("≤ {AIM}×"),
            holds: Some(ratio <= AIM),
        }])
    })
}

/// The peer.
struct Echo {
    socket: WebSocketStream<TlsStream<TcpStream>>,
    phone: Arc<Mutex<Connection>>,
}

impl Echo {
    async fn open(folder: &Path) -> Result<Self, String> {
        let (acceptor, connector) = tls(&[b"http/1.1"])?;
        let bank = Arc::new(Mutex::new(said(&folder.join("bank.sqlite3"), "WAL", "FULL")?));
        let phone = Arc::new(Mutex::new(said(&folder.join("phone.sqlite3"), "WAL", "EXTRA")?));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(told)?;
        let address = listener.local_addr().map_err(told)?;
        tokio::spawn(async move {
            let Ok((stream, _)) = listener.accept().await else { return };
            let _ = stream.set_nodelay(true);
            let Ok(stream) = acceptor.accept(stream).await else { return };
            let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else { return };
            while let Some(Ok(Message::Binary(words))) = socket.next().await {
                if keep(&bank, words.to_vec()).await.is_err() || socket.send(Message::Binary(words)).await.is_err() {
                    return;
                }
            }
        });
        let stream = TcpStream::connect(address).await.map_err(told)?;
        stream.set_nodelay(true).map_err(told)?;
        let name = "localhost".try_into().map_err(|_| "localhost is no name")?;
        let stream = connector.connect(name, stream).await.map_err(told)?;
        let (socket, _) = tokio_tungstenite::client_async("wss://localhost/", stream).await.map_err(told)?;
        Ok(Self { socket, phone })
    }

    async fn send(&mut self) -> Result<(), String> {
        keep(&self.phone, TEXT.as_bytes().to_vec()).await?;
        self.socket.send(Message::binary(TEXT.as_bytes().to_vec())).await.map_err(told)?;
        match self.socket.next().await {
            Some(Ok(Message::Binary(words))) if words == TEXT.as_bytes() => Ok(()),
            _ => Err("the peer did not echo".to_owned()),
        }
    }
}

fn said(path: &Path, journal: &str, synchronous: &str) -> Result<Connection, String> {
    let connection = encrypted(path, journal, synchronous)?;
    connection.execute_batch("CREATE TABLE said (n INTEGER PRIMARY KEY, words BLOB NOT NULL)").map_err(told)?;
    Ok(connection)
}

async fn keep(database: &Arc<Mutex<Connection>>, words: Vec<u8>) -> Result<(), String> {
    let database = Arc::clone(database);
    let kept = tokio::task::spawn_blocking(move || {
        let database = database.lock().unwrap_or_else(PoisonError::into_inner);
        database.prepare_cached("INSERT INTO said (words) VALUES (?1)")?.execute([words]).map(drop)
    });
    kept.await.map_err(told)?.map_err(told)
}
