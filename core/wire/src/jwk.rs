//! P-256 public keys as JWK (RFC 7517, RFC 7518 §6.2).

use serde::{Deserialize, Serialize};

use crate::Bytes32;

/// A P-256 public key: coordinates only. That the point lies on the curve is checked where it is used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Jwk {
    kty: Ec,
    crv: P256,
    x: Bytes32,
    y: Bytes32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum Ec {
    #[serde(rename = "EC")]
    Ec,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum P256 {
    #[serde(rename = "P-256")]
    P256,
}

impl Jwk {
    /// From the 65 bytes of an uncompressed SEC1 point (`04 ‖ x ‖ y`); `None` for any other form.
    #[must_use]
    pub fn from_sec1(point: &[u8]) -> Option<Self> {
        let (&[4], coordinates) = point.split_at_checked(1)? else { return None };
        let (x, y) = coordinates.split_at_checked(32)?;
        Some(Self { kty: Ec::Ec, crv: P256::P256, x: Bytes32(x.try_into().ok()?), y: Bytes32(y.try_into().ok()?) })
    }

    /// The 65 bytes of the uncompressed SEC1 point.
    #[must_use]
    pub fn to_sec1(&self) -> [u8; 65] {
        let mut point = [4; 65];
        let (x, y) = point[1..].split_at_mut(32);
        x.copy_from_slice(&self.x.0);
        y.copy_from_slice(&self.y.0);
        point
    }

    /// The JSON text whose SHA-256 is the key's thumbprint (RFC 7638 §3.2: members in lexicographic order, no space).
    #[must_use]
    pub fn thumbprint_input(&self) -> String {
        format!(
            r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#,
            crate::bytes::encode(&self.x.0),
            crate::bytes::encode(&self.y.0)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec1_and_jwk_are_two_spellings_of_one_key() {
        let mut point = [9; 65];
        point[0] = 4;
        let key = Jwk::from_sec1(&point).expect("uncompressed");
        assert_eq!(key.to_sec1(), point);
        let text = serde_json::to_string(&key).expect("json");
        assert_eq!(serde_json::from_str::<Jwk>(&text).expect("parses"), key);
    }

    #[test]
    fn other_curves_forms_and_lengths_are_refused() {
        assert_eq!(Jwk::from_sec1(&[2; 33]), None);
        assert_eq!(Jwk::from_sec1(&[4; 64]), None);
        assert_eq!(Jwk::from_sec1(&[4; 66]), None);
        assert!(serde_json::from_str::<Jwk>(r#"{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}"#).is_err());
    }
}
