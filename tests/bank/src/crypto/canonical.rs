//! Canonical bytes: the one byte form of everything that is hashed, signed or MACed (`docs/contract/canonical-bytes.md`).

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

/// Builds `label ‖ 00 ‖ (tag ‖ length ‖ value)…`; tags count up from 1 in the order of the calls.
pub(crate) struct Canonical {
    bytes: Vec<u8>,
    tag: u16,
}

impl Canonical {
    /// Starts with a label.
    pub(crate) fn new(label: &str) -> Self {
        let mut bytes = label.as_bytes().to_vec();
        bytes.push(0);
        Self { bytes, tag: 0 }
    }

    /// A field of raw bytes.
    pub(crate) fn bytes(mut self, value: &[u8]) -> Self {
        self.tag += 1;
        self.bytes.extend_from_slice(&self.tag.to_be_bytes());
        // Everything here passed the request limit of 64 KiB.
        self.bytes.extend_from_slice(&u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.bytes.extend_from_slice(value);
        self
    }

    /// A field of text, in Unicode normalisation form C.
    pub(crate) fn text(self, value: &str) -> Self {
        let normal: String = value.nfc().collect();
        self.bytes(normal.as_bytes())
    }

    /// A field of a UUID: its 36 characters.
    pub(crate) fn uuid(self, value: Uuid) -> Self {
        self.bytes(value.hyphenated().to_string().as_bytes())
    }

    /// A field of a UUID that may be absent.
    pub(crate) fn maybe_uuid(self, value: Option<Uuid>) -> Self {
        match value {
            Some(value) => self.uuid(value),
            None => self.bytes(&[]),
        }
    }

    /// A field of an integer: eight bytes.
    pub(crate) fn integer(self, value: u64) -> Self {
        self.bytes(&value.to_be_bytes())
    }

    /// Leaves tags out: the next field has this one.
    pub(crate) fn at(mut self, tag: u16) -> Self {
        self.tag = tag - 1;
        self
    }

    /// All of it.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_carry_tag_and_length_and_text_is_normalised() {
        let bytes = Canonical::new("l").text("e\u{301}").integer(258).maybe_uuid(None).finish();
        let mut expected = b"l\0".to_vec();
        expected.extend([0, 1, 0, 0, 0, 2, 0xc3, 0xa9]);
        expected.extend([0, 2, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2]);
        expected.extend([0, 3, 0, 0, 0, 0]);
        assert_eq!(bytes, expected);
    }
}
