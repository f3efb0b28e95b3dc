// What makes the pages quicker; all of them work without it.
"use strict";

// On a phone the pages are a row that is wider than the screen: the one in front is in sight.
const here = document.querySelector(".side [aria-current]");
const bringIntoSight = () => {
  const row = here.closest("ul");
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
};
if (here) {
  bringIntoSight();
  window.addEventListener("resize", bringIntoSight);
}

// A filter that is chosen takes effect at once.
for (const form of document.querySelectorAll("form[data-quick]"))
  form.addEventListener("change", () => form.requestSubmit());

// A form that was sent is not sent twice.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What is going on elsewhere: the server says what to show where.
for (const live of document.querySelectorAll("[data-events]")) {
  const source = new EventSource(live.dataset.events);
  source.addEventListener("progress", (event) => {
    const told = JSON.parse(event.data);
    for (const [name, value] of Object.entries(told)) {
      const place = live.querySelector(`[data-live="${name}"]`);
      if (!place) continue;
      if (place.tagName === "PROGRESS") place.value = value;
      else place.textContent = value;
    }
  });
  source.addEventListener("end", () => { source.close(); location.reload(); });
}
