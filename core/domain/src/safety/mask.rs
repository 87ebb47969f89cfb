//! The text without what was found.

use super::Finding;

/// What stands for a secret. Its length says nothing about the secret's.
pub(super) const BULLETS: &str = "••••";

/// `text` with every finding's place replaced by bullets, overlapping ones by one group.
///
/// Findings of another text do no harm: places outside of this one are ignored.
#[must_use]
pub fn mask(text: &str, findings: &[Finding]) -> String {
    let mut places: Vec<(usize, usize)> =
        findings.iter().filter(|finding| finding.start < finding.end).map(|f| (f.start, f.end)).collect();
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    let mut masked = String::with_capacity(text.len());
    let mut hidden_until = 0;
    for (at, character) in text.chars().enumerate() {
        while let Some((start, end)) = places.next_if(|(start, _)| *start <= at) {
            if at >= hidden_until && start == at {
                masked.push_str(BULLETS);
            }
            hidden_until = hidden_until.max(end);
        }
        if at >= hidden_until {
            masked.push(character);
        }
    }
    masked
}
