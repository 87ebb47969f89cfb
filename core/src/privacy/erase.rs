//! Erase the phone: everything of the customer leaves it. The proof is what is counted on the disk afterwards.

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_domain::texts::Language;

use super::StoredView;
use crate::token::TokenStage;
use crate::{Error, Phone, blocking};

/// What became of what was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureView {
    /// What there was.
    pub before: Vec<StoredView>,
    /// What there is, counted anew.
    pub left: Vec<StoredView>,
    /// Nothing personal is left.
    pub done: bool,
}

impl Phone {
    /// Takes the token off this phone by the Unlock Code, then erases cards, commands, drafts, unsent letters, chat and outbox, and signs out. A token that was
    /// replaced goes without a code, and with it the possibility to say "not me". After a fault call again: what is gone stays gone.
    ///
    /// # Errors
    /// As [`Phone::remove_token`]; what the store says.
    pub async fn erase(&self, code: Option<&SecretDigits>, language: Language) -> Result<ErasureView, Error> {
        let before = self.stored(language).await?;
        match self.token().await?.stage {
            TokenStage::None | TokenStage::Superseded | TokenStage::Pending => {}
            _ => {
                self.remove_token(code.ok_or(Error::CodeLength)?).await?;
            }
        }
        self.erase_records().await?;
        self.sign_out().await?;
        let chat_left = self.chat_erase().await?;
        let left = self.stored(language).await?;
        let done = chat_left == 0 && left.iter().all(|kept| !kept.personal || kept.count == 0);
        Ok(ErasureView { before, left, done })
    }

    async fn erase_records(&self) -> Result<(), Error> {
        let _gate = self.token_gate.lock().await;
        let _disk = self.command_disk.lock().await;
        let _drafts = self.dispute_gate.lock().await;
        if let Some(record) = self.load_token().await? {
            self.wipe_token(record.slot).await?;
        }
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            for command in store.commands()? {
                store.remove_command(&command)?;
            }
            for draft in store.dispute_drafts()? {
                store.remove_dispute_draft(&draft)?;
            }
            for typed in store.unsent()? {
                store.remove_unsent(&typed)?;
            }
            Ok(store.put_cards(&[])?)
        })
        .await
    }
}
