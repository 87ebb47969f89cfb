//! What can be asked of a transaction, by area.

use kunci_domain::session_life::SessionEnd;
use kunci_wire::signed::TokenState;
use uuid::Uuid;

use super::attachments::Attachments;
use super::business::{Accounts, Cards, Operations, Watch};
use super::call_backs::CallBacks;
use super::chains::Chains;
use super::changes::Changes;
use super::chat::Chats;
use super::disputes::Disputes;
use super::guard::Guards;
use super::hardware::HardwareTokens;
use super::offline::{Codes, Website};
use super::privacy::Consents;
use super::records::{
    AuditEntry, Customer, Enrolment, IdempotencyRecord, NumberChange, Session, Sms, Token, WebsiteOffer, WebsiteOtp,
};
use super::statements::Statements;
use super::transactions::Transactions;
use super::wallets::Wallets;
use super::written::Writings;
use crate::password::PasswordDigest;
use crate::refusal::BankError;
use crate::throttle::Throttle;

type Result<T> = std::result::Result<T, BankError>;

/// One transaction.
pub(crate) trait Tx:
    Customers
    + Sessions
    + Enrolments
    + Numbers
    + Tokens
    + HardwareTokens
    + Ledger
    + Audits
    + Operations
    + Accounts
    + Cards
    + Watch
    + Chats
    + Attachments
    + Writings
    + CallBacks
    + Chains
    + Changes
    + Guards
    + Wallets
    + Codes
    + Website
    + Transactions
    + Consents
    + Disputes
    + Statements
{
}
impl<T> Tx for T where
    T: Customers
        + Sessions
        + Enrolments
        + Numbers
        + Tokens
        + HardwareTokens
        + Ledger
        + Audits
        + Operations
        + Accounts
        + Cards
        + Watch
        + Chats
        + Attachments
        + Writings
        + CallBacks
        + Chains
        + Changes
        + Guards
        + Wallets
        + Codes
        + Website
        + Transactions
        + Consents
        + Disputes
        + Statements
{
}

/// Customers, their passwords' throttles, the SMS outbox.
pub(crate) trait Customers {
    fn insert_customer(&mut self, customer: &Customer) -> Result<()>;
    fn customer(&mut self, id: Uuid) -> Result<Option<Customer>>;
    fn customer_by_user(&mut self, user_id: &str) -> Result<Option<Customer>>;
    /// Compare-and-swap of the binding epoch (`e−1 → e`), together with the token it binds. False if the epoch moved on.
    fn swap_epoch(&mut self, id: Uuid, from: u64, to: u64, token: Uuid) -> Result<bool>;
    /// The customer has no token any more, if this one was it.
    fn forget_token(&mut self, id: Uuid, token: Uuid) -> Result<()>;
    fn set_password(&mut self, id: Uuid, password: &PasswordDigest) -> Result<()>;
    /// A new password that waits for this operation's approval.
    fn insert_password_change(&mut self, operation: Uuid, password: &PasswordDigest) -> Result<()>;
    /// Takes it out, if there is one.
    fn take_password_change(&mut self, operation: Uuid) -> Result<Option<PasswordDigest>>;
    /// Throttle of a user id, whether or not it exists.
    fn password_throttle(&mut self, user: &[u8; 32]) -> Result<Throttle>;
    fn set_password_throttle(&mut self, user: &[u8; 32], throttle: Throttle) -> Result<()>;
    fn insert_sms(&mut self, customer: Uuid, sms: &Sms) -> Result<()>;
    /// The newest one that carries a code.
    fn newest_sms(&mut self, customer: Uuid) -> Result<Option<Sms>>;
    /// All of them, oldest first.
    fn all_sms(&mut self, customer: Uuid) -> Result<Vec<Sms>>;
    /// When those with a code were sent, after a time; oldest first.
    fn sms_codes_since(&mut self, customer: Uuid, since: i64) -> Result<Vec<i64>>;
    fn set_phone_number(&mut self, id: Uuid, number: &str) -> Result<()>;
    fn set_flagged(&mut self, id: Uuid, flagged: bool) -> Result<()>;
}

/// Sessions.
pub(crate) trait Sessions {
    fn insert_session(&mut self, session: &Session) -> Result<()>;
    fn session(&mut self, id: Uuid) -> Result<Option<Session>>;
    fn touch_session(&mut self, id: Uuid, at: i64) -> Result<()>;
    /// Burns the login nonce; false if it was burnt before.
    fn burn_login_nonce(&mut self, id: Uuid) -> Result<bool>;
    /// The session's next login nonce, not burnt yet.
    fn renew_login_nonce(&mut self, id: Uuid, nonce: &[u8; 32], at: i64) -> Result<()>;
    fn raise_session(&mut self, id: Uuid, token: Uuid, certificate: &[u8; 32]) -> Result<()>;
    /// Notes that this session had its SMS; false if it had one before.
    fn take_sms(&mut self, id: Uuid) -> Result<bool>;
    fn end_session(&mut self, id: Uuid) -> Result<()>;
    /// A session of scope enrol may look from now on.
    fn let_session_look(&mut self, id: Uuid) -> Result<()>;
    /// Ends every session of a customer, and remembers why.
    fn end_sessions_of(&mut self, customer: Uuid, why: SessionEnd) -> Result<()>;
    /// The language of the customer's newest session.
    fn newest_language(&mut self, customer: Uuid) -> Result<Option<String>>;
    /// Ends every session of the customer but this one.
    fn end_other_sessions(&mut self, customer: Uuid, keep: Uuid) -> Result<()>;
    /// Ends every session that a token raised.
    fn end_sessions_of_token(&mut self, token: Uuid) -> Result<()>;
}

/// Enrolments.
pub(crate) trait Enrolments {
    fn insert_enrolment(&mut self, enrolment: &Enrolment) -> Result<()>;
    fn enrolment(&mut self, id: Uuid) -> Result<Option<Enrolment>>;
    /// Replaces everything that changes: stage, tries, offer, private keys, failures.
    fn update_enrolment(&mut self, enrolment: &Enrolment) -> Result<()>;
    /// Destroys private keys whose enrolment is over.
    fn destroy_stale_keys(&mut self, now: i64) -> Result<()>;
    fn insert_website_offer(&mut self, offer: &WebsiteOffer) -> Result<()>;
    fn website_offer(&mut self, id: Uuid) -> Result<Option<WebsiteOffer>>;
    /// Gives an offer to an enrolment; false if another one took it.
    fn take_website_offer(&mut self, id: Uuid, enrolment: Uuid) -> Result<bool>;
}

/// Changes of the registered number.
pub(crate) trait Numbers {
    fn insert_number_change(&mut self, change: &NumberChange) -> Result<()>;
    fn number_change(&mut self, id: Uuid) -> Result<Option<NumberChange>>;
    /// Replaces stage, tries and time of effect.
    fn update_number_change(&mut self, change: &NumberChange) -> Result<()>;
    /// The customer's waiting one, if any.
    fn waiting_number_change(&mut self, customer: Uuid) -> Result<Option<NumberChange>>;
    /// Waiting ones whose time has come.
    fn due_number_changes(&mut self, now: i64) -> Result<Vec<NumberChange>>;
}

/// Soft tokens and the website's OTP.
pub(crate) trait Tokens {
    fn insert_token(&mut self, token: &Token) -> Result<()>;
    fn token(&mut self, id: Uuid) -> Result<Option<Token>>;
    fn token_of_enrolment(&mut self, enrolment: Uuid) -> Result<Option<Token>>;
    /// Oldest first.
    fn tokens_of(&mut self, customer: Uuid) -> Result<Vec<Token>>;
    /// The device key of this thumbprint (65 bytes), if any token has it.
    fn device_key(&mut self, thumbprint: &str) -> Result<Option<Vec<u8>>>;
    fn set_token_state(&mut self, id: Uuid, state: TokenState) -> Result<()>;
    fn activate_token(&mut self, id: Uuid, at: i64) -> Result<()>;
    /// Supersedes every other token of the customer that could still work up to this epoch; says which did.
    fn supersede_others(&mut self, customer: Uuid, token: Uuid, epoch: u64) -> Result<Vec<Uuid>>;
    /// Destroys the derived keys of replaced and removed tokens that nothing needs any more: replacements before this time.
    fn destroy_old_keys(&mut self, replaced_before: i64) -> Result<()>;
    fn set_token_failures(&mut self, id: Uuid, failures: u32) -> Result<()>;
    /// Compare-and-swap of the highest TOTP step taken; learns how far it was off.
    fn take_step(&mut self, id: Uuid, highest: i64, step: i64, drift: i64) -> Result<bool>;
    fn website_otp(&mut self, customer: Uuid) -> Result<WebsiteOtp>;
    fn set_website_otp(&mut self, customer: Uuid, otp: WebsiteOtp) -> Result<()>;
    fn insert_website_failure(&mut self, customer: Uuid, at: i64) -> Result<()>;
    fn website_failures_since(&mut self, customer: Uuid, since: i64) -> Result<u32>;
    fn clear_website_failures(&mut self, customer: Uuid) -> Result<()>;
}

/// Idempotency, replay sets, and small values under a name.
pub(crate) trait Ledger {
    fn idempotency(&mut self, customer: Uuid, route: &str, key: Uuid) -> Result<Option<IdempotencyRecord>>;
    fn insert_idempotency(
        &mut self,
        customer: Uuid,
        route: &str,
        key: Uuid,
        record: &IdempotencyRecord,
        at: i64,
    ) -> Result<()>;
    fn purge_idempotency(&mut self, before: i64) -> Result<()>;
    /// False if this key has used the nonce before.
    fn use_nonce(&mut self, key_id: &str, nonce: &str, expires_at: i64) -> Result<bool>;
    fn purge_nonces(&mut self, expired_before: i64) -> Result<()>;
    /// False if this encapsulation was seen before.
    fn use_encapsulation(&mut self, digest: &[u8; 32]) -> Result<bool>;
    fn meta(&mut self, name: &str) -> Result<Option<Vec<u8>>>;
    fn set_meta(&mut self, name: &str, value: &[u8]) -> Result<()>;
    /// Forgets all business: customers, sessions, tokens, messages, audit. Keys and replay sets stay.
    fn wipe(&mut self) -> Result<()>;
}

/// The audit trail.
pub(crate) trait Audits {
    fn last_audit(&mut self) -> Result<Option<AuditEntry>>;
    fn insert_audit(&mut self, entry: &AuditEntry) -> Result<()>;
    /// Entries after a number, oldest first.
    fn audit_after(&mut self, n: u64) -> Result<Vec<AuditEntry>>;
}
