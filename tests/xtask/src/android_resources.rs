//! What Android's own build would make of AARs and resources: classes, R classes, and one linked resource table.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::android;
use crate::android_lock::{Artefact, Lock, Use};
use crate::problem::{Outcome, Problem, While};
use crate::workspace::Workspace;

/// The app's package: where its own R class is.
const PACKAGE: &str = "kunci.app";
/// Raise it when this file makes something else of the same input.
const RECIPE: &str = "1";
/// What `aapt2` links against.
const RESOURCES: (&str, &str) = ("org.robolectric:android-all-instrumented", "14");

/// Makes everything that is not there yet; returns the class path.
pub(crate) fn prepare(workspace: &Workspace, lock: &Lock, build: &Path) -> Outcome<Vec<PathBuf>> {
    let archives: Vec<_> =
        lock.artefacts.iter().filter(|artefact| artefact.used != Use::Tool && artefact.kind == "aar").collect();
    let app = workspace.path("android/app/src/main");
    let stamp = stamp(workspace, &app)?;
    let made = build.join("resources.stamp");
    if fs::read_to_string(&made).ok().as_ref() != Some(&stamp) {
        make(workspace, lock, &archives, &app, build)?;
        fs::write(&made, stamp).doing(format!("writing {}", made.display()))?;
    }
    let mut jars = vec![build.join("r.jar")];
    for archive in archives {
        // Others are for Android Studio: lint rules, inspectors.
        let of_the_app =
            |jar: &PathBuf| jar.ends_with("classes.jar") || jar.parent().is_some_and(|dir| dir.ends_with("libs"));
        jars.extend(files_below(&exploded(build, archive), "jar")?.into_iter().filter(of_the_app));
    }
    jars.extend(android::plain_jars(workspace, lock)?);
    Ok(jars)
}

fn make(workspace: &Workspace, lock: &Lock, archives: &[&Artefact], app: &Path, build: &Path) -> Outcome {
    for folder in ["aar", "compiled", "r", "r-classes", "test-resources"] {
        renew(&build.join(folder))?;
    }
    println!("linking the resources of {} libraries", archives.len());
    let mut linker = workspace.command("aapt2");
    let table = build.join("app.ap_");
    let manifest = manifest(app, build)?;
    linker.arg("link").arg("-o").arg(&table);
    linker.arg("-I").arg(lock.beginning(workspace, RESOURCES.0, RESOURCES.1)?.0);
    linker.arg("--manifest").arg(&manifest).arg("--java").arg(build.join("r"));
    linker.args(["--non-final-ids", "--auto-add-overlay"]);
    let mut compile = |name: &str, folder: &Path| {
        let compiled = build.join("compiled").join(format!("{name}.zip"));
        run(workspace.command("aapt2").arg("compile").arg("--dir").arg(folder).arg("-o").arg(&compiled))?;
        linker.arg("-R").arg(compiled);
        Ok::<(), Problem>(())
    };
    let mut packages = Vec::new();
    for archive in archives {
        let folder = exploded(build, archive);
        run(workspace.command("unzip").arg("-qo").arg(archive.file(workspace)).arg("-d").arg(&folder))?;
        packages.push(package(&folder.join("AndroidManifest.xml"))?);
        if folder.join("res").is_dir() {
            compile(&format!("{}.{}", archive.group, archive.name), &folder.join("res"))?;
        }
    }
    compile("app", &app.join("res"))?;
    packages.sort();
    packages.dedup();
    run(linker.arg("--extra-packages").arg(packages.join(":")))?;

    let sources = files_below(&build.join("r"), "java")?;
    let classes = build.join("r-classes");
    run(workspace.command("javac").args(["--release", "17", "-encoding", "UTF-8", "-d"]).arg(&classes).args(sources))?;
    run(workspace
        .command("jar")
        .arg("--create")
        .arg("--file")
        .arg(build.join("r.jar"))
        .arg("-C")
        .arg(&classes)
        .arg("."))?;
    robolectric(&table, &manifest, build)
}

/// Tells Robolectric where the app's resources are.
fn robolectric(table: &Path, manifest: &Path, build: &Path) -> Outcome {
    let folder = build.join("test-resources/com/android/tools");
    fs::create_dir_all(&folder).doing(format!("making {}", folder.display()))?;
    let text = format!(
        "android_resource_apk={}\nandroid_merged_manifest={}\nandroid_custom_package={PACKAGE}\n",
        table.display(),
        manifest.display()
    );
    let file = folder.join("test_config.properties");
    fs::write(&file, text).doing(format!("writing {}", file.display()))
}

/// The app's manifest with what Gradle takes from its build script.
fn manifest(app: &Path, build: &Path) -> Outcome<PathBuf> {
    let source = app.join("AndroidManifest.xml");
    let text = fs::read_to_string(&source).doing(format!("reading {}", source.display()))?;
    let with_package = text.replacen("<manifest ", &format!("<manifest package=\"{PACKAGE}\" "), 1);
    let sdk = "<uses-sdk android:minSdkVersion=\"31\" android:targetSdkVersion=\"35\" />\n    <application";
    let file = build.join("AndroidManifest.xml");
    fs::write(&file, with_package.replacen("<application", sdk, 1)).doing(format!("writing {}", file.display()))?;
    Ok(file)
}

/// All that the result depends on.
fn stamp(workspace: &Workspace, app: &Path) -> Outcome<String> {
    let mut files = files_below(&app.join("res"), "xml")?;
    files.push(app.join("AndroidManifest.xml"));
    files.push(workspace.path("android/app/dependencies.lock"));
    let mut stamp = format!("recipe {RECIPE}\n");
    for file in files {
        stamp += &format!("{}\n", file.display());
        stamp += &fs::read_to_string(&file).doing(format!("reading {}", file.display()))?;
    }
    Ok(stamp)
}

fn exploded(build: &Path, archive: &Artefact) -> PathBuf {
    build.join("aar").join(format!("{}.{}", archive.group, archive.name))
}

/// `package="…"` of a library's manifest.
fn package(manifest: &Path) -> Outcome<String> {
    let text = fs::read_to_string(manifest).doing(format!("reading {}", manifest.display()))?;
    let name =
        text.split_once("package=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(name, _)| name.to_owned());
    name.ok_or_else(|| Problem::new(format!("{} names no package", manifest.display())))
}

/// Runs one of very many small steps: shown only if it fails.
fn run(command: &mut Command) -> Outcome {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().doing(format!("starting {program}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    Err(Problem::new(format!("`{program}` failed ({}):\n{said}", output.status)))
}

fn renew(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).doing(format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).doing(format!("making {}", folder.display()))
}

/// The files of a kind in a folder and those below it, in a fixed order.
fn files_below(folder: &Path, extension: &str) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).doing(format!("reading {}", folder.display()))? {
            let path = entry.doing(format!("reading {}", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
