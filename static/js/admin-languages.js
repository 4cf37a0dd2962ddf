// Language tabs: one translation beside its source. Without this script all languages stand there.
// It runs where it stands, right below the tabs: what follows is laid out once, as it is shown.
"use strict";
{
  const KEY = "ajar-admin-language";
  const tabs = [...document.querySelectorAll(".language-tabs button")];
  const texts = () => document.getElementById("wordings");

  // A style sheet hides the other languages also in texts that are yet to come
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const codes = tabs.map((tab) => tab.dataset.language);
  const asked = () => {
    // The reader's own, unless it is the source, which stands last
    const own = document.documentElement.lang;
    const wished = [sessionStorage.getItem(KEY), own === codes.at(-1) ? null : own];
    return wished.find((code) => codes.includes(code)) ?? codes[0];
  };

  const show = (language) => {
    for (const tab of tabs) {
      const chosen = tab.dataset.language === language;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) texts()?.setAttribute("aria-labelledby", tab.id);
    }
    sheet.replaceSync(
      `.wording-text:not([data-source], [data-language="${CSS.escape(language)}"]) { display: none; }`,
    );
  };

  // What somebody has asked for is remembered in this tab; what was only shown is not
  const choose = (language) => {
    sessionStorage.setItem(KEY, language);
    show(language);
  };

  const moveBy = (event) => {
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
  const follow = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || !texts().contains(place)) return;
    const text = place.closest(".wording-text:not([data-source])");
    if (text) choose(text.dataset.language);
    const box = place.matches("input, textarea, select") ? place : place.querySelector("textarea, input");
    (box ?? place).scrollIntoView({ block: "center" });
    box?.focus();
  };

  const start = () => {
    document.querySelector(".tab-list").setAttribute("role", "tablist");
    for (const tab of tabs) {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", "wordings");
      tab.addEventListener("click", () => choose(tab.dataset.language));
      tab.addEventListener("keydown", moveBy);
    }
    document.querySelector(".language-tabs").hidden = false;
    const fromAddress = new URLSearchParams(location.search).get("language");
    if (codes.includes(fromAddress)) choose(fromAddress);
    else show(asked());
  };

  const finish = () => {
    texts().setAttribute("role", "tabpanel");
    show(asked());
    addEventListener("hashchange", follow);
    const mistakes = document.querySelector(".mistakes");
    if (mistakes) mistakes.focus();
    // The browser goes to the place that the address names once all is loaded: only then do we
    else addEventListener("load", () => setTimeout(follow));
  };

  // What was typed is not left behind by a click on a link
  const guard = () => {
    const form = document.querySelector("#content-main form");
    let typed = false;
    form?.addEventListener("input", () => { typed = true; });
    form?.addEventListener("submit", () => { typed = false; });
    addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  };

  start();
  document.addEventListener("DOMContentLoaded", () => { finish(); guard(); });
}
