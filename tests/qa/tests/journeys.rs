//! Every journey of `tests/journeys`, against a sandbox bank of its own, through the built program.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn play(name: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../journeys").join(format!("{name}.json"));
    let output = Command::new(env!("CARGO_BIN_EXE_kunci"))
        .args(["play", "--json", "--seed", "7"])
        .arg(&file)
        .output()
        .expect("kunci runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let told = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect();
    let (summary, steps) = lines.split_last().unwrap_or_else(|| panic!("nothing was played: {told}"));
    for step in steps {
        assert_eq!(step["ok"], true, "{} {}: {}", step["step"], step["title"], step["wrong"]);
        // Past the test harness's capture: the promises' check reads these lines.
        let mark =
            format!("journey step passed: tests/journeys/{name}.json::{}\n", step["step"].as_str().expect("an id"));
        std::io::stdout().write_all(mark.as_bytes()).expect("stdout");
    }
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("the file")).expect("JSON");
    assert_eq!(steps.len(), written["steps"].as_array().expect("steps").len(), "every step was played");
    assert_eq!(summary["summary"]["failed"], 0);
    assert!(output.status.success(), "{told}");
}

#[test]
fn otp_4_a_new_phone_makes_an_accepted_offline_otp() {
    play("new-phone");
}

#[test]
fn otp_1_an_enrolment_killed_at_its_last_step_ends_in_one_working_token() {
    play("killed-enrolment");
}

#[test]
fn safe_3_bad_networks_servers_and_answers_end_in_clear_errors() {
    play("bad-network");
}

#[test]
fn otp_3_a_transfer_is_approved_by_the_token_and_only_by_it() {
    play("approve-transfer");
}

#[test]
fn otp_10_on_the_website_nothing_happens_without_the_phone() {
    play("website-approvals");
}

#[test]
fn otp_13_a_purchase_survives_kills_and_is_not_completed_before_it_is_settled() {
    play("purchase");
}

#[test]
fn card_10_freezing_by_telephone_and_proving_a_caller_need_no_network() {
    play("offline-codes");
}

#[test]
fn chat_9_an_app_in_the_background_rests_in_time_and_loses_nothing() {
    play("background");
}

#[test]
fn card_2_a_card_is_frozen_also_by_a_locked_token_and_loosened_by_approval_only() {
    play("cards");
}

#[test]
fn otp_2_a_second_phone_takes_over_and_the_first_can_still_say_not_me() {
    play("second-phone");
}

#[test]
fn chat_9_messages_arrive_once_in_order_and_only_proven_staff_is_shown_as_staff() {
    play("chat");
}

#[test]
fn chat_4_secrets_stay_personal_data_is_asked_about_and_signs_of_a_scam_are_named() {
    play("chat-safety");
}

#[test]
fn chat_8_official_channels_are_told_from_others_before_signing_in_and_without_a_network() {
    play("channels");
}

#[test]
fn chat_2_a_badge_that_the_bank_takes_back_proves_nothing_any_more() {
    play("chat-agents");
}

#[test]
fn chat_14_an_employee_sees_what_the_token_has_allowed_and_chat_11_only_proposes() {
    play("chat-desk");
}

#[test]
fn chat_9_a_file_arrives_whole_behind_its_upload_and_chat_5_documents_go_only_to_a_signed_request() {
    play("attachments");
}

#[test]
fn chat_9_what_waits_fails_or_was_said_is_in_the_customer_s_hand_without_a_link() {
    play("chat-offline");
}

#[test]
fn chat_9_where_no_websocket_comes_through_the_same_noise_goes_by_long_polls() {
    play("chat-polls");
}

#[test]
fn chat_9_what_was_missed_for_long_comes_from_its_newest_end_and_nothing_else_fits() {
    play("chat-gaps");
}

#[test]
fn chat_9_conversations_are_apart_in_words_queue_desk_end_and_transcript() {
    play("chat-conversations");
}

#[test]
fn chat_12_a_conversation_numbered_anew_is_signed_goes_forward_and_keeps_what_was_there() {
    play("chat-epochs");
}

#[test]
fn otp_9_the_unlock_code_is_changed_by_a_new_key_and_nothing_on_the_way_costs_a_try() {
    play("code-change");
}

#[test]
fn safe_8_what_happened_is_told_also_to_a_phone_whose_token_is_locked() {
    play("alerts");
}

#[test]
fn otp_6_a_hardware_token_is_activated_and_its_drift_is_learned() {
    play("hardware-token");
}

#[test]
fn safe_4_weak_codes_and_passwords_are_refused_with_the_reason_and_a_good_password_is_approved() {
    play("password");
}

#[test]
fn safe_9_a_snatched_phone_loosens_nothing_at_once_and_a_call_is_warned_about() {
    play("snatched");
}

#[test]
fn otp_3_a_locked_token_still_tightens_and_loosens_nothing() {
    play("direction");
}

#[test]
fn safe_1_what_a_session_was_opened_with_decides_what_it_may_do() {
    play("factors");
}

#[test]
fn otp_11_a_finger_serves_beside_the_code_and_an_added_one_switches_it_off() {
    play("biometrics");
}

#[test]
fn otp_1_another_phone_becomes_the_token_through_the_old_one_or_the_website() {
    play("new-device");
}

#[test]
fn otp_7_a_lost_phone_is_deregistered_flagged_and_the_number_changed_although_it_is_dead() {
    play("lost-phone");
}

#[test]
fn otp_1_a_takeover_by_a_phished_sms_is_held_and_undone_by_the_old_phone() {
    play("takeover");
}

#[test]
fn card_3_limits_channels_and_blocks_hold_at_once_and_every_payment_is_listed_and_explained() {
    play("card-controls");
}

#[test]
fn card_4_payments_are_told_from_an_amount_on_each_once_and_telling_less_is_approved() {
    play("card-alerts");
}

#[test]
fn card_2_a_command_waits_for_a_network_and_is_active_by_the_receipt_only() {
    play("card-queue");
}

#[test]
fn card_5_a_card_is_closed_for_good_replaced_activated_and_given_a_pin() {
    play("card-life");
}

#[test]
fn card_5_a_cards_number_is_shown_once_for_a_minute_after_approval() {
    play("card-reveal");
}

#[test]
fn card_5_a_virtual_card_is_ordered_by_approval_paid_with_online_and_closed_for_good() {
    play("card-virtual-order");
}

#[test]
fn card_3_amounts_are_typed_in_the_currency_of_the_card_and_by_the_separators_of_the_language() {
    play("amounts");
}

#[test]
fn card_4_a_wallet_with_a_card_is_stopped_at_once_and_pays_again_by_approval_only() {
    play("card-wallets");
}

#[test]
fn card_8_a_suspected_payment_is_held_until_the_customer_has_said_whose_it_was() {
    play("card-fraud");
}

#[test]
fn safe_2_a_session_ends_by_itself_after_a_warning_and_leaves_nothing_behind() {
    play("session");
}

#[test]
fn safe_6_what_the_phone_keeps_is_shown_exported_and_erased_and_consents_are_recorded() {
    play("privacy");
}

#[test]
fn card_7_a_payment_is_disputed_with_evidence_submitted_once_and_answered_in_time_or_not() {
    play("dispute");
}

#[test]
fn card_13_a_key_on_paper_freezes_and_suspends_once_when_the_phone_is_gone() {
    play("emergency-key");
}

#[test]
fn card_6_a_bill_is_listed_with_its_document_and_reminded_of_in_time() {
    play("statements");
}

#[test]
fn card_1_the_picture_of_what_was_spent_and_a_subscription_that_is_found_blocked_and_declined() {
    play("card-spending");
}

#[test]
fn every_journey_file_has_a_test_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../journeys");
    let here = include_str!("journeys.rs");
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        assert!(stem == "schema" || here.contains(&format!("play(\"{stem}\")")), "{stem} is played by no test");
    }
}

#[test]
fn otp_12_a_copied_phone_is_suspended_and_one_that_was_set_back_goes_on() {
    play("clone");
}

#[test]
fn safe_10_outages_are_told_before_signing_in_and_without_a_network_with_what_still_works() {
    play("outages");
}

#[test]
fn safe_7_a_complaint_has_a_reference_a_deadline_and_a_way_on() {
    play("complaints");
}

#[test]
fn chat_8_a_letter_by_the_secure_form_has_a_reference_and_an_answer_and_tips_stand_where_they_matter() {
    play("letters");
}

#[test]
fn chat_8_the_bank_calls_who_asked_and_proves_itself_and_a_forgotten_user_id_comes_by_sms() {
    play("call-back");
}
