//! Nobody is stuck.

use kunci_core::Error;
use kunci_core::token::TokenStage;

use super::Counts;
use super::model::{Typed, Until};
use super::play::{Play, told};

impl Play {
    /// Nobody is stuck: on the phone that was used last, with a good network, she gets a token that works, at the latest when the
    /// delays that a stranger or she herself brought are over.
    pub(super) async fn end(&mut self, counts: &mut Counts) -> Result<(), String> {
        for phone in 0..2 {
            self.world.phones[phone].network.strays().await;
            self.hear(phone);
        }
        self.check().await?;
        self.laws.money_moves_once_for_each_approval(&self.world)?;
        let phone = self.last;
        self.world.kill(phone);
        self.memory[phone].otps.clear();
        self.doing = "at the end";
        self.world.pass(2 * 86_400)?;
        let mut way = Vec::new();
        for _ in 0..4 {
            if self.token_works(phone, &mut way).await? {
                counts.note("end: a working token");
                return self.check().await;
            }
            let outcome = self.enrol(phone, Until::Chosen).await?;
            way.push(outcome.as_ref().map_or_else(told, |()| "enrolled".to_owned()));
            self.after(phone, outcome, counts).await?;
            self.check().await?;
        }
        Err(format!("stuck: {way:?}"))
    }

    async fn token_works(&mut self, phone: usize, way: &mut Vec<String>) -> Result<bool, String> {
        match self.world.app(phone)?.token_status().await {
            Ok(view) if view.stage == TokenStage::Active && !view.set_back => {}
            Ok(view) => {
                way.push(view.stage.as_str().to_owned());
                self.look(phone).await?;
                return Ok(false);
            }
            Err(error) => {
                way.push(told(&error));
                self.keyless[phone] |= self.copied[phone] && error == Error::KeysMissing;
                self.look(phone).await?;
                return Ok(false);
            }
        }
        self.look(phone).await?;
        let proved = self.prove(phone, Typed::Right).await?;
        way.push(proved.as_ref().map_or_else(told, |()| "proved".to_owned()));
        Ok(proved.is_ok())
    }
}
