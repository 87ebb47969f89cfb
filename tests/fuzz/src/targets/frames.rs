//! Frames of the live link, as the phone and as the bank read them.

use kunci_wire::chat::Badge;
use kunci_wire::limits::{JSON_DEPTH, depth_is_fine};
use kunci_wire::link::{ClientFrame, FRAME_BYTES, ServerFrame};

pub(super) fn run(input: &[u8]) {
    if let Ok(frame) = ServerFrame::parse(input) {
        assert!(input.len() <= FRAME_BYTES && depth_is_fine(input), "over {JSON_DEPTH} deep");
        if !matches!(frame, ServerFrame::Unknown(_)) {
            // What was read is written again as something that reads the same.
            let written = frame.to_bytes().map(|bytes| ServerFrame::parse(&bytes));
            assert!(written.is_err() || written == Ok(Ok(frame)), "{:?}", String::from_utf8_lossy(input));
        }
    }
    if let Ok(frame) = ClientFrame::parse(input) {
        assert!(input.len() <= FRAME_BYTES);
        let written = frame.to_bytes().map(|bytes| ClientFrame::parse(&bytes));
        assert!(written.is_err() || written == Ok(Ok(frame)), "{:?}", String::from_utf8_lossy(input));
    }
    if let Ok(badge) = serde_json::from_slice::<Badge>(input) {
        // Any two times may stand in it; judging them must not overflow.
        let _ = badge.expires.duration_since(badge.not_before);
    }
}
