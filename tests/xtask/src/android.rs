//! The Android app: its screens and its Keystore host, compiled against the Android framework and run on it, over the real
//! library and a real sandbox bank. Gradle is not needed: Maven compiles and tests, `aapt2` links the resources.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::android_lock::{Lock, Use};
use crate::android_resources;
use crate::apt;
use crate::bindgen::{self, Language};
use crate::kotlin;
use crate::problem::{Outcome, Problem, While};
use crate::process;
use crate::results::{self, Passed};
use crate::workspace::Workspace;

#[derive(Args)]
pub(crate) struct Options {
    /// Write `dependencies.lock` anew, after a change of `libs.versions.toml`; runs no test.
    #[arg(long)]
    relock: bool,
    /// Run these test classes alone, separated by commas; what passed is then not recorded as a run of the stage.
    #[arg(long, value_name = "CLASSES")]
    only: Option<String>,
}

/// Where this stage works, below `target`.
pub(crate) const BUILD: &str = "android-app";

/// The mark in `pom.xml` that the locked files take the place of.
const MARK: &str = "<!-- dependencies.lock -->";

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    if options.relock {
        kotlin::tools(workspace)?;
        return Lock::renew(workspace);
    }
    test(workspace, options.only.as_deref())
}

/// Builds the library and the sandbox bank, links the resources, runs Maven.
pub(crate) fn test(workspace: &Workspace, only: Option<&str>) -> Outcome {
    if only.is_none() {
        results::forget(workspace, "android")?;
    }
    tools(workspace)?;
    let lock = Lock::read(workspace)?;
    lock.fetch(workspace)?;
    let library = bindgen::build(workspace, false)?;
    let generated = bindgen::generate(workspace, &library, Language::Kotlin)?;
    process::run(workspace, "build-sandbox", &mut workspace.cargo(&["build", "-p", "kunci-qa"]))?;

    let build = workspace.target.join(BUILD);
    let jars = android_resources::prepare(workspace, &lock, &build)?;
    let framework = framework(workspace, &lock, &build)?;
    let screens = workspace.target.join("android-screens");
    kotlin::forget_classes(&build.join("build"))?;
    let mut maven = workspace.command("mvn");
    maven.args(["--batch-mode", "--no-transfer-progress", "-Dkotlin.compiler.daemon=false"]);
    maven.arg("--file").arg(pom(workspace, &build, &jars)?);
    maven.arg(format!("-Dkotlin.version={}", lock.version(COMPOSE_COMPILER)?));
    for (name, value) in [
        ("kunci.app", workspace.path("android/app")),
        ("kunci.build", build.clone()),
        ("kunci.cache", workspace.cache.clone()),
        ("kunci.compose-compiler", lock.file(workspace, COMPOSE_COMPILER)?),
        ("kunci.framework", framework),
        ("kunci.generated", generated),
        ("kunci.library", library.folder),
        ("kunci.repository", workspace.root.clone()),
        ("kunci.sandbox", workspace.sandbox()),
        ("kunci.screens", screens.clone()),
    ] {
        maven.arg(format!("-D{name}={}", value.display()));
    }
    if let Some(classes) = only {
        maven.arg(format!("-Dtest={classes}"));
    }
    maven.arg("test");
    let transcript = process::tee(workspace, "android", &mut maven)?;
    let passed: Vec<Passed> = kotlin::passed_tests(&transcript.lines);
    if only.is_none() {
        // What passed stays known beside a test that did not: the promises then name that one alone.
        results::record(workspace, "android", &passed)?;
    }
    transcript.ok()?;
    if passed.is_empty() {
        return Err(Problem::new("Maven ran no test"));
    }
    println!("screenshots: {}", screens.display());
    Ok(())
}

const COMPOSE_COMPILER: &str = "org.jetbrains.kotlin:kotlin-compose-compiler-plugin-embeddable";
const FRAMEWORK: &str = "org.robolectric:android-all";
const FRAMEWORK_TO_RUN: &str = "org.robolectric:android-all-instrumented";

/// Java, Maven, and what links Android's resources.
fn tools(workspace: &Workspace) -> Outcome {
    kotlin::tools(workspace)?;
    if !apt::has("aapt2", "version") {
        apt::install(workspace, &["aapt"])?;
    }
    if !apt::has("unzip", "-v") {
        apt::install(workspace, &["unzip"])?;
    }
    Ok(())
}

/// A folder with the framework that the tests run on, under the name that Robolectric looks for.
fn framework(workspace: &Workspace, lock: &Lock, build: &Path) -> Outcome<PathBuf> {
    let (file, version) = lock.beginning(workspace, FRAMEWORK_TO_RUN, lock.version(FRAMEWORK)?)?;
    let folder = build.join("framework");
    fs::create_dir_all(&folder).doing(format!("making {}", folder.display()))?;
    let link = folder.join(format!("android-all-instrumented-{version}.jar"));
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink(&file, &link).doing(format!("linking {}", link.display()))?;
    Ok(folder)
}

/// The committed POM with the class path written into it.
fn pom(workspace: &Workspace, build: &Path, jars: &[PathBuf]) -> Outcome<PathBuf> {
    let template = workspace.path("android/app/pom.xml");
    let text = fs::read_to_string(&template).doing(format!("reading {}", template.display()))?;
    let (before, after) = text.split_once(MARK).ok_or_else(|| Problem::new(format!("{MARK} is not in pom.xml")))?;
    let entries: String = (jars.iter().enumerate())
        .map(|(index, jar)| {
            entry(index, &by_property(jar, &[("kunci.build", build), ("kunci.cache", &workspace.cache)]))
        })
        .collect();
    let file = build.join("pom.xml");
    fs::write(&file, format!("{before}{entries}{after}")).doing(format!("writing {}", file.display()))?;
    Ok(file)
}

/// A file of the class path. The files are checked already, so Maven is given exactly these instead of names to look up.
fn entry(index: usize, jar: &str) -> String {
    format!(
        "<dependency><groupId>locked</groupId><artifactId>file-{index}</artifactId><version>1</version>\
         <scope>system</scope><systemPath>{jar}</systemPath></dependency>\n    "
    )
}

/// The path by a property of the POM: Maven warns of every one that is written out.
fn by_property(path: &Path, folders: &[(&str, &Path)]) -> String {
    let below = folders.iter().find_map(|(name, folder)| Some((name, path.strip_prefix(folder).ok()?)));
    match below {
        Some((name, rest)) => format!("${{{name}}}/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// The jars of the lock that go on the class path as they are.
pub(crate) fn plain_jars(workspace: &Workspace, lock: &Lock) -> Outcome<Vec<PathBuf>> {
    let jars = lock.artefacts.iter().filter(|artefact| artefact.used != Use::Tool && artefact.kind == "jar");
    let mut files: Vec<PathBuf> = jars.map(|artefact| artefact.file(workspace)).collect();
    // Last: it also holds classes of libraries that the app has in newer versions.
    files.push(lock.file(workspace, FRAMEWORK)?);
    Ok(files)
}
