//! Short messages to customers, in their language.

/// The message that carries an enrolment OTP.
pub(crate) fn enrolment_text(language: &str, code: &str) -> String {
    if language == "en" {
        format!(
            "KunciBank: {code} is your code to set up Kunci on a phone. Valid for 2 minutes. Never tell it to anybody, not even bank staff."
        )
    } else {
        format!(
            "KunciBank: {code} adalah kode untuk memasang Kunci di HP. Berlaku 2 menit. Jangan berikan kepada siapa pun, termasuk petugas bank."
        )
    }
}
