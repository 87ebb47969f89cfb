//! Payment codes: EMVCo's merchant-presented QR, of which QRIS is the Indonesian one. Told apart so that nobody takes one for an approval.

/// Whether a text is one: fields of two digits of tag and two of length, the first `00` with the value `01` (EMVCo §3.3, §4.6). A code that
/// was cut short is one as well: it is nothing else.
pub(super) fn is_one(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix("000201") else { return false };
    while let Some(behind) = behind_field(rest) {
        rest = behind;
    }
    // What is left over belongs to a field that was cut short.
    rest.is_empty() || rest.as_bytes().iter().take(2).all(u8::is_ascii_digit)
}

/// The text behind the first field; lengths count characters.
fn behind_field(text: &str) -> Option<&str> {
    let (head, rest) = text.split_at_checked(4)?;
    let length: usize = head.bytes().all(|byte| byte.is_ascii_digit()).then(|| head.get(2..)?.parse().ok())??;
    let end = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(length)?;
    rest.get(end..)
}
