//! Binary values in JSON: base64url without padding (RFC 4648 §5).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Bytes of any length.
#[derive(Clone, PartialEq, Eq, Debug, Default, Hash)]
pub struct B64(pub Vec<u8>);

/// Exactly 32 bytes: nonces, hashes, challenges.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Bytes32(pub [u8; 32]);

/// base64url without padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Undoes [`encode`]; `None` for anything else, padding and stray bits included.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

impl Serialize for B64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for B64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        decode(&text).map(Self).ok_or_else(|| de::Error::custom("not base64url"))
    }
}

impl Serialize for Bytes32 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes32 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let B64(bytes) = B64::deserialize(deserializer)?;
        <[u8; 32]>::try_from(bytes).map(Self).map_err(|_| de::Error::custom("not 32 bytes"))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{B64, Bytes32};

    impl JsonSchema for B64 {
        fn schema_name() -> Cow<'static, str> {
            "Bytes".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "Bytes, base64url without padding (RFC 4648 §5).",
                "type": "string",
                "contentEncoding": "base64url",
                "pattern": "^[A-Za-z0-9_-]*$",
            })
        }
    }

    impl JsonSchema for Bytes32 {
        fn schema_name() -> Cow<'static, str> {
            "Bytes32".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "Exactly 32 bytes, base64url without padding: the last letter has two bits to spare, which are zero.",
                "type": "string",
                "contentEncoding": "base64url",
                "pattern": "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$",
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_spelling_is_taken() {
        assert_eq!(decode("AAE"), Some(vec![0, 1]));
        for bad in ["AAE=", "AAF", "AA E", "A+E_", "A"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn thirty_two_means_thirty_two() {
        let long = format!("\"{}\"", encode(&[7; 33]));
        assert!(serde_json::from_str::<Bytes32>(&long).is_err());
        let right = format!("\"{}\"", encode(&[7; 32]));
        assert_eq!(serde_json::from_str::<Bytes32>(&right).ok(), Some(Bytes32([7; 32])));
    }
}
