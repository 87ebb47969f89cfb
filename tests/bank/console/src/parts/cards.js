// The card network, a shop on the internet, and the bank's line for freeze codes.
import { command } from "../api.js";
import { html, Form, rupiah, Sheet, Shown, Table, useAct, useAnswer, Went } from "../kit.js";
import { moment, money, t } from "../texts.js";

/** Each reason once: two limits may both be reached. */
const why = ({ reasons, code }) => [...new Set(reasons)].join(", ") || code;

export function Cards({ live, user, customer }) {
  const state = useAnswer(live, "card_payments", { user_id: user });
  const [went, act] = useAct();
  const card = { name: "ending", label: t("label-card"), options: customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]) };
  const merchant = { name: "merchant", label: t("label-merchant"), value: "Warung Bu Tini" };
  const amount = { name: "amount", label: t("label-amount"), type: "number", min: 1, value: "50000" };
  const network = {
    chip: t("label-chip"), contactless: t("label-contactless"), online: t("label-online"), atm: t("label-atm"),
  };
  const paid = (of) => (of.approved ? t("text-paid") : t("text-declined", { reasons: why(of) }));
  const step = (name, payment, text) => html`<button class="quiet" disabled=${went.busy}
    onClick=${() => act(() => command(name, { transaction_id: payment.transaction_id }))}>${text}</button>`;
  const steps = (payment) => html`<div class="row">
    ${payment.state === "pending" && [step("card_capture", payment, t("act-capture")), step("card_reverse", payment, t("act-reverse"))]}
    ${payment.state === "settled" && step("card_refund", payment, t("act-refund"))}
  </div>`;
  return html`<div class="pair" key=${user}>
      <${Sheet} title=${t("part-network")}><${Form} run="card_pay" submit=${t("act-pay")} show=${paid}
        body=${({ amount, code, ...rest }) => ({ ...rest, user_id: user, amount: rupiah(amount), ...(code && { code }) })}
        fields=${[card, merchant, amount, { name: "channel", label: t("label-channel"), options: Object.entries(network) },
          { name: "code", label: t("label-network-code"), required: false, maxlength: 2 }]} /><//>
      <${Sheet} title=${t("part-shop")}><${Form} run="merchant_purchase" submit=${t("act-order")} show=${(of) => of.outcome}
        body=${({ amount, ...rest }) => ({ ...rest, user_id: user, amount: rupiah(amount) })}
        fields=${[card, merchant, amount, { name: "order", label: t("label-order"), value: "A-1001" }]} /><//>
      <${Sheet} title=${t("part-statement")}>
        <${Form} run="statement_close" submit=${t("act-close-statement")} quiet body=${(values) => ({ ...values, user_id: user })} fields=${[card]} />
        <${Form} run="statement_pay" submit=${t("act-pay-statement")} quiet
          body=${({ amount, ...rest }) => ({ ...rest, user_id: user, minor: rupiah(amount).minor })} fields=${[card, amount]} /><//>
      <${Sheet} title=${t("part-wallet")}><${Form} run="wallet_add" submit=${t("act-add-wallet")} body=${(values) => ({ ...values, user_id: user })}
        fields=${[card, { name: "wallet", label: t("label-wallet"), value: "DompetKu" }]} /><//>
    </div>
    <${Sheet} title=${t("part-cards")}><${Table} name=${t("part-cards")} heads=${[t("label-card"), t("label-state"), t("label-holds")]}
      rows=${customer.cards.map((of) => [`${of.name} •${of.ending}`, of.state, of.holds.map((hold) => `${hold.holder}: ${hold.reason}`).join(", ") || "–"])} /><//>
    <${Sheet} title=${t("part-payments")}><${Shown} of=${state} empty=${(of) => of.payments.length === 0}>
      ${(of) => html`<${Table} name=${t("part-payments")}
        heads=${[t("label-time"), t("label-card"), t("label-merchant"), t("label-amount"), t("label-state"), t("label-why"), t("label-acts")]}
        rows=${of.payments.map((made) => [moment(made.at), `•${made.ending}`, made.merchant, money(made.asked_minor, made.currency),
          made.state, why(made), steps(made)])} />`}
    <//><${Went} state=${went} /><//>`;
}
