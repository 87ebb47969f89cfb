//! The records, as typed values. Times are bank time in milliseconds since 1970 UTC.

use kunci_wire::sessions::Scope;
use kunci_wire::signed::TokenState;
use kunci_wire::token::Method;
use uuid::Uuid;

use crate::password::PasswordDigest;

/// A customer.
#[derive(Clone)]
pub(crate) struct Customer {
    pub(crate) id: Uuid,
    pub(crate) user_id: String,
    pub(crate) name: String,
    /// E.164.
    pub(crate) phone: String,
    /// `YYYY-MM-DD`.
    pub(crate) birth_date: String,
    pub(crate) password: PasswordDigest,
    /// The binding epoch: counts activations.
    pub(crate) epoch: u64,
    /// The one token that was activated last, unless it was removed.
    pub(crate) token: Option<Uuid>,
    /// An operator has closed internet banking on all devices.
    pub(crate) flagged: bool,
}

/// A sign-in and the key bound to it.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    /// 65-byte SEC1 point.
    pub(crate) key: Vec<u8>,
    pub(crate) thumbprint: String,
    pub(crate) scope: Scope,
    pub(crate) login_nonce: [u8; 32],
    pub(crate) nonce_burnt: bool,
    pub(crate) seen_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) language: String,
    pub(crate) sms_sent: bool,
    pub(crate) ended: bool,
    /// Name of a [`kunci_domain::session_life::SessionEnd`], where there is more to say than that it was ended.
    pub(crate) ended_why: Option<String>,
    /// SHA-256 of the claims of the certificate that raised it to full scope.
    pub(crate) certificate: Option<[u8; 32]>,
    /// When the present login nonce was made.
    pub(crate) nonce_at: i64,
}

/// How far an enrolment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Begun; the proof is outstanding.
    Sent,
    /// The proof was right; the bank's keys are drawn.
    Proved,
    /// Keys are exchanged; the token waits for its confirmation.
    Keyed,
    /// Decided: its token is active or has gone another way.
    Done,
    /// Over without a token.
    Closed,
}

impl Stage {
    pub(crate) const ALL: [Self; 5] = [Self::Sent, Self::Proved, Self::Keyed, Self::Done, Self::Closed];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Proved => "proved",
            Self::Keyed => "keyed",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }
}

/// An enrolment.
#[derive(Clone)]
pub(crate) struct Enrolment {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    pub(crate) session: Uuid,
    pub(crate) stage: Stage,
    /// How the customer proves.
    pub(crate) method: Method,
    /// Keyed digest of the SMS OTP; empty with other methods.
    pub(crate) otp_digest: Vec<u8>,
    /// The proof must be made by then; with `website`, once keys are exchanged: the fingerprint must be typed by then.
    pub(crate) otp_expires_at: i64,
    pub(crate) otp_tries_left: u32,
    pub(crate) expires_at: i64,
    /// What the bank drew for it (a `ProofReply` as JSON), public.
    pub(crate) offer: Option<String>,
    /// The bank's two private keys, wrapped; only between proof and key exchange.
    pub(crate) private_keys: Option<Vec<u8>>,
    pub(crate) confirm_failures: u32,
    /// With `website`: what the phone said of its keys beforehand.
    pub(crate) commitment: Option<[u8; 32]>,
    /// With `website`: the attestation challenge, which keys were made with before the bank drew anything.
    pub(crate) challenge: Option<[u8; 32]>,
    /// With `old-phone`: what the old phone approves.
    pub(crate) operation: Option<Uuid>,
    /// The old phone has approved it, or the website got the right fingerprint.
    pub(crate) vouched: bool,
}

/// What the website offers by QR.
#[derive(Clone)]
pub(crate) struct WebsiteOffer {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    /// Keyed.
    pub(crate) secret_digest: Vec<u8>,
    pub(crate) expires_at: i64,
    /// Which enrolment took it: one only.
    pub(crate) enrolment: Option<Uuid>,
}

/// How far a number change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberStage {
    /// The code is on its way to the new number.
    Sent,
    /// The token has to approve it.
    Offered,
    /// Takes effect at its time.
    Waiting,
    /// In force.
    Done,
    /// Called off, or its code was not given.
    Closed,
}

impl NumberStage {
    pub(crate) const ALL: [Self; 5] = [Self::Sent, Self::Offered, Self::Waiting, Self::Done, Self::Closed];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Offered => "offered",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }
}

/// A change of the registered number.
#[derive(Clone)]
pub(crate) struct NumberChange {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    /// E.164.
    pub(crate) number: String,
    pub(crate) stage: NumberStage,
    pub(crate) otp_digest: Vec<u8>,
    pub(crate) otp_expires_at: i64,
    pub(crate) otp_tries_left: u32,
    pub(crate) cancel_code: String,
    pub(crate) effective_at: Option<i64>,
}

/// A soft token.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    pub(crate) enrolment: Uuid,
    pub(crate) epoch: u64,
    pub(crate) state: TokenState,
    /// 65-byte SEC1 point.
    pub(crate) device_signing: Vec<u8>,
    /// 65-byte SEC1 point; empty for a token from before operations.
    pub(crate) device_agreement: Vec<u8>,
    pub(crate) thumbprint: String,
    pub(crate) transcript_hash: [u8; 32],
    /// What the platform said about the keys: a signal, kept for the bank's risk engine.
    pub(crate) levels: String,
    /// `hw`, `K_know`, `K_freeze`, `K_reverse`, wrapped.
    pub(crate) hw: Vec<u8>,
    pub(crate) know: Vec<u8>,
    pub(crate) freeze: Vec<u8>,
    pub(crate) reverse: Vec<u8>,
    /// Wrong login proofs in a row.
    pub(crate) failures: u32,
    pub(crate) activated_at: Option<i64>,
    /// Until then some acts are held back.
    pub(crate) probation_until: Option<i64>,
    /// Highest TOTP step ever taken.
    pub(crate) highest_step: i64,
    /// How many steps its codes were off, at the last one that was taken.
    pub(crate) drift: i64,
    /// Which knowledge key is in use.
    pub(crate) keys: super::changes::KeyState,
}

/// How the website's OTP login stands for a customer.
#[derive(Clone, Copy, Default)]
pub(crate) struct WebsiteOtp {
    pub(crate) throttle: crate::throttle::Throttle,
    /// Switched off by many failures until a device-signed login.
    pub(crate) off: bool,
}

/// A reply kept under an idempotency key.
#[derive(Clone)]
pub(crate) struct IdempotencyRecord {
    /// Keyed digest of the intent.
    pub(crate) intent: [u8; 32],
    pub(crate) status: u16,
    /// `None` where a repeated call gets a fresh status instead.
    pub(crate) body: Option<Vec<u8>>,
}

/// A message in the SMS outbox.
#[derive(Clone)]
pub(crate) struct Sms {
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) code: String,
    pub(crate) at: i64,
}

/// An entry of the audit trail.
#[derive(Clone)]
pub(crate) struct AuditEntry {
    pub(crate) n: u64,
    pub(crate) at: i64,
    pub(crate) what: String,
    /// Whom it is about, if anybody.
    pub(crate) customer: Option<Uuid>,
    /// `notice`, `refusal`, `alert` or `sandbox`.
    pub(crate) kind: String,
    /// Finds the entry of a refusal.
    pub(crate) debug_id: String,
    pub(crate) hash: [u8; 32],
}
