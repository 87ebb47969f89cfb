// The chat desk: agents, the bot, impostors, and how it goes at the desk.
import { useState } from "preact/hooks";
import { html, Facts, Form, Sheet, Shown, Table, useAnswer } from "../kit.js";
import { Paper } from "../paper.js";
import { t } from "../texts.js";
import { Employee } from "./employee.js";

export function Chat({ live, user, customer, speakers }) {
  const [chosen, choose] = useState({});
  // What was chosen of another customer is not this one's.
  const talk = chosen.user === user && chosen.conversation ? { user_id: user, conversation: chosen.conversation } : { user_id: user };
  const log = useAnswer(live, "chat_log", talk);
  const voices = speakers.map((voice) => [voice, voice]);
  const clear = (_, __, form) => (form.elements.text.value = "");
  return html`<${Sheet} title=${t("part-conversation")}>
      <${Shown} of=${log}>${(of) => html`
        <label>${t("label-conversation")} <select value=${talk.conversation ?? ""} onChange=${(event) => choose({ user, conversation: event.target.value })}>
          ${of.conversations.map((each) => html`<option key=${each.conversation} value=${each.topic === "general" ? "" : each.conversation}>
            ${`${each.topic} · ${t(each.open ? "text-open" : "text-ended")} · ${each.controller} · ${each.last_seq}`}</option>`)}</select></label>
        <${Facts} of=${[[t("label-controller"), of.controller], [t("label-scam-reports"), of.scam_reports]]} />
        ${of.messages.length === 0 && html`<p class="soft">${t("text-empty")}</p>`}
        <ol class="talk" aria-label=${t("part-conversation")}>${of.messages.map((message) => html`<li class=${message.sender} key=${message.seq}>
          <span class="soft">${message.sender}</span><br />${message.text}</li>`)}</ol>`}<//>
      <${Form} key=${user} run="chat_say" submit=${t("act-say")} onDone=${clear} body=${(values) => ({ ...values, ...talk })}
        fields=${[{ name: "as", label: t("label-speaker"), options: voices, value: "dewi" }, { name: "text", label: t("label-what") }]} />
    <//>
    <${Files} of=${log} talk=${talk} />
    <${Employee} key=${user} live=${live} user=${user} talk=${talk} customer=${customer} />
    <div class="pair">
      <${Sheet} title=${t("part-desk")}><${Form} run="chat_desk" submit=${t("act-set")}
        body=${(values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]))}
        fields=${["ahead", "each_seconds", "closed_for_seconds"].map((name) => ({
          name, label: t(DESK[name]), type: "number", min: 0, value: "0",
        }))} /><//>
      <${Sheet} title=${t("part-badge")}><${Form} run="chat_revoke" submit=${t("act-revoke")} fields=${[{ name: "as", label: t("label-speaker"), options: voices, value: "agus" }]} /><//>
    </div>`;
}

const DESK = { ahead: "label-ahead", each_seconds: "label-each", closed_for_seconds: "label-closed" };

const sent = ({ messages }) => messages.filter(({ file }) => file);

/** What was sent: by whom, its name, form and size. What is in it is looked at one by one, and each look stands in the audit trail. */
function Files({ of, talk }) {
  const heads = [t("label-number-in-chat"), t("label-sent-by"), t("label-name"), t("label-form"), t("label-bytes")];
  return html`<${Sheet} title=${t("part-files")}><${Shown} of=${of} empty=${(log) => sent(log).length === 0}>${(log) => html`
    <p class="soft">${t("text-files")}</p>
    <${Table} name=${t("part-files")} heads=${heads} rows=${sent(log).map(({ seq, file }) => [seq, file.from, file.name, file.form, file.bytes])} />
    ${sent(log).map(({ seq, file }) => html`<${Paper} key=${`${talk.user_id} ${talk.conversation} ${seq}`} run="chat_file" body=${{ ...talk, seq }} name=${file.name} file=${file.name} />`)}`}<//><//>`;
}
