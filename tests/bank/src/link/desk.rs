//! Conversations: each change is one transaction, and the bank's sequence alone orders them.

use kunci_domain::conversations::Topic;
use kunci_wire::chat::{Body, ChatHead, Event, SUSPECTS, ScamReport, Sender, WordProof, notice};
use kunci_wire::link::{Sent, ServerFrame, TEXT_BYTES, refusal};
use kunci_wire::signed::typ;
use kunci_wire::{B64, Bytes32, Jwk};
use serde_json::json;
use uuid::Uuid;

use super::agent;
use super::badge::{self, Voice, Words};
use super::bot::{self, Answer, Facts};
use super::files;
use super::own;
use super::queue::{self, Rush};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::canonical::Canonical;
use crate::crypto::jws;
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::store::{ChatEvent, Controller, Conversation, Customer, Filed, Tx};

/// Why a frame was refused for good.
pub(super) type Refusal = &'static str;

/// So many of a customer's conversations are told to her phones; of more, the oldest are not.
const TOLD: u32 = 100;

/// A conversation of this customer: `None` names the general one, which is made when first asked for.
pub(super) fn conversation(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: Uuid,
    named: Option<Uuid>,
) -> Result<Conversation, BankError> {
    if let Some(id) = named {
        return tx.conversation(id)?.filter(|found| found.customer == customer).ok_or(BankError::Key);
    }
    let newest = tx.conversations_of(customer, 1)?.into_iter().find(|found| found.topic == Topic::General);
    if let Some(found) = newest {
        return Ok(found);
    }
    let fresh = begun(bank.entropy.id(bank.now())?, customer, Topic::General);
    tx.insert_conversation(&fresh)?;
    Ok(fresh)
}

/// All of them, the general one first.
pub(super) fn conversations(bank: &Bank, tx: &mut dyn Tx, customer: Uuid) -> Result<Vec<Conversation>, BankError> {
    conversation(bank, tx, customer, None)?;
    tx.conversations_of(customer, TOLD)
}

pub(super) const fn begun(id: Uuid, customer: Uuid, topic: Topic) -> Conversation {
    Conversation {
        id,
        customer,
        epoch: 1,
        last_seq: 0,
        head: [0; 32],
        controller: Controller::Bot,
        controller_epoch: 1,
        delivered: 0,
        read: 0,
        topic,
        ended: false,
        reset: None,
    }
}

/// What a customer asks of a conversation.
pub(super) enum Ask {
    Say(String),
    /// The descriptor of a file.
    Attach(String),
    HandOver,
    End,
    /// Ends it, too.
    Report(ScamReport),
    Feedback {
        rating: u8,
        text: String,
    },
}

/// A customer's signature, and the session key that made it.
pub(super) struct Signed {
    pub(super) proof: WordProof,
    pub(super) key: Jwk,
    /// The bank's word on that key.
    pub(super) certificate: String,
}

/// Whose words an event is.
enum By {
    Nobody,
    Voice(Voice),
    /// The customer, who has signed them.
    Customer(Signed),
}

/// As [`take_signed`], also of words that nobody has signed.
#[cfg(test)]
pub(super) fn take(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    named: Uuid,
    client_id: Uuid,
    ask: Ask,
) -> Result<Result<Sent, Refusal>, BankError> {
    take_anything(bank, tx, customer, (named, client_id), ask, None)
}

/// Takes what a customer says, once: the same id with the same words gets the same answer, with others a refusal. Words that are to stand as
/// hers she has signed.
pub(super) fn take_signed(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    names: (Uuid, Uuid),
    ask: Ask,
    signed: Option<Signed>,
) -> Result<Result<Sent, Refusal>, BankError> {
    if signed.is_none() && matches!(ask, Ask::Say(_) | Ask::Attach(_)) {
        let what = format!("Refused a message of {}: she has not signed it", customer.first_name());
        audit::note(tx, bank.now(), Kind::Refusal, Some(customer.id), what)?;
        return Ok(Err(refusal::UNSIGNED));
    }
    take_anything(bank, tx, customer, names, ask, signed)
}

fn take_anything(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    (named, client_id): (Uuid, Uuid),
    ask: Ask,
    signed: Option<Signed>,
) -> Result<Result<Sent, Refusal>, BankError> {
    let own = tx.conversation(named)?.filter(|found| found.customer == customer.id);
    let Some(mut conversation) = own else { return Ok(Err(refusal::NO_CONVERSATION)) };
    let wish = matches!(ask, Ask::HandOver);
    let mut filed = None;
    let (sender, mut body) = match ask {
        Ask::Say(text) if text.trim().is_empty() || text.len() > TEXT_BYTES => return Ok(Err(refusal::BAD_TEXT)),
        Ask::Say(text) => (Sender::Customer, Body::Text { text }),
        Ask::Attach(descriptor) => (Sender::Customer, Body::Attachment { descriptor }),
        Ask::HandOver => (Sender::Bank, Body::Notice { code: notice::HANDED_OVER.to_owned() }),
        Ask::End => (Sender::Bank, Body::Notice { code: notice::ENDED.to_owned() }),
        Ask::Report(report) if report.suspects.len() > SUSPECTS => return Ok(Err(refusal::BAD_TEXT)),
        Ask::Report(report) => {
            filed = Some(Filed { kind: "scam".to_owned(), body: serde_json::to_string(&report)? });
            (Sender::Bank, Body::Notice { code: notice::REPORTED.to_owned() })
        }
        Ask::Feedback { rating, text } if !(1..=5).contains(&rating) || text.len() > TEXT_BYTES => {
            return Ok(Err(refusal::BAD_TEXT));
        }
        Ask::Feedback { rating, text } => {
            let body = json!({ "rating": rating, "text": text }).to_string();
            filed = Some(Filed { kind: "feedback".to_owned(), body });
            (Sender::Bank, Body::Notice { code: notice::FEEDBACK.to_owned() })
        }
    };
    if let Some(signed) = &signed
        && !own::fits(tx, &conversation, client_id, &body, signed)?
    {
        let what = format!("Refused a message of {}: her signature does not fit", customer.first_name());
        audit::note(tx, bank.now(), Kind::Refusal, Some(customer.id), what)?;
        return Ok(Err(refusal::BAD_SIGNATURE));
    }
    if let Some(before) = tx.chat_event_by_client(named, client_id)? {
        let said = before.text == body.text() || (wish && HAND_OVERS.contains(&before.text.as_str()));
        let same = before.sender == sender.as_str()
            && before.kind == body.kind()
            && said
            && tx.chat_report(client_id)? == filed;
        let name = customer.first_name();
        return if same {
            let what = format!("Got a message of {name} again and took it once: number {}", before.seq);
            audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
            Ok(Ok(Sent { client_id, conversation: named, seq: before.seq }))
        } else {
            let what = format!("Refused a message of {name}: its id was used with other words");
            audit::note(tx, bank.now(), Kind::Refusal, Some(customer.id), what)?;
            Ok(Err(refusal::OTHER_BODY))
        };
    }
    if let Body::Attachment { descriptor } = &body {
        match files::look_at(tx, customer, client_id, descriptor)? {
            Ok(file) => tx.name_attachment(file.file_id)?,
            Err(code) => {
                let what = format!("Refused a file of {}: {code}", customer.first_name());
                audit::note(tx, bank.now(), Kind::Refusal, Some(customer.id), what)?;
                return Ok(Err(code));
            }
        }
    }
    if wish {
        let rush = queue::read(tx)?;
        body = hand_over(&mut conversation, &rush, bank.now());
    } else if sender == Sender::Bank && body.text() != notice::FEEDBACK {
        change_controller(&mut conversation, Controller::Bot);
        conversation.ended = true;
    }
    // Whoever writes in it again opens it again.
    if wish || sender == Sender::Customer {
        conversation.ended = false;
    }
    if let Some(filed) = &filed {
        tx.file_chat_report(named, client_id, bank.now(), filed)?;
        let what = format!("Filed {} of {}", filed.kind, customer.first_name());
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
    }
    let arrives = wish && body.text() == notice::HANDED_OVER;
    let secret = matches!(&body, Body::Text { text } if sender == Sender::Customer && agent::holds_a_secret(text));
    let by = signed.filter(|_| sender == Sender::Customer).map_or(By::Nobody, By::Customer);
    let seq = append(bank, tx, &mut conversation, sender, by, Some(client_id), body)?;
    if secret {
        // A phone of the bank's would not have sent it. It is said, so it is kept; no desk shows it.
        let what = format!("{} wrote a secret into the chat, number {seq}", customer.first_name());
        audit::note(tx, bank.now(), Kind::Alert, Some(customer.id), what)?;
    }
    let what = format!(
        "Took {} of {} as number {seq}",
        if wish { "the wish for a person" } else { "a message" },
        customer.first_name()
    );
    audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
    if arrives {
        greet(bank, tx, &mut conversation, customer)?;
    }
    Ok(Ok(Sent { client_id, conversation: named, seq }))
}

/// The bot's turn after message `seq`, in a transaction of its own: it may come late, and then it is not heard.
pub(super) fn bot_turn(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    language: &str,
    (named, seq, controller_epoch): (Uuid, u64, u64),
) -> Result<bool, BankError> {
    let mut conversation = conversation(bank, tx, customer.id, Some(named))?;
    let name = customer.first_name();
    if conversation.controller != Controller::Bot || conversation.controller_epoch != controller_epoch {
        let what = format!("Dropped the bot's answer to {name}: somebody else has taken over");
        audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
        return Ok(false);
    }
    let events = tx.chat_events_after(conversation.id, 0)?;
    let Some(asked) = events.iter().find(|event| event.seq == seq) else { return Ok(false) };
    let first = !events.iter().any(|event| event.sender == Sender::Bot.as_str());
    let facts = Facts::of(tx, customer.id)?;
    let answer = if asked.kind == "attachment" {
        bot::on_a_file(language)
    } else {
        bot::answer(&asked.text, language, first, &facts)
    };
    match answer {
        Answer::Say(text) => {
            say(bank, tx, &mut conversation, Voice::Bot, text)?;
            audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), format!("The bot answered {name}"))?;
        }
        Answer::HandOver(text) => {
            let rush = queue::read(tx)?;
            // It does not promise a person when there is none.
            if rush.is_open(bank.now()) {
                say(bank, tx, &mut conversation, Voice::Bot, text)?;
            }
            let body = hand_over(&mut conversation, &rush, bank.now());
            let arrives = body.text() == notice::HANDED_OVER;
            append(bank, tx, &mut conversation, Sender::Bank, By::Nobody, None, body)?;
            if arrives {
                greet(bank, tx, &mut conversation, customer)?;
            }
        }
    }
    Ok(true)
}

/// What may become of the wish for a person.
const HAND_OVERS: [&str; 3] = [notice::HANDED_OVER, notice::QUEUED, notice::DESK_CLOSED];

/// Acts on the wish for a person, and says how.
fn hand_over(conversation: &mut Conversation, rush: &Rush, now: i64) -> Body {
    let (code, controller) = if conversation.controller == Controller::Agent {
        (notice::HANDED_OVER, Controller::Agent)
    } else if !rush.is_open(now) {
        (notice::DESK_CLOSED, Controller::Bot)
    } else if rush.ahead > 0 {
        (notice::QUEUED, Controller::Waiting)
    } else {
        (notice::HANDED_OVER, Controller::Agent)
    };
    if conversation.controller != controller {
        change_controller(conversation, controller);
    }
    Body::Notice { code: code.to_owned() }
}

/// After a change at the desk: whoever still has to wait is not told again, everybody else is.
pub(super) fn serve_waiting(bank: &Bank, tx: &mut dyn Tx) -> Result<(), BankError> {
    let rush = queue::read(tx)?;
    for mut conversation in tx.conversations_waiting()? {
        let body = hand_over(&mut conversation, &rush, bank.now());
        if body.text() == notice::QUEUED {
            continue;
        }
        let arrives = body.text() == notice::HANDED_OVER;
        append(bank, tx, &mut conversation, Sender::Bank, By::Nobody, None, body)?;
        let customer = tx.customer(conversation.customer)?.ok_or(BankError::Key)?;
        if arrives {
            greet(bank, tx, &mut conversation, &customer)?;
        }
    }
    Ok(())
}

/// A person introduces herself.
fn greet(bank: &Bank, tx: &mut dyn Tx, conversation: &mut Conversation, customer: &Customer) -> Result<(), BankError> {
    let name = customer.first_name();
    say(bank, tx, conversation, Voice::Dewi, format!("Halo {name}, saya Dewi. Ada yang bisa saya bantu?"))?;
    let what = format!("Handed {name} over to Dewi, employee {}", badge::AGENT_ID);
    audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)
}

/// Who answers from now on. What the one before still has to say belongs to an earlier epoch.
const fn change_controller(conversation: &mut Conversation, controller: Controller) {
    conversation.controller = controller;
    conversation.controller_epoch += 1;
}

/// Somebody says something for the bank, or pretends to.
pub(super) fn say(
    bank: &Bank,
    tx: &mut dyn Tx,
    conversation: &mut Conversation,
    voice: Voice,
    text: String,
) -> Result<u64, BankError> {
    speak(bank, tx, conversation, voice, Body::Text { text })
}

/// The same, of anything that can be said.
pub(super) fn speak(
    bank: &Bank,
    tx: &mut dyn Tx,
    conversation: &mut Conversation,
    voice: Voice,
    body: Body,
) -> Result<u64, BankError> {
    let client_id = bank.entropy.id(bank.now())?;
    append(bank, tx, conversation, voice.sender(), By::Voice(voice), Some(client_id), body)
}

/// Something happened that both sides are to see.
pub(super) fn notify(
    bank: &Bank,
    tx: &mut dyn Tx,
    conversation: &mut Conversation,
    code: &str,
) -> Result<u64, BankError> {
    append(bank, tx, conversation, Sender::Bank, By::Nobody, None, Body::Notice { code: code.to_owned() })
}

fn append(
    bank: &Bank,
    tx: &mut dyn Tx,
    conversation: &mut Conversation,
    sender: Sender,
    by: By,
    client_id: Option<Uuid>,
    body: Body,
) -> Result<u64, BankError> {
    let (now, seq) = (bank.now(), conversation.last_seq + 1);
    let salt = match &by {
        // What she has signed is committed to with her own.
        By::Customer(signed) => signed.proof.salt.0.clone(),
        By::Nobody | By::Voice(_) => bank.entropy.bytes::<16>()?.to_vec(),
    };
    let commitment = sha256(
        &Canonical::new("kunci/chat-body/1").bytes(&salt).text(body.kind()).bytes(body.text().as_bytes()).finish(),
    );
    let proof = match (by, client_id) {
        (By::Customer(signed), _) => Some(own::proof(signed)),
        (By::Voice(voice), Some(client_id)) => {
            let words = Words {
                conversation: conversation.id,
                controller_epoch: conversation.controller_epoch,
                client_id,
                previous: &conversation.head,
                commitment: &commitment,
                now,
            };
            badge::prove(bank, voice, &words)?
        }
        _ => None,
    };
    let signature = proof.as_ref().map_or(&[][..], |proof| proof.signature.0.as_slice());
    let leaf = leaf(conversation, seq, sender.as_str(), &commitment, signature);
    let row = ChatEvent {
        seq,
        client_id,
        sender: sender.as_str().to_owned(),
        kind: body.kind().to_owned(),
        text: body.text().to_owned(),
        frame: Vec::new(),
    };
    let event = Event {
        conversation: conversation.id,
        epoch: conversation.epoch,
        seq,
        at: timestamp(now),
        sender,
        client_id,
        controller_epoch: conversation.controller_epoch,
        salt: B64(salt),
        commitment: Bytes32(commitment),
        leaf: Bytes32(leaf),
        proof,
        body,
    };
    let frame = ServerFrame::Event(Box::new(event)).to_bytes().map_err(|_| BankError::Task)?;
    keep(tx, conversation, &ChatEvent { frame, ..row }, leaf)
}

/// An event as a later version of the contract may have it.
pub(super) fn say_in_the_future(tx: &mut dyn Tx, conversation: &mut Conversation, now: i64) -> Result<u64, BankError> {
    let seq = conversation.last_seq + 1;
    let leaf = leaf(conversation, seq, "hologram", &[0; 32], &[]);
    let frame = serde_json::to_vec(&json!({
        "type": "event", "conversation": conversation.id, "epoch": conversation.epoch, "seq": seq, "at": timestamp(now),
        "sender": "hologram", "leaf": Bytes32(leaf), "body": {"kind": "hologram"},
    }))?;
    let row = ChatEvent {
        seq,
        client_id: None,
        sender: "hologram".to_owned(),
        kind: "hologram".to_owned(),
        text: String::new(),
        frame,
    };
    keep(tx, conversation, &row, leaf)
}

fn keep(tx: &mut dyn Tx, conversation: &mut Conversation, event: &ChatEvent, leaf: [u8; 32]) -> Result<u64, BankError> {
    tx.insert_chat_event(conversation.id, event)?;
    conversation.last_seq = event.seq;
    conversation.head = leaf;
    tx.update_conversation(conversation)?;
    Ok(event.seq)
}

/// The bank's word on the transcript so far.
pub(super) fn signed_head(bank: &Bank, conversation: &Conversation) -> Result<String, BankError> {
    let head = ChatHead {
        conversation: conversation.id,
        epoch: conversation.epoch,
        seq: conversation.last_seq,
        leaf: Bytes32(conversation.head),
        at: timestamp(bank.now()),
    };
    jws::seal(&bank.keys.badge, typ::CHAT_HEAD, &head)
}

fn leaf(conversation: &Conversation, seq: u64, sender: &str, commitment: &[u8; 32], signature: &[u8]) -> [u8; 32] {
    let bytes = Canonical::new("kunci/chat-leaf/1")
        .bytes(&conversation.head)
        .uuid(conversation.id)
        .integer(conversation.epoch)
        .integer(seq)
        .text(sender)
        .bytes(commitment)
        .bytes(signature)
        .finish();
    sha256(&bytes)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::bank::BankOptions;

    fn bank() -> (Arc<Bank>, Customer) {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        let sari = bank.keep(|tx| tx.customer_by_user("sari")).expect("reads").expect("Sari");
        (bank, sari)
    }

    fn ask(bank: &Bank, customer: &Customer, client_id: u128, ask: Ask) -> Result<Sent, Refusal> {
        bank.keep(|tx| {
            let id = conversation(bank, tx, customer.id, None)?.id;
            take(bank, tx, customer, id, Uuid::from_u128(client_id), ask)
        })
        .expect("no failure")
    }

    fn log(bank: &Bank, customer: &Customer) -> Vec<(u64, String, String)> {
        let events = bank.keep(|tx| {
            let id = conversation(bank, tx, customer.id, None)?.id;
            tx.chat_events_after(id, 0)
        });
        events.expect("reads").into_iter().map(|event| (event.seq, event.sender, event.text)).collect()
    }

    #[test]
    fn chat_9_a_message_said_twice_is_taken_once_and_other_words_under_its_id_are_refused() {
        let (bank, sari) = bank();
        let say = |text: &str| ask(&bank, &sari, 1, Ask::Say(text.to_owned()));
        let first = say("Halo").expect("taken");
        assert_eq!(say("Halo"), Ok(first));
        assert_eq!(say("Halo!"), Err(refusal::OTHER_BODY));
        assert_eq!(ask(&bank, &sari, 1, Ask::HandOver), Err(refusal::OTHER_BODY));
        assert_eq!(log(&bank, &sari), [(1, "customer".to_owned(), "Halo".to_owned())]);
    }

    #[test]
    fn chat_9_empty_long_and_misplaced_messages_are_refused() {
        let (bank, sari) = bank();
        for text in [" ".to_owned(), "x".repeat(TEXT_BYTES + 1)] {
            assert_eq!(ask(&bank, &sari, 1, Ask::Say(text)), Err(refusal::BAD_TEXT));
        }
        let elsewhere =
            bank.keep(|tx| take(&bank, tx, &sari, Uuid::from_u128(9), Uuid::from_u128(1), Ask::Say("Halo".to_owned())));
        assert_eq!(elsewhere.expect("no failure"), Err(refusal::NO_CONVERSATION));
        assert!(log(&bank, &sari).is_empty());
    }

    #[test]
    fn chat_14_a_secret_that_a_strange_phone_sends_is_reported_and_masked_on_the_desk() {
        let (bank, sari) = bank();
        ask(&bank, &sari, 1, Ask::Say("PIN saya 740916".to_owned())).expect("taken");
        let view = agent::view(&bank, (&sari, None), "dewi").expect("no failure").expect("a desk");
        let said = view["said"].as_str().expect("words");
        assert!(said.contains("PIN") && !said.contains("740916"), "{said}");
        let trail = bank.keep(|tx| tx.audit_after(0)).expect("reads");
        assert!(trail.iter().any(|entry| entry.what.contains("wrote a secret into the chat")));
        assert!(trail.iter().all(|entry| !entry.what.contains("740916")));
    }

    #[test]
    fn chat_7_a_bot_that_is_late_is_not_heard() {
        let (bank, sari) = bank();
        let sent = ask(&bank, &sari, 1, Ask::Say("Jam berapa buka?".to_owned())).expect("taken");
        let turn = |epoch| {
            bank.keep(|tx| bot_turn(&bank, tx, &sari, "id", (sent.conversation, sent.seq, epoch))).expect("no failure")
        };
        ask(&bank, &sari, 2, Ask::HandOver).expect("taken");
        assert!(!turn(1), "a person has taken over meanwhile");
        let before = log(&bank, &sari);
        assert!(!turn(2), "and the controller is no bot any more");
        assert_eq!(log(&bank, &sari), before);
        assert!(before.iter().all(|(_, sender, _)| sender != "bot"));
        ask(&bank, &sari, 3, Ask::End).expect("taken");
        assert!(!turn(2));
    }

    #[test]
    fn chat_6_a_report_ends_the_conversation_and_is_filed_once_with_its_evidence() {
        let (bank, sari) = bank();
        ask(&bank, &sari, 1, Ask::HandOver).expect("taken");
        let report =
            |suspects: Vec<u64>| Ask::Report(ScamReport { epoch: 1, seq: 2, leaf: Bytes32([1; 32]), suspects });
        let sent = ask(&bank, &sari, 2, report(vec![2])).expect("taken");
        assert_eq!(ask(&bank, &sari, 2, report(vec![2])), Ok(sent));
        assert_eq!(ask(&bank, &sari, 2, report(vec![1, 2])), Err(refusal::OTHER_BODY));
        assert_eq!(ask(&bank, &sari, 2, Ask::End), Err(refusal::OTHER_BODY));
        assert_eq!(ask(&bank, &sari, 3, report(vec![1; SUSPECTS + 1])), Err(refusal::BAD_TEXT));
        let (after, filed) = bank
            .keep(|tx| {
                let after = conversation(&bank, tx, sari.id, None)?;
                let filed = tx.chat_reports_of(after.id)?;
                Ok((after, filed))
            })
            .expect("no failure");
        assert_eq!(after.controller, Controller::Bot);
        assert!(filed.len() == 1 && filed[0].kind == "scam" && filed[0].body.contains("[2]"), "{filed:?}");
    }

    #[test]
    fn chat_10_feedback_is_filed_and_changes_nothing_in_the_conversation() {
        let (bank, sari) = bank();
        ask(&bank, &sari, 1, Ask::HandOver).expect("taken");
        let feedback = |rating, text: &str| Ask::Feedback { rating, text: text.to_owned() };
        for rating in [0, 6] {
            assert_eq!(ask(&bank, &sari, 2, feedback(rating, "")), Err(refusal::BAD_TEXT));
        }
        let sent = ask(&bank, &sari, 2, feedback(5, "Ramah")).expect("taken");
        assert_eq!(ask(&bank, &sari, 2, feedback(5, "Ramah")), Ok(sent));
        assert_eq!(ask(&bank, &sari, 2, feedback(1, "Ramah")), Err(refusal::OTHER_BODY));
        let after = bank.keep(|tx| conversation(&bank, tx, sari.id, None)).expect("no failure");
        assert_eq!(after.controller, Controller::Agent);
    }

    #[test]
    fn chat_7_who_asks_for_a_person_waits_for_her_turn_and_then_gets_one() {
        let (bank, sari) = bank();
        let rush = |ahead, closed_until| {
            let rush = Rush { ahead, each_seconds: 90, closed_until };
            super::super::set_rush(&bank, &rush).expect("no failure");
        };
        let told = || {
            let told = bank
                .keep(|tx| Ok(queue::told(&conversation(&bank, tx, sari.id, None)?, &queue::read(tx)?, bank.now())));
            told.expect("no failure")
        };
        let texts = || log(&bank, &sari).into_iter().map(|(_, _, text)| text).collect::<Vec<_>>();
        rush(2, None);
        let first = ask(&bank, &sari, 1, Ask::HandOver).expect("taken");
        let desk = told();
        assert_eq!((desk.state.as_str(), desk.position, desk.wait_seconds), ("waiting", Some(3), Some(270)));
        rush(1, None);
        assert_eq!((told().position, texts()), (Some(2), vec![notice::QUEUED.to_owned()]));
        rush(0, None);
        assert_eq!((told().state.as_str(), told().position), ("agent", None));
        assert_eq!(texts()[1], notice::HANDED_OVER);
        assert!(texts()[2].contains("Dewi"));
        assert_eq!(ask(&bank, &sari, 1, Ask::HandOver), Ok(first), "said again, it is the same wish");
    }

    #[test]
    fn chat_7_a_closed_desk_says_so_and_the_bot_goes_on() {
        let (bank, sari) = bank();
        let rush = Rush { closed_until: Some(bank.now() + 3_600_000), ..Rush::default() };
        super::super::set_rush(&bank, &rush).expect("no failure");
        let sent = ask(&bank, &sari, 1, Ask::Say("agent please".to_owned())).expect("taken");
        assert!(
            bank.keep(|tx| bot_turn(&bank, tx, &sari, "en", (sent.conversation, sent.seq, 1))).expect("no failure")
        );
        ask(&bank, &sari, 2, Ask::HandOver).expect("taken");
        let texts: Vec<_> = log(&bank, &sari).into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts, ["agent please", notice::DESK_CLOSED, notice::DESK_CLOSED], "and promises nobody");
        let after = bank.keep(|tx| conversation(&bank, tx, sari.id, None)).expect("no failure");
        assert_eq!((after.controller, after.controller_epoch), (Controller::Bot, 1));
    }

    #[test]
    fn chat_7_asking_for_a_person_brings_one() {
        let (bank, sari) = bank();
        let sent = ask(&bank, &sari, 1, Ask::Say("agent please".to_owned())).expect("taken");
        assert!(
            bank.keep(|tx| bot_turn(&bank, tx, &sari, "en", (sent.conversation, sent.seq, 1))).expect("no failure")
        );
        let senders: Vec<_> = log(&bank, &sari).into_iter().map(|(_, sender, _)| sender).collect();
        assert_eq!(senders, ["customer", "bot", "bank", "agent"]);
    }
}
