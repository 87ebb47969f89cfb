// The console's calls. Nothing is decided here: a command goes to the bank as it is.

/** A refusal of the bank: its code, and what it says to a tester. */
export class Refusal extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

let tenant = kept();

/** Kept by the browser, as language and colours are. */
function kept() {
  return localStorage.getItem("kunci-tenant") ?? "";
}

/** Which bank of the process is shown: a tenant's name, or nothing for the first one. */
export const shownTenant = () => tenant;
export function showTenant(name) {
  tenant = name;
  localStorage.setItem("kunci-tenant", name);
}

async function call(method, path, body) {
  let response;
  try {
    const headers = { "x-kunci-console": "1", "content-type": "application/json", ...(tenant && { "x-kunci-tenant": tenant }) };
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body), credentials: "same-origin" });
  } catch {
    throw new Refusal(0, "unreachable", "");
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, told.code ?? "refused", told.detail ?? "");
  return told;
}

/** Runs a command of the bank. */
export const command = (name, body = {}) => call("POST", `/commands/${name}`, body);
/** Whether there is a password, and whether this browser gave it. */
export const standing = () => call("GET", "/access");
export const signIn = (password) => call("POST", "/access", { password });
export const signOut = () => call("DELETE", "/access");
/** Answers when something was written after that revision, or after a while. */
export const changes = (after) => call("GET", `/changes/${after}`);
