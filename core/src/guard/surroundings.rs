//! What the app says about the place and the moment.

use kunci_domain::direction::Surroundings;

use crate::{Error, Phone};

impl Phone {
    /// Tells where the phone is and who may be listening: yes or no, nothing finer. The app calls it whenever one of them changes;
    /// it is kept in memory only, and travels inside the signed approval, where nobody on the way can turn it round.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn set_surroundings(&self, now: Surroundings) -> Result<(), Error> {
        self.memory()?.surroundings = Some(now);
        Ok(())
    }
}
