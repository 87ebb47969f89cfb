//! Write to the bank: a complaint, or a letter by the secure form.

use kunci_crypto::hash::sha256;
use kunci_domain::safety::{self, Direction, Severity};
use kunci_domain::texts::Language;
use kunci_domain::written::{About, TEXT_CHARS};
use kunci_wire::written::{WrittenItem, WrittenRequest};
use uuid::Uuid;

use super::{WrittenView, path};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// Writes to the bank; the answer has the reference and the day by which the bank answers. The same words about the same on one day are one
    /// letter: asked again after a lost answer, also by an app that was killed meanwhile, nothing is written twice.
    ///
    /// # Errors
    /// [`Error::WrittenText`] for fewer than 10 or more than 2000 characters, [`Error::DraftBlocked`] if a secret stands in it,
    /// [`Error::LetterLimit`], [`Error::NotSignedIn`], [`Error::Scope`] before the session may look.
    pub async fn write_to_bank(&self, about: About, text: &str, language: Language) -> Result<WrittenView, Error> {
        let text = text.trim();
        if !TEXT_CHARS.contains(&text.chars().count()) {
            return Err(Error::WrittenText);
        }
        let findings = safety::scan_by(&self.config.safety, Direction::Outbound, text);
        if let Some(found) = findings.iter().find(|finding| finding.severity == Severity::Block) {
            return Err(Error::DraftBlocked { finding: found.kind, masked: safety::mask(text, &findings) });
        }
        let session = self.session()?;
        let request = WrittenRequest { kind: about.code().to_owned(), text: text.to_owned() };
        let call = Call::post(path(about.way()), &request)?;
        let now_ms = self.bank_time()?.ms;
        let key = key(about, text, now_ms);
        let item: WrittenItem = self.try_under(key, &Signer::Session(&session), call).await?;
        // The bank has it. If it stays on the disk all the same, sending it again is the same letter.
        let _ = self.keep_unsent(about.way(), None, "").await;
        Ok(WrittenView::of(about.way(), item, now_ms, language))
    }
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The idempotency key: a UUIDv7 of the day, with what is written in the place of chance. So it need not be kept to be found again.
fn key(about: About, text: &str, now_ms: i64) -> Uuid {
    let hash = sha256(format!("{}/{}/{text}", about.way().code(), about.code()).as_bytes());
    let mut place = [0; 10];
    place.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    let day = u64::try_from(now_ms - now_ms.rem_euclid(DAY_MS)).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(day, &place).into_uuid()
}

#[cfg(test)]
mod tests {
    use kunci_domain::complaints::ComplaintKind;
    use kunci_domain::written::Subject;

    use super::*;

    #[test]
    fn chat_8_the_same_words_on_one_day_have_one_key_and_others_another() {
        let letter = About::Letter(Subject::Other);
        let first = key(letter, "Halo, ini saya.", DAY_MS);
        assert_eq!(first.get_version_num(), 7);
        assert_eq!(first, key(letter, "Halo, ini saya.", 2 * DAY_MS - 1));
        for other in [
            key(letter, "Halo, ini saya.", 2 * DAY_MS),
            key(letter, "Halo, ini saya!", DAY_MS),
            key(About::Letter(Subject::Cards), "Halo, ini saya.", DAY_MS),
            key(About::Complaint(ComplaintKind::Other), "Halo, ini saya.", DAY_MS),
        ] {
            assert_ne!(other, first);
        }
    }
}
