// A built sandbox bank, desktop phones and a real browser. Every wait is for something that happens; nothing sleeps.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const need = (name) => process.env[name] ?? assert.fail(`${name} is not set: run \`cargo xtask browser\``);
const PROGRAM = need("KUNCI_PROGRAM");
const SHOTS = need("KUNCI_SCREENSHOTS");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export const SARI = { user: "sari", password: "Senja-di-Ubud-72", code: "739164" };

/** A bank with its console; `phone` runs the desktop phone over the real core. */
export async function startBank(context, { password } = {}) {
  const home = await mkdtemp(join(tmpdir(), "kunci-console-"));
  const ready = join(home, "ready.json");
  const env = { ...process.env, KUNCI_HOME: home, LC_ALL: "C.UTF-8" };
  if (password) env.KUNCI_CONSOLE_PASSWORD = password;
  const bank = spawn(PROGRAM, ["bank", "--json", "--ready-file", ready], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(bank, "exit");
  context.after(async () => {
    bank.kill("SIGTERM");
    await ended;
    await rm(home, { recursive: true, force: true });
  });
  const [line] = await once(createInterface({ input: bank.stdout }), "line");
  const run = (...words) => new Promise((done, failed) => {
    execFile(PROGRAM, [...words, "--json", "--ready-file", ready], { env }, (error, out, err) => {
      const lines = out.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
      if (error && lines.at(-1)?.ok !== false) failed(new Error(`${words.join(" ")}: ${err || out}`));
      else done(lines.at(-1));
    });
  });
  const secrets = (who) => ["--user", who.user, "--password", who.password, "--code", who.code];
  const { control_url: control, control_token: controlToken } = JSON.parse(await readFile(ready, "utf8"));
  /** As a tester's program drives the bank, past the page. */
  const command = async (name, body) => {
    const headers = { authorization: `Bearer ${controlToken}`, "content-type": "application/json" };
    const answer = await fetch(`${control}/sandbox/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 200, `${name}: ${await answer.clone().text()}`);
    return answer.json();
  };
  /** A phone whose app stays open: each `do` is answered by one line. */
  const shell = (name) => {
    const child = spawn(PROGRAM, ["phone", name, "--json", "--ready-file", ready], { env, stdio: ["pipe", "pipe", "inherit"] });
    const gone = once(child, "exit");
    context.after(async () => {
      child.stdin.end();
      await gone;
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return async (line) => {
      child.stdin.write(`${line}\n`);
      const answer = JSON.parse((await answers.next()).value);
      assert.ok(answer.ok !== false, `${line}: ${JSON.stringify(answer)}`);
      return answer;
    };
  };
  return {
    shell,
    url: JSON.parse(line).console_url,
    controlToken,
    command,
    play: (journey) => run("play", journey),
    register: (name, who) => run("phone", name, "register", ...secrets(who)),
    signIn: (name, who) => run("phone", name, "sign-in", ...secrets(who)),
    otp: async (name, who) => (await run("phone", name, "otp", "--code", who.code)).result.otp,
  };
}

/** A page of the console. At the end of the test it must have logged no error: a breach of the policy would be one. */
export async function open(context, bank, options = {}) {
  const browser = await chromium.launch({
    executablePath: need("KUNCI_CHROMIUM"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-US", ...options });
  const errors = [];
  // A refusal is an answer of the bank, which the page shows; the browser also logs it.
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  context.after(async () => {
    await browser.close();
    assert.deepEqual(errors, []);
  });
  await page.goto(bank.url);
  return page;
}

export const part = async (page, name) => {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
};

/** A sheet of the page, by its heading. */
export const sheet = (page, name) => page.getByRole("region", { name, exact: true }).and(page.locator("section"));

export const says = (within, text) => within.getByText(text).first().waitFor();

export async function shot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** What axe-core finds wrong, by the rules of WCAG 2.2 AA. */
export async function accessible(page, where) {
  await page.evaluate(await readFile(AXE, "utf8"));
  const found = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const told = found.violations.map((rule) => `${where}: ${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
  assert.deepEqual(told, []);
  assert.ok(found.passes.length > 10, "axe looked");
}
