// The desks of the bank: held payments, letters, complaints, disputes; and the customers that a tester starts from.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { accessible, open, part, says, sheet, shot, startBank } from "./support.mjs";

const MAYA = { user: "maya", password: "Hujan-di-Bogor-31", code: "739164" };

/** The state of a persona, or of a paper: a screen reader hears it change. */
const stands = (within, text) => within.getByRole("status").filter({ hasText: new RegExp(`^${text}$`) }).waitFor();

const make = async (persona) => {
  await persona.getByRole("button", { name: "Make ready" }).click();
  await says(persona, "Done.");
};

/** Whoever typed or listened is at the heading of the sheet now. */
const isAtHeading = (page) => page.waitForFunction(() => document.activeElement.tagName === "H3");

test("personas are made ready, with a phone and without", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Personas");
  const hendra = sheet(page, "Hendra Gunawan");
  await stands(hendra, "not made yet");
  await hendra.getByRole("button", { name: "Make ready" }).focus();
  await page.keyboard.press("Enter");
  await stands(hendra, "ready");

  const maya = sheet(page, "Maya Lestari");
  await make(maya);
  await stands(maya, "waits for a phone that registers");
  await bank.register("maya", MAYA);
  await stands(maya, "a phone has registered: set the stage");
  await make(maya);
  await stands(maya, "ready");
  await shot(page, "personas-1-with-a-phone");

  const all = sheet(page, "All personas");
  await all.getByRole("button", { name: "Make all ready" }).click();
  await says(all, "Done.");
  await stands(sheet(page, "Dian Anggraini"), "ready");
  await part(page, "Customers");
  await page.getByRole("combobox", { name: "Customer", exact: true }).selectOption("wayan");
  await part(page, "Card network");
  await sheet(page, "Payments").getByRole("cell", { name: "over-limit", exact: true }).waitFor();
  await shot(page, "personas-2-declined-card");
});

test("the fraud queue, from a held payment to an operator's word", async (context) => {
  const bank = await startBank(context);
  await bank.command("persona", { user_id: "maya" });
  await bank.register("maya", MAYA);
  await bank.command("persona", { user_id: "maya" });
  const page = await open(context, bank);
  await part(page, "Fraud queue");
  const held = sheet(page, "Held payments");
  await says(held, "Nothing yet.");
  const payment = sheet(page, "A suspicious payment");
  await payment.getByLabel("Card").selectOption({ label: "Maya Lestari: Debit •5102" });
  const pay = async (merchant, outcome) => {
    await payment.getByLabel("Merchant").fill(merchant);
    await payment.getByRole("button", { name: "Ask the bank" }).click();
    await says(payment, outcome);
  };
  const decide = async (deed) => {
    const desk = sheet(page, "Decide for a customer who called");
    await desk.getByLabel("Act").selectOption({ label: deed });
    await desk.getByLabel("Reason").fill("Maya calls, and proves who she is");
    await desk.getByRole("button", { name: "Carry out" }).click();
    await says(desk, "Done.");
  };
  const row = (merchant) => held.getByRole("row").filter({ hasText: merchant }).first();

  await pay("Toko Kilat", "Held as suspicious (code 59).");
  await says(row("Toko Kilat"), "waits for an answer");
  await says(row("Toko Kilat"), "not made; the card goes on");
  await shot(page, "fraud-queue-1-waiting");
  await decide("Let it through");
  await says(row("Toko Kilat"), "it was the customer (by an operator)");
  await pay("Toko Kilat", "The payment passes.");

  // Nobody answers: time alone decides, and the open page shows it.
  await pay("Toko Malam", "Held as suspicious (code 59).");
  await says(row("Toko Malam"), "waits for an answer");
  await bank.command("clock", { advance_seconds: 301 });
  await says(row("Toko Malam"), "nobody answered");

  await pay("Toko Gelap", "Held as suspicious (code 59).");
  await says(row("Toko Gelap"), "waits for an answer");
  await sheet(page, "Decide for a customer who called").getByLabel("Held payment").selectOption({ index: 0 });
  await decide("Refuse and freeze the card");
  await says(row("Toko Gelap"), "it was not the customer (by an operator)");
  await pay("Toko Gelap", "Declined: frozen-by-you");
  await accessible(page, "fraud queue");
  await shot(page, "fraud-queue-2-decided");
  await part(page, "Audit trail");
  await says(sheet(page, "Entries, the newest first"), "said no to the held payment at Toko Gelap for Maya: Maya calls");
});

test("letters, complaints and disputes are answered at the desk", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Letters and complaints");
  await says(sheet(page, "Letters and complaints"), "Nothing yet.");
  // The page was not touched: what is written comes by itself.
  await bank.command("persona", { user_id: "dian" });
  const letter = page.getByRole("region", { name: /^Letter KS/ }).and(page.locator("section"));
  await says(letter, "Mohon kabar");
  await stands(letter, "received");
  await letter.getByLabel("Act").selectOption({ label: "Take it up" });
  await letter.getByRole("button", { name: "Carry out" }).click();
  await stands(letter, "in work");
  await isAtHeading(page);
  await letter.getByRole("textbox", { name: "Answer" }).fill("Kartu Anda aman.");
  await letter.getByRole("button", { name: "Send the answer" }).click();
  await stands(letter, "answered");
  await says(letter, "Kartu Anda aman.");
  await isAtHeading(page);

  const complaint = page.getByRole("region", { name: /^Complaint KB/ }).and(page.locator("section"));
  await complaint.getByLabel("Act").selectOption({ label: "Say that it takes longer" });
  await complaint.getByRole("button", { name: "Carry out" }).click();
  await stands(complaint, "put off");
  await bank.command("clock", { advance_seconds: 60 * 24 * 3600 });
  await says(complaint, "overdue");
  await accessible(page, "letters and complaints");
  await shot(page, "letters-and-complaints");

  await part(page, "Disputes");
  const dispute = page.getByRole("region", { name: /^Dian Anggraini: Sepatu Murah Sekali/ }).and(page.locator("section"));
  await stands(dispute, "submitted");
  await says(dispute, "I did not get what I paid for");
  const show = (what) => dispute.getByRole("button", { name: `Show: ${what}` }).click();
  await show("What you and the shop wrote");
  await says(dispute, "Toko berjanji mengirim sepatu pada hari Senin.");
  await show("Photo of what came");
  const picture = dispute.getByRole("img");
  await picture.waitFor();
  assert.equal(await picture.evaluate((shown) => shown.decode().then(() => shown.naturalWidth)), 8, "the policy lets it be seen");
  const [going, speaking] = [dispute.locator("form").first(), dispute.locator("form").last()];
  await going.getByLabel("Act").selectOption({ label: "Begin the review" });
  await going.getByRole("button", { name: "Carry out" }).click();
  await stands(dispute, "in review");
  await shot(page, "disputes-1-in-review");
  await speaking.getByLabel("Act").selectOption({ label: "Grant" });
  await speaking.getByLabel("The bank's words").fill("Anda benar, uang kembali.");
  await speaking.getByRole("button", { name: "Decide and tell" }).click();
  await stands(dispute, "granted");
  await says(dispute, "Anda benar, uang kembali.");
  assert.equal(await dispute.locator("form").count(), 0, "what is decided stays decided");
  await accessible(page, "disputes");
  await shot(page, "disputes-2-granted");
});

test("an employee's desk: ready replies leave it, and what nobody of the bank may ask for does not", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Chat desk");
  const desk = sheet(page, "At an employee's desk");
  const send = () => desk.getByRole("button", { name: "Send", exact: true }).click();
  await desk.getByLabel("Ready reply").selectOption({ label: "Greeting (id)" });
  await send();
  await says(desk, "Done.");
  await says(sheet(page, "Conversation"), "Selamat datang. Apa yang bisa saya bantu?");
  const words = desk.getByRole("textbox", { name: "Reply" });
  assert.equal(await words.inputValue(), "", "what was sent is gone from the field");
  await words.fill("Sebutkan PIN Anda.");
  await send();
  await says(desk, "The desk does not do it: forbidden_request");
  assert.equal(await words.inputValue(), "Sebutkan PIN Anda.", "it can be written better");
  await accessible(page, "chat desk");
  await shot(page, "chat-desk-employee");
});

test("calls that customers asked for, and how they went", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Calls that were asked for");
  await says(sheet(page, "Calls that were asked for"), "Nothing yet.");
  await bank.play(fileURLToPath(new URL("../../../journeys/call-back.json", import.meta.url)));
  const call = (about) => page.getByRole("region", { name: `Sari Wulandari: ${about}` }).and(page.locator("section"));
  await stands(call("A card"), "spoken with");
  await stands(call("A strange message or call"), "taken back");
  await stands(call("Something else"), "nobody answered");
  await says(call("A card"), "+628120004321");
  await accessible(page, "calls");
  await shot(page, "calls");
});

test("tenants: another bank is made, shown and removed, and nothing of it is seen in the first", async (context) => {
  const bank = await startBank(context);
  const page = await open(context, bank);
  await part(page, "Tenants");
  const another = sheet(page, "Another bank");
  await another.getByLabel("Name").fill("ani");
  await another.getByLabel("Seed").fill("7");
  await another.getByRole("button", { name: "Open it" }).click();
  await says(another, "Done.");
  await sheet(page, "Banks in this process").getByRole("cell", { name: "ani", exact: true }).waitFor();
  await accessible(page, "tenants");
  // What somebody else opens shows in the page, too.
  await bank.command("tenant", { do: "make", name: "ci-7" });
  await sheet(page, "Banks in this process").getByRole("cell", { name: "ci-7", exact: true }).waitFor();
  await shot(page, "tenants-1-made");

  await page.getByRole("combobox", { name: "Bank", exact: true }).selectOption("ani");
  await part(page, "Personas");
  const hendra = sheet(page, "Hendra Gunawan");
  await make(hendra);
  await stands(hendra, "ready");
  await part(page, "Clock, reset, report");
  await sheet(page, "Virtual clock").getByRole("button", { name: "+ 24 h" }).click();
  await says(sheet(page, "Virtual clock"), "86,400 s");
  // The choice is kept over a reload.
  await page.reload();
  await says(sheet(page, "Virtual clock"), "86,400 s");
  await page.getByRole("combobox", { name: "Bank", exact: true }).selectOption("");
  await sheet(page, "Virtual clock").getByText("0 s", { exact: true }).waitFor();
  await part(page, "Personas");
  await stands(hendra, "not made yet");

  await page.getByRole("combobox", { name: "Bank", exact: true }).selectOption("ani");
  await stands(hendra, "ready");
  await part(page, "Tenants");
  const end = sheet(page, "Reset or remove");
  await end.getByLabel("Act").selectOption({ label: "Remove, with all that it kept" });
  await end.getByRole("combobox", { name: "Name" }).selectOption("ani");
  await end.getByRole("button", { name: "Carry out" }).click();
  // The bank that was shown is gone: the page shows the first one.
  await page.waitForFunction(() => document.querySelector("header.top select").value === "");
  const left = sheet(page, "Banks in this process").getByRole("row");
  await left.filter({ hasText: "ani" }).waitFor({ state: "detached" });
  // The list is read anew, and is empty for a moment.
  await left.filter({ hasText: "ci-7" }).waitFor();
  assert.equal(await left.count(), 2, "the heads, and ci-7");
  await shot(page, "tenants-2-removed");
});
