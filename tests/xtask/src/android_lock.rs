//! `android/app/dependencies.lock`: every file that the app is made from, with its SHA-256, fetched and checked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::problem::{Outcome, Problem, While};
use crate::process::{self, answer};
use crate::workspace::Workspace;

const FILE: &str = "android/app/dependencies.lock";
const DEPENDENCY_PLUGIN: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1";
const HEADER: &str = "\
# Every file that the Android app is compiled from, tested with, or built by: SHA-256, use, coordinates.
# Written by `cargo xtask android --relock`; each is checked before it is used.
";

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Part of the app.
    Main,
    /// Tests only.
    Test,
    /// The framework and the compiler's plug-in: named where they are used.
    Tool,
}

/// One locked file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Artefact {
    sha256: String,
    pub(crate) used: Use,
    pub(crate) group: String,
    pub(crate) name: String,
    version: String,
    /// `jar` or `aar`.
    pub(crate) kind: String,
}

pub(crate) struct Lock {
    pub(crate) artefacts: Vec<Artefact>,
}

impl Artefact {
    /// `SHA-256  use  group:name:version:kind`
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let (sha256, used, coordinates) = (words.next()?, words.next()?, words.next()?);
        let artefact = Self::resolved(used, coordinates)?;
        (sha256.len() == 64 && words.next().is_none()).then(|| Self { sha256: sha256.to_owned(), ..artefact })
    }

    /// `use group:name:version:kind`, not hashed yet.
    fn resolved(used: &str, coordinates: &str) -> Option<Self> {
        let used = match used {
            "main" => Use::Main,
            "test" => Use::Test,
            "tool" => Use::Tool,
            _ => return None,
        };
        let [group, name, version, kind] = coordinates.split(':').collect::<Vec<_>>().try_into().ok()?;
        let [group, name, version, kind] = [group, name, version, kind].map(str::to_owned);
        Some(Self { sha256: String::new(), used, group, name, version, kind })
    }

    fn line(&self) -> String {
        let used = match self.used {
            Use::Main => "main",
            Use::Test => "test",
            Use::Tool => "tool",
        };
        let Self { sha256, group, name, version, kind, .. } = self;
        format!("{sha256}  {used}  {group}:{name}:{version}:{kind}\n")
    }

    /// Its name in the cache, as Maven's `copy` with the group in front writes it.
    fn file_name(&self) -> String {
        format!("{}.{}-{}.{}", self.group, self.name, self.version, self.kind)
    }

    /// Where it lies once fetched.
    pub(crate) fn file(&self, workspace: &Workspace) -> PathBuf {
        folder(workspace).join(self.file_name())
    }
}

impl Lock {
    pub(crate) fn read(workspace: &Workspace) -> Outcome<Self> {
        let text = fs::read_to_string(workspace.path(FILE)).doing(format!("reading {FILE}"))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Outcome<Self> {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let parsed = lines
            .map(|line| Artefact::parse(line).ok_or_else(|| Problem::new(format!("{FILE} cannot be read: {line}"))));
        Ok(Self { artefacts: parsed.collect::<Outcome<_>>()? })
    }

    /// The file of `group:name`, of which there must be one version.
    pub(crate) fn file(&self, workspace: &Workspace, module: &str) -> Outcome<PathBuf> {
        Ok(self.one(module)?.file(workspace))
    }

    /// The version of `group:name`.
    pub(crate) fn version(&self, module: &str) -> Outcome<&str> {
        Ok(&self.one(module)?.version)
    }

    /// The file and the version of the `group:name` whose version begins with the one given.
    pub(crate) fn beginning(&self, workspace: &Workspace, module: &str, version: &str) -> Outcome<(PathBuf, &str)> {
        let found = self.of(module).find(|artefact| artefact.version.starts_with(version));
        let found = found.ok_or_else(|| Problem::new(format!("{FILE} has no {module}:{version}")))?;
        Ok((found.file(workspace), &found.version))
    }

    fn one(&self, module: &str) -> Outcome<&Artefact> {
        let found: Vec<_> = self.of(module).collect();
        match found[..] {
            [artefact] => Ok(artefact),
            _ => Err(Problem::new(format!("{FILE} has {module} {} times instead of once", found.len()))),
        }
    }

    fn of(&self, module: &str) -> impl Iterator<Item = &Artefact> {
        self.artefacts.iter().filter(move |artefact| module.split_once(':') == Some((&artefact.group, &artefact.name)))
    }

    /// Gets what is not in the cache yet, by the ordinary Maven client, and checks every file.
    pub(crate) fn fetch(&self, workspace: &Workspace) -> Outcome {
        fetch(workspace, &self.artefacts)?;
        let found = hashes(workspace, &self.artefacts)?;
        for artefact in &self.artefacts {
            let name = artefact.file_name();
            if found.get(&name) != Some(&artefact.sha256) {
                // Fetched anew next time: it may be a broken download.
                let _ = fs::remove_file(artefact.file(workspace));
                return Err(Problem::new(format!(
                    "{name} is not the file of {FILE}: its SHA-256 differs. It was removed."
                )));
            }
        }
        println!("{} files match {FILE}", self.artefacts.len());
        Ok(())
    }

    /// Resolves the version catalogue, fetches all it leads to, and writes the lock.
    pub(crate) fn renew(workspace: &Workspace) -> Outcome {
        let mut resolver = workspace.command("python3");
        resolver.arg(workspace.path("android/app/resolve.py"));
        let lines = process::tee(workspace, "android-resolve", &mut resolver)?.ok()?;
        let resolved = lines.iter().filter_map(|line| line.split_once(' '));
        let mut artefacts: Vec<_> = resolved.filter_map(|(used, rest)| Artefact::resolved(used, rest)).collect();
        fetch(workspace, &artefacts)?;
        let mut found = hashes(workspace, &artefacts)?;
        for artefact in &mut artefacts {
            artefact.sha256 = found.remove(&artefact.file_name()).unwrap_or_default();
        }
        let text = artefacts.iter().fold(HEADER.to_owned(), |text, artefact| text + &artefact.line());
        fs::write(workspace.path(FILE), text).doing(format!("writing {FILE}"))?;
        println!("{} files locked", artefacts.len());
        Ok(())
    }
}

/// One folder for all branches and clones: a name always means the same bytes, and they are checked each time.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.cache.join("android")
}

fn fetch(workspace: &Workspace, artefacts: &[Artefact]) -> Outcome {
    let missing: Vec<_> = artefacts.iter().filter(|artefact| !artefact.file(workspace).is_file()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("fetching {} files", missing.len());
    let mut items = String::new();
    for Artefact { group, name, version, kind, .. } in missing {
        let _ = write!(
            items,
            "<artifactItem><groupId>{group}</groupId><artifactId>{name}</artifactId><version>{version}</version>\
             <type>{kind}</type></artifactItem>"
        );
    }
    let (plugin_group, rest) = DEPENDENCY_PLUGIN.split_once(':').unwrap_or_default();
    let (plugin_name, plugin_version) = rest.split_once(':').unwrap_or_default();
    let pom = format!(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion><groupId>kunci</groupId>\
         <artifactId>fetch</artifactId><version>1</version><packaging>pom</packaging><build><plugins><plugin>\
         <groupId>{plugin_group}</groupId><artifactId>{plugin_name}</artifactId><version>{plugin_version}</version>\
         <configuration><artifactItems>{items}</artifactItems></configuration></plugin></plugins></build></project>"
    );
    let build = workspace.target.join(crate::android::BUILD);
    fs::create_dir_all(&build).doing(format!("making {}", build.display()))?;
    let file = build.join("fetch.xml");
    fs::write(&file, pom).doing(format!("writing {}", file.display()))?;
    let mut maven = workspace.command("mvn");
    maven.args(["--batch-mode", "--no-transfer-progress", "--quiet", "--file"]).arg(file);
    maven.arg(format!("{DEPENDENCY_PLUGIN}:copy")).arg("-Dmdep.prependGroupId=true");
    maven.arg(format!("-DoutputDirectory={}", folder(workspace).display()));
    process::run(workspace, "android-fetch", &mut maven)
}

/// File name to SHA-256, for all files in one go.
fn hashes(workspace: &Workspace, artefacts: &[Artefact]) -> Outcome<BTreeMap<String, String>> {
    let folder = folder(workspace);
    let files: Vec<String> = artefacts.iter().map(|artefact| artefact.file(workspace).display().to_string()).collect();
    let arguments: Vec<&str> = std::iter::once("--").chain(files.iter().map(String::as_str)).collect();
    let printed = answer("sha256sum", &arguments)
        .ok_or_else(|| Problem::new(format!("not every file could be read in {}", folder.display())))?;
    let pairs = printed.lines().filter_map(|line| line.split_once("  "));
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(pairs.map(|(hash, path)| (name(path), hash.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let line = format!("{}  test  androidx.test:core:1.5.0:aar\n", "0a".repeat(32));
        let artefact = Artefact::parse(&line).expect("the line is right");
        assert_eq!((artefact.line(), artefact.file_name()), (line, "androidx.test.core-1.5.0.aar".to_owned()));
    }

    #[test]
    fn a_lock_with_a_damaged_line_is_not_used() {
        assert!(Lock::parse("# fine\n\nabc  main  a:b:1:jar\n").is_err());
        let hash = "0".repeat(64);
        assert!(Lock::parse(&format!("{hash}  other  a:b:1:jar\n")).is_err());
        assert!(Lock::parse(&format!("{hash}  main  a:b:1\n")).is_err());
    }

    /// Gradle and Maven read the same versions: whoever changes the catalogue also locks it.
    #[test]
    fn every_library_of_the_catalogue_is_locked_in_its_version() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        let read = |file: &str| fs::read_to_string(format!("{root}{file}")).expect("the file is there");
        let lock = Lock::parse(&read(FILE)).expect("the lock can be read");
        let catalogue = read("android/gradle/libs.versions.toml");
        let quoted = |line: &str, before: &str| {
            let value = line.split_once(before)?.1.split_once('"')?.1.split_once('"')?.0;
            Some(value.to_owned())
        };
        let versions: BTreeMap<_, _> =
            (catalogue.lines().filter(|line| line.split_once(" = ").is_some_and(|(_, value)| value.starts_with('"'))))
                .filter_map(|line| Some((line.split_once(" = ")?.0, quoted(line, " = ")?)))
                .collect();
        let libraries: Vec<_> = (catalogue.lines())
            .filter_map(|line| Some((quoted(line, "module = ")?, quoted(line, "version.ref = ")?)))
            .collect();
        assert!(libraries.len() > 10);
        for (module, reference) in libraries {
            let locked = lock.of(&module).any(|artefact| artefact.version == versions[reference.as_str()]);
            assert!(locked, "{module} {}", versions[reference.as_str()]);
        }
    }
}
