//! What is shown to a person before a code is asked.

use kunci_core::operations::{OperationLine, inspect};
use kunci_domain::names;
use kunci_domain::safety::{self, Direction};

/// A screen that shows these shows everything, in the order in which it is read.
pub(super) fn check_lines(lines: &[OperationLine]) {
    for line in lines {
        for text in [&line.label, &line.value, &line.spoken] {
            assert!(text.chars().all(is_visible), "{text:?}");
        }
        assert!(!line.label.starts_with('['), "no words for {}", line.label);
    }
}

/// No control characters, and nothing that turns the direction or shows nothing.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

pub(super) fn operation(input: &[u8]) {
    let Ok(_) = inspect(input) else { return };
    // Read again by a reader of its own: the fields ascend, nothing is left over, nothing is said twice.
    let rest = input.strip_prefix(b"kunci/operation/1\0").expect("the label");
    let (mut rest, mut last) = (rest, 0);
    while let Some((head, tail)) = rest.split_first_chunk::<6>() {
        let tag = u16::from_be_bytes([head[0], head[1]]);
        let length = usize::try_from(u32::from_be_bytes([head[2], head[3], head[4], head[5]])).expect("four bytes");
        assert!(tag > last && length <= tail.len(), "tags ascend and values end within the bytes");
        (last, rest) = (tag, &tail[length..]);
    }
    assert!(rest.is_empty() && input.len() <= 4096, "something is left over");
    // A changed length, a byte more or one less is another operation, or none.
    for other in [[input, b"\0"].concat(), input[..input.len() - 1].to_vec()] {
        assert!(inspect(&other).is_err());
    }
}

pub(super) fn names(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if names::check(&text).is_ok() {
        assert!(text.chars().all(is_visible) && !text.trim().is_empty(), "{text:?}");
        assert!(text.chars().count() <= 140);
        assert!(names::check_text(&text).is_ok(), "what a name may be, a text may be");
    }
    if names::check_text(&text).is_ok() {
        assert!(text.chars().all(is_visible), "{text:?}");
    }
    // Two names that are drawn alike have one skeleton, however they are written.
    assert_eq!(names::skeleton(&text), names::skeleton(&text.to_ascii_lowercase()), "{text:?}");
}

pub(super) fn safety(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    for direction in [Direction::Outbound, Direction::Inbound] {
        let findings = safety::scan(direction, &text);
        let masked = safety::mask(&text, &findings);
        assert!(!findings.is_empty() || masked == text, "without a finding nothing is masked");
    }
}
