//! File a complaint.

use kunci_domain::complaints::{ComplaintKind, TEXT_CHARS};
use kunci_domain::safety::{self, Direction, Severity};
use kunci_domain::texts::Language;
use kunci_wire::complaints::{ComplaintItem, ComplaintRequest};

use super::ComplaintView;
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// Files a complaint; the answer has its reference and the day by which the bank must answer. Asked again after a lost answer, it is not
    /// filed twice.
    ///
    /// # Errors
    /// [`Error::ComplaintText`] for fewer than 10 or more than 2000 characters, [`Error::DraftBlocked`] if a secret stands in it,
    /// [`Error::NotSignedIn`], [`Error::Scope`] before the session may look.
    pub async fn file_complaint(
        &self,
        kind: ComplaintKind,
        text: &str,
        language: Language,
    ) -> Result<ComplaintView, Error> {
        let text = text.trim();
        if !TEXT_CHARS.contains(&text.chars().count()) {
            return Err(Error::ComplaintText);
        }
        let findings = safety::scan_by(&self.config.safety, Direction::Outbound, text);
        if let Some(found) = findings.iter().find(|finding| finding.severity == Severity::Block) {
            return Err(Error::DraftBlocked { finding: found.kind, masked: safety::mask(text, &findings) });
        }
        let session = self.session()?;
        let request = ComplaintRequest { kind: kind.code().to_owned(), text: text.to_owned() };
        let call = Call::post("/v1/complaints", &request)?;
        let filed: ComplaintItem = self.try_once(&Signer::Session(&session), call).await?;
        Ok(ComplaintView::of(filed, self.bank_time()?.ms, language))
    }
}
