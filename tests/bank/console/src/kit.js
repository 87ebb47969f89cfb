// What the parts are made of: data that follows the bank, forms that run a command, tables.
import { h } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import htm from "htm";
import { command } from "./api.js";
import { t } from "./texts.js";

export const html = htm.bind(h);

/** What a command answers, asked again with every revision of the bank. */
export function useAnswer(live, name, body = {}) {
  const [state, setState] = useState({});
  const key = JSON.stringify(body);
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    const keep = (next) => mine === asked.current && setState(next);
    command(name, body).then((answer) => keep({ answer, key }), (refusal) => keep({ refusal, key }));
  }, [name, key, live.revision, live.reachable]);
  // What was asked of another customer must not be shown for this one.
  return state.key === key ? state : {};
}

export function told(refusal) {
  if (refusal.code === "unreachable") return t("error-unreachable");
  return t("error-refused", { code: refusal.code, detail: refusal.message });
}

/** Waiting, refused, empty, or what is to be shown. */
export function Shown({ of, empty, children }) {
  if (of.refusal) return html`<p class="bad" role="alert">${told(of.refusal)}</p>`;
  if (!of.answer) return html`<p class="soft">${t("text-loading")}</p>`;
  if (empty?.(of.answer)) return html`<p class="soft">${t("text-empty")}</p>`;
  return children(of.answer);
}

export function Sheet({ title, children }) {
  const id = useId();
  return html`<section class="sheet" aria-labelledby=${id}><h3 id=${id} tabindex="-1">${title}</h3>${children}</section>`;
}

export function Table({ name, heads, rows }) {
  return html`<div class="wide" tabindex="0" role="group" aria-label=${name}><table>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** Back to the heading of a sheet whose form has had its time: nobody who types or listens is left nowhere. */
export const toHeading = (_, __, form) => form.closest("section")?.querySelector("h3").focus();

/** Runs something of the bank's, and keeps how it went. */
export function useAct() {
  const [state, setState] = useState({});
  const act = async (work) => {
    setState({ busy: true });
    try {
      const answer = await work();
      setState({ answer });
      return answer;
    } catch (refusal) {
      setState({ refusal });
      return undefined;
    }
  };
  return [state, act];
}

/** How it went; a screen reader hears it. */
export function Went({ state, show }) {
  const said = state.answer && (show ? show(state.answer) : t("text-done"));
  return html`<p class=${`result ${state.refusal ? "bad" : show ? "" : "good"}`} role="status">${state.refusal ? told(state.refusal) : said}</p>`;
}

/**
 * A form that runs a command. `fields`: name, label, and what else an input has; with `options` it is a choice, with `rows` it is long text.
 * `body` makes the command's body of the values.
 */
export function Form({ run, fields, body = (values) => values, submit, show, onDone, quiet }) {
  const [state, act] = useAct();
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = Object.fromEntries(new FormData(form));
    const answer = await act(() => command(run, body(values)));
    if (answer) onDone?.(answer, values, form);
  };
  return html`<form onSubmit=${send}>
    ${fields.map((field) => html`<${Field} key=${field.name} ...${field} />`)}
    <button class=${quiet ? "quiet" : ""} disabled=${state.busy}>${submit}</button>
    <${Went} state=${state} show=${show} />
  </form>`;
}

function Field({ name, label, options, value, ...rest }) {
  // With keys, what is chosen stays chosen while the list around it changes.
  const choice = () => html`<select name=${name} ...${rest}>
    ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
  </select>`;
  const long = () => html`<textarea name=${name} autocomplete="off" required ...${rest} />`;
  const short = () => html`<input name=${name} defaultValue=${value} autocomplete="off" required ...${rest} />`;
  return html`<label>${label}${options ? choice() : rest.rows ? long() : short()}</label>`;
}

export function Facts({ of }) {
  return html`<dl class="facts">${of.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

export const rupiah = (text) => ({ minor: Math.round(Number(text) * 100), currency: "IDR", exponent: 2 });
