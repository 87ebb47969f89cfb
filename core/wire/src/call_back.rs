//! `/v1/call-backs` and `/v1/user-id-reminders`; see `docs/contract/call-backs.md`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /v1/call-backs`. All of it is the intent. The number is the one that is registered, and is not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CallBackRequest {
    /// What about.
    pub reason: String,
    /// The beginning of one of the windows that the bank offers.
    pub from: Timestamp,
}

/// A time within which the bank calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallBackWindow {
    /// Not before.
    pub from: Timestamp,
    /// Before then.
    pub until: Timestamp,
}

/// A call that was asked for: `201` of `POST /v1/call-backs`, `200` of its cancellation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallBackItem {
    /// Its name.
    pub id: Uuid,
    /// What about.
    pub reason: String,
    /// Not before.
    pub from: Timestamp,
    /// Before then.
    pub until: Timestamp,
    /// The registered number, masked.
    pub number: String,
    /// `waiting`, `reached`, `missed` or `cancelled`.
    pub state: String,
}

/// `200` of `GET /v1/call-backs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallBacksReply {
    /// The newest ten, newest first.
    pub call_backs: Vec<CallBackItem>,
    /// When the bank can call, the earliest first.
    pub windows: Vec<CallBackWindow>,
    /// The registered number, masked: the bank calls no other.
    pub number: String,
}

/// `POST /v1/user-id-reminders`, unsigned. Its answer says nothing of whether anybody has that number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UserIdReminderRequest {
    /// E.164.
    pub number: String,
    /// `id` or `en`: of the message.
    pub language: String,
}
