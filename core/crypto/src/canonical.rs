//! Canonical bytes: one spelling for everything that is hashed, MACed or signed (`docs/contract/canonical-bytes.md`).
//!
//! `label ‖ 0x00 ‖ field ‖ …` with `field = tag (u16) ‖ length (u32) ‖ value`, all integers big-endian, tags ascending.
//! The label ends at the first NUL and every value carries its length in front, so no two different inputs share bytes.

use unicode_normalization::UnicodeNormalization as _;

/// Builds canonical bytes field by field. A mistake is kept and told by [`Canonical::finish`].
#[derive(Clone, Debug)]
pub struct Canonical {
    bytes: Vec<u8>,
    last_tag: u16,
    fault: Option<CanonicalError>,
}

/// A mistake of the caller: these bytes are not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// The label is empty or holds something else than ASCII without NUL.
    #[error("the label is not ASCII without NUL")]
    Label,
    /// Tags start at 1 and ascend, each at most once.
    #[error("tag {0} does not ascend")]
    TagOrder(u16),
    /// A value is longer than a u32 can say.
    #[error("the value of tag {0} is too long")]
    TooLong(u16),
    /// Not a UUID as 36 lower-case characters.
    #[error("the value of tag {0} is not a lower-case UUID")]
    NotAUuid(u16),
}

impl Canonical {
    /// Begins with the label (ASCII without NUL).
    #[must_use]
    pub fn new(label: &str) -> Self {
        let fine = !label.is_empty() && label.is_ascii() && !label.contains('\0');
        let bytes = [label.as_bytes(), &[0]].concat();
        Self { bytes, last_tag: 0, fault: (!fine).then_some(CanonicalError::Label) }
    }

    /// A string: UTF-8 in Unicode normalisation form C.
    #[must_use]
    pub fn text(self, tag: u16, value: &str) -> Self {
        let normalised: String = value.nfc().collect();
        self.bytes(tag, normalised.as_bytes())
    }

    /// Bytes: nonces, hashes, public keys.
    #[must_use]
    pub fn bytes(mut self, tag: u16, value: &[u8]) -> Self {
        if tag <= self.last_tag {
            return self.fail(CanonicalError::TagOrder(tag));
        }
        let Ok(length) = u32::try_from(value.len()) else {
            return self.fail(CanonicalError::TooLong(tag));
        };
        self.last_tag = tag;
        self.bytes.extend_from_slice(&tag.to_be_bytes());
        self.bytes.extend_from_slice(&length.to_be_bytes());
        self.bytes.extend_from_slice(value);
        self
    }

    /// An integer: 8 bytes.
    #[must_use]
    pub fn number(self, tag: u16, value: u64) -> Self {
        self.bytes(tag, &value.to_be_bytes())
    }

    /// A UUID: its 36 lower-case characters. Another spelling is a fault, so that the two sides cannot drift apart.
    #[must_use]
    pub fn uuid(self, tag: u16, value: &str) -> Self {
        if !is_lower_case_uuid(value) {
            return self.fail(CanonicalError::NotAUuid(tag));
        }
        self.bytes(tag, value.as_bytes())
    }

    /// A value that is not there: a field of length 0.
    #[must_use]
    pub fn absent(self, tag: u16) -> Self {
        self.bytes(tag, &[])
    }

    /// The bytes.
    ///
    /// # Errors
    /// The first mistake that was made.
    pub fn finish(self) -> Result<Vec<u8>, CanonicalError> {
        self.fault.map_or(Ok(self.bytes), Err)
    }

    fn fail(mut self, fault: CanonicalError) -> Self {
        self.fault.get_or_insert(fault);
        self
    }
}

/// Reads canonical bytes back, field by field in the order of their table. Takes exactly what [`Canonical`] makes: one spelling,
/// so that what was read, shown and signed cannot be two things.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

/// Not canonical bytes of the expected table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the expected canonical bytes")]
pub struct NotCanonical;

impl<'a> Reader<'a> {
    /// Begins behind the label.
    ///
    /// # Errors
    /// [`NotCanonical`] for another label.
    pub fn new(label: &str, bytes: &'a [u8]) -> Result<Self, NotCanonical> {
        let rest = bytes.strip_prefix(label.as_bytes()).and_then(|rest| rest.strip_prefix(&[0])).ok_or(NotCanonical)?;
        Ok(Self { rest })
    }

    /// The next field, which must have this tag.
    ///
    /// # Errors
    /// [`NotCanonical`] for another tag or a length past the end.
    pub fn bytes(&mut self, tag: u16) -> Result<&'a [u8], NotCanonical> {
        let (head, rest) = self.rest.split_at_checked(6).ok_or(NotCanonical)?;
        let (found, length) = head.split_at(2);
        if found != tag.to_be_bytes() {
            return Err(NotCanonical);
        }
        let length = length.iter().fold(0usize, |length, byte| length << 8 | usize::from(*byte));
        let (value, rest) = rest.split_at_checked(length).ok_or(NotCanonical)?;
        self.rest = rest;
        Ok(value)
    }

    /// A string in normalisation form C.
    ///
    /// # Errors
    /// [`NotCanonical`], also for text that is not UTF-8 or not in form C.
    pub fn text(&mut self, tag: u16) -> Result<&'a str, NotCanonical> {
        let text = std::str::from_utf8(self.bytes(tag)?).map_err(|_| NotCanonical)?;
        if unicode_normalization::is_nfc(text) { Ok(text) } else { Err(NotCanonical) }
    }

    /// An integer of 8 bytes.
    ///
    /// # Errors
    /// [`NotCanonical`].
    pub fn number(&mut self, tag: u16) -> Result<u64, NotCanonical> {
        self.bytes(tag)?.try_into().map(u64::from_be_bytes).map_err(|_| NotCanonical)
    }

    /// A UUID's 36 lower-case characters.
    ///
    /// # Errors
    /// [`NotCanonical`].
    pub fn uuid(&mut self, tag: u16) -> Result<&'a str, NotCanonical> {
        let text = self.text(tag)?;
        if is_lower_case_uuid(text) { Ok(text) } else { Err(NotCanonical) }
    }

    /// Nothing may follow.
    ///
    /// # Errors
    /// [`NotCanonical`] if something does.
    pub fn end(self) -> Result<(), NotCanonical> {
        if self.rest.is_empty() { Ok(()) } else { Err(NotCanonical) }
    }
}

fn is_lower_case_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, character)| match place {
            8 | 13 | 18 | 23 => character == b'-',
            _ => matches!(character, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_is_the_contract_s() {
        let bytes = Canonical::new("a/1").text(1, "é").absent(2).number(300, 258).finish().expect("fine");
        let expected = [
            b"a/1\0".as_slice(),
            &[0, 1, 0, 0, 0, 2, 0xc3, 0xa9],
            &[0, 2, 0, 0, 0, 0],
            &[1, 44, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2],
        ];
        assert_eq!(bytes, expected.concat());
    }

    #[test]
    fn two_spellings_of_one_text_are_the_same_bytes() {
        let of = |text| Canonical::new("a").text(1, text).finish();
        assert_eq!(of("caf\u{e9}"), of("cafe\u{301}"));
        assert_ne!(of("cafe"), of("caf\u{e9}"));
    }

    #[test]
    fn mistakes_are_told_and_the_first_one_wins() {
        let order = Canonical::new("a").absent(2).absent(2).uuid(3, "").finish();
        assert_eq!(order, Err(CanonicalError::TagOrder(2)));
        assert_eq!(Canonical::new("a").absent(0).finish(), Err(CanonicalError::TagOrder(0)));
        for label in ["", "a\0b", "é"] {
            assert_eq!(Canonical::new(label).finish(), Err(CanonicalError::Label));
        }
    }

    #[test]
    fn a_uuid_has_one_spelling() {
        let of = |text| Canonical::new("a").uuid(1, text).finish();
        assert!(of("0198b2c0-0000-7000-8000-00000000000a").is_ok());
        for bad in [
            "0198B2C0-0000-7000-8000-00000000000a",
            "0198b2c000007000800000000000000a",
            "",
            "{198b2c0-0000-7000-8000-00000000000}",
        ] {
            assert_eq!(of(bad), Err(CanonicalError::NotAUuid(1)), "{bad}");
        }
    }
}
