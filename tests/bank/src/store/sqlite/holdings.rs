//! Accounts, the ledger, payees, cards.

use kunci_domain::money::Money;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, damaged, first, number, run, uuid};
use crate::refusal::BankError;
use crate::store::{Account, Accounts, Cards, HeldCard, Payee};

const LEDGER: &str = "INSERT INTO ledger (operation, account, minor, at) VALUES (?1, ?2, ?3, ?4)";

impl Accounts for SqliteTx<'_> {
    fn insert_account(&mut self, account: &Account) -> Result<(), BankError> {
        let balance = account.balance;
        run(
            self,
            "INSERT INTO accounts VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                account.account,
                account.customer.to_string(),
                balance.currency(),
                balance.exponent(),
                balance.minor()
            ],
        )?;
        run(self, LEDGER, params![format!("opening {}", account.account), account.account, balance.minor(), 0])?;
        Ok(())
    }

    fn accounts_of(&mut self, customer: Uuid) -> Result<Vec<Account>, BankError> {
        all(self, "SELECT * FROM accounts WHERE customer = ?1 ORDER BY rowid", [customer.to_string()], |row| {
            let currency: String = row.get("currency")?;
            let balance = Money::new(row.get("balance")?, &currency, row.get("exponent")?).map_err(damaged)?;
            Ok(Account { account: row.get("account")?, customer: uuid(row, "customer")?, balance })
        })
    }

    fn move_money(&mut self, operation: Uuid, from: &str, to: &str, minor: i64, at: i64) -> Result<(), BankError> {
        let operation = operation.to_string();
        run(self, LEDGER, params![operation, from, -minor, at])?;
        run(self, LEDGER, params![operation, to, minor, at])?;
        let sql = "UPDATE accounts SET balance = balance - ?2 WHERE account = ?1";
        if run(self, sql, params![from, minor])? == 1 { Ok(()) } else { Err(BankError::Key) }
    }

    fn return_money(&mut self, operation: Uuid, at: i64) -> Result<(), BankError> {
        let (operation, back) = (operation.to_string(), format!("returned {operation}"));
        let moved = all(self, "SELECT account, minor FROM ledger WHERE operation = ?1", [&operation], |row| {
            Ok((row.get::<_, String>("account")?, row.get::<_, i64>("minor")?))
        })?;
        for (account, minor) in moved {
            run(self, LEDGER, params![back, account, -minor, at])?;
            run(self, "UPDATE accounts SET balance = balance - ?2 WHERE account = ?1", params![account, minor])?;
        }
        Ok(())
    }

    fn ledger_sum(&mut self, account: &str) -> Result<i64, BankError> {
        let sql = "SELECT coalesce(sum(minor), 0) AS total FROM ledger WHERE account = ?1";
        Ok(first(self, sql, [account], |row| row.get("total"))?.unwrap_or_default())
    }

    fn insert_payee(&mut self, customer: Uuid, payee: &Payee) -> Result<(), BankError> {
        run(
            self,
            "INSERT OR IGNORE INTO payees VALUES (?1, ?2, ?3, ?4)",
            params![customer.to_string(), payee.bank_code, payee.account, payee.name],
        )?;
        Ok(())
    }

    fn payees_of(&mut self, customer: Uuid) -> Result<Vec<Payee>, BankError> {
        all(self, "SELECT * FROM payees WHERE customer = ?1 ORDER BY rowid", [customer.to_string()], |row| {
            Ok(Payee { bank_code: row.get("bank_code")?, account: row.get("account")?, name: row.get("name")? })
        })
    }

    fn knows_payee(&mut self, customer: Uuid, bank_code: &str, account: &str) -> Result<bool, BankError> {
        let sql = "SELECT 1 FROM payees WHERE customer = ?1 AND bank_code = ?2 AND account = ?3";
        Ok(first(self, sql, params![customer.to_string(), bank_code, account], |_| Ok(()))?.is_some())
    }
}

impl Cards for SqliteTx<'_> {
    fn insert_card(&mut self, card: &HeldCard) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO cards (id, customer, card, sequence) VALUES (?1, ?2, ?3, ?4)",
            params![
                card.card.card_id.to_string(),
                card.customer.to_string(),
                serde_json::to_string(&card.card)?,
                number(card.sequence)
            ],
        )?;
        Ok(())
    }

    fn card(&mut self, id: Uuid) -> Result<Option<HeldCard>, BankError> {
        first(self, "SELECT * FROM cards WHERE id = ?1", [id.to_string()], read_card)
    }

    fn cards_of(&mut self, customer: Uuid) -> Result<Vec<HeldCard>, BankError> {
        all(self, "SELECT * FROM cards WHERE customer = ?1 ORDER BY n", [customer.to_string()], read_card)
    }

    fn update_card(&mut self, card: &HeldCard) -> Result<(), BankError> {
        run(
            self,
            "UPDATE cards SET card = ?2, sequence = ?3 WHERE id = ?1",
            params![card.card.card_id.to_string(), serde_json::to_string(&card.card)?, number(card.sequence)],
        )?;
        Ok(())
    }

    fn set_card_pin(&mut self, card: Uuid, digest: &[u8]) -> Result<(), BankError> {
        run(self, "INSERT OR REPLACE INTO card_pins VALUES (?1, ?2)", params![card.to_string(), digest])?;
        Ok(())
    }

    fn card_pin(&mut self, card: Uuid) -> Result<Option<Vec<u8>>, BankError> {
        first(self, "SELECT digest FROM card_pins WHERE card = ?1", [card.to_string()], |row| row.get("digest"))
    }

    fn open_reveal(&mut self, operation: Uuid, until: i64) -> Result<(), BankError> {
        let sql = "INSERT INTO card_reveals (operation, until) VALUES (?1, ?2)";
        run(self, sql, params![operation.to_string(), until])?;
        Ok(())
    }

    fn take_reveal(&mut self, operation: Uuid, now: i64) -> Result<Option<i64>, BankError> {
        let operation = operation.to_string();
        let sql = "UPDATE card_reveals SET shown_at = ?2 WHERE operation = ?1 AND shown_at IS NULL AND until > ?2";
        if run(self, sql, params![operation, now])? == 0 {
            return Ok(None);
        }
        first(self, "SELECT until FROM card_reveals WHERE operation = ?1", [operation], |row| row.get("until"))
    }
}

fn read_card(row: &Row<'_>) -> rusqlite::Result<HeldCard> {
    let card: String = row.get("card")?;
    Ok(HeldCard {
        customer: uuid(row, "customer")?,
        card: serde_json::from_str(&card).map_err(damaged)?,
        sequence: count(row, "sequence")?,
    })
}
