//! `cargo xtask mobile-check`: the library's whole graph type-checks for Android and iOS.
//!
//! There is no NDK and no Xcode here, so nothing is linked: the standard library is built from its source, and a stand-in for the C
//! compiler makes empty objects. That is enough for `cargo check`, and for nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apt::has;
use crate::problem::{Outcome, Problem, While};
use crate::process::{self, answer};
use crate::swift_debian;
use crate::workspace::Workspace;

const TARGETS: [&str; 2] = ["aarch64-linux-android", "aarch64-apple-ios"];

/// Checks for each target.
pub(crate) fn run(workspace: &Workspace) -> Outcome {
    let stand_ins = stand_ins(workspace)?;
    let path = std::env::join_paths(
        std::iter::once(stand_ins.clone()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    )
    .doing("making a PATH")?;
    for target in TARGETS {
        let name = target.replace('-', "_");
        let mut command = workspace.cargo(&["check", "-p", "kunci-bindings", "--target", target]);
        with_standard_library(workspace, &mut command)?;
        command.env("PATH", &path);
        command
            .env(format!("CC_{name}"), stand_ins.join("stub-cc"))
            .env(format!("AR_{name}"), stand_ins.join("stub-ar"));
        command.env("SDKROOT", stand_ins.join("iPhoneOS.sdk"));
        command.env("OPENSSL_NO_VENDOR", "1").env("OPENSSL_STATIC", "1");
        command.env("OPENSSL_LIB_DIR", &stand_ins).env("OPENSSL_INCLUDE_DIR", "/usr/include");
        command.env("CARGO_TARGET_DIR", workspace.target.join("mobile"));
        process::run(workspace, &format!("mobile-{target}"), &mut command)?;
        println!("{target}: the whole graph type-checks (nothing was linked)");
    }
    println!("{} passed, 0 failed", TARGETS.len());
    Ok(())
}

/// Has cargo build the standard library too, from its source: for a target that the compiler comes without.
pub(crate) fn with_standard_library(workspace: &Workspace, command: &mut Command) -> Outcome {
    // A stable compiler takes -Z flags with this.
    command.arg("-Zbuild-std=std,panic_unwind").env("RUSTC_BOOTSTRAP", "1");
    if let Some(library) = standard_library(workspace)? {
        command.env("__CARGO_TESTS_ONLY_SRC_ROOT", library);
    }
    Ok(())
}

/// Where the standard library's source is; `None`: where rustc looks by itself.
fn standard_library(workspace: &Workspace) -> Outcome<Option<PathBuf>> {
    let sysroot = answer("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib/src/rust/library").is_dir() {
        return Ok(None);
    }
    let version = answer("rustc", &["--version"]).and_then(|text| text.split(' ').nth(1).map(str::to_owned));
    let version = version.ok_or_else(|| Problem::new("rustc does not tell its version"))?;
    let folder = workspace.cache.join(format!("rust-src-{version}"));
    let library = folder.join(format!("usr/src/rustc-{version}/library"));
    if library.is_dir() {
        return Ok(Some(library));
    }
    if !has("apt-get", "--version") || !has("dpkg", "--version") {
        return Err(Problem::new(
            "the standard library's source is missing: run `rustup component add rust-src` and try again",
        ));
    }
    fetch_from_debian(workspace, &version, &folder)?;
    if library.is_dir() {
        Ok(Some(library))
    } else {
        Err(Problem::new(format!("Debian's rust-src has no {}", library.display())))
    }
}

/// Debian keeps the source of several compilers; the one of this very version is unpacked, not installed.
fn fetch_from_debian(workspace: &Workspace, version: &str, folder: &Path) -> Outcome {
    fs::create_dir_all(folder).doing(format!("making {}", folder.display()))?;
    let script = r#"
        cd "$FOLDER"; mkdir -p apt/lists/partial apt/cache/archives/partial; : > apt/sources.list
        for suite in trixie-backports trixie sid; do
            echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $MIRROR $suite main" >> apt/sources.list
        done
        O="-o Dir::Etc::sourcelist=$FOLDER/apt/sources.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists=$FOLDER/apt/lists -o Dir::Cache=$FOLDER/apt/cache"
        apt-get $O -qq update
        package=$(apt-cache $O madison rust-src | awk -v v="$VERSION" 'index($3, v "+") == 1 || index($3, v "-") == 1 {print $3; exit}')
        [ -n "$package" ] || { echo "no rust-src $VERSION in Debian: run rustup component add rust-src"; exit 1; }
        apt-get $O -qq download "rust-src=$package"; dpkg -x rust-src_*.deb .; rm -rf apt rust-src_*.deb
    "#;
    let mut command = workspace.command("bash");
    command.args(["-euc", script]).env("FOLDER", folder).env("VERSION", version).env("MIRROR", swift_debian::mirror()?);
    process::run(workspace, "rust-src", &mut command)
}

/// A C compiler and archiver that make empty files, and an `xcrun` that names a folder.
fn stand_ins(workspace: &Workspace) -> Outcome<PathBuf> {
    let folder = workspace.target.join("mobile-stand-ins");
    let sdk = folder.join("iPhoneOS.sdk");
    fs::create_dir_all(&sdk).doing(format!("making {}", sdk.display()))?;
    let xcrun = format!(
        "#!/bin/sh\ncase \"$*\" in *show-sdk-path*) echo '{}';; *show-sdk-version*) echo 17.0;; *) exec \"$@\";; esac\n",
        sdk.display()
    );
    let compiler = "#!/bin/sh
for a in \"$@\"; do case $a in -E) for f in \"$@\"; do case $f in *.c|*.h) exec cc -E \"$f\" -I/usr/include;; esac; done;; esac; done
p=; for a in \"$@\"; do [ \"$p\" = -o ] && : > \"$a\"; p=$a; done
exit 0
";
    let archiver = "#!/bin/sh\nfor a in \"$@\"; do case $a in *.a) : > \"$a\";; esac; done\n";
    for (name, script) in [("stub-cc", compiler), ("stub-ar", archiver), ("xcrun", &xcrun)] {
        let file = folder.join(name);
        fs::write(&file, script).doing(format!("writing {}", file.display()))?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).doing(format!("writing {}", file.display()))?;
    }
    Ok(folder)
}
