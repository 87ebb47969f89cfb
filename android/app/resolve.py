#!/usr/bin/env python3
"""Prints every file that the version catalogue leads to, one a line: its use and its coordinates.

Part of `cargo xtask android --relock`, which fetches the files and writes dependencies.lock; builds use that flat list and
never come here. Maven cannot resolve AndroidX (its POMs hold version ranges, and Maven takes the nearest version, not the
newest), so the graph is resolved the way Gradle does: the newest version asked for wins. POMs are fetched by the ordinary
Maven client.
"""
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.home() / ".m2/repository"
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
POM = "{http://maven.apache.org/POM/4.0.0}"
# Published together, used together: one version for the whole family.
FAMILIES = [f"androidx.compose.{part}" for part in ("ui", "runtime", "foundation", "animation", "material")]
FAMILIES += [f"androidx.{part}" for part in ("lifecycle", "savedstate", "activity")]


def pom_of(group, artifact, version):
    """The POM in the local Maven repository, fetched if it is not there yet; None where there is no such artefact."""
    file = REPOSITORY / group.replace(".", "/") / artifact / version / f"{artifact}-{version}.pom"
    if not file.exists():
        print(f"reading {group}:{artifact}:{version}", file=sys.stderr, flush=True)
        coordinates = f"-Dartifact={group}:{artifact}:{version}:pom"
        maven = ["mvn", "-q", "-B", "-ntp", f"{DEPENDENCY_PLUGIN}:get", "-Dtransitive=false", coordinates]
        fetched = subprocess.run(maven, capture_output=True, text=True, check=False, cwd=HERE.parents[1])
        # The second is what Maven says of a search that it remembers.
        if re.search(r"Could not find artifact|was not found in .* during a previous attempt", fetched.stdout):
            return None
        if fetched.returncode != 0:
            sys.exit(fetched.stdout)
    return ElementTree.parse(file).getroot()


def order(version):
    """A key that sorts versions: 1.5.0-rc01 before 1.5.0 before 1.10.0."""
    numbers, _, label = version.partition("-")
    return [int(number) for number in re.findall(r"\d+", numbers)], not re.match(r"alpha|beta|rc|dev", label), label


class Module:
    """What a POM says: its packaging, and what it needs at compile and run time."""

    def __init__(self, group, artifact, version):
        root = pom_of(group, artifact, version)
        if root is None:
            # Asked for by a library in a version that never came out; a newer one must take its place.
            self.packaging, self.needs = None, []
            return
        self.packaging = (root.findtext(f"{POM}packaging") or "jar").replace("bundle", "jar")
        self.needs = []
        for dependency in root.findall(f"{POM}dependencies/{POM}dependency"):
            text = {name: (dependency.findtext(POM + name) or "").strip()
                    for name in ("groupId", "artifactId", "version", "scope", "optional")}
            version = text["version"].strip("[]").split(",")[0]
            if text["scope"] in ("test", "provided") or text["optional"] == "true" or not version or "$" in version:
                continue
            self.needs.append((text["groupId"], text["artifactId"], version))


def resolve(roots):
    """{(group, artifact): (version, use)} for everything reachable from {(group, artifact): (version, use)}."""
    modules, chosen = {}, {key: version for key, (version, _) in roots.items()}
    while True:
        uses, queue, before = {}, [(key, use) for key, (_, use) in roots.items()], dict(chosen)
        while queue:
            key, use = queue.pop(0)
            if uses.get(key) in ("main", use):
                continue
            uses[key] = use
            module = (*key, chosen[key])
            modules.setdefault(module, None)
            modules[module] = modules[module] or Module(*module)
            for group, artifact, version in modules[module].needs:
                needed = (group, artifact)
                if needed not in chosen or order(version) > order(chosen[needed]):
                    chosen[needed] = version
                queue.append((needed, use))
        for family in FAMILIES:
            members = [key for key in uses if key[0] == family]
            newest = max((chosen[key] for key in members), key=order, default=None)
            chosen.update(dict.fromkeys(members, newest))
        if chosen == before:
            return {key: (chosen[key], use, modules[(*key, chosen[key])].packaging) for key, use in uses.items()}


def catalogue():
    """The roots with their uses, and the tools: libraries of the catalogue that no Gradle configuration names."""
    catalogue = tomllib.loads((HERE.parent / "gradle/libs.versions.toml").read_text())
    script = (HERE / "build.gradle.kts").read_text()
    uses = {}
    for configuration, alias in re.findall(r"\b(implementation|testImplementation)\(libs\.([a-z0-9.]+)\)", script):
        uses.setdefault(alias.replace(".", "-"), "main" if configuration == "implementation" else "test")
    roots, tools = {}, []
    for alias, library in catalogue["libraries"].items():
        group, artifact = library["module"].split(":")
        version = catalogue["versions"][library["version"]["ref"]]
        if alias in uses:
            roots[(group, artifact)] = (version, uses[alias])
        else:
            tools.append((group, artifact, version))
    return roots, tools


def main():
    roots, tools = catalogue()
    graph = resolve(roots)
    entries = [("tool", f"{group}:{artifact}:{version}:jar") for group, artifact, version in tools]
    for (group, artifact), (version, use, packaging) in graph.items():
        # The shell of a multi-platform library: its content is in the platform's own artefact.
        shell = any((group, artifact + suffix) in graph for suffix in ("-android", "-jvm"))
        if packaging is None:
            sys.exit(f"there is no {group}:{artifact}:{version}")
        if packaging != "pom" and not (group.startswith("androidx") and shell):
            entries.append((use, f"{group}:{artifact}:{version}:{packaging}"))
    for use, coordinates in sorted(entries):
        print(use, coordinates)


main()
