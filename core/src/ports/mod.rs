//! What the core needs from the world. The traits are the whole of its dependence on platform, network, disk and clock;
//! `kunci-adapters` implements them for real, tests and simulations in memory.
//!
//! [`TokenStore`], [`HistoryStore`], [`DeviceKeys`], [`Clock`] and [`Entropy`] are synchronous: the core calls them on threads that may block.
//! [`Http`] and [`Link`] are asynchronous.

mod clock;
mod device_keys;
mod entropy;
mod history_store;
mod http;
mod link;
mod token_store;

pub use clock::Clock;
pub use device_keys::{DeviceKeyError, DeviceKeys, GeneratedKey, KeyPurpose, KeySpec};
pub use entropy::{Entropy, EntropyError, random};
pub use history_store::{
    Conversation, ConversationRecord, EventKind, EventRecord, FileRecord, GapRecord, HeadRecord, HistoryStore,
    HistoryVault, KeptFrame, OutboxKind, OutboxRecord, OutboxState, PartRecord, RENUMBERED, SendFailure, Speaker,
    SummaryRecord, TranscriptRecord, Unverified,
};
pub use http::{ApiReply, ApiRequest, BoxFuture, GatewayConfig, Http, HttpError, Method, Sending};
pub use link::{Incoming, Link, LinkConnection, LinkError, LinkReceiver, LinkSender, LinkTarget};
pub use token_store::{
    BiometricRecord, BootId, BundleRecord, CardRef, ChainRecord, CommandAction, CommandRecord, CommandState,
    DraftRecord, NextKnowledge, Phase, Slot, StoreError, TimeAnchor, TokenRecord, TokenStore, UnsentRecord,
    WrappedKnowledge,
};
