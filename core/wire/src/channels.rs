//! The bank's official channels: JWS `kunci-channels` by a bank key of use `channels`, in the reply to `GET /v1/keys`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where the bank is to be found, all of it: what is not here is not the bank's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// Which bank.
    pub bank: String,
    /// Signed at.
    pub issued: Timestamp,
    /// At most [`CHANNELS`].
    pub channels: Vec<Channel>,
}

/// One way to the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// What it is: the name of a [`kunci_domain::channels::ChannelKind`]. A phone leaves out others.
    pub kind: String,
    /// A number in E.164 or a short one, a registrable domain, an e-mail address, a postal address; empty for what is in the app.
    pub address: String,
}

/// Most channels of a directory.
pub const CHANNELS: usize = 32;
