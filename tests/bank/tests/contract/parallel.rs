//! Many at once: the promises hold in every order.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::support::{SARI, audit, bank, customer, phone, website};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_2_parallel_confirmations_never_give_two_active_tokens() {
    for _ in 0..5 {
        let bank = bank();
        let mut phones = Vec::new();
        // As many as one customer gets SMS for in the ten minutes that an enrolment lives.
        for _ in 0..3 {
            let mut phone = phone(&bank);
            phone.enrol_until_pending(SARI).await;
            phones.push(phone);
        }
        let mut calls = JoinSet::new();
        // Each phone confirms twice at once, as an impatient one might.
        for phone in [phones.clone(), phones].concat() {
            calls.spawn(async move {
                let answer = phone.confirm().await.expect(200);
                phone.state(&answer).await
            });
        }
        let states = calls.join_all().await;
        let active = states.iter().filter(|state| *state == "active").count();
        assert!((1..=2).contains(&active), "{states:?}: one phone won, and was told once or twice");
        assert!(states.iter().all(|state| state == "active" || state == "superseded"), "{states:?}");
        let stands = customer(&bank, "sari");
        assert_eq!((&stands["active_tokens"], &stands["epoch"]), (&1.into(), &1.into()), "{stands}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_7_of_parallel_website_logins_with_one_otp_exactly_one_is_accepted() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let otp = phone.otp(0);
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let (bank, otp) = (Arc::clone(&bank), otp.clone());
        calls.spawn_blocking(move || website(&bank, SARI, &otp)["accepted"] == true);
    }
    let accepted = calls.join_all().await.into_iter().filter(|&accepted| accepted).count();
    assert_eq!(accepted, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn req_1_of_parallel_copies_of_one_request_exactly_one_is_taken() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let request = phone.sign(&phone.begin_draft());
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let (door, request) = (phone.door.clone(), request.clone());
        calls.spawn(async move { door.send(request).await.expect("reply").code() });
    }
    let mut codes = calls.join_all().await;
    codes.sort();
    assert_eq!(codes[0], "201");
    assert!(codes[1..].iter().all(|code| code == "request-replayed"), "{codes:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn req_4_a_call_that_runs_already_is_in_flight_or_played_back_never_run_twice() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let draft = phone.begin_draft();
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let (phone, draft) = (phone.clone(), draft.again());
        calls.spawn(async move { phone.send(&draft).await.code() });
    }
    let codes = calls.join_all().await;
    assert!(codes.iter().all(|code| code == "201" || code == "idempotency-in-flight"), "{codes:?}");
    assert!(codes.iter().any(|code| code == "201"));
    assert_eq!(audit(&bank).iter().filter(|what| what.starts_with("Sent Sari's one-time PIN")).count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sec_1_parallel_guesses_do_not_slip_past_the_delay() {
    let bank = bank();
    let phone = phone(&bank);
    let mut calls = JoinSet::new();
    for _ in 0..12 {
        let mut phone = phone.clone();
        calls.spawn(async move { phone.sign_in(("sari", "guess")).await.code() });
    }
    let codes = calls.join_all().await;
    assert_eq!(codes.iter().filter(|code| *code == "sign-in-refused").count(), 5, "{codes:?}");
}
