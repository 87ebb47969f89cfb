// An employee at her desk: what she sees of the customer, what she writes, asks and proposes. The desk decides what of it is possible.
import { useState } from "preact/hooks";
import { html, Facts, Form, rupiah, Sheet, Shown, useAnswer } from "../kit.js";
import { moment, money, t, word } from "../texts.js";

/** Those with a desk at the bank. */
const STAFF = ["dewi", "agus"];
const STANDING = { "not-verified": "text-not-verified", asked: "text-asked", declined: "text-said-no", verified: "text-verified" };

/** The desk's answer: done, or why the desk does not do it. */
const outcome = (of) => (of.done ? t("text-done") : t("text-desk-kept", { why: of.why }));

/** What she writes goes through the desk's filter, ready replies too, and the customer's token answers what she proposes. */
export function Employee({ live, user, talk, customer }) {
  const [speaker, choose] = useState(STAFF[0]);
  const desk = useAnswer(live, "agent_desk", { ...talk, as: speaker });
  const at = (values) => ({ ...values, as: speaker, ...talk });
  const common = { speaker, user, at };
  return html`<${Sheet} title=${t("part-employee")}>
      <label>${t("label-works-as")} <select value=${speaker} onChange=${(event) => choose(event.target.value)}>
        ${STAFF.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>
      <${Shown} of=${desk}>${(of) => (of.done
        ? html`<${Facts} of=${[
            [t("label-customer-is"), html`<span role="status">${t(STANDING[of.standing])}</span>`],
            ...(of.verified_until ? [[t("label-verified-until"), moment(of.verified_until)]] : []),
            [t("label-said-last"), of.said ?? "–"],
            [t("label-balance"), of.shows ? of.balances : t("text-hidden")],
            [t("part-cards"), of.shows ? of.cards : t("text-hidden")],
          ]} />`
        : html`<p class="bad" role="alert">${outcome(of)}</p>`)}<//>
    <//>
    <${Say} ...${common} />
    <div class="pair">
      <${Sheet} title=${t("part-agent-verify")}><${Form} run="agent_verify" submit=${t("act-ask-who")} show=${outcome} body=${at} fields=${[]} /><//>
      <${Freeze} customer=${customer} ...${common} />
      ${desk.answer?.done && html`<${Limit} desk=${desk.answer} ...${common} /><${Dispute} desk=${desk.answer} ...${common} />`}
      <${Documents} live=${live} ...${common} />
    </div>`;
}

function Say({ user, at }) {
  const canned = useAnswer({}, "canned_replies");
  const replies = (canned.answer?.replies ?? []).flatMap((reply) => ["id", "en"].map((language) => [reply.text[language], `${word(reply.title)} (${language})`]));
  const fill = (event) => (event.target.form.elements.text.value = event.target.value);
  const clear = ({ done }, __, form) => done && (form.elements.text.value = "");
  return html`<${Sheet} title=${t("part-agent")}><p class="soft">${t("text-agent")}</p>
      <${Form} key=${user} run="agent_say" submit=${t("act-send")} show=${outcome} onDone=${clear} body=${({ canned, ...values }) => at(values)} fields=${[
        { name: "canned", label: t("label-canned"), options: [["", "–"], ...replies], onChange: fill },
        { name: "text", label: t("label-reply"), rows: 3, maxlength: 2000 }]} />
    <//>`;
}

function Freeze({ customer, at }) {
  const cards = customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]);
  return html`<${Sheet} title=${t("part-agent-freeze")}><${Form} run="agent_propose" submit=${t("act-propose")} show=${outcome} body=${(values) => at({ ...values, act: "freeze" })}
    fields=${[{ name: "ending", label: t("label-card"), options: cards }]} /><//>`;
}

/** A lower limit: nothing stands here for a higher one, and the bank proposes none. */
function Limit({ desk, at }) {
  const named = (of) => `•${of.ending} ${word(of.label)}: ${money(of.now.minor, of.now.currency)}`;
  const body = ({ which, amount }) => {
    const [ending, limit] = which.split(" ");
    const value = Number(amount) === 0 ? "blocked" : { "at-most": rupiah(amount) };
    return at({ act: "controls", ending, change: { what: "limit", limit, value } });
  };
  return html`<${Sheet} title=${t("part-agent-limit")}>${desk.shows
    ? html`<p class="soft">${t("text-lower-only")}</p><${Form} run="agent_propose" submit=${t("act-propose")} show=${outcome} body=${body} fields=${[
        { name: "which", label: t("label-limit"), options: desk.limits.map((of) => [`${of.ending} ${of.limit}`, named(of)]) },
        { name: "amount", label: t("label-amount"), type: "number", min: 0, value: "100000" }]} />`
    : html`<p class="soft">${t("text-ask-who-first")}</p>`}<//>`;
}

function Dispute({ desk, at }) {
  const named = (made) => [made.transaction_id, `${made.merchant}, ${made.amount}`];
  const form = () => (desk.payments.length === 0
    ? html`<p class="soft">${t("text-empty")}</p>`
    : html`<${Form} run="agent_propose" submit=${t("act-propose")} show=${outcome} body=${(values) => at({ ...values, act: "dispute" })}
        fields=${[{ name: "transaction_id", label: t("label-payment"), options: desk.payments.map(named) }]} />`);
  return html`<${Sheet} title=${t("part-agent-dispute")}>${desk.shows ? form() : html`<p class="soft">${t("text-ask-who-first")}</p>`}<//>`;
}

/** Asks under the bank's signature for a paper: for what, and how long the bank keeps it. */
function Documents({ live, at }) {
  const known = useAnswer({}, "chat_documents");
  const body = ({ document, purpose, days, hours }) =>
    at({ document, purpose, retention_days: Number(days), for_seconds: Number(hours) * 3600 });
  return html`<${Sheet} title=${t("part-agent-document")}><${Shown} of=${known}>${({ documents }) => html`
    <${Form} run="chat_ask_documents" submit=${t("act-ask-document")} body=${body} fields=${[
      { name: "document", label: t("label-document"), options: documents.map((of) => [of.document, word(of.words)]) },
      { name: "purpose", label: t("label-what-for"), maxlength: 200 },
      { name: "days", label: t("label-kept-days"), type: "number", min: 0, max: 1830, value: "90" },
      { name: "hours", label: t("label-asked-hours"), type: "number", min: 1, max: 72, value: "24" }]} />`}<//><//>`;
}
