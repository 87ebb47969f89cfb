//! The hardware token: activated here, pressed anywhere (OTP-6).

use kunci_crypto::SecretDigits;
use kunci_domain::birth_date;
use kunci_wire::hardware::{HardwareActivation, HardwareReply, HardwareResync};
use zeroize::Zeroize;

use crate::bank::{Call, Signer};
use crate::{Error, Phone};

/// A hardware token, as a screen may show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HardwareTokenView {
    /// Its serial, masked.
    pub serial: String,
    /// The bank takes its codes.
    pub activated: bool,
}

impl From<HardwareReply> for HardwareTokenView {
    fn from(reply: HardwareReply) -> Self {
        Self { serial: reply.serial, activated: reply.activated }
    }
}

impl Phone {
    /// Activates a hardware token with the date of birth (`DD/MM/YYYY`), its serial and the code on its display. Any signed-in
    /// session may. Asking again after a lost answer burns no try.
    ///
    /// # Errors
    /// [`Error::DateFormat`] before anything is sent; [`Error::HardwareTokenRefused`], which does not say what was wrong;
    /// [`Error::HardwareTokenDelayed`].
    pub async fn activate_hardware_token(
        &self,
        birth_date: &str,
        serial: &str,
        otp: &SecretDigits,
    ) -> Result<HardwareTokenView, Error> {
        birth_date::read(birth_date).ok_or(Error::DateFormat)?;
        let mut request =
            HardwareActivation { birth_date: birth_date.to_owned(), serial: as_printed(serial), otp: six(otp)? };
        let call = Call::post("/v1/token/hardware", &request);
        request.otp.zeroize();
        self.hardware(call?).await
    }

    /// Teaches the bank the device's clock with two codes that followed one another.
    ///
    /// # Errors
    /// [`Error::HardwareTokenRefused`], [`Error::HardwareTokenDelayed`].
    pub async fn resync_hardware_token(
        &self,
        serial: &str,
        otp: &SecretDigits,
        next_otp: &SecretDigits,
    ) -> Result<HardwareTokenView, Error> {
        let mut request = HardwareResync { serial: as_printed(serial), otp: six(otp)?, next_otp: six(next_otp)? };
        let call = Call::post("/v1/token/hardware/resync", &request);
        request.otp.zeroize();
        request.next_otp.zeroize();
        self.hardware(call?).await
    }

    async fn hardware(&self, call: Call) -> Result<HardwareTokenView, Error> {
        let session = self.session()?;
        let reply: HardwareReply = self.try_once(&Signer::Session(&session), call).await?;
        Ok(reply.into())
    }
}

/// What a customer copies from the back of the device: spaces around it and small letters are forgiven.
fn as_printed(serial: &str) -> String {
    serial.trim().to_ascii_uppercase()
}

/// Into a request that is wiped after it was written.
pub(crate) fn six(otp: &SecretDigits) -> Result<String, Error> {
    if otp.len() != 6 {
        return Err(Error::OtpFormat);
    }
    // Exposed to the request's JSON.
    Ok(String::from_utf8_lossy(otp.expose()).into_owned())
}
