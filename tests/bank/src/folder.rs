//! Where the bank keeps its files, and how it writes those that nobody else may read.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::refusal::BankError;

/// The data folder. One that the bank made itself disappears with it.
pub(crate) struct Folder {
    path: PathBuf,
    temporary: bool,
}

impl Folder {
    /// Opens the folder given, or a fresh temporary one.
    pub(crate) fn open(given: Option<&Path>) -> Result<Self, BankError> {
        let (path, temporary) = match given {
            Some(path) => (path.to_owned(), false),
            None => {
                let mut name = [0; 12];
                getrandom::fill(&mut name).map_err(|_| BankError::Entropy)?;
                let name = format!("kunci-bank-{}", kunci_wire::bytes::encode(&name));
                (std::env::temp_dir().join(name), true)
            }
        };
        let mut builder = fs::DirBuilder::new();
        builder.recursive(!temporary);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self { path, temporary })
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.temporary {
            // Nothing useful can be done if the system refuses.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Writes a file that only its owner may read, so that nobody ever sees half of it.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<(), BankError> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    match fs::remove_file(&partial) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&partial)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    Ok(())
}
