//! The emergency key (CARD-13): twenty digits on paper, for the day when the phone itself is gone. It can freeze the cards and suspend the
//! token, by telephone or on the website, once, and nothing else. The phone draws it, shows it once, and keeps it nowhere.

use kunci_crypto::secret::SecretBytes;
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::guard::{EmergencyKeyReply, EmergencyKeyRequest, EmptyRequest};
use zeroize::{Zeroize as _, Zeroizing};

use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::ports::{Entropy, EntropyError};
use crate::token::working;
use crate::{Error, Phone};

/// Digits of a key: 66 bits, and five tries a day.
pub const KEY_DIGITS: usize = 20;

/// How the customer stands with the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyKeyView {
    /// There is one that works.
    pub there: bool,
    /// There is none because the last one was used.
    pub used: bool,
    /// When it was made, milliseconds since 1970 UTC.
    pub made_ms: Option<i64>,
    /// When the last one was used, milliseconds since 1970 UTC.
    pub used_ms: Option<i64>,
    /// The same in words.
    pub title: String,
    /// What it can do.
    pub body: String,
    /// What to do.
    pub action: String,
}

impl Phone {
    /// Whether there is a key that works, and what to do.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn emergency_key(&self, language: Language) -> Result<EmergencyKeyView, Error> {
        let session = self.session()?;
        let reply: EmergencyKeyReply = self.call(&Signer::Session(&session), &Call::get("/v1/emergency-key")).await?;
        let [made_ms, used_ms] = [reply.made_at, reply.used_at].map(|at| at.map(jiff::Timestamp::as_millisecond));
        Ok(view(made_ms, used_ms, language))
    }

    /// Draws a key and asks for the operation by which it works. The digits are to be shown and written down before that is approved; they
    /// are nowhere else, and an older key works until then.
    ///
    /// # Errors
    /// [`Error::HeldByProbation`], [`Error::NoRandomness`]; as any call of a session.
    pub async fn make_emergency_key(&self) -> Result<(Operation, SecretBytes), Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let digits = draw(self.ports.entropy.as_ref())?;
        let mut request =
            EmergencyKeyRequest { key: std::str::from_utf8(&digits[..]).map_err(|_| Error::Internal)?.to_owned() };
        let call = Call::post("/v1/operations/emergency-key", &request);
        request.key.zeroize();
        let asked = |kind: &OperationKind| matches!(kind, OperationKind::EmergencyKey(_));
        let operation = self.offered(&session, &record, call?, asked).await?;
        Ok((operation, SecretBytes::from_slice(&digits[..])))
    }

    /// Asks for the operation that makes the key worthless.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none, [`Error::HeldByProbation`]; as any call of a session.
    pub async fn drop_emergency_key(&self) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let call = Call::post("/v1/operations/emergency-key-off", &EmptyRequest {})?;
        self.offered(&session, &record, call, |kind| matches!(kind, OperationKind::EmergencyKeyOff(_))).await
    }
}

/// Uniform: a byte that would favour the small digits is thrown away.
fn draw(entropy: &dyn Entropy) -> Result<Zeroizing<[u8; KEY_DIGITS]>, EntropyError> {
    let mut digits = Zeroizing::new([b'0'; KEY_DIGITS]);
    let mut drawn = Zeroizing::new([0_u8; 2 * KEY_DIGITS]);
    let mut made = 0;
    while made < KEY_DIGITS {
        entropy.fill(&mut drawn[..])?;
        for byte in drawn.iter().filter(|byte| **byte < 250).take(KEY_DIGITS - made) {
            if let Some(place) = digits.get_mut(made) {
                *place = b'0' + byte % 10;
                made += 1;
            }
        }
    }
    Ok(digits)
}

/// Pure.
fn view(made_ms: Option<i64>, used_ms: Option<i64>, language: Language) -> EmergencyKeyView {
    let (key, at) = match (made_ms, used_ms) {
        (Some(made), _) => ("emergency-key-there", Some(made)),
        (None, Some(used)) => ("emergency-key-spent", Some(used)),
        (None, None) => ("emergency-key-none", None),
    };
    let moment = at.map(|ms| moments::display(ms, language)).unwrap_or_default();
    let text = |part: &str| texts::text(language, &format!("{key}{part}"), &[("moment", Value::Text(&moment))]);
    EmergencyKeyView {
        there: made_ms.is_some(),
        used: made_ms.is_none() && used_ms.is_some(),
        made_ms,
        used_ms,
        title: text(""),
        body: text(".body"),
        action: text(".action"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    /// Counts up, so that every byte comes.
    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError> {
            for byte in target {
                *byte = self.0.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        }
    }

    struct Broken;

    impl Entropy for Broken {
        fn fill(&self, _: &mut [u8]) -> Result<(), EntropyError> {
            Err(EntropyError)
        }
    }

    #[test]
    fn card_13_a_key_has_twenty_digits_and_none_is_favoured() {
        let entropy = Counting(AtomicU8::new(0));
        let mut counts = [0_u32; 10];
        for _ in 0..500 {
            for digit in draw(&entropy).expect("drawn").iter() {
                counts[usize::from(digit - b'0')] += 1;
            }
        }
        assert_eq!(counts.iter().sum::<u32>(), 10_000);
        // The bytes that are looked at come about equally often, so every digit does.
        assert!(counts.iter().all(|count| count.abs_diff(1_000) <= 40), "{counts:?}");
        assert_eq!(draw(&Broken).err(), Some(EntropyError));
    }

    #[test]
    fn card_13_the_screen_says_whether_there_is_a_key_and_what_it_can_do() {
        for language in Language::ALL {
            let moment = Some(1_763_870_000_000);
            for (made, used) in [(None, None), (moment, None), (None, moment), (moment, moment)] {
                let told = view(made, used, language);
                assert_eq!((told.there, told.used), (made.is_some(), made.is_none() && used.is_some()));
                for text in [&told.title, &told.body, &told.action] {
                    assert!(!text.is_empty() && !text.contains(['[', '{']), "{text}");
                }
            }
        }
    }

    #[test]
    fn card_13_a_key_that_was_used_says_when_and_to_make_a_new_one() {
        let used = Some(1_763_870_000_000);
        let told = view(None, used, Language::English);
        assert!(told.title.contains("used") && told.title.contains("2025"), "{}", told.title);
        assert!(told.action.contains("new one"), "{}", told.action);
        assert_ne!(told.title, view(None, None, Language::English).title);
        assert!(view(None, used, Language::Indonesian).title.contains("2025"));
    }
}
