//! Records of operations, money, cards and alerts, and what can be asked of a transaction about them. Times are bank
//! time in milliseconds since 1970 UTC.

use kunci_domain::alerts::Alert;
use kunci_domain::cards::Card;
use kunci_domain::money::Money;
use uuid::Uuid;

use crate::matters::Matter;
use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// How an operation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpState {
    /// Waits for the customer.
    Pending,
    /// Approved; takes effect later, until then it can be taken back.
    Waiting,
    /// Decided; settled by its deadline.
    Approved,
    /// Settled.
    Completed,
    /// Approved, and not possible.
    Failed,
    /// Called off, by the customer or by the bank.
    Rejected,
    /// Nobody answered in time.
    Expired,
    /// Its token was replaced, or what it speaks of has changed.
    Superseded,
}

impl OpState {
    pub(crate) const ALL: [Self; 8] = [
        Self::Pending,
        Self::Waiting,
        Self::Approved,
        Self::Completed,
        Self::Failed,
        Self::Rejected,
        Self::Expired,
        Self::Superseded,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
        }
    }
}

/// An operation.
#[derive(Clone)]
pub(crate) struct Operation {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    pub(crate) token: Uuid,
    pub(crate) state: OpState,
    pub(crate) matter: Matter,
    /// The canonical bytes on offer.
    pub(crate) bytes: Vec<u8>,
    /// Private half of the challenge key, wrapped; gone once the offer is answered, burnt or over.
    pub(crate) challenge: Option<Vec<u8>>,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) reference: Option<String>,
    pub(crate) approved_at: Option<i64>,
    pub(crate) deadline: Option<i64>,
    /// Approved, and takes effect then.
    pub(crate) effective_at: Option<i64>,
    /// When it will be settled, if not by the deadline.
    pub(crate) settles_at: Option<i64>,
    pub(crate) settled_at: Option<i64>,
    /// Where it was answered; see [`crate::effects::By`].
    pub(crate) answered_by: Option<String>,
    /// SHA-256 of the bytes that a QR showed.
    pub(crate) qr_hash: Option<[u8; 32]>,
    /// The one try of its QR was made.
    pub(crate) qr_spent: bool,
    /// Tries by typing.
    pub(crate) typed_tries: u32,
    /// The card receipt that came of it.
    pub(crate) receipt: Option<String>,
    /// SHA-256 of the claims that failed last: the same wrong approval sent twice counts once.
    pub(crate) last_wrong: Option<[u8; 32]>,
    /// The customer said "not me".
    pub(crate) fraud_case: bool,
}

/// An account of a customer.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) account: String,
    pub(crate) customer: Uuid,
    pub(crate) balance: Money,
}

impl Account {
    /// Whether it is an account to pay this currency from.
    pub(crate) fn has_currency(&self, currency: &str) -> bool {
        self.balance.currency() == currency
    }
}

/// Whom a customer has paid before.
#[derive(Clone)]
pub(crate) struct Payee {
    pub(crate) bank_code: String,
    pub(crate) account: String,
    pub(crate) name: String,
}

/// A card with the count of its authorisations and control changes.
#[derive(Clone)]
pub(crate) struct HeldCard {
    pub(crate) customer: Uuid,
    pub(crate) card: Card,
    pub(crate) sequence: u64,
}

/// What the bank told a customer.
#[derive(Clone)]
pub(crate) struct AlertRow {
    /// Counts the customer's alerts, from 1.
    pub(crate) number: u64,
    pub(crate) at: i64,
    pub(crate) alert: Alert,
    pub(crate) sms: String,
    pub(crate) read: bool,
}

/// An active token was replaced by another.
#[derive(Clone, Copy)]
pub(crate) struct Replacement {
    pub(crate) by: Uuid,
    pub(crate) at: i64,
    /// The replaced phone said "not me" then …
    pub(crate) disowned_at: Option<i64>,
    /// … under this idempotency key.
    pub(crate) said_key: Option<Uuid>,
    /// Wrong old codes.
    pub(crate) code_failures: u32,
    /// The old code suspended the new token then.
    pub(crate) suspended_at: Option<i64>,
    /// "Not me" is not offered: the old phone itself approved, or an operator deregistered it.
    pub(crate) closed: bool,
}

impl Replacement {
    /// Just happened.
    pub(crate) const fn new(by: Uuid, at: i64, closed: bool) -> Self {
        Self { by, at, disowned_at: None, said_key: None, code_failures: 0, suspended_at: None, closed }
    }
}

/// Operations.
pub(crate) trait Operations {
    fn insert_operation(&mut self, operation: &Operation) -> Result<()>;
    fn operation(&mut self, id: Uuid) -> Result<Option<Operation>>;
    /// Replaces everything that changes: all but ids, matter and times of birth and end.
    fn update_operation(&mut self, operation: &Operation) -> Result<()>;
    /// Newest first.
    fn operations_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Operation>>;
    /// Pending and waiting ones, newest first.
    fn undecided_operations_of(&mut self, customer: Uuid) -> Result<Vec<Operation>>;
    /// Those made since then.
    fn operations_since(&mut self, customer: Uuid, since: i64) -> Result<Vec<Operation>>;
    /// Pending ones whose time is over, and approved ones whose deadline has come.
    fn due_operations(&mut self, now: i64) -> Result<Vec<Operation>>;
    /// All that are approved and not settled.
    fn unsettled_operations(&mut self) -> Result<Vec<Operation>>;
    /// Approved ones that wait, whose time has come.
    fn effective_operations(&mut self, now: i64) -> Result<Vec<Operation>>;
    /// Pending and waiting ones of a token.
    fn pending_operations(&mut self, token: Uuid) -> Result<Vec<Operation>>;
}

/// Accounts, the ledger, payees.
pub(crate) trait Accounts {
    fn insert_account(&mut self, account: &Account) -> Result<()>;
    fn accounts_of(&mut self, customer: Uuid) -> Result<Vec<Account>>;
    /// Moves minor units out of an account to a named place, once for each operation. Fails below zero.
    fn move_money(&mut self, operation: Uuid, from: &str, to: &str, minor: i64, at: i64) -> Result<()>;
    /// Gives back what an operation moved out of a customer's account.
    fn return_money(&mut self, operation: Uuid, at: i64) -> Result<()>;
    /// What the ledger says of an account.
    fn ledger_sum(&mut self, account: &str) -> Result<i64>;
    fn insert_payee(&mut self, customer: Uuid, payee: &Payee) -> Result<()>;
    fn payees_of(&mut self, customer: Uuid) -> Result<Vec<Payee>>;
    fn knows_payee(&mut self, customer: Uuid, bank_code: &str, account: &str) -> Result<bool>;
}

/// Cards.
pub(crate) trait Cards {
    fn insert_card(&mut self, card: &HeldCard) -> Result<()>;
    fn card(&mut self, id: Uuid) -> Result<Option<HeldCard>>;
    fn cards_of(&mut self, customer: Uuid) -> Result<Vec<HeldCard>>;
    /// Replaces card and sequence.
    fn update_card(&mut self, card: &HeldCard) -> Result<()>;
    /// A keyed digest of the card's PIN, in place of any other.
    fn set_card_pin(&mut self, card: Uuid, digest: &[u8]) -> Result<()>;
    fn card_pin(&mut self, card: Uuid) -> Result<Option<Vec<u8>>>;
    /// The details of the card of an approved reveal may be fetched until then.
    fn open_reveal(&mut self, operation: Uuid, until: i64) -> Result<()>;
    /// Takes a reveal that is open at this time, once; until when its details may be shown.
    fn take_reveal(&mut self, operation: Uuid, now: i64) -> Result<Option<i64>>;
}

/// Alerts, replacements and probation.
pub(crate) trait Watch {
    fn insert_alert(&mut self, customer: Uuid, at: i64, alert: &Alert, sms: &str) -> Result<()>;
    /// Newest first, those with a smaller number only.
    fn alerts_before(&mut self, customer: Uuid, number: u64, most: u32) -> Result<Vec<AlertRow>>;
    /// When the customer was last told of this kind.
    fn newest_alert_at(&mut self, customer: Uuid, code: &str) -> Result<Option<i64>>;
    fn unread_alerts(&mut self, customer: Uuid) -> Result<u64>;
    /// Marks all up to this number as read; false if the customer has no alert of this number.
    fn read_alerts(&mut self, customer: Uuid, up_to: u64) -> Result<bool>;
    /// An operator says yes to a suspected payment for a customer who could not be asked; false if one has said so before.
    fn vouch(&mut self, card: Uuid, transaction: Uuid, at: i64) -> Result<bool>;
    /// Those of a card after a time: which, and when.
    fn vouched_since(&mut self, card: Uuid, since: i64) -> Result<Vec<(Uuid, i64)>>;
    fn insert_replacement(&mut self, token: Uuid, replacement: &Replacement) -> Result<()>;
    fn replacement(&mut self, token: Uuid) -> Result<Option<Replacement>>;
    /// Replaces everything but `by` and `at`.
    fn update_replacement(&mut self, token: Uuid, replacement: &Replacement) -> Result<()>;
    /// "Not me" is not offered any more by any phone that this customer replaced.
    fn close_replacements(&mut self, customer: Uuid) -> Result<()>;
    fn set_probation(&mut self, token: Uuid, until: i64) -> Result<()>;
    /// Every token with this device key, newest first.
    fn tokens_of_key(&mut self, thumbprint: &str) -> Result<Vec<Uuid>>;
}
