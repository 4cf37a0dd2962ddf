// What only a browser knows: the reader's clock, the clipboard, whether a save got through.
// Nothing here is needed to answer; words come from the page, in its language.
"use strict";

function localTimes(root) {
  for (const time of root.querySelectorAll("time[data-local-time]")) {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    time.textContent = format.format(new Date(time.dateTime));
  }
}

function showCopyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

async function copy(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.textContent = button.dataset.copied;
}

// Ticks are this browser's own: they are kept here, by page, and sent nowhere.
function keepTicks() {
  const boxes = [...document.querySelectorAll("[data-tick]")];
  if (!boxes.length) return;
  const name = `ticks ${location.pathname.slice(3)}`;
  const ticked = new Set(JSON.parse(localStorage.getItem(name) ?? "[]"));
  for (const box of boxes) {
    box.checked = ticked.has(box.dataset.tick);
    box.addEventListener("change", () => {
      const now = boxes.filter((one) => one.checked).map((one) => one.dataset.tick);
      localStorage.setItem(name, JSON.stringify(now));
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

// What this page has sent is no other tab's doing, even when the answer got lost on the way.
function rememberSent(event) {
  const form = event.target.closest("form");
  const sent = new FormData(form);
  for (const state of form.querySelectorAll("[data-state]")) {
    const key = state.dataset.state;
    if (sent.has(key)) remember(state, `${key}-was`, sent.get(key));
    if (sent.has(`${key}-note`)) remember(state, `${key}-note-sent`, sent.get(`${key}-note`));
  }
}

function remember(state, name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  state.append(input);
}

document.addEventListener("DOMContentLoaded", () => {
  localTimes(document);
  showCopyButtons();
  keepTicks();
  document.getElementById("summary")?.focus();
});
document.addEventListener("htmx:oobAfterSwap", () => {
  localTimes(document);
  showCopyButtons();
});
document.addEventListener("click", copy);
// Paper has nothing to unfold: everything is shown, and folded again afterwards.
function unfold() {
  for (const details of document.querySelectorAll("main details:not([open])")) {
    details.open = true;
    details.dataset.unfolded = "";
  }
}

function foldAgain() {
  for (const details of document.querySelectorAll("[data-unfolded]")) {
    details.open = false;
    delete details.dataset.unfolded;
  }
}

addEventListener("beforeprint", unfold);
addEventListener("afterprint", foldAgain);
document.addEventListener("htmx:beforeSend", rememberSent);
document.addEventListener("htmx:sendError", sayUnsaved);
document.addEventListener("htmx:responseError", sayUnsaved);
