//! Sizes that both sides hold each other to, so that no peer can make the other work without bound.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_outside_strings_only() {
        assert!(depth_is_fine(br#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[\"[["}"#));
        assert!(depth_is_fine("[".repeat(JSON_DEPTH).as_bytes()));
        assert!(!depth_is_fine("[".repeat(JSON_DEPTH + 1).as_bytes()));
    }
}
