//! Whom the phone believes to be the bank: one verifier for every TLS connection.
//!
//! First the chain, as everywhere on the web (RFC 5280), but against the bank's own configured roots only, never the phone's
//! list; then the key of the server's certificate must be one of the pinned ones. Each failure keeps its own name up to the
//! customer: a wrong date on the phone is no attack, and an attack is no wrong date.

use std::error::Error;
use std::io;
use std::sync::Arc;

use kunci_core::config::{BankConfig, ConfigError};
use kunci_core::ports::HttpError;
use ring::digest::{SHA256, digest};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, ring as ring_provider};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::version::TLS13;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, OtherError, PeerIncompatible, RootCertStore, SignatureScheme,
};

/// A TLS client for the bank of `config`, offering `alpn` (RFC 7301). `time_floor` is the earliest that "now" can be: the build
/// date or the last authenticated bank time, so that a clock set back does not revive an expired certificate.
///
/// # Errors
/// [`ConfigError::Roots`] if a configured root is no certificate.
pub fn client_config(config: &BankConfig, alpn: &[&[u8]], time_floor: UnixTime) -> Result<ClientConfig, ConfigError> {
    let provider = Arc::new(ring_provider::default_provider());
    let verifier = PinningVerifier::new(config, &provider, time_floor)?;
    let mut client = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13])
        .map_err(|_| ConfigError::Malformed)?
        .dangerous() // named so by rustls; the verifier below only ever refuses more than its own would
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    client.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
    // A resumed session skips the verifier, and its ticket lets an observer link connections.
    client.resumption = Resumption::disabled();
    Ok(client)
}

/// WebPKI, then any-of pins (RFC 7469 §2.4 computes them the same way).
#[derive(Debug)]
struct PinningVerifier {
    chain: Arc<WebPkiServerVerifier>,
    pins: Vec<[u8; 32]>,
    time_floor: UnixTime,
}

impl PinningVerifier {
    fn new(config: &BankConfig, provider: &Arc<CryptoProvider>, time_floor: UnixTime) -> Result<Self, ConfigError> {
        let mut roots = RootCertStore::empty();
        for root in &config.tls_roots {
            roots.add(CertificateDer::from_slice(root)).map_err(|_| ConfigError::Roots)?;
        }
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
            .build()
            .map_err(|_| ConfigError::Roots)?;
        Ok(Self { chain, pins: config.pins.clone(), time_floor })
    }

    /// No secret is compared: pins and certificates are public.
    fn check_pin(&self, leaf: &CertificateDer<'_>) -> Result<(), rustls::Error> {
        // WebPKI's own parser reads the key, so the key that is pinned is the key that was verified.
        let key = ParsedCertificate::try_from(leaf)?.subject_public_key_info();
        let found = digest(&SHA256, &key);
        if self.pins.iter().any(|pin| pin == found.as_ref()) {
            return Ok(());
        }
        Err(CertificateError::Other(OtherError(Arc::new(NoPinFits))).into())
    }
}

impl ServerCertVerifier for PinningVerifier {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let now = now.max(self.time_floor);
        let verified = self.chain.verify_server_cert(leaf, intermediates, server_name, ocsp_response, now)?;
        self.check_pin(leaf)?;
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(PeerIncompatible::ServerDoesNotSupportTls12Or13.into()) // never asked: only TLS 1.3 is offered
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.chain.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
}

/// The chain is fine, the key is none of the pinned ones.
#[derive(Debug, thiserror::Error)]
#[error("the server's key is none of the pinned ones")]
struct NoPinFits;

/// What TLS said, if `error` or anything it carries comes from rustls.
pub(crate) fn tls_failure(error: &(dyn Error + 'static)) -> Option<HttpError> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(name(found));
        }
        // `source()` of an io::Error skips the error it carries, so that one is asked for by name.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(carried) => Some(carried),
            None => error.source(),
        };
    }
    None
}

fn name(error: &rustls::Error) -> HttpError {
    let rustls::Error::InvalidCertificate(reason) = error else {
        return HttpError::TlsFailed;
    };
    match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => HttpError::CertificateExpired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            HttpError::CertificateNotYetValid
        }
        // A bad signature is an issuer that only bears the right name.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => HttpError::UnknownIssuer,
        CertificateError::Other(OtherError(other)) if other.is::<NoPinFits>() => HttpError::PinMismatch,
        _ => HttpError::TlsFailed,
    }
}
