//! Certificates and TLS 1.3.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use p256::SecretKey;
use p256::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
};
use rustls::ServerConfig;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::bank::Bank;
use crate::crypto::mac::sha256;
use crate::faults::TlsFault;
use crate::refusal::BankError;

/// What the listener can show, one configuration for each switch.
pub(crate) struct TlsFaces {
    good: Arc<ServerConfig>,
    wrong_pin: Arc<ServerConfig>,
    expired: Arc<ServerConfig>,
    unknown_issuer: Arc<ServerConfig>,
    not_yet_valid: Arc<ServerConfig>,
    /// The authority's certificate.
    pub(crate) root: Vec<u8>,
    /// SPKI SHA-256 of the leaf's key and of its successor's.
    pub(crate) pins: [[u8; 32]; 2],
}

impl TlsFaces {
    /// Makes all certificates. Their dates are around the machine's clock, because phones check TLS with their own.
    pub(crate) fn make(bank: &Bank) -> Result<Self, BankError> {
        let keys = &bank.keys;
        let authority = Authority::new("Kunci Sandbox Root", &keys.tls_authority)?;
        let stranger = Authority::new("Some Other Root", &bank.entropy.secret_key()?)?;
        let root = match bank.keep(|tx| tx.meta("tls-authority-certificate"))? {
            Some(der) => der,
            None => {
                let der = authority.certificate()?;
                bank.keep(|tx| tx.set_meta("tls-authority-certificate", &der))?;
                der
            }
        };
        let other = bank.entropy.secret_key()?;
        let present = (days(-1)?, days(300)?);
        Ok(Self {
            good: authority.face(&keys.tls_leaf, present)?,
            wrong_pin: authority.face(&other, present)?,
            expired: authority.face(&keys.tls_leaf, (days(-30)?, days(-2)?))?,
            unknown_issuer: stranger.face(&keys.tls_leaf, present)?,
            not_yet_valid: authority.face(&keys.tls_leaf, (days(2)?, days(30)?))?,
            root,
            pins: [pin(&keys.tls_leaf)?, pin(&keys.tls_backup)?],
        })
    }

    /// What to show under a switch; `None`: hang up.
    pub(crate) fn face(&self, fault: TlsFault) -> Option<Arc<ServerConfig>> {
        let face = match fault {
            TlsFault::NetworkCut => return None,
            TlsFault::None => &self.good,
            TlsFault::WrongPin => &self.wrong_pin,
            TlsFault::Expired => &self.expired,
            TlsFault::UnknownIssuer => &self.unknown_issuer,
            TlsFault::NotYetValid => &self.not_yet_valid,
        };
        Some(Arc::clone(face))
    }
}

struct Authority {
    params: CertificateParams,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new(name: &str, key: &SecretKey) -> Result<Self, BankError> {
        let mut params = CertificateParams::default();
        params.distinguished_name = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        set_dates(&mut params, days(-1)?, days(3650)?);
        Ok(Self { issuer: Issuer::new(params.clone(), key_pair(key)?), params })
    }

    fn certificate(&self) -> Result<Vec<u8>, BankError> {
        Ok(self.params.self_signed(self.issuer.key())?.der().to_vec())
    }

    /// A configuration with a leaf for this key, valid between two dates.
    fn face(&self, leaf: &SecretKey, (from, until): (Date, Date)) -> Result<Arc<ServerConfig>, BankError> {
        let mut params = CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        params.distinguished_name = named("Kunci Sandbox Bank");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        set_dates(&mut params, from, until);
        let chain: Vec<CertificateDer<'static>> = vec![params.signed_by(&key_pair(leaf)?, &self.issuer)?.into()];
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_no_client_auth()
            .with_single_cert(chain, PrivateKeyDer::from(pkcs8(leaf)?))?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        // No resumption: each connection must show the certificate of the present switch.
        config.send_tls13_tickets = 0;
        Ok(Arc::new(config))
    }
}

fn named(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name
}

fn pkcs8(key: &SecretKey) -> Result<PrivatePkcs8KeyDer<'static>, BankError> {
    let der = key.to_pkcs8_der().map_err(|_| BankError::Key)?;
    Ok(PrivatePkcs8KeyDer::from(der.as_bytes().to_vec()))
}

fn key_pair(key: &SecretKey) -> Result<KeyPair, BankError> {
    Ok(KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8(key)?, &PKCS_ECDSA_P256_SHA256)?)
}

/// SHA-256 of the SubjectPublicKeyInfo (RFC 7469 §2.4).
fn pin(key: &SecretKey) -> Result<[u8; 32], BankError> {
    let spki = key.public_key().to_public_key_der().map_err(|_| BankError::Key)?;
    Ok(sha256(spki.as_bytes()))
}

/// A date so many days from today, by the machine's clock.
fn days(from_today: i64) -> Result<Date, BankError> {
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    today.checked_add(from_today.days()).map_err(|_| BankError::Key)
}

fn set_dates(params: &mut CertificateParams, from: Date, until: Date) {
    let midnight = |date: Date| {
        rcgen::date_time_ymd(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    params.not_before = midnight(from);
    params.not_after = midnight(until);
}
