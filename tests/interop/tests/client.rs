//! The running sandbox bank against a client that was written from `docs/contract` alone, on libraries of others (`client`, in Python), and
//! the published vectors against those libraries. `cargo xtask interop` runs this.
//!
//! Each test is the check of the same name in `checks`, which says what is done.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::process::{Command, Output};

/// Runs `python -m checks WORD`.
fn python(word: &str) -> Output {
    let python = std::env::var("KUNCI_INTEROP_PYTHON").expect("cargo xtask interop names the Python");
    let output =
        Command::new(python).args(["-B", "-m", "checks", word]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    output.expect("python starts")
}

fn check(name: &str) {
    let output = python(name);
    let (printed, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // Both, so that a Python that did nothing does not count.
    let passed = output.status.success() && printed.lines().any(|line| line == "1 passed, 0 failed");
    assert!(passed, "{printed}{complained}");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn card_12_a_freeze_by_the_documents_brings_a_receipt_that_proves_it() {
    check("card_12_a_freeze_by_the_documents_brings_a_receipt_that_proves_it");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_12_the_customers_words_carry_her_own_signature_into_the_transcript() {
    check("chat_12_the_customers_words_carry_her_own_signature_into_the_transcript");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_12_the_banks_signature_covers_the_transcript_that_was_heard_and_no_other() {
    check("chat_12_the_banks_signature_covers_the_transcript_that_was_heard_and_no_other");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_1_a_client_of_the_documents_alone_signs_in_opens_the_link_and_chats() {
    check("chat_1_a_client_of_the_documents_alone_signs_in_opens_the_link_and_chats");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_1_the_link_is_the_customers_who_signed_its_handshake_and_nobody_elses() {
    check("chat_1_the_link_is_the_customers_who_signed_its_handshake_and_nobody_elses");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_1_what_is_changed_on_the_way_ends_the_link() {
    check("chat_1_what_is_changed_on_the_way_ends_the_link");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_2_a_badge_is_believed_only_if_the_bank_made_it_for_this_writer_here_and_now() {
    check("chat_2_a_badge_is_believed_only_if_the_bank_made_it_for_this_writer_here_and_now");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn chat_9_a_message_said_again_over_another_connection_is_taken_once() {
    check("chat_9_a_message_said_again_over_another_connection_is_taken_once");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn interop_schemathesis_finds_no_server_error_and_no_answer_that_the_contract_lacks() {
    check("interop_schemathesis_finds_no_server_error_and_no_answer_that_the_contract_lacks");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn interop_schemathesis_notices_an_answer_that_the_contract_lacks() {
    check("interop_schemathesis_notices_an_answer_that_the_contract_lacks");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn interop_the_published_request_signatures_verify_in_http_message_signatures() {
    check("interop_the_published_request_signatures_verify_in_http_message_signatures");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn interop_the_published_vectors_come_out_of_other_code() {
    check("interop_the_published_vectors_come_out_of_other_code");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn otp_1_a_login_proof_of_another_code_and_a_forged_status_are_refused() {
    check("otp_1_a_login_proof_of_another_code_and_a_forged_status_are_refused");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn otp_1_a_session_is_full_only_by_the_password_an_sms_and_the_token_it_enrolled() {
    check("otp_1_a_session_is_full_only_by_the_password_an_sms_and_the_token_it_enrolled");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn otp_4_a_code_computed_from_the_documents_is_taken_by_the_website_once() {
    check("otp_4_a_code_computed_from_the_documents_is_taken_by_the_website_once");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn safe_3_a_key_bundle_that_is_forged_or_old_is_refused() {
    check("safe_3_a_key_bundle_that_is_forged_or_old_is_refused");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn safe_3_a_server_that_is_not_the_banks_gets_no_word() {
    check("safe_3_a_server_that_is_not_the_banks_gets_no_word");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn safe_3_every_request_of_our_phone_verifies_in_http_message_signatures() {
    check("safe_3_every_request_of_our_phone_verifies_in_http_message_signatures");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn safe_3_the_gateway_opens_what_another_library_seals_and_nothing_else() {
    check("safe_3_the_gateway_opens_what_another_library_seals_and_nothing_else");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn safe_3_what_http_message_signatures_signs_is_taken_and_nothing_that_was_changed_after() {
    check("safe_3_what_http_message_signatures_signs_is_taken_and_nothing_that_was_changed_after");
}

#[test]
#[ignore = "needs Python packages: cargo xtask interop"]
fn every_check_has_its_test_here() {
    let output = python("--list");
    let listed = String::from_utf8(output.stdout).expect("names");
    let mut names = listed.lines().collect::<Vec<_>>();
    let source = include_str!("client.rs");
    assert!(names.len() > 10, "{listed}");
    names.retain(|name| !source.contains(&format!("check(\"{name}\")")));
    assert_eq!(names, [""; 0]);
}
