// The fraud queue: payments held as suspicious, of all customers, and what an operator decides for a customer who called.
import { html, Form, rupiah, Sheet, Shown, Table, useAnswer } from "../kit.js";
import { moment, money, t } from "../texts.js";

const ANSWERS = {
  waiting: "text-answer-waiting", yes: "text-answer-yes", no: "text-answer-no", none: "text-answer-none",
  dropped: "text-answer-dropped", "not-asked": "text-answer-not-asked", declined: "text-answer-declined",
};
const PLACES = { phone: "text-by-phone", operator: "text-by-operator" };
/** After a yes or a no nobody decides any more. */
const OPEN = ["waiting", "none", "dropped", "not-asked", "declined"];

const one = (text) => html`<span class="one">${text}</span>`;
const answer = ({ answer, answered_by: by }) => (by ? `${t(ANSWERS[answer])} (${by in PLACES ? t(PLACES[by]) : by})` : t(ANSWERS[answer]));

export function Fraud({ live, customers }) {
  const queue = useAnswer(live, "fraud_queue");
  const held = queue.answer?.held ?? [];
  const choices = held.filter((made) => OPEN.includes(made.answer) && !made.fraud_case).map((made) => [made.transaction_id,
    `${made.name}: ${made.merchant}, ${money(made.amount_minor, made.currency)} (${t(ANSWERS[made.answer])})`]);
  const cards = customers.flatMap((customer) => customer.cards.map((card) => [`${customer.user_id} ${card.ending}`, `${customer.name}: ${card.name} •${card.ending}`]));
  const pay = ({ card, amount, ...rest }) => {
    const [user_id, ending] = card.split(" ");
    return { ...rest, user_id, ending, amount: rupiah(amount), channel: "online", suspicious: true };
  };
  const went = (of) => (of.approved ? t("text-paid") : of.reasons.length > 0 ? t("text-declined", { reasons: of.reasons.join(", ") }) : t("text-held"));
  return html`<${Sheet} title=${t("part-held")}><${Shown} of=${queue} empty=${(of) => of.held.length === 0}>
      ${(of) => html`<${Table} name=${t("part-held")}
        heads=${[t("label-time"), t("label-customer"), t("label-card"), t("label-merchant"), t("label-sum"), t("label-answer"), t("label-answer-by"), t("label-without-answer")]}
        rows=${of.held.map((made) => [moment(made.at), made.name, one(`•${made.ending}`), made.merchant, one(money(made.amount_minor, made.currency)),
          made.answer === "waiting" ? html`<strong>${answer(made)}</strong>` : answer(made), moment(made.answer_by),
          ["waiting", "none"].includes(made.answer) ? t("text-not-made") : "–"])} />`}
    <//><//>
    <div class="pair">
      <${Sheet} title=${t("part-fraud-decide")}><p class="soft">${t("text-fraud-decide")}</p>
        <${Form} run="fraud_decide" submit=${t("act-do")} onDone=${(_, __, form) => (form.elements.reason.value = "")} fields=${[
          { name: "transaction_id", label: t("label-held-payment"), options: choices, required: true },
          { name: "do", label: t("label-deed"), options: [["allow", t("act-let-through")], ["refuse", t("act-refuse-freeze")]] },
          { name: "reason", label: t("label-reason") }]} /><//>
      <${Sheet} title=${t("part-fraud-pay")}><${Form} run="card_pay" submit=${t("act-pay")} body=${pay} show=${went} fields=${[
          { name: "card", label: t("label-card"), options: cards },
          { name: "merchant", label: t("label-merchant"), value: "Toko Kilat" },
          { name: "amount", label: t("label-amount"), type: "number", min: 1, value: "750000" }]} /><//>
    </div>`;
}
