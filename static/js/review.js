// What makes the queue quick for those who have a keyboard; nothing here is needed to work.
// Keys count only while something in the list has the focus, so that none is caught elsewhere.
"use strict";

function linksOf(list) {
  return [...list.querySelectorAll("tbody th a")];
}

function move(list, by) {
  const links = linksOf(list);
  const row = document.activeElement.closest("tbody tr");
  const here = links.findIndex((link) => row?.contains(link));
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  next.focus();
  next.closest("tr").scrollIntoView({ block: "nearest" });
}

function tick() {
  document.activeElement.closest("tbody tr")?.querySelector("input[type=checkbox]").click();
}

function showKeys() {
  const keys = document.getElementById("keys");
  keys.open = !keys.open;
  if (keys.open) keys.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const list = event.currentTarget;
  const actions = { j: () => move(list, 1), ArrowDown: () => move(list, 1), k: () => move(list, -1), ArrowUp: () => move(list, -1), x: tick, "?": showKeys };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function sayTicked(form) {
  const number = form.querySelectorAll("#list tbody input:checked").length;
  const words = document.getElementById("ticked");
  words.textContent = number ? `${words.dataset.some} ${number}` : words.dataset.none;
  form.querySelector(".toolbar").classList.toggle("some", number > 0);
}

function addTickAll(form) {
  const cell = form.querySelector("thead .tickcell");
  const all = document.createElement("input");
  Object.assign(all, { type: "checkbox", className: "form-check-input" });
  all.setAttribute("aria-label", cell.dataset.all);
  cell.replaceChildren(all);
  all.addEventListener("change", () => {
    for (const box of form.querySelectorAll("#list tbody input[type=checkbox]")) box.checked = all.checked;
  });
}

// The names of colleagues become buttons that write them where one is writing
function offerNames(details) {
  const area = document.getElementById(details.dataset.names);
  for (const item of details.querySelectorAll("li")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: item.textContent });
    button.addEventListener("click", () => {
      const before = area.value.slice(0, area.selectionStart);
      area.setRangeText(`${before && !/\s$/.test(before) ? " " : ""}${button.textContent} `, area.selectionStart, area.selectionEnd, "end");
      area.focus();
    });
    item.replaceChildren(button);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("bulk");
  if (form) {
    document.getElementById("keys").hidden = false;
    document.getElementById("list").addEventListener("keydown", onKey);
    addTickAll(form);
    form.addEventListener("change", () => sayTicked(form));
    sayTicked(form);
  }
  for (const details of document.querySelectorAll("[data-names]")) offerNames(details);
  document.getElementById("preview")?.focus();
});
