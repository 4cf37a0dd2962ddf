// The menu of languages: it closes as menus do, and takes along what is being written on a page.
// Pages of the questionnaire send it themselves, as they do without this file.
"use strict";

const KEY = "written";

function closeLanguages(event) {
  for (const menu of document.querySelectorAll("details.languages[open]")) {
    const escaped = event.key === "Escape";
    if (!escaped && (event.type !== "click" || menu.contains(event.target))) continue;
    menu.open = false;
    if (escaped) menu.querySelector("summary").focus();
  }
}

const inAnyLanguage = (address) => new URL(address, location).pathname.replace(/^\/[^/]+/, "");
const fields = () => [
  ...document.querySelectorAll("main :is(textarea, select, input):not([type=hidden], [type=password], [type=file], [readonly])"),
];
// Others may have added rows and comments meanwhile: the place of a field says little
const nameOf = (field) => `${field.id} ${field.name} ${["checkbox", "radio"].includes(field.type) ? field.value : ""}`;
const isUnfolded = (field) => Boolean(field.closest("details")?.open);

// It stays in this tab, and only until the next page is there.
function takeAlong(event) {
  const kept = fields().map((field) => [nameOf(field), field.value, field.checked, isUnfolded(field)]);
  const page = inAnyLanguage(event.target.elements.next.value);
  sessionStorage.setItem(KEY, JSON.stringify({ page, kept }));
}

function putBack() {
  const written = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  if (written?.page !== inAnyLanguage(location)) return;
  const here = new Map(fields().map((field) => [nameOf(field), field]));
  for (const [name, value, checked, unfolded] of written.kept) {
    const field = here.get(name);
    if (!field) continue;
    Object.assign(field, { value, checked });
    if (unfolded) field.closest("details").open = true;
  }
}

document.addEventListener("click", closeLanguages);
document.addEventListener("keydown", closeLanguages);
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("language")?.addEventListener("submit", takeAlong);
  putBack();
});
