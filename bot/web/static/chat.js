// The chat page: puts the pieces together.

import { createComposer } from "./chat/composer.js";
import { answerFrame, tellFrame } from "./chat/frame.js";
import { createLog } from "./chat/log.js";
import { createNotice } from "./chat/notice.js";
import { createOutbox } from "./chat/outbox.js";
import { buildSaid, buildSay, clean } from "./chat/parts.js";
import { createStream } from "./chat/stream.js";
import { setLocale, t } from "./chat/words.js";

const start = new URLSearchParams(location.search).get("start") ?? "";
const log = createLog();
const notice = createNotice();
const outbox = createOutbox({ onPosting, onAccepted, onFailed, onStuck });
const stream = createStream({ onPart, onReady, onRestart, onOpen, onLost: notice.lost });
const composer = createComposer(say);

const pending = new Map(); // unsent or not yet echoed: id -> {item, node}
let ready = false;
let locale = "";
let unread = 0;

function say(text) {
  send({ text }, text);
}

function choose(choice) {
  send({ choice: choice.id, label: choice.label }, choice.label);
}

function send(body, text) {
  showPending(outbox.add({ ...body, lang: document.documentElement.lang }, clean(text), stream.position()));
}

function showPending(item) {
  const node = buildSaid(item.text, new Date(item.at), () => outbox.retry(item.id));
  node.dataset.state = "sending";
  pending.set(item.id, { item, node });
  log.addOwn(node, new Date(item.at));
}

function onPosting() {
  log.showTyping();
}

function onStuck() {
  log.hideTyping();
}

function onAccepted(item, isRepeat) {
  if (isRepeat) log.hideTyping();
  const node = pending.get(item.id)?.node;
  if (node) node.dataset.state = "sent";
}

function onFailed(item, code) {
  log.hideTyping();
  if (code === "no_session") notice.show(t("web-no-session"));
  const node = pending.get(item.id)?.node;
  if (!node) return;
  node.dataset.state = "failed";
  node.querySelector(".problem").textContent = t(code === "too_long" ? "web-too-long" : "web-not-sent");
}

function onPart(id, at, part) {
  if (part.type === "said") showSaid(id, at, part.text);
  if (part.type === "say") showSay(at, part);
}

function showSaid(id, at, text) {
  for (const [key, { item, node }] of pending) {
    if (item.text !== text || item.after >= id) continue;
    pending.delete(key);
    outbox.drop(key);
    node.dataset.state = "sent";
    if (ready) return;
    break; // restored after a reload, and it had arrived: shown below, in its place
  }
  const node = buildSaid(text, at);
  node.dataset.state = "sent";
  log.addOwn(node, at);
}

function showSay(at, part) {
  locale = part.locale || locale;
  if (ready) setLocale(locale);
  log.hideTyping();
  if (part.clears) log.wipe();
  const isGreeting = log.isEmpty();
  log.addSay(buildSay(part, at, choose), at, part.slot);
  if (!ready || isGreeting) return;
  tellFrame("arrived");
  if (document.hidden) showUnread(unread + 1);
}

function onReady() {
  if (ready) return;
  ready = true;
  setLocale(locale);
  const wasEmpty = log.isEmpty();
  for (const { item } of pending.values()) showPending(item);
  log.goLive();
  outbox.resume();
  if (start || wasEmpty) outbox.greet(start, document.documentElement.lang);
}

function onRestart() {
  ready = false;
  log.clear();
}

function onOpen() {
  notice.found();
  outbox.resume();
}

function showUnread(count) {
  unread = count;
  document.title = count ? `(${count}) ${t("web-unread")} · ${t("web-title")}` : t("web-title");
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) showUnread(0);
});
for (const item of outbox.restore()) pending.set(item.id, { item, node: document.createElement("div") });
answerFrame({ type: composer.type, point: log.pointAtCards });
stream.open();
