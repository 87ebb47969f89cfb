//! Cards in wallets of phones.

use kunci_domain::cards::wallet::WalletToken;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, damaged, first, run, uuid};
use crate::refusal::BankError;
use crate::store::Wallets;

impl Wallets for SqliteTx<'_> {
    fn insert_wallet_token(&mut self, customer: Uuid, token: &WalletToken) -> Result<(), BankError> {
        let (id, card, record) = (token.token_id.to_string(), token.card_id.to_string(), serde_json::to_string(token)?);
        let sql = "INSERT INTO wallet_tokens (id, customer, card, record) VALUES (?1, ?2, ?3, ?4)";
        run(self, sql, params![id, customer.to_string(), card, record])?;
        Ok(())
    }

    fn wallet_token(&mut self, id: Uuid) -> Result<Option<(Uuid, WalletToken)>, BankError> {
        let sql = "SELECT customer, record FROM wallet_tokens WHERE id = ?1";
        first(self, sql, [id.to_string()], |row| Ok((uuid(row, "customer")?, read(row)?)))
    }

    fn wallet_tokens_of(&mut self, customer: Uuid) -> Result<Vec<WalletToken>, BankError> {
        let sql = "SELECT record FROM wallet_tokens WHERE customer = ?1 ORDER BY n DESC";
        all(self, sql, [customer.to_string()], read)
    }

    fn update_wallet_token(&mut self, token: &WalletToken) -> Result<(), BankError> {
        let sql = "UPDATE wallet_tokens SET record = ?2 WHERE id = ?1";
        run(self, sql, params![token.token_id.to_string(), serde_json::to_string(token)?])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<WalletToken> {
    let record: String = row.get("record")?;
    serde_json::from_str(&record).map_err(damaged)
}
