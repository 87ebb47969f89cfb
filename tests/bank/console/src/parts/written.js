// Letters and complaints of all customers: read, taken up, put off, answered.
import { html, Facts, Form, Sheet, Shown, toHeading, useAnswer } from "../kit.js";
import { moment, t, word } from "../texts.js";

const WAYS = { complaint: "text-complaint", letter: "text-letter" };
const STATES = { received: "text-received", "in-work": "text-in-work", extended: "text-extended", answered: "text-answered" };

/** By when the bank answers; a day that has passed is marked in words. */
export const due = (at, overdue) => html`${moment(at)}${overdue && html` <strong class="bad">${t("text-overdue")}</strong>`}`;

export function Written({ live }) {
  const state = useAnswer(live, "written");
  return html`<${Shown} of=${state}>${({ written }) => (written.length === 0
    ? html`<${Sheet} title=${t("part-written")}><p class="soft">${t("text-empty")}</p><//>`
    : written.map((paper) => html`<${Paper} key=${paper.reference} paper=${paper} />`))}<//>`;
}

function Paper({ paper }) {
  const { reference, way, may } = paper;
  const act = (values) => ({ ...values, reference });
  const deeds = [["take", t("act-take"), may.take], ["extend", t("act-extend"), may.extend]].filter(([, , is]) => is);
  return html`<${Sheet} title=${`${t(WAYS[way])} ${reference}`}><${Facts} of=${[
      [t("label-customer"), paper.name], [t("label-about"), word(paper.about)], [t("label-filed"), moment(paper.filed)],
      [t("label-answer-by"), due(paper.due, paper.overdue)], [t("label-state"), html`<span role="status">${t(STATES[paper.state])}</span>`],
    ]} />
    <p class="words">${paper.text}</p>
    ${paper.answer && html`<h4>${t("label-answer")}</h4><p class="words">${paper.answer}</p>`}
    <div class="pair">
      ${deeds.length > 0 && html`<${Form} run=${way} submit=${t("act-do")} quiet onDone=${toHeading} body=${act}
        fields=${[{ name: "do", label: t("label-deed"), options: deeds }]} />`}
      ${may.answer && html`<${Form} run=${way} submit=${t("act-send-answer")} onDone=${toHeading} body=${(values) => act({ ...values, do: "answer" })}
        fields=${[{ name: "answer", label: t("label-answer"), rows: 3, maxlength: 2000 }]} />`}
    </div><//>`;
}
