// The console: who may see it, the frame, and which part is shown.
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { showTenant, shownTenant, signIn, signOut, standing } from "./api.js";
import { html, Shown, told, useAct, useAnswer } from "./kit.js";
import { useRevision } from "./live.js";
import { Audit } from "./parts/audit.js";
import { Calls } from "./parts/calls.js";
import { Cards } from "./parts/cards.js";
import { Chat } from "./parts/chat.js";
import { Customers } from "./parts/customers.js";
import { Disputes } from "./parts/disputes.js";
import { Fraud } from "./parts/fraud.js";
import { Operations } from "./parts/operations.js";
import { Personas } from "./parts/personas.js";
import { Clock, Faults } from "./parts/sandbox.js";
import { Sms } from "./parts/sms.js";
import { Tenants } from "./parts/tenants.js";
import { Tokens } from "./parts/tokens.js";
import { Website } from "./parts/website.js";
import { Written } from "./parts/written.js";
import { setLanguage, t } from "./texts.js";

/** Those of one customer first, then those of the bank. */
const PARTS = [
  ["customers", "part-customers", Customers, true], ["sms", "part-sms", Sms, true], ["tokens", "part-tokens", Tokens, true],
  ["operations", "part-pending", Operations, true], ["chat", "part-chat", Chat, true], ["cards", "part-card-network", Cards, true],
  ["website", "part-website", Website, true], ["fraud", "part-fraud", Fraud], ["written", "part-written", Written], ["calls", "part-calls", Calls],
  ["disputes", "part-disputes", Disputes], ["personas", "part-personas", Personas], ["faults", "part-faults", Faults], ["clock", "part-time", Clock], ["audit", "part-audit", Audit],
  ["tenants", "part-tenants", Tenants],
];

const here = () => PARTS.find(([path]) => location.hash === `#/${path}`) ?? PARTS[0];
const kept = (name, otherwise) => localStorage.getItem(`kunci-${name}`) ?? otherwise;
/** Kept at once, so that not even a reload right after it loses a choice. */
const keep = (name, choose) => (event) => {
  localStorage.setItem(`kunci-${name}`, event.target.value);
  choose(event.target.value);
};

function App() {
  const [language, chooseLanguage] = useState(kept("language", navigator.language.startsWith("id") || navigator.language.startsWith("in") ? "id" : "en"));
  const [theme, chooseTheme] = useState(kept("theme", "auto"));
  const [access, setAccess] = useState({});
  const [tenant, setTenant] = useState(shownTenant());
  const show = (name) => {
    showTenant(name);
    setTenant(name);
  };
  setLanguage(language);
  const look = () => standing().then((answer) => setAccess({ answer }), (refusal) => setAccess({ refusal }));
  useEffect(() => void look(), []);
  useEffect(() => {
    document.title = t("text-title");
  }, [language]);
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choices = html`
    <label>${t("label-language")} <select value=${language} onChange=${keep("language", chooseLanguage)}>
      <option value="en" lang="en">English</option><option value="id" lang="id">Bahasa Indonesia</option></select></label>
    <label>${t("label-theme")} <select value=${theme} onChange=${keep("theme", chooseTheme)}>
      ${["auto", "light", "dark"].map((name) => html`<option value=${name}>${t(THEMES[name])}</option>`)}</select></label>`;
  if (access.refusal) return html`<main class="entry"><h1>${t("text-title")}</h1><p class="bad" role="alert">${told(access.refusal)}</p><button onClick=${look}>${t("act-again")}</button></main>`;
  if (!access.answer) return html`<main class="entry"><h1>${t("text-title")}</h1><p>${t("text-loading")}</p></main>`;
  if (access.answer.password && !access.answer.signed_in) return html`<${Door} onIn=${look} choices=${choices} />`;
  // Another bank is another desk: nothing of the one before stays on the page.
  return html`<${Desk} key=${tenant} tenant=${tenant} onTenant=${show} choices=${choices} password=${access.answer.password} onOut=${look} />`;
}

const THEMES = { auto: "label-theme-auto", light: "label-theme-light", dark: "label-theme-dark" };

function Door({ onIn, choices }) {
  const [went, act] = useAct();
  const send = async (event) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    if (await act(() => signIn(password))) onIn();
  };
  return html`<header class="top"><h1>${t("text-title")}</h1><span class="room" />${choices}</header>
    <main class="entry"><form onSubmit=${send}>
      <label>${t("label-operator-password")}<input name="password" type="password" autocomplete="current-password" required /></label>
      <button disabled=${went.busy}>${t("act-sign-in")}</button>
      <p class="bad" role="alert">${went.refusal && told(went.refusal)}</p>
    </form></main>`;
}

function Desk({ choices, password, onOut, tenant, onTenant }) {
  const live = useRevision((refusal) => (refusal.code === "unknown_tenant" ? onTenant("") : onOut()));
  const [turn, setTurn] = useState(0);
  const tenants = useAnswer({ ...live, revision: `${live.revision} ${turn}` }, "tenants");
  const overview = useAnswer(live, "overview");
  const [part, setPart] = useState(here());
  const [user, setUser] = useState(kept("user", "sari"));
  const title = useRef();
  useEffect(() => {
    const turn = () => {
      setPart(here());
      // Who cannot see that the page changed, hears it.
      title.current?.focus();
    };
    addEventListener("hashchange", turn);
    return () => removeEventListener("hashchange", turn);
  }, []);
  const [path, name, Part, ofCustomer] = part;
  const skip = (event) => {
    event.preventDefault();
    title.current?.focus();
  };
  return html`<a class="skip" href="#title" onClick=${skip}>${t("act-skip")}</a>
    <header class="top"><h1>${t("text-title")}</h1><span class="room" />
      <label>${t("label-bank")} <select value=${tenant} onChange=${(event) => onTenant(event.target.value)}>
        ${[["", t("text-first-bank")], ...(tenants.answer?.tenants ?? (tenant ? [{ name: tenant }] : [])).map(({ name }) => [name, name])]
          .map(([name, text]) => html`<option key=${name} value=${name}>${text}</option>`)}</select></label>${choices}
      ${password && html`<button class="quiet" onClick=${() => signOut().then(onOut, onOut)}>${t("act-sign-out")}</button>`}</header>
    <div aria-live="polite">${!live.reachable && html`<p class="banner">${t("error-unreachable")}</p>`}</div>
    <div class="frame">
      <nav aria-label=${t("label-parts")}><ul>${PARTS.map(([to, text]) => html`<li key=${to}><a href=${`#/${to}`} aria-current=${to === path ? "page" : undefined}>${t(text)}</a></li>`)}</ul></nav>
      <main><h2 id="title" ref=${title} tabindex="-1">${t(name)}</h2>
        <${Shown} of=${overview}>${({ customers, speakers }) => {
          const customer = customers.find((one) => one.user_id === user) ?? customers[0];
          return html`${ofCustomer && html`<div class="sheet"><label>${t("label-customer")}
              <select value=${customer.user_id} onChange=${keep("user", setUser)}>
                ${customers.map((one) => html`<option value=${one.user_id}>${one.name}</option>`)}</select></label></div>`}
            <${Part} key=${`${path} ${customer.user_id}`} live=${live} user=${customer.user_id} customer=${customer} customers=${customers} speakers=${speakers}
              tenants=${tenants} onTenants=${() => setTurn((was) => was + 1)} />`;
        }}<//></main>
    </div>`;
}

render(html`<${App} />`, document.getElementById("console"));
