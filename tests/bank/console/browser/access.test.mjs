// Everybody can use it: by keyboard, with a screen reader, on a small screen, in both languages, in light and in dark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, open, SARI, shot, startBank } from "./support.mjs";

const VIEWS = [
  { name: "1280-light-en", viewport: { width: 1280, height: 900 }, colorScheme: "light", locale: "en-US" },
  { name: "390-dark-id", viewport: { width: 390, height: 844 }, colorScheme: "dark", locale: "id-ID" },
];

for (const { name, ...options } of VIEWS) {
  test(`every part is accessible and fits at ${name}`, async (context) => {
    const bank = await startBank(context);
    await bank.register("any", SARI);
    // Something on every desk.
    await bank.command("persona", { user_id: "dian" });
    await bank.command("card_pay", {
      user_id: "dian", ending: "1843", merchant: "Toko Kilat", suspicious: true, amount: { minor: 75_000_000, currency: "IDR", exponent: 2 },
    });
    const page = await open(context, bank, options);
    await page.getByRole("navigation").waitFor();
    const paths = await page.getByRole("navigation").getByRole("link").evaluateAll((links) => links.map((link) => link.hash));
    assert.equal(paths.length, 16);
    for (const path of paths) {
      await page.goto(bank.url + path);
      await page.locator(`nav a[aria-current][href="${path}"]`).waitFor();
      await page.locator("main section.sheet").first().waitFor();
      await page.waitForFunction((loading) => !document.querySelector("main").innerText.includes(loading), options.locale === "id-ID" ? "Memuat" : "Loading");
      await accessible(page, `${name} ${path}`);
      const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(width <= room, `${path} is ${width} wide in ${room}`);
      assert.equal(await page.locator("html").getAttribute("lang"), options.locale.slice(0, 2));
      await shot(page, `${name}-${path.slice(2)}`);
    }
  });
}

test("the keyboard alone reaches the content and every part", async (context) => {
  const page = await open(context, await startBank(context));
  await page.getByRole("navigation").waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "To the content");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "Customers");
  await page.getByRole("link", { name: "Audit trail" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Audit trail" }).waitFor();
  await page.waitForFunction(() => document.activeElement.tagName === "H2");
  assert.equal(await focused(), "Audit trail");
});

test("language and colours are kept over a reload", async (context) => {
  const page = await open(context, await startBank(context));
  await page.getByLabel("Language").selectOption("id");
  await page.getByLabel("Warna").selectOption("dark");
  await page.reload();
  await page.getByRole("heading", { level: 2, name: "Nasabah", exact: true }).waitFor();
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
});
