// A customer, the phones, what the bank told them, and what an operator does at their call.
import { html, Facts, Form, Sheet, Shown, Table, useAnswer } from "../kit.js";
import { moment, t } from "../texts.js";

export function Customers({ live, user }) {
  const state = useAnswer(live, "customer", { user_id: user });
  const record = useAnswer(live, "record", { user_id: user });
  const alerts = useAnswer(live, "alerts", { user_id: user });
  return html`<div class="pair">
      <${Sheet} title=${t("part-customer")}><${Shown} of=${state}>${(customer) => html`<${Facts} of=${[
        [t("label-name"), customer.name],
        [t("label-user"), customer.user_id],
        [t("label-number"), customer.phone],
        [t("label-banking"), customer.flagged ? t("text-flagged") : t("text-open")],
        [t("label-website-otp"), customer.website_otp_on ? t("text-on") : t("text-off")],
        [t("label-website-failures"), customer.website_otp_failures],
      ]} />`}<//>
      <${Shown} of=${record}>${(of) => html`<${Facts} of=${[
        [t("label-address"), of.address], [t("label-email"), of.email], [t("label-payees"), of.payees],
      ]} />`}<//><//>
      <${Operator} key=${user} user=${user} />
    </div>
    <${Sheet} title=${t("part-devices")}><${Shown} of=${state} empty=${(of) => of.tokens.length === 0}>
      ${(customer) => html`<${Table} name=${t("part-devices")}
        heads=${[t("label-token"), t("label-state"), t("label-epoch"), t("label-failures"), t("label-activated")]}
        rows=${customer.tokens.map((token) => [token.token_id, token.state, token.epoch, token.failures, moment(token.activated_at)])} />`}
    <//><//>
    <${Sheet} title=${t("part-alerts")}><${Shown} of=${alerts} empty=${(of) => of.alerts.length === 0}>
      ${(of) => html`<${Table} name=${t("part-alerts")} heads=${[t("label-time"), t("label-what"), t("label-sms")]}
        rows=${of.alerts.map((alert) => [moment(alert.at), alert.what, alert.sms])} />`}
    <//><//>`;
}

function Operator({ user }) {
  const deeds = [
    ["deregister", t("act-deregister")], ["flag_banking", t("act-flag")], ["unflag_banking", t("act-unflag")],
    ["unlock", t("act-unlock")], ["sign_out", t("act-sign-out-customer")], ["suspend", t("act-suspend")], ["resume", t("act-resume")],
  ];
  return html`<${Sheet} title=${t("part-operator")}>
      <${Form} run="operator" submit=${t("act-do")} body=${(values) => ({ ...values, user_id: user })}
        fields=${[{ name: "do", label: t("label-deed"), options: deeds }, { name: "reason", label: t("label-reason") }]} />
    <//>
    <${Sheet} title=${t("part-number")}>
      <${Form} run="operator" submit=${t("act-change-number")} body=${(values) => ({ ...values, do: "change_number", user_id: user })}
        fields=${[{ name: "number", label: t("label-new-number"), type: "tel" }, { name: "reason", label: t("label-reason") }]} />
    <//>`;
}
