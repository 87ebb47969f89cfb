// The SMS that the bank sent to a customer, and what the customer answers.
import { html, Form, Sheet, Shown, Table, useAnswer } from "../kit.js";
import { moment, t } from "../texts.js";

export function Sms({ live, user }) {
  const outbox = useAnswer(live, "sms_outbox", { user_id: user });
  return html`<${Sheet} title=${t("part-outbox")}><${Shown} of=${outbox} empty=${(of) => of.count === 0}>
      ${(of) => html`<${Table} name=${t("part-outbox")} heads=${[t("label-time"), t("label-to"), t("label-what"), t("label-code")]}
        rows=${[...of.messages].reverse().map((sms) => [moment(sms.at), sms.to, sms.text, html`<strong>${sms.code}</strong>`])} />`}
    <//><//>
    <${Sheet} title=${t("part-sms-answer")}>
      <${Form} key=${user} run="sms_reply" submit=${t("act-send")} body=${(values) => ({ ...values, user_id: user })}
        show=${(of) => (of.stopped ? t("text-stopped") : t("text-not-stopped"))}
        fields=${[{ name: "from", label: t("label-from"), type: "tel" }, { name: "text", label: t("label-what"), value: "BATAL " }]} />
    <//>`;
}
