//! Where QA's phones and the running bank's address live.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// `$KUNCI_HOME`, else `kunci` in the user's data folder.
pub(crate) fn folder() -> Result<PathBuf, Failure> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("KUNCI_HOME")
        .or_else(|| set("XDG_DATA_HOME").map(|data| data.join("kunci")))
        .or_else(|| set("HOME").map(|home| home.join(".local/share/kunci")))
        .ok_or_else(|| Failure::new("There is no home folder.", "Set KUNCI_HOME to a folder of yours."))
}

/// The ready file of the bank that runs, unless another one is named.
pub(crate) fn ready_file(named: Option<&Path>) -> Result<PathBuf, Failure> {
    match named {
        Some(path) => Ok(path.to_owned()),
        None => Ok(folder()?.join("bank-ready.json")),
    }
}

/// The profile folder of a desktop phone.
pub(crate) fn phone(name: &str) -> Result<PathBuf, Failure> {
    let fine =
        !name.is_empty() && name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fine {
        return Err(Failure::new(
            format!("{name:?} cannot be a phone's name."),
            "Use letters, digits, - and _ (64 at most).",
        ));
    }
    Ok(folder()?.join("phones").join(name))
}
