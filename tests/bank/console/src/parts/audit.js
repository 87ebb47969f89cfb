// The audit trail, the newest entry first.
import { html, Sheet, Shown, Table, useAnswer } from "../kit.js";
import { moment, t } from "../texts.js";

/** A browser need not draw a long life of a bank; the bug report has all of it. */
const NEWEST = 200;

export function Audit({ live }) {
  const trail = useAnswer(live, "audit");
  return html`<${Sheet} title=${t("part-trail")}><${Shown} of=${trail} empty=${(of) => of.entries.length === 0}>
    ${(of) => html`<p class=${of.verified ? "good" : "bad"}>${of.verified ? t("text-chain-holds") : t("text-chain-broken")}</p>
      <${Table} name=${t("part-trail")} heads=${["#", t("label-time"), t("label-kind"), t("label-what")]}
        rows=${of.entries.slice(-NEWEST).reverse().map((entry) => [entry.n, moment(entry.at), entry.kind, entry.what])} />`}
  <//><//>`;
}
