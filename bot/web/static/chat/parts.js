// From parts to nodes: own messages, answers, cards and choices.

import { buildContact, buildDocument } from "./attachments.js";
import { button, element, hidden, icon, linked } from "./dom.js";
import { dateTag, langOf, t } from "./words.js";

// The text as the server will keep it.
export function clean(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\r\n?/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "").trim();
}

export function buildSaid(text, at, onRetry) {
  const bubble = buildBubble(text, langOf(text), t("web-you"), at);
  bubble.querySelector(".meta").append(icon("clock"), icon("check"));
  const node = element("div", "entry own", bubble);
  if (onRetry) node.append(buildFailure(onRetry));
  return node;
}

export function buildSay(part, at, onChoice) {
  const node = element("div", "entry say");
  if (part.text) node.append(buildBubble(part.text, langOf(part.text, part.locale), t("web-assistant"), at));
  if (part.cards.length) {
    node.append(element("div", "cards", ...part.cards.map((card) => buildCard(card, part.locale, onChoice))));
  }
  if (part.contact) node.append(buildContact(part.contact));
  if (part.document) node.append(buildDocument(part.document));
  if (part.choices.length) node.append(buildChoices(part.choices, part.locale, onChoice));
  return node;
}

function buildBubble(text, lang, speaker, at) {
  const time = element("time", "", new Intl.DateTimeFormat(dateTag(), { timeStyle: "short" }).format(at));
  time.dateTime = at.toISOString();
  const words = element("span", "words", linked(text));
  words.lang = lang;
  return element("div", "bubble", hidden(`${speaker}: `), words, element("span", "meta", time));
}

function buildFailure(onRetry) {
  const again = button(t("web-retry"), "again", onRetry);
  return element("p", "failure", icon("alert"), element("span", "problem"), again);
}

function buildCard(card, locale, onChoice) {
  const title = element("h2", "", card.title);
  title.lang = langOf(card.title, locale);
  const body = element("div", "card-body", title);
  if (card.subtitle) {
    const subtitle = element("p", "subtitle", card.subtitle);
    subtitle.lang = langOf(card.subtitle, locale);
    body.append(subtitle);
  }
  if (card.lines.length) body.append(element("ul", "lines", ...card.lines.map((line) => buildLine(line, locale))));
  const node = element("article", "card", ...(card.picture ? [buildPicture(card.picture)] : []), body);
  if (card.choices.length) {
    const actions = card.choices.map((choice) => buildChoice(choice, locale, onChoice, "action", card.title));
    node.append(element("div", "actions", ...actions));
  }
  return node;
}

// Without a picture the card says all the same.
function buildPicture(address) {
  const node = element("img", "picture");
  node.alt = t("web-picture");
  node.loading = "lazy";
  node.addEventListener("error", () => node.remove());
  node.src = address;
  return node;
}

// "Bietet: Fliesen" is set with a quiet first half; "https://…" is not.
function buildLine(line, locale) {
  const [, key, rest] = line.match(/^([^:：.!?]{1,28}[:：])(?!\/)(.+)$/su) ?? [null, "", line];
  const node = element("li", "", ...(key ? [element("span", "key", key)] : []), linked(rest));
  node.lang = langOf(line, locale);
  return node;
}

function buildChoices(rows, locale, onChoice) {
  const built = rows.map((row) =>
    element("div", "row", ...row.map((choice) => buildChoice(choice, locale, onChoice, "chip"))),
  );
  const node = element("div", "choices", ...built);
  node.role = "group";
  node.ariaLabel = t("web-choices");
  return node;
}

function buildChoice(choice, locale, onChoice, className, about = "") {
  let tapped = 0;
  const node = button(choice.label, className, () => {
    if (Date.now() - tapped < 1000) return; // a double tap is one tap
    tapped = Date.now();
    onChoice(choice);
  });
  node.lang = langOf(choice.label, locale);
  node.dataset.choice = choice.id;
  if (about) node.append(hidden(`: ${about}`));
  return node;
}
