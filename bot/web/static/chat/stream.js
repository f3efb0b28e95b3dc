// Reading the event stream: in order, each part once, and back after every interruption.

const SILENCE_MS = 40_000; // the server gives a sign of life every 15 s
const LONGEST_WAIT_MS = 15_000;

export function createStream({ onPart, onReady, onRestart, onOpen, onLost }) {
  let source = null;
  let position = 0;
  let heardAt = 0;
  let failures = 0;
  let timer = 0;

  function open() {
    clearTimeout(timer);
    source?.close();
    heardAt = Date.now();
    source = new EventSource(position ? `events?after=${position}` : "events");
    source.onmessage = (event) => {
      heardAt = Date.now();
      const id = Number(event.lastEventId);
      if (id <= position) return;
      position = id;
      const { at, part } = JSON.parse(event.data);
      onPart(id, new Date(at), part);
    };
    source.addEventListener("ready", () => {
      heardAt = Date.now();
      failures = 0;
      onReady();
      onOpen();
    });
    source.addEventListener("restart", () => {
      position = 0; // the server has a new log: this page's is of no more use
      onRestart();
    });
    source.addEventListener("beat", () => {
      heardAt = Date.now();
    });
    source.onerror = retry;
  }

  async function retry() {
    source.close();
    onLost();
    failures += 1;
    const wait = Math.min(LONGEST_WAIT_MS, 400 * 2 ** Math.min(failures, 6)) * (0.75 + Math.random() / 2);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (failures > 1) await renewSession();
      open();
    }, wait);
  }

  function lookAlive(patience) {
    if (Date.now() - heardAt > patience) open();
  }

  setInterval(() => {
    if (source?.readyState !== EventSource.CLOSED) lookAlive(SILENCE_MS);
  }, 5000);
  addEventListener("online", open);
  addEventListener("offline", onLost);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) open();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) lookAlive(SILENCE_MS / 2);
  });

  return { open, position: () => position };
}

// Loading the page again sets the cookie where it was lost.
export async function renewSession() {
  try {
    await fetch("./", { cache: "no-store" });
  } catch {
    // still offline: the next try will tell
  }
}
