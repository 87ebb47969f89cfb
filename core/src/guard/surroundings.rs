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

    /// Tells whether the phone is rooted or jailbroken, as the app's host sees it; `None`: it cannot tell. The bank hears of it at the
    /// next sign-in with the token and warns the customer (SAFE-8). It is a signal to the bank, never a lock on this phone: a rooted
    /// phone could say what it likes, and an honest one must not be locked out by a false alarm.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn set_integrity(&self, rooted: Option<bool>) -> Result<(), Error> {
        self.memory()?.rooted = rooted;
        Ok(())
    }
}
