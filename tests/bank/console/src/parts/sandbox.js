// What no real bank offers: faults, the clock, a reset; and the bug report.
import { command } from "../api.js";
import { html, Facts, Form, Sheet, Shown, Table, useAct, useAnswer, Went } from "../kit.js";
import { moment, t, word } from "../texts.js";

/** What each kind of fault is set with: nothing, nothing, a path and a number of times. */
const SIMPLE = ["network_cut", "wrong_pin", "expired_certificate", "unknown_issuer", "not_yet_valid", "swap_keys", "link_down", "websockets_blocked",
  "wrong_bundle_signer", "rolled_back_bundle", "expired_bundle", "withdrawn_receipt_key", "unknown_status", "forged_status"];
const ON_LINK = ["link_cut_before_send", "link_cut_after_send", "link_frame_too_big", "link_out_of_order", "link_duplicate_event",
  "link_forged_range", "link_range_gone"];
const ON_CALL = ["lose_reply", "torn_reply", "duplicate", "malformed_json", "oversized_reply", "other_document", "error_5xx"];

export function Faults({ live }) {
  const kind = (kinds) => ({ name: "kind", label: t("label-kind"), options: kinds.map((kind) => [kind, kind]) });
  const times = { name: "times", label: t("label-times"), type: "number", min: 1, value: "1" };
  const counted = ({ times, ...rest }) => ({ ...rest, times: Number(times) });
  return html`<${SetNow} live=${live} /><div class="pair">
    <${Sheet} title=${t("part-faults-all")}><${Form} run="fault" submit=${t("act-set")} fields=${[kind([...SIMPLE, ...ON_LINK])]} /><//>
    <${Sheet} title=${t("part-faults-call")}><${Form} run="fault" submit=${t("act-set")} body=${counted}
      fields=${[kind(ON_CALL), { name: "path", label: t("label-path"), value: "/v1/sessions" }, times]} /><//>
    <${Sheet} title=${t("part-latency")}><${Form} run="fault" submit=${t("act-set")} body=${({ ms }) => ({ kind: "latency", ms: Number(ms) })}
      fields=${[{ name: "ms", label: t("label-ms"), type: "number", min: 0, max: 120000, value: "500" }]} /><//>
    <${Sheet} title=${t("part-window")}><${Form} run="fault" submit=${t("act-set")} body=${({ events }) => ({ kind: "link_window", events: Number(events) })}
      fields=${[{ name: "events", label: t("label-events"), type: "number", min: 1, value: "20" }]} /><//>
  </div><${Outages} live=${live} />`;
}

/** The switches that are set, with what is left of each; one that is used up goes by itself. */
function SetNow({ live }) {
  const state = useAnswer(live, "faults");
  const times = ({ times }) => times ?? t("text-until-cleared");
  return html`<${Sheet} title=${t("part-faults-set")}><${Shown} of=${state}>${({ faults }) => html`
      <div role="status">${faults.length === 0
        ? html`<p class="soft">${t("text-no-faults")}</p>`
        : html`<${Table} name=${t("part-faults-set")} heads=${[t("label-kind"), t("label-path"), t("label-times"), t("label-value")]}
            rows=${faults.map((fault) => [fault.kind, fault.path ?? "–", times(fault), fault.value ?? "–"])} />`}</div>`}<//>
    <${Form} run="fault" submit=${t("act-clear-all")} fields=${[]} body=${() => ({ kind: "clear" })} quiet /><//>`;
}

/** What the bank tells everybody that it cannot do, under its signature. */
function Outages({ live }) {
  const state = useAnswer(live, "outages");
  const words = (of) => (of.out ? t("text-out") : of.since ? t("text-will-be-out", { since: moment(of.since) }) : t("text-works"));
  const deed = { out: t("act-is-out"), over: t("act-is-over") };
  const body = ({ service, deed, hours }) =>
    (deed === "over" ? { service, over: true } : { service, ...(hours && { ends_in_seconds: Math.round(Number(hours) * 3600) }) });
  return html`<${Sheet} title=${t("part-outages")}><${Shown} of=${state}>${({ services }) => html`
      <${Table} name=${t("part-outages")} heads=${[t("label-service"), t("label-state"), t("label-until")]}
        rows=${services.map((of) => [word(of.words), words(of), moment(of.until)])} />
      <${Form} run="outage" submit=${t("act-do")} body=${body} fields=${[
        { name: "service", label: t("label-service"), options: services.map((of) => [of.service, word(of.words)]) },
        { name: "deed", label: t("label-deed"), options: Object.entries(deed) },
        { name: "hours", label: t("label-for-hours"), type: "number", min: 0.1, step: 0.1, required: false }]} />`}<//><//>`;
}

export function Clock({ live }) {
  const clock = useAnswer(live, "clock");
  const [went, act] = useAct();
  const move = (seconds) => html`<button class="quiet" disabled=${went.busy} onClick=${() => act(() => command("clock", { advance_seconds: seconds }))}>
    ${t("act-move", { hours: seconds / 3600 })}</button>`;
  return html`<div class="pair">
    <${Sheet} title=${t("part-clock")}>
      <${Shown} of=${clock}>${(of) => html`<${Facts} of=${[[t("label-time"), moment(of.now)], [t("label-ahead-by"), t("text-seconds", { seconds: of.offset_seconds })]]} />`}<//>
      <div class="row">${move(3600)} ${move(86400)} ${move(604800)}</div><${Went} state=${went} />
      <${Form} run="clock" submit=${t("act-move-on")} body=${({ seconds }) => ({ advance_seconds: Number(seconds) })}
        fields=${[{ name: "seconds", label: t("label-seconds"), type: "number", min: 1, value: "60" }]} />
    <//>
    <${Reset} /><${Report} />
  </div>`;
}

function Reset() {
  return html`<${Sheet} title=${t("part-reset")}><p>${t("text-reset")}</p>
    <${Form} run="reset" submit=${t("act-reset")} body=${() => ({})}
      fields=${[{ name: "sure", label: t("label-sure"), pattern: "RESET", placeholder: "RESET" }]} onDone=${(_, __, form) => form.reset()} /><//>`;
}

function Report() {
  const [went, act] = useAct();
  const save = async () => {
    const report = await act(() => command("report"));
    if (!report) return;
    const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: "kunci-report.json" }).click();
    URL.revokeObjectURL(url);
  };
  return html`<${Sheet} title=${t("part-report")}><p>${t("text-report")}</p>
    <button disabled=${went.busy} onClick=${save}>${t("act-save")}</button><${Went} state=${went} /><//>`;
}
