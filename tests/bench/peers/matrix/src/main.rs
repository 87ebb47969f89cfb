//! The peer of the row "chat: 10000 incoming" of `cargo xtask bench`: Matrix's event store takes in the same texts, one on each line of standard
//! input, in batches of as many as the argument says, and prints the nanoseconds that it took.
//!
//! The comparison is generous to it. The events are made, and sorted into the chunks of a room, before the clock starts, and the store is open.
//! Nothing is decrypted, nothing verified, no word put into a search, nothing shown, nothing acknowledged, and SQLite's freed memory is not wiped: it
//! only stores. It does so encrypted, under a key, as a phone would have it. The more it is given at once the faster it is: with 2,048, as many as our
//! link commits, it takes less than half as long as with a chunk (128), and one by one eight times as long.

use std::env;
use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_base::event_cache::store::{DEFAULT_CHUNK_CAPACITY, EventCacheStore};
use matrix_sdk_base::event_cache::{Event, Gap};
use matrix_sdk_base::linked_chunk::{LinkedChunk, LinkedChunkId, Update};
use matrix_sdk_sqlite::SqliteEventCacheStore;
use ruma::serde::Raw;
use ruma::{OwnedEventId, RoomId, room_id};
use serde_json::json;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok((took, inserted)) => {
            println!("matrix_ns {} inserted {inserted}", took.as_nanos());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("matrix-peer: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<(Duration, usize)> {
    let batch: NonZeroUsize = env::args().nth(1).ok_or("say how many to insert at once")?.parse()?;
    let texts = io::stdin().lines().collect::<Result<Vec<String>, _>>()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let took = runtime.block_on(insert(&texts, batch.get()))?;
    Ok((took, texts.len()))
}

/// How long it takes, once the store is open.
async fn insert(texts: &[String], batch: usize) -> Outcome<Duration> {
    let room = room_id!("!Hx1rVYQmPZqLkNbDta:bank.example");
    let folder = tempfile::tempdir()?;
    let store = SqliteEventCacheStore::open_with_key(folder.path(), Some(&[7; 32])).await?;
    let batches = batches(texts, batch)?;
    let start = Instant::now();
    for updates in batches {
        store.handle_linked_chunk_updates(LinkedChunkId::Room(room), updates).await?;
    }
    let took = start.elapsed();
    verify(&store, room, texts).await?;
    Ok(took)
}

/// The events in batches, as changes of the chunks in which the SDK keeps a room.
fn batches(texts: &[String], batch: usize) -> Outcome<Vec<Vec<Update<Event, Gap>>>> {
    let mut chunks = LinkedChunk::<DEFAULT_CHUNK_CAPACITY, Event, Gap>::new_with_update_history();
    let mut batches = Vec::new();
    for (number, texts) in texts.chunks(batch).enumerate() {
        let events = (number * batch..).zip(texts).map(|(place, text)| event(place, text));
        chunks.push_items_back(events.collect::<Outcome<Vec<_>>>()?);
        batches.push(chunks.updates().ok_or("the chunks tell no changes")?.take());
    }
    Ok(batches)
}

/// A message of staff as a server says it.
fn event(place: usize, text: &str) -> Outcome<Event> {
    let said = json!({
        "content": { "body": text, "msgtype": "m.text" },
        "event_id": event_id(place)?,
        "origin_server_ts": 1_790_000_000_000 + place as u64,
        "sender": "@dewi:bank.example",
        "type": "m.room.message",
        "unsigned": {},
    });
    Ok(TimelineEvent::from_plaintext(Raw::from_json_string(said.to_string())?))
}

/// As long and as scattered as a real one, which is a hash.
fn event_id(place: usize) -> Outcome<OwnedEventId> {
    let part = |which: u8| {
        let mut hasher = DefaultHasher::new();
        (place, which).hash(&mut hasher);
        hasher.finish()
    };
    Ok(format!("${:016x}{:016x}{:011x}", part(0), part(1), part(2) >> 20).try_into()?)
}

/// All of them are there, and the last one as it was said.
async fn verify(store: &SqliteEventCacheStore, room: &RoomId, texts: &[String]) -> Outcome<()> {
    let last = texts.len().checked_sub(1).ok_or("there is nothing to insert")?;
    let found = store.find_event(room, &event_id(last)?).await?.ok_or("the last event is not there")?;
    if found.raw().json().get() != event(last, &texts[last])?.raw().json().get() {
        return Err("the last event is another".into());
    }
    let held = store.get_room_events(room, None, None).await?.len();
    if held != texts.len() {
        return Err(format!("{held} events are held of {}", texts.len()).into());
    }
    Ok(())
}
