//! Which top-level domains there are.

use std::sync::LazyLock;

/// Sorted, one a line, in the form that is asked for (RFC 5890, section 2.3.2.1); see `core/domain/lists/README.md`.
const LIST: &str = include_str!("../../../lists/top_level_domains.txt");

static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| LIST.lines().collect());

/// Whether this last label of a name, in small letters, is delegated.
pub(super) fn exists(label: &str) -> bool {
    NAMES.binary_search(&label).is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use psl::{List, Psl as _};

    use super::*;

    /// Some only have names below a second one.
    fn is_in_public_suffix_list(label: &str) -> bool {
        let is_known = |name: String| List.suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known());
        is_known(format!("bank.{label}")) || is_known(format!("bank.co.{label}"))
    }

    #[test]
    fn every_name_is_in_the_public_suffix_list_and_stands_in_its_order() {
        assert!(NAMES.is_sorted() && NAMES.len() > 1_400);
        for name in NAMES.iter() {
            assert!(is_in_public_suffix_list(name), "{name}");
        }
    }

    #[test]
    fn no_name_of_up_to_three_letters_is_left_out() {
        let letters = || ('a'..='z').map(String::from);
        let two = || letters().flat_map(|first| letters().map(move |next| first.clone() + &next));
        let three = two().flat_map(|first| letters().map(move |next| first.clone() + &next));
        for label in letters().chain(two()).chain(three) {
            assert_eq!(exists(&label), is_in_public_suffix_list(&label), "{label}");
        }
    }

    proptest! {
        /// The beginnings and ends of names, so that it is near to some.
        #[test]
        fn no_longer_name_is_left_out(start in 0..1_400_usize, end in 0..1_400_usize, at in 1..6_usize) {
            let (start, end) = (NAMES[start], NAMES[end]);
            let label = [start.get(..at).unwrap_or(start), end.get(at..).unwrap_or(end)].concat();
            prop_assert_eq!(exists(&label), is_in_public_suffix_list(&label), "{}", label);
        }
    }
}
