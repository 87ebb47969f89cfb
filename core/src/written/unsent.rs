//! What is typed and not sent yet: on disk with every change, so that it survives the end of the app (CHAT-8).

use std::sync::Arc;

use kunci_domain::privacy::is_unsent_due;
use kunci_domain::safety::{self, Direction, Rules, Severity};
use kunci_domain::written::{About, UNSENT_CHARS, Way};

use crate::ports::UnsentRecord;
use crate::{Error, Phone, blocking};

/// A complaint or letter that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsentView {
    /// What it is about, once that was chosen.
    pub about: Option<About>,
    /// As the customer typed it, with bullets in the place of secrets.
    pub text: String,
}

impl Phone {
    /// What the customer began to write that way and did not send; `None`: nothing. No network.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`]; what the store says.
    pub async fn unsent(&self, way: Way) -> Result<Option<UnsentView>, Error> {
        let customer_id = self.session()?.customer_id;
        self.forget_old_unsent().await?;
        let store = Arc::clone(&self.ports.store);
        let all = blocking::run(move || Ok(store.unsent()?)).await?;
        let mine = all.into_iter().find(|kept| kept.customer_id == customer_id && kept.way == way);
        Ok(mine.map(|kept| UnsentView {
            about: kept.about.as_deref().and_then(|code| About::parse(way, code)),
            text: kept.text,
        }))
    }

    /// Keeps what is being written that way; nothing at all takes it away. A secret is never kept: bullets stand in its place. No network.
    ///
    /// # Errors
    /// [`Error::WrittenText`] for more than [`UNSENT_CHARS`] characters, [`Error::NotFound`] for something that is not written about that
    /// way, [`Error::NotSignedIn`]; what the store says.
    pub async fn keep_unsent(&self, way: Way, about: Option<About>, text: &str) -> Result<(), Error> {
        let customer_id = self.session()?.customer_id;
        if text.chars().count() > UNSENT_CHARS {
            return Err(Error::WrittenText);
        }
        if about.is_some_and(|about| about.way() != way) {
            return Err(Error::NotFound);
        }
        let about = about.map(|about| about.code().to_owned());
        let (text, typed_ms) = (without_secrets(&self.config.safety, text), self.bank_time()?.ms);
        let typed = UnsentRecord { customer_id, way, about, text, typed_ms };
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            let nothing = typed.about.is_none() && typed.text.is_empty();
            if nothing {
                store.remove_unsent(&typed)?
            } else {
                store.put_unsent(&typed)?
            }
            Ok(())
        })
        .await
    }

    /// What was kept long enough goes.
    pub(crate) async fn forget_old_unsent(&self) -> Result<(), Error> {
        let now_ms = self.bank_time()?.ms;
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            let is_due = |typed: &UnsentRecord| is_unsent_due(now_ms.saturating_sub(typed.typed_ms));
            for typed in store.unsent()?.iter().filter(|typed| is_due(typed)) {
                store.remove_unsent(typed)?;
            }
            Ok(())
        })
        .await
    }
}

/// A secret that would stop the text from being sent does not reach the disk either.
fn without_secrets(rules: &Rules, text: &str) -> String {
    let mut findings = safety::scan_by(rules, Direction::Outbound, text);
    findings.retain(|found| found.severity == Severity::Block);
    safety::mask(text, &findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_8_no_secret_is_kept_with_what_was_not_sent() {
        let rules = Rules::sandbox();
        let plain = "Kapan kartu baru saya datang? Terima kasih.";
        assert_eq!(without_secrets(rules, plain), plain);
        let kept = without_secrets(rules, "Kartu 4111 1111 1111 1111 tertelan mesin");
        assert!(!kept.contains("4111") && kept.contains("tertelan mesin"), "{kept}");
    }
}
