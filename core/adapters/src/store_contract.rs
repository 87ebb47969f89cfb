//! What every [`TokenStore`] must do: one suite, run against each of them by [`token_store_contract!`](crate::token_store_contract).
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a suite of tests: stopping is how it says no")]

use kunci_core::ports::{
    BiometricRecord, BundleRecord, CardRef, ChainRecord, CommandAction, CommandRecord, CommandState, DraftRecord,
    NextKnowledge, Phase, Slot, StoreError, TimeAnchor, TokenRecord, TokenStore, UnsentRecord, WrappedKnowledge,
};
use kunci_crypto::secret::Secret;
use kunci_crypto::wrap::WrapParams;
use kunci_domain::written::Way;
use uuid::Uuid;

/// One profile whose store can be closed and opened again.
pub trait Phone {
    /// What is tested.
    type Store: TokenStore;
    /// Opens the profile's store.
    ///
    /// # Errors
    /// As the store's own.
    fn open(&self) -> Result<Self::Store, StoreError>;
}

/// Makes one `#[test]` of each promise. `$phone` gives a fresh [`Phone`].
#[macro_export]
macro_rules! token_store_contract {
    ($phone:expr) => {
        $crate::token_store_contract!($phone;
            a_new_store_is_empty
            what_was_put_comes_back_to_the_byte
            a_token_replaces_the_one_before
            every_phase_comes_back
            a_removed_token_is_gone_and_removing_again_is_fine
            bundle_and_time_anchor_are_replaced
            the_word_on_the_services_is_replaced_and_outlives_closing
            the_three_records_do_not_touch_each_other
            everything_outlives_closing
            cards_are_replaced_and_keep_their_order
            a_command_keeps_its_place_in_the_order_and_the_first_written_comes_first
            a_command_is_kept_with_all_that_it_says_until_it_is_removed
            a_draft_is_kept_in_its_place_until_it_is_removed
            one_unsent_text_is_kept_for_each_customer_and_way
            a_store_opens_once_at_a_time
            threads_share_one_store
        );
    };
    ($phone:expr; $($promise:ident)*) => {
        $(
            #[test]
            fn $promise() {
                $crate::store_contract::$promise(&$phone);
            }
        )*
    };
}

/// A token that holds `mark` in every field it can.
#[must_use]
pub fn sample_token(mark: u8) -> TokenRecord {
    TokenRecord {
        phase: Phase::Pending {
            enrolment_id: Uuid::from_bytes([mark; 16]),
            idempotency_key: Uuid::from_bytes([mark ^ 1; 16]),
        },
        token_id: Uuid::from_bytes([mark ^ 2; 16]),
        epoch: u64::MAX - u64::from(mark),
        customer_id: Uuid::from_bytes([mark ^ 3; 16]),
        slot: if mark.is_multiple_of(2) { Slot::A } else { Slot::B },
        thumbprint: format!("thumbprint-{mark}"),
        transcript_hash: [mark ^ 4; 32],
        bank_agreement: [mark ^ 5; 65],
        knowledge: WrappedKnowledge {
            salt: [mark ^ 6; 32],
            masked: [mark ^ 7; 32],
            params: WrapParams::new(19_456 + u32::from(mark), 2, 1).unwrap(),
        },
        // Marks from 2 on hold a code change under way; mark 1 is a token as the oldest versions knew it.
        generation: u64::from(mark.max(1)),
        next: (mark >= 2).then(|| NextKnowledge {
            change_id: Uuid::from_bytes([mark ^ 10; 16]),
            knowledge: WrappedKnowledge {
                salt: [mark ^ 11; 32],
                masked: [mark ^ 12; 32],
                params: WrapParams::new(19_500 + u32::from(mark), 3, 1).unwrap(),
            },
        }),
        biometric: (mark >= 3).then(|| BiometricRecord {
            change_id: Uuid::from_bytes([mark ^ 13; 16]),
            wrapped: vec![mark ^ 14; 61],
            confirmed: mark.is_multiple_of(2),
            code_wall_ms: i64::MAX - i64::from(mark),
            code_boot_ms: i64::from(mark),
        }),
        // Marks from 4 on have logged in, and are about to again.
        chain: ChainRecord {
            current: (mark >= 4).then_some([mark ^ 15; 32]),
            next: (mark >= 5).then_some([mark ^ 16; 32]),
        },
        set_back: mark >= 4 && mark.is_multiple_of(3),
        freeze_key: Secret::from_bytes(&mut [mark ^ 8; 32]),
        reverse_key: Secret::from_bytes(&mut [mark ^ 9; 32]),
    }
}

/// A bundle of that version.
#[must_use]
pub fn sample_bundle(epoch: u64, counter: u64) -> BundleRecord {
    BundleRecord { epoch, counter, reply: format!("reply {epoch} {counter}").into_bytes() }
}

/// A freeze, requested at `mark` ms.
#[must_use]
pub fn sample_command(mark: u8, state: CommandState, receipt: Option<&str>) -> CommandRecord {
    CommandRecord {
        command_id: Uuid::from_bytes([mark; 16]),
        card_id: Uuid::from_bytes([7; 16]),
        action: CommandAction::Freeze,
        intent: "{}".to_owned(),
        version: None,
        state,
        receipt: receipt.map(str::to_owned),
        requested_ms: i64::from(mark),
    }
}

/// Records have no `==` on purpose: product code has no reason to compare secrets.
pub fn assert_same_token(found: Option<&TokenRecord>, expected: &TokenRecord) {
    let found = found.unwrap();
    // Shows every field but the secrets, which are compared below.
    assert_eq!(format!("{found:?}"), format!("{expected:?}"));
    assert!(found.freeze_key == expected.freeze_key && found.reverse_key == expected.reverse_key);
}

/// Nothing there is `None`, not an error.
pub fn a_new_store_is_empty(phone: &impl Phone) {
    let store = phone.open().unwrap();
    assert!(store.token().unwrap().is_none());
    assert_eq!(store.bundle(), Ok(None));
    assert_eq!(store.time_anchor(), Ok(None));
}

/// Every field of every record, extremes included.
pub fn what_was_put_comes_back_to_the_byte(phone: &impl Phone) {
    let store = phone.open().unwrap();
    for mark in [0, 4, 5, 6] {
        let token = sample_token(mark);
        store.put_token(&token).unwrap();
        assert_same_token(store.token().unwrap().as_ref(), &token);
    }
    let bundle = BundleRecord { epoch: u64::MAX, counter: 1 << 63, reply: (0..=255).cycle().take(200_000).collect() };
    store.put_bundle(&bundle).unwrap();
    assert_eq!(store.bundle(), Ok(Some(bundle)));
    let anchor = TimeAnchor { bank_ms: i64::MAX, wall_ms: i64::MIN, boot_ms: -1, boot_id: Some([0xff; 16]) };
    store.put_time_anchor(&anchor).unwrap();
    assert_eq!(store.time_anchor(), Ok(Some(anchor)));
}

/// One token at a time.
pub fn a_token_replaces_the_one_before(phone: &impl Phone) {
    let store = phone.open().unwrap();
    store.put_token(&sample_token(1)).unwrap();
    let second = sample_token(2);
    store.put_token(&second).unwrap();
    assert_same_token(store.token().unwrap().as_ref(), &second);
}

/// Also back from a phase without ids to one with.
pub fn every_phase_comes_back(phone: &impl Phone) {
    let store = phone.open().unwrap();
    let pending = sample_token(1).phase;
    let said = Phase::Superseded { not_me_until_ms: Some(i64::MAX), not_me_key: Some(Uuid::from_bytes([7; 16])) };
    let silent = Phase::Superseded { not_me_until_ms: None, not_me_key: None };
    for phase in [Phase::Active, Phase::Locked, Phase::Suspended, said, silent, pending] {
        let token = TokenRecord { phase, ..sample_token(3) };
        store.put_token(&token).unwrap();
        assert_same_token(store.token().unwrap().as_ref(), &token);
    }
}

/// Removing is idempotent.
pub fn a_removed_token_is_gone_and_removing_again_is_fine(phone: &impl Phone) {
    let store = phone.open().unwrap();
    store.remove_token().unwrap();
    store.put_token(&sample_token(1)).unwrap();
    store.remove_token().unwrap();
    store.remove_token().unwrap();
    assert!(store.token().unwrap().is_none());
}

/// The store does not judge versions: a lower one replaces a higher one, too.
pub fn bundle_and_time_anchor_are_replaced(phone: &impl Phone) {
    let store = phone.open().unwrap();
    for bundle in [sample_bundle(2, 7), sample_bundle(1, 3)] {
        store.put_bundle(&bundle).unwrap();
        assert_eq!(store.bundle(), Ok(Some(bundle)));
    }
    for bank_ms in [9, 5] {
        let anchor = TimeAnchor { bank_ms, wall_ms: 1, boot_ms: 2, boot_id: None };
        store.put_time_anchor(&anchor).unwrap();
        assert_eq!(store.time_anchor(), Ok(Some(anchor)));
    }
}

/// Kept for when there is no network, so it must last.
pub fn the_word_on_the_services_is_replaced_and_outlives_closing(phone: &impl Phone) {
    let store = phone.open().unwrap();
    assert_eq!(store.service_status(), Ok(None));
    for signed in ["a.b.c", "d.e.f"] {
        store.put_service_status(signed).unwrap();
    }
    drop(store);
    assert_eq!(phone.open().unwrap().service_status(), Ok(Some("d.e.f".to_owned())));
}

/// Removing the token keeps the roll-back floor and the time.
pub fn the_three_records_do_not_touch_each_other(phone: &impl Phone) {
    let store = phone.open().unwrap();
    let anchor = TimeAnchor { bank_ms: 1, wall_ms: 2, boot_ms: 3, boot_id: None };
    store.put_bundle(&sample_bundle(1, 1)).unwrap();
    store.put_time_anchor(&anchor).unwrap();
    store.put_token(&sample_token(1)).unwrap();
    store.remove_token().unwrap();
    assert_eq!(store.bundle(), Ok(Some(sample_bundle(1, 1))));
    assert_eq!(store.time_anchor(), Ok(Some(anchor)));
}

/// Closed and opened again, twice.
pub fn everything_outlives_closing(phone: &impl Phone) {
    let token = sample_token(5);
    let anchor = TimeAnchor { bank_ms: 1, wall_ms: 2, boot_ms: 3, boot_id: None };
    let store = phone.open().unwrap();
    store.put_token(&token).unwrap();
    store.put_bundle(&sample_bundle(4, 2)).unwrap();
    store.put_time_anchor(&anchor).unwrap();
    drop(store);
    for _ in 0..2 {
        let store = phone.open().unwrap();
        assert_same_token(store.token().unwrap().as_ref(), &token);
        assert_eq!(store.bundle(), Ok(Some(sample_bundle(4, 2))));
        assert_eq!(store.time_anchor(), Ok(Some(anchor)));
    }
    phone.open().unwrap().remove_token().unwrap();
    assert!(phone.open().unwrap().token().unwrap().is_none());
}

/// The newest list is the list.
pub fn cards_are_replaced_and_keep_their_order(phone: &impl Phone) {
    let card = |mark: u8| CardRef {
        card_id: Uuid::from_bytes([mark; 16]),
        ending: format!("{mark:04}"),
        name: "Debit".into(),
    };
    let store = phone.open().unwrap();
    assert_eq!(store.cards(), Ok(Vec::new()));
    store.put_cards(&[card(9), card(1)]).unwrap();
    assert_eq!(store.cards(), Ok(vec![card(9), card(1)]));
    drop(store);
    let store = phone.open().unwrap();
    store.put_cards(&[card(2)]).unwrap();
    assert_eq!(store.cards(), Ok(vec![card(2)]));
}

/// States change in place, and clocks do not count.
pub fn a_command_keeps_its_place_in_the_order_and_the_first_written_comes_first(phone: &impl Phone) {
    let command = sample_command;
    let store = phone.open().unwrap();
    store.put_command(&command(2, CommandState::Requested, None)).unwrap();
    store.put_command(&command(1, CommandState::Expired, None)).unwrap();
    store.add_command(&command(3, CommandState::Requested, None)).unwrap();
    store.put_command(&command(2, CommandState::Confirmed, Some("receipt"))).unwrap();
    store.add_command(&command(4, CommandState::Refused, None)).unwrap();
    store.put_command(&command(3, CommandState::Sent, None)).unwrap();
    drop(store);
    let kept = [
        command(2, CommandState::Confirmed, Some("receipt")),
        command(1, CommandState::Expired, None),
        command(3, CommandState::Sent, None),
        command(4, CommandState::Refused, None),
    ];
    let store = phone.open().unwrap();
    assert_eq!(store.commands(), Ok(kept.to_vec()));
    // Whatever the app does in between: one id, one command.
    let again = command(1, CommandState::Sent, None);
    store.put_command(&again).unwrap();
    assert_eq!(store.commands(), Ok(vec![kept[0].clone(), again.clone(), kept[2].clone(), kept[3].clone()]));
    assert_eq!(store.open_commands(None), Ok(vec![again, kept[2].clone()]));
    store.put_command(&kept[1]).unwrap();
    assert_eq!(store.commands(), Ok(kept.to_vec()));
}

/// Every action and state.
pub fn a_command_is_kept_with_all_that_it_says_until_it_is_removed(phone: &impl Phone) {
    let mut kept = Vec::new();
    for (place, action) in CommandAction::ALL.iter().enumerate() {
        let versioned = matches!(action, CommandAction::Tighten | CommandAction::Controls);
        let state = CommandState::ALL[place % CommandState::ALL.len()];
        let receipt = (state == CommandState::Confirmed).then_some("receipt");
        kept.push(CommandRecord {
            action: *action,
            intent: format!(r#"{{"changes":[{place}]}}"#),
            version: versioned.then_some(u64::MAX),
            ..sample_command(u8::try_from(place).unwrap(), state, receipt)
        });
    }
    let store = phone.open().unwrap();
    for command in &kept {
        store.put_command(command).unwrap();
    }
    drop(store);
    let store = phone.open().unwrap();
    assert_eq!(store.commands(), Ok(kept.clone()));
    for and in [None, Some(kept[2].command_id), Some(Uuid::nil())] {
        let asked = |one: &&CommandRecord| one.state.is_open() || Some(one.command_id) == and;
        assert_eq!(store.open_commands(and), Ok(kept.iter().filter(asked).cloned().collect()));
    }
    store.remove_command(&kept[1]).unwrap();
    store.remove_command(&sample_command(99, CommandState::Requested, None)).unwrap();
    kept.remove(1);
    drop(store);
    assert_eq!(phone.open().unwrap().commands(), Ok(kept));
}

/// Drafts change in place, and a long one comes back whole.
pub fn a_draft_is_kept_in_its_place_until_it_is_removed(phone: &impl Phone) {
    let draft = |mark: u8, text: &str| DraftRecord { draft_id: Uuid::from_bytes([mark; 16]), draft: text.to_owned() };
    let store = phone.open().unwrap();
    assert_eq!(store.dispute_drafts(), Ok(Vec::new()));
    store.put_dispute_draft(&draft(2, "first")).unwrap();
    store.put_dispute_draft(&draft(1, "second")).unwrap();
    let long = "Barang tidak pernah datang. ".repeat(10_000);
    store.put_dispute_draft(&draft(2, &long)).unwrap();
    drop(store);
    let store = phone.open().unwrap();
    assert_eq!(store.dispute_drafts(), Ok(vec![draft(2, &long), draft(1, "second")]));
    store.remove_dispute_draft(&draft(2, "")).unwrap();
    store.remove_dispute_draft(&draft(9, "")).unwrap();
    drop(store);
    assert_eq!(phone.open().unwrap().dispute_drafts(), Ok(vec![draft(1, "second")]));
}

/// What was typed last counts; another customer's, and the other way, are left alone.
pub fn one_unsent_text_is_kept_for_each_customer_and_way(phone: &impl Phone) {
    let typed = |mark: u8, way: Way, about: Option<&str>, text: &str| UnsentRecord {
        customer_id: Uuid::from_bytes([mark; 16]),
        way,
        about: about.map(str::to_owned),
        text: text.to_owned(),
        typed_ms: i64::from(mark),
    };
    let store = phone.open().unwrap();
    assert_eq!(store.unsent(), Ok(Vec::new()));
    store.put_unsent(&typed(1, Way::Letter, None, "Kapan kar")).unwrap();
    store.put_unsent(&typed(1, Way::Complaint, Some("card"), "Mesin")).unwrap();
    store.put_unsent(&typed(2, Way::Letter, None, "Halo")).unwrap();
    store.put_unsent(&typed(1, Way::Letter, Some("cards"), "Kapan kartu saya datang?")).unwrap();
    drop(store);
    let store = phone.open().unwrap();
    let newest = typed(1, Way::Letter, Some("cards"), "Kapan kartu saya datang?");
    let others = [typed(1, Way::Complaint, Some("card"), "Mesin"), typed(2, Way::Letter, None, "Halo")];
    assert_eq!(store.unsent(), Ok([&[newest.clone()][..], &others].concat()));
    store.remove_unsent(&newest).unwrap();
    store.remove_unsent(&typed(9, Way::Letter, None, "")).unwrap();
    drop(store);
    assert_eq!(phone.open().unwrap().unsent(), Ok(others.to_vec()));
}

/// The second gets `Busy`; once the first is closed, the profile is free.
pub fn a_store_opens_once_at_a_time(phone: &impl Phone) {
    let first = phone.open().unwrap();
    assert_eq!(phone.open().err(), Some(StoreError::Busy));
    assert!(first.token().unwrap().is_none());
    drop(first);
    assert!(phone.open().is_ok());
}

/// Readers see one of the records that were put, never a mixture.
pub fn threads_share_one_store(phone: &impl Phone) {
    let store: &dyn TokenStore = &phone.open().unwrap();
    std::thread::scope(|scope| {
        for mark in [10, 20] {
            scope.spawn(move || {
                for _ in 0..5 {
                    store.put_token(&sample_token(mark)).unwrap();
                }
            });
        }
        for _ in 0..20 {
            if let Some(found) = store.token().unwrap() {
                let mark = found.transcript_hash[0] ^ 4;
                assert_same_token(Some(&found), &sample_token(mark));
            }
        }
    });
}
