// Further banks in the same process, one for a tester or a CI run.
import { html, Form, Sheet, Shown, Table } from "../kit.js";
import { t } from "../texts.js";

export function Tenants({ tenants, onTenants }) {
  const names = (tenants.answer?.tenants ?? []).map(({ name }) => [name, name]);
  const make = ({ name, seed }) => ({ do: "make", name, ...(seed && { seed: Number(seed) }) });
  return html`<${Sheet} title=${t("part-tenants-all")}><p class="soft">${t("text-tenants")}</p>
      <${Shown} of=${tenants} empty=${(of) => of.tenants.length === 0}>${(of) => html`<${Table} name=${t("part-tenants-all")}
        heads=${[t("label-name"), t("label-api"), t("label-control"), t("label-ready-file")]}
        rows=${of.tenants.map((tenant) => [tenant.name, tenant.api_url, tenant.control_url, tenant.ready_file ?? "–"])} />`}<//><//>
    <div class="pair">
      <${Sheet} title=${t("part-tenant-make")}><${Form} run="tenant" submit=${t("act-make-tenant")} body=${make} onDone=${(_, __, form) => { form.reset(); onTenants(); }}
        fields=${[{ name: "name", label: t("label-name"), pattern: "[a-z0-9][a-z0-9\\-]*", maxlength: 32 },
          { name: "seed", label: t("label-seed"), type: "number", min: 0, required: false }]} /><//>
      <${Sheet} title=${t("part-tenant-end")}><${Form} run="tenant" submit=${t("act-do")} onDone=${onTenants}
        fields=${[{ name: "name", label: t("label-name"), options: names, required: true },
          { name: "do", label: t("label-deed"), options: [["reset", t("act-reset-tenant")], ["remove", t("act-remove-tenant")]] }]} /><//>
    </div>`;
}
