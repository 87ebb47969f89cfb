// The hardware token in a customer's hand.
import { html, Form, Sheet } from "../kit.js";
import { t } from "../texts.js";

export function Tokens({ customer }) {
  return customer.hardware_tokens.map((device) => html`<${Sheet} key=${device.serial} title=${device.serial}>
    <p class="soft">${device.activated ? t("text-activated") : t("text-not-activated")}</p>
    <${Form} run="hardware_token" submit=${t("act-press")}
      body=${(values) => ({ serial: device.serial, press: true, drift_seconds: Number(values.drift) })}
      show=${(of) => html`<span class="code">${of.code}</span>`}
      fields=${[{ name: "drift", label: t("label-drift"), type: "number", value: "0" }]} />
  <//>`);
}
