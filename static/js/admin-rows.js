// Rows of a form: adding, removing, and moving them by keyboard (admin-sortable2 drags them).
"use strict";
{
  // Before anything is drawn: what needs this script has its place from the beginning
  document.documentElement.classList.add("with-script");

  const rowsOf = (group) => [...group.querySelectorAll("fieldset.module > .inline-related")];

  // The order in which rows stand is the order in which they are saved
  const number = (group) => {
    rowsOf(group).forEach((row, place) => {
      const position = row.querySelector("[name$='-position']");
      if (position) position.value = place;
    });
  };

  // A page that tells of a mistake keeps the order that was given before
  const arrange = (group) => {
    const place = (row) => {
      const value = row.querySelector("[name$='-position']")?.value ?? "";
      return value === "" ? Infinity : Number(value);
    };
    const rows = rowsOf(group);
    const sorted = rows.toSorted((one, other) => place(one) - place(other) || 0);
    if (sorted.some((row, number) => row !== rows[number])) rows[0].parentElement.prepend(...sorted);
  };

  const move = (group, row, step) => {
    const rows = rowsOf(group);
    const place = rows.indexOf(row) + step;
    if (place < 0 || place >= rows.length) return;
    rows[place][step < 0 ? "before" : "after"](row);
    changed(group);
    const status = group.querySelector("[data-moved]");
    status.textContent = status.dataset.moved
      .replace("{place}", place + 1).replace("{count}", rows.length);
  };

  const changed = (group) => {
    number(group);
    group.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const add = (group) => {
    const total = group.querySelector("[name$='-TOTAL_FORMS']");
    const prefix = group.dataset.prefix;
    const template = group.querySelector("template");
    const row = template.content.firstElementChild.cloneNode(true);
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of [...element.attributes]) {
        if (attribute.value.includes("__prefix__")) {
          attribute.value = attribute.value.replaceAll(`${prefix}-__prefix__`, `${prefix}-${total.value}`);
        }
      }
    }
    template.before(row);
    total.value = Number(total.value) + 1;
    prepare(group, row);
    changed(group);
    row.dispatchEvent(new CustomEvent("rows:added", { bubbles: true }));
    // The field for its place is hidden, and cannot take the focus
    [...row.querySelectorAll("input, select, textarea")].find((field) => field.offsetParent)?.focus();
  };

  // The number of a removed row stays free: the server takes a row without data for an empty one
  const remove = (group, row) => {
    const next = row.nextElementSibling?.querySelector("input, button") ?? group.querySelector("[data-add]");
    row.remove();
    changed(group);
    next?.focus();
  };

  const prepare = (group, row) => {
    for (const button of row.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => {
        move(group, row, Number(button.dataset.move));
        button.focus();
      });
    }
    row.querySelector("[data-remove]")?.addEventListener("click", () => remove(group, row));
    for (const boxes of row.querySelectorAll("div.source-boxes")) findable(boxes);
  };

  // Typing finds sources in a long list
  const findable = (boxes) => {
    const label = boxes.closest(".form-row").querySelector("label, legend")?.textContent ?? "";
    const search = Object.assign(document.createElement("input"), { type: "search" });
    search.className = "source-search";
    search.setAttribute("aria-label", `${label.replace(":", "").trim()} …`);
    search.placeholder = "…";
    search.addEventListener("input", (event) => {
      event.stopPropagation();
      const wanted = search.value.toLowerCase();
      for (const choice of boxes.children) {
        choice.hidden = !choice.textContent.toLowerCase().includes(wanted);
      }
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    boxes.before(search);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const boxes of document.querySelectorAll("div.source-boxes")) {
      if (!boxes.closest(".inline-related")) findable(boxes);
    }
    for (const group of document.querySelectorAll(".inline-group")) {
      const button = group.querySelector("[data-add]");
      button?.addEventListener("click", () => add(group));
      if (group.querySelector("fieldset.sortable")) arrange(group);
      rowsOf(group).forEach((row) => prepare(group, row));
      group.closest("form").addEventListener("submit", () => {
        if (group.querySelector("fieldset.sortable")) number(group);
      });
    }
  });
}
