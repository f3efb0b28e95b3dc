// The scrolling log: what is added where, day lines, typing dots, and scrolling that never steals.

import { element } from "./dom.js";
import { dateTag, t } from "./words.js";

const NEAR_PX = 72;
const TYPING_MS = 25_000;

export function createLog() {
  const area = document.getElementById("log");
  const jump = document.getElementById("jump");
  const jumpLabel = document.getElementById("jump-label");
  const typing = buildTyping();
  const slots = new Map();
  let live = false;
  let pinned = true;
  let day = "";
  let turn = null; // the last own message: answers scroll it to the top at most
  let typingTimer = 0;

  function isNearEnd() {
    return area.scrollHeight - area.scrollTop - area.clientHeight < NEAR_PX;
  }

  function scrollToEnd() {
    area.scrollTop = area.scrollHeight;
    pinned = true;
    jump.hidden = true;
  }

  // Follow the newest, but keep the beginning of a long answer in sight.
  function follow() {
    const end = area.scrollHeight - area.clientHeight;
    const top = turn?.isConnected ? turn.offsetTop - 14 : end;
    area.scrollTop = Math.min(end, top);
    pinned = isNearEnd();
    if (!pinned) offerJump("");
  }

  function offerJump(label) {
    jumpLabel.textContent = label;
    jump.ariaLabel = label || t("web-to-end");
    jump.hidden = false;
  }

  function place(node, at) {
    const date = at.toDateString();
    if (date !== day) {
      day = date;
      const line = element("p", "day", element("span", "", formatDay(at)));
      area.append(line);
    }
    if (live) node.classList.add("fresh");
    area.append(node);
    if (typing.isConnected) area.append(typing);
  }

  function addOwn(node, at) {
    for (const entry of area.querySelectorAll(".entry:not(.past)")) entry.classList.add("past");
    turn = node;
    place(node, at);
    if (live) scrollToEnd();
  }

  function addSay(node, at, slot) {
    const before = slot ? slots.get(slot) : null;
    pinned = isNearEnd(); // a scroll event may still be on its way
    if (slot) slots.set(slot, node);
    if (before?.isConnected && !before.classList.contains("past")) {
      before.replaceWith(node);
      if (live && pinned) follow();
      return;
    }
    before?.classList.add("superseded");
    place(node, at);
    if (!live) return;
    if (pinned) follow();
    else offerJump(t("web-new-message"));
  }

  function showTyping() {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(hideTyping, TYPING_MS);
    area.append(typing);
    if (pinned) scrollToEnd();
  }

  function hideTyping() {
    clearTimeout(typingTimer);
    typing.remove();
  }

  function goLive() {
    live = true;
    scrollToEnd();
    requestAnimationFrame(() => {
      scrollToEnd();
      area.ariaLive = "polite";
    });
  }

  function clear() {
    live = false;
    area.ariaLive = "off";
    wipe();
  }

  // What was said is deleted; the chat itself goes on.
  function wipe() {
    pinned = true;
    day = "";
    turn = null;
    slots.clear();
    hideTyping();
    area.replaceChildren();
  }

  // For the demo: show where to tap. False where there is no card yet.
  function pointAtCards() {
    const entries = Array.from(area.querySelectorAll(".say")).filter((entry) => entry.querySelector(".cards"));
    const action = entries.at(-1)?.querySelector(".action, .chip");
    if (!action) return false;
    (action.closest(".card") ?? action).scrollIntoView({ block: "center" });
    action.classList.remove("pointed");
    requestAnimationFrame(() => action.classList.add("pointed"));
    action.focus({ preventScroll: true });
    return true;
  }

  area.addEventListener("scroll", () => {
    pinned = isNearEnd();
    if (pinned) jump.hidden = true;
    else if (jump.hidden) offerJump("");
  }, { passive: true });
  new ResizeObserver(() => {
    if (pinned) scrollToEnd();
  }).observe(area);
  jump.addEventListener("click", () => {
    scrollToEnd();
    area.focus({ preventScroll: true });
  });

  return {
    addOwn, addSay, showTyping, hideTyping, goLive, clear, wipe, pointAtCards,
    isEmpty: () => !area.querySelector(".entry"),
  };
}

function buildTyping() {
  const dots = element("div", "bubble dots", element("i"), element("i"), element("i"));
  const node = element("div", "typing", dots);
  node.ariaHidden = "true";
  return node;
}

function formatDay(at) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((midnight(at) - midnight(new Date())) / 86_400_000);
  if (days > -2) {
    const word = new Intl.RelativeTimeFormat(dateTag(), { numeric: "auto" }).format(Math.min(days, 0), "day");
    return word.charAt(0).toLocaleUpperCase(dateTag()) + word.slice(1);
  }
  const sameYear = at.getFullYear() === new Date().getFullYear();
  const style = { weekday: "long", day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(dateTag(), style).format(at);
}
