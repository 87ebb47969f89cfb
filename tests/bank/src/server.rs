//! The listeners: on loop-back addresses only, but for the console where a password guards it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use futures_util::stream::{self, StreamExt as _};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use kunci_wire::{B64, Bytes32, limits};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::bank::{BANK_ID, Bank, BankOptions};
use crate::console::{self, ConsoleOptions};
use crate::control::{self, ControlRefusal, House};
use crate::faults::{Open, TlsFault};
use crate::gateway::{self, Delivered, Inner};
use crate::link;
use crate::ready::{PhoneConfig, ReadyFile};
use crate::refusal::BankError;
use crate::tenants::Tenants;
use crate::tls::TlsFaces;

/// A TLS handshake must be done by then.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// A reply that is torn stops for so long in its midst.
const TORN: Duration = Duration::from_millis(50);

/// How often the bank tidies up by itself.
const TIDY: Duration = Duration::from_secs(30);

/// A bank that listens. Dropping it stops it at once; [`Self::stop`] waits until it has stopped.
pub struct RunningBank {
    /// Where it listens.
    pub ready: ReadyFile,
    bank: Arc<Bank>,
    /// Of the first bank of a process.
    tenants: Option<Arc<Tenants>>,
    stop: watch::Sender<bool>,
    listeners: JoinSet<()>,
}

impl Bank {
    /// Opens the bank and listens.
    pub async fn start(options: BankOptions) -> Result<RunningBank, BankError> {
        let tenants = Arc::new(Tenants::new(&options));
        RunningBank::start(options, Some(tenants)).await
    }
}

impl RunningBank {
    /// A bank with room for tenants, or one of the tenants.
    pub(crate) async fn start(options: BankOptions, tenants: Option<Arc<Tenants>>) -> Result<Self, BankError> {
        let opening = options.clone();
        let opened = tokio::task::spawn_blocking(move || {
            let bank = Bank::open(&opening)?;
            let faces = TlsFaces::make(&bank)?;
            Ok::<_, BankError>((bank, faces))
        });
        let (bank, faces) = opened.await.map_err(|_| BankError::Task)??;
        Self::listen(bank, faces, &options, tenants).await
    }

    async fn listen(
        bank: Arc<Bank>,
        faces: TlsFaces,
        options: &BankOptions,
        tenants: Option<Arc<Tenants>>,
    ) -> Result<Self, BankError> {
        let api = TcpListener::bind((Ipv4Addr::LOCALHOST, options.api_port)).await?;
        let control = TcpListener::bind((Ipv4Addr::LOCALHOST, options.control_port)).await?;
        let api_port = api.local_addr()?.port();
        let plain = if options.plain { Some(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?) } else { None };
        let plain_port = plain.as_ref().map(TcpListener::local_addr).transpose()?.map(|address| address.port());
        for port in [Some(api_port), plain_port].into_iter().flatten() {
            bank.serve_as(&format!("127.0.0.1:{port}"));
            bank.serve_as(&format!("localhost:{port}"));
        }
        if api_port == 443 {
            // A default port is left out of `@authority` (RFC 9421 §2.2.3).
            bank.serve_as("127.0.0.1");
            bank.serve_as("localhost");
        }
        if let Some(authority) = &options.behind {
            bank.serve_as(authority);
        }
        let console = open_console(options).await?;
        let control_token = kunci_wire::bytes::encode(&random_token()?);
        let keys = &bank.keys;
        let ready = ReadyFile {
            api_url: format!("https://127.0.0.1:{api_port}"),
            plain_url: plain_port.map(|port| format!("http://127.0.0.1:{port}")),
            control_url: format!("http://127.0.0.1:{}", control.local_addr()?.port()),
            control_token: control_token.clone(),
            console_url: console.as_ref().map(|(_, bound, _)| format!("http://{bound}/")),
            phone_config: PhoneConfig {
                bank_id: BANK_ID.to_owned(),
                base_url: format!("https://127.0.0.1:{api_port}"),
                tls_roots: vec![B64(faces.root.clone())],
                pins: faces.pins.map(Bytes32).to_vec(),
                bundle_roots: keys.roots.iter().map(|root| root.public.clone()).collect(),
            },
        };
        let stop = watch::Sender::new(false);
        let mut listeners = JoinSet::new();
        let switched = Switches(Some(Arc::clone(&bank)));
        listeners.spawn(serve(api, stop.subscribe(), switched, sealed_router(&bank), Some(Arc::new(faces))));
        if let Some(tenants) = &tenants {
            tenants.beside(&bank);
        }
        let house = House { bank: Arc::clone(&bank), tenants: tenants.clone() };
        let control_router = control::router(house.clone(), control_token);
        listeners.spawn(serve(control, stop.subscribe(), Switches(None), control_router, None));
        if let Some(plain) = plain {
            listeners.spawn(serve(plain, stop.subscribe(), Switches(None), plain_router(&bank), None));
        }
        if let Some((console, bound, options)) = console {
            let router = console::router(house, options, bound);
            listeners.spawn(serve(console, stop.subscribe(), Switches(None), router, None));
        }
        listeners.spawn(keep_tidy(Arc::clone(&bank), stop.subscribe()));
        if let Some(path) = &options.ready_file {
            ready.write(path)?;
        }
        Ok(Self { ready, bank, tenants, stop, listeners })
    }

    /// The bank behind the listeners.
    #[must_use]
    pub fn bank(&self) -> &Arc<Bank> {
        &self.bank
    }

    /// Opens a tenant: another bank in this process, with nothing of this one's. Where it listens, and its ready file.
    pub async fn make_tenant(&self, name: &str, seed: Option<u64>) -> Result<serde_json::Value, ControlRefusal> {
        match &self.tenants {
            Some(tenants) => tenants.make(name, seed).await,
            None => Err(control::refuse(409, "not_possible", "a tenant has no tenants")),
        }
    }

    /// Closes the listeners and every connection, also of tenants, and waits for it.
    pub async fn stop(mut self) {
        if let Some(tenants) = self.tenants.take() {
            tenants.stop().await;
        }
        self.bank.link.stop();
        self.stop.send_replace(true);
        while self.listeners.join_next().await.is_some() {}
    }
}

impl Drop for RunningBank {
    fn drop(&mut self) {
        self.bank.link.stop();
        self.stop.send_replace(true);
    }
}

/// The console's listener and where it is bound, if one was asked for.
async fn open_console(options: &BankOptions) -> Result<Option<(TcpListener, SocketAddr, &ConsoleOptions)>, BankError> {
    let Some(options) = &options.console else { return Ok(None) };
    options.check()?;
    let listener = TcpListener::bind(options.address).await?;
    let bound = listener.local_addr()?;
    Ok(Some((listener, bound, options)))
}

/// From the system even with a seed: who knows the seed must not drive somebody else's bank.
fn random_token() -> Result<[u8; 32], BankError> {
    let mut token = [0; 32];
    getrandom::fill(&mut token).map_err(|_| BankError::Entropy)?;
    Ok(token)
}

/// Destroys keys that have had their time even while nobody calls.
async fn keep_tidy(bank: Arc<Bank>, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(TIDY);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = ticks.tick() => {}
        }
        let worker = Arc::clone(&bank);
        // If it fails now, the next tick or the next call does it.
        let _ = tokio::task::spawn_blocking(move || worker.tidy()).await;
    }
}

/// Lets a handler kill the connection it answers on.
#[derive(Clone, Default)]
struct Hangup(Arc<Notify>);

/// Whose switches a listener is under, if anybody's.
struct Switches(Option<Arc<Bank>>);

impl Switches {
    fn accept(&self) -> (Option<watch::Receiver<TlsFault>>, Option<Open>) {
        let accepted = self.0.as_ref().map(|bank| bank.faults.accept());
        accepted.map_or((None, None), |(switch, open)| (Some(switch), Some(open)))
    }
}

/// Accepts until told to stop. A change of the TLS switch ends every connection of this listener.
async fn serve(
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
    switches: Switches,
    router: Router,
    faces: Option<Arc<TlsFaces>>,
) {
    let mut connections = JoinSet::new();
    loop {
        let stream = tokio::select! {
            _ = stop.changed() => break,
            // Finished connections are taken off the set as they end.
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(_) => {
                    // Out of file descriptors, most likely: let some connections end.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let (mut switch, open) = switches.accept();
        let fault = switch.as_ref().map_or(TlsFault::None, |switch| *switch.borrow());
        let (router, faces) = (router.clone(), faces.clone());
        connections.spawn(async move {
            // What cuts the connection must still have it when the conversation over it is dropped.
            let (stream, second) = twice(stream);
            let hangup = Hangup::default();
            let killed = hangup.clone();
            tokio::select! {
                () = converse(stream, fault, faces, router, hangup) => return,
                () = killed.0.notified() => {}
                () = changed(&mut switch) => {}
            }
            if let Some(second) = second {
                close(second).await;
            }
            drop(open);
        });
    }
    connections.shutdown().await;
}

/// Ends when the switch changes; none never does, nor one whose bank is gone.
async fn changed(switch: &mut Option<watch::Receiver<TlsFault>>) {
    let is_changed = match switch {
        Some(switch) => switch.changed().await.is_ok(),
        None => false,
    };
    if !is_changed {
        std::future::pending::<()>().await;
    }
}

/// The same socket once more; where the system has no descriptor left for it, the connection ends with its conversation.
fn twice(stream: TcpStream) -> (std::io::Result<TcpStream>, Option<TcpStream>) {
    let again = |stream: TcpStream| {
        let stream = stream.into_std()?;
        let second = stream.try_clone().and_then(TcpStream::from_std).ok();
        Ok::<_, std::io::Error>((TcpStream::from_std(stream)?, second))
    };
    match again(stream) {
        Ok((stream, second)) => (Ok(stream), second),
        Err(error) => (Err(error), None),
    }
}

/// Closes this end, and waits until the other end has noticed and closed as well.
async fn close(mut stream: TcpStream) {
    let _ = stream.shutdown().await;
    // What still comes is not looked at.
    let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
}

async fn converse(
    stream: std::io::Result<TcpStream>,
    fault: TlsFault,
    faces: Option<Arc<TlsFaces>>,
    router: Router,
    hangup: Hangup,
) {
    let Ok(stream) = stream else { return };
    // Small messages in both directions: waiting to fill packets only costs time.
    let _ = stream.set_nodelay(true);
    let Some(faces) = faces else { return speak_http(stream, router, hangup).await };
    let Some(face) = faces.face(fault) else { return };
    let handshake = tokio::time::timeout(HANDSHAKE, TlsAcceptor::from(face).accept(stream));
    if let Ok(Ok(stream)) = handshake.await {
        speak_http(stream, router, hangup).await;
    }
}

async fn speak_http<S>(stream: S, router: Router, hangup: Hangup)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = router.map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(hangup.clone());
        request.map(Body::new)
    });
    let service = TowerToHyperService::new(service);
    // A connection that breaks is the other side's affair.
    let _ =
        auto::Builder::new(TokioExecutor::new()).serve_connection_with_upgrades(TokioIo::new(stream), service).await;
}

/// What the TLS listener offers: the signed key bundle, the gateway and the live link, nothing else.
fn sealed_router(bank: &Arc<Bank>) -> Router {
    let inner = bank.router();
    let (keys_bank, keys_router) = (Arc::clone(bank), inner.clone());
    let (gateway_bank, gateway_router) = (Arc::clone(bank), inner);
    link_router(bank)
        .route("/v1/keys", get(move |request| pass_on(Arc::clone(&keys_bank), keys_router.clone(), request)))
        .route(
            "/v1/ohttp",
            post(move |request: Request| {
                let (bank, router) = (Arc::clone(&gateway_bank), gateway_router.clone());
                async move {
                    let hangup = request.extensions().get::<Hangup>().cloned().unwrap_or_default();
                    finish(gateway::open(bank, router, request).await, &hangup).await
                }
            }),
        )
}

/// The live link alone.
fn link_router(bank: &Arc<Bank>) -> Router {
    let poll = post(|State(bank): State<Arc<Bank>>, first: Bytes| link::poll::open(bank, first));
    let polled =
        get(|State(bank): State<Arc<Bank>>, Path(id): Path<String>| async move { link::poll::take(&bank, &id).await })
            .post(|State(bank): State<Arc<Bank>>, Path(id): Path<String>, message: Bytes| async move {
                link::poll::post(&bank, &id, message).await
            })
            .delete(
                |State(bank): State<Arc<Bank>>, Path(id): Path<String>| async move { link::poll::close(&bank, &id) },
            );
    let upgrade = get(|State(bank): State<Arc<Bank>>, socket| async move { link::upgrade(&bank, socket) });
    Router::new()
        .route(kunci_wire::link::PATH, upgrade)
        .route(kunci_wire::link::POLL_PATH, poll)
        .route(&format!("{}/{{id}}", kunci_wire::link::POLL_PATH), polled)
        .layer(DefaultBodyLimit::max(link::MESSAGE_BYTES))
        .with_state(Arc::clone(bank))
}

impl Bank {
    /// Serves the live link on a stream that is connected already, to its end. For simulations: without TLS.
    pub async fn serve_link<S>(self: &Arc<Self>, stream: S)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        speak_http(stream, link_router(self), Hangup::default()).await;
    }
}

/// What the plain listener offers: the whole API, unsealed, behind the same fault switches.
fn plain_router(bank: &Arc<Bank>) -> Router {
    let (bank, router) = (Arc::clone(bank), bank.router());
    Router::new().fallback(move |request| pass_on(Arc::clone(&bank), router.clone(), request))
}

/// Hands an unsealed request to the API.
async fn pass_on(bank: Arc<Bank>, router: Router, request: Request) -> Response<Body> {
    let hangup = request.extensions().get::<Hangup>().cloned().unwrap_or_default();
    let (parts, body) = request.into_parts();
    // The API itself refuses what is over its limit; this only bounds the memory.
    let Ok(body) = to_bytes(body, limits::REQUEST_BYTES * 4).await else {
        let mut refused = Response::new(Body::empty());
        *refused.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return refused;
    };
    let Parts { method, uri, headers, .. } = parts;
    let inner = Inner { method, uri, headers, authority: None, encapsulation: None, body };
    finish(gateway::deliver(&bank, &router, inner).await, &hangup).await
}

/// Answers, or hangs up in the midst of it, or without a word.
async fn finish(delivered: Delivered, hangup: &Hangup) -> Response<Body> {
    match delivered {
        Delivered::Reply(response) => response,
        Delivered::Torn(response) => torn(response, hangup.clone()).await,
        Delivered::Cut => {
            hangup.0.notify_one();
            std::future::pending().await
        }
    }
}

/// The first half of a reply that announces all of it; then the connection dies.
async fn torn(response: Response<Body>, hangup: Hangup) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = stream::once(std::future::ready(Ok(whole.slice(..whole.len() / 2))));
    let end = stream::once(async move {
        // What was said is on its way by then.
        tokio::time::sleep(TORN).await;
        hangup.0.notify_one();
        std::future::pending::<Result<Bytes, std::convert::Infallible>>().await
    });
    Response::from_parts(parts, Body::from_stream(half.chain(end)))
}
