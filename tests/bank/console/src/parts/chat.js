// The chat desk: agents, the bot, impostors, and how it goes at the desk.
import { useState } from "preact/hooks";
import { html, Facts, Form, Sheet, Shown, useAnswer } from "../kit.js";
import { t, word } from "../texts.js";

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
    <${Agent} live=${live} user=${user} talk=${talk} customer=${customer} />
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

/** Those with a desk at the bank. */
const STAFF = [["dewi", "dewi"], ["agus", "agus"]];

/** The desk's answer: done, or why the desk does not do it. */
const outcome = (of) => (of.done ? t("text-done") : t("text-desk-kept", { why: of.why }));

/** As an employee works: what she writes goes through the desk's filter, ready replies too, and the customer's token answers. */
function Agent({ live, user, talk, customer }) {
  const canned = useAnswer(live, "canned_replies");
  const replies = (canned.answer?.replies ?? []).flatMap((reply) => ["id", "en"].map((language) => [reply.text[language], `${word(reply.title)} (${language})`]));
  const fill = (event) => (event.target.form.elements.text.value = event.target.value);
  const clear = ({ done }, __, form) => done && (form.elements.text.value = "");
  const staff = { name: "as", label: t("label-speaker"), options: STAFF };
  const cards = customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]);
  const at = (values) => ({ ...values, ...talk });
  return html`<${Sheet} title=${t("part-agent")}><p class="soft">${t("text-agent")}</p>
      <${Form} key=${user} run="agent_say" submit=${t("act-send")} show=${outcome} onDone=${clear} body=${({ canned, ...values }) => at(values)} fields=${[staff,
        { name: "canned", label: t("label-canned"), options: [["", "–"], ...replies], onChange: fill },
        { name: "text", label: t("label-reply"), rows: 3, maxlength: 2000 }]} />
    <//>
    <div class="pair">
      <${Sheet} title=${t("part-agent-verify")}><${Form} run="agent_verify" submit=${t("act-ask-who")} show=${outcome} body=${at} fields=${[staff]} /><//>
      <${Sheet} title=${t("part-agent-freeze")}><${Form} run="agent_propose" submit=${t("act-propose")} show=${outcome} body=${(values) => at({ ...values, act: "freeze" })}
        fields=${[staff, { name: "ending", label: t("label-card"), options: cards }]} /><//>
    </div>`;
}
