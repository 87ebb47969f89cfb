//! The live link: pinned TLS, WebSocket or long polls, Noise NK (`docs/contract/link.md`).

mod noise;
mod poll;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use kunci_core::config::{BankConfig, ConfigError};
use kunci_core::ports::{
    BoxFuture, HttpError, Incoming, Link, LinkConnection, LinkError, LinkReceiver, LinkSender, LinkTarget,
};
use kunci_wire::link::{FRAME_BYTES, PATH};
use reqwest::Client;
use rustls::pki_types::{ServerName, UnixTime};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{StatusCode, Uri};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error as WsError, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::{https, tls};
use noise::{Handshake, Opener, Sealer};

/// Until the bank has proved itself.
pub(crate) const OPEN_TIMEOUT: Duration = Duration::from_secs(15);
/// Until a WebSocket has let the first two messages through. What swallows them leaves time for long polls.
const SOCKET_TIMEOUT: Duration = Duration::from_secs(7);
/// A network that lets no WebSocket through is not asked for one again for so long: the phone is in another one by then, perhaps.
const NO_SOCKET: Duration = Duration::from_secs(10 * 60);
/// The largest Noise message (rev 34 §3).
const MESSAGE_BYTES: usize = 65_535;
/// The bank could not read the first message: it was meant for another key.
const NOT_FOR_ME: CloseCode = CloseCode::Library(4000);

/// [`Link`] over tungstenite, or reqwest where no WebSocket comes through, and snow. Its futures need a tokio runtime with I/O and time.
pub struct BankLink {
    tls: TlsConnector,
    host: String,
    port: u16,
    server_name: ServerName<'static>,
    url: String,
    /// For long polls.
    client: Client,
    base_url: String,
    /// No WebSocket came through here: long polls alone until then.
    no_socket_until: Mutex<Option<Instant>>,
}

impl BankLink {
    /// A link to the bank of `config`; see [`tls::client_config`] for `time_floor`. Connects when opened.
    ///
    /// # Errors
    /// [`ConfigError`] if `config` cannot be used.
    pub fn new(config: &BankConfig, time_floor: UnixTime) -> Result<Self, ConfigError> {
        let tls = tls::client_config(config, &[b"http/1.1"], time_floor)?;
        let url = format!("wss://{}{PATH}", config.authority());
        let address: Uri = url.parse().map_err(|_| ConfigError::Address)?;
        let host = address.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let server_name = ServerName::try_from(host.clone()).map_err(|_| ConfigError::Address)?;
        let port = address.port_u16().unwrap_or(443);
        Ok(Self {
            tls: TlsConnector::from(Arc::new(tls)),
            host,
            port,
            server_name,
            url,
            client: https::client(config, time_floor)?,
            base_url: config.base_url.clone(),
            no_socket_until: Mutex::new(None),
        })
    }

    async fn connect(&self, target: LinkTarget) -> Result<LinkConnection, LinkError> {
        if self.no_socket_until().is_some_and(|until| Instant::now() < until) {
            return poll::over(self.client.clone(), &self.base_url, &target).await;
        }
        // Without TLS to the bank long polls get nowhere either.
        let stream = self.stream().await?;
        let tried = timeout(SOCKET_TIMEOUT, by_socket(stream, &self.url, &target)).await;
        let error = match tried.unwrap_or(Err(NoSocket::Blocked(LinkError::Broken))) {
            Ok(opened) => return Ok(opened),
            Err(NoSocket::Refused(error)) => return Err(error),
            Err(NoSocket::Blocked(error)) => error,
        };
        let polled = poll::over(self.client.clone(), &self.base_url, &target).await.map_err(|_| error)?;
        *self.no_socket_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + NO_SOCKET);
        Ok(polled)
    }

    fn no_socket_until(&self) -> Option<Instant> {
        *self.no_socket_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn stream(&self) -> Result<TlsStream<TcpStream>, LinkError> {
        let offline = |_| LinkError::Connect(HttpError::Offline);
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(offline)?;
        stream.set_nodelay(true).map_err(offline)?;
        self.tls
            .connect(self.server_name.clone(), stream)
            .await
            .map_err(|error| LinkError::Connect(tls::tls_failure(&error).unwrap_or(HttpError::Offline)))
    }
}

/// Why there is no WebSocket.
pub(crate) enum NoSocket {
    /// The bank's own word: "not now", or by the answer of another key.
    Refused(LinkError),
    /// Perhaps by something in between: long polls may come through.
    Blocked(LinkError),
}

/// WebSocket and Noise over a stream that is connected already.
pub(crate) async fn by_socket<S>(stream: S, url: &str, target: &LinkTarget) -> Result<LinkConnection, NoSocket>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let socket = upgrade(stream, url).await?;
    prove(socket, target).await.map_err(|error| match error {
        LinkError::NotTheBank => NoSocket::Refused(error),
        error => NoSocket::Blocked(error),
    })
}

async fn upgrade<S>(stream: S, url: &str) -> Result<WebSocketStream<S>, NoSocket>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let request = url.into_client_request().map_err(|_| NoSocket::Refused(LinkError::NotOffered))?;
    let limits = WebSocketConfig::default().max_message_size(Some(MESSAGE_BYTES)).max_frame_size(Some(MESSAGE_BYTES));
    match client_async_with_config(request, stream, Some(limits)).await {
        Ok((socket, _)) => Ok(socket),
        Err(WsError::Http(answer)) if says_not_now(answer.status()) => Err(NoSocket::Refused(LinkError::NotOffered)),
        Err(WsError::Http(_)) => Err(NoSocket::Blocked(LinkError::NotOffered)),
        Err(error) => Err(NoSocket::Blocked(broke(error))),
    }
}

/// The Noise handshake.
async fn prove<S>(mut socket: WebSocketStream<S>, target: &LinkTarget) -> Result<LinkConnection, LinkError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (handshake, first) = Handshake::begin(target)?;
    socket.send(Message::binary(first)).await.map_err(broke)?;
    let Incoming::Frame(second) = next_message(&mut socket).await? else { return Err(LinkError::NotTheBank) };
    let (handshake_hash, sealer, opener) = handshake.finish(&second)?;
    let (sink, stream) = socket.split();
    Ok(LinkConnection {
        handshake_hash,
        sender: Box::new(Sender { sink, sealer }),
        receiver: Box::new(Receiver { stream, opener }),
    })
}

/// The bank is there, and does not offer the link: any other refusal may be the word of something in between.
fn says_not_now(status: StatusCode) -> bool {
    matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS)
}

impl fmt::Debug for BankLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BankLink({})", self.url)
    }
}

impl Link for BankLink {
    fn open(&self, target: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        Box::pin(async move {
            let late = |_| Err(LinkError::Connect(HttpError::Offline));
            timeout(OPEN_TIMEOUT, self.connect(target)).await.unwrap_or_else(late)
        })
    }

    fn network_changed(&self) {
        *self.no_socket_until.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

struct Sender<S> {
    sink: SplitSink<WebSocketStream<S>, Message>,
    sealer: Sealer,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> LinkSender for Sender<S> {
    fn send(&mut self, frame: Vec<u8>) -> BoxFuture<'_, Result<(), LinkError>> {
        Box::pin(async move {
            if frame.len() > FRAME_BYTES {
                return Err(LinkError::FrameTooLarge);
            }
            let sealed = self.sealer.seal(&frame)?;
            self.sink.send(Message::binary(sealed)).await.map_err(broke)
        })
    }

    fn ping(&mut self) -> BoxFuture<'_, Result<(), LinkError>> {
        Box::pin(async move { self.sink.send(Message::Ping(Vec::new().into())).await.map_err(broke) })
    }
}

struct Receiver<S> {
    stream: SplitStream<WebSocketStream<S>>,
    opener: Opener,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> LinkReceiver for Receiver<S> {
    fn receive(&mut self) -> BoxFuture<'_, Result<Incoming, LinkError>> {
        Box::pin(async move {
            match next_message(&mut self.stream).await? {
                Incoming::Frame(sealed) => self.opener.open(&sealed).map(Incoming::Frame),
                Incoming::Alive => Ok(Incoming::Alive),
            }
        })
    }
}

/// The next message as it travelled. Nothing is lost if the future is dropped: there is one await.
async fn next_message(
    stream: &mut (impl futures_util::Stream<Item = Result<Message, WsError>> + Unpin),
) -> Result<Incoming, LinkError> {
    match stream.next().await {
        Some(Ok(Message::Binary(bytes))) => Ok(Incoming::Frame(bytes.to_vec())),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(Incoming::Alive),
        Some(Ok(Message::Close(Some(close)))) if close.code == NOT_FOR_ME => Err(LinkError::NotTheBank),
        Some(Ok(Message::Close(_))) | None => Err(LinkError::Broken),
        Some(Ok(Message::Text(_) | Message::Frame(_))) => Err(LinkError::Unreadable),
        Some(Err(error)) => Err(broke(error)),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn broke(error: WsError) -> LinkError {
    match error {
        WsError::Capacity(_) => LinkError::FrameTooLarge,
        _ => LinkError::Broken,
    }
}
