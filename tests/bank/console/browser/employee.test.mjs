// An employee's desk and what she asks of a customer; the fault switches and outages that a tester sets. With real phones on the other side.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { accessible, open, part, SARI, says, sheet, shot, startBank } from "./support.mjs";

const journey = (name) => fileURLToPath(new URL(`../../../journeys/${name}.json`, import.meta.url));

const press = async (within, name, outcome) => {
  await within.getByRole("button", { name, exact: true }).click();
  await says(within, outcome);
};

test("an employee proposes a lower limit and a dispute, and the customer's token decides", async (context) => {
  const bank = await startBank(context);
  await bank.register("siti", SARI);
  await bank.command("clock", { advance_seconds: 13 * 3600 });
  const phone = bank.shell("siti");
  await phone(`do sign_in user_id=${SARI.user} password=${SARI.password}`);
  await phone(`do sign_in_with_token code=${SARI.code}`);
  const amount = { minor: 5_000_000, currency: "IDR", exponent: 2 };
  await bank.command("card_pay", { user_id: "sari", ending: "4821", merchant: "Toko Maya", channel: "online", amount });
  const approves = async () => {
    assert.equal((await phone("do pending")).result.count, 1);
    await phone(`do approve code=${SARI.code}`);
  };

  const page = await open(context, bank);
  await part(page, "Chat desk");
  const desk = sheet(page, "What the employee sees");
  const [limit, dispute] = [sheet(page, "Propose a lower limit"), sheet(page, "Propose a dispute")];
  await says(desk, "not confirmed");
  await says(desk, "hidden until the token confirms");
  await says(limit, "Ask the token first who it is.");
  await says(dispute, "Ask the token first who it is.");
  await press(sheet(page, "Ask who it is"), "Ask the token", "Done.");
  await says(desk, "asked; the token has not answered");
  await approves();
  // The page was not touched.
  await says(desk, "confirmed by the token");
  await says(desk, "4821");
  await accessible(page, "chat desk, confirmed");

  await limit.getByLabel("Limit").selectOption({ value: "4821 online-day" });
  await limit.getByLabel("Amount (IDR)").fill("999999999");
  await press(limit, "Propose", "The desk does not do it: not_proposable");
  await limit.getByLabel("Amount (IDR)").fill("100000");
  await press(limit, "Propose", "Done.");
  await approves();
  await limit.getByRole("option", { name: /•4821 .*: IDR.100,000$/ }).first().waitFor({ state: "attached" });

  await dispute.getByLabel("Payment").selectOption({ index: 0 });
  await press(dispute, "Propose", "Done.");
  await approves();
  assert.equal((await bank.command("chat_log", { user_id: "sari" })).disputes, 1);
  await press(dispute, "Propose", "The desk does not do it: not_proposable");
  await shot(page, "employee-1-proposals");

  // Agus has asked nothing.
  await desk.getByLabel("Works as").selectOption("agus");
  await says(desk, "not confirmed");
  await says(limit, "Ask the token first who it is.");
});

test("files of the chat are opened one by one, and documents asked for", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Chat desk");
  const files = sheet(page, "Files in the chat");
  await says(files, "Nothing yet.");
  await bank.play(journey("attachments"));
  const row = files.getByRole("row").filter({ hasText: "tagihan.pdf" });
  await says(row, "customer");
  await says(row, "100030");
  await files.getByRole("button", { name: "Show: tagihan.pdf" }).click();
  await files.getByRole("link", { name: "Save: tagihan.pdf" }).waitFor();
  await files.getByRole("button", { name: "Show: palsu.pdf" }).click();
  await says(files, "The bank refuses (unknown_file)");

  // A photograph is drawn.
  const photo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg";
  await bank.command("chat_attach", { user_id: "sari", as: "dewi", name: "kartu.png", content: photo.replaceAll("+", "-").replaceAll("/", "_") });
  await files.getByRole("button", { name: "Show: kartu.png" }).click();
  const picture = files.getByRole("img");
  await picture.waitFor();
  assert.equal(await picture.evaluate((shown) => shown.decode().then(() => shown.naturalWidth)), 1, "the policy lets it be seen");

  const ask = sheet(page, "Ask for a document");
  await ask.getByLabel("Document").selectOption("address-proof");
  await ask.getByLabel("What for").fill("Pembaruan alamat");
  await ask.getByLabel("Kept for (days)").fill("30");
  await ask.getByRole("button", { name: "Ask for it" }).click();
  await says(ask, "Done.");
  await accessible(page, "chat desk, files");
  await shot(page, "employee-2-files");
  await part(page, "Audit trail");
  const trail = sheet(page, "Entries, the newest first");
  await says(trail, "An employee opened a file in the chat of Sari");
  await says(trail, "Asked Sari for address-proof as dewi");
});

test("which faults are set is shown, one that is used up goes by itself, and all are cleared", async (context) => {
  const bank = await startBank(context);
  await bank.register("any", SARI);
  const page = await open(context, bank);
  await part(page, "Faults");
  const now = sheet(page, "Set now");
  await says(now, "No fault is set.");
  const call = sheet(page, "For a call");
  await call.getByLabel("Kind").selectOption("error_5xx");
  await press(call, "Set", "Done.");
  const row = now.getByRole("row").filter({ hasText: "error_5xx" });
  await says(row, "/v1/sessions");
  // The phone meets it; the page was not touched.
  await bank.signIn("any", SARI);
  await row.waitFor({ state: "detached" });

  const all = sheet(page, "For everything");
  await all.getByLabel("Kind").selectOption("link_down");
  await press(all, "Set", "Done.");
  await says(now.getByRole("row").filter({ hasText: "link_down" }), "until cleared");
  const window = sheet(page, "How much a phone that comes back is told at once");
  await press(window, "Set", "Done.");
  await says(now.getByRole("row").filter({ hasText: "link_window" }), "20");
  await accessible(page, "faults that are set");
  await shot(page, "faults-set");
  await now.getByRole("button", { name: "Clear all" }).click();
  await says(now, "No fault is set.");

  const outages = sheet(page, "Outages of services");
  const chat = outages.getByRole("row").filter({ hasText: /^Chat/ });
  await says(chat, "works");
  await outages.getByRole("combobox", { name: "Service" }).selectOption("chat");
  await outages.getByLabel(/^For \(hours/).fill("2");
  await press(outages, "Carry out", "Done.");
  await chat.getByRole("cell", { name: "out", exact: true }).waitFor();
  await outages.getByLabel("Act").selectOption({ label: "Tell that it works again" });
  await outages.getByRole("button", { name: "Carry out" }).click();
  await chat.getByRole("cell", { name: "works", exact: true }).waitFor();
});

test("a bill is closed and paid, a card goes into a wallet, and an emergency key that is none opens nothing", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Card network");
  const bill = sheet(page, "Bill");
  const [close, pay] = [bill.locator("form").first(), bill.locator("form").last()];
  await press(close, "Close the bill", "Done.");
  await pay.getByLabel("Amount (IDR)").fill("1000");
  await press(pay, "Pay", "Done.");
  await press(sheet(page, "A card is added to a wallet"), "Add", "Done.");
  await part(page, "Customers");
  await says(sheet(page, "Alerts"), "DompetKu");
  await part(page, "Website and telephone");
  const line = sheet(page, "The bank's telephone line");
  await line.getByLabel("Emergency key").fill("48210077319955042816");
  await press(line, "Read it out", "That was not accepted.");
});
