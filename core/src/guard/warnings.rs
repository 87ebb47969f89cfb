//! What the customer reads before the Unlock Code is asked.

use kunci_domain::direction::Timing;
use kunci_domain::texts::{self, Language};

use crate::operations::Operation;
use crate::{Error, Phone};

/// A warning on the approval screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalWarning {
    /// Which one.
    pub kind: WarningKind,
    /// What is the matter.
    pub title: String,
    /// Why it matters, and what to do.
    pub body: String,
}

/// Why an approval is warned about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WarningKind {
    /// A call is going on.
    OnCall,
    /// The screen is shared or recorded.
    ScreenShared,
    /// It will not take effect at once.
    Waits,
    /// It cannot wait, so it will be refused here.
    NotHere,
}

impl WarningKind {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::OnCall, Self::ScreenShared, Self::Waits, Self::NotHere];

    /// Its name in journeys, and of its texts after `warning-`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnCall => "on-call",
            Self::ScreenShared => "screen-shared",
            Self::Waits => "waits",
            Self::NotHere => "not-here",
        }
    }

    fn in_words(self, language: Language) -> ApprovalWarning {
        let key = format!("warning-{}", self.code());
        let (title, body) = (texts::text(language, &key, &[]), texts::text(language, &format!("{key}.body"), &[]));
        ApprovalWarning { kind: self, title, body }
    }
}

impl Phone {
    /// What to show above the operation, before the code is asked: by what the app said with [`Phone::set_surroundings`].
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn approval_warnings(&self, operation: &Operation, language: Language) -> Result<Vec<ApprovalWarning>, Error> {
        let (now, wish) = {
            let memory = self.memory()?;
            (memory.surroundings, memory.trusted_places.unwrap_or(false))
        };
        let timing = operation.kind().act().timing(wish, now);
        let applies = |kind: &WarningKind| match kind {
            WarningKind::OnCall => now.is_some_and(|now| now.on_call),
            WarningKind::ScreenShared => now.is_some_and(|now| now.screen_shared),
            WarningKind::Waits => timing == Timing::Waits,
            WarningKind::NotHere => timing == Timing::Refused,
        };
        Ok(WarningKind::ALL.into_iter().filter(applies).map(|kind| kind.in_words(language)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_9_every_warning_has_its_words_in_both_languages() {
        for (kind, language) in WarningKind::ALL.into_iter().flat_map(|kind| Language::ALL.map(|tag| (kind, tag))) {
            let warning = kind.in_words(language);
            for part in [warning.title, warning.body] {
                assert!(!part.is_empty() && !part.starts_with('['), "{kind:?} in {language:?}: {part}");
            }
        }
    }
}
