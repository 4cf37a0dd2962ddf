"""Invented things to test with: a small questionnaire in six languages, submissions, answers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from questionnaire.catalogue import queries
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.files import languages
from questionnaire.catalogue.services import load
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Questionnaire, Submission
from questionnaire.walk import services
from questionnaire.walk.answering import Change, Value, save_answers

KEY = "small"
OPEN, CLOSED, HYBRID = (4, 0, 1), (0, 4, 1), (1, 0, 4)
# Two scored sets and the facts; each option of a scored question favours one strategy
QUESTIONS = {"money": ("M1", "M2"), "people": ("P1", "P2"), "facts": ("K1",)}
FITS = {"a": OPEN, "b": CLOSED, "c": HYBRID}
ALL_OPEN = {"M1": "a", "M2": "a", "P1": "a", "P2": "a", "K1": "yes"}
ALL_CLOSED = {"M1": "b", "M2": "b", "P1": "b", "P2": "b", "K1": "yes"}
ALL_HYBRID = {"M1": "c", "M2": "c", "P1": "c", "P2": "c", "K1": "yes"}
NONE_COMPATIBLE = {"M1": "a", "M2": "b", "P1": "c", "P2": "b", "K1": "no"}


def structure(key: str = KEY) -> dict[str, Any]:
    """Return a structure as it is written in YAML; tests change what they like about it."""
    return {
        "key": key,
        "source_language": "en",
        "sources": [
            {"key": "paper", "citation": "A. Author, A Paper, 2024", "url": "https://example.org/"},
            {"key": "book", "citation": "B. Author, A Book"},
        ],
        "sets": [
            _set("money", [_question("M1", sources=["paper", "book"]), _question("M2")]),
            _set("people", [_question("P1"), _question("P2", changeable=False)]),
            {"key": "facts", "kind": "facts", "questions": [_fact("K1")]},
        ],
        "vetoes": [
            {"key": "no_rights", "rules_out": "open", "when_all": [_when("K1", "no")]},
            {
                "key": "no_secret",
                "rules_out": "closed",
                "when_all": [_when("M1", "a"), _when("M2", "b")],
            },
            {
                "key": "no_split",
                "rules_out": "hybrid",
                "when_all": [_when("P1", "c"), _when("P2", "b")],
            },
        ],
        "tensions": [
            {"key": "odd", "when_all": [_when("M1", "c", "a"), _when("P1", "b")]},
        ],
    }


def words(language: str) -> dict[str, Any]:
    """Return the words of the small questionnaire: each tells what it is and in what language."""

    def say(what: str) -> str:
        return f"{what} [{language}]"

    return {
        "language": language,
        "title": say("Title"),
        "summary": say("Summary"),
        "strategies": {
            key: {"name": say(key), "headline": say(f"Be {key}"), "sentence": say(f"On {key}")}
            for key in ("open", "closed", "hybrid")
        },
        "sources": {key: say(f"Fact of {key}") for key in ("paper", "book")},
        "sets": {
            key: {
                "name": say(f"Set {key}"),
                "intro": say(f"About {key}"),
                "swing": "" if key == "facts" else say(f"Swing of {key}"),
                "advice": {} if key == "facts" else {s: say(f"{key}: {s}") for s in ADVICE},
            }
            for key in QUESTIONS
        },
        "questions": {
            key: {
                "text": say(f"Question {key}?"),
                "help": say(f"Help with {key}"),
                "why": say(f"Why {key}"),
                "options": {
                    option: {
                        "text": say(f"{key} is {option}"),
                        "reason": "" if part == "facts" else say(f"Reason {key} {option}"),
                    }
                    for option in (("yes", "no") if part == "facts" else FITS)
                },
            }
            for part, keys in QUESTIONS.items()
            for key in keys
        },
        "vetoes": {key: say(f"Veto {key}") for key in ("no_rights", "no_secret", "no_split")},
        "tensions": {"odd": say("Tension odd")},
    }


ADVICE = ("go_open", "go_closed", "go_hybrid")


def _set(key: str, questions: list[dict[str, Any]]) -> dict[str, Any]:
    advice = {
        "open": [{"key": "go_open", "sources": ["book", "paper"]}],
        "closed": [{"key": "go_closed"}],
        "hybrid": [{"key": "go_hybrid"}],
    }
    return {"key": key, "kind": "scored", "questions": questions, "advice": advice}


def _question(key: str, *, sources: Sequence[str] = (), changeable: bool = True) -> dict[str, Any]:
    options = [
        {"key": option, "fits": dict(zip(("open", "closed", "hybrid"), fits, strict=True))}
        for option, fits in FITS.items()
    ]
    return {
        "key": key,
        "covers": f"¿{key}?",
        "changeable": changeable,
        "sources": list(sources),
        "options": options,
    }


def _fact(key: str) -> dict[str, Any]:
    return {"key": key, "options": [{"key": "yes"}, {"key": "no"}]}


def _when(question: str, *options: str) -> dict[str, Any]:
    return {"question": question, "any_of": list(options)}


def all_words() -> dict[str, dict[str, Any]]:
    """Return the words of the small questionnaire in every language, by language code."""
    return {language: words(language) for language in languages()}


def content(
    changed_structure: Mapping[str, Any] | None = None,
    changed_words: Mapping[str, Any] | None = None,
) -> Content:
    """Return the small questionnaire, or what is handed in instead of its parts."""
    parts = {"structure": changed_structure or structure(), "words": changed_words or all_words()}
    return Content.model_validate(parts)


def write_files(
    directory: Path,
    changed_structure: Mapping[str, Any] | None = None,
    changed_words: Mapping[str, Any] | None = None,
) -> Path:
    """Write the small questionnaire as the files that load_questionnaires reads."""
    files = {"structure": changed_structure or structure(), **(changed_words or all_words())}
    for name, data in files.items():
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return directory


def published(key: str = KEY, title: str = "") -> Questionnaire:
    """Publish the small questionnaire under a key; another title makes it another version."""
    said = all_words()
    if title:
        said["en"]["title"] = title
    # Databases hand out the same numbers again: what an earlier test froze must not be seen here
    queries._frozen.cache_clear()  # noqa: SLF001 - a process never needs to forget, tests do
    version, _is_new = load(content(structure(key), said))
    return version


def in_english(questionnaire: Questionnaire) -> FrozenQuestionnaire:
    """Return a version as its English pages show it."""
    return queries.frozen(questionnaire, language="en")


def started(questionnaire: Questionnaire, **options: Any) -> tuple[Submission, str]:
    """Start a submission in English (or as the options say); return it with its token."""
    given = {"language": "en", **options}
    return services.start(questionnaire=questionnaire, **given)


def answer(submission: Submission, answers: Mapping[str, str], note: str | None = None) -> None:
    """Answer questions, by key, with the same note to each if there is one."""
    save_answers(
        submission=submission,
        questionnaire=in_english(submission.questionnaire),
        changes={key: Change(Value(choice), Value(note)) for key, choice in answers.items()},
        language="en",
    )


def answered(questionnaire: Questionnaire, answers: Mapping[str, str]) -> tuple[Submission, str]:
    """Start a submission and answer it."""
    submission, token = started(questionnaire)
    answer(submission, answers)
    return submission, token


def submitted(questionnaire: Questionnaire, answers: Mapping[str, str]) -> tuple[Submission, str]:
    """Start a submission, answer it and submit it."""
    submission, token = answered(questionnaire, answers)
    services.submit(token=token, language="en")
    submission.refresh_from_db()
    return submission, token
