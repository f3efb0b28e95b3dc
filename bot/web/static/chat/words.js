// Strings of the page in three languages, and which language a text is in.

const settings = JSON.parse(document.getElementById("settings").textContent);
const TAGS = { de: "de", zh: "zh-Hans", en: "en" };
const DATE_TAGS = { de: "de-DE", zh: "zh-CN", en: "en-GB" };
let locale = settings.locale;

export const pane = settings.pane;

export function t(key) {
  return settings.words[locale]?.[key] ?? key;
}

export function dateTag() {
  return DATE_TAGS[locale];
}

// Switch the page to a language; unknown ones change nothing.
export function setLocale(next) {
  if (!TAGS[next] || next === locale) return;
  locale = next;
  document.documentElement.lang = TAGS[next];
  document.title = t("web-title");
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.ariaLabel = t(node.dataset.tLabel);
  for (const node of document.querySelectorAll("[data-t-placeholder]")) {
    node.placeholder = t(node.dataset.tPlaceholder);
  }
}

// The language tag for a text: Chinese where Chinese characters stand in it, so that it gets its glyphs
// and its voice, otherwise the one it was written in.
export function langOf(text, written = locale) {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (han && han * 3 >= letters) return TAGS.zh;
  return written === "zh" && !han && letters ? TAGS.en : TAGS[written] ?? "";
}
