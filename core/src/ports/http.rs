use std::fmt;
use std::pin::Pin;

/// A boxed future, so that ports can be trait objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The bank's API over pinned TLS, sealed by Oblivious HTTP.
pub trait Http: Send + Sync {
    /// Host and port of the API, as it stands in `@authority` of request signatures.
    fn authority(&self) -> &str;
    /// `GET /v1/keys`, the one unsealed call: the body, unverified.
    ///
    /// # Errors
    /// [`HttpError`].
    fn key_bundle(&self) -> BoxFuture<'_, Result<Vec<u8>, HttpError>>;
    /// Seals `request` to the gateway's key. What this returns sends it and opens the reply; dropped, nothing was sent.
    ///
    /// # Errors
    /// [`HttpError::GatewayRefused`] if the key is none.
    fn seal(&self, gateway: &GatewayConfig, request: ApiRequest) -> Result<Sending<'_>, HttpError>;
}

/// A request that is sealed and not sent yet. Any status that comes out is the bank's own word.
pub type Sending<'a> = BoxFuture<'a, Result<ApiReply, HttpError>>;

/// An encoded Oblivious HTTP key configuration (RFC 9458 §3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayConfig(pub Vec<u8>);

/// HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// DELETE
    Delete,
}

impl Method {
    /// As it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// One API request. The body may hold secrets: `Debug` shows its length only, and it is wiped when dropped.
pub struct ApiRequest {
    /// Method.
    pub method: Method,
    /// Path without query, starting with `/v1/`.
    pub path: String,
    /// Query without `?`; may be empty.
    pub query: String,
    /// Lower-case names and values, in order.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Option<zeroize::Zeroizing<Vec<u8>>>,
}

impl fmt::Debug for ApiRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.body.as_ref().map_or(0, |body| body.len());
        write!(f, "ApiRequest({} {}, {length} bytes)", self.method.as_str(), self.path)
    }
}

/// One API reply, decapsulated: authentic.
pub struct ApiReply {
    /// HTTP status.
    pub status: u16,
    /// Lower-case names and values.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl ApiReply {
    /// The first header of that (lower-case) name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for ApiReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiReply({}, {} bytes)", self.status, self.body.len())
    }
}

/// Why there is no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// No connection could be made: nothing was sent.
    #[error("the bank cannot be reached")]
    Offline,
    /// The request may have arrived, the reply did not: the outcome is unknown.
    #[error("the connection broke before the answer")]
    OutcomeUnknown,
    /// The server's key is none of the pinned ones.
    #[error("the server's key is not the bank's")]
    PinMismatch,
    /// The server's certificate has expired, by this phone's date.
    #[error("the server's certificate has expired")]
    CertificateExpired,
    /// The server's certificate is not valid yet, by this phone's date: the date is probably wrong.
    #[error("the server's certificate is not valid yet")]
    CertificateNotYetValid,
    /// The server's certificate was not issued by the bank's authority (captive portal, proxy, impostor).
    #[error("the server's certificate has an unknown issuer")]
    UnknownIssuer,
    /// The TLS handshake failed in another way.
    #[error("the secure connection failed")]
    TlsFailed,
    /// The gateway cannot open what was sealed (or refused it from outside): fetch the key bundle, then again.
    #[error("the bank's gateway refused the message")]
    GatewayRefused,
    /// The reply is over the contract's size.
    #[error("the answer is too large")]
    ReplyTooLarge,
    /// The reply cannot be opened or read.
    #[error("the answer cannot be read")]
    ReplyUnreadable,
}
