//! What Kotlin and Swift see: objects, records, typed errors, host traits. Nothing is decided here: convert → call → convert.
//!
//! Where to start: [`Phone`]. Secrets cross as bytes that the caller overwrites, or are typed digit by digit into a
//! [`CodeEntry`]; they are never strings and never in records (a record's `toString` prints them).
//!
//! The core owns one tokio runtime. Exported async functions only spawn on it and await, so that a caller who is dropped
//! (a cancelled Kotlin coroutine) never drops a command half-way.

// The scaffolding that uniffi generates needs `unsafe`; of ours, only the allocator does.
#![allow(unsafe_code)]

mod alerts;
mod allocator;
mod attachments;
mod background;
mod biometrics;
mod call_back;
mod card_controls;
mod card_details;
mod card_life;
mod cards;
mod chat;
mod code_entry;
mod commands;
mod conversations;
mod desktop_clock;
mod device_keys;
mod disputes;
mod emergency_key;
mod errors;
mod foresight;
mod guard;
mod offline;
mod operations;
mod otp_code;
mod outages;
mod password;
mod phone;
mod privacy;
mod profile;
mod runtime;
mod session;
mod software_keys;
mod spending;
mod statements;
mod support;
mod texts;
mod transactions;
mod views;
mod virtual_cards;
mod wallets;
mod written;

pub use attachments::{ChatAttachment, DocumentRequestView, OpenedChatFile};
pub use biometrics::{BiometricFailure, BiometricOutcome, BiometricPrompt, BiometricPurpose, BiometricWords};
pub use call_back::{CallBackView, CallBacksView, CallReason, CallReasonChoice, CallWindowChoice, call_reasons};
pub use card_controls::{
    CardChange, CategoryView, ControlsView, LimitView, MerchantView, SwitchView, TripView, WatchView,
};
pub use card_details::CardDetails;
pub use card_life::{CardLoss, LifeStep};
pub use cards::{Card, CardName, CardView, ControlsOutcome, ReceiptView};
pub use chat::{
    ChatBatch, ChatFound, ChatItem, ChatItemKind, ChatItemState, DraftCheck, DraftVerdict, MarkSeverity, SafetyMark,
    SpeakerKind, TextRange,
};
pub use code_entry::{CodeEntry, CodeEntryError};
pub use commands::CommandView;
pub use conversations::{ChatConversation, ChatTopicChoice, chat_topics};
pub use desktop_clock::DesktopClock;
pub use device_keys::{DeviceKeyError, DeviceKeys, GeneratedKey, KeyLevel, KeyPurpose, KeySpec};
pub use disputes::{DisputeDraft, DisputeReasonView, DisputeView, EvidenceView, WantedEvidence};
pub use emergency_key::{EmergencyKey, EmergencyKeyView};
pub use errors::{
    AmountFault, AttachmentFault, BankService, DisputeBar, EvidenceFault, Explanation, FindingKind, PhoneError,
    TripFault, UnsafeName, WeakCodeReason, WeakPasswordReason, error_code, explain,
};
pub use foresight::{IntendedPayment, PreflightView, TrialView};
pub use guard::{ApprovalWarning, TrustedPlacesView, WaitingView, WarningKind, warning_name};
pub use offline::{
    CallerCheckView, CallerView, OfflineCode, ScanView, TypedTransfer, can_be_typed, explain_caller,
    explain_freeze_code,
};
pub use operations::{
    Money, Operation, OperationLine, OperationStage, OperationView, OperationWords, PayeeDraft, ProfileField,
    RejectReason, TransferDraft, display_money, operation_stage_name, read_any_money, read_money, spoken_money,
};
pub use otp_code::OtpCode;
pub use outages::{OutageView, OutagesView, WorksView};
pub use phone::Phone;
pub use privacy::{ConsentView, ErasureView, StoredView};
pub use profile::{NumberChangeView, NumberOutcome, PhoneNumberView};
pub use session::{SessionEnd, SessionWatch, explain_session_end, session_end_name};
pub use software_keys::SoftwareDeviceKeys;
pub use spending::{
    SpendingGroupView, SpendingMonth, SpendingTotal, SpendingView, SubscriptionView, SubscriptionsView,
};
pub use statements::StatementView;
pub use support::{
    ChannelKind, ChannelsView, ContactCheck, GuideAdvice, GuideAnswer, GuideStep, HelpAct, HelpTopic, OfficialChannel,
    TipMoment, guide_step, help_topics, tips,
};
pub use texts::{TextValue, display_time, spoken_digits, text};
pub use transactions::{
    DayRange, DeclineView, TransactionFilter, TransactionPage, TransactionView, WhyDeclined, read_days,
};
pub use views::{
    EnrolmentMethod, EnrolmentView, FingerprintView, HardwareTokenView, KeyBundleView, NotMeView, SessionView,
    StepUpMethod, StepUpView, TokenStage, TokenView, stage_name,
};
pub use wallets::WalletTokenView;
pub use written::{
    About, AboutChoice, ComplaintKind, LetterSubject, RightView, WrittenPage, WrittenView, WrittenWay, about_choices,
    rights,
};

uniffi::setup_scaffolding!();
