// Ready-made customers to start a test from.
import { command } from "../api.js";
import { html, Facts, Form, Sheet, Shown, useAct, useAnswer, Went } from "../kit.js";
import { t, word } from "../texts.js";

const STAGES = { absent: "text-stage-absent", "wants-phone": "text-stage-phone", "wants-stage": "text-stage-token", ready: "text-stage-ready" };

export function Personas({ live }) {
  const state = useAnswer(live, "personas");
  const [went, act] = useAct();
  return html`<${Shown} of=${state}>${({ personas }) => html`
    <${Sheet} title=${t("part-personas-all")}><p>${t("text-personas")}</p>
      <button disabled=${went.busy} onClick=${() => act(() => everyone(personas))}>${t("act-make-all")}</button><${Went} state=${went} /><//>
    <div class="pair">${personas.map((persona) => html`<${Persona} key=${persona.user_id} persona=${persona} />`)}</div>`}<//>`;
}

/** One after the other: each digests a password. */
async function everyone(personas) {
  for (const { user_id } of personas) await command("persona", { user_id });
  return {};
}

function Persona({ persona }) {
  const facts = [[t("label-user"), persona.user_id], [t("label-password"), persona.password], [t("label-birth-date"), persona.birth_date]];
  if (persona.unlock_code) facts.push([t("label-unlock-code"), persona.unlock_code]);
  if (persona.serial) facts.push([t("label-hardware"), persona.serial]);
  return html`<${Sheet} title=${persona.name}><p>${word(persona.story)}</p><${Facts} of=${[...facts,
      [t("label-state"), html`<span role="status">${t(STAGES[persona.stage])}</span>`]]} />
    <${Form} run="persona" submit=${t("act-make")} quiet fields=${[]} body=${() => ({ user_id: persona.user_id })} /><//>`;
}
