// Where one writes: grows with the text, Enter sends, Shift+Enter breaks the line.

import { clean } from "./parts.js";

const COUNT_FROM = 3500;
const LETTER_MS = 22;

export function createComposer(onSend) {
  const form = document.getElementById("composer");
  const text = document.getElementById("text");
  const send = document.getElementById("send");
  const count = document.getElementById("count");
  let typing = 0;

  function refresh() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
    send.disabled = !clean(text.value);
    count.hidden = text.value.length < COUNT_FROM;
    count.textContent = count.hidden ? "" : `${text.value.length} / ${text.maxLength}`;
  }

  function submit() {
    clearInterval(typing);
    const words = clean(text.value);
    if (!words) return;
    text.value = "";
    refresh();
    onSend(words);
  }

  // For the demo: write a text as if by hand and leave the sending to the user.
  function type(words) {
    clearInterval(typing);
    const letters = Array.from(words);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    text.value = calm ? words : "";
    text.focus();
    refresh();
    if (calm) return true;
    typing = setInterval(() => {
      text.value += letters.shift();
      refresh();
      if (!letters.length) clearInterval(typing);
    }, LETTER_MS);
    return true;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    text.focus();
  });
  text.addEventListener("input", refresh);
  text.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229; // Pinyin is still being chosen
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    submit();
  });
  const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (hasKeyboard && window === window.parent) text.focus();
  refresh();
  return { type };
}
