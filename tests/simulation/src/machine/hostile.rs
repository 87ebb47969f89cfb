//! Those who guess: copies of the phone at the same moment, and a stranger who knows only the user id.

use std::sync::Arc;

use kunci_core::{Error, Phone};
use kunci_crypto::secret::SecretBytes;
use tokio::task::JoinSet;

use super::Counts;
use super::book;
use super::play::{Play, STRANGER, WRONG, told};
use crate::customer::digits;
use crate::world::{PASSWORD, USER};

impl Play {
    pub(super) async fn guess(
        &mut self,
        phone: usize,
        copies: u8,
        right: bool,
        counts: &mut Counts,
    ) -> Result<(), String> {
        if let Err(error) = self.settle(phone).await? {
            return self.after(phone, Err(error), counts).await;
        }
        self.read_answers()?;
        self.book.copied = true;
        self.copied[phone] = true;
        let (mut devices, mut guesses) = (Vec::new(), JoinSet::new());
        for number in 0..copies {
            let device = self.world.copy_of(phone, number)?;
            let knows = right && number == 0;
            device.network.typed(knows);
            let code = digits(if knows { &self.memory[phone].code } else { WRONG })?;
            let app: Arc<Phone> = device.app.clone().ok_or("no app")?;
            let password = SecretBytes::from_slice(PASSWORD.as_bytes());
            if app.sign_in(USER, password, "id").await.is_ok() {
                guesses.spawn(async move { app.sign_in_with_token(&code).await.map(drop) });
            }
            devices.push(device);
        }
        for outcome in guesses.join_all().await {
            counts.note(format!("guess: {}", outcome.as_ref().map_or_else(told, |()| "ok".to_owned())));
        }
        let answers: Vec<_> = devices.iter().flat_map(|device| device.network.take_answers()).collect();
        let customer = self.customer()?;
        let failures = book::present(&customer)?.and_then(|token| token["failures"].as_u64()).unwrap_or(0);
        self.book.read_parallel(&answers, failures)
    }

    pub(super) async fn stranger(&mut self, tries: u8, counts: &mut Counts) -> Result<(), String> {
        let before = self.customer()?;
        let app = self.world.shared_app(STRANGER)?;
        let mut guesses = JoinSet::new();
        for number in 0..tries {
            let app = Arc::clone(&app);
            let password = SecretBytes::from_slice(format!("guess-{number}").as_bytes());
            guesses.spawn(async move { app.sign_in(USER, password, "en").await.map(drop) });
        }
        for outcome in guesses.join_all().await {
            match outcome {
                Err(Error::SignInRefused | Error::SignInDelayed { .. }) => counts.note("stranger: refused"),
                other => return Err(format!("a stranger's password brought {other:?}")),
            }
        }
        let (taken, _) = self.submit("not-her-password", "123456", tries)?;
        self.planted.after_stranger(&self.world)?;
        let after = self.customer()?;
        for member in ["token_failures", "website_otp_failures", "website_otp_on", "active_tokens", "epoch"] {
            if before[member] != after[member] {
                return Err(format!("a stranger moved {member} from {} to {}", before[member], after[member]));
            }
        }
        if taken > 0 { Err("a stranger signed in on the website".to_owned()) } else { Ok(()) }
    }
}
