//! The commonest passwords, and words that a stranger tries on this bank's customers.

use std::cmp::Ordering;

/// Sorted, one a line; see `core/domain/lists/README.md`.
const LIST: &str = include_str!("../../lists/common_passwords.txt");

/// What the list, made elsewhere, does not know: the bank's name, and words of Indonesian passwords.
const OURS: [&str; 24] = [
    "alhamdulillah",
    "anjing",
    "bandung",
    "bangsat",
    "bank",
    "cinta",
    "cintaku",
    "garuda",
    "indonesia",
    "kata",
    "katasandi",
    "kucing",
    "kunci",
    "kuncibank",
    "merdeka",
    "pancasila",
    "rahasia",
    "sandi",
    "sayangku",
    "selamat",
    "sukses",
    "surabaya",
    "terserah",
    "yogyakarta",
];

/// The length of the longest entry.
pub(super) const LONGEST: usize = 16;

/// The length of the shortest entry.
pub(super) const SHORTEST: usize = 4;

/// Whether these characters, in lower case, are one of them.
pub(super) fn is_common(characters: &[char]) -> bool {
    in_list(characters) || OURS.iter().any(|word| word.chars().eq(characters.iter().copied()))
}

/// Binary search over the text itself: no table is made of it.
fn in_list(characters: &[char]) -> bool {
    let bytes = LIST.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let end = bytes[middle..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| middle + length);
        let entry = bytes[start..end].iter().map(|&byte| char::from(byte));
        match entry.cmp(characters.iter().copied()) {
            Ordering::Equal => return true,
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_every_entry_is_found() {
        let entries: Vec<&str> = LIST.lines().collect();
        assert_eq!(entries.len(), 9_996);
        assert!(entries.is_sorted() && LIST.ends_with('\n'));
        for entry in entries.iter().chain(&OURS) {
            let characters: Vec<char> = entry.chars().collect();
            assert!(entry.is_ascii() && (SHORTEST..=LONGEST).contains(&characters.len()), "{entry}");
            assert!(is_common(&characters), "{entry}");
        }
        for absent in ["", "zzzzzzzzzz9", "!", "senja", "~~~~"] {
            assert!(!is_common(&absent.chars().collect::<Vec<_>>()), "{absent}");
        }
    }
}
