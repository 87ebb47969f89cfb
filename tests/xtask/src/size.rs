//! `cargo xtask size`: how large the library of a phone is, with its network, its encrypted store and its rules.
//!
//! `aarch64-unknown-linux-gnu` stands in for a phone: there is no NDK and no Xcode here, and this target links. The processor, the profile
//! (`release`) and every dependency are those of a phone; the C library is not, and OpenSSL is built with the system's compiler.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::apt;
use crate::bindgen::ALONE;
use crate::mobile_check::with_standard_library;
use crate::problem::{Outcome, Problem, While};
use crate::process;
use crate::workspace::Workspace;

const TARGET: &str = "aarch64-unknown-linux-gnu";
/// What its tools are called.
const TOOLS: &str = "aarch64-linux-gnu";
const PACKAGES: [&str; 2] = ["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"];

const MIB: f64 = 1024.0 * 1024.0;
/// Stripped, in MiB.
const AIM: f64 = 6.0;
/// The same compressed, as a store sends it.
const AIM_GZIPPED: f64 = 3.0;

/// Builds it and says how large it is; fails above the aims.
pub(crate) fn run(workspace: &Workspace) -> Outcome {
    let tool = |name: &str| format!("{TOOLS}-{name}");
    if !apt::has(&tool("gcc"), "--version") {
        apt::install(workspace, &PACKAGES)?;
    }
    let target = workspace.target.join("size");
    let mut build = workspace.cargo(&ALONE);
    build.args(["--target", TARGET]).env("CARGO_TARGET_DIR", &target);
    with_standard_library(workspace, &mut build)?;
    let underscored = TARGET.replace('-', "_");
    build.env(format!("CARGO_TARGET_{}_LINKER", underscored.to_uppercase()), tool("gcc"));
    build.env(format!("CC_{underscored}"), tool("gcc")).env(format!("AR_{underscored}"), tool("ar"));
    // The machine's own OpenSSL is for another processor.
    build.env_remove("OPENSSL_NO_VENDOR").env_remove("OPENSSL_STATIC");
    process::run(workspace, "size-build", &mut build)?;

    let library = target.join(TARGET).join("release/libkunci_bindings.so");
    let stripped = target.join("stripped.so");
    let mut strip = workspace.command(tool("strip"));
    process::run(workspace, "size-strip", strip.arg("-o").arg(&stripped).arg(&library))?;
    let whole = fs::metadata(&stripped).doing(format!("reading {}", stripped.display()))?.len() as f64 / MIB;
    let gzipped = gzipped(&stripped)? as f64 / MIB;
    let rows = [("stripped", whole, AIM), ("gzipped", gzipped, AIM_GZIPPED)];
    println!("{:<10} {:>9}  aim", TARGET, "MiB");
    for (what, size, aim) in rows {
        println!("{what:<10} {size:>24.2}  ≤ {aim} {}", if size <= aim { "ok" } else { "MISSED" });
    }
    if rows.iter().all(|(_, size, aim)| size <= aim) {
        Ok(())
    } else {
        Err(Problem::new("the library is larger than it may be"))
    }
}

/// How many bytes it is compressed.
fn gzipped(file: &Path) -> Outcome<usize> {
    let output = Command::new("gzip").args(["-9", "--stdout"]).arg(file).stderr(Stdio::inherit()).output();
    let output = output.doing("running gzip")?;
    if output.status.success() { Ok(output.stdout.len()) } else { Err(Problem::new("gzip failed")) }
}
