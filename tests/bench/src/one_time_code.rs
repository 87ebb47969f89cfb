//! One code, with the key in hand: the password hash is slow on purpose and stands elsewhere.

use std::hint::black_box;

use kunci_crypto::kdf::{KnowKey, UseLabel};
use kunci_crypto::otp::{Alg, totp};
use kunci_crypto::secret::Secret;
use totp_rs::{Algorithm, Builder};

use crate::row::{Row, duration, in_turn};

const TOKEN: &str = "0198b2c0-0000-7000-8000-00000000000a";
const NOW: u64 = 1_790_000_000;

/// Against `totp-rs`, and against PowerAuth's own.
pub(crate) fn rows(powerauth_ns: Result<f64, &str>) -> Result<Vec<Row>, String> {
    let key = [7u8; 32];
    let bare = Builder::new()
        .with_algorithm(Algorithm::SHA256)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(&key[..])
        .build_noncompliant();
    let ours = || totp(black_box(&key), black_box(NOW), 30, 6, Alg::Sha256).map(drop);
    let theirs = || bare.generate(black_box(NOW)).to_string();
    if ours().is_err() {
        return Err("no OTP is made".to_owned());
    }
    let (ours_ns, theirs_ns) = in_turn(ours, theirs);
    let ratio = ours_ns / theirs_ns;
    let mut rows = vec![Row {
        what: "OTP, key in hand".into(),
        against: "totp-rs alone".into(),
        ours: duration(ours_ns),
        theirs: duration(theirs_ns),
        figure: format!("{ratio:.2}×"),
        aim: "≤ 1.5×".into(),
        holds: Some(ratio <= 1.5),
    }];
    let powerauth = "PowerAuth Java 1.9.0: one offline code";
    rows.push(Row::faster("OTP, key in hand".into(), powerauth.into(), ours_ns, powerauth_ns, 5.0));
    rows.push(derived(&key, ours_ns)?);
    Ok(rows)
}

/// What the hardware's half costs in each code: two more HKDF steps.
fn derived(key: &[u8; 32], ours_ns: f64) -> Result<Row, String> {
    let know = KnowKey::from_secret(Secret::from_bytes(&mut key.clone()));
    let hw = Secret::from_bytes(&mut [9; 32]);
    let make = || {
        let key = know.derive_use(black_box(&hw), UseLabel::Otp, TOKEN, 1).ok()?;
        totp(key.expose(), black_box(NOW), 30, 6, Alg::Sha256).ok().map(drop)
    };
    make().ok_or("no OTP is made")?;
    let (whole_ns, _) = in_turn(make, || ());
    Ok(Row {
        what: "OTP with its use key derived".into(),
        against: "OTP, key in hand".into(),
        ours: duration(whole_ns),
        theirs: duration(ours_ns),
        figure: format!("{:.2}×", whole_ns / ours_ns),
        aim: "(told)".into(),
        holds: None,
    })
}
