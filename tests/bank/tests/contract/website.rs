//! Offline OTP on the website.

use crate::support::{SARI, advance, audit, bank, customer, other_code, phone, website};

#[tokio::test]
async fn otp_7_an_offline_otp_opens_the_website_once() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let otp = phone.otp(0);
    let first = website(&bank, SARI, &otp);
    assert_eq!(first["accepted"], true, "{first}");
    let again = website(&bank, SARI, &otp);
    assert_eq!(again["accepted"], false);
    assert!(again["bank_saw"].as_str().expect("words").contains("used already"), "{again}");
}

#[tokio::test]
async fn otp_7_steps_are_one_on_each_side_and_five_on_the_first_day() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    assert_eq!(website(&bank, SARI, &phone.otp(-5))["accepted"], true);
    advance(&bank, 30 * 20);
    assert_eq!(website(&bank, SARI, &phone.otp(-7))["accepted"], false);
    advance(&bank, 25 * 3600);
    assert_eq!(website(&bank, SARI, &phone.otp(-3))["accepted"], false);
    assert_eq!(website(&bank, SARI, &phone.otp(3))["accepted"], false);
    assert_eq!(website(&bank, SARI, &phone.otp(1))["accepted"], true);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false, "an earlier step than the highest taken");
}

/// NangoHQ/nango#7097: the server learned a drift, the user set the clock right, and was locked out.
#[tokio::test]
async fn otp_12_a_clock_that_was_off_is_followed_and_a_clock_that_was_set_right_is_not_locked_out() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    assert_eq!(website(&bank, SARI, &phone.otp(4))["accepted"], true);
    advance(&bank, 25 * 3600);
    // The first day is over: without what was learned, four steps would be too many.
    assert_eq!(website(&bank, SARI, &phone.otp(4))["accepted"], true);
    advance(&bank, 3600);
    assert_eq!(website(&bank, SARI, &phone.otp(5))["accepted"], true, "it goes on drifting");
    advance(&bank, 3600);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true, "the clock was set right");
    advance(&bank, 3600);
    assert_eq!(website(&bank, SARI, &phone.otp(4))["accepted"], false, "and what was learned before is forgotten");
    assert_eq!(website(&bank, SARI, &phone.otp(1))["accepted"], true);
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 0, "a right one ends the row");
}

#[tokio::test]
async fn otp_12_a_drift_is_followed_five_minutes_and_no_further() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let mut off = 0;
    while website(&bank, SARI, &phone.otp(off + 1))["accepted"] == true {
        off += 1;
        advance(&bank, 3600);
        assert!(off < 20, "without end");
    }
    // Ten steps are followed, and each code may be one more off.
    assert_eq!(off, 11);
    advance(&bank, 3600);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
}

#[tokio::test]
async fn otp_8_website_failures_never_lock_the_token() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    for _ in 0..8 {
        assert_eq!(website(&bank, SARI, &other_code(&phone.otp(0)))["accepted"], false);
    }
    let stands = customer(&bank, "sari");
    assert_eq!((&stands["website_otp_failures"], &stands["token_failures"]), (&5.into(), &0.into()), "{stands}");
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false, "the website waits");
    assert_eq!(phone.status().await, "active");
    phone.login(true).await.expect(200);
    advance(&bank, 901);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
}

#[tokio::test]
async fn otp_8_without_the_password_nobody_moves_the_otps_counter() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let strange = website(&bank, ("sari", "guess"), &phone.otp(0));
    let wrong = website(&bank, SARI, &other_code(&phone.otp(0)));
    assert_eq!(strange["message"], wrong["message"], "one message for every refusal");
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 1);
}

#[tokio::test]
async fn otp_8_twenty_failures_in_thirty_days_switch_it_off_until_the_phone_signs_in() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    for failure in 0..20 {
        // Spread over 29 days, and a success in between: neither resets the count.
        advance(&bank, 34 * 3600);
        if failure == 3 {
            assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
            advance(&bank, 60);
        }
        assert_eq!(website(&bank, SARI, &other_code(&phone.otp(1)))["accepted"], false);
    }
    assert_eq!(customer(&bank, "sari")["website_otp_on"], false);
    advance(&bank, 25 * 3600);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false);
    assert_eq!(phone.status().await, "active");
    phone.sign_in(SARI).await.expect(201);
    phone.login(true).await.expect(200);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
    assert!(audit(&bank).iter().any(|what| what.contains("switched off for Sari")));
}

#[tokio::test]
async fn otp_2_the_superseded_phones_otp_opens_nothing() {
    let bank = bank();
    let (mut old, mut new) = (phone(&bank), phone(&bank));
    old.enrol(SARI).await;
    new.enrol(SARI).await;
    assert_eq!(website(&bank, SARI, &old.otp(0))["accepted"], false);
    assert_eq!(website(&bank, SARI, &new.otp(0))["accepted"], true);
}
