// The demo page: puts examples into the phones. The left one is always there and the others take turns
// beside it; on narrow screens all take turns.

const PANES = ["left", "right", "office"];
const narrow = matchMedia("(max-width: 47rem)");
const frame = (pane) => document.querySelector(`iframe[name=${pane}]`);
const tab = (pane) => document.getElementById(`tab-${pane}`);
const side = (pane) => document.getElementById(`phone-${pane}`);
const example = document.querySelector("[data-action=type]");

function tell(pane, action, text = "") {
  show(pane);
  side(pane).scrollIntoView({ block: "nearest" });
  frame(pane).contentWindow.postMessage({ from: "demo", action, text }, location.origin);
}

let shown = "left";
let beside = "right";

function show(pane) {
  shown = pane;
  if (pane !== "left") beside = pane;
  arrange();
}

function arrange() {
  const chosen = narrow.matches ? shown : beside;
  for (const pane of PANES) {
    const isChosen = pane === chosen;
    const isAway = !isChosen && (narrow.matches || pane !== "left");
    side(pane).classList.toggle("away", isAway);
    tab(pane).ariaSelected = String(isChosen);
    tab(pane).tabIndex = isChosen ? 0 : -1;
    if (!isAway) tab(pane).querySelector(".dot").hidden = true;
  }
}

for (const step of document.querySelectorAll(".steps button")) {
  step.addEventListener("click", () => tell(step.dataset.pane, step.dataset.action, step.dataset.text));
}

for (const pane of PANES) {
  tab(pane).addEventListener("click", () => show(pane));
  tab(pane).addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    const tabs = narrow.matches ? PANES : PANES.slice(1);
    const other = tabs.at((tabs.indexOf(pane) + by) % tabs.length);
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
narrow.addEventListener("change", arrange);
arrange();
