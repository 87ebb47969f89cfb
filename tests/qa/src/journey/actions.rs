//! What a tester can do by name, with the names of the arguments: for completion, and for what the shell may remember.
//!
//! `NAME:` is an argument that is no text: a number, yes or no, or an object.

/// Actions of a phone.
pub(crate) const PHONE: &[(&str, &str)] = &[
    ("activate_card", "ending"),
    ("activate_hardware_token", "birth_date otp serial"),
    ("add_dispute_evidence", "content dispute_id kind"),
    ("add_finger", ""),
    ("add_trip", "countries ending from from_days: until until_days:"),
    ("alerts", ""),
    ("alerts_read", ""),
    ("approve", "code"),
    ("ask_for_call", "reason window:"),
    ("attach_evidence", "content draft_id kind"),
    ("begin_by_qr", "text"),
    ("begin_enrolment", "method"),
    ("begin_number_change", "number"),
    ("begin_step_up", "method"),
    ("biometric_approve", "finger"),
    ("biometric_enable", "code finger"),
    ("biometric_off", ""),
    ("biometric_otp", "finger"),
    ("biometric_sign_in", "finger"),
    ("block_category", "blocked: ending group"),
    ("block_country", "blocked: country ending"),
    ("block_merchant", "blocked: ending id name"),
    ("call_backs", ""),
    ("cancel", "operation_id"),
    ("cancel_call", ""),
    ("cancel_number_change", "change_id"),
    ("cancel_raise", "ending limit"),
    ("cancel_trip", "countries ending from from_days: until until_days:"),
    ("card", "ending"),
    ("card_alerts", "ending"),
    ("card_details", ""),
    ("card_trips", "ending"),
    ("cards", ""),
    ("change_code", "new old repeat"),
    ("change_limit", "blocked: currency ending exponent: limit minor: until_ms:"),
    ("change_password", "new old"),
    ("channels", ""),
    ("chat_attach", "content conversation file name pad:"),
    ("chat_attach_anyway", "content conversation file name pad:"),
    ("chat_cancel", "conversation text"),
    ("chat_check_draft", "text"),
    ("chat_conversations", ""),
    ("chat_desk", "conversation open: position: state"),
    ("chat_document_request", "conversation"),
    ("chat_edit", "conversation text to"),
    ("chat_end", "conversation"),
    ("chat_feedback", "conversation rating: text"),
    ("chat_human", "conversation"),
    ("chat_items", "conversation"),
    ("chat_older", "before: conversation most:"),
    ("chat_open_file", "conversation text"),
    ("chat_report_scam", "conversation"),
    ("chat_retry", "conversation text"),
    ("chat_search", "text"),
    ("chat_send", "conversation text"),
    ("chat_send_anyway", "conversation text"),
    ("chat_start", "topic"),
    ("chat_transcript", "conversation text to"),
    ("chat_wait", "conversation kind speaker state text"),
    ("check_contacts", "text"),
    ("check_pasted", "text"),
    ("choose_code", "code repeat"),
    ("clock", "advance_seconds:"),
    ("close_card", "ending"),
    ("commands", ""),
    ("complaints", ""),
    ("connect", ""),
    ("consents", ""),
    ("controls", "ending limit"),
    ("copy_from", "phone"),
    ("detach_evidence", "digest draft_id"),
    ("discard_dispute", "draft_id"),
    ("disconnect", ""),
    ("disk", ""),
    ("dismiss_command", "command_id"),
    ("dispute_drafts", ""),
    ("dispute_reasons", "merchant"),
    ("disputes", ""),
    ("drop_emergency_key", ""),
    ("emergency_key", ""),
    ("erase", "code"),
    ("export", "passphrase word"),
    ("fetch_keys", ""),
    ("file_complaint", "kind text"),
    ("finish_caller_check", "answer employee_id purpose"),
    ("freeze", "ending"),
    ("freeze_code", "ending"),
    ("guide", "signed_in: step"),
    ("help", "language text"),
    ("in_progress", ""),
    ("integrity", "rooted:"),
    ("keep_complaint", "kind text"),
    ("keep_letter", "subject text"),
    ("kept_receipts", ""),
    ("letters", ""),
    ("lift_suspension", ""),
    ("look", ""),
    ("look_for_payments", ""),
    ("make_emergency_key", ""),
    ("not_me", "code"),
    ("open", ""),
    ("open_databases", ""),
    ("operation", ""),
    ("operations_changed", "after:"),
    ("order_virtual_card", "currency ending exponent: minor: name"),
    ("otp", "code"),
    ("outages", ""),
    ("pause", "deadline_ms:"),
    ("payments_changed", "after:"),
    ("pending", ""),
    ("phone_number", ""),
    ("preflight", "channel country currency ending exponent: minor:"),
    ("prove", "otp"),
    ("prove_by_old_phone", ""),
    ("prove_number_change", "hardware_otp otp"),
    ("prove_step_up", "otp"),
    ("qr_code", "code"),
    ("read_amount", "currency exponent: language typed"),
    ("read_scan", "text"),
    ("reboot", ""),
    ("receipts", ""),
    ("reject", "reason"),
    ("remind_user_id", "number"),
    ("remove_token", "code"),
    ("remove_wallet", "token_id"),
    ("repeat_command", "command_id"),
    ("replace_card", "ending"),
    ("report_card", "ending loss"),
    ("restart", ""),
    ("resume", "code"),
    ("resume_wallet", "token_id"),
    ("resync_hardware_token", "next_otp otp serial"),
    ("reveal_card", "ending"),
    ("rights", "language"),
    ("send_commands", ""),
    ("set_alert", "currency ending exponent: minor: of told:"),
    ("set_consent", "given: kind version:"),
    ("set_limit", "currency ending exponent: minor:"),
    ("set_pin", "ending pin repeat"),
    ("sign_in", "password user_id"),
    ("sign_in_with_hardware_token", "otp"),
    ("sign_in_with_token", "code"),
    ("sign_out", ""),
    ("spending", "ending"),
    ("start_caller_check", ""),
    ("start_dispute", "merchant reason"),
    ("start_payee", "account bank_code payee_name"),
    ("start_profile_change", "field new"),
    ("start_transfer", "account bank_code currency exponent: minor: note payee_name"),
    ("statement_document", ""),
    ("statements", ""),
    ("stay", ""),
    ("stored", ""),
    ("submit_dispute", "draft_id"),
    ("subscriptions", "ending"),
    ("surroundings", "on_call: screen_shared: trusted_place:"),
    ("suspend", ""),
    ("suspend_wallet", "token_id"),
    ("switch_channel", "channel ending on: place"),
    ("tips", "language moment"),
    ("token", ""),
    ("token_status", ""),
    ("touch", ""),
    (
        "transactions",
        "after currency ending exponent: first_day first_days: from_minor: group last_day last_days: search state to_minor:",
    ),
    ("trusted_places", ""),
    ("trusted_places_off", ""),
    ("trusted_places_on", ""),
    ("try_limit", "currency ending exponent: limit minor:"),
    ("typed_code", "account bank_code code currency exponent: kind minor:"),
    ("unfreeze", "ending"),
    ("unsent_complaint", ""),
    ("unsent_letter", ""),
    ("virtual_card", "name"),
    ("waiting", ""),
    ("wallet_tokens", "ending"),
    ("warnings", ""),
    ("wake", ""),
    ("watch", ""),
    ("why_declined", "ending"),
    ("withdraw_dispute", "dispute_id"),
    ("word_dispute", "draft_id statement"),
    ("write_letter", "subject text"),
];

/// Commands of the sandbox bank's control port.
pub(crate) const BANK: &[(&str, &str)] = &[
    ("accounts", "user_id"),
    ("agent_desk", "as conversation user_id"),
    ("agent_propose", "act as change: conversation ending transaction_id user_id"),
    ("agent_say", "as conversation text user_id"),
    ("agent_verify", "as conversation user_id"),
    ("alerts", "user_id"),
    ("audit", "after:"),
    ("call_back", "do id"),
    ("call_backs", ""),
    ("caller", "challenge employee_id purpose user_id"),
    ("canned_replies", ""),
    ("card_capture", "transaction_id"),
    ("card_past", "ending payments: user_id"),
    (
        "card_pay",
        "amount: category: channel code country ending merchant original: suspicious: transaction_id unusual_country: user_id wallet_token",
    ),
    ("card_payments", ""),
    ("card_pin", "ending pin user_id"),
    ("card_post", "user_id"),
    ("card_refund", "amount: transaction_id"),
    ("card_reverse", "transaction_id"),
    ("card_rules", "cooling_off_seconds: user_id"),
    ("card_virtual", "currency user_id"),
    ("chat_ask_documents", "as conversation document for_seconds: purpose retention_days: spoiled user_id"),
    ("chat_attach", "as content conversation name spoiled user_id"),
    ("chat_desk", "ahead: closed_for_seconds: each_seconds:"),
    ("chat_files_full", "user_id"),
    ("chat_log", "conversation user_id"),
    ("chat_renumber", "conversation spoiled user_id"),
    ("chat_revoke", "ago_seconds: as"),
    ("chat_say", "as conversation text user_id"),
    ("chat_typing", "conversation seconds: user_id"),
    ("clock", "advance_seconds: to_hour:"),
    ("complaint", "answer do reference"),
    ("customer", "user_id"),
    ("dispute", "dispute_id do user_id words"),
    ("disputes", ""),
    ("emergency_key", "by key user_id"),
    ("evidence", "digest user_id"),
    ("fault", "events: kind path times:"),
    ("fraud_decide", "do reason transaction_id"),
    ("fraud_queue", ""),
    ("hardware_token", "drift_seconds: press: serial"),
    ("letter", "answer do reference"),
    ("merchant_cancel", "operation_id"),
    ("merchant_order", "operation_id"),
    ("merchant_purchase", "amount: ending merchant order user_id"),
    ("operator", "do ending reason user_id"),
    ("outage", "ends_in_seconds: over: service starts_in_seconds:"),
    ("overview", ""),
    ("persona", "user_id"),
    ("personas", ""),
    ("phone_line", "ending freeze_code user_id"),
    ("record", "user_id"),
    ("report", ""),
    ("reset", ""),
    ("settle", "operation_id"),
    ("settle_failed", "operation_id"),
    ("settle_late", "operation_id seconds:"),
    ("sms", "user_id"),
    ("sms_outbox", "user_id"),
    ("sms_reply", ""),
    ("statement_close", "ending user_id"),
    ("statement_pay", "ending minor: user_id"),
    ("tenant", "do name seed:"),
    ("tenants", ""),
    ("wallet_add", "device ending user_id wallet"),
    ("website_cancel", "operation_id session"),
    ("website_code", "by code operation_id session"),
    ("website_enrol_fingerprint", "fingerprint offer_id"),
    ("website_enrol_qr", "otp password user_id"),
    ("website_login", "otp password user_id"),
    ("website_operation", "operation_id session"),
    ("website_payee", "account bank_code payee_name session"),
    ("website_profile", "field new session"),
    ("website_qr", "operation_id session"),
    ("website_transfer", "account amount: bank_code note payee_name session"),
    ("written", ""),
];

/// Free text, in which people write anything.
const FREE: &[&str] = &["birth_date", "content", "fingerprint", "note", "search", "statement", "text", "to", "words"];

/// Whether an argument is text in which people write anything.
pub(crate) fn is_free(argument: &str) -> bool {
    FREE.contains(&argument)
}

/// The arguments of an action; `None`: there is no such action.
pub(crate) fn arguments(
    table: &'static [(&'static str, &'static str)],
    action: &str,
) -> Option<impl Iterator<Item = &'static str> + use<>> {
    let (_, arguments) = table.iter().find(|(name, _)| *name == action)?;
    Some(arguments.split_whitespace())
}

/// Whether the value of this argument may be kept in a file: the action has it, and it is neither a secret nor free text.
pub(crate) fn may_be_kept(table: &'static [(&'static str, &'static str)], action: &str, argument: &str) -> bool {
    let known = arguments(table, action).is_some_and(|mut all| all.any(|name| name.trim_end_matches(':') == argument));
    known && !super::mask::is_secret(argument) && !is_free(argument)
}

#[cfg(test)]
mod tests {
    use super::super::file::Journey;
    use super::*;

    #[test]
    fn the_tables_know_all_that_the_journeys_do() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../journeys");
        let mut steps = 0;
        for entry in std::fs::read_dir(folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            if path.file_name().is_some_and(|name| name == "schema.json") {
                continue;
            }
            let journey = Journey::parse(&std::fs::read_to_string(&path).expect("text")).expect("a journey");
            for step in &journey.steps {
                let (side, action) = step.action.split_once('.').expect("a side");
                let table = if side == "phone" { PHONE } else { BANK };
                let known: Vec<_> =
                    arguments(table, action).unwrap_or_else(|| panic!("{action} is missing in {}", file!())).collect();
                for (name, value) in &step.with {
                    let written = if value.is_string() { name.clone() } else { format!("{name}:") };
                    assert!(known.contains(&written.as_str()), "{action} {written}: {known:?}");
                }
                steps += 1;
            }
        }
        assert!(steps > 100, "{steps}");
    }

    #[test]
    fn secrets_free_text_and_what_nobody_knows_are_not_kept() {
        assert!(may_be_kept(PHONE, "sign_in", "user_id") && may_be_kept(PHONE, "start_transfer", "minor"));
        for (action, argument) in
            [("sign_in", "password"), ("sign_in", "pasword"), ("chat_send", "text"), ("fly", "user_id")]
        {
            assert!(!may_be_kept(PHONE, action, argument), "{action} {argument}");
        }
    }
}
