//! The password hash's memory is given back at once.

use kunci_crypto::SecretDigits;
use kunci_crypto::wrap::{Argon2idStretch, Stretch as _, WrapParams};

use crate::row::Row;

/// As much as calibration ever takes.
const MEMORY_KIB: u32 = 64 * 1024;
/// What may stay, in KiB: the allocator's own.
const STAYS_KIB: i64 = 1024;

pub(crate) fn row() -> Result<Row, String> {
    let code = SecretDigits::from_ascii(b"740916").map_err(|error| error.to_string())?;
    let params = WrapParams::new(MEMORY_KIB, 2, 1).map_err(|error| error.to_string())?;
    let before = resident_kib()?;
    Argon2idStretch.stretch(&code, &[7; 32], params).map_err(|error| error.to_string())?;
    let after = resident_kib()?;
    let stays = after - before;
    Ok(Row {
        what: "memory kept after the password hash".into(),
        against: format!("its {} MiB", MEMORY_KIB / 1024),
        ours: format!("{after} KiB"),
        theirs: format!("{before} KiB"),
        figure: format!("{stays:+} KiB"),
        aim: format!("≤ +{STAYS_KIB} KiB"),
        holds: Some(stays <= STAYS_KIB),
    })
}

fn resident_kib() -> Result<i64, String> {
    let status =
        std::fs::read_to_string("/proc/self/status").map_err(|error| format!("reading the own status: {error}"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).ok_or_else(|| "VmRSS is no number".to_owned())
}
