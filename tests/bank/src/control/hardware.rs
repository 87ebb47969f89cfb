//! The hardware tokens in the customers' hands.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ControlRefusal, refuse};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::hardware::DEVICES;

/// A press of the device's one key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Press {
    serial: String,
    press: bool,
    /// The device's clock is ahead of the bank's by so much.
    #[serde(default)]
    drift_seconds: i64,
}

/// What the display shows, and what it will show thirty seconds later. The bank is not asked: a device has no network.
pub(super) fn press(bank: &Bank, command: &Press) -> Result<Value, ControlRefusal> {
    let device = DEVICES.iter().find(|device| device.serial == command.serial);
    let device = device.ok_or_else(|| refuse(404, "unknown_serial", "no customer holds such a device"))?;
    if !command.press {
        return Ok(
            json!({ "serial": device.serial, "algorithm": device.algorithm.as_str(), "user_id": device.user_id }),
        );
    }
    let own_time = bank.now().saturating_add(command.drift_seconds.saturating_mul(SECOND));
    let next = own_time.saturating_add(30 * SECOND);
    Ok(json!({ "serial": device.serial, "code": device.shows(own_time), "next_code": device.shows(next) }))
}
