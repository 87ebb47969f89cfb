//! What the customer meant by a command: the call that it makes, and what its receipt must say.

use kunci_domain::cards::Card;
use kunci_wire::cards::{BlockRequest, CancelRaiseRequest, ControlsRequest, HoldRequest, VirtualCardRequest};
use serde::de::DeserializeOwned;

use super::receipt::Expected;
use crate::Error;
use crate::bank::Call;
use crate::ports::{CommandAction, CommandRecord};

/// What the customer meant, read back from disk.
pub(super) enum Intent {
    Freeze,
    Unfreeze,
    Changes(ControlsRequest),
    CancelRaise(CancelRaiseRequest),
    Block(BlockRequest),
    Activation,
    Replacement,
    VirtualCard(VirtualCardRequest),
}

impl Intent {
    pub(super) fn of(command: &CommandRecord) -> Result<Self, Error> {
        Ok(match command.action {
            CommandAction::Freeze => Self::Freeze,
            CommandAction::Unfreeze => Self::Unfreeze,
            CommandAction::Tighten | CommandAction::Controls => Self::Changes(read(&command.intent)?),
            CommandAction::CancelRaise => Self::CancelRaise(read(&command.intent)?),
            CommandAction::Block => Self::Block(read(&command.intent)?),
            CommandAction::Activation => Self::Activation,
            CommandAction::Replacement => Self::Replacement,
            CommandAction::VirtualCard => Self::VirtualCard(read(&command.intent)?),
        })
    }

    /// What the receipt must say.
    pub(super) fn expected<'a>(&'a self, card: Option<&'a Card>) -> Expected<'a> {
        match (self, card) {
            (Self::Freeze, _) => Expected::Frozen,
            (Self::Unfreeze, _) => Expected::Unfrozen,
            (Self::Changes(request), Some(card)) => Expected::Changed { card, changes: &request.changes },
            (Self::Changes(request), None) => Expected::Granted { changes: request.changes.iter().collect() },
            (Self::CancelRaise(request), _) => Expected::RaiseCancelled { limit: &request.limit },
            (Self::Block(request), _) => Expected::Blocked { reason: request.reason },
            (Self::Activation, _) => Expected::Activated,
            (Self::Replacement, _) => Expected::Replaced,
            (Self::VirtualCard(_), _) => Expected::Issued,
        }
    }
}

/// The call of a command: the same at every attempt, but for the signature and for the version that it stands on.
pub(super) fn call_of(command: &CommandRecord) -> Result<Call, Error> {
    let path = format!("/v1/cards/{}/{}", command.card_id, command.action.name());
    let call = match Intent::of(command)? {
        Intent::Freeze | Intent::Unfreeze | Intent::Activation | Intent::Replacement => {
            Call::post(path, &HoldRequest {})?
        }
        Intent::Changes(request) => Call::post(path, &request)?,
        Intent::CancelRaise(request) => Call::post(path, &request)?,
        Intent::Block(request) => Call::post(path, &request)?,
        Intent::VirtualCard(request) => Call::post(path, &request)?,
    };
    let call = call.once(command.command_id);
    Ok(match command.version {
        Some(version) => call.if_version(version),
        None => call,
    })
}

fn read<T: DeserializeOwned>(intent: &str) -> Result<T, Error> {
    serde_json::from_str(intent).map_err(|_| Error::ProfileDamaged)
}
