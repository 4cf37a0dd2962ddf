// Rules: the strategy only for a veto, and the answers only of the question that is chosen.
"use strict";
{
  const showStrategy = () => {
    const kind = document.getElementById("id_kind");
    const row = document.querySelector(".field-rules_out");
    if (!kind || !row) return;
    const follow = () => { row.hidden = kind.value !== "veto"; };
    kind.addEventListener("change", follow);
    follow();
  };

  // What is hidden is not sent either
  const showAnswers = (question, answers) => {
    answers.classList.add("of-one-question");
    for (const group of answers.children) {
      const boxes = [...group.querySelectorAll("input")];
      const isChosen = boxes.some((box) => box.dataset.question === question.value);
      group.hidden = !isChosen;
      for (const box of boxes) box.disabled = !isChosen;
    }
    answers.closest(".form-row").hidden = !question.value;
  };

  // Typing keeps the questions that have all the words; the chosen one stays
  const findable = (question) => {
    const groups = [...question.querySelectorAll("optgroup")].map((group) => [group, [...group.children]]);
    const search = Object.assign(document.createElement("input"), { type: "search", className: "rule-search" });
    search.setAttribute("aria-label", question.dataset.search);
    search.placeholder = question.dataset.search;
    search.addEventListener("input", (event) => {
      event.stopPropagation();
      const words = search.value.toLowerCase().split(/\s+/);
      for (const [group, options] of groups) {
        const found = options.filter((option) => option.selected ||
          words.every((word) => option.textContent.toLowerCase().includes(word)));
        group.replaceChildren(...found);
        if (found.length) question.append(group);
        else group.remove();
      }
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    question.before(search);
  };

  const prepare = (row) => {
    const question = row.querySelector("select.rule-question");
    const answers = row.querySelector("div.rule-answers");
    if (!question || !answers) return;
    findable(question);
    question.addEventListener("change", () => showAnswers(question, answers));
    showAnswers(question, answers);
  };

  document.addEventListener("DOMContentLoaded", () => {
    showStrategy();
    document.querySelectorAll(".inline-related").forEach(prepare);
    document.addEventListener("rows:added", (event) => prepare(event.target));
  });
}
