// What the page says, in the operator's language.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import en from "../texts/en.ftl";
import id from "../texts/id.ftl";

const SOURCES = { en, id };
const bundles = {};
let language = "en";

function bundle() {
  if (!bundles[language]) {
    bundles[language] = new FluentBundle(language, { useIsolating: false });
    bundles[language].addResource(new FluentResource(SOURCES[language]));
  }
  return bundles[language];
}

export function setLanguage(wanted) {
  language = wanted in SOURCES ? wanted : "en";
  document.documentElement.lang = language;
}

/** The text of a key; the build fails where a language lacks it. */
export function t(key, values) {
  const message = bundle().getMessage(key);
  return message?.value ? bundle().formatPattern(message.value, values) : key;
}

/** What the bank says in both languages. */
export const word = (of) => of?.[language] ?? "–";

/** A moment of the bank, in its own time zone's words. */
export function moment(iso) {
  if (!iso) return "–";
  const format = new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", {
    dateStyle: "medium", timeStyle: "medium", timeZone: "Asia/Jakarta",
  });
  return format.format(new Date(iso));
}

/** Money of two decimals. */
export function money(minor, currency) {
  const format = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", {
    style: "currency", currency, currencyDisplay: "code", minimumFractionDigits: 0, maximumFractionDigits: 2,
  });
  return format.format(minor / 100);
}
