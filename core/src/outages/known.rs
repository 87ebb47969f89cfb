//! What the phone has kept of the bank's word on its services, and why a call failed by it.

use std::sync::Arc;

use kunci_domain::outages;
use kunci_wire::keys::key_use;
use kunci_wire::outages::{OUTAGES, ServiceStatus};
use kunci_wire::signed::typ;

use super::outages_of;
use crate::bank::VerifiedBundle;
use crate::{Error, Phone, blocking};

/// The bank's word, if it is that.
pub(super) fn read(bundle: &VerifiedBundle, bank_id: &str, signed: &str) -> Result<ServiceStatus, Error> {
    let status: ServiceStatus = bundle.verify_signed(signed, key_use::SERVICE_STATUS, typ::SERVICE_STATUS)?;
    if status.bank == bank_id && status.outages.len() <= OUTAGES { Ok(status) } else { Err(Error::BundleForged) }
}

impl Phone {
    /// The newest word that the bank gave this phone, verified again; one that no key of the kept bundle signed is as none.
    pub(super) async fn kept_status(&self) -> Result<Option<ServiceStatus>, Error> {
        let store = Arc::clone(&self.ports.store);
        let (signed, bundle) = blocking::run(move || Ok((store.service_status()?, store.bundle()?))).await?;
        let (Some(signed), Some(bundle)) = (signed, bundle) else { return Ok(None) };
        let bundle = VerifiedBundle::verify_stored(&bundle.reply, &self.config)?;
        Ok(read(&bundle, &self.config.bank_id, &signed).ok())
    }

    /// A failure of the bank during an outage that it has told of is that outage: the customer learns which and until when.
    pub(crate) async fn name_outage(&self, path: &str, error: Error) -> Error {
        let unsure = match error {
            Error::Maintenance { .. } => false,
            Error::BankFailed { .. } => true,
            _ => return error,
        };
        let Ok(Some(status)) = self.kept_status().await else { return error };
        let Ok(now) = self.bank_time() else { return error };
        match outages::reason_for(&outages_of(&status), path, status.issued.as_millisecond(), now.ms) {
            Some(outage) => Error::ServiceDown { service: outage.service, until_ms: outage.until_ms, unsure },
            None => error,
        }
    }
}
