//! Strict JSON: what the contract writes, in the one way it writes it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a JSON text is not taken. Never says what stood there: texts hold passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StrictError {
    /// A member that the contract does not have.
    UnknownField,
    /// Anything else.
    Malformed,
}

/// Reads a value that would be written again just like this (white space and order of members aside). So an array never
/// passes for an object, nor another spelling of an id for the one that is fixed.
pub(crate) fn read<T: Serialize + DeserializeOwned>(json: &[u8]) -> Result<T, StrictError> {
    let value: T = serde_json::from_slice(json).map_err(|error| {
        if error.to_string().starts_with("unknown field") { StrictError::UnknownField } else { StrictError::Malformed }
    })?;
    let given: Value = serde_json::from_slice(json).map_err(|_| StrictError::Malformed)?;
    let written = serde_json::to_value(&value).map_err(|_| StrictError::Malformed)?;
    if given == written { Ok(value) } else { Err(StrictError::Malformed) }
}

#[cfg(test)]
mod tests {
    use kunci_wire::token::StatusRequest;

    use super::*;

    #[test]
    fn only_the_contracts_own_spelling_is_taken() {
        let id = "0198b2c0-4444-7000-8000-00000000000a";
        let fine = format!(r#" {{ "nonce": "AAAA", "token_id": "{id}" }} "#);
        assert!(read::<StatusRequest>(fine.as_bytes()).is_ok());
        for (bad, why) in [
            (format!(r#"["{id}","AAAA"]"#), StrictError::Malformed),
            (format!(r#"{{"token_id":"{}","nonce":"AAAA"}}"#, id.to_uppercase()), StrictError::Malformed),
            (format!(r#"{{"token_id":"{}","nonce":"AAAA"}}"#, id.replace('-', "")), StrictError::Malformed),
            (format!(r#"{{"token_id":"{id}","nonce":"AAAA=="}}"#), StrictError::Malformed),
            (format!(r#"{{"token_id":"{id}","token_id":"{id}","nonce":"AAAA"}}"#), StrictError::Malformed),
            (format!(r#"{{"token_id":"{id}","nonce":"AAAA","extra":1}}"#), StrictError::UnknownField),
            (format!(r#"{{"token_id":"{id}"}}"#), StrictError::Malformed),
            (format!(r#"{{"token_id":"{id}","nonce":"AAAA"}} x"#), StrictError::Malformed),
        ] {
            assert_eq!(read::<StatusRequest>(bad.as_bytes()).err(), Some(why), "{bad}");
        }
    }
}
