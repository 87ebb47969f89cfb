//! What a thief may hold. Each case is made from a phone of its own.

use crate::attack::{Depth, Given, Seen};
use crate::examine::Case;
use crate::scene::Scene;

/// An enrolment and a code change write so often at least; fewer, and no kill would have been tried.
const FEWEST_WRITES: usize = 2;

/// How a case is made, again if need be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scenario {
    /// One image of a working token, two OTPs observed. [`Self::CodeChange`] tries more on more.
    OneImage,
    /// The app killed at this write of the enrolment, started again and enrolled to the end; every image on the way.
    KilledEnrolment(usize),
    /// Images from before, during and after a change of the Unlock Code; OTPs observed before and after it.
    CodeChange,
    /// The same, with the app killed at this write of the change, started again, and the code changed to the end.
    KilledChange(usize),
    /// Every image of an enrolment and a code change, and `device_secret` has leaked: the agreement key alone must be enough.
    LeakedDeviceSecret,
    /// The same, and `hw` has leaked (the bank's half, say): the at-rest half alone must be enough.
    LeakedHardwareHalf,
}

impl Scenario {
    pub(crate) fn name(self) -> String {
        match self {
            Self::OneImage => "one image of a working token, two OTPs observed".to_owned(),
            Self::KilledEnrolment(write) => {
                format!("enrolment killed at write {write}, resumed; an image before and after each write")
            }
            Self::CodeChange => "images around a code change, OTPs observed before and after".to_owned(),
            Self::KilledChange(write) => {
                format!("code change killed at write {write}, gone on with; an image before and after each write")
            }
            Self::LeakedDeviceSecret => "images around a code change, device_secret leaked, hw not".to_owned(),
            Self::LeakedHardwareHalf => "images around a code change, hw leaked, device_secret not".to_owned(),
        }
    }

    /// Makes a fresh phone and robs it. `None`: the app did not write so often.
    pub(crate) async fn make(self) -> Result<Option<Case>, String> {
        let mut scene = Scene::new().await?;
        if let Self::KilledEnrolment(write) = self {
            scene.die_at(write);
            scene.enrol().await?;
            if !scene.died() {
                return survived(write);
            }
            scene.die_at(0);
        }
        scene.enrol().await?;
        let mut codes = vec![scene.code];
        let mut observed = vec![Seen { when: "", codes: scene.observe(2).await? }];
        if !matches!(self, Self::OneImage | Self::KilledEnrolment(_)) {
            if let Self::KilledChange(write) = self {
                scene.die_at(write);
                let new = scene.change().await?;
                if !scene.died() {
                    return survived(write);
                }
                scene.die_at(0);
                scene.settle(new).await?;
                codes.push(new);
            }
            codes.push(scene.change().await?);
            observed.push(Seen { when: " after the change", codes: scene.observe(2).await? });
        }
        let loot = if matches!(self, Self::OneImage) { scene.last_image()? } else { scene.loot()? };
        if codes.len() > 1 && loot.wraps.len() < 2 {
            return Err("a code change left fewer than two wraps: it was not tried".to_owned());
        }
        let hardware = scene.hardware(&loot)?;
        let given = match self {
            Self::LeakedDeviceSecret => Given { device_secret: hardware.device_secret, hw: None },
            Self::LeakedHardwareHalf => Given { device_secret: None, hw: hardware.hw },
            _ => Given::default(),
        };
        let depth = match self {
            // The most images, and every thing found in the place of each secret.
            Self::CodeChange => Depth::Full,
            _ => Depth::Short,
        };
        codes.sort_unstable();
        codes.dedup();
        Ok(Some(Case { loot, observed, given, depth, codes }))
    }
}

fn survived(write: usize) -> Result<Option<Case>, String> {
    if write > FEWEST_WRITES { Ok(None) } else { Err(format!("fewer than {FEWEST_WRITES} writes: no kill was tried")) }
}
