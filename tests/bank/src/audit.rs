//! The audit trail: plain words, each entry chained to the one before by its hash. It never holds a secret.

use serde::Serialize;
use uuid::Uuid;

use crate::clock::timestamp;
use crate::crypto::canonical::Canonical;
use crate::crypto::mac::sha256;
use crate::refusal::BankError;
use crate::store::{AuditEntry, Tx};

/// What kind of entry.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Something went its way.
    Notice,
    /// The bank refused something.
    Refusal,
    /// Somebody should look.
    Alert,
    /// The tester did something that no real bank offers.
    Sandbox,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Refusal => "refusal",
            Self::Alert => "alert",
            Self::Sandbox => "sandbox",
        }
    }
}

/// Appends an entry.
pub(crate) fn note(
    tx: &mut dyn Tx,
    now: i64,
    kind: Kind,
    customer: Option<Uuid>,
    what: impl Into<String>,
) -> Result<(), BankError> {
    append(tx, now, kind, customer, what.into(), String::new())
}

/// Appends the entry that a refusal's debug id finds.
pub(crate) fn note_refusal(tx: &mut dyn Tx, now: i64, what: String, debug_id: &str) -> Result<(), BankError> {
    append(tx, now, Kind::Refusal, None, what, debug_id.to_owned())
}

fn append(
    tx: &mut dyn Tx,
    now: i64,
    kind: Kind,
    customer: Option<Uuid>,
    what: String,
    debug_id: String,
) -> Result<(), BankError> {
    let last = tx.last_audit()?;
    let (n, previous) = last.map_or((1, [0; 32]), |entry| (entry.n + 1, entry.hash));
    let mut entry = AuditEntry { n, at: now, what, customer, kind: kind.as_str().to_owned(), debug_id, hash: [0; 32] };
    entry.hash = chained(&previous, &entry);
    tx.insert_audit(&entry)
}

fn chained(previous: &[u8; 32], entry: &AuditEntry) -> [u8; 32] {
    let bytes = Canonical::new("kunci-bank/audit/1")
        .bytes(previous)
        .integer(entry.n)
        .bytes(&entry.at.to_be_bytes())
        .bytes(entry.what.as_bytes())
        .maybe_uuid(entry.customer)
        .bytes(entry.kind.as_bytes())
        .bytes(entry.debug_id.as_bytes())
        .finish();
    sha256(&bytes)
}

/// Whether every entry follows from the one before. `entries` is the whole trail.
pub(crate) fn chain_holds(entries: &[AuditEntry]) -> bool {
    let mut previous = [0; 32];
    entries.iter().zip(1..).all(|(entry, n)| {
        let holds = entry.n == n && entry.hash == chained(&previous, entry);
        previous = entry.hash;
        holds
    })
}

/// An entry as the control port shows it.
#[derive(Serialize)]
pub(crate) struct Shown {
    n: u64,
    at: jiff::Timestamp,
    kind: String,
    what: String,
    customer: Option<Uuid>,
    debug_id: String,
    hash: String,
}

impl From<AuditEntry> for Shown {
    fn from(entry: AuditEntry) -> Self {
        Self {
            n: entry.n,
            at: timestamp(entry.at),
            kind: entry.kind,
            what: entry.what,
            customer: entry.customer,
            debug_id: entry.debug_id,
            hash: kunci_wire::bytes::encode(&entry.hash),
        }
    }
}
