//! Statements and bills of cards (CARD-6): the list, the document checked against its digest, when and how much to pay.

use jiff::Timestamp;
use kunci_crypto::hash::sha256;
use kunci_domain::cards::statement::Statement;
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::statements::{DocumentReply, StatementsReply};
use uuid::Uuid;

use crate::bank::{Call, Signer};
use crate::{Error, Phone};

pub use kunci_domain::cards::statement::BillState;

/// A statement as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementView {
    /// Its id.
    pub statement_id: String,
    /// Of which card.
    pub card_id: String,
    /// Its last four digits.
    pub ending: String,
    /// It ends then, in words.
    pub until: String,
    /// What is to be paid in all.
    pub total: String,
    /// At least so much.
    pub minimum: String,
    /// What was paid since.
    pub paid: String,
    /// What is left.
    pub left: String,
    /// To be paid by then, in words.
    pub due: String,
    /// The same, milliseconds since 1970 UTC.
    pub due_ms: i64,
    /// `nothing`, `paid`, `minimum-paid`, `open`, `soon`, `overdue`, `rest`.
    pub state: String,
    /// The same in words, with amount and day.
    pub state_words: String,
    /// What to do.
    pub action: String,
}

impl Phone {
    /// The customer's statements, newest first.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn statements(&self, language: Language) -> Result<Vec<StatementView>, Error> {
        let all = self.all_statements().await?;
        let now = self.bank_now()?;
        Ok(all.iter().map(|statement| StatementView::of(statement, now, language)).collect())
    }

    /// The document of a statement (PDF), to show or to save: only if it is exactly the one that the list names.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::DocumentForged`]; as any call of a session.
    pub async fn statement_document(&self, statement_id: &str) -> Result<Vec<u8>, Error> {
        let id: Uuid = statement_id.parse().map_err(|_| Error::NotFound)?;
        let all = self.all_statements().await?;
        let statement = all.into_iter().find(|statement| statement.statement_id == id).ok_or(Error::NotFound)?;
        let session = self.session()?;
        let call = Call::get(format!("/v1/statements/{id}/document"));
        let reply: DocumentReply = self.call(&Signer::Session(&session), &call).await?;
        if is_genuine(&statement, &reply.content.0) { Ok(reply.content.0) } else { Err(Error::DocumentForged) }
    }

    async fn all_statements(&self) -> Result<Vec<Statement>, Error> {
        let session = self.session()?;
        let reply: StatementsReply = self.call(&Signer::Session(&session), &Call::get("/v1/statements")).await?;
        Ok(reply.statements)
    }
}

/// Pure.
fn is_genuine(statement: &Statement, content: &[u8]) -> bool {
    let digest: String = sha256(content).iter().map(|byte| format!("{byte:02x}")).collect();
    usize::try_from(statement.size) == Ok(content.len()) && statement.digest == digest
}

impl StatementView {
    /// Pure.
    #[must_use]
    pub fn of(statement: &Statement, now: Timestamp, language: Language) -> Self {
        let moment = |at: Timestamp| moments::display(at.as_millisecond(), language);
        let state = statement.state(now);
        let (left, minimum, due) =
            (statement.left().display(language), statement.minimum.display(language), moment(statement.due));
        let values = [
            ("left", Value::Text(left.as_str())),
            ("minimum", Value::Text(minimum.as_str())),
            ("moment", Value::Text(due.as_str())),
        ];
        let key = format!("bill-{}", state.name());
        let (state_words, action) =
            (texts::text(language, &key, &values), texts::text(language, &format!("{key}.action"), &values));
        Self {
            statement_id: statement.statement_id.to_string(),
            card_id: statement.card_id.to_string(),
            ending: statement.ending.clone(),
            until: moment(statement.until),
            total: statement.total.display(language),
            paid: statement.paid.display(language),
            due_ms: statement.due.as_millisecond(),
            state: state.name().to_owned(),
            state_words,
            action,
            minimum,
            left,
            due,
        }
    }
}

#[cfg(test)]
mod tests {
    use kunci_domain::money::Money;

    use super::*;

    fn statement(content: &[u8]) -> Statement {
        let money = |minor| Money::new(minor, "IDR", 2).expect("rupiah");
        Statement {
            statement_id: Uuid::nil(),
            card_id: Uuid::nil(),
            ending: "7730".to_owned(),
            from: Timestamp::UNIX_EPOCH,
            until: Timestamp::UNIX_EPOCH,
            total: money(60_000_000),
            minimum: money(6_000_000),
            paid: money(0),
            due: Timestamp::UNIX_EPOCH,
            digest: sha256(content).iter().map(|byte| format!("{byte:02x}")).collect(),
            size: u32::try_from(content.len()).expect("short"),
        }
    }

    #[test]
    fn card_6_a_document_that_is_not_the_one_of_the_list_is_not_shown() {
        let bill = statement(b"%PDF-1.4 right");
        assert!(is_genuine(&bill, b"%PDF-1.4 right"));
        for other in [&b"%PDF-1.4 wrong"[..], b"%PDF-1.4 right ", b""] {
            assert!(!is_genuine(&bill, other));
        }
    }

    #[test]
    fn card_6_every_state_of_a_bill_is_told_in_both_languages_with_amount_and_day() {
        for language in Language::ALL {
            for state in BillState::ALL {
                for part in ["", ".action"] {
                    assert!(texts::exists(language, &format!("bill-{}{part}", state.name())), "{state:?}{part}");
                }
            }
        }
        let late = Timestamp::from_second(1).expect("a moment");
        let told = StatementView::of(&statement(b""), late, Language::English);
        assert_eq!(told.state, "overdue");
        assert!(
            told.state_words.contains("IDR 60,000") && told.state_words.contains("1 Jan 1970"),
            "{}",
            told.state_words
        );
    }
}
