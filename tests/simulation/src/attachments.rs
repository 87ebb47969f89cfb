//! Files of the chat on a network that loses, repeats and delays each call in turn, and an app that dies at each (CHAT-9): a file arrives whole,
//! once, and in its place between the messages; what is not the bank's word or not what was announced is not taken for it.

use std::sync::Arc;
use std::time::Duration;

use kunci_core::chat::{ChatItem, Conversation, ItemKind, ItemState, Speaker};
use kunci_core::privacy::StoredView;
use kunci_core::{Error, Phone};
use kunci_domain::attachments::AttachmentFault;
use kunci_domain::texts::Language;
use kunci_wire::bytes::encode;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::customer::{self, digits, enrol_until_active};
use crate::network::Fate;
use crate::world::{USER, World, in_virtual_time as run};

const CODE: &str = "740916";
/// Virtual seconds until everything has settled.
const SETTLES: u32 = 240;

fn code(error: &Error) -> String {
    error.code().to_owned()
}

/// A paper of so many bytes.
fn pdf(bytes: usize) -> Vec<u8> {
    let (head, tail) = ("%PDF-1.7\n", "\n%%EOF\n");
    [head, &" ".repeat(bytes - head.len() - tail.len()), tail].concat().into_bytes()
}

/// Three parts of an upload, and so five calls: it is announced, and each part arrives.
const THREE_PARTS: usize = 100_000;

async fn world(seed: u64) -> Result<World, String> {
    let mut world = World::new(seed, &[CODE])?;
    enrol_until_active(&mut world, 0, |_| Ok(())).await?;
    Ok(world)
}

/// The app, running, signed in with the token, its link asked for.
async fn app(world: &mut World) -> Result<Arc<Phone>, String> {
    world.bury(0);
    for _ in 0..6 {
        let app = world.shared_app(0)?;
        match timeout(Duration::from_secs(100), app.connect()).await {
            Ok(Err(Error::NotSignedIn | Error::SessionEnded | Error::Scope)) => {}
            _ => return Ok(app),
        }
        world.pass(61)?;
        let _ = customer::sign_in_fully(world, 0).await?;
        world.bury(0);
    }
    Err("an honest customer cannot sign in".to_owned())
}

async fn items(app: &Phone) -> Result<Vec<ChatItem>, String> {
    Ok(app.chat_next_batch(Conversation::General, 0).await.map_err(|error| code(&error))?.items)
}

fn log(world: &World) -> Result<Value, String> {
    world.control("chat_log", &json!({ "user_id": USER }))
}

/// What the customer has said at the bank, in its order.
fn said(world: &World) -> Result<Vec<String>, String> {
    let log = log(world)?;
    let messages = log["messages"].as_array().cloned().unwrap_or_default();
    let mine = messages.iter().filter(|message| message["sender"] == "customer");
    Ok(mine.filter_map(|message| message["text"].as_str().map(str::to_owned)).collect())
}

/// Waits until all of it has arrived, and the phone shows it so.
async fn settled(world: &mut World, expected: &[&str]) -> Result<Vec<ChatItem>, String> {
    for _ in 0..SETTLES {
        let app = app(world).await?;
        sleep(Duration::from_secs(1)).await;
        let Ok(items) = items(&app).await else { continue };
        let waits = items.iter().any(|item| item.state != ItemState::Sent);
        if !waits && said(world)? == expected {
            return Ok(items);
        }
    }
    Err(format!("not settled: {:?} is at the bank", said(world)?))
}

/// A word, a file and another word, with `fate` at call `at` after the file was chosen.
async fn broken_at(seed: u64, at: u32, fate: Fate) -> Result<(), String> {
    let mut world = world(seed).await?;
    let app = app(&mut world).await?;
    world.phones[0].network.script([(at, fate)]);
    app.chat_send(Conversation::General, "before").await.map_err(|error| code(&error))?;
    app.chat_attach_anyway(Conversation::General, "tagihan.pdf", pdf(THREE_PARTS))
        .await
        .map_err(|error| code(&error))?;
    app.chat_send(Conversation::General, "after").await.map_err(|error| code(&error))?;
    drop(app);
    let items = settled(&mut world, &["before", "tagihan.pdf", "after"]).await?;
    world.phones[0].network.calm();
    let file = items.iter().find(|item| item.kind == ItemKind::Attachment).ok_or("no entry of the file")?;
    let view = file.attachment.as_ref().ok_or("nothing is said of the file")?;
    if (view.sent, view.size, view.kept) != (100_000, 100_000, true) {
        return Err(format!("the entry says {view:?}"));
    }
    let listed = log(&world)?["files"].clone();
    if listed != json!([{"from": "customer", "name": "tagihan.pdf", "form": "application/pdf", "bytes": THREE_PARTS}]) {
        return Err(format!("the bank has {listed}"));
    }
    Ok(())
}

#[test]
fn chat_9_a_file_arrives_once_and_in_its_place_whichever_call_of_its_upload_is_lost_doubled_or_late() {
    for fate in [Fate::LostBefore, Fate::LostAfter, Fate::Doubled, Fate::Late] {
        for at in 0..4 {
            run(broken_at(31, at, fate)).unwrap_or_else(|what| panic!("{fate:?} at call {at}: {what}"));
        }
    }
}

#[test]
fn chat_9_a_file_arrives_once_and_in_its_place_when_the_app_dies_at_any_call_of_its_upload() {
    for fate in [Fate::KilledBefore, Fate::KilledAfter] {
        for at in 0..4 {
            run(broken_at(32, at, fate)).unwrap_or_else(|what| panic!("{fate:?} at call {at}: {what}"));
        }
    }
}

#[test]
fn chat_9_a_file_whose_app_dies_on_the_way_to_the_disk_is_sent_once_or_not_at_all() {
    let outcome = run(async {
        let mut world = world(33).await?;
        let mut kept = Vec::new();
        for moment in 0..12 {
            let name = format!("berkas-{moment}.pdf");
            let writer = app(&mut world).await?;
            let given = name.clone();
            let task =
                tokio::spawn(async move { writer.chat_attach_anyway(Conversation::General, &given, pdf(200)).await });
            for _ in 0..moment {
                tokio::task::yield_now().await;
            }
            task.abort();
            if matches!(task.await, Ok(Ok(_))) {
                kept.push(name);
            }
            world.kill(0);
            // A call that was on its way ends with its process.
            sleep(Duration::from_secs(1)).await;
        }
        let mut last = String::new();
        for _ in 0..SETTLES {
            let app = app(&mut world).await?;
            sleep(Duration::from_secs(1)).await;
            let shown = match items(&app).await {
                Ok(shown) => shown,
                Err(error) => {
                    last = error;
                    continue;
                }
            };
            let there = said(&world)?;
            if shown.iter().all(|item| item.state == ItemState::Sent) && kept.iter().all(|name| there.contains(name)) {
                return Ok(there);
            }
            last = format!("{shown:?}");
        }
        Err(format!("not settled: {:?} of {kept:?}: {last}", said(&world)?))
    });
    let there = outcome.unwrap_or_else(|what| panic!("{what}"));
    let mut once = there.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), there.len(), "one arrived twice: {there:?}");
}

#[test]
fn chat_9_a_file_that_is_taken_back_is_not_sent_and_holds_nothing_up() {
    let there = run(async {
        let mut world = world(34).await?;
        let app = app(&mut world).await?;
        // No call of the upload comes through.
        world.phones[0].network.script((0..1_000).map(|call| (call, Fate::LostBefore)));
        let id = app
            .chat_attach_anyway(Conversation::General, "tagihan.pdf", pdf(THREE_PARTS))
            .await
            .map_err(|error| code(&error))?;
        app.chat_send(Conversation::General, "after").await.map_err(|error| code(&error))?;
        sleep(Duration::from_secs(20)).await;
        if !said(&world)?.is_empty() {
            return Err("what was written later has overtaken the file".to_owned());
        }
        app.chat_cancel(id).await.map_err(|error| code(&error))?;
        drop(app);
        world.phones[0].network.calm();
        settled(&mut world, &["after"]).await.map(drop)?;
        said(&world)
    });
    assert_eq!(there, Ok(vec!["after".to_owned()]));
}

#[test]
fn chat_9_a_file_that_the_bank_does_not_take_fails_with_its_reason_and_frees_the_queue() {
    let told = run(async {
        let mut world = world(35).await?;
        let app = app(&mut world).await?;
        // More files than the bank keeps without a message: it cannot tell these from uploads that were given up.
        world.control("chat_files_full", &json!({ "user_id": USER }))?;
        app.chat_attach_anyway(Conversation::General, "tagihan.pdf", pdf(200)).await.map_err(|error| code(&error))?;
        app.chat_send(Conversation::General, "after").await.map_err(|error| code(&error))?;
        drop(app);
        for _ in 0..SETTLES {
            let app = self::app(&mut world).await?;
            sleep(Duration::from_secs(1)).await;
            let shown = items(&app).await?;
            let failed = shown.iter().find(|item| item.state == ItemState::Failed);
            if let (Some(failed), true) = (failed, said(&world)? == ["after"]) {
                return Ok(failed.warning.clone().unwrap_or_default());
            }
        }
        Err("it has not failed".to_owned())
    });
    let why = kunci_domain::texts::text(Language::Indonesian, "attachment-fault-too-many", &[]);
    assert!(told.as_ref().is_ok_and(|told| told.contains(&why)), "{told:?}");
}

#[test]
fn chat_9_a_file_of_the_wrong_form_size_or_name_is_refused_before_anything_is_kept() {
    let held = run(async {
        let mut world = world(36).await?;
        let app = app(&mut world).await?;
        let large = kunci_domain::attachments::MOST_BYTES + 1;
        for (name, content, reason) in [
            ("tagihan.png", pdf(200), AttachmentFault::OtherForm),
            ("tagihan.pdf", b"MZ not a paper".to_vec(), AttachmentFault::UnknownForm),
            ("tagihan.pdf", Vec::new(), AttachmentFault::Empty),
            ("tagihan.pdf", pdf(large), AttachmentFault::TooLarge),
            ("foto.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), AttachmentFault::Heic),
        ] {
            let refused = app.chat_attach_anyway(Conversation::General, name, content).await;
            if refused != Err(Error::AttachmentRefused { reason }) {
                return Err(format!("{name}: {refused:?}"));
            }
        }
        Ok(items(&app).await?.len())
    });
    assert_eq!(held, Ok(0));
}

/// Sends Sari a file as Dewi, spoiled so, and opens it; what came of it, and the entry's warning.
async fn opened(world: &mut World, spoiled: &str) -> Result<(Result<Vec<u8>, Error>, Option<String>), String> {
    let app = app(world).await?;
    let letter = json!({
        "user_id": USER, "as": "dewi", "name": format!("surat{spoiled}.pdf"), "content": encode(&pdf(300)), "spoiled": spoiled,
    });
    world.control("chat_attach", &letter)?;
    for _ in 0..SETTLES {
        sleep(Duration::from_secs(1)).await;
        let shown = items(&app).await?;
        let Some(item) = shown.iter().rev().find(|item| item.kind == ItemKind::Attachment) else { continue };
        if !matches!(item.speaker, Speaker::VerifiedAgent { .. }) {
            return Err(format!("the file is {:?}'s", item.speaker));
        }
        let given = app.chat_attachment(&item.id).await.map(|file| file.content);
        let shown = items(&app).await?;
        let after = shown.iter().find(|after| after.id == item.id).ok_or("the entry is gone")?;
        return Ok((given, after.warning.clone()));
    }
    Err("no file came".to_owned())
}

#[test]
fn chat_9_a_file_that_came_opens_and_opens_again_without_a_network() {
    let held = run(async {
        let mut world = world(37).await?;
        let (given, warning) = opened(&mut world, "").await?;
        if given.map_err(|error| code(&error))? != pdf(300) || warning.is_some() {
            return Err(format!("it does not open, or warns: {warning:?}"));
        }
        let app = app(&mut world).await?;
        let before = world.phones[0].network.weather().calls;
        let shown = items(&app).await?;
        let item = shown.iter().find(|item| item.kind == ItemKind::Attachment).ok_or("no entry")?;
        let again = app.chat_attachment(&item.id).await.map_err(|error| code(&error))?;
        Ok((again.content == pdf(300), world.phones[0].network.weather().calls - before))
    });
    assert_eq!(held, Ok((true, 0)));
}

/// Three ranges of a download.
const THREE_RANGES: usize = 300_000;
/// Of the sealed bytes in one range.
const RANGE: u32 = 131_072;

/// Dewi has sent a file of three ranges; its entry.
async fn letter(world: &mut World, spoiled: &str) -> Result<ChatItem, String> {
    let app = app(world).await?;
    let letter = json!({
        "user_id": USER, "as": "dewi", "name": "surat.pdf", "content": encode(&pdf(THREE_RANGES)), "spoiled": spoiled,
    });
    world.control("chat_attach", &letter)?;
    for _ in 0..SETTLES {
        sleep(Duration::from_secs(1)).await;
        let shown = items(&app).await?;
        if let Some(item) = shown.into_iter().rev().find(|item| item.kind == ItemKind::Attachment) {
            return Ok(item);
        }
    }
    Err("no file came".to_owned())
}

/// How much of the file is on the phone, by its entry, and whether it opens without a network.
async fn came(app: &Phone, id: &str) -> Result<(u32, bool), String> {
    let shown = items(app).await?;
    let item = shown.iter().find(|item| item.id == id).ok_or("the entry is gone")?;
    item.attachment.as_ref().map(|view| (view.received, view.kept)).ok_or_else(|| "no file".to_owned())
}

/// Opens it; what came of it, and how many calls that took.
async fn opens(world: &World, app: &Phone, id: &str) -> (Result<usize, Error>, u32) {
    let before = world.phones[0].network.weather().calls;
    let opened = app.chat_attachment(id).await.map(|file| file.content.len());
    (opened, world.phones[0].network.weather().calls - before)
}

/// Asks for the file while the second range is lost on its way.
async fn breaks(world: &mut World, app: &Phone, id: &str) -> Result<(), String> {
    world.phones[0].network.script([(1, Fate::LostBefore)]);
    let (broken, _) = opens(world, app, id).await;
    world.phones[0].network.calm();
    match (broken, came(app, id).await?) {
        (Err(_), (RANGE, false)) => Ok(()),
        other => Err(format!("after the break: {other:?}")),
    }
}

#[test]
fn chat_9_a_download_that_broke_goes_on_where_it_stopped_also_after_the_end_of_the_app() {
    let held = run(async {
        let mut world = world(39).await?;
        let id = letter(&mut world, "").await?.id;
        let first = app(&mut world).await?;
        breaks(&mut world, &first, &id).await?;
        drop(first);
        world.kill(0);
        let again = app(&mut world).await?;
        let left = came(&again, &id).await?;
        let opened = opens(&world, &again, &id).await;
        let kept = came(&again, &id).await?;
        let without = opens(&world, &again, &id).await;
        Ok((left, opened, kept, without))
    });
    let all = (u32::try_from(THREE_RANGES).expect("small"), true);
    assert_eq!(held, Ok(((RANGE, false), (Ok(THREE_RANGES), 2), all, (Ok(THREE_RANGES), 0))));
}

#[test]
fn chat_9_what_is_left_of_a_download_is_forgotten_after_a_week() {
    let held = run(async {
        let mut world = world(40).await?;
        let id = letter(&mut world, "").await?.id;
        let first = app(&mut world).await?;
        breaks(&mut world, &first, &id).await?;
        drop(first);
        world.kill(0);
        world.pass(8 * 24 * 3600)?;
        let again = app(&mut world).await?;
        let left = came(&again, &id).await?;
        Ok((left, opens(&world, &again, &id).await))
    });
    assert_eq!(held, Ok(((0, false), (Ok(THREE_RANGES), 3))));
}

#[test]
fn chat_9_a_download_that_is_not_what_was_announced_begins_anew_and_leaves_nothing() {
    let held = run(async {
        let mut world = world(41).await?;
        let id = letter(&mut world, "digest").await?.id;
        let app = app(&mut world).await?;
        breaks(&mut world, &app, &id).await?;
        // What is wrong may be what was kept: the two ranges that were missing, and then all three.
        let resumed = opens(&world, &app, &id).await;
        let left = came(&app, &id).await?;
        Ok((resumed, left, opens(&world, &app, &id).await))
    });
    let forged = |calls| (Err(Error::AttachmentForged), calls);
    assert_eq!(held, Ok((forged(5), (0, false), forged(3))));
}

#[test]
fn safe_6_what_has_come_of_a_file_is_counted_with_the_files_and_erased_with_them() {
    let held = run(async {
        let mut world = world(42).await?;
        let id = letter(&mut world, "").await?.id;
        let app = app(&mut world).await?;
        breaks(&mut world, &app, &id).await?;
        let erased = app.erase(Some(&digits(CODE)?), Language::English).await.map_err(|error| code(&error))?;
        let files = |all: &[StoredView]| {
            let files = all.iter().find(|kept| kept.kind == "attachments");
            files.map(|files| (files.count, files.bytes))
        };
        Ok((files(&erased.before), erased.done))
    });
    assert_eq!(held, Ok((Some((1, u64::from(RANGE))), true)));
}

#[test]
fn chat_9_a_file_with_another_key_digest_or_form_does_not_open_and_its_entry_says_so() {
    for spoiled in ["key", "digest", "form"] {
        let outcome = run(async {
            let mut world = world(38).await?;
            opened(&mut world, spoiled).await
        });
        let (given, warning) = outcome.unwrap_or_else(|what| panic!("{spoiled}: {what}"));
        assert_eq!(given, Err(Error::AttachmentForged), "{spoiled}");
        assert!(warning.is_some_and(|warning| !warning.starts_with('[')), "{spoiled}");
    }
}

#[test]
fn chat_5_a_file_is_asked_about_unless_the_bank_has_asked_for_documents_under_its_signature() {
    let held = run(async {
        let mut world = world(39).await?;
        let unasked = Err(Error::AttachmentUnasked);
        for (speaker, spoiled) in [
            ("dewi", "unsigned"),
            ("dewi", "foreign"),
            ("dewi", "expired"),
            ("impostor-forged", ""),
            ("impostor-thief", ""),
            ("no-badge", ""),
        ] {
            let app = app(&mut world).await?;
            let before = items(&app).await?.len();
            ask(&world, speaker, spoiled)?;
            let item = newest(&app, before, ItemKind::Message).await?;
            let warned = item.warning.is_some();
            let tried = app.chat_attach(Conversation::General, "ktp.pdf", pdf(200)).await;
            let open = app
                .chat_document_request(Conversation::General, Language::Indonesian)
                .await
                .map_err(|error| code(&error))?;
            if tried != unasked || !warned || open.is_some() {
                return Err(format!("{speaker} {spoiled}: {tried:?}, warned {warned}, {open:?}"));
            }
        }
        let app = app(&mut world).await?;
        let before = items(&app).await?.len();
        ask(&world, "dewi", "")?;
        let item = newest(&app, before, ItemKind::DocumentRequest).await?;
        let open = app
            .chat_document_request(Conversation::General, Language::Indonesian)
            .await
            .map_err(|error| code(&error))?;
        let open = open.ok_or("the request is not open")?;
        if open.words != item.text || !open.words.contains("Pembaruan data") || !open.words.contains("90") {
            return Err(format!("{open:?}"));
        }
        app.chat_attach(Conversation::General, "ktp.pdf", pdf(200)).await.map_err(|error| code(&error))?;
        drop(app);
        settled(&mut world, &["ktp.pdf"]).await?;
        // It asks for an hour, no longer.
        world.pass(3_700)?;
        let app = self::app(&mut world).await?;
        Ok(app.chat_attach(Conversation::General, "ktp.pdf", pdf(200)).await == unasked)
    });
    assert_eq!(held, Ok(true));
}

fn ask(world: &World, speaker: &str, spoiled: &str) -> Result<(), String> {
    let asked = json!({
        "user_id": USER, "as": speaker, "document": "identity-card", "purpose": "Pembaruan data", "retention_days": 90,
        "for_seconds": 3600, "spoiled": spoiled,
    });
    world.control("chat_ask_documents", &asked).map(drop)
}

/// Waits for one more entry than there was, of this kind.
async fn newest(app: &Phone, before: usize, kind: ItemKind) -> Result<ChatItem, String> {
    for _ in 0..SETTLES {
        sleep(Duration::from_secs(1)).await;
        let shown = items(app).await?;
        if shown.len() > before {
            return shown.into_iter().next_back().filter(|item| item.kind == kind).ok_or(format!("no {kind:?} came"));
        }
    }
    Err(format!("no {kind:?} came"))
}
