// The desk for calls that customers asked for: whom, when, on which number; the answer to their question who calls; how the call went.
import { html, Facts, Form, Sheet, Shown, toHeading, useAnswer } from "../kit.js";
import { moment, t, word } from "../texts.js";

const STATES = { waiting: "text-call-waiting", reached: "text-call-reached", missed: "text-call-missed", cancelled: "text-call-cancelled" };

export function Calls({ live }) {
  const state = useAnswer(live, "call_backs");
  return html`<${Shown} of=${state}>${({ call_backs: calls }) => (calls.length === 0
    ? html`<${Sheet} title=${t("part-calls")}><p class="soft">${t("text-empty")}</p><//>`
    : calls.map((call) => html`<${Call} key=${call.id} call=${call} />`))}<//>`;
}

function Call({ call }) {
  const prove = (values) => ({ ...values, user_id: call.user_id, purpose: call.purpose });
  return html`<${Sheet} title=${`${call.name}: ${word(call.about)}`}><${Facts} of=${[
      [t("label-window"), html`${moment(call.from)} – ${moment(call.until)}${call.late && html` <strong class="bad">${t("text-overdue")}</strong>`}`],
      [t("label-number"), call.number], [t("label-purpose"), call.purpose],
      [t("label-state"), html`<span role="status">${t(STATES[call.state])}</span>`],
    ]} />
    ${call.state === "waiting" && html`<div class="pair">
      <${Form} run="caller" submit=${t("act-prove-call")} body=${prove} show=${({ answer }) => answer} quiet fields=${[
        { name: "employee_id", label: t("label-employee"), value: "10177" },
        { name: "challenge", label: t("label-challenge"), pattern: "[0-9]{6}", inputmode: "numeric" }]} />
      <${Form} run="call_back" submit=${t("act-do")} onDone=${toHeading} body=${(values) => ({ ...values, id: call.id })}
        fields=${[{ name: "do", label: t("label-deed"), options: [["reached", t("act-reached")], ["missed", t("act-missed")]] }]} />
    </div>`}<//>`;
}
