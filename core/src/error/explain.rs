//! An error's name, and what a person reads about it.

use kunci_domain::help::{self, TipMoment};
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};

use super::Error;

impl Error {
    /// The error's name in journeys, `--json` output and text keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::PinMismatch => "pin_mismatch",
            Self::CertificateExpired => "certificate_expired",
            Self::CertificateNotYetValid => "certificate_not_yet_valid",
            Self::UnknownIssuer => "unknown_issuer",
            Self::TlsFailed => "tls_failed",
            Self::GatewayRefused => "gateway_refused",
            Self::ReplyTooLarge => "reply_too_large",
            Self::ReplyUnreadable => "reply_unreadable",
            Self::BundleForged => "bundle_forged",
            Self::BundleExpired => "bundle_expired",
            Self::BundleRolledBack => "bundle_rolled_back",
            Self::ProfileDamaged => "profile_damaged",
            Self::ProfileKeyWrong => "profile_key_wrong",
            Self::ProfileFromTheFuture { .. } => "profile_from_the_future",
            Self::ProfileInUse => "profile_in_use",
            Self::DiskFull => "disk_full",
            Self::DiskFailed => "disk_failed",
            Self::KeysBusy { .. } => "keys_busy",
            Self::PhoneLocked => "phone_locked",
            Self::KeysInvalidated => "keys_invalidated",
            Self::KeysMissing => "keys_missing",
            Self::KeysUnavailable => "keys_unavailable",
            Self::NoRandomness => "no_randomness",
            Self::ConfigInvalid => "config_invalid",
            Self::SignInRefused => "sign_in_refused",
            Self::SignInDelayed { .. } => "sign_in_delayed",
            Self::NotSignedIn => "not_signed_in",
            Self::SessionEnded => "session_ended",
            Self::Scope => "scope",
            Self::SmsAlreadySent => "sms_already_sent",
            Self::OtpFormat => "otp_format",
            Self::OtpRefused { .. } => "otp_refused",
            Self::SmsLimit { .. } => "sms_limit",
            Self::HardwareTokenMissing => "hardware_token_missing",
            Self::OldPhoneMissing => "old_phone_missing",
            Self::ApprovalPending => "approval_pending",
            Self::ScanNotGenuine => "scan_not_genuine",
            Self::ScanNotForYou => "scan_not_for_you",
            Self::BankingFlagged => "banking_flagged",
            Self::NumberInvalid => "number_invalid",
            Self::NumberChangeClosed => "number_change_closed",
            Self::NotMeCodeRefused { .. } => "not_me_code_refused",
            Self::DateFormat => "date_format",
            Self::HardwareTokenRefused => "hardware_token_refused",
            Self::HardwareTokenDelayed { .. } => "hardware_token_delayed",
            Self::EnrolmentClosed => "enrolment_closed",
            Self::NoEnrolment => "no_enrolment",
            Self::WeakCode { .. } => "weak_code",
            Self::WeakPassword { .. } => "weak_password",
            Self::PasswordRefused => "password_refused",
            Self::CodeLength => "code_length",
            Self::CodesDiffer => "codes_differ",
            Self::BankNotProven => "bank_not_proven",
            Self::ConfirmationRefused => "confirmation_refused",
            Self::StatusForged => "status_forged",
            Self::StatusUnknown => "status_unknown",
            Self::NoToken => "no_token",
            Self::TokenPending => "token_pending",
            Self::TokenExists => "token_exists",
            Self::TokenLocked => "token_locked",
            Self::TokenSuspended => "token_suspended",
            Self::TokenSuperseded => "token_superseded",
            Self::StepUpRequired => "step_up_required",
            Self::StepUpClosed => "step_up_closed",
            Self::TokenSetBack => "token_set_back",
            Self::ProofRefused => "proof_refused",
            Self::CodeUnchanged => "code_unchanged",
            Self::CodeChangeClosed => "code_change_closed",
            Self::CodeChangeUnknown => "code_change_unknown",
            Self::CodeChangeInForce => "code_change_in_force",
            Self::BiometricOff => "biometric_off",
            Self::CodeFirst => "code_first",
            Self::CodeNeeded => "code_needed",
            Self::OutsideTrustedPlace => "outside_trusted_place",
            Self::BiometricCancelled => "biometric_cancelled",
            Self::BiometricLockedOut => "biometric_locked_out",
            Self::BiometricInvalidated => "biometric_invalidated",
            Self::BiometricUnavailable => "biometric_unavailable",
            Self::NotMeClosed => "not_me_closed",
            Self::AmountInvalid => "amount_invalid",
            Self::AmountUnreadable { .. } => "amount_unreadable",
            Self::OperationUnreadable => "operation_unreadable",
            Self::OperationClosed => "operation_closed",
            Self::OperationExpired => "operation_expired",
            Self::OperationSuperseded => "operation_superseded",
            Self::OperationAnswered => "operation_answered",
            Self::NameUnsafe { .. } => "name_unsafe",
            Self::ScanTooLarge => "scan_too_large",
            Self::ScanForged => "scan_forged",
            Self::TypedIncomplete => "typed_incomplete",
            Self::CallerNotProven => "caller_not_proven",
            Self::CallerCheckExpired => "caller_check_expired",
            Self::NotFound => "not_found",
            Self::ApprovalRefused => "approval_refused",
            Self::HeldByProbation { .. } => "held_by_probation",
            Self::CardChanged => "card_changed",
            Self::LimitAboveCeiling => "limit_above_ceiling",
            Self::ChangeInvalid => "change_invalid",
            Self::CardNotUsable => "card_not_usable",
            Self::TooManyCards => "too_many_cards",
            Self::AmountsInvalid => "amounts_invalid",
            Self::DaysInvalid => "days_invalid",
            Self::RevealClosed => "reveal_closed",
            Self::ReceiptForged => "receipt_forged",
            Self::TripRefused { .. } => "trip_refused",
            Self::DisputeRefused { .. } => "dispute_refused",
            Self::EvidenceRefused { .. } => "evidence_refused",
            Self::DisputeUnderway => "dispute_underway",
            Self::DocumentForged => "document_forged",
            Self::DraftsFull => "drafts_full",
            Self::LinkNotProven => "link_not_proven",
            Self::DraftBlocked { .. } => "draft_blocked",
            Self::DraftWarned { .. } => "draft_warned",
            Self::MessageUnderway => "message_underway",
            Self::DraftEmpty => "draft_empty",
            Self::DraftTooLong => "draft_too_long",
            Self::OutboxFull => "outbox_full",
            Self::AttachmentRefused { .. } => "attachment_refused",
            Self::AttachmentUnasked => "attachment_unasked",
            Self::AttachmentForged => "attachment_forged",
            Self::AppTooOld => "app_too_old",
            Self::Maintenance { .. } => "maintenance",
            Self::ServiceDown { .. } => "service_down",
            Self::WrittenText => "written_text",
            Self::LetterLimit { .. } => "letter_limit",
            Self::CallBackOpen => "call_back_open",
            Self::ConversationLimit => "conversation_limit",
            Self::CallBackWindow => "call_back_window",
            Self::CallBackLimit { .. } => "call_back_limit",
            Self::BankRefused { .. } => "bank_refused",
            Self::BankFailed { .. } => "bank_failed",
            Self::Paused => "paused",
            Self::Closed => "closed",
            Self::Internal => "internal",
        }
    }

    /// Title, meaning and next step for the customer.
    #[must_use]
    pub fn explain(&self, language: Language) -> Explanation {
        let key = format!("error-{}", self.code().replace('_', "-"));
        let detail = match self {
            Self::WeakCode { reason } => Some(texts::text(language, &format!("weak-{}", reason.code()), &[])),
            Self::WeakPassword { reason } => Some(texts::text(language, &format!("password-{}", reason.code()), &[])),
            Self::NameUnsafe { reason } => Some(texts::text(language, &format!("name-unsafe-{}", reason.code()), &[])),
            Self::AmountUnreadable { reason } => {
                Some(texts::text(language, &format!("amount-fault-{}", reason.name()), &[]))
            }
            Self::DisputeRefused { reason } => {
                Some(texts::text(language, &format!("dispute-bar-{}", reason.name()), &[]))
            }
            Self::TripRefused { reason } => Some(texts::text(language, &format!("trip-fault-{}", reason.name()), &[])),
            Self::AttachmentRefused { reason } => {
                Some(texts::text(language, &format!("attachment-fault-{}", reason.name()), &[]))
            }
            Self::EvidenceRefused { reason } => {
                Some(texts::text(language, &format!("evidence-fault-{}", reason.name()), &[]))
            }
            Self::OtpRefused { tries_left } | Self::NotMeCodeRefused { tries_left } => {
                Some(texts::text(language, "tries-left", &[("count", Value::Count(u64::from(*tries_left)))]))
            }
            Self::SignInDelayed { retry_after }
            | Self::SmsLimit { retry_after }
            | Self::HardwareTokenDelayed { retry_after }
            | Self::LetterLimit { retry_after }
            | Self::CallBackLimit { retry_after }
            | Self::Maintenance { retry_after } => {
                Some(texts::text(language, "wait", &[("count", Value::Count(retry_after.as_secs()))]))
            }
            Self::ServiceDown { service, until_ms, .. } => {
                let (name, until) = (service.name(language), until_ms.map(|ms| moments::display(ms, language)));
                let key = if until.is_some() { "service-down-until" } else { "service-down-open" };
                let until = Value::Text(until.as_deref().unwrap_or_default());
                Some(texts::text(language, key, &[("service", Value::Text(&name)), ("until", until)]))
            }
            Self::DraftBlocked { finding, .. } | Self::DraftWarned { finding, .. } => {
                Some(texts::text(language, &format!("{}.body", finding.text_key()), &[]))
            }
            Self::AppTooOld => Some(help::tips(TipMoment::OldVersion, language).join(" ")),
            _ => None,
        };
        let body = texts::text(language, &format!("{key}.body"), &[]);
        Explanation {
            title: texts::text(language, &key, &[]),
            body: detail.map_or_else(|| body.clone(), |detail| format!("{body} {detail}")),
            action: texts::text(language, &format!("{key}.action"), &[]),
        }
    }
}

/// What a person reads about an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub title: String,
    /// What it means.
    pub body: String,
    /// What to do.
    pub action: String,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use kunci_domain::attachments::AttachmentFault;
    use kunci_domain::cards::dispute::DisputeBar;
    use kunci_domain::cards::evidence::EvidenceFault;
    use kunci_domain::cards::trip::TripFault;
    use kunci_domain::money::AmountFault;
    use kunci_domain::names::Unsafe;
    use kunci_domain::outages::Service;
    use kunci_domain::unlock_code::Weakness;
    use kunci_domain::{password, safety};

    use super::*;

    fn all() -> Vec<Error> {
        let wait = Duration::from_secs(5);
        vec![
            Error::Offline,
            Error::OutcomeUnknown,
            Error::PinMismatch,
            Error::CertificateExpired,
            Error::CertificateNotYetValid,
            Error::UnknownIssuer,
            Error::TlsFailed,
            Error::GatewayRefused,
            Error::ReplyTooLarge,
            Error::ReplyUnreadable,
            Error::BundleForged,
            Error::BundleExpired,
            Error::BundleRolledBack,
            Error::ProfileDamaged,
            Error::ProfileKeyWrong,
            Error::ProfileFromTheFuture { found: 9, known: 1 },
            Error::ProfileInUse,
            Error::DiskFull,
            Error::DiskFailed,
            Error::KeysBusy { retry_after: wait },
            Error::PhoneLocked,
            Error::KeysInvalidated,
            Error::KeysMissing,
            Error::KeysUnavailable,
            Error::NoRandomness,
            Error::ConfigInvalid,
            Error::SignInRefused,
            Error::SignInDelayed { retry_after: wait },
            Error::NotSignedIn,
            Error::SessionEnded,
            Error::Scope,
            Error::SmsAlreadySent,
            Error::OtpFormat,
            Error::OtpRefused { tries_left: 1 },
            Error::SmsLimit { retry_after: wait },
            Error::HardwareTokenMissing,
            Error::OldPhoneMissing,
            Error::ApprovalPending,
            Error::ScanNotGenuine,
            Error::ScanNotForYou,
            Error::BankingFlagged,
            Error::NumberInvalid,
            Error::NumberChangeClosed,
            Error::NotMeCodeRefused { tries_left: 1 },
            Error::DateFormat,
            Error::HardwareTokenRefused,
            Error::HardwareTokenDelayed { retry_after: wait },
            Error::EnrolmentClosed,
            Error::NoEnrolment,
            Error::WeakCode { reason: Weakness::Run },
            Error::WeakPassword { reason: password::Weakness::Common },
            Error::PasswordRefused,
            Error::CodeLength,
            Error::CodesDiffer,
            Error::BankNotProven,
            Error::ConfirmationRefused,
            Error::StatusForged,
            Error::StatusUnknown,
            Error::NoToken,
            Error::TokenPending,
            Error::TokenExists,
            Error::TokenLocked,
            Error::TokenSuspended,
            Error::TokenSuperseded,
            Error::StepUpRequired,
            Error::StepUpClosed,
            Error::TokenSetBack,
            Error::ProofRefused,
            Error::CodeUnchanged,
            Error::CodeChangeClosed,
            Error::CodeChangeUnknown,
            Error::CodeChangeInForce,
            Error::BiometricOff,
            Error::CodeFirst,
            Error::CodeNeeded,
            Error::OutsideTrustedPlace,
            Error::BiometricCancelled,
            Error::BiometricLockedOut,
            Error::BiometricInvalidated,
            Error::BiometricUnavailable,
            Error::NotMeClosed,
            Error::AmountInvalid,
            Error::AmountUnreadable { reason: AmountFault::Form },
            Error::OperationUnreadable,
            Error::OperationClosed,
            Error::OperationExpired,
            Error::OperationSuperseded,
            Error::OperationAnswered,
            Error::NameUnsafe { reason: Unsafe::Hidden },
            Error::ScanTooLarge,
            Error::ScanForged,
            Error::TypedIncomplete,
            Error::CallerNotProven,
            Error::CallerCheckExpired,
            Error::NotFound,
            Error::ApprovalRefused,
            Error::HeldByProbation { until_ms: 1 },
            Error::CardChanged,
            Error::LimitAboveCeiling,
            Error::ChangeInvalid,
            Error::CardNotUsable,
            Error::TooManyCards,
            Error::AmountsInvalid,
            Error::DaysInvalid,
            Error::RevealClosed,
            Error::ReceiptForged,
            Error::TripRefused { reason: TripFault::Past },
            Error::DisputeRefused { reason: DisputeBar::TooLate },
            Error::EvidenceRefused { reason: EvidenceFault::Active },
            Error::DisputeUnderway,
            Error::DocumentForged,
            Error::DraftsFull,
            Error::LinkNotProven,
            Error::DraftBlocked { finding: safety::Kind::CardNumber, masked: String::new() },
            Error::DraftWarned { finding: safety::Kind::NationalId, masked: String::new() },
            Error::MessageUnderway,
            Error::DraftEmpty,
            Error::DraftTooLong,
            Error::OutboxFull,
            Error::AttachmentRefused { reason: AttachmentFault::Heic },
            Error::AttachmentUnasked,
            Error::AttachmentForged,
            Error::AppTooOld,
            Error::Maintenance { retry_after: wait },
            Error::ServiceDown { service: Service::Cards, until_ms: Some(1), unsure: false },
            Error::WrittenText,
            Error::LetterLimit { retry_after: wait },
            Error::CallBackOpen,
            Error::ConversationLimit,
            Error::CallBackWindow,
            Error::CallBackLimit { retry_after: wait },
            Error::BankRefused { problem: String::new(), debug_id: String::new() },
            Error::BankFailed { debug_id: String::new() },
            Error::Paused,
            Error::Closed,
            Error::Internal,
        ]
    }

    #[test]
    fn safe_5_every_error_is_explained_in_both_languages() {
        for error in all() {
            for language in Language::ALL {
                let told = error.explain(language);
                for part in [&told.title, &told.body, &told.action] {
                    assert!(!part.is_empty() && !part.starts_with('['), "{} in {language:?}: {part}", error.code());
                }
            }
        }
    }

    #[test]
    fn card_7_what_keeps_a_dispute_from_being_taken_is_said_in_words() {
        for language in Language::ALL {
            for bar in DisputeBar::ALL {
                assert!(texts::exists(language, &format!("dispute-bar-{}", bar.name())), "{bar:?}");
            }
            for fault in EvidenceFault::ALL {
                assert!(texts::exists(language, &format!("evidence-fault-{}", fault.name())), "{fault:?}");
            }
        }
    }

    #[test]
    fn safe_4_a_weak_code_is_refused_with_the_reason_in_words() {
        for reason in Weakness::ALL {
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("weak-{}", reason.code())), "{reason:?}");
            }
        }
        for reason in password::Weakness::ALL {
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("password-{}", reason.code())), "{reason:?}");
            }
        }
        let told = Error::WeakCode { reason: Weakness::BirthDate }.explain(Language::Indonesian);
        assert!(told.body.ends_with("Itu tanggal lahir Anda."), "{}", told.body);
    }

    #[test]
    fn chat_8_an_app_that_is_too_old_is_told_where_updates_come_from() {
        for (language, word) in [(Language::English, "official shop"), (Language::Indonesian, "toko resmi")] {
            let told = Error::AppTooOld.explain(language);
            assert!(told.body.contains(word), "{}", told.body);
        }
    }

    #[test]
    fn safe_10_a_call_that_fails_by_an_outage_says_which_and_until_when() {
        let cards = Error::ServiceDown { service: Service::Cards, until_ms: Some(0), unsure: false };
        let told = cards.explain(Language::English);
        assert!(told.body.ends_with("Cards: the bank expects it to be over 1 Jan 1970, 07:00 WIB."), "{}", told.body);
        let chat = Error::ServiceDown { service: Service::Chat, until_ms: None, unsure: true };
        let told = chat.explain(Language::Indonesian);
        assert!(told.body.ends_with("Obrolan: bank belum dapat mengatakan berapa lama."), "{}", told.body);
    }

    #[test]
    fn otp_12_a_certificate_that_is_not_valid_yet_asks_for_the_phones_date() {
        for (language, word) in [(Language::English, "date"), (Language::Indonesian, "tanggal")] {
            let told = Error::CertificateNotYetValid.explain(language);
            assert!(told.title.contains(word) && told.action.contains(word), "{told:?}");
        }
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = all().iter().map(Error::code).collect();
        codes.sort_unstable();
        let before = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), before);
    }
}
