//! How a step is done, and what is asked of bank and phones after it.

use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

use kunci_core::cards::{Card as Seen, Closing, ControlsOutcome, ReceiptView};
use kunci_core::operations::Operation;
use kunci_core::{Error, Phone};
use kunci_domain::texts::Language;
use serde_json::{Value, json};

use super::act;
use super::book::Book;
use super::card::Card;
use super::model::{Asked, Deed, Step, Wish};
use super::planted::Planted;
use super::shelf::Shelf;
use crate::customer::{self, digits, enrol_until_active};
use crate::drawn::Counts;
use crate::machine::model::Trouble;
use crate::machine::play::{told, unexpected};
use crate::network::Turns;
use crate::world::{USER, World};

const CODE: &str = "740916";
/// The card that is played with.
const ENDING: &str = "4821";
/// A token's probation is over after so many seconds.
const PROBATION: u64 = 50_000;

/// What an act brought.
#[derive(Default)]
pub(super) struct Brought {
    pub(super) receipts: Vec<ReceiptView>,
    pub(super) offer: Option<Operation>,
}

/// A sequence under way.
///
/// The bank lets one phone be the token at a time, so the second runs on a copy of the first's disk with the same hardware: it can do
/// everything that needs the phone alone, at the same moment, and nothing that needs a session.
pub(super) struct Play {
    pub(super) world: World,
    pub(super) book: Book,
    pub(super) shelves: [Shelf; 2],
    /// The cards as she has seen them last.
    seen: Vec<Seen>,
    /// What she has not approved yet.
    offers: VecDeque<Operation>,
    pub(super) planted: Planted,
    doing: &'static str,
    /// What she has just taken off a phone's list.
    dismissed: Option<(usize, String)>,
}

impl Play {
    pub(super) async fn new(seed: u64, planted: Planted, counts: &mut Counts) -> Result<Self, String> {
        let start = Instant::now();
        let mut world = World::new(seed, &[CODE])?;
        counts.spend("a new world", start);
        let start = Instant::now();
        enrol_until_active(&mut world, 0, |_| Ok(())).await?;
        world.pass(PROBATION)?;
        let seen = sign_in_and_look(&mut world).await?.map_err(|error| told(&error))?;
        let second = world.copy_of(0, 9)?;
        world.phones.push(second);
        let turns = Turns::default();
        for device in &world.phones {
            let _ = device.network.take_answers();
            device.network.take_turns(&turns);
        }
        let card = seen.iter().find(|card| card.ending == ENDING).ok_or("no card")?;
        let card = Card::read(&serde_json::to_value(card).map_err(|error| error.to_string())?)?;
        counts.spend("two phones, signed in", start);
        Ok(Self {
            world,
            book: Book::new(card),
            shelves: Default::default(),
            seen,
            offers: VecDeque::new(),
            planted,
            doing: "",
            dismissed: None,
        })
    }

    pub(super) async fn step(&mut self, step: &Step, counts: &mut Counts) -> Result<(), String> {
        self.doing = step.name();
        match step {
            Step::Look => {
                let outcome = sign_in_and_look(&mut self.world).await?;
                if let Ok(seen) = outcome {
                    self.seen = seen;
                }
            }
            Step::Do { phone, deed, trouble } => self.deed(*phone, deed, trouble, counts).await?,
            Step::Both { one, other, trouble, troubles } => {
                self.both([one, other], [trouble, troubles], counts).await?
            }
            Step::Ask { asked, later, trouble } => self.ask(*asked, *later, trouble, counts).await?,
            Step::Wish { wish, trouble } => {
                self.trouble(0, trouble);
                let outcome = self.change_signed_in(wish).await?;
                self.offered(0, outcome, true, counts).await?;
            }
            Step::Approve { trouble } => {
                if let Some(offer) = self.offers.pop_front() {
                    self.trouble(0, trouble);
                    self.approve(&offer, counts).await?;
                }
            }
            Step::Lost { trouble } => {
                self.trouble(0, trouble);
                let id = self.book.cards[self.book.present()].id.clone();
                let mut outcome = self.world.app(0)?.report_card(&id, Closing::Lost).await;
                if needs_session(outcome.as_ref().err()) && self.signed_in().await?.is_ok() {
                    outcome = self.world.app(0)?.report_card(&id, Closing::Lost).await;
                }
                self.after(0, &outcome.map(act::receipt), counts)?;
            }
            Step::Answer { phone, again, trouble } => self.answer(*phone, *again, trouble, counts).await?,
            Step::Post | Step::NetworkDeclines | Step::BankHold { .. } => self.bank(step, counts)?,
            Step::Pay(payment) => drop(self.pay(payment, counts)?),
            Step::Rush { payment, count, freeze } => self.rush(payment, *count, *freeze, counts).await?,
            Step::Shop(shop) => self.shop(*shop, counts)?,
            Step::Edge(payment) => self.edge(payment, counts)?,
            Step::Pass { seconds } => self.world.pass(u64::from(*seconds))?,
            Step::Kill { phone } => self.world.kill(*phone),
            Step::Reboot => {
                (0..2).for_each(|phone| self.world.kill(phone));
                self.world.clock.restart();
            }
            Step::Latecomers { phone } => self.world.phones[*phone].network.strays().await,
        }
        self.check(counts).await
    }

    pub(super) fn trouble(&self, phone: usize, trouble: &Trouble) {
        let device = &self.world.phones[phone];
        device.network.script(trouble.fates.iter().map(|(call, fate)| (u32::from(*call), *fate)));
        if let Some((act, moment)) = trouble.end {
            device.life.end_at(device.life.acts() + u32::from(act), moment);
        }
    }

    /// The card that she acts on, as she has seen it.
    fn seen(&self) -> Option<Seen> {
        let id = &self.book.cards[self.book.present()].id;
        self.seen.iter().find(|card| card.card_id.to_string() == *id).cloned()
    }

    async fn deed(&mut self, phone: usize, deed: &Deed, trouble: &Trouble, counts: &mut Counts) -> Result<(), String> {
        let Some(card) = self.seen() else { return Ok(()) };
        self.trouble(phone, trouble);
        let app = self.world.shared_app(phone)?;
        let mut outcome = act::run(&app, deed, &card).await;
        if phone == 0 && needs_session(outcome.as_ref().err()) && self.signed_in().await?.is_ok() {
            outcome = act::run(&app, deed, &card).await;
        }
        drop(app);
        let freezes = *deed == Deed::Freeze;
        let unknown = matches!(outcome, Err(Error::Offline | Error::OutcomeUnknown));
        let alive = !self.world.phones[phone].life.is_over();
        self.offered(phone, outcome, false, counts).await?;
        if freezes && unknown && alive {
            self.check(counts).await?;
            let id = card.card_id.to_string();
            if !self.shelves[phone].has_open("freeze", &id) {
                return Err("a freeze without an answer is not among what waits".to_owned());
            }
        }
        Ok(())
    }

    async fn both(&mut self, deeds: [&Deed; 2], troubles: [&Trouble; 2], counts: &mut Counts) -> Result<(), String> {
        let Some(card) = self.seen() else { return Ok(()) };
        for (phone, trouble) in troubles.into_iter().enumerate() {
            self.trouble(phone, trouble);
        }
        let (first, second) = (self.world.shared_app(0)?, self.world.shared_app(1)?);
        let (one, other) = tokio::join!(act::run(&first, deeds[0], &card), act::run(&second, deeds[1], &card));
        drop((first, second));
        for (phone, outcome) in [one, other].into_iter().enumerate() {
            self.after(phone, &outcome, counts)?;
        }
        Ok(())
    }

    async fn ask(&mut self, asked: Asked, later: bool, trouble: &Trouble, counts: &mut Counts) -> Result<(), String> {
        self.trouble(0, trouble);
        let index = if asked == Asked::Activation { self.book.cards.len() - 1 } else { self.book.present() };
        let id = self.book.cards[index].id.clone();
        let app = self.world.shared_app(0)?;
        let mut outcome = ask(&app, asked, &id).await;
        if needs_session(outcome.as_ref().err()) && self.signed_in().await?.is_ok() {
            outcome = ask(&app, asked, &id).await;
        }
        drop(app);
        let offer = |offer| Brought { offer: Some(offer), ..Brought::default() };
        self.offered(0, outcome.map(offer), later, counts).await
    }

    async fn change_signed_in(&mut self, wish: &Wish) -> Result<Result<Brought, Error>, String> {
        let Some(card) = self.seen() else { return Ok(Err(Error::NotFound)) };
        let app = self.world.shared_app(0)?;
        let outcome = act::change(&app, wish, &card).await;
        if needs_session(outcome.as_ref().err()) && self.signed_in().await?.is_ok() {
            return Ok(act::change(&app, wish, &card).await);
        }
        Ok(outcome)
    }

    /// What was offered is approved, now or later.
    async fn offered(
        &mut self,
        phone: usize,
        outcome: Result<Brought, Error>,
        later: bool,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let over = self.world.phones[phone].life.is_over();
        match outcome {
            Ok(Brought { offer: Some(offer), .. }) if !over && later => {
                self.offers.push_back(offer);
                self.after(phone, &Ok(Brought::default()), counts)
            }
            Ok(Brought { offer: Some(offer), .. }) if !over => self.approve(&offer, counts).await,
            outcome => self.after(phone, &outcome, counts),
        }
    }

    async fn approve(&mut self, offer: &Operation, counts: &mut Counts) -> Result<(), String> {
        let code = digits(CODE)?;
        let mut outcome = self.world.app(0)?.approve(offer, &code).await;
        if needs_session(outcome.as_ref().err()) && self.signed_in().await?.is_ok() {
            outcome = self.world.app(0)?.approve(offer, &code).await;
        }
        let outcome = outcome.map(|view| Brought { receipts: view.receipt.into_iter().collect(), offer: None });
        self.after(0, &outcome, counts)
    }

    async fn answer(
        &mut self,
        phone: usize,
        again: bool,
        trouble: &Trouble,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let Some(command) = self.shelves[phone].asked() else { return Ok(()) };
        self.trouble(phone, trouble);
        // Either way it goes: what is wanted again is a new command in the old one's place.
        self.dismissed = Some((phone, command.clone()));
        let app = self.world.app(phone)?;
        let outcome = match again {
            true => app.repeat_command(&command).await.map(act::receipt),
            false => app.dismiss_command(&command).await.map(|()| Brought::default()),
        };
        self.after(phone, &outcome, counts)
    }

    async fn signed_in(&mut self) -> Result<Result<(), Error>, String> {
        customer::sign_in_fully(&mut self.world, 0).await
    }

    /// The trouble is over; a process that ended in it is buried.
    fn after(&mut self, phone: usize, outcome: &Result<Brought, Error>, counts: &mut Counts) -> Result<(), String> {
        let device = &self.world.phones[phone];
        device.network.calm();
        device.life.forget_plans();
        if self.world.bury(phone) {
            counts.note(format!("{}: killed in the middle", self.doing));
            return Ok(());
        }
        match outcome {
            Err(error) => {
                unexpected(error)?;
                counts.note(format!("{}: {}", self.doing, told(error)));
            }
            Ok(brought) => {
                counts.note(format!("{}: ok", self.doing));
                self.read_answers(counts)?;
                for receipt in &brought.receipts {
                    self.is_true(receipt)?;
                }
            }
        }
        Ok(())
    }

    /// What the phone was given as done has been done, and as it says.
    fn is_true(&self, receipt: &ReceiptView) -> Result<(), String> {
        match self.book.done.get(&receipt.command_id) {
            Some(done) if done.proof == receipt.proof => Ok(()),
            _ => Err(format!("{} is shown as done, and the bank has not said so", receipt.action)),
        }
    }

    pub(super) fn control(&self, name: &str, body: &Value) -> Result<Value, String> {
        self.world.control(name, body)
    }

    pub(super) fn read_answers(&mut self, counts: &mut Counts) -> Result<(), String> {
        let mut answers: Vec<_> = self.world.phones.iter().flat_map(|device| device.network.take_answers()).collect();
        answers.sort_by_key(|answer| answer.turn);
        for mut answer in answers {
            self.planted.answer(&mut answer, &self.book)?;
            if let Some(what) = self.book.read(&answer)? {
                counts.note(format!("bank: {what}"));
            }
        }
        self.name_new_cards()
    }

    /// The bank's own list says the digits of a card that was made meanwhile.
    fn name_new_cards(&mut self) -> Result<(), String> {
        if self.book.cards.iter().all(|card| !card.ending.is_empty()) {
            return Ok(());
        }
        let overview = self.control("overview", &json!({}))?;
        let customers = overview["customers"].as_array().ok_or("no customers")?;
        let sari = customers.iter().find(|customer| customer["user_id"] == USER).ok_or("no customer")?;
        // A virtual card takes no other's place.
        let plastic = sari["cards"].as_array().into_iter().flatten().filter(|card| card["kind"] != "virtual");
        let endings = plastic.filter_map(|card| card["ending"].as_str());
        let known = |ending: &str| ending == "7730" || self.book.cards.iter().any(|card| card.ending == ending);
        let new = endings.into_iter().find(|ending| !known(ending)).map(str::to_owned);
        if let Some(card) = self.book.cards.iter_mut().find(|card| card.ending.is_empty()) {
            card.ending = new.ok_or("the new card has no ending")?;
        }
        Ok(())
    }

    pub(super) async fn check(&mut self, counts: &mut Counts) -> Result<(), String> {
        self.read_answers(counts)?;
        let now = self.world.tick()?;
        for phone in 0..2 {
            let app = self.world.app(phone)?;
            let views = app.card_commands(Language::English).await.map_err(|error| told(&error))?;
            let views = self.planted.shown(views);
            // They are verified anew each time that they are asked for: only when there are others.
            let receipts = match self.shelves[phone].has_seen(&views) {
                true => None,
                false => Some(app.kept_receipts().await.map_err(|error| told(&error))?),
            };
            let dismissed = self.dismissed.as_ref().filter(|(of, _)| *of == phone).map(|(_, command)| command.as_str());
            for what in self.shelves[phone].look(views, receipts, &self.book, now, dismissed)? {
                counts.note(format!("phone: {what}"));
            }
        }
        self.dismissed = None;
        Ok(())
    }

    /// The network is good again, and a day passes: nothing is open any more, and everybody says the same.
    pub(super) async fn end(&mut self, counts: &mut Counts) -> Result<(), String> {
        self.doing = "at the end";
        for phone in 0..2 {
            self.world.phones[phone].network.strays().await;
            self.world.kill(phone);
        }
        self.check(counts).await?;
        for seconds in [0, 25 * 3600] {
            self.world.pass(seconds)?;
            for phone in 0..2 {
                let outcome = self.world.app(phone)?.send_commands().await;
                let outcome = outcome.map(|receipts| Brought { receipts, offer: None });
                if let (Err(error), true) = (&outcome, seconds > 0) {
                    return Err(format!("with a good network what waits is not sent: {}", told(error)));
                }
                self.after(phone, &outcome, counts)?;
            }
            self.check(counts).await?;
        }
        if self.shelves.iter().any(|shelf| shelf.open() > 0) {
            return Err("a command is still open after a day".to_owned());
        }
        let cards = sign_in_and_look(&mut self.world).await?.map_err(|error| told(&error))?;
        let made: BTreeSet<_> =
            cards.iter().filter(|card| card.beside.is_some()).map(|card| card.card_id.to_string()).collect();
        if made != self.book.ordered {
            return Err(format!("of the virtual cards {:?} the bank has {made:?}", self.book.ordered));
        }
        for known in &self.book.cards {
            let listed = cards.iter().find(|card| card.card_id.to_string() == known.id).ok_or("a card is gone")?;
            let listed = Card::read(&serde_json::to_value(listed).map_err(|error| error.to_string())?)?;
            let listed = Card { sequence: known.sequence, ..listed };
            if listed != *known {
                return Err(format!("the bank has {listed:?}\nthe book {known:?}"));
            }
        }
        let receipts = self.world.app(0)?.card_receipts().await.map_err(|error| told(&error))?;
        let all = receipts.iter().all(|receipt| self.is_true(receipt).is_ok());
        if !all || receipts.len() != self.book.done.len() {
            let (kept, done) = (receipts.len(), self.book.done.len());
            return Err(format!("the bank keeps {kept} receipts of {done} commands that it did"));
        }
        Ok(())
    }
}

async fn ask(app: &Phone, asked: Asked, id: &str) -> Result<Operation, Error> {
    match asked {
        Asked::Unfreeze => app.unfreeze_card(id).await,
        Asked::Replacement => app.replace_card(id).await,
        Asked::Activation => app.activate_card(id).await,
        Asked::Virtual => app.order_virtual_card(id, "Langganan film", None).await,
    }
}

const fn needs_session(error: Option<&Error>) -> bool {
    matches!(error, Some(Error::NotSignedIn | Error::SessionEnded | Error::Scope))
}

async fn sign_in_and_look(world: &mut World) -> Result<Result<Vec<Seen>, Error>, String> {
    match world.app(0)?.cards().await {
        Ok(seen) => return Ok(Ok(seen)),
        Err(error) if needs_session(Some(&error)) => {}
        Err(error) => return Ok(Err(error)),
    }
    if let Err(error) = customer::sign_in_fully(world, 0).await? {
        return Ok(Err(error));
    }
    Ok(world.app(0)?.cards().await)
}

impl From<ControlsOutcome> for Brought {
    fn from(outcome: ControlsOutcome) -> Self {
        match outcome {
            ControlsOutcome::Done(receipt) => act::receipt(receipt),
            ControlsOutcome::NeedsApproval(offer) => Self { offer: Some(*offer), ..Self::default() },
        }
    }
}
