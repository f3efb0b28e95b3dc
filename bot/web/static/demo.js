// The demo page: puts examples into the phones and, on narrow screens, shows one phone at a time.

const PANES = ["left", "right"];
const frame = (pane) => document.querySelector(`iframe[name=${pane}]`);
const tab = (pane) => document.getElementById(`tab-${pane}`);
const side = (pane) => document.getElementById(`phone-${pane}`);
const example = document.querySelector("[data-action=type]");

function tell(pane, action, text = "") {
  show(pane);
  side(pane).scrollIntoView({ block: "nearest" });
  frame(pane).contentWindow.postMessage({ from: "demo", action, text }, location.origin);
}

function show(shown) {
  for (const pane of PANES) {
    const isShown = pane === shown;
    side(pane).classList.toggle("away", !isShown);
    tab(pane).ariaSelected = String(isShown);
    tab(pane).tabIndex = isShown ? 0 : -1;
  }
  tab(shown).querySelector(".dot").hidden = true;
}

for (const step of document.querySelectorAll(".steps button")) {
  step.addEventListener("click", () => tell(step.dataset.pane, step.dataset.action, step.dataset.text));
}

for (const pane of PANES) {
  tab(pane).addEventListener("click", () => show(pane));
  tab(pane).addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = PANES.find((each) => each !== pane);
    show(other);
    tab(other).focus();
  });
}

window.addEventListener("message", ({ origin, source, data }) => {
  const pane = PANES.find((each) => frame(each).contentWindow === source);
  if (origin !== location.origin || !pane || data?.from !== "chat") return;
  if (data.event === "nothing-to-show") tell("left", "type", example.dataset.text);
  if (data.event === "arrived" && side(pane).classList.contains("away")) {
    tab(pane).querySelector(".dot").hidden = false;
  }
});

for (const link of document.querySelectorAll(".languages a")) {
  if (link.dataset.locale === document.body.dataset.locale) link.setAttribute("aria-current", "page");
}
show("left");
