// A customer's paper: what is in it, once somebody asks. A picture and a text are shown, a document is saved.
import { useEffect, useState } from "preact/hooks";
import { command } from "./api.js";
import { html, told, useAct } from "./kit.js";
import { t } from "./texts.js";

/** `run` and `body`: the command that answers with `form` and `content`; `name`: what the paper is called, `file`: how it is saved. */
export function Paper({ run, body, name, file }) {
  const [went, act] = useAct();
  const [shown, show] = useState();
  useEffect(() => () => shown?.url && URL.revokeObjectURL(shown.url), [shown]);
  const open = async () => {
    const answer = await act(() => command(run, body));
    if (!answer) return;
    const bytes = Uint8Array.from(atob(answer.content), (letter) => letter.charCodeAt(0));
    if (answer.form === "text/plain") return show({ text: new TextDecoder().decode(bytes) });
    show({ form: answer.form, url: URL.createObjectURL(new Blob([bytes], { type: answer.form })) });
  };
  return html`<p><button class="quiet" disabled=${went.busy} onClick=${open}>${t("act-show-evidence", { what: name })}</button>
      <span class="bad" role="alert">${went.refusal && told(went.refusal)}</span></p>
    ${shown?.text !== undefined && html`<p class="words" role="status">${shown.text}</p>`}
    ${shown?.url && (shown.form.startsWith("image/")
      ? html`<img class="paper" src=${shown.url} alt=${name} />`
      : html`<p role="status"><a href=${shown.url} download=${file}>${t("act-save-evidence", { what: name })}</a></p>`)}`;
}
