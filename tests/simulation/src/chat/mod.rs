//! Chat in virtual time: a customer types, an agent answers, the link breaks at any byte, the app dies, days pass — and at the end each
//! message is at the bank once, in order, and the phone shows the same (CHAT-9). `cargo xtask simulate --chat 300`.

mod book;
pub(crate) mod pipes;
mod report;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use kunci_core::chat::{ChatItem, Conversation, ItemState, Speaker, Topic};
use kunci_core::{Error, Phone};
use kunci_crypto::secret::SecretBytes;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use crate::customer::{digits, enrol_until_active};
use crate::dice::Dice;
use crate::world::{PASSWORD, USER, World, in_virtual_time};
use book::{Book, Fate};
pub use report::{Asked, report};

const CODE: &str = "740916";
/// Virtual seconds after the storm until everything must have arrived.
const SETTLES: u32 = 300;

/// What happened in all runs.
#[derive(Debug, Default, Clone, Copy)]
pub struct Totals {
    typed: u64,
    interrupted: u64,
    said: u64,
    kills: u64,
    retried: u64,
    edited: u64,
    taken_back: u64,
    too_late: u64,
    faults: u64,
    expired: u64,
    links: u64,
    refused: u64,
    cut: u64,
    silent: u64,
    one_way: u64,
    late: u64,
    clock_set: u64,
    rests: u64,
}

impl Totals {
    /// Adds what happened in another run.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.all().into_iter().zip(other.clone().all()) {
            *mine += *theirs;
        }
    }

    fn all(&mut self) -> [&mut u64; 18] {
        [
            &mut self.typed,
            &mut self.interrupted,
            &mut self.said,
            &mut self.kills,
            &mut self.retried,
            &mut self.edited,
            &mut self.taken_back,
            &mut self.too_late,
            &mut self.faults,
            &mut self.expired,
            &mut self.links,
            &mut self.refused,
            &mut self.cut,
            &mut self.silent,
            &mut self.one_way,
            &mut self.late,
            &mut self.clock_set,
            &mut self.rests,
        ]
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} messages typed, {} of them while the app died; {} said by the agent; {} kills, {} faults at the bank, \
             clock set by hand {} times, {} times in the background\n\
             links: {} whole, {} refused, {} cut, {} fallen silent ({} of them in one direction), {} of all slow\n\
             {} expired, {} sent again, {} edited, {} taken back, {} too late to be taken back",
            self.typed,
            self.interrupted,
            self.said,
            self.kills,
            self.faults,
            self.clock_set,
            self.rests,
            self.links,
            self.refused,
            self.cut,
            self.silent,
            self.one_way,
            self.late,
            self.expired,
            self.retried,
            self.edited,
            self.taken_back,
            self.too_late
        )
    }
}

/// Plays one seed; `Err` says which law broke, and after which step.
///
/// # Errors
/// What broke.
pub fn run(seed: u64, steps: u32, verbose: bool) -> Result<Totals, String> {
    in_virtual_time(async {
        let mut world = World::new(seed, &[CODE])?;
        enrol_until_active(&mut world, 0, |_| Ok(())).await?;
        let mut run = Run {
            world,
            dice: Dice::new(seed ^ 0x00c0_ffee),
            talks: [Talk::default(), Talk::default()],
            numbered: 0,
            totals: Totals::default(),
        };
        run.begins_another().await?;
        run.storm()?;
        for step in 0..steps {
            let told = run.step().await.map_err(|what| format!("step {step}: {what}"))?;
            if verbose {
                println!("{step:>3} {told}");
            }
            run.check().map_err(|what| format!("step {step} ({told}): {what}"))?;
        }
        run.end().await.map_err(|what| format!("at the end: {what}"))?;
        let links = run.world.pipes.counts();
        run.totals.links = links.opened;
        run.totals.refused = links.refused;
        run.totals.cut = links.cut;
        run.totals.silent = links.silent;
        run.totals.one_way = links.one_way;
        run.totals.late = links.late;
        Ok(run.totals)
    })
}

struct Run {
    world: World,
    dice: Dice,
    /// The general conversation, and one about a card: each law holds in each.
    talks: [Talk; 2],
    numbered: u32,
    totals: Totals,
}

/// What was said in one conversation.
#[derive(Default)]
struct Talk {
    conversation: Conversation,
    book: Book,
    /// The agent's words, in order.
    said: Vec<String>,
}

impl Talk {
    /// Which one is meant, in a command to the bank.
    fn id(&self) -> Option<Uuid> {
        match self.conversation {
            Conversation::General => None,
            Conversation::About(id) => Some(id),
        }
    }
}

impl Run {
    fn storm(&mut self) -> Result<(), String> {
        let seed = self.dice.below(u64::MAX);
        self.world.pipes.weather(Some(Dice::new(seed)));
        // So few that what was missed is left out again and again, and asked for.
        let events = [1, 2, 3, 8, 200][usize::try_from(self.dice.below(5)).unwrap_or(0)];
        self.world.control("fault", &json!({ "kind": "link_window", "events": events })).map(drop)
    }

    /// While the network is well: to begin one needs the bank.
    async fn begins_another(&mut self) -> Result<(), String> {
        let app = self.app().await?;
        self.talks[1].conversation = app.chat_start(Topic::Card).await.map_err(|error| error.code().to_owned())?;
        Ok(())
    }

    /// One of the conversations.
    fn either(&mut self) -> usize {
        usize::try_from(self.dice.below(2)).unwrap_or(0)
    }

    fn next_text(&mut self) -> String {
        self.numbered += 1;
        format!("pesan {}", self.numbered)
    }

    async fn step(&mut self) -> Result<String, String> {
        match self.dice.below(100) {
            0..34 => self.types().await,
            34..48 => self.agent_says(),
            48..54 => {
                self.kill();
                Ok("the app is killed".to_owned())
            }
            54..62 => self.fault(),
            62..64 => Ok(self.sets_the_clock()),
            64..74 => {
                let seconds = [1, 8, 40, 120][usize::try_from(self.dice.below(4)).unwrap_or(0)];
                sleep(Duration::from_secs(seconds)).await;
                Ok(format!("{seconds} s pass"))
            }
            74..78 => {
                self.storm()?;
                Ok("other weather".to_owned())
            }
            78..82 => {
                let app = self.app().await?;
                let at = self.either();
                told(app.chat_ask_for_human(self.talks[at].conversation).await)
            }
            82..93 => self.decides().await,
            93..96 => {
                // Long enough that what waits is given up; the session ends, too.
                self.world.pipes.weather(None);
                self.world.control("fault", &json!({ "kind": "link_down" }))?;
                self.world.pass(49 * 3600)?;
                self.world.control("fault", &json!({ "kind": "clear" }))?;
                self.storm()?;
                Ok("two days without a link".to_owned())
            }
            96..98 => self.rests().await,
            _ => {
                let app = self.app().await?;
                app.network_changed().map_err(|error| error.code().to_owned())?;
                Ok("another network".to_owned())
            }
        }
    }

    /// The app, running, signed in, and trying to connect.
    async fn app(&mut self) -> Result<Arc<Phone>, String> {
        let mut refused = "";
        for _ in 0..6 {
            let app = self.world.shared_app(0)?;
            match timeout(Duration::from_secs(100), app.connect()).await {
                Ok(Err(Error::NotSignedIn | Error::SessionEnded | Error::Scope)) => {}
                // A link that does not stand yet is no reason not to type.
                _ => return Ok(app),
            }
            self.world.pass(61)?;
            let password = SecretBytes::from_slice(PASSWORD.as_bytes());
            let signed = app.sign_in(USER, password, "id").await.map(drop);
            let signed = match signed {
                Ok(()) => app.sign_in_with_token(&digits(CODE)?).await.map(drop),
                error => error,
            };
            if let Err(Error::SignInDelayed { retry_after }) = signed {
                self.world.pass(retry_after.as_secs() + 1)?;
            }
            refused = signed.err().map_or("then the session ended", |error| error.code());
        }
        Err(format!("an honest customer cannot sign in: {refused}"))
    }

    fn kill(&mut self) {
        self.totals.kills += 1;
        self.world.kill(0);
    }

    async fn types(&mut self) -> Result<String, String> {
        let app = self.app().await?;
        let (text, at) = (self.next_text(), self.either());
        let conversation = self.talks[at].conversation;
        self.totals.typed += 1;
        if self.dice.below(6) > 0 {
            return match app.chat_send(conversation, &text).await {
                Ok(_) => {
                    self.talks[at].book.typed(&text, Fate::Kept);
                    Ok(format!("types {text}"))
                }
                Err(error) if signed_out(&error) => Ok("was signed out".to_owned()),
                Err(error) => Err(format!("typing was refused: {}", error.code())),
            };
        }
        // The process dies somewhere on the way to the disk.
        let (words, writer) = (text.clone(), Arc::clone(&app));
        let task = tokio::spawn(async move { writer.chat_send(conversation, &words).await });
        for _ in 0..self.dice.below(4) {
            tokio::task::yield_now().await;
        }
        task.abort();
        let kept = matches!(task.await, Ok(Ok(_)));
        drop(app);
        self.talks[at].book.typed(&text, if kept { Fate::Kept } else { Fate::Unsure });
        self.totals.interrupted += 1;
        self.kill();
        Ok(format!("dies while typing {text} (kept: {kept})"))
    }

    fn agent_says(&mut self) -> Result<String, String> {
        let talk = &mut self.talks[usize::try_from(self.dice.below(2)).unwrap_or(0)];
        let text = format!("jawaban {}", talk.said.len());
        let said = json!({ "user_id": USER, "conversation": talk.id(), "as": "dewi", "text": text });
        self.world.control("chat_say", &said)?;
        self.totals.said += 1;
        talk.said.push(text.clone());
        Ok(format!("Dewi says {text}"))
    }

    /// The customer sets the phone's clock by hand, wrong or right again: what is given up, and when, must not go by it.
    fn sets_the_clock(&mut self) -> String {
        const HOUR_MS: i64 = 3_600_000;
        let hours = [-50, -3, 3, 50][usize::try_from(self.dice.below(4)).unwrap_or(0)];
        self.world.set_wall_by(hours * HOUR_MS);
        self.totals.clock_set += 1;
        format!("the phone's clock is set by {hours} h")
    }

    /// The app goes to the background, with enough time or none, and comes back, unless the system ends it there.
    async fn rests(&mut self) -> Result<String, String> {
        let app = self.app().await?;
        let deadline = Duration::from_secs([0, 2, 30][usize::try_from(self.dice.below(3)).unwrap_or(0)]);
        app.pause(deadline).await.map_err(|error| error.code().to_owned())?;
        self.totals.rests += 1;
        if self.dice.below(2) == 0 {
            self.agent_says()?;
        }
        sleep(Duration::from_secs(1 + self.dice.below(90))).await;
        if self.dice.below(6) == 0 {
            drop(app);
            self.kill();
            return Ok("is ended in the background".to_owned());
        }
        app.resume().await.map_err(|error| error.code().to_owned())?;
        Ok("was in the background".to_owned())
    }

    fn fault(&mut self) -> Result<String, String> {
        const KINDS: [&str; 6] = [
            "link_cut_before_send",
            "link_cut_after_send",
            "link_out_of_order",
            "link_duplicate_event",
            "link_frame_too_big",
            "link_forged_range",
        ];
        let kind = KINDS[usize::try_from(self.dice.below(6)).unwrap_or(0)];
        self.world.control("fault", &json!({ "kind": kind, "times": 1 + self.dice.below(2) }))?;
        self.totals.faults += 1;
        Ok(kind.to_owned())
    }

    /// Failed messages are sent again, changed or given up; now and then one that waits is taken back.
    async fn decides(&mut self) -> Result<String, String> {
        let (app, at) = (self.app().await?, self.either());
        let Some(items) = shown(&app, self.talks[at].conversation).await? else {
            return Ok("was signed out".to_owned());
        };
        let mine = items.iter().filter(|item| item.speaker == Speaker::You);
        for item in mine {
            let id: Uuid = item.id.parse().map_err(|_| format!("no id: {}", item.id))?;
            match item.state {
                ItemState::Failed => match self.dice.below(3) {
                    0 => {
                        if done(app.chat_retry(id).await)? {
                            self.talks[at].book.renewed(&item.text, &item.text);
                            self.totals.retried += 1;
                        }
                    }
                    1 => {
                        let words = self.next_text();
                        if done(app.chat_edit(id, &words).await.map(drop))? {
                            self.talks[at].book.renewed(&item.text, &words);
                            self.totals.edited += 1;
                        }
                    }
                    _ => self.take_back(&app, at, (id, &item.text)).await?,
                },
                ItemState::Queued if self.dice.below(3) == 0 => self.take_back(&app, at, (id, &item.text)).await?,
                _ => {}
            }
        }
        self.totals.expired +=
            u64::try_from(items.iter().filter(|item| item.state == ItemState::Failed).count()).unwrap_or(0);
        Ok("decides what becomes of what waits".to_owned())
    }

    async fn take_back(&mut self, app: &Phone, at: usize, (id, text): (Uuid, &str)) -> Result<(), String> {
        match app.chat_cancel(id).await {
            Ok(()) => {
                self.talks[at].book.taken_back(text);
                self.totals.taken_back += 1;
            }
            // Meanwhile it was said, or has arrived.
            Err(Error::MessageUnderway | Error::NotFound) => self.totals.too_late += 1,
            Err(error) if signed_out(&error) => {}
            Err(error) => return Err(format!("taking back: {}", error.code())),
        }
        Ok(())
    }

    /// What the bank has of a conversation.
    fn log(&self, at: usize) -> Result<Value, String> {
        self.world.control("chat_log", &json!({ "user_id": USER, "conversation": self.talks[at].id() }))
    }

    /// The customer's words at the bank.
    fn arrived(&self, at: usize) -> Result<Vec<String>, String> {
        let messages = self.log(at)?["messages"].as_array().cloned().unwrap_or_default();
        let mine = messages.iter().filter(|message| message["sender"] == "customer");
        Ok(mine.filter_map(|message| message["text"].as_str().map(str::to_owned)).collect())
    }

    fn check(&self) -> Result<(), String> {
        for (at, talk) in self.talks.iter().enumerate() {
            talk.book.judge(&self.arrived(at)?).map_err(|what| format!("conversation {at}: {what}"))?;
        }
        Ok(())
    }

    /// Whether the bank knows that she has read what was said to her.
    fn all_read(&self, at: usize) -> Result<bool, String> {
        let log = self.log(at)?;
        let messages = log["messages"].as_array().cloned().unwrap_or_default();
        let last = messages.iter().filter_map(|message| message["seq"].as_u64()).max();
        Ok(log["read"].as_u64() >= last)
    }

    /// The storm is over: everything arrives, and both sides show the same.
    async fn end(&mut self) -> Result<(), String> {
        self.world.pipes.weather(None);
        self.world.control("fault", &json!({ "kind": "clear" }))?;
        let mut last = Vec::new();
        for _ in 0..SETTLES {
            last = self.unsettled().await?;
            if last.is_empty() {
                return self.finds_everything().await;
            }
        }
        Err(format!("not settled after {SETTLES} s: {}", Value::from(last)))
    }

    /// What is not yet as it must be in the end, of each conversation.
    async fn unsettled(&mut self) -> Result<Vec<Value>, String> {
        let app = self.app().await?;
        sleep(Duration::from_secs(1)).await;
        let mut last = Vec::new();
        for at in 0..self.talks.len() {
            let Some(items) = shown(&app, self.talks[at].conversation).await? else {
                last.push(json!("signed out"));
                continue;
            };
            for item in items.iter().filter(|item| item.state == ItemState::Failed) {
                let id: Uuid = item.id.parse().map_err(|_| format!("no id: {}", item.id))?;
                if done(app.chat_retry(id).await)? {
                    self.talks[at].book.renewed(&item.text, &item.text);
                }
            }
            let arrived = self.arrived(at)?;
            let talk = &self.talks[at];
            talk.book.judge(&arrived)?;
            let waits = items.iter().filter(|item| item.state != ItemState::Sent).count();
            let mine = texts(&items, |item| item.speaker == Speaker::You);
            let theirs = texts(&items, |item| item.text.starts_with("jawaban"));
            let read = read_by_her(&app, talk.conversation).await && self.all_read(at)?;
            let missing = talk.book.missing(&arrived);
            if !read || waits > 0 || !missing.is_empty() || mine != arrived || theirs != talk.said {
                last.push(
                    json!({ "conversation": at, "waits": waits, "missing": missing, "mine": mine, "bank": arrived,
                    "theirs": theirs, "said": talk.said, "read": read }),
                );
            }
        }
        Ok(last)
    }

    /// A search goes over all conversations, and says of each message in which one it stands.
    async fn finds_everything(&mut self) -> Result<(), String> {
        let app = self.app().await?;
        let asked = app.chat_search("pesan", 200).await.map_err(|error| error.code().to_owned())?;
        let (mut expected, mut apart) = (0, true);
        for at in 0..self.talks.len() {
            let arrived = self.arrived(at)?;
            expected += arrived.len();
            let conversation = self.talks[at].conversation;
            apart &=
                asked.iter().all(|found| (found.conversation == conversation) == arrived.contains(&found.item.text));
        }
        let listed = app.chat_conversations().await.map_err(|error| error.code().to_owned())?;
        let unread: u32 = listed.iter().map(|view| view.unread).sum();
        if asked.len() == expected.min(200) && apart && listed.len() == self.talks.len() && unread == 0 {
            return Ok(());
        }
        Err(format!(
            "a search finds {} of {expected}, apart: {apart}; {} conversations with {unread} unread",
            asked.len(),
            listed.len()
        ))
    }
}

fn texts(items: &[ChatItem], wanted: impl Fn(&ChatItem) -> bool) -> Vec<String> {
    items.iter().filter(|item| wanted(item)).map(|item| item.text.clone()).collect()
}

fn told(outcome: Result<(), Error>) -> Result<String, String> {
    match outcome {
        Err(error) if signed_out(&error) => Ok("was signed out".to_owned()),
        Ok(()) => Ok("asks for a person".to_owned()),
        Err(error) => Err(error.code().to_owned()),
    }
}

/// The timeline; `None`: the session has ended meanwhile.
async fn shown(app: &Phone, conversation: Conversation) -> Result<Option<Vec<ChatItem>>, String> {
    match app.chat_next_batch(conversation, 0).await {
        Ok(batch) => Ok(Some(batch.items)),
        Err(error) if signed_out(&error) => Ok(None),
        Err(error) => Err(error.code().to_owned()),
    }
}

/// The screen has shown everything, and waits for more, as a screen does.
async fn read_by_her(app: &Phone, conversation: Conversation) -> bool {
    let Ok(batch) = app.chat_next_batch(conversation, 0).await else { return false };
    // Nothing may come within this second; what counts is that it was asked for.
    let _ = timeout(Duration::from_secs(1), app.chat_next_batch(conversation, batch.revision)).await;
    true
}

/// Whether it was done, and not hindered by the end of the session.
fn done(outcome: Result<(), Error>) -> Result<bool, String> {
    match outcome {
        Ok(()) => Ok(true),
        Err(error) if signed_out(&error) => Ok(false),
        Err(error) => Err(error.code().to_owned()),
    }
}

const fn signed_out(error: &Error) -> bool {
    matches!(error, Error::NotSignedIn | Error::SessionEnded | Error::Closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The link was stopped between the commit of the bank's echo and its place in what is shown: the message stood at the end, as if it
    /// waited.
    #[test]
    fn chat_9_a_link_that_is_stopped_at_any_moment_leaves_every_message_in_its_place() {
        let shown_and_there = in_virtual_time(async {
            let mut world = World::new(1, &[CODE])?;
            enrol_until_active(&mut world, 0, |_| Ok(())).await?;
            let (dice, talks, totals) = (Dice::new(1), [Talk::default(), Talk::default()], Totals::default());
            let mut run = Run { world, dice, talks, numbered: 0, totals };
            for moment in 0..120 {
                let app = run.app().await?;
                let text = run.next_text();
                app.chat_send(Conversation::General, &text).await.map_err(|error| error.code().to_owned())?;
                for _ in 0..moment {
                    tokio::task::yield_now().await;
                }
                app.pause(Duration::ZERO).await.map_err(|error| error.code().to_owned())?;
                app.resume().await.map_err(|error| error.code().to_owned())?;
                if moment % 10 == 9 {
                    sleep(Duration::from_secs(20)).await;
                }
            }
            let app = run.app().await?;
            let items = shown(&app, Conversation::General).await?.ok_or("signed out")?;
            Ok::<_, String>((texts(&items, |item| item.speaker == Speaker::You), run.arrived(0)?))
        });
        let (shown, there) = shown_and_there.expect("an honest customer");
        assert_eq!(shown.len(), 120);
        assert_eq!(shown, there);
    }

    /// Words that go past the queue are on disk as being sent before they leave: whatever happens then, nobody is told that they were taken back.
    #[test]
    fn chat_9_what_is_said_over_an_open_link_is_being_sent_at_once_and_without_one_it_waits() {
        let seen = in_virtual_time(async {
            let mut world = World::new(1, &[CODE])?;
            enrol_until_active(&mut world, 0, |_| Ok(())).await?;
            let (dice, talks, totals) = (Dice::new(1), [Talk::default(), Talk::default()], Totals::default());
            let mut run = Run { world, dice, talks, numbered: 0, totals };
            let app = run.app().await?;
            sleep(Duration::from_secs(5)).await;
            let mut seen = Vec::new();
            for linked in [true, false] {
                if !linked {
                    app.disconnect().await.map_err(|error| error.code().to_owned())?;
                }
                let text = run.next_text();
                let sent = app.chat_send(Conversation::General, &text).await;
                let id = sent.map_err(|error| error.code().to_owned())?;
                let items = shown(&app, Conversation::General).await?.ok_or("signed out")?;
                let item = items.iter().find(|item| item.text == text).ok_or("not shown")?;
                seen.push((item.state == ItemState::Queued, app.chat_cancel(id).await.is_ok()));
            }
            let app = run.app().await?;
            sleep(Duration::from_secs(20)).await;
            let items = shown(&app, Conversation::General).await?.ok_or("signed out")?;
            Ok::<_, String>((seen, texts(&items, |item| item.speaker == Speaker::You), run.arrived(0)?))
        });
        let (seen, shown, there) = seen.expect("an honest customer");
        assert_eq!(seen, [(false, false), (true, true)], "whether it waits, and was taken back");
        assert_eq!((shown.as_slice(), there.as_slice()), (&["pesan 1".to_owned()][..], &["pesan 1".to_owned()][..]));
    }

    #[test]
    fn chat_7_who_writes_is_told_both_ways_for_seconds_and_until_something_is_said() {
        let seen = in_virtual_time(async {
            let mut world = World::new(1, &[CODE])?;
            enrol_until_active(&mut world, 0, |_| Ok(())).await?;
            let (dice, talks, totals) = (Dice::new(1), [Talk::default(), Talk::default()], Totals::default());
            let mut run = Run { world, dice, talks, numbered: 0, totals };
            let app = run.app().await?;
            // Before the phone has caught up it says nothing, so nobody is told.
            sleep(Duration::from_secs(5)).await;
            let user = json!({ "user_id": USER });
            let log = |run: &Run| run.world.control("chat_log", &user).map(|log| log["writing"] == true);
            let mut seen = vec![("before", log(&run)?)];
            app.chat_typing(Conversation::General).map_err(|error| error.code().to_owned())?;
            sleep(Duration::from_secs(1)).await;
            seen.push(("the customer", log(&run)?));
            let theirs = async |app: &Phone| {
                sleep(Duration::from_secs(1)).await;
                let batch =
                    app.chat_next_batch(Conversation::General, 0).await.map_err(|error| error.code().to_owned())?;
                Ok::<_, String>(batch.desk.is_some_and(|desk| desk.typing))
            };
            seen.push(("nobody", theirs(&app).await?));
            run.world.control("chat_typing", &user)?;
            seen.push(("the bank", theirs(&app).await?));
            sleep(Duration::from_secs(8)).await;
            seen.push(("long ago", theirs(&app).await?));
            run.world.control("chat_typing", &user)?;
            seen.push(("the bank again", theirs(&app).await?));
            run.agent_says()?;
            seen.push(("it was said", theirs(&app).await?));
            Ok::<_, String>(seen)
        });
        let expected = [
            ("before", false),
            ("the customer", true),
            ("nobody", false),
            ("the bank", true),
            ("long ago", false),
            ("the bank again", true),
            ("it was said", false),
        ];
        assert_eq!(seen.expect("an honest customer"), expected);
    }

    #[test]
    fn chat_9_some_seeds_lose_nothing_and_double_nothing() {
        for seed in 1..=6 {
            run(seed, 60, false).unwrap_or_else(|what| panic!("seed {seed}: {what}"));
        }
    }
}
