//! What a thief may hold. Each case is made from a phone of its own.

use crate::attack::{Depth, Given};
use crate::examine::Case;
use crate::scene::Scene;

/// A scenario that has no code to find ends the proof; so many writes an enrolment has at least.
const FEWEST_WRITES: usize = 2;

/// How a case is made, again if need be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scenario {
    /// One image of a working token, two OTPs observed.
    OneImage,
    /// The app killed at this write of the enrolment, started again and enrolled to the end; every image on the way.
    KilledEnrolment(usize),
    /// Every image of an enrolment, and `device_secret` has leaked: the agreement key alone must be enough.
    LeakedDeviceSecret,
    /// Every image of an enrolment, and `hw` has leaked (the bank's half, say): the at-rest half alone must be enough.
    LeakedHardwareHalf,
}

impl Scenario {
    pub(crate) fn name(self) -> String {
        match self {
            Self::OneImage => "one image of a working token, two OTPs observed".to_owned(),
            Self::KilledEnrolment(write) => {
                format!("enrolment killed at write {write}, resumed; an image before and after each write")
            }
            Self::LeakedDeviceSecret => "images of an enrolment, device_secret leaked, hw not".to_owned(),
            Self::LeakedHardwareHalf => "images of an enrolment, hw leaked, device_secret not".to_owned(),
        }
    }

    /// Makes a fresh phone and robs it. `None`: the app did not write so often.
    pub(crate) async fn make(self) -> Result<Option<Case>, String> {
        let mut scene = Scene::new().await?;
        let (mut depth, mut given) = (Depth::Full, Given::default());
        if let Self::KilledEnrolment(write) = self {
            depth = Depth::Short;
            scene.die_at(write);
            scene.enrol().await?;
            if !scene.died() {
                return if write > FEWEST_WRITES {
                    Ok(None)
                } else {
                    Err(format!("the enrolment wrote fewer than {FEWEST_WRITES} times: no kill was tried"))
                };
            }
            scene.die_at(0);
        }
        scene.enrol().await?;
        let loot = if matches!(self, Self::OneImage) { scene.last_image()? } else { scene.loot()? };
        let observed = scene.observe(2).await?;
        let hardware = scene.hardware(&loot)?;
        match self {
            Self::LeakedDeviceSecret => given.device_secret = hardware.device_secret,
            Self::LeakedHardwareHalf => given.hw = hardware.hw,
            Self::OneImage | Self::KilledEnrolment(_) => {}
        }
        Ok(Some(Case { loot, observed, given, depth, code: scene.code }))
    }
}
