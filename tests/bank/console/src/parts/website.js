// The bank's website, as its visitor sees it, and its telephone line.
import { useState } from "preact/hooks";
import qrcode from "qrcode-generator";
import { command } from "../api.js";
import { html, Facts, Form, rupiah, Sheet, useAct, useAnswer, Shown, Went } from "../kit.js";
import { t } from "../texts.js";

export function Website({ live, user, customer }) {
  const [session, setSession] = useState();
  const [order, setOrder] = useState();
  const login = [
    { name: "password", label: t("label-password"), type: "password" },
    { name: "otp", label: t("label-otp"), inputmode: "numeric" },
  ];
  const made = (of) => setOrder(of.operation_id);
  return html`<div class="pair">
      <${Sheet} title=${t("part-website-login")}><${Form} run="website_login" submit=${t("act-sign-in")} fields=${login}
        body=${(values) => ({ ...values, user_id: user })} show=${(of) => html`${of.message} <span class="soft">${of.bank_saw}</span>`}
        onDone=${(of) => { setSession(of.session ?? undefined); setOrder(undefined); }} /><//>
      <${Line} user=${user} customer=${customer} />
    </div>
    ${session && html`<div class="pair">
      <${Sheet} title=${t("part-website-transfer")}><${Form} run="website_transfer" submit=${t("act-transfer")} onDone=${made}
        body=${({ amount, ...rest }) => ({ ...rest, session, amount: rupiah(amount) })}
        fields=${[...payee(), { name: "amount", label: t("label-amount"), type: "number", min: 1, value: "75000" }]} /><//>
      <${Sheet} title=${t("part-website-payee")}><${Form} run="website_payee" submit=${t("act-add-payee")} onDone=${made}
        body=${(values) => ({ ...values, session })} fields=${payee()} /><//>
      ${order && html`<${Order} key=${order} live=${live} session=${session} order=${order} />`}
    </div>`}
    <${Enrolment} key=${`${user} enrolment`} user=${user} login=${login} />`;
}

const payee = () => [
  { name: "payee_name", label: t("label-payee"), value: "Budi Santoso" },
  { name: "bank_code", label: t("label-bank-code"), value: "014" },
  { name: "account", label: t("label-account"), value: "1234567890" },
];

function Order({ live, session, order }) {
  const which = { session, operation_id: order };
  const state = useAnswer(live, "website_operation", which);
  const [went, act] = useAct();
  return html`<${Sheet} title=${t("part-website-order")}>
    <${Shown} of=${state}>${(of) => html`<${Facts} of=${[[t("label-kind"), of.kind], [t("label-state"), of.state], [t("label-tries"), of.typed_tries_left]]} />`}<//>
    <div class="row">
      <button disabled=${went.busy} onClick=${() => act(() => command("website_qr", which))}>${t("act-qr")}</button>
      <button class="quiet" disabled=${went.busy} onClick=${() => act(() => command("website_cancel", which))}>${t("act-cancel")}</button>
    </div>
    <${Went} state=${went} />
    ${went.answer?.qr && html`<${Qr} text=${went.answer.qr} />`}
    <${Form} run="website_code" submit=${t("act-approve")} show=${(of) => html`${of.message} <span class="soft">${of.bank_saw}</span>`}
      body=${(values) => ({ ...values, ...which })}
      fields=${[{ name: "by", label: t("label-by"), options: [["qr", t("label-by-qr")], ["typed", t("label-by-typed")]] }, { name: "code", label: t("label-code"), inputmode: "numeric" }]} />
  <//>`;
}

function Enrolment({ user, login }) {
  const [offer, setOffer] = useState();
  return html`<${Sheet} title=${t("part-website-phone")}>
    <${Form} run="website_enrol_qr" submit=${t("act-qr")} fields=${login} quiet
      body=${(values) => ({ ...values, user_id: user })} onDone=${setOffer} />
    ${offer && html`<${Qr} text=${offer.qr} />
      <${Form} run="website_enrol_fingerprint" submit=${t("act-send")} body=${(values) => ({ ...values, offer_id: offer.offer_id })}
        show=${(of) => (of.accepted ? t("text-accepted") : t("text-not-accepted"))} fields=${[{ name: "fingerprint", label: t("label-fingerprint") }]} />`}
  <//>`;
}

function Line({ user, customer }) {
  const card = { name: "ending", label: t("label-card"), options: customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]) };
  return html`<${Sheet} title=${t("part-line")}>
    <${Form} run="phone_line" submit=${t("act-freeze")} fields=${[{ name: "freeze_code", label: t("label-freeze-code"), inputmode: "numeric" }, card]}
      body=${(values) => ({ ...values, user_id: user })} show=${(of) => html`${of.frozen ? t("text-frozen") : t("text-not-accepted")} <span class="soft">${of.bank_saw}</span>`} />
    <h4>${t("part-caller")}</h4>
    <${Form} run="caller" submit=${t("act-answer")} quiet body=${(values) => ({ ...values, user_id: user })} show=${(of) => html`<span class="code">${of.answer}</span>`}
      fields=${[{ name: "employee_id", label: t("label-employee"), value: "10233" }, { name: "purpose", label: t("label-purpose"), value: "card-question" },
        { name: "challenge", label: t("label-challenge"), inputmode: "numeric", pattern: "[0-9]{6}" }]} />
    <h4>${t("part-emergency")}</h4>
    <${Form} run="emergency_key" submit=${t("act-emergency")} quiet body=${(values) => ({ ...values, user_id: user })}
      show=${(of) => html`${of.message} <span class="soft">${of.bank_saw}</span>`}
      fields=${[{ name: "key", label: t("label-emergency-key"), inputmode: "numeric" },
        { name: "by", label: t("label-where"), options: [["phone_line", t("label-by-phone-line")], ["website", t("label-by-website")]] }]} />
  <//>`;
}

/** Drawn as one path, with the quiet zone that scanners want. */
function Qr({ text }) {
  const code = qrcode(0, "L");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (code.isDark(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  return html`<svg class="qr" role="img" aria-label=${t("label-qr")} viewBox=${`0 0 ${size + 8} ${size + 8}`} shape-rendering="crispEdges"><path d=${path} fill="#000" /></svg>
    <details><summary>${t("label-qr-text")}</summary><p>${text}</p></details>`;
}
