//! Fetch the bank's key bundle, verify it against the pinned root, keep it as the floor for the next.

use std::sync::Arc;

use super::bundle::{BundleView, VerifiedBundle};
use crate::ports::BundleRecord;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Fetches and verifies the bank's key bundle (SAFE-3).
    ///
    /// # Errors
    /// No connection, a server that is not the bank's, a bundle that is forged, expired or older than one seen before.
    pub async fn fetch_keys(&self) -> Result<BundleView, Error> {
        Ok(self.fresh_bundle().await?.view())
    }

    /// The bundle at hand if it is still good, else a fresh one.
    pub(crate) async fn bundle(&self) -> Result<Arc<VerifiedBundle>, Error> {
        let now_ms = self.bank_time()?.ms;
        let at_hand = self.memory()?.bundle.clone();
        match at_hand {
            Some(bundle) if bundle.is_good_at(now_ms) => Ok(bundle),
            _ => self.fresh_bundle().await,
        }
    }

    /// The newest bundle that this phone has, without asking the bank; its end does not count. `None`: it has never had one.
    pub(crate) async fn known_bundle(&self) -> Result<Option<Arc<VerifiedBundle>>, Error> {
        if let Some(bundle) = self.memory()?.bundle.clone() {
            return Ok(Some(bundle));
        }
        let store = Arc::clone(&self.ports.store);
        let stored = blocking::run(move || Ok(store.bundle()?)).await?;
        stored.map(|stored| VerifiedBundle::verify_stored(&stored.reply, &self.config).map(Arc::new)).transpose()
    }

    pub(crate) async fn fresh_bundle(&self) -> Result<Arc<VerifiedBundle>, Error> {
        self.alive()?;
        let reply = self.ports.http.key_bundle().await?;
        let store = Arc::clone(&self.ports.store);
        let floor = blocking::run(move || Ok(store.bundle()?.map(|known| (known.epoch, known.counter)))).await?;
        let bundle = Arc::new(VerifiedBundle::verify(&reply, &self.config, floor, self.bank_time()?.ms)?);
        if floor != Some(bundle.version()) {
            let (epoch, counter) = bundle.version();
            let record = BundleRecord { epoch, counter, reply };
            let store = Arc::clone(&self.ports.store);
            blocking::run(move || Ok(store.put_bundle(&record)?)).await?;
        }
        // The bank's signature on a date ahead of this phone's clock: it is at least that late.
        if bundle.issued_ms() > self.bank_time()?.ms {
            self.learn_bank_time(bundle.issued_ms()).await?;
        }
        self.memory()?.bundle = Some(Arc::clone(&bundle));
        Ok(bundle)
    }
}
