// Language tabs: one translation beside its source. Without this script all languages stand there.
"use strict";
{
  const KEY = "ajar-admin-language";

  const asked = (tabs) => {
    const fromAddress = new URLSearchParams(location.search).get("language");
    const codes = tabs.map((tab) => tab.dataset.language);
    return [fromAddress, sessionStorage.getItem(KEY)].find((code) => codes.includes(code)) ?? codes[0];
  };

  const show = (area, tabs, language) => {
    for (const tab of tabs) {
      const chosen = tab.dataset.language === language;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) area.setAttribute("aria-labelledby", tab.id);
    }
    for (const text of area.querySelectorAll(".wording-text:not([data-source])")) {
      text.hidden = text.dataset.language !== language;
    }
    sessionStorage.setItem(KEY, language);
  };

  const moveBy = (event, tabs) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    const here = tabs.indexOf(event.target);
    const next = { Home: 0, End: tabs.length - 1 }[event.key] ??
      (event.key in steps ? (here + steps[event.key] + tabs.length) % tabs.length : null);
    if (next === null) return;
    event.preventDefault();
    tabs[next].click();
    tabs[next].focus();
  };

  // A link to a text in a hidden language opens that language first
  const follow = (area, tabs) => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || !area.contains(place)) return;
    const text = place.closest(".wording-text:not([data-source])");
    if (text) show(area, tabs, text.dataset.language);
    const box = place.matches("input, textarea, select") ? place : place.querySelector("textarea, input");
    (box ?? place).scrollIntoView({ block: "center" });
    box?.focus();
  };

  const start = () => {
    const bar = document.querySelector(".language-tabs");
    const area = document.getElementById("wordings");
    if (!bar || !area) return;
    const tabs = [...bar.querySelectorAll("button")];
    bar.querySelector(".tab-list").setAttribute("role", "tablist");
    area.setAttribute("role", "tabpanel");
    for (const tab of tabs) {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", area.id);
      tab.addEventListener("click", () => show(area, tabs, tab.dataset.language));
      tab.addEventListener("keydown", (event) => moveBy(event, tabs));
    }
    bar.hidden = false;
    show(area, tabs, asked(tabs));
    document.addEventListener("rows:added", () => show(area, tabs, sessionStorage.getItem(KEY)));
    addEventListener("hashchange", () => follow(area, tabs));
    const mistakes = document.querySelector(".mistakes");
    if (mistakes) mistakes.focus();
    // The browser goes to the place that the address names once all is loaded: only then do we
    else addEventListener("load", () => setTimeout(() => follow(area, tabs)));
  };

  // What was typed is not left behind by a click on a link
  const guard = () => {
    const form = document.querySelector("#content-main form");
    let typed = false;
    form?.addEventListener("input", () => { typed = true; });
    form?.addEventListener("submit", () => { typed = false; });
    addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  };

  document.addEventListener("DOMContentLoaded", () => { start(); guard(); });
}
