//! What a thief may hold. Each case is made from a phone of its own.

use crate::attack::{Depth, Given, Seen};
use crate::examine::Case;
use crate::scene::Scene;

/// An enrolment and a code change write so often at least; fewer, and no kill would have been tried.
const FEWEST_WRITES: usize = 2;

/// How a case is made, again if need be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scenario {
    /// One image of a working token, one OTP observed.
    OneOtp,
    /// One image of a working token, two OTPs observed. [`Self::CodeChange`] tries more on more.
    OneImage,
    /// One image; OTPs and approvals by QR and by typing observed.
    OfflineCodes,
    /// Every image around the switching on of a finger; OTPs by code and by finger observed.
    Finger,
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
            Self::OneOtp => "one image of a working token, one OTP observed".to_owned(),
            Self::OfflineCodes => "one image, two OTPs, two approvals by QR and two by typing observed".to_owned(),
            Self::Finger => "images around switching a finger on, OTPs by code and by finger observed".to_owned(),
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
    pub(crate) async fn make(self, every: u32) -> Result<Option<Case>, String> {
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
        let otps = if matches!(self, Self::OneOtp) { 1 } else { 2 };
        let mut observed = vec![Seen::otps("", scene.observe(otps).await?)];
        match self {
            Self::OfflineCodes => observed.extend(scene.observe_offline(2).await?),
            Self::Finger => observed.push(scene.observe_finger(2).await?),
            _ => {}
        }
        if self.changes_code() {
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
            observed.push(Seen::otps(" after the change", scene.observe(2).await?));
        }
        let one = matches!(self, Self::OneOtp | Self::OneImage | Self::OfflineCodes);
        let loot = if one { scene.last_image()? } else { scene.loot()? };
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
        Ok(Some(Case { loot, observed, given, depth, codes, every }))
    }

    const fn changes_code(self) -> bool {
        matches!(self, Self::CodeChange | Self::KilledChange(_) | Self::LeakedDeviceSecret | Self::LeakedHardwareHalf)
    }
}

fn survived(write: usize) -> Result<Option<Case>, String> {
    if write > FEWEST_WRITES { Ok(None) } else { Err(format!("fewer than {FEWEST_WRITES} writes: no kill was tried")) }
}
