// Disputes about payments, of all customers, with their evidence and steps.
import { html, Facts, Form, Sheet, Shown, Table, toHeading, useAnswer } from "../kit.js";
import { Paper } from "../paper.js";
import { moment, money, t, word } from "../texts.js";
import { due } from "./written.js";

const STATES = {
  submitted: "text-submitted", "in-review": "text-in-review", "needs-evidence": "text-needs-evidence", granted: "text-granted",
  refused: "text-refused", withdrawn: "text-withdrawn",
};

export function Disputes({ live }) {
  const state = useAnswer(live, "disputes");
  return html`<${Shown} of=${state}>${({ disputes }) => (disputes.length === 0
    ? html`<${Sheet} title=${t("part-disputes")}><p class="soft">${t("text-empty")}</p><//>`
    : disputes.map((dispute) => html`<${Dispute} key=${dispute.dispute_id} dispute=${dispute} />`))}<//>`;
}

function Dispute({ dispute }) {
  const { dispute_id, user_id, currency, evidence, may } = dispute;
  const act = (values) => ({ ...values, user_id, dispute_id });
  const of = (deeds) => deeds.filter(([deed]) => may[deed]);
  const going = of([["review", t("act-review")], ["extend", t("act-extend")]]);
  const speaking = of([["ask", t("act-ask")], ["grant", t("act-grant")], ["refuse", t("act-refuse")]]);
  const deed = (options) => ({ name: "do", label: t("label-deed"), options });
  return html`<${Sheet} title=${`${dispute.name}: ${dispute.merchant}, ${money(dispute.amount_minor, currency)}`}><${Facts} of=${[
      [t("label-card"), `•${dispute.ending}`], [t("label-about"), word(dispute.about)],
      [t("label-answer-by"), due(dispute.answer_by, dispute.overdue)],
      ...(dispute.evidence_by ? [[t("label-evidence-by"), moment(dispute.evidence_by)]] : []),
      ...(dispute.returned_minor ? [[t("label-returned"), money(dispute.returned_minor, currency)]] : []),
      [t("label-state"), html`<span role="status">${t(STATES[dispute.state])}</span>`],
    ]} />
    <p class="words">${dispute.statement}</p>
    ${dispute.words && html`<h4>${t("label-bank-words")}</h4><p class="words">${dispute.words}</p>`}
    <h4>${t("label-evidence")}</h4>
    ${evidence.length === 0 ? html`<p class="soft">${t("text-empty")}</p>` : html`<${Table} name=${t("label-evidence")}
      heads=${[t("label-shows"), t("label-form"), t("label-bytes"), "SHA-256"]}
      rows=${evidence.map((piece) => [word(piece.shows), piece.form ?? "–", piece.bytes, `${piece.digest.slice(0, 12)}…`])} />
      ${evidence.map((piece) => html`<${Paper} key=${piece.digest} run="evidence" body=${{ user_id, digest: piece.digest }}
        name=${word(piece.shows)} file=${`${piece.digest.slice(0, 12)}.pdf`} />`)}`}
    <h4>${t("label-steps")}</h4>
    <ol>${dispute.steps.map((step) => html`<li>${moment(step.at)}: ${t(STATES[step.state])}</li>`)}</ol>
    <div class="pair">
      ${going.length > 0 && html`<${Form} run="dispute" submit=${t("act-do")} quiet onDone=${toHeading} body=${act} fields=${[deed(going)]} />`}
      ${speaking.length > 0 && html`<${Form} run="dispute" submit=${t("act-tell")} body=${act} fields=${[deed(speaking),
        { name: "words", label: t("label-bank-words"), rows: 3, maxlength: 1000 }]}
        onDone=${(answer, values, form) => { form.elements.words.value = ""; toHeading(answer, values, form); }} />`}
    </div><//>`;
}
