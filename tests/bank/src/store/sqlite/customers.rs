//! Customers.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, first, maybe_uuid, number, run, uuid};
use crate::password::PasswordDigest;
use crate::refusal::BankError;
use crate::store::{Customer, Customers, Sms};
use crate::throttle::Throttle;

impl Customers for SqliteTx<'_> {
    fn insert_customer(&mut self, customer: &Customer) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO customers (id, user_id, name, phone, birth_date, password_salt, password_digest, epoch, token, flagged)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                customer.id.to_string(),
                customer.user_id,
                customer.name,
                customer.phone,
                customer.birth_date,
                customer.password.salt,
                customer.password.digest,
                number(customer.epoch),
                customer.token.map(|id| id.to_string()),
                customer.flagged,
            ],
        )?;
        Ok(())
    }

    fn customer(&mut self, id: Uuid) -> Result<Option<Customer>, BankError> {
        first(self, "SELECT * FROM customers WHERE id = ?1", [id.to_string()], read_customer)
    }

    fn customer_by_user(&mut self, user_id: &str) -> Result<Option<Customer>, BankError> {
        first(self, "SELECT * FROM customers WHERE user_id = ?1", [user_id], read_customer)
    }

    fn swap_epoch(&mut self, id: Uuid, from: u64, to: u64, token: Uuid) -> Result<bool, BankError> {
        let changed = run(
            self,
            "UPDATE customers SET epoch = ?3, token = ?4 WHERE id = ?1 AND epoch = ?2",
            params![id.to_string(), number(from), number(to), token.to_string()],
        )?;
        Ok(changed == 1)
    }

    fn forget_token(&mut self, id: Uuid, token: Uuid) -> Result<(), BankError> {
        let params = [id.to_string(), token.to_string()];
        run(self, "UPDATE customers SET token = NULL WHERE id = ?1 AND token = ?2", params)?;
        Ok(())
    }

    fn set_password(&mut self, id: Uuid, password: &PasswordDigest) -> Result<(), BankError> {
        let sql = "UPDATE customers SET password_salt = ?2, password_digest = ?3 WHERE id = ?1";
        run(self, sql, params![id.to_string(), password.salt, password.digest])?;
        Ok(())
    }

    fn insert_password_change(&mut self, operation: Uuid, password: &PasswordDigest) -> Result<(), BankError> {
        let sql = "INSERT INTO password_changes VALUES (?1, ?2, ?3)";
        run(self, sql, params![operation.to_string(), password.salt, password.digest])?;
        Ok(())
    }

    fn take_password_change(&mut self, operation: Uuid) -> Result<Option<PasswordDigest>, BankError> {
        let sql = "DELETE FROM password_changes WHERE operation = ?1 RETURNING salt, digest";
        first(self, sql, [operation.to_string()], |row| {
            Ok(PasswordDigest { salt: row.get("salt")?, digest: row.get("digest")? })
        })
    }

    fn password_throttle(&mut self, user: &[u8; 32]) -> Result<Throttle, BankError> {
        let found = first(self, "SELECT * FROM password_throttles WHERE user = ?1", [user], |row| {
            Ok(Throttle { failures: row.get("failures")?, blocked_until: row.get("blocked_until")? })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn set_password_throttle(&mut self, user: &[u8; 32], throttle: Throttle) -> Result<(), BankError> {
        run(
            self,
            "INSERT OR REPLACE INTO password_throttles VALUES (?1, ?2, ?3)",
            params![user, throttle.failures, throttle.blocked_until],
        )?;
        Ok(())
    }

    fn insert_sms(&mut self, customer: Uuid, sms: &Sms) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO sms (customer, sent_to, text, code, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![customer.to_string(), sms.to, sms.text, sms.code, sms.at],
        )?;
        Ok(())
    }

    fn newest_sms(&mut self, customer: Uuid) -> Result<Option<Sms>, BankError> {
        let sql = "SELECT * FROM sms WHERE customer = ?1 AND code <> '' ORDER BY n DESC LIMIT 1";
        first(self, sql, [customer.to_string()], read_sms)
    }

    fn all_sms(&mut self, customer: Uuid) -> Result<Vec<Sms>, BankError> {
        all(self, "SELECT * FROM sms WHERE customer = ?1 ORDER BY n", [customer.to_string()], read_sms)
    }

    fn sms_codes_since(&mut self, customer: Uuid, since: i64) -> Result<Vec<i64>, BankError> {
        let sql = "SELECT at FROM sms WHERE customer = ?1 AND code <> '' AND at > ?2 ORDER BY n";
        all(self, sql, params![customer.to_string(), since], |row| row.get("at"))
    }

    fn set_phone_number(&mut self, id: Uuid, number: &str) -> Result<(), BankError> {
        run(self, "UPDATE customers SET phone = ?2 WHERE id = ?1", [id.to_string().as_str(), number])?;
        Ok(())
    }

    fn set_flagged(&mut self, id: Uuid, flagged: bool) -> Result<(), BankError> {
        run(self, "UPDATE customers SET flagged = ?2 WHERE id = ?1", params![id.to_string(), flagged])?;
        Ok(())
    }
}

fn read_sms(row: &Row<'_>) -> rusqlite::Result<Sms> {
    Ok(Sms { to: row.get("sent_to")?, text: row.get("text")?, code: row.get("code")?, at: row.get("at")? })
}

fn read_customer(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        id: uuid(row, "id")?,
        user_id: row.get("user_id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        birth_date: row.get("birth_date")?,
        password: PasswordDigest { salt: row.get("password_salt")?, digest: row.get("password_digest")? },
        epoch: count(row, "epoch")?,
        token: maybe_uuid(row, "token")?,
        flagged: row.get("flagged")?,
    })
}
