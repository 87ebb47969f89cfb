//! Keeping one folder equal to another without touching what did not change, so that builds stay warm.

use std::fs;
use std::path::Path;

use crate::problem::{Outcome, While};

/// Makes `to` equal to `from`: copies what differs, removes what is no longer there.
pub(crate) fn mirror(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).doing(format!("making {}", to.display()))?;
    for name in names(to)? {
        if !from.join(&name).exists() {
            let stale = to.join(&name);
            let removed = if stale.is_dir() { fs::remove_dir_all(&stale) } else { fs::remove_file(&stale) };
            removed.doing(format!("removing {}", stale.display()))?;
        }
    }
    for name in names(from)? {
        let (source, copy) = (from.join(&name), to.join(&name));
        if source.is_dir() {
            mirror(&source, &copy)?;
        } else {
            copy_if_changed(&source, &copy)?;
        }
    }
    Ok(())
}

/// Copies a file unless its copy is already the same.
pub(crate) fn copy_if_changed(source: &Path, copy: &Path) -> Outcome {
    let content = fs::read(source).doing(format!("reading {}", source.display()))?;
    if fs::read(copy).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(folder) = copy.parent() {
        fs::create_dir_all(folder).doing(format!("making {}", folder.display()))?;
    }
    // By renaming, not in place: a process that has the old library mapped keeps it whole.
    let fresh = copy.with_extension(format!("{}.new", std::process::id()));
    fs::write(&fresh, content).doing(format!("writing {}", fresh.display()))?;
    fs::rename(&fresh, copy).doing(format!("writing {}", copy.display()))
}

fn names(folder: &Path) -> Outcome<Vec<std::ffi::OsString>> {
    let entries = fs::read_dir(folder).doing(format!("reading {}", folder.display()))?;
    entries.map(|entry| entry.map(|entry| entry.file_name()).doing(format!("reading {}", folder.display()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_copies_removes_and_leaves_equal_files_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::create_dir_all(from.join("sub")).expect("folder");
        fs::create_dir_all(to.join("gone")).expect("folder");
        fs::write(from.join("sub/same"), "same").expect("file");
        fs::write(to.join("stale"), "stale").expect("file");
        mirror(&from, &to).expect("mirrors");
        let written = fs::metadata(to.join("sub/same")).and_then(|data| data.modified()).expect("time");
        mirror(&from, &to).expect("mirrors again");
        assert_eq!(fs::metadata(to.join("sub/same")).and_then(|data| data.modified()).expect("time"), written);
        assert!(!to.join("stale").exists() && !to.join("gone").exists());
    }
}
