//! Sizes that both sides hold each other to, so that no peer can make the other work without bound.

use serde::de::DeserializeOwned;

/// Largest request body, in bytes.
pub const REQUEST_BYTES: usize = 64 * 1024;
/// Largest reply body, in bytes.
pub const REPLY_BYTES: usize = 256 * 1024;
/// Deepest nesting of arrays and objects in a JSON body.
pub const JSON_DEPTH: usize = 16;

/// Whether the nesting of a JSON text stays within [`JSON_DEPTH`]. Linear, without parsing: brackets inside strings do not count.
#[must_use]
pub fn depth_is_fine(json: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for &byte in json {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > JSON_DEPTH {
                    return false;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

/// Reads a JSON body that must be an object: size, nesting and form are checked before anything is built.
///
/// serde would take a struct from an array as well; the contract knows objects only.
///
/// # Errors
/// [`ReadError`].
pub fn read_object<T: DeserializeOwned>(body: &[u8], most: usize) -> Result<T, ReadError> {
    if body.len() > most {
        return Err(ReadError::TooLarge);
    }
    if !depth_is_fine(body) {
        return Err(ReadError::TooDeep);
    }
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(ReadError::Malformed);
    }
    serde_json::from_slice(body).map_err(|_| ReadError::Malformed)
}

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Over the size.
    #[error("too large")]
    TooLarge,
    /// Over [`JSON_DEPTH`].
    #[error("nested too deeply")]
    TooDeep,
    /// Not the JSON object that was expected.
    #[error("not the expected JSON object")]
    Malformed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_over_a_limit_and_arrays_in_place_of_objects_are_refused() {
        #[derive(serde::Deserialize)]
        struct One {
            _a: u8,
        }
        assert!(read_object::<One>(br#" {"_a":1}"#, 64).is_ok());
        for (body, why) in
            [("[1]", ReadError::Malformed), ("", ReadError::Malformed), ("{\"_a\":300}", ReadError::Malformed)]
        {
            assert_eq!(read_object::<One>(body.as_bytes(), 64).err(), Some(why), "{body}");
        }
        assert_eq!(read_object::<One>(&[b' '; 65], 64).err(), Some(ReadError::TooLarge));
        assert_eq!(read_object::<One>(&[b'['; 40], 64).err(), Some(ReadError::TooDeep));
    }

    #[test]
    fn nesting_is_counted_outside_strings_only() {
        assert!(depth_is_fine(br#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[\"[["}"#));
        assert!(depth_is_fine("[".repeat(JSON_DEPTH).as_bytes()));
        assert!(!depth_is_fine("[".repeat(JSON_DEPTH + 1).as_bytes()));
    }
}
