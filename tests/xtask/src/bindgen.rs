//! `cargo xtask bindgen`: the library and the Kotlin and Swift sources that go with it.

use std::path::PathBuf;

use clap::Args;

use crate::mirror::copy_if_changed;
use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

#[derive(Args)]
pub(crate) struct Options {
    /// Build the library optimised, as an app ships it.
    #[arg(long)]
    release: bool,
}

/// A language that the sources are generated for.
#[derive(Clone, Copy)]
pub(crate) enum Language {
    Kotlin,
    Swift,
}

impl Language {
    fn name(self) -> &'static str {
        match self {
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
        }
    }
}

/// What was built, all below `target/bindings`.
pub(crate) struct Library {
    /// The folder that holds the library and nothing else.
    pub(crate) folder: PathBuf,
    file: PathBuf,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let library = build(workspace, options.release)?;
    for language in [Language::Kotlin, Language::Swift] {
        let folder = generate(workspace, &library, language)?;
        println!("{} sources: {}", language.name(), folder.display());
    }
    println!("library: {}", library.file.display());
    Ok(())
}

/// The library as phones have it, as one kind of file: cargo leaves out the optimisation at link time, in silence, for a crate that may also be
/// linked to by Rust. (An iPhone's is a `staticlib`.)
pub(crate) const ALONE: [&str; 7] = ["rustc", "--release", "-p", "kunci-bindings", "--lib", "--crate-type", "cdylib"];

/// Builds the library by itself, so that no other member of the workspace adds features to what apps load, and takes
/// a copy: a later build of the whole workspace would leave another library at the same place.
pub(crate) fn build(workspace: &Workspace, release: bool) -> Outcome<Library> {
    let arguments: &[&str] = match release {
        true => &ALONE,
        false => &["build", "-p", "kunci-bindings", "--lib"],
    };
    process::run(workspace, "build-bindings", &mut workspace.cargo(arguments))?;
    let name = format!("{}kunci_bindings{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let profile = if release { "release" } else { "debug" };
    let folder = workspace.target.join("bindings").join(profile);
    let file = folder.join(&name);
    copy_if_changed(&workspace.target.join(profile).join(&name), &file)?;
    Ok(Library { folder, file })
}

/// Generates the sources of one language; returns their folder. They are never committed.
pub(crate) fn generate(workspace: &Workspace, library: &Library, language: Language) -> Outcome<PathBuf> {
    let folder = workspace.target.join("bindings").join(language.name());
    let mut generator = workspace.cargo(&["run", "-q", "-p", "kunci-xtask", "--features", "bindgen"]);
    generator.args(["--bin", "uniffi-bindgen", "--", "generate", "--no-format", "--language", language.name()]);
    generator.arg("--library").arg(&library.file).arg("--out-dir").arg(&folder);
    process::run(workspace, "bindgen", &mut generator)?;
    Ok(folder)
}
