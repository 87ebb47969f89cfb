// Stories that an operator plays in a real browser, with real phones on the other side.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open, part, SARI, says, sheet, shot, startBank } from "./support.mjs";

async function act(page, deed, reason) {
  const operator = sheet(page, "Operator");
  await operator.getByLabel("Act").selectOption({ label: deed });
  await operator.getByLabel("Reason").fill(reason);
  await operator.getByRole("button", { name: "Carry out" }).click();
  await says(operator, "Done.");
}

async function websiteLogin(page, otp) {
  const login = sheet(page, "Sign in on the website");
  await login.getByLabel("Password").fill(SARI.password);
  await login.getByLabel("OTP").fill(otp);
  await login.getByRole("button", { name: "Sign in" }).click();
  return login;
}

test("the whole story of a lost phone", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await says(sheet(page, "Phones"), "Nothing yet.");

  await bank.register("lost", SARI);
  // The page was not touched: it follows the bank by itself.
  await says(sheet(page, "Phones"), "active");
  // Whoever found the phone knows the code, too.
  const stolen = await bank.otp("lost", SARI);
  await shot(page, "lost-phone-1-registered");

  await act(page, "Flag internet banking", "Sari calls: her phone is lost");
  await says(sheet(page, "Customer"), "closed by an operator");
  await act(page, "Deregister the phone", "Sari calls: her phone is lost");
  await sheet(page, "Phones").getByRole("cell", { name: "active", exact: true }).waitFor({ state: "detached" });
  await shot(page, "lost-phone-2-deregistered");
  assert.equal((await bank.signIn("lost", SARI)).ok, false, "the lost phone lets nobody in");

  await part(page, "Website and telephone");
  await says(await websiteLogin(page, stolen), "internet banking is flagged");

  await part(page, "Customers");
  await act(page, "Unflag internet banking", "Sari stands at the counter");
  const number = sheet(page, "Another phone number");
  await number.getByLabel("New number").fill("+628129990000");
  await number.getByLabel("Reason").fill("The old SIM is dead");
  await number.getByRole("button").click();
  await says(number, "Done.");
  await says(sheet(page, "Customer"), "•••• 0000");

  await bank.register("new", SARI);
  await says(sheet(page, "Phones"), "active");
  await part(page, "SMS");
  const newest = sheet(page, "SMS outbox").getByRole("row").filter({ hasText: "set up Kunci" }).first();
  assert.match(await newest.textContent(), /\+628129990000/);
  await shot(page, "lost-phone-3-sms");

  await part(page, "Website and telephone");
  await says(await websiteLogin(page, await bank.otp("new", SARI)), "Welcome to KunciBank.");
  await shot(page, "lost-phone-4-website");

  await part(page, "Audit trail");
  await says(sheet(page, "Entries, the newest first"), "The chain of hashes holds.");
  await says(sheet(page, "Entries, the newest first"), "Sari calls: her phone is lost");
});

test("the chat desk", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Chat desk");
  const talk = sheet(page, "Conversation");
  const say = async (voice, text) => {
    await talk.getByLabel("Speaks as").selectOption(voice);
    await talk.getByLabel("What").fill(text);
    await talk.getByRole("button", { name: "Say" }).click();
    await says(talk.getByRole("listitem"), text);
  };
  for (const [voice, text] of [["dewi", "Good morning, this is Dewi."], ["bot", "Here is the bot."], ["impostor-forged", "Your account is blocked."]]) await say(voice, text);
  const revoke = sheet(page, "Take a badge back");
  await revoke.getByRole("button", { name: "Take back" }).click();
  await says(revoke, "Done.");
  await shot(page, "chat-desk-1-voices");

  // A phone talks with the desk; the open page shows it as it comes.
  await part(page, "Clock, reset, report");
  const reset = sheet(page, "Reset");
  await reset.getByLabel("Type RESET").fill("RESET");
  await reset.getByRole("button", { name: "Reset the bank" }).click();
  await says(reset, "Done.");
  await part(page, "Chat desk");
  await says(talk, "Nothing yet.");
  await Promise.all([bank.play("tests/journeys/chat.json"), talk.locator("li.customer").first().waitFor({ timeout: 120_000 })]);
  await shot(page, "chat-desk-2-with-a-phone");
});

test("a payment and a decline", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Card network");
  const network = sheet(page, "A payment asks to pass");
  const pay = async (amount) => {
    await network.getByLabel("Amount (IDR)").fill(amount);
    await network.getByRole("button", { name: "Ask the bank" }).click();
  };
  await pay("50000");
  await says(network, "The payment passes.");
  const payments = sheet(page, "Payments");
  await payments.getByRole("button", { name: "Collect" }).click();
  await payments.getByRole("cell", { name: "settled", exact: true }).waitFor();
  await pay("90000000");
  await says(network, /^Declined: /);
  await payments.getByRole("cell", { name: "declined", exact: true }).waitFor();
  await shot(page, "card-network");
});

test("a press of the hardware token shows its code", async (context) => {
  const page = await open(context, await startBank(context));
  await part(page, "Hardware tokens");
  await page.getByRole("button", { name: "Press the button" }).click();
  assert.match(await page.locator(".code").textContent(), /^\d{6}$/);
});

test("a refusal of the bank is shown", async (context) => {
  const page = await open(context, await startBank(context));
  const operator = sheet(page, "Operator");
  await operator.getByLabel("Act").selectOption({ label: "Unlock the token" });
  await operator.getByLabel("Reason").fill("there is no token");
  await operator.getByRole("button", { name: "Carry out" }).click();
  await says(operator, "The bank refuses (not_possible)");
});

test("the bug report holds what happened and no secret", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await bank.register("any", SARI);
  await part(page, "Clock, reset, report");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the report" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.equal(JSON.parse(text).audit.verified, true);
  await part(page, "SMS");
  const code = await sheet(page, "SMS outbox").locator("strong").filter({ hasText: /\d/ }).first().textContent();
  assert.match(code, /^\d{6}$/);
  for (const secret of [code, SARI.password, SARI.code, bank.controlToken]) assert.ok(!text.includes(secret));
});

test("with an operator password nothing is shown before it", async (context) => {
  const bank = await startBank(context, { password: "gerbang-besi-hitam" });
  const page = await open(context, bank);
  const password = page.getByLabel("Operator password");
  await password.fill("gerbang-besi-putih");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").filter({ hasText: "the operator password is wrong" }).waitFor();
  assert.equal(await page.getByText("Sari Wulandari").count(), 0);
  await password.fill("gerbang-besi-hitam");
  await page.getByRole("button", { name: "Sign in" }).click();
  await says(sheet(page, "Customer"), "Sari Wulandari");
  assert.equal(await page.evaluate(() => document.cookie), "", "no script reads the cookie");
  await page.getByRole("button", { name: "Sign out" }).click();
  await password.waitFor();
});
