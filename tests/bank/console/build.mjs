// Builds `built/console.js` from `src` and `texts`; with --check it only says whether that file is what they build.
import { readFile, writeFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FluentResource } from "@fluent/bundle";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const goal = here("built/console.js");

const made = await build({
  absWorkingDir: here("."),
  entryPoints: ["src/main.js"],
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  loader: { ".ftl": "text" },
  // Readable, so that a change of the committed file can be read in a review.
  minify: false,
  logLevel: "warning",
});

const problems = await textProblems();
const code = made.outputFiles[0].text;
if (process.argv.includes("--check")) {
  const committed = await readFile(goal, "utf8").catch(() => "");
  if (committed !== code) problems.push("built/console.js is not what src and texts build: run `cargo xtask browser --build`");
} else {
  await writeFile(goal, code);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);

/** Every text that a source asks for stands in both languages, and no other does. */
async function textProblems() {
  const problems = [];
  const used = new Set();
  const files = ["src", "src/parts"].map(async (folder) => {
    for (const name of (await readdir(here(folder))).filter((name) => name.endsWith(".js"))) {
      const source = await readFile(here(`${folder}/${name}`), "utf8");
      for (const [, key] of source.matchAll(/["'`]((?:text|label|act|part|error)-[a-z0-9-]+)["'`]/g)) used.add(key);
    }
  });
  await Promise.all(files);
  for (const language of ["en", "id"]) {
    const resource = new FluentResource(await readFile(here(`texts/${language}.ftl`), "utf8"));
    const known = new Set(resource.body.map((message) => message.id));
    for (const key of used) if (!known.has(key)) problems.push(`texts/${language}.ftl lacks ${key}`);
    for (const key of known) if (!used.has(key)) problems.push(`texts/${language}.ftl has ${key}, which nothing shows`);
  }
  return problems;
}
