//! Binary HTTP (RFC 9292): what travels inside the seal.
//!
//! Requests are written here rather than by the `bhttp` crate, which keeps its copy of the body (a password, a PIN) in memory
//! that nobody wipes. Replies are read by `bhttp`; the tests read our requests with it, too.

use std::io::Cursor;

use kunci_core::ports::{ApiReply, ApiRequest, HttpError};
use kunci_wire::limits::REPLY_BYTES;
use zeroize::Zeroizing;

/// Framing indicator of a request of known length (RFC 9292 §3.1).
const KNOWN_LENGTH_REQUEST: u8 = 0;
/// No length prefix is longer.
const LONGEST_LENGTH: usize = 8;

/// A request of known length (RFC 9292 §3.1), scheme `https`.
pub(crate) fn encode(authority: &str, request: &ApiRequest) -> Zeroizing<Vec<u8>> {
    let target =
        if request.query.is_empty() { request.path.clone() } else { format!("{}?{}", request.path, request.query) };
    let body = request.body.as_ref().map_or(&[][..], |body| body.as_slice());
    let fields = fields(&request.headers);
    let control = [request.method.as_str(), "https", authority, &target];

    // Room for everything at once: a vector that grows would leave an unwiped copy of the body behind.
    let parts = control.iter().map(|part| part.len()).chain([fields.len(), body.len(), 0]);
    let mut message =
        Zeroizing::new(Vec::with_capacity(1 + parts.map(|length| length + LONGEST_LENGTH).sum::<usize>()));
    message.push(KNOWN_LENGTH_REQUEST);
    for part in control {
        put(&mut message, part.as_bytes());
    }
    put(&mut message, &fields);
    put(&mut message, body);
    put(&mut message, &[]); // no trailers
    message
}

/// Field lines (RFC 9292 §3.6). They may name a session, so they are wiped, too.
fn fields(headers: &[(String, String)]) -> Zeroizing<Vec<u8>> {
    let room = headers.iter().map(|(name, value)| name.len() + value.len() + 2 * LONGEST_LENGTH).sum();
    let mut lines = Zeroizing::new(Vec::with_capacity(room));
    for (name, value) in headers {
        put(&mut lines, name.as_bytes());
        put(&mut lines, value.as_bytes());
    }
    lines
}

/// Length as a variable-length integer (RFC 9000 §16), then the bytes. Prefixes of 1 and 2 bytes where they fit, else 8.
fn put(target: &mut Vec<u8>, bytes: &[u8]) {
    let length = bytes.len() as u64;
    match length {
        0..0x40 => target.extend_from_slice(&length.to_be_bytes()[7..]),
        0x40..0x4000 => target.extend_from_slice(&(length | 0x4000).to_be_bytes()[6..]),
        _ => target.extend_from_slice(&(length | 0xc000_0000_0000_0000).to_be_bytes()),
    }
    target.extend_from_slice(bytes);
}

/// The final response; informational ones and trailers are passed over. Names come out in lower case.
pub(crate) fn decode(message: &[u8]) -> Result<ApiReply, HttpError> {
    let message = bhttp::Message::read_bhttp(&mut Cursor::new(message)).map_err(|_| HttpError::ReplyUnreadable)?;
    let status = message.control().status().ok_or(HttpError::ReplyUnreadable)?.code();
    let headers = message.header().iter().map(header).collect::<Result<_, _>>()?;
    if message.content().len() > REPLY_BYTES {
        return Err(HttpError::ReplyTooLarge);
    }
    Ok(ApiReply { status, headers, body: message.content().to_vec() })
}

fn header(field: &bhttp::Field) -> Result<(String, String), HttpError> {
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| HttpError::ReplyUnreadable);
    Ok((text(field.name())?.to_ascii_lowercase(), text(field.value())?))
}

#[cfg(test)]
mod tests {
    use bhttp::{Message, Mode, StatusCode};
    use kunci_core::ports::Method;

    use super::*;

    fn request(body: Option<Vec<u8>>) -> ApiRequest {
        ApiRequest {
            method: Method::Post,
            path: "/v1/sessions".into(),
            query: "page=2".into(),
            headers: vec![("content-type".into(), "application/json".into()), ("x-long".into(), "v".repeat(300))],
            body: body.map(Zeroizing::new),
        }
    }

    fn read(bytes: &[u8]) -> Message {
        let mut cursor = Cursor::new(bytes);
        let message = Message::read_bhttp(&mut cursor).unwrap();
        assert_eq!(cursor.position(), bytes.len() as u64, "nothing is left over");
        message
    }

    #[test]
    fn another_reader_understands_our_requests() {
        for length in [0, 1, 63, 64, 16_383, 16_384, 65_536] {
            let bytes = encode("bank.example:8443", &request(Some(vec![7; length])));
            let message = read(&bytes);
            assert_eq!(message.control().method(), Some(&b"POST"[..]));
            assert_eq!(message.control().scheme(), Some(&b"https"[..]));
            assert_eq!(message.control().authority(), Some(&b"bank.example:8443"[..]));
            assert_eq!(message.control().path(), Some(&b"/v1/sessions?page=2"[..]));
            assert_eq!(message.header().get(b"content-type"), Some(&b"application/json"[..]));
            assert_eq!(message.header().get(b"x-long").map(<[u8]>::len), Some(300));
            assert_eq!(message.content(), vec![7; length]);
        }
        assert!(read(&encode("bank.example", &request(None))).content().is_empty());
    }

    #[test]
    fn a_message_never_outgrows_its_first_allocation() {
        let request = request(Some(vec![7; 20_000]));
        let bytes = encode("bank.example", &request);
        assert!(bytes.capacity() >= bytes.len() && bytes.capacity() < bytes.len() + 9 * LONGEST_LENGTH);
    }

    fn reply(body: &[u8], name: &str, value: &[u8]) -> Vec<u8> {
        let mut message = Message::response(StatusCode::try_from(201u16).unwrap());
        message.put_header(name, value);
        message.write_content(body);
        message.put_trailer("late", "ignored");
        let mut bytes = Vec::new();
        message.write_bhttp(Mode::KnownLength, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn replies_come_out_with_lower_case_names_and_without_trailers() {
        let reply = decode(&reply(b"{}", "Kunci-Time", b"17")).unwrap();
        assert_eq!((reply.status, reply.body.as_slice()), (201, &b"{}"[..]));
        assert_eq!(reply.headers, [("kunci-time".to_owned(), "17".to_owned())]);
    }

    #[test]
    fn every_cut_and_every_request_in_place_of_a_reply_is_an_error() {
        let whole = reply(b"{\"a\":1}", "kunci-time", b"17");
        for length in 0..whole.len() {
            // Padding and truncated empty sections are legal (RFC 9292 §3.8), so a cut may still read; it must not panic.
            let _ = decode(&whole[..length]);
        }
        assert_eq!(decode(&whole[..8]).unwrap_err(), HttpError::ReplyUnreadable);
        assert_eq!(decode(&encode("bank.example", &request(None))).unwrap_err(), HttpError::ReplyUnreadable);
        assert_eq!(decode(&reply(b"", "x", &[0xff])).unwrap_err(), HttpError::ReplyUnreadable);
        assert_eq!(decode(&[]).unwrap_err(), HttpError::ReplyUnreadable);
    }

    #[test]
    fn a_body_over_the_contracts_size_is_refused() {
        assert!(decode(&reply(&vec![0; REPLY_BYTES], "x", b"")).is_ok());
        assert_eq!(decode(&reply(&vec![0; REPLY_BYTES + 1], "x", b"")).unwrap_err(), HttpError::ReplyTooLarge);
    }
}
