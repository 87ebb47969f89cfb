//! What the core needs from the world. The traits are the whole of its dependence on platform, network, disk and clock;
//! `kunci-adapters` implements them for real, tests and simulations in memory.
//!
//! [`TokenStore`], [`DeviceKeys`], [`Clock`] and [`Entropy`] are synchronous: the core calls them on threads that may block.
//! [`Http`] is asynchronous.

mod clock;
mod device_keys;
mod entropy;
mod http;
mod token_store;

pub use clock::Clock;
pub use device_keys::{DeviceKeyError, DeviceKeys, GeneratedKey, KeyPurpose, KeySpec};
pub use entropy::{Entropy, EntropyError, random};
pub use http::{ApiReply, ApiRequest, BoxFuture, GatewayConfig, Http, HttpError, Method};
pub use token_store::{BundleRecord, Phase, Slot, StoreError, TimeAnchor, TokenRecord, TokenStore, WrappedKnowledge};
