// The banner for a lost connection. Short blips stay unseen.

import { t } from "./words.js";

const PATIENCE_MS = 1500;
const FAREWELL_MS = 1600;

export function createNotice() {
  const node = document.getElementById("notice");
  let timer = 0;

  function set(text, kind) {
    clearTimeout(timer);
    timer = 0;
    node.textContent = text;
    node.dataset.kind = kind;
    node.hidden = !text;
  }

  function lost() {
    if (timer || node.dataset.kind === "lost") return;
    timer = setTimeout(() => set(t("web-offline"), "lost"), navigator.onLine ? PATIENCE_MS : 0);
  }

  function found() {
    if (node.dataset.kind !== "lost") return set("", "");
    set(t("web-back-online"), "found");
    timer = setTimeout(() => set("", ""), FAREWELL_MS);
  }

  timer = setTimeout(() => set(t("web-connecting"), "lost"), PATIENCE_MS);
  return { lost, found, show: (text) => set(text, "problem") };
}
