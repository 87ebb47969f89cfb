use super::{BoxFuture, HttpError};

/// The live link: a WebSocket, or long polls where none comes through, over pinned TLS with Noise inside (`docs/contract/link.md`).
pub trait Link: Send + Sync {
    /// Opens a connection and proves the bank behind it: TLS, upgrade, Noise handshake. Says nothing of the customer.
    ///
    /// # Errors
    /// [`LinkError`].
    fn open(&self, target: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>>;
    /// The phone has another network: what was learnt of the last one counts no more.
    fn network_changed(&self) {}
}

/// Whom to expect behind the socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget {
    /// The bank's static X25519 key.
    pub bank_key: [u8; 32],
    /// What both sides must have in mind; see `docs/contract/link.md`.
    pub prologue: Vec<u8>,
}

/// An open connection. Dropping both halves closes it.
pub struct LinkConnection {
    /// Names this one connection; what is signed over it serves nowhere else.
    pub handshake_hash: [u8; 32],
    /// Towards the bank.
    pub sender: Box<dyn LinkSender>,
    /// From the bank.
    pub receiver: Box<dyn LinkReceiver>,
}

/// Towards the bank.
pub trait LinkSender: Send {
    /// Encrypts and sends one frame.
    ///
    /// # Errors
    /// [`LinkError`]; the connection is of no use then.
    fn send(&mut self, frame: Vec<u8>) -> BoxFuture<'_, Result<(), LinkError>>;
    /// Asks for a sign of life.
    ///
    /// # Errors
    /// As [`Self::send`].
    fn ping(&mut self) -> BoxFuture<'_, Result<(), LinkError>>;
}

/// From the bank.
pub trait LinkReceiver: Send {
    /// What comes next. Dropping the future loses nothing.
    ///
    /// # Errors
    /// [`LinkError`]; the connection is of no use then.
    fn receive(&mut self) -> BoxFuture<'_, Result<Incoming, LinkError>>;
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A frame, decrypted: the bank's own word.
    Frame(Vec<u8>),
    /// A sign of life.
    Alive,
}

/// Why there is no connection (any more).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The connection could not be made.
    #[error(transparent)]
    Connect(HttpError),
    /// The server does not offer the link now.
    #[error("the link is not offered now")]
    NotOffered,
    /// What answered does not hold the bank's key.
    #[error("the bank did not prove itself on the link")]
    NotTheBank,
    /// The connection ended.
    #[error("the link broke")]
    Broken,
    /// A frame is over the contract's size.
    #[error("a frame is too large")]
    FrameTooLarge,
    /// What came is not from the bank: it cannot be decrypted, or is not the contract's.
    #[error("a frame cannot be read")]
    Unreadable,
}
