// What only a browser knows: the reader's clock, the clipboard, whether a save got through.
// Nothing here is needed to answer; words come from the page, in its language.
"use strict";

function localTimes(root) {
  for (const time of root.querySelectorAll("time[data-local-time]")) {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    time.textContent = format.format(new Date(time.dateTime));
  }
}

function copyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.copied;
    });
  }
}

function sayUnsaved(event) {
  const form = event.target.closest("[data-unsaved]");
  const saved = document.getElementById("saved");
  if (!form || !saved) return;
  saved.textContent = form.dataset.unsaved;
  saved.classList.add("trouble");
}

function closeLanguages(event) {
  for (const menu of document.querySelectorAll("details.languages[open]")) {
    if (event.key === "Escape" || (event.type === "click" && !menu.contains(event.target))) menu.open = false;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  localTimes(document);
  copyButtons();
});
document.addEventListener("htmx:oobAfterSwap", () => localTimes(document));
document.addEventListener("htmx:sendError", sayUnsaved);
document.addEventListener("htmx:responseError", sayUnsaved);
document.addEventListener("click", closeLanguages);
document.addEventListener("keydown", closeLanguages);
