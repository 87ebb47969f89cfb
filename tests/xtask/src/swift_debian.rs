//! Swift from Debian, in a folder of its own: this machine's Debian may be older than its Swift.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apt;
use crate::problem::{Outcome, Problem, While};
use crate::process::{self, answer};
use crate::swift::Folders;
use crate::workspace::Workspace;

/// The Debian release that carries Swift 6.0.
const RELEASE: &str = "trixie";

/// Raised when the packages below or the way of installing them change: an older folder is then left unused.
const VERSION: u32 = 1;

const PACKAGES: &str = "swiftlang,libc6-dev,libstdc++-14-dev";

/// The folder with Swift, installed on first use: about 3 GB, two to four minutes.
pub(crate) fn folder(workspace: &Workspace) -> Outcome<PathBuf> {
    if !apt::has("apt-get", "--version") || !apt::is_root() {
        return Err(Problem::new(
            "no Swift 6 on PATH, and installing one from Debian needs root on a Debian machine: install Swift 6 from \
             your system's packages, or run this as root",
        ));
    }
    let folder = workspace.cache.join(format!("swift-{RELEASE}-{VERSION}"));
    if folder.join("usr/bin/swiftc").exists() {
        return Ok(folder);
    }
    if !apt::has("debootstrap", "--version") {
        apt::install(workspace, &["debootstrap"])?;
    }
    // Only a finished folder gets its name, so that a broken installation is not taken for a good one.
    let partial = workspace.cache.join(format!("swift-{RELEASE}-{VERSION}.{}", std::process::id()));
    fs::create_dir_all(&workspace.cache).doing(format!("making {}", workspace.cache.display()))?;
    let mut bootstrap = workspace.command("debootstrap");
    bootstrap.args(["--variant=minbase", &format!("--include={PACKAGES}"), RELEASE]).arg(&partial).arg(mirror()?);
    let installed = process::run(workspace, "debootstrap", &mut bootstrap).and_then(|()| {
        let mut clean = workspace.command("chroot");
        process::run(workspace, "debootstrap-clean", clean.arg(&partial).args(["apt-get", "clean"]))
    });
    if let Err(problem) = installed {
        // Nothing is mounted in there yet.
        let _ = fs::remove_dir_all(&partial);
        return Err(problem);
    }
    match fs::rename(&partial, &folder) {
        // Another run was faster.
        Err(_) if folder.join("usr/bin/swiftc").exists() => {
            fs::remove_dir_all(&partial).doing(format!("removing {}", partial.display()))?;
        }
        other => other.doing(format!("naming {}", folder.display()))?,
    }
    Ok(folder)
}

/// The Debian mirror that this machine already uses.
pub(crate) fn mirror() -> Outcome<String> {
    let targets = answer("apt-get", &["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]);
    let mirrors = targets.unwrap_or_default();
    mirrors
        .lines()
        .find(|uri| uri.trim_end_matches('/').ends_with("/debian"))
        .map(str::to_owned)
        .ok_or_else(|| Problem::new("apt knows no Debian mirror on this machine: install what is missing yourself"))
}

/// Runs a script in the package's folder inside the Debian folder. Mounts and processes live in namespaces of their
/// own, so nothing is left mounted or running afterwards.
pub(crate) fn command(workspace: &Workspace, debian: &Path, folders: &Folders, script: &str) -> Command {
    let mut command = workspace.command("unshare");
    command.args(["--mount", "--pid", "--fork", "--kill-child", "bash", "-euc", ENTER]);
    command.env("DEBIAN", debian).env("SCRIPT", script);
    command.env("PACKAGE", &folders.package).env("LIBRARY", &folders.library);
    command.env("PROGRAMS", &folders.programs).env("JOURNEYS", &folders.journeys);
    let inside = Folders {
        package: "/kunci/package".into(),
        library: "/kunci/library".into(),
        programs: "/kunci/programs".into(),
        journeys: "/kunci/journeys".into(),
    };
    let seen = inside.environment().map(|(name, value)| format!("{name}={}", value.display()));
    command.env("SEEN", seen.join(" "));
    command
}

const ENTER: &str = r#": Swift in a Debian folder
mkdir -p "$DEBIAN"/kunci/{package,library,programs,journeys}
mount -t proc proc "$DEBIAN/proc"
mount --rbind /dev "$DEBIAN/dev"
mount -t tmpfs tmpfs "$DEBIAN/tmp"
mount --bind "$PACKAGE" "$DEBIAN/kunci/package"
mount --bind "$LIBRARY" "$DEBIAN/kunci/library"
mount --bind -o ro "$PROGRAMS" "$DEBIAN/kunci/programs"
mount --bind -o ro "$JOURNEYS" "$DEBIAN/kunci/journeys"
exec chroot "$DEBIAN" /usr/bin/env -i HOME=/tmp LANG=C.UTF-8 PATH=/usr/libexec/swift/bin:/usr/bin:/bin $SEEN \
  timeout --kill-after=10 20m sh -c "cd /kunci/package && $SCRIPT""#;
