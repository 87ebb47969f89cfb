//! The bank's long-lived keys, wrapped in the database by the HSM's master key.

use ohttp::hpke::{Aead, Kdf, Kem};
use ohttp::{KeyConfig, SymmetricSuite};
use p256::SecretKey;
use x25519_dalek::StaticSecret;

use crate::crypto::keys::SigningPair;
use crate::crypto::mac::sha256;
use crate::entropy::Entropy;
use crate::hsm::Hsm;
use crate::refusal::BankError;
use crate::store::Tx;

/// All keys.
pub(crate) struct Keyring {
    /// The two roots that phones pin. A production bank keeps them offline.
    pub(crate) roots: [SigningPair; 2],
    pub(crate) bundle_signer: SigningPair,
    pub(crate) transcript: SigningPair,
    pub(crate) token_status: SigningPair,
    /// Signs receipts of card controls.
    pub(crate) receipt: SigningPair,
    /// Signs challenges for offline approval by QR.
    pub(crate) approval_qr: SigningPair,
    /// Signs the website's offers of an enrolment.
    pub(crate) enrol_qr: SigningPair,
    /// Signs the status of the bank's services.
    pub(crate) service_status: SigningPair,
    /// Signs badges.
    pub(crate) badge: SigningPair,
    /// Signs the directory of the bank's channels.
    pub(crate) channels: SigningPair,
    /// Dewi's own: signs her words.
    pub(crate) agent: SigningPair,
    /// The bot's own.
    pub(crate) bot: SigningPair,
    /// Static key of the live link, its public half and id.
    pub(crate) noise: StaticSecret,
    pub(crate) noise_public: [u8; 32],
    pub(crate) noise_kid: String,
    /// Belongs to nobody: what the fault switches sign with.
    pub(crate) rogue: SigningPair,
    /// The gateway.
    pub(crate) oblivious: ohttp::Server,
    /// The gateway's public configuration (RFC 9458 §3) and its key id.
    pub(crate) oblivious_config: Vec<u8>,
    pub(crate) oblivious_kid: String,
    pub(crate) tls_authority: SecretKey,
    pub(crate) tls_leaf: SecretKey,
    /// Pinned, never served: the leaf's successor.
    pub(crate) tls_backup: SecretKey,
}

impl Keyring {
    /// Reads the keys, making those that are not there yet.
    pub(crate) fn load_or_make(tx: &mut dyn Tx, hsm: &Hsm, entropy: &Entropy) -> Result<Self, BankError> {
        let mut key = |name: &str| load_or_make(tx, hsm, entropy, name);
        let roots = [SigningPair::new(key("root-1")?)?, SigningPair::new(key("root-2")?)?];
        let bundle_signer = SigningPair::new(key("bundle-signer")?)?;
        let transcript = SigningPair::new(key("transcript")?)?;
        let token_status = SigningPair::new(key("token-status")?)?;
        let receipt = SigningPair::new(key("receipt")?)?;
        let approval_qr = SigningPair::new(key("approval-qr")?)?;
        let enrol_qr = SigningPair::new(key("enrol-qr")?)?;
        let channels = SigningPair::new(key("channels")?)?;
        let service_status = SigningPair::new(key("service-status")?)?;
        let [badge, agent, bot] = [key("badge")?, key("agent")?, key("bot")?].map(SigningPair::new);
        // Any 32 bytes are an X25519 key (RFC 7748 §5).
        let noise = StaticSecret::from(<[u8; 32]>::from(key("noise")?.to_bytes()));
        let (noise_public, noise_kid) = crate::link::noise::public(&noise);
        let rogue = SigningPair::new(key("rogue")?)?;
        let [tls_authority, tls_leaf, tls_backup] = [key("tls-authority")?, key("tls-leaf")?, key("tls-backup")?];
        // The scalar serves as input keying material; the X25519 key pair is derived from it (RFC 9180 §7.1.3).
        let material = zeroize::Zeroizing::new(key("oblivious")?.to_bytes());
        let suite = SymmetricSuite::new(Kdf::HkdfSha256, Aead::ChaCha20Poly1305);
        let config =
            KeyConfig::derive(1, Kem::X25519Sha256, vec![suite], &material[..]).map_err(|_| BankError::Oblivious)?;
        let oblivious_config = config.encode().map_err(|_| BankError::Oblivious)?;
        Ok(Self {
            roots,
            bundle_signer,
            transcript,
            token_status,
            receipt,
            approval_qr,
            enrol_qr,
            service_status,
            badge: badge?,
            channels,
            agent: agent?,
            bot: bot?,
            noise,
            noise_public,
            noise_kid,
            rogue,
            oblivious: ohttp::Server::new(config).map_err(|_| BankError::Oblivious)?,
            oblivious_kid: kunci_wire::bytes::encode(&sha256(&oblivious_config)),
            oblivious_config,
            tls_authority,
            tls_leaf,
            tls_backup,
        })
    }
}

fn load_or_make(tx: &mut dyn Tx, hsm: &Hsm, entropy: &Entropy, name: &str) -> Result<SecretKey, BankError> {
    let label = format!("key/{name}");
    if let Some(wrapped) = tx.meta(&label)? {
        return SecretKey::from_slice(&hsm.unwrap(&label, &wrapped)?).map_err(|_| BankError::Key);
    }
    let key = entropy.secret_key()?;
    let scalar = zeroize::Zeroizing::new(key.to_bytes());
    tx.set_meta(&label, &hsm.wrap(entropy, &label, &scalar)?)?;
    Ok(key)
}
