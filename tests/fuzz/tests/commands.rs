//! Commands on a card, against a bank that fails, refuses, lies, and at last does what was asked.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use std::sync::{Arc, Mutex};

use kunci_core::Error;
use kunci_core::cards::{Card, CardState, Change};
use kunci_core::ports::{ApiReply, ApiRequest, CommandAction, CommandState, StoreError};
use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::place::Country;
use kunci_fuzz::puppet::{CARD, KEYS, Stage, bundle_reply, command, reply, wait};
use kunci_wire::signed::typ;
use kunci_wire::{Problem, ProblemCode};
use serde_json::{Value, json};

fn controls() -> Controls {
    Controls {
        home: Country::INDONESIA,
        cooling_off_seconds: 0,
        limits: Vec::new(),
        off: Default::default(),
        blocked_categories: Default::default(),
        blocked_countries: Default::default(),
        blocked_merchants: Default::default(),
        alerts: Default::default(),
        trips: Default::default(),
    }
}

/// As the customer sees it.
fn card() -> Card {
    Card {
        card_id: CARD,
        ending: "4821".into(),
        kind: kunci_domain::cards::CardKind::Debit,
        name: "Debit".into(),
        state: CardState::Active,
        closed: None,
        replaces: None,
        beside: None,
        holds: Vec::new(),
        controls: controls(),
        version: 7,
    }
}

fn block(country: &str) -> Vec<Change> {
    vec![Change::Country { country: Country::new(country).expect("a country"), blocked: true }]
}

/// A bank with one card, and what it was asked for: the last part of the path, the version, the country.
struct Bank {
    controls: Controls,
    version: u64,
    frozen: bool,
    asked: Vec<String>,
}

impl Bank {
    fn at(version: u64) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self { controls: controls(), version, frozen: false, asked: Vec::new() }))
    }

    fn answer(&mut self, request: &ApiRequest, key: &str) -> ApiReply {
        let act = request.path.rsplit('/').next().unwrap_or_default().to_owned();
        let header = |name: &str| {
            let found = request.headers.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.trim_matches('"').to_owned()).unwrap_or_default()
        };
        let body = request.body.as_ref().map(|body| serde_json::from_slice::<Value>(body).unwrap_or_default());
        let country = body.and_then(|body| Some(body["changes"][0]["country"].as_str()?.to_owned()));
        let country = country.unwrap_or_default();
        self.asked.push(format!("{act} {} {country}", header("if-match")).trim().to_owned());
        if act == "tighten" {
            if header("if-match") != self.version.to_string() {
                let problem = Problem::new(ProblemCode::PreconditionFailed, "the card has changed");
                return reply(412, &serde_json::to_value(problem).expect("JSON"));
            }
            self.controls.blocked_countries.insert(Country::new(&country).expect("a country"));
        } else {
            self.frozen = true;
        }
        self.version += 1;
        let hold = json!({ "holder": "customer", "reason": "freeze", "placed_at": "2025-12-01T00:00:00Z" });
        let action = if act == "tighten" { "controls" } else { "freeze" };
        let holds = if self.frozen { vec![hold] } else { Vec::new() };
        let receipt = json!({
            "command_id": command(request), "card_id": CARD, "action": action, "holds": holds,
            "controls": self.controls,
            "effective_at": "2025-12-01T00:00:00Z", "sequence": 1, "version": self.version,
        });
        reply(200, &json!({ "receipt": KEYS.sign(key, typ::CARD_RECEIPT, receipt.to_string().as_bytes()) }))
    }
}

/// From now on this bank answers, signing with that key.
fn opens(stage: &Stage, bank: &Arc<Mutex<Bank>>, key: &'static str) {
    let bank = Arc::clone(bank);
    stage.puppet.answers(move |request| bank.lock().expect("no panic").answer(request, key));
}

fn states(stage: &Stage) -> Vec<(CommandAction, CommandState)> {
    let commands = stage.store.commands().expect("a disk in memory");
    commands.iter().map(|command| (command.action, command.state)).collect()
}

/// Two changes that nobody answered.
fn two_wait() -> Stage {
    let stage = Stage::new();
    for country in ["RU", "KP"] {
        let failed = wait(stage.phone.change_card(&card(), &block(country))).err();
        assert!(matches!(failed, Some(Error::BankFailed { .. })), "{failed:?}");
    }
    let waiting = [CommandState::Sent, CommandState::Requested].map(|state| (CommandAction::Tighten, state));
    assert_eq!(states(&stage), waiting, "the second is not sent before the first is answered");
    stage
}

#[test]
fn card_4_what_waits_is_sent_in_order_and_each_stands_on_the_card_after_the_one_before() {
    let stage = two_wait();
    let bank = Bank::at(7);
    opens(&stage, &bank, "receipt");
    assert_eq!(wait(stage.phone.send_commands()).expect("two receipts").len(), 2);
    assert_eq!(bank.lock().expect("no panic").asked, ["tighten 7 RU", "tighten 8 KP"]);
    assert_eq!(states(&stage), [(CommandAction::Tighten, CommandState::Confirmed); 2]);
    assert_eq!(wait(stage.phone.kept_receipts()).expect("genuine").len(), 2);
    assert_eq!(wait(stage.phone.send_commands()).expect("nothing to do").len(), 0);
}

#[test]
fn card_10_every_call_that_waited_for_a_receipt_gets_it_and_nothing_is_sent_twice() {
    let stage = two_wait();
    let bank = Bank::at(7);
    opens(&stage, &bank, "receipt");
    let (one, other) = wait(async { tokio::join!(stage.phone.send_commands(), stage.phone.send_commands()) });
    assert_eq!([one.expect("receipts").len(), other.expect("receipts").len()], [2, 2]);
    assert_eq!(bank.lock().expect("no panic").asked, ["tighten 7 RU", "tighten 8 KP"]);
}

#[test]
fn card_4_what_waited_while_somebody_else_changed_the_card_is_not_forced_onto_it() {
    let stage = two_wait();
    let bank = Bank::at(9);
    opens(&stage, &bank, "receipt");
    assert_eq!(wait(stage.phone.send_commands()).expect("refused, not failed").len(), 0);
    assert_eq!(states(&stage), [(CommandAction::Tighten, CommandState::Superseded); 2]);
    assert_eq!(bank.lock().expect("no panic").asked.len(), 2);
    assert_eq!(wait(stage.phone.send_commands()).expect("nothing to do").len(), 0);
    assert_eq!(bank.lock().expect("no panic").asked.len(), 2, "never again");
}

#[test]
fn card_2_a_freeze_goes_past_what_waits_and_leaves_it_as_it_was() {
    let stage = Stage::new();
    let failed = wait(stage.phone.freeze_card(&CARD.to_string())).err();
    assert!(matches!(failed, Some(Error::BankFailed { .. })), "{failed:?}");
    let failed = wait(stage.phone.change_card(&card(), &block("RU"))).err();
    assert!(matches!(failed, Some(Error::BankFailed { .. })), "{failed:?}");
    let bank = Bank::at(7);
    opens(&stage, &bank, "receipt");
    let receipt = wait(stage.phone.freeze_card(&CARD.to_string())).expect("frozen");
    assert!(receipt.frozen);
    assert_eq!(bank.lock().expect("no panic").asked, ["freeze"]);
    let confirmed_and_sent =
        [(CommandAction::Freeze, CommandState::Confirmed), (CommandAction::Tighten, CommandState::Sent)];
    assert_eq!(states(&stage), confirmed_and_sent, "a freeze says nothing on what else was asked for");
}

#[test]
fn card_12_a_receipt_by_another_key_confirms_nothing_and_the_command_is_asked_again() {
    let stage = Stage::new();
    let bank = Bank::at(7);
    opens(&stage, &bank, "stranger");
    assert_eq!(wait(stage.phone.freeze_card(&CARD.to_string())).err(), Some(Error::ReceiptForged));
    assert_eq!(states(&stage), [(CommandAction::Freeze, CommandState::Sent)]);
    let first = stage.store.commands().expect("a disk in memory")[0].command_id;
    opens(&stage, &bank, "receipt");
    let receipt = wait(stage.phone.freeze_card(&CARD.to_string())).expect("frozen");
    assert_eq!(receipt.command_id, first.to_string(), "the same command");
    assert_eq!(states(&stage), [(CommandAction::Freeze, CommandState::Confirmed)]);
}

#[test]
fn card_2_what_came_to_nothing_is_dismissed_and_what_waits_or_has_a_receipt_is_not() {
    let stage = two_wait();
    let ids: Vec<_> = stage.store.commands().expect("a disk").iter().map(|kept| kept.command_id.to_string()).collect();
    assert_eq!(wait(stage.phone.dismiss_command(&ids[0])), Err(Error::NotFound), "it waits");
    assert_eq!(wait(stage.phone.repeat_command(&ids[0])).err(), Some(Error::NotFound));
    opens(&stage, &Bank::at(9), "receipt");
    wait(stage.phone.send_commands()).expect("refused, not failed");
    assert_eq!(wait(stage.phone.dismiss_command(&ids[0])), Ok(()));
    assert_eq!(states(&stage).len(), 1);
    assert_eq!(wait(stage.phone.dismiss_command("nonsense")), Err(Error::NotFound));
}

#[test]
fn card_2_nothing_is_sent_that_could_not_be_written_down() {
    let stage = Stage::new();
    let bank = Bank::at(7);
    opens(&stage, &bank, "receipt");
    wait(stage.phone.freeze_card(&CARD.to_string())).expect("frozen, and the bank's keys are at hand");
    stage.disk.refuse_next_write(StoreError::Full);
    assert_eq!(wait(stage.phone.freeze_card(&CARD.to_string())).err(), Some(Error::DiskFull));
    assert_eq!(bank.lock().expect("no panic").asked, ["freeze"], "signed already, and not sent");
    assert_eq!(states(&stage), [(CommandAction::Freeze, CommandState::Confirmed)]);
}

#[test]
fn card_2_a_freeze_is_written_down_also_where_there_is_no_key_to_seal_it_to() {
    let stage = Stage::new();
    stage.puppet.offers(b"no bundle".to_vec());
    assert!(wait(stage.phone.freeze_card(&CARD.to_string())).is_err());
    assert!(matches!(states(&stage)[..], [(CommandAction::Freeze, state)] if state.is_open()));
    let bank = Bank::at(7);
    opens(&stage, &bank, "receipt");
    stage.puppet.offers(bundle_reply());
    assert_eq!(wait(stage.phone.send_commands()).expect("a receipt").len(), 1);
    assert_eq!(states(&stage), [(CommandAction::Freeze, CommandState::Confirmed)]);
}
