// What waits for a customer's approval, and what becomes of it.
import { command } from "../api.js";
import { html, Sheet, Shown, Table, useAct, useAnswer, Went } from "../kit.js";
import { moment, money, t } from "../texts.js";

export function Operations({ live, user }) {
  const state = useAnswer(live, "accounts", { user_id: user });
  const [went, act] = useAct();
  const on = (name, id, text) => html`<button class="quiet" disabled=${went.busy}
    onClick=${() => act(() => command(name, { operation_id: id }))}>${text}</button>`;
  const acts = (operation) => operation.state === "approved" && html`<div class="row">
    ${on("settle", operation.operation_id, t("act-settle"))} ${on("settle_failed", operation.operation_id, t("act-fail"))}
  </div>`;
  return html`<${Sheet} title=${t("part-accounts")}><${Shown} of=${state}>
      ${(of) => html`<${Table} name=${t("part-accounts")} heads=${[t("label-account"), t("label-balance")]}
        rows=${of.accounts.map((account) => [account.account, money(account.balance_minor, account.currency)])} />`}
    <//><//>
    <${Sheet} title=${t("part-operations")}><${Shown} of=${state} empty=${(of) => of.operations.length === 0}>
      ${(of) => html`<${Table} name=${t("part-operations")}
        heads=${[t("label-kind"), t("label-state"), t("label-deadline"), t("label-answered"), t("label-acts")]}
        rows=${of.operations.map((operation) => [operation.kind, operation.state, moment(operation.deadline), operation.answered_by ?? "–", acts(operation)])} />`}
    <//><${Went} state=${went} /><//>`;
}
