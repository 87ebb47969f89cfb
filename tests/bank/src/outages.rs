//! What of the bank is out, as its operators say: told to everybody under the bank's signature, and refused with `maintenance`.
//!
//! In memory, like the fault switches: a bank that is started anew knows of no outage.

use std::sync::{Mutex, MutexGuard, PoisonError};

use kunci_domain::outages::{Outage, Service, Stage};
use kunci_wire::ProblemCode;
use kunci_wire::outages::{OutageItem, ServiceStatus, ServicesReply};
use kunci_wire::signed::typ;

use crate::bank::{BANK_ID, Bank};
use crate::clock::{MINUTE, SECOND, timestamp};
use crate::crypto::jws;
use crate::refusal::{BankError, Refusal, refuse_with};

/// One outage at most for each service.
#[derive(Default)]
pub(crate) struct Outages(Mutex<Vec<Outage>>);

impl Outages {
    /// In place of what was said of this service before.
    pub(crate) fn set(&self, outage: Outage) {
        let mut all = self.all();
        all.retain(|known| known.service != outage.service);
        all.push(outage);
    }

    /// The service works again; false if it did.
    pub(crate) fn end(&self, service: Service) -> bool {
        let mut all = self.all();
        let before = all.len();
        all.retain(|known| known.service != service);
        all.len() != before
    }

    /// Everything works.
    pub(crate) fn clear(&self) {
        self.all().clear();
    }

    /// What was said of this service.
    pub(crate) fn of(&self, service: Service) -> Option<Outage> {
        self.all().iter().find(|outage| outage.service == service).copied()
    }

    /// Refuses a call of a service that is out now.
    pub(crate) fn refuse(&self, path: &str, now: i64) -> Result<(), Refusal> {
        let Some(service) = Service::of_path(path) else { return Ok(()) };
        let is_it = |outage: &&Outage| outage.service == service && outage.stage(now, now) == Stage::Now;
        let Some(outage) = self.all().iter().find(is_it).copied() else { return Ok(()) };
        let wait = outage.until_ms.map_or(MINUTE, |until| until - now).max(SECOND);
        let seconds = u64::try_from(wait / SECOND).ok();
        let detail = format!("the service {} is out", service.code());
        Err(refuse_with(ProblemCode::Maintenance, detail, |problem| problem.retry_after_seconds = seconds))
    }

    /// Whether it is out now.
    pub(crate) fn is_out(&self, service: Service, now: i64) -> bool {
        self.all().iter().any(|outage| outage.service == service && outage.stage(now, now) == Stage::Now)
    }

    fn all(&self) -> MutexGuard<'_, Vec<Outage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bank's word on its services, signed now.
pub(crate) fn present(bank: &Bank) -> Result<ServicesReply, BankError> {
    let item = |outage: &Outage| OutageItem {
        service: outage.service.code().to_owned(),
        since: timestamp(outage.since_ms),
        until: outage.until_ms.map(timestamp),
    };
    let outages = bank.outages.all().iter().map(item).collect();
    let status = ServiceStatus { bank: BANK_ID.to_owned(), issued: timestamp(bank.now()), outages };
    Ok(ServicesReply { status: jws::seal(&bank.keys.service_status, typ::SERVICE_STATUS, &status)? })
}
