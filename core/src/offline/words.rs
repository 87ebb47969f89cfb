//! What a person reads beside these codes.

use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};

use super::{CallerView, OfflineCode, Scan};
use crate::Explanation;

fn explanation(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> Explanation {
    let text = |key: &str| texts::text(language, key, values);
    Explanation { title: text(key), body: text(&format!("{key}.body")), action: text(&format!("{key}.action")) }
}

impl Scan {
    /// What a code that is no approval is, and what to do.
    #[must_use]
    pub fn explain(&self, language: Language) -> Option<Explanation> {
        match self {
            Self::Approval(_) => None,
            Self::Enrolment => Some(explanation(language, "scan-enrolment", &[])),
            Self::PaymentCode => Some(explanation(language, "scan-payment-code", &[])),
            Self::Unknown => Some(explanation(language, "scan-unknown", &[])),
        }
    }
}

impl OfflineCode {
    /// "valid until 26 Nov 2026, 14:05 WIB"
    #[must_use]
    pub fn validity(&self, language: Language) -> String {
        let moment = moments::display(self.valid_until_ms, language);
        texts::text(language, "offline-code-valid", &[("moment", Value::Text(&moment))])
    }
}

impl CallerView {
    /// Who calls and what about.
    #[must_use]
    pub fn explain(&self, language: Language) -> Explanation {
        let values = [("employee", Value::Text(&self.employee_id)), ("purpose", Value::Text(&self.purpose))];
        explanation(language, "caller-proven", &values)
    }
}

/// What a freeze code is for, and that the card is not frozen by it.
#[must_use]
pub fn explain_freeze_code(ending: &str, language: Language) -> Explanation {
    explanation(language, "freeze-code", &[("ending", Value::Text(ending))])
}
