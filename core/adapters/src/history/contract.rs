//! What every [`HistoryVault`] must do: one suite, run against each by [`history_contract!`](macro@crate::history_contract).
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "a suite of tests: names are promises"
)]

use kunci_core::ports::{
    Conversation, EventKind, EventRecord, FileRecord, GapRecord, HeadRecord, HistoryStore, HistoryVault, KeptFrame,
    OutboxKind, OutboxRecord, OutboxState, PartRecord, RENUMBERED, SendFailure, Speaker, TranscriptRecord, Unverified,
};
use kunci_domain::attachments::AttachmentFault;
use kunci_domain::conversations::Topic;
use kunci_domain::search;
use uuid::Uuid;

const SARI: Uuid = Uuid::from_u128(1);
const BUDI: Uuid = Uuid::from_u128(2);
const TALK: Uuid = Uuid::from_u128(10);

/// Makes one `#[test]` of each promise. `$vault` gives something that derefs to a fresh vault.
#[macro_export]
macro_rules! history_contract {
    ($vault:expr) => {
        $crate::history_contract!($vault;
            events_follow_each_other_and_nothing_else_is_taken
            events_that_come_together_are_all_taken_or_none
            every_speaker_and_kind_comes_back
            an_echo_takes_the_place_of_what_waited
            the_outbox_keeps_its_order_and_its_first_words
            what_was_being_sent_waits_again
            what_was_written_as_being_sent_is_taken_back_by_nobody
            another_numbering_starts_anew
            another_customer_finds_nothing
            everything_outlives_closing
            a_gap_moves_the_head
            a_gap_closes_from_its_newest_end
            words_of_a_badge_that_was_taken_back_are_proven_no_more
            a_transcript_ends_where_the_bank_has_signed
            older_events_come_in_pages
            messages_are_found_by_words_in_both_languages
            what_failed_is_sent_again_or_anew_at_the_end
            only_what_failed_or_was_never_said_is_taken_back
            words_are_forgotten_by_age_and_the_chain_stays
            a_file_waits_with_its_message_and_is_read_in_parts
            a_file_goes_with_its_message_its_age_its_numbering_and_its_customer
            a_file_that_was_not_what_it_said_is_noted_and_not_kept
            a_file_on_its_way_is_kept_part_by_part_and_outlives_closing
            a_file_on_its_way_goes_once_it_is_whole_and_with_its_age_its_message_and_its_customer
            conversations_are_apart_and_a_list_says_how_each_stands
            a_signed_numbering_anew_keeps_what_was_there_and_goes_on_behind_it
        );
    };
    ($vault:expr; $($promise:ident)*) => {
        $(
            #[test]
            fn $promise() {
                let vault = $vault;
                $crate::history_contract::$promise(&*vault);
            }
        )*
    };
}

fn event(seq: u64) -> EventRecord {
    EventRecord {
        conversation: TALK,
        seq,
        at_ms: 1_000 + i64::try_from(seq).unwrap(),
        client_id: Some(Uuid::from_u128(100 + u128::from(seq))),
        controller_epoch: seq,
        leaf: [u8::try_from(seq).unwrap(); 32],
        speaker: Speaker::You,
        badge_key: None,
        kind: EventKind::Text,
        text: format!("message {seq} ✓"),
        frame: Vec::new(),
    }
}

fn row(n: u128) -> OutboxRecord {
    OutboxRecord {
        client_id: Uuid::from_u128(n),
        conversation: Conversation::General,
        place: 0,
        kind: OutboxKind::Message,
        text: format!("draft {n}"),
        created_ms: 5,
        state: OutboxState::Queued,
        said: false,
    }
}

pub fn events_follow_each_other_and_nothing_else_is_taken(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    assert_eq!(store.commit_event(&event(1), None), Ok(false), "no such conversation");
    let head = store.begin_conversation(TALK, 3, Topic::General).unwrap();
    assert_eq!((head.epoch, head.last_seq, head.head), (3, 0, [0; 32]));
    assert_eq!(store.commit_event(&event(2), None), Ok(false));
    assert_eq!(store.commit_event(&event(1), None), Ok(true));
    assert_eq!(store.commit_event(&event(1), None), Ok(false));
    assert_eq!(store.commit_event(&event(2), None), Ok(true));
    assert_eq!(store.events(9).unwrap(), [event(1), event(2)]);
    assert_eq!(store.events(1).unwrap(), [event(2)]);
    let head = store.conversations().unwrap()[0];
    assert_eq!((head.last_seq, head.head, head.controller_epoch), (2, [2; 32], 2));
    assert!(store.knows_leaf(TALK, &[1; 32]).unwrap() && !store.knows_leaf(TALK, &[9; 32]).unwrap());
    assert_eq!(store.leaf_at(TALK, 1), Ok(Some([1; 32])));
    assert_eq!((store.leaf_at(TALK, 9), store.leaf_at(Uuid::nil(), 1)), (Ok(None), Ok(None)));
    assert_eq!(store.seq_of(TALK, Uuid::from_u128(102)), Ok(Some(2)));
    assert_eq!(store.seq_of(TALK, Uuid::from_u128(103)), Ok(None));
}

pub fn events_that_come_together_are_all_taken_or_none(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    let (mine, later) = (Uuid::from_u128(101), Uuid::from_u128(7));
    store.enqueue(&row(101)).unwrap();
    store.enqueue(&row(7)).unwrap();
    let hole = [event(1), event(2), event(4)];
    assert_eq!(store.commit_events(&hole, &[mine]), Ok(false), "the last of them does not follow");
    assert_eq!((store.events(9).unwrap().len(), store.outbox().unwrap().len()), (0, 2));
    assert_eq!(store.conversations().unwrap()[0].last_seq, 0);
    let whole = [event(1), event(2), event(3)];
    assert_eq!(store.commit_events(&whole, &[mine]), Ok(true));
    assert_eq!(store.events(9).unwrap(), whole);
    let head = store.conversations().unwrap()[0];
    assert_eq!((head.last_seq, head.head, head.controller_epoch), (3, [3; 32], 3));
    assert_eq!(store.outbox().unwrap().iter().map(|row| row.client_id).collect::<Vec<_>>(), [later]);
    assert_eq!(store.search(&search::terms("message"), 9).unwrap().len(), 3);
}

pub fn every_speaker_and_kind_comes_back(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    let mut speakers = vec![
        Speaker::You,
        Speaker::Bot { name: "Bot".into() },
        Speaker::VerifiedAgent { name: "Dewi".into(), employee_id: "10233".into() },
        Speaker::System,
    ];
    speakers.extend(Unverified::ALL.map(|why| Speaker::Unverified { why }));
    let kinds = [
        EventKind::Text,
        EventKind::Notice,
        EventKind::Opaque,
        EventKind::Gap,
        EventKind::Hidden,
        EventKind::Attachment,
        EventKind::DocumentRequest,
        EventKind::FalseRequest,
    ];
    let events: Vec<_> = (1..)
        .zip(speakers)
        .map(|(seq, speaker)| EventRecord {
            speaker,
            kind: kinds[usize::try_from(seq).unwrap() % kinds.len()],
            client_id: None,
            ..event(seq)
        })
        .collect();
    for event in &events {
        assert_eq!(store.commit_event(event, None), Ok(true));
    }
    assert_eq!(store.events(99).unwrap(), events);
}

pub fn an_echo_takes_the_place_of_what_waited(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    store.enqueue(&row(101)).unwrap();
    store.enqueue(&row(7)).unwrap();
    assert_eq!(store.commit_event(&event(2), Some(Uuid::from_u128(101))), Ok(false));
    assert_eq!(store.outbox().unwrap().len(), 2, "a refused event settles nothing");
    assert_eq!(store.commit_event(&event(1), Some(Uuid::from_u128(101))), Ok(true));
    let left: Vec<_> = store.outbox().unwrap().iter().map(|row| row.client_id).collect();
    assert_eq!(left, [Uuid::from_u128(7)]);
}

pub fn the_outbox_keeps_its_order_and_its_first_words(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    let rows: Vec<_> = [30, 10, 20].map(|n| store.enqueue(&row(n)).unwrap()).into();
    assert!(rows.windows(2).all(|pair| pair[0].place < pair[1].place));
    let kinds =
        [OutboxKind::Handover, OutboxKind::End, OutboxKind::Report, OutboxKind::Feedback, OutboxKind::Attachment];
    for (n, kind) in (31..).zip(kinds) {
        assert_eq!(store.enqueue(&OutboxRecord { kind, ..row(n) }).unwrap().kind, kind);
        assert_eq!(store.cancel(Uuid::from_u128(n)), Ok(true));
    }
    let again = store.enqueue(&OutboxRecord { text: "other words".into(), ..row(10) }).unwrap();
    assert_eq!(again, rows[1]);
    assert_eq!(store.outbox().unwrap(), rows);
    let faults = AttachmentFault::ALL.iter().map(|fault| OutboxState::Failed(SendFailure::File(*fault)));
    for state in faults.chain([
        OutboxState::Sent,
        OutboxState::Failed(SendFailure::Refused),
        OutboxState::Failed(SendFailure::Expired),
        OutboxState::Sending,
        OutboxState::Queued,
    ]) {
        assert_eq!(store.set_outbox_state(Uuid::from_u128(20), state), Ok(true));
        assert_eq!(store.outbox().unwrap()[2].state, state);
    }
    assert_eq!(store.set_outbox_state(Uuid::from_u128(99), OutboxState::Sent), Ok(false), "gone");
}

pub fn what_was_being_sent_waits_again(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    for (n, state) in
        [(1, OutboxState::Sending), (2, OutboxState::Sent), (3, OutboxState::Failed(SendFailure::Refused))]
    {
        store.enqueue(&row(n)).unwrap();
        store.set_outbox_state(Uuid::from_u128(n), state).unwrap();
    }
    store.requeue_sending().unwrap();
    let states: Vec<_> = store.outbox().unwrap().iter().map(|row| row.state).collect();
    assert_eq!(states, [OutboxState::Queued, OutboxState::Sent, OutboxState::Failed(SendFailure::Refused)]);
}

pub fn what_was_written_as_being_sent_is_taken_back_by_nobody(vault: &dyn HistoryVault) {
    let at_once = OutboxRecord { state: OutboxState::Sending, said: true, ..row(1) };
    let store = vault.open(SARI).unwrap();
    let kept = store.enqueue(&at_once).unwrap();
    assert_eq!((kept.state, kept.said, kept.place > 0), (OutboxState::Sending, true, true));
    assert_eq!(store.cancel(kept.client_id), Ok(false));
    drop(store);
    let store = vault.open(SARI).unwrap();
    assert_eq!(store.outbox().unwrap(), std::slice::from_ref(&kept), "after a kill");
    store.requeue_sending().unwrap();
    assert_eq!(store.outbox().unwrap(), [OutboxRecord { state: OutboxState::Queued, ..kept.clone() }]);
    assert_eq!(store.cancel(kept.client_id), Ok(false), "the bank may have it");
}

pub fn another_numbering_starts_anew(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    store.commit_event(&event(1), None).unwrap();
    assert_eq!(store.begin_conversation(TALK, 1, Topic::General).unwrap().last_seq, 1);
    assert_eq!(store.begin_conversation(TALK, 2, Topic::General).unwrap().last_seq, 0);
    assert_eq!(store.events(9), Ok(Vec::new()));
}

pub fn another_customer_finds_nothing(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    store.commit_event(&event(1), None).unwrap();
    store.enqueue(&row(5)).unwrap();
    drop(store);
    let store = vault.open(BUDI).unwrap();
    assert!(store.conversations().unwrap().is_empty() && store.events(9).unwrap().is_empty());
    assert!(store.outbox().unwrap().is_empty());
    drop(store);
    assert!(vault.open(SARI).unwrap().events(9).unwrap().is_empty(), "erased, not hidden");
}

pub fn everything_outlives_closing(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    store.commit_event(&event(1), None).unwrap();
    let kept = store.enqueue(&row(5)).unwrap();
    drop(store);
    let store = vault.open(SARI).unwrap();
    assert_eq!(store.events(9).unwrap(), [event(1)]);
    assert_eq!(store.outbox().unwrap(), [kept]);
    assert_eq!(store.conversations().unwrap()[0].last_seq, 1);
}

pub fn a_gap_moves_the_head(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    let gap = EventRecord { kind: EventKind::Gap, ..event(40) };
    assert_eq!(store.commit_event(&gap, None), Ok(true));
    assert_eq!(store.commit_event(&event(41), None), Ok(true));
    assert_eq!(store.commit_event(&EventRecord { kind: EventKind::Gap, ..event(40) }, None), Ok(false));
}

pub fn a_gap_closes_from_its_newest_end(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    let gap_to = |seq: u64| EventRecord { kind: EventKind::Gap, client_id: None, ..event(seq) };
    store.commit_event(&event(1), None).unwrap();
    store.commit_event(&gap_to(4), None).unwrap();
    store.commit_event(&event(5), None).unwrap();
    store.commit_event(&gap_to(7), None).unwrap();
    store.commit_event(&event(8), None).unwrap();
    let gap = |from: u64, to: u64| GapRecord {
        conversation: TALK,
        from,
        to,
        leaf: event(to).leaf,
        before: if from == 1 { [0; 32] } else { event(from - 1).leaf },
    };
    assert_eq!(store.newest_gap(TALK, &[]), Ok(Some(gap(6, 7))));
    assert_eq!(store.newest_gap(TALK, &[7]), Ok(Some(gap(2, 4))), "the older one, if the bank cannot fill the newest");
    assert_eq!(store.newest_gap(TALK, &[7, 4]), Ok(None));
    assert_eq!(store.newest_gap(Uuid::from_u128(11), &[]), Ok(None));

    let waits = store.enqueue(&row(5)).unwrap();
    let fill = |rows: &[EventRecord]| store.heal_gap(&gap(2, 4), rows, &[waits.client_id]);
    for other in [
        vec![],
        vec![event(3)],
        vec![event(2), event(4)],
        vec![event(1), event(2), event(3), event(4)],
        vec![event(3), gap_to(4)],
        vec![EventRecord { conversation: Uuid::from_u128(11), ..event(4) }],
    ] {
        assert_eq!(fill(&other), Ok(false), "{other:?}");
    }
    assert_eq!(store.heal_gap(&gap(3, 4), &[event(3), event(4)], &[]), Ok(false), "another gap");
    assert_eq!(store.outbox().unwrap().as_slice(), std::slice::from_ref(&waits));

    let found = EventRecord { text: "kartu".into(), ..event(4) };
    assert_eq!(fill(&[gap_to(3), found.clone()]), Ok(true));
    assert_eq!(store.newest_gap(TALK, &[7]), Ok(Some(gap(2, 3))), "what is left of it");
    assert_eq!(store.search(&search::terms("kartu"), 9), Ok(vec![found.clone()]));
    assert_eq!(store.outbox(), Ok(Vec::new()), "its echo was among what came");
    assert_eq!(store.heal_gap(&gap(2, 3), &[event(2), event(3)], &[]), Ok(true));
    assert_eq!(store.newest_gap(TALK, &[7]), Ok(None));
    let all = [event(1), event(2), event(3), found, event(5), gap_to(7), event(8)];
    assert_eq!(store.events(9).unwrap(), all);
    assert_eq!(store.conversations().unwrap()[0].last_seq, 8, "the head is where it was");
    // In front of everything.
    store.begin_conversation(TALK, 2, Topic::General).unwrap();
    store.commit_event(&gap_to(2), None).unwrap();
    assert_eq!(store.newest_gap(TALK, &[]), Ok(Some(gap(1, 2))));
    assert_eq!(store.heal_gap(&gap(1, 2), &[event(1), event(2)], &[]), Ok(true));
    assert_eq!(store.events(9).unwrap(), [event(1), event(2)]);
}

pub fn words_of_a_badge_that_was_taken_back_are_proven_no_more(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    let agus = || Speaker::VerifiedAgent { name: "Agus".into(), employee_id: "10177".into() };
    let revoked = || Speaker::Unverified { why: Unverified::Revoked };
    for (seq, speaker, key) in [
        (1, agus(), Some("agus")),
        (2, agus(), Some("agus")),
        (3, Speaker::Bot { name: "Bot".into() }, Some("agus")),
        (4, agus(), Some("dewi")),
        (5, agus(), None),
        (6, Speaker::You, None),
        (7, Speaker::Unverified { why: Unverified::Expired }, Some("agus")),
    ] {
        let badge_key = key.map(str::to_owned);
        store.commit_event(&EventRecord { speaker, badge_key, ..event(seq) }, None).unwrap();
    }
    assert_eq!(store.revoke_badge("nobody", 0), Ok(false));
    assert_eq!(store.revoke_badge("agus", 1_002), Ok(true));
    assert_eq!(store.revoke_badge("agus", 1_002), Ok(false), "nothing is left to change");
    let events = store.events(9).unwrap();
    let speakers: Vec<_> = events.iter().map(|event| event.speaker.clone()).collect();
    let expired = Speaker::Unverified { why: Unverified::Expired };
    assert_eq!(speakers, [agus(), revoked(), revoked(), agus(), agus(), Speaker::You, expired]);
    assert_eq!(events[1].badge_key.as_deref(), Some("agus"));
}

pub fn a_transcript_ends_where_the_bank_has_signed(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    let head = |seq: u64| HeadRecord { conversation: TALK, seq, signed: format!("head {seq}"), keys: "[]".into() };
    store.keep_head(&head(1)).unwrap();
    assert_eq!(store.transcript(TALK), Ok(None), "no such conversation");
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    for seq in 1..=3 {
        let frame = if seq == 2 { Vec::new() } else { vec![7; 4] };
        store.commit_event(&EventRecord { frame, ..event(seq) }, None).unwrap();
    }
    assert_eq!(store.events(9).unwrap()[0], event(1), "frames are for the transcript only");
    assert_eq!(store.transcript(TALK), Ok(None), "nothing is signed");
    store.keep_head(&head(1)).unwrap();
    store.keep_head(&head(2)).unwrap();
    let kept = |seq: u8, frame: &[u8]| KeptFrame { seq: u64::from(seq), leaf: [seq; 32], frame: frame.to_vec() };
    let events = vec![kept(1, &[7; 4]), kept(2, &[])];
    assert_eq!(store.transcript(TALK), Ok(Some(TranscriptRecord { head: head(2), events })));
    drop(store);
    assert!(vault.open(SARI).unwrap().transcript(TALK).unwrap().is_some(), "it outlives closing");
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 2, Topic::General).unwrap();
    assert_eq!(store.transcript(TALK), Ok(None), "gone with the numbering");
}

pub fn older_events_come_in_pages(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    for seq in 1..=5 {
        store.commit_event(&event(seq), None).unwrap();
    }
    assert_eq!(store.events_before(TALK, u64::MAX, 2).unwrap(), [event(4), event(5)]);
    assert_eq!(store.events_before(TALK, 4, 2).unwrap(), [event(2), event(3)]);
    assert_eq!(store.events_before(TALK, 2, 9).unwrap(), [event(1)]);
    assert_eq!(store.events_before(TALK, 1, 9), Ok(Vec::new()));
}

pub fn messages_are_found_by_words_in_both_languages(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    let texts = [
        "Kami mengirim kartu ke Café Senja",
        "Your card is frozen",
        "kirimkan\u{200B}lah \"OR\" nomornya",
        "kartu",
        "KARTU hilang",
    ];
    for (seq, text) in (1..).zip(texts) {
        let kind = if text == "kartu" { EventKind::Notice } else { EventKind::Text };
        store.commit_event(&EventRecord { text: text.into(), kind, ..event(seq) }, None).unwrap();
    }
    let found = |typed: &str, most: u32| {
        store.search(&search::terms(typed), most).unwrap().iter().map(|event| event.seq).collect::<Vec<_>>()
    };
    assert_eq!(found("kirim", 9), [3, 1]);
    assert_eq!(found("kart", 9), [5, 1], "newest first, notices left out");
    assert_eq!(found("kart", 1), [5]);
    assert_eq!(found("CAFE kartu", 9), [1]);
    assert_eq!(found("cards", 9), [0; 0]);
    assert_eq!(found("card frozen", 9), [2]);
    assert_eq!(found("\"or\" NOT (nomor*", 9), [0; 0], "words, not a query language");
    assert_eq!(found("or nomor", 9), [3]);
    assert_eq!((found("", 9), found("!?", 9)), (vec![], vec![]));
    store.begin_conversation(TALK, 2, Topic::General).unwrap();
    assert_eq!(found("kirim", 9), [0; 0], "gone with the numbering");
    store.commit_event(&EventRecord { text: "kirim".into(), ..event(1) }, None).unwrap();
    drop(store);
    assert_eq!(vault.open(SARI).unwrap().search(&search::terms("kirim"), 9).unwrap().len(), 1);
    let store = vault.open(BUDI).unwrap();
    assert_eq!(store.search(&search::terms("kirim"), 9), Ok(Vec::new()), "erased with the customer's data");
}

pub fn what_failed_is_sent_again_or_anew_at_the_end(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    for n in 1..=3 {
        store.enqueue(&row(n)).unwrap();
    }
    let ids = || store.outbox().unwrap().iter().map(|row| row.client_id.as_u128()).collect::<Vec<_>>();
    assert_eq!(store.renew_failed(Uuid::from_u128(1), &row(1)), Ok(None), "it has not failed");
    store.set_outbox_state(Uuid::from_u128(1), OutboxState::Failed(SendFailure::Expired)).unwrap();
    let again = store.renew_failed(Uuid::from_u128(1), &OutboxRecord { created_ms: 9, ..row(1) }).unwrap().unwrap();
    assert_eq!((again.created_ms, again.state, ids()), (9, OutboxState::Queued, vec![2, 3, 1]));
    store.set_outbox_state(Uuid::from_u128(2), OutboxState::Failed(SendFailure::Refused)).unwrap();
    let edited =
        store.renew_failed(Uuid::from_u128(2), &OutboxRecord { text: "better".into(), ..row(7) }).unwrap().unwrap();
    assert_eq!((edited.text.as_str(), ids()), ("better", vec![3, 1, 7]));
    assert_eq!(store.renew_failed(Uuid::from_u128(2), &row(8)), Ok(None), "it is gone");
}

pub fn only_what_failed_or_was_never_said_is_taken_back(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    for n in 1..=3 {
        store.enqueue(&row(n)).unwrap();
    }
    store.set_outbox_state(Uuid::from_u128(1), OutboxState::Sending).unwrap();
    store.requeue_sending().unwrap();
    let state = store.outbox().unwrap()[0].clone();
    assert!(state.said && state.state == OutboxState::Queued);
    assert_eq!(store.cancel(Uuid::from_u128(1)), Ok(false), "the bank may have it");
    assert_eq!(store.cancel(Uuid::from_u128(2)), Ok(true));
    assert_eq!(store.cancel(Uuid::from_u128(2)), Ok(false));
    assert_eq!(store.set_outbox_state(Uuid::from_u128(2), OutboxState::Sending), Ok(false), "not to be said any more");
    store.set_outbox_state(Uuid::from_u128(1), OutboxState::Failed(SendFailure::Refused)).unwrap();
    assert_eq!(store.cancel(Uuid::from_u128(1)), Ok(true), "the bank has said that it has not");
    assert_eq!(store.outbox().unwrap().len(), 1);
}

pub fn words_are_forgotten_by_age_and_the_chain_stays(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    for seq in 1..=3 {
        let said = EventRecord { text: "kartu".into(), kind: EventKind::Text, frame: vec![1], ..event(seq) };
        store.commit_event(&said, None).unwrap();
    }
    assert_eq!(store.forget_words_before(1_003), Ok(2));
    assert_eq!(store.forget_words_before(1_003), Ok(0), "there is nothing left to forget");
    let kept: Vec<_> = store.events(9).unwrap().into_iter().map(|event| (event.seq, event.kind, event.text)).collect();
    let gone = String::new();
    assert_eq!(
        kept,
        [(1, EventKind::Hidden, gone.clone()), (2, EventKind::Hidden, gone), (3, EventKind::Text, "kartu".to_owned())]
    );
    assert_eq!(store.search(&search::terms("kartu"), 9).unwrap().len(), 1);
    assert_eq!(store.knows_leaf(TALK, &event(1).leaf), Ok(true));
}

fn file_row(n: u128) -> OutboxRecord {
    OutboxRecord { kind: OutboxKind::Attachment, ..row(n) }
}

pub fn a_file_waits_with_its_message_and_is_read_in_parts(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    let (id, sealed) = (Uuid::from_u128(1), b"sealed bytes".as_slice());
    assert_eq!(store.file_part(id, 0, 9), Ok(None), "nothing is there yet");
    let kept = store.enqueue_with_file(&file_row(1), sealed).unwrap();
    assert_eq!(store.enqueue_with_file(&file_row(1), b"others"), Ok(kept), "the first copy stays");
    drop(store);
    let store = vault.open(SARI).unwrap();
    let part = |from, most| store.file_part(id, from, most).unwrap().unwrap();
    assert_eq!((part(0, 6), part(6, 99), part(12, 5)), (b"sealed".to_vec(), b" bytes".to_vec(), Vec::new()));
    assert_eq!(store.files().unwrap(), [FileRecord { id, size: 12, at_ms: 5, fit: true, whole: true }]);
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    assert_eq!(store.commit_event(&event(1), Some(id)), Ok(true));
    assert!(store.outbox().unwrap().is_empty() && store.files().unwrap().len() == 1, "her own copy stays");
}

pub fn a_file_goes_with_its_message_its_age_its_numbering_and_its_customer(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    let ids =
        |store: &dyn HistoryStore| store.files().unwrap().iter().map(|file| file.id.as_u128()).collect::<Vec<_>>();
    for n in [1, 2, 3] {
        store.enqueue_with_file(&file_row(n), b"sealed").unwrap();
    }
    store.set_outbox_state(Uuid::from_u128(1), OutboxState::Sending).unwrap();
    assert_eq!(store.cancel(Uuid::from_u128(1)), Ok(false));
    assert_eq!(store.cancel(Uuid::from_u128(2)), Ok(true));
    store
        .set_outbox_state(Uuid::from_u128(3), OutboxState::Failed(SendFailure::File(AttachmentFault::TooMany)))
        .unwrap();
    assert_eq!(ids(store.as_ref()), [1, 3]);
    assert!(store.renew_failed(Uuid::from_u128(3), &file_row(3)).unwrap().is_some());
    assert_eq!(ids(store.as_ref()), [1, 3], "it is sent again");
    for (n, at_ms) in [(8, 100), (9, 200)] {
        store
            .keep_file(&FileRecord { id: Uuid::from_u128(n), size: 0, at_ms, fit: true, whole: true }, b"came")
            .unwrap();
    }
    store.forget_words_before(150).unwrap();
    assert_eq!(ids(store.as_ref()), [1, 3, 9], "what waits stays however old");
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    assert_eq!(ids(store.as_ref()), [1, 3, 9], "a new conversation takes nothing from the others");
    store.begin_conversation(TALK, 2, Topic::General).unwrap();
    assert_eq!(ids(store.as_ref()), [1, 3], "what came belonged to the old numbering");
    drop(store);
    assert!(vault.open(BUDI).unwrap().files().unwrap().is_empty());
    assert!(vault.open(SARI).unwrap().files().unwrap().is_empty(), "erased, not hidden");
}

pub fn a_file_that_was_not_what_it_said_is_noted_and_not_kept(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    let unfit = FileRecord { id: Uuid::from_u128(1), size: 0, at_ms: 7, fit: false, whole: true };
    store.keep_file(&unfit, b"something else").unwrap();
    assert_eq!((store.files().unwrap(), store.file_part(unfit.id, 0, 9)), (vec![unfit], Ok(None)));
    let fit = FileRecord { size: 4, fit: true, ..unfit };
    store.keep_file(&fit, b"came").unwrap();
    assert_eq!((store.files().unwrap(), store.file_part(fit.id, 0, 9)), (vec![fit], Ok(Some(b"came".to_vec()))));
}

fn part(n: u128, from: u32, came_ms: i64) -> PartRecord {
    PartRecord { file: Uuid::from_u128(n), from, at_ms: 100, came_ms }
}

pub fn a_file_on_its_way_is_kept_part_by_part_and_outlives_closing(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    let id = Uuid::from_u128(1);
    assert_eq!(store.received(id), Ok(Vec::new()));
    assert_eq!(store.receive_part(&part(1, 4, 5), b"later"), Ok(false), "it does not begin where the file does");
    assert_eq!(store.receive_part(&part(1, 0, 5), b"some"), Ok(true));
    assert_eq!(store.receive_part(&part(1, 0, 5), b"some"), Ok(false), "what came twice is kept once");
    assert_eq!(store.receive_part(&part(2, 0, 5), b"another file"), Ok(true));
    drop(store);
    let store = vault.open(SARI).unwrap();
    assert_eq!(store.receive_part(&part(1, 4, 6), b" bytes"), Ok(true));
    assert_eq!((store.received(id), store.file_part(id, 0, 99)), (Ok(b"some bytes".to_vec()), Ok(None)));
    let on_its_way = |id, size| FileRecord { id, size, at_ms: 100, fit: true, whole: false };
    assert_eq!(store.files().unwrap(), [on_its_way(id, 10), on_its_way(Uuid::from_u128(2), 12)]);
    store.forget_received(id).unwrap();
    assert_eq!(store.receive_part(&part(1, 0, 7), b"anew"), Ok(true));
    assert_eq!(store.received(id), Ok(b"anew".to_vec()));
}

pub fn a_file_on_its_way_goes_once_it_is_whole_and_with_its_age_its_message_and_its_customer(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    for n in 1..=4 {
        assert_eq!(store.receive_part(&part(n, 0, 10), b"some"), Ok(true));
    }
    let ids =
        |store: &dyn HistoryStore| store.files().unwrap().iter().map(|file| file.id.as_u128()).collect::<Vec<_>>();
    let whole = FileRecord { id: Uuid::from_u128(1), size: 9, at_ms: 100, fit: true, whole: true };
    store.keep_file(&whole, b"all of it").unwrap();
    let unfit = FileRecord { id: Uuid::from_u128(2), size: 0, fit: false, ..whole };
    store.keep_file(&unfit, b"").unwrap();
    assert_eq!(store.files().unwrap()[..2], [whole, unfit], "no part of either is left");
    assert_eq!((store.received(whole.id), store.received(unfit.id)), (Ok(Vec::new()), Ok(Vec::new())));
    assert_eq!(store.receive_part(&part(3, 4, 20), b" more"), Ok(true));
    store.forget_received_before(20).unwrap();
    assert_eq!(ids(store.as_ref()), [1, 2, 3], "something of the third has come since");
    store.forget_words_before(101).unwrap();
    assert!(store.received(Uuid::from_u128(3)).unwrap().is_empty(), "its message is forgotten");
    assert_eq!(store.receive_part(&part(4, 0, 30), b"some"), Ok(true));
    drop(store);
    assert!(vault.open(BUDI).unwrap().received(Uuid::from_u128(4)).unwrap().is_empty());
    let store = vault.open(SARI).unwrap();
    assert!(store.files().unwrap().is_empty() && store.received(Uuid::from_u128(4)).unwrap().is_empty());
}

pub fn conversations_are_apart_and_a_list_says_how_each_stands(vault: &dyn HistoryVault) {
    const CARD: Uuid = Uuid::from_u128(11);
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    store.begin_conversation(CARD, 1, Topic::Card).unwrap();
    let about: Vec<_> = store.conversations().unwrap().iter().map(|known| known.conversation()).collect();
    assert_eq!(about, [Conversation::General, Conversation::About(CARD)]);
    let bot = Speaker::Bot { name: "Bot".into() };
    let in_card = |seq| EventRecord { conversation: CARD, speaker: bot.clone(), ..event(seq) };
    for seq in 1..=3 {
        assert_eq!(store.commit_event(&event(seq), None), Ok(true));
        assert_eq!(store.commit_event(&in_card(seq), None), Ok(true));
    }
    assert_eq!(store.events_before(CARD, 3, 9).unwrap(), [in_card(1), in_card(2)]);
    assert_eq!(store.events_before(TALK, u64::MAX, 1).unwrap(), [event(3)]);
    let summary = store.summary(CARD).unwrap();
    assert_eq!((summary.last, summary.unread, summary.ended), (Some(in_card(3)), 3, false));
    assert_eq!(store.summary(TALK).unwrap().unread, 0, "her own words");
    assert_eq!((store.mark_read(CARD, 2), store.mark_read(CARD, 1)), (Ok(true), Ok(false)), "it never goes back");
    assert_eq!(store.summary(CARD).unwrap().unread, 1);
    assert_eq!(store.mark_read(CARD, 99), Ok(true));
    assert_eq!(store.conversations().unwrap()[1].read, 3, "not beyond what there is");
    assert_eq!(store.conversations().unwrap()[0].read, 3, "what she said herself needs no reading");
    let notice = |seq, code: &str| EventRecord {
        conversation: CARD,
        kind: EventKind::Notice,
        text: code.into(),
        speaker: Speaker::System,
        ..event(seq)
    };
    for (event, ended) in [
        (notice(4, "ended"), true),
        (notice(5, "feedback"), true),
        (EventRecord { conversation: CARD, ..event(6) }, false),
        (notice(7, "reported"), true),
        (notice(8, "queued"), false),
    ] {
        assert_eq!(store.commit_event(&event, None), Ok(true));
        assert_eq!(store.summary(CARD).unwrap().ended, ended, "{}", event.seq);
    }
    let waits = OutboxRecord { conversation: Conversation::About(CARD), ..row(7) };
    store.enqueue(&waits).unwrap();
    assert_eq!(store.outbox().unwrap(), [OutboxRecord { place: store.outbox().unwrap()[0].place, ..waits }]);
    // A numbering anew is one conversation's affair.
    store.begin_conversation(CARD, 2, Topic::Card).unwrap();
    assert_eq!(store.events_before(CARD, u64::MAX, 9), Ok(Vec::new()));
    assert_eq!(store.conversations().unwrap()[1].read, 0);
    assert_eq!(store.events(9).unwrap().len(), 3, "the other one stays");
}

pub fn a_signed_numbering_anew_keeps_what_was_there_and_goes_on_behind_it(vault: &dyn HistoryVault) {
    let store = vault.open(SARI).unwrap();
    store.begin_conversation(TALK, 1, Topic::General).unwrap();
    for seq in 1..=2 {
        assert_eq!(store.commit_event(&event(seq), None), Ok(true));
    }
    let gap = EventRecord { kind: EventKind::Gap, ..event(5) };
    assert_eq!(store.commit_event(&gap, None), Ok(true));
    let signed = |seq| HeadRecord { conversation: TALK, seq, signed: "a.b.c".into(), keys: "[]".into() };
    store.keep_head(&signed(5)).unwrap();
    for (n, state) in [(7, OutboxState::Sent), (8, OutboxState::Failed(SendFailure::Expired))] {
        store.enqueue(&OutboxRecord { state, ..row(n) }).unwrap();
    }
    store.renumber(TALK, 2, 77).unwrap();
    let states: Vec<_> = store.outbox().unwrap().into_iter().map(|row| row.state).collect();
    assert_eq!(
        states,
        [OutboxState::Queued, OutboxState::Failed(SendFailure::Expired)],
        "lost at the bank: said again"
    );
    let head = store.conversations().unwrap()[0];
    assert_eq!((head.epoch, head.last_seq, head.base, head.head), (2, 6, 6, [0; 32]));
    assert_eq!((head.place(1), head.numbered(7), head.numbered(3)), (7, 1, 0));
    let kept = store.events(9).unwrap();
    assert_eq!(kept.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 5, 6], "nothing is lost");
    let row = kept.last().unwrap();
    assert_eq!((row.text.as_str(), row.kind, row.at_ms), (RENUMBERED, EventKind::Notice, 77));
    assert_eq!(store.newest_gap(TALK, &[]), Ok(None), "the bank has nothing more of the numbering before");
    assert_eq!(store.transcript(TALK).unwrap().unwrap().events.len(), 3, "what was signed stays to be kept");
    assert_eq!(store.commit_event(&event(7), None), Ok(true));
    store.keep_head(&signed(7)).unwrap();
    let events = store.transcript(TALK).unwrap().unwrap().events;
    assert_eq!(
        events.iter().map(|event| event.seq).collect::<Vec<_>>(),
        [7],
        "each numbering has a transcript of its own"
    );
    store.renumber(Uuid::nil(), 2, 77).unwrap();
    assert_eq!(store.conversations().unwrap().len(), 1);
}
