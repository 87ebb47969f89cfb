//! A flood of messages, from the bank and from the phone (CHAT-9): what is kept in memory and what may wait is bounded, nothing of it is lost,
//! and the conversation goes on.

use std::sync::Arc;
use std::time::Duration;

use kunci_core::chat::{ChatItem, Conversation, ItemState, Speaker};
use kunci_core::{Error, Phone};
use serde_json::json;
use tokio::time::sleep;
use uuid::Uuid;

use crate::customer;
use crate::world::{USER, World, in_virtual_time as run};

const CODE: &str = "740916";
/// More than a window, and more than the bank tells a phone that was away.
const FLOOD: u32 = 1_500;

fn code(error: &Error) -> String {
    error.code().to_owned()
}

async fn signed_in(seed: u64) -> Result<(World, Arc<Phone>), String> {
    let mut world = customer::signed_in(seed, CODE).await?;
    let app = world.shared_app(0)?;
    Ok((world, app))
}

async fn shown(app: &Phone) -> Result<Vec<ChatItem>, String> {
    Ok(app.chat_next_batch(Conversation::General, 0).await.map_err(|error| code(&error))?.items)
}

fn numbers(items: &[ChatItem]) -> Vec<u32> {
    items.iter().filter(|item| item.speaker != Speaker::You).filter_map(|item| item.text.parse().ok()).collect()
}

#[test]
fn chat_9_a_flood_from_the_bank_stays_in_order_in_a_bounded_window_and_the_conversation_goes_on() {
    let (window, first, all, answer) = run(async {
        let (world, app) = signed_in(51).await?;
        app.connect().await.map_err(|error| code(&error))?;
        for number in 0..FLOOD {
            world.control("chat_say", &json!({ "user_id": USER, "as": "dewi", "text": number.to_string() }))?;
        }
        sleep(Duration::from_secs(60)).await;
        let items = shown(&app).await?;
        let (window, mut oldest) = (items.len(), items.first().map_or(0, |item| item.position));
        let (first, mut all) = (numbers(&items), numbers(&items));
        loop {
            let older = app.chat_older(Conversation::General, oldest, 100).await.map_err(|error| code(&error))?;
            let Some(before) = older.first().map(|item| item.position) else { break };
            all.splice(0..0, numbers(&older));
            oldest = before;
        }
        app.chat_send(Conversation::General, "Masih di sini").await.map_err(|error| code(&error))?;
        sleep(Duration::from_secs(5)).await;
        let mine = shown(&app).await?.into_iter().rfind(|item| item.speaker == Speaker::You);
        let last = mine.map(|item| (item.text, item.state));
        Ok((window, first, all, last))
    })
    .expect("an honest customer");
    assert!(window <= 500, "{window} entries in memory");
    assert!(first.ends_with(&[FLOOD - 2, FLOOD - 1]), "the newest are shown: {:?}", first.last());
    assert_eq!(all, (0..FLOOD).collect::<Vec<_>>());
    assert_eq!(answer, Some(("Masih di sini".to_owned(), ItemState::Sent)));
}

#[test]
fn chat_9_what_waits_without_a_link_is_bounded_and_the_rest_goes_out_whole() {
    let (kept, refused, sent, again) = run(async {
        let (world, app) = signed_in(52).await?;
        let (mut kept, mut refused) = (0_u32, Vec::new());
        for number in 0..210 {
            match app.chat_send(Conversation::General, &format!("pesan {number}")).await {
                Ok(_) => kept += 1,
                Err(error) => refused.push(code(&error)),
            }
        }
        app.connect().await.map_err(|error| code(&error))?;
        sleep(Duration::from_secs(120)).await;
        let log = world.control("chat_log", &json!({ "user_id": USER }))?;
        let messages = log["messages"].as_array().cloned().unwrap_or_default();
        let mine = messages.iter().filter(|message| message["sender"] == "customer");
        let sent: Vec<_> = mine.filter_map(|message| message["text"].as_str().map(str::to_owned)).collect();
        Ok((kept, refused, sent, app.chat_send(Conversation::General, "dan satu lagi").await.is_ok()))
    })
    .expect("an honest customer");
    assert_eq!((kept, refused), (200, vec!["outbox_full".to_owned(); 10]));
    assert_eq!(sent, (0..200).map(|number| format!("pesan {number}")).collect::<Vec<_>>());
    assert!(again, "there is room again");
}

#[test]
fn chat_9_files_count_among_what_waits_and_an_end_has_room_all_the_same() {
    let (told, sent) = run(async {
        let (world, app) = signed_in(53).await?;
        for number in 0..198 {
            let said = app.chat_send(Conversation::General, &format!("pesan {number}")).await;
            said.map_err(|error| code(&error))?;
        }
        let mut told = Vec::new();
        for number in 0..4 {
            let file = format!("%PDF-1.7\nfile {number}\n%%EOF\n").into_bytes();
            let waits = app.chat_attach_anyway(Conversation::General, &format!("berkas {number}.pdf"), file).await;
            told.push(waits.map_or_else(|error| code(&error), |_| "waits".to_owned()));
        }
        let nowhere = Conversation::About(Uuid::from_u128(7));
        let file = b"%PDF-1.7\nnowhere\n%%EOF\n".to_vec();
        let lost = app.chat_attach_anyway(nowhere, "berkas.pdf", file).await;
        told.push(lost.map_or_else(|error| code(&error), |_| "waits".to_owned()));
        let word = app.chat_send(Conversation::General, "dan satu lagi").await;
        told.push(word.map_or_else(|error| code(&error), |_| "waits".to_owned()));
        app.chat_end(Conversation::General).await.map_err(|error| code(&error))?;
        app.connect().await.map_err(|error| code(&error))?;
        sleep(Duration::from_secs(120)).await;
        let log = world.control("chat_log", &json!({ "user_id": USER }))?;
        let messages = log["messages"].as_array().cloned().unwrap_or_default();
        let mine = messages.iter().filter(|message| message["sender"] == "customer");
        let last = mine.filter_map(|message| message["text"].as_str().map(str::to_owned)).skip(197).collect::<Vec<_>>();
        Ok((told, last))
    })
    .expect("an honest customer");
    assert_eq!(told, ["waits", "waits", "outbox_full", "outbox_full", "not_found", "outbox_full"]);
    assert_eq!(sent, ["pesan 197", "berkas 0.pdf", "berkas 1.pdf"]);
}
