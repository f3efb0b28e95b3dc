// Talking with the demo page around the phone, and with nobody else.

import { pane } from "./words.js";

const framed = window !== window.parent;

export function tellFrame(event) {
  if (framed) window.parent.postMessage({ from: "chat", pane, event }, location.origin);
}

// `actions`: what the frame may ask for, by name; each returns whether it could be done.
export function answerFrame(actions) {
  if (!framed) return;
  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== window.parent || data?.from !== "demo") return;
    const action = Object.hasOwn(actions, data.action) ? actions[data.action] : null;
    if (action && !action(String(data.text ?? ""))) tellFrame("nothing-to-show");
  });
}
