//! Enrolments.

use kunci_wire::token::Method;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, first, maybe_uuid, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Enrolment, Enrolments, Stage, WebsiteOffer};

impl Enrolments for SqliteTx<'_> {
    fn insert_enrolment(&mut self, enrolment: &Enrolment) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO enrolments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                enrolment.id.to_string(),
                enrolment.customer.to_string(),
                enrolment.session.to_string(),
                enrolment.stage.as_str(),
                enrolment.otp_digest,
                enrolment.otp_expires_at,
                enrolment.otp_tries_left,
                enrolment.expires_at,
                enrolment.offer,
                enrolment.private_keys,
                enrolment.confirm_failures,
                enrolment.method.as_str(),
                enrolment.commitment,
                enrolment.challenge,
                enrolment.operation.map(|id| id.to_string()),
                enrolment.vouched,
            ],
        )?;
        Ok(())
    }

    fn enrolment(&mut self, id: Uuid) -> Result<Option<Enrolment>, BankError> {
        first(self, "SELECT * FROM enrolments WHERE id = ?1", [id.to_string()], read)
    }

    fn update_enrolment(&mut self, enrolment: &Enrolment) -> Result<(), BankError> {
        run(
            self,
            "UPDATE enrolments SET stage = ?2, otp_tries_left = ?3, offer = ?4, private_keys = ?5,
             confirm_failures = ?6, otp_expires_at = ?7, vouched = ?8 WHERE id = ?1",
            params![
                enrolment.id.to_string(),
                enrolment.stage.as_str(),
                enrolment.otp_tries_left,
                enrolment.offer,
                enrolment.private_keys,
                enrolment.confirm_failures,
                enrolment.otp_expires_at,
                enrolment.vouched,
            ],
        )?;
        Ok(())
    }

    fn destroy_stale_keys(&mut self, now: i64) -> Result<(), BankError> {
        let sql = "UPDATE enrolments SET private_keys = NULL WHERE private_keys IS NOT NULL AND expires_at <= ?1";
        run(self, sql, [now])?;
        Ok(())
    }

    fn insert_website_offer(&mut self, offer: &WebsiteOffer) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO website_offers VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                offer.id.to_string(),
                offer.customer.to_string(),
                offer.secret_digest,
                offer.expires_at,
                offer.enrolment.map(|id| id.to_string()),
            ],
        )?;
        Ok(())
    }

    fn website_offer(&mut self, id: Uuid) -> Result<Option<WebsiteOffer>, BankError> {
        first(self, "SELECT * FROM website_offers WHERE id = ?1", [id.to_string()], |row| {
            Ok(WebsiteOffer {
                id: uuid(row, "id")?,
                customer: uuid(row, "customer")?,
                secret_digest: row.get("secret_digest")?,
                expires_at: row.get("expires_at")?,
                enrolment: maybe_uuid(row, "enrolment")?,
            })
        })
    }

    fn take_website_offer(&mut self, id: Uuid, enrolment: Uuid) -> Result<bool, BankError> {
        let sql = "UPDATE website_offers SET enrolment = ?2 WHERE id = ?1 AND enrolment IS NULL";
        Ok(run(self, sql, [id.to_string(), enrolment.to_string()])? == 1)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Enrolment> {
    let stage: String = row.get("stage")?;
    Ok(Enrolment {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        session: uuid(row, "session")?,
        stage: word(Stage::ALL.into_iter().find(|known| known.as_str() == stage))?,
        otp_digest: row.get("otp_digest")?,
        otp_expires_at: row.get("otp_expires_at")?,
        otp_tries_left: row.get("otp_tries_left")?,
        expires_at: row.get("expires_at")?,
        offer: row.get("offer")?,
        private_keys: row.get("private_keys")?,
        confirm_failures: row.get("confirm_failures")?,
        method: word(Method::parse(&row.get::<_, String>("method")?))?,
        commitment: row.get("commitment")?,
        challenge: row.get("challenge")?,
        operation: maybe_uuid(row, "operation")?,
        vouched: row.get("vouched")?,
    })
}
