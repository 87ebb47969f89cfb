//! `Noise_NK_25519_ChaChaPoly_SHA256` (Noise Protocol Framework rev 34), the phone's side, by snow.

use std::sync::Arc;

use kunci_core::ports::{LinkError, LinkTarget};
use kunci_wire::link::{FRAME_BYTES, NOISE};
use snow::{Builder, HandshakeState, StatelessTransportState};

/// A tag for each message.
const TAG: usize = 16;
/// An ephemeral key and the tag of an empty payload.
const HANDSHAKE: usize = 32 + TAG;

/// The first message is out.
pub(super) struct Handshake(HandshakeState);

impl Handshake {
    /// Makes the first message. It carries nothing: anybody can send it again.
    pub(super) fn begin(target: &LinkTarget) -> Result<(Self, Vec<u8>), LinkError> {
        let parameters = NOISE.parse().map_err(|_| LinkError::Unreadable)?;
        let mut state = Builder::new(parameters)
            .prologue(&target.prologue)
            .and_then(|builder| builder.remote_public_key(&target.bank_key))
            .and_then(Builder::build_initiator)
            .map_err(|_| LinkError::NotTheBank)?;
        let mut message = vec![0; HANDSHAKE];
        let length = state.write_message(&[], &mut message).map_err(|_| LinkError::NotTheBank)?;
        message.truncate(length);
        Ok((Self(state), message))
    }

    /// Reads the second message: only the holder of the bank's key, with the same prologue in mind, could make it.
    pub(super) fn finish(mut self, message: &[u8]) -> Result<([u8; 32], Sealer, Opener), LinkError> {
        let mut nothing = [0; 0];
        if message.len() != HANDSHAKE || self.0.read_message(message, &mut nothing).is_err() {
            return Err(LinkError::NotTheBank);
        }
        let hash = self.0.get_handshake_hash().try_into().map_err(|_| LinkError::NotTheBank)?;
        let state = self.0.into_stateless_transport_mode().map_err(|_| LinkError::NotTheBank)?;
        let state = Arc::new(state);
        Ok((hash, Sealer { state: Arc::clone(&state), counter: 0 }, Opener { state, counter: 0 }))
    }
}

/// Towards the bank. Every message has the next number.
pub(super) struct Sealer {
    state: Arc<StatelessTransportState>,
    counter: u64,
}

impl Sealer {
    pub(super) fn seal(&mut self, frame: &[u8]) -> Result<Vec<u8>, LinkError> {
        let mut message = vec![0; frame.len() + TAG];
        let length =
            self.state.write_message(self.counter, frame, &mut message).map_err(|_| LinkError::FrameTooLarge)?;
        message.truncate(length);
        self.counter += 1;
        Ok(message)
    }
}

/// From the bank. A message that was changed, left out or said twice does not open.
pub(super) struct Opener {
    state: Arc<StatelessTransportState>,
    counter: u64,
}

impl Opener {
    pub(super) fn open(&mut self, message: &[u8]) -> Result<Vec<u8>, LinkError> {
        if message.len() > FRAME_BYTES + TAG {
            return Err(LinkError::FrameTooLarge);
        }
        let mut frame = vec![0; message.len()];
        let length = self.state.read_message(self.counter, message, &mut frame).map_err(|_| LinkError::Unreadable)?;
        frame.truncate(length);
        self.counter += 1;
        Ok(frame)
    }
}
