//! The customer's cards.

use std::sync::Arc;

use kunci_domain::cards::Card;
use kunci_wire::cards::CardsReply;

use crate::bank::{Call, Signer};
use crate::ports::CardRef;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Lists the cards and keeps their names, so that one can be frozen later without a session.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn cards(&self) -> Result<Vec<Card>, Error> {
        let session = self.session()?;
        let reply: CardsReply = self.call(&Signer::Session(&session), &Call::get("/v1/cards")).await?;
        let refs: Vec<CardRef> = reply
            .cards
            .iter()
            .map(|card| CardRef { card_id: card.card_id, ending: card.ending.clone(), name: card.name.clone() })
            .collect();
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            if store.cards()? != refs {
                store.put_cards(&refs)?;
            }
            Ok(())
        })
        .await?;
        Ok(reply.cards)
    }

    /// The cards by name, as last listed: no network, no session.
    ///
    /// # Errors
    /// What the store says.
    pub async fn known_cards(&self) -> Result<Vec<CardRef>, Error> {
        self.alive()?;
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.cards()?)).await
    }
}
