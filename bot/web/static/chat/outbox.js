// Messages on their way: kept until the server has them, sent one after the other, each with one id.

import { renewSession } from "./stream.js";
import { pane } from "./words.js";

const KEY = `outbox:${pane}`;
const TIMEOUT_MS = 15_000;
const LONGEST_WAIT_MS = 20_000;

export function createOutbox({ onPosting, onAccepted, onFailed, onStuck }) {
  let items = [];
  let running = false;
  let failures = 0;
  let wake = null; // ends the pause between two tries

  function add(body, text, after) {
    const item = { id: newId(), text, after, at: Date.now() };
    item.body = { id: item.id, ...body };
    enqueue(item);
    return item;
  }

  // Idempotent: the server answers each greeting, and each deep link, once.
  function greet(start, lang) {
    const id = start ? `hello-${start}`.slice(0, 100) : "hello";
    if (!items.some((item) => item.id === id)) enqueue({ id, silent: true, body: { id, start, lang } });
  }

  function enqueue(item) {
    items.push(item);
    save();
    run();
  }

  async function run() {
    if (running) return;
    running = true;
    for (let item = next(); item; item = next()) {
      onPosting();
      const pause = await post(item);
      if (pause) {
        onStuck();
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, pause);
        });
      }
    }
    running = false;
  }

  const next = () => items.find((item) => !item.failed);

  // Milliseconds to wait before the next try; 0 where this item is settled.
  async function post(item) {
    let answer;
    try {
      answer = await fetch("messages", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(item.body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return backOff();
    }
    if (answer.status === 429) return 1000 * (Number(answer.headers.get("Retry-After")) || 5);
    if (answer.status >= 500) return backOff();
    const told = await answer.json().catch(() => ({}));
    failures = 0;
    if (answer.status === 401 && !item.renewed) {
      item.renewed = true;
      await renewSession();
      return 1;
    }
    if (answer.ok) {
      drop(item.id);
      onAccepted(item, Boolean(told.repeat));
    } else {
      item.failed = true;
      onFailed(item, answer.status === 413 ? "too_long" : told.error);
    }
    return 0;
  }

  function backOff() {
    failures += 1;
    return Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 6));
  }

  function drop(id) {
    items = items.filter((item) => item.id !== id);
    save();
  }

  function retry(id) {
    const item = items.find((each) => each.id === id);
    if (item) Object.assign(item, { failed: false, renewed: false });
    resume();
  }

  function resume() {
    wake?.();
    run();
  }

  // What an earlier visit of this tab could not send; sent again with the next `resume`.
  function restore() {
    try {
      items = JSON.parse(sessionStorage.getItem(KEY) ?? "[]").filter((item) => !item.silent && !item.failed);
    } catch {
      items = [];
    }
    return items;
  }

  function save() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(items));
    } catch {
      // no storage allowed here: messages then live as long as the page
    }
  }

  return { add, greet, drop, retry, resume, restore };
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
