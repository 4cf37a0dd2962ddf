"""What must hold before a questionnaire may be published."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from questionnaire.catalogue.content import (
    AdviceItem,
    ConditionItem,
    Content,
    QuestionItem,
    SetItem,
    SetWords,
    Structure,
    TensionItem,
    VetoItem,
    Words,
)
from questionnaire.catalogue.files import STRUCTURE_FILE, languages
from questionnaire.catalogue.problems import Kind, Problem
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring import STRATEGIES, Reason, ScoringError

MIN_SETS = 2
MIN_OPTIONS = 2
# What is wrong, and where in a file
Finding = tuple[str, Kind | Reason, Mapping[str, object]]


def problems(content: Content) -> list[Problem]:
    """Return every problem; an empty list means that the content may be published."""
    structure = content.structure
    found = [Problem(STRUCTURE_FILE, *finding) for finding in _structure_problems(structure)]
    for language in languages():
        file = f"{language}.yaml"
        if language in content.words:
            words = content.words[language]
            found += [Problem(file, *finding) for finding in _words_problems(structure, words)]
        else:
            found.append(Problem(file, "", Kind.FILE_MISSING))
    return list(dict.fromkeys(found))


def _structure_problems(structure: Structure) -> Iterator[Finding]:
    found = [
        *_set_problems(structure),
        *_reference_problems(structure),
        *_doubles(structure),
    ]
    yield from found
    if not found:
        # What is left to find concerns the questionnaire as a whole
        try:
            rubric_of(structure)
        except ScoringError as error:
            yield error.place, error.reason, error.details


def _set_problems(structure: Structure) -> Iterator[Finding]:
    """Find what cannot be scored in the sets, questions and options."""
    scored = [part for part in structure.sets if part.kind == "scored"]
    if len(scored) < MIN_SETS:
        yield "sets", Reason.TOO_FEW_SETS, {"count": len(scored)}
    for part in structure.sets:
        if not part.questions:
            yield f"sets.{part.key}", Reason.EMPTY_SET, {}
        for question in part.questions:
            yield from _option_problems(question, scored=part in scored)


def _option_problems(question: QuestionItem, *, scored: bool) -> Iterator[Finding]:
    place = f"questions.{question.key}"
    if len(question.options) < MIN_OPTIONS:
        yield place, Reason.TOO_FEW_OPTIONS, {"count": len(question.options)}
    for option in question.options:
        here = f"{place}.options.{option.key}.fits"
        if scored and option.fits is None:
            yield here, Reason.FITS_MISSING, {}
        if not scored and option.fits is not None:
            yield here, Reason.FITS_UNWANTED, {}


def _reference_problems(structure: Structure) -> Iterator[Finding]:
    """Find what points to nothing."""
    if structure.source_language not in languages():
        yield "source_language", Kind.NOT_SPOKEN, {"language": structure.source_language}
    known = {source.key for source in structure.sources}
    for place, item in _sourced(structure):
        for key in item.sources:
            if key not in known:
                yield f"{place}.sources.{key}", Kind.NO_SOURCE, {"key": key}
    options = {q.key: {option.key for option in q.options} for q in structure.questions}
    for place, rule in _rules(structure):
        if not rule.when_all or not all(condition.any_of for condition in rule.when_all):
            yield place, Reason.NO_CONDITION, {}
        for condition in rule.when_all:
            yield from _condition_problems(f"{place}.when_all", condition, options)


def _condition_problems(
    place: str, condition: ConditionItem, options: Mapping[str, set[str]]
) -> Iterator[Finding]:
    here = f"{place}.{condition.question}"
    if condition.question not in options:
        yield here, Reason.UNKNOWN_QUESTION, {"key": condition.question}
        return
    for key in condition.any_of:
        if key not in options[condition.question]:
            yield f"{here}.{key}", Reason.UNKNOWN_OPTION, {"key": key}


def _doubles(structure: Structure) -> Iterator[Finding]:
    """Find keys that stand twice where each may stand once."""
    yield from _twice((f"sources.{item.key}", item.key) for item in structure.sources)
    yield from _twice((f"sets.{part.key}", part.key) for part in structure.sets)
    yield from _twice((f"questions.{item.key}", item.key) for item in structure.questions)
    for question in structure.questions:
        place = f"questions.{question.key}.options"
        yield from _twice((f"{place}.{item.key}", item.key) for item in question.options)
    for part in structure.sets:
        place = f"sets.{part.key}.advice"
        yield from _twice((f"{place}.{step.key}", step.key) for step in _steps(part))
    for place, item in _sourced(structure):
        yield from _twice((f"{place}.sources.{key}", key) for key in item.sources)
    yield from _twice((place, rule.key) for place, rule in _rules(structure))
    for place, rule in _rules(structure):
        asked = [condition.question for condition in rule.when_all]
        yield from _twice((f"{place}.when_all.{key}", key) for key in asked)


def _twice(placed: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, key in placed:
        if key in seen:
            yield place, Kind.TWICE, {}
        seen.add(key)


def _steps(part: SetItem) -> list[AdviceItem]:
    return [step for strategy in STRATEGIES for step in part.advice.of(strategy)]


def _sourced(structure: Structure) -> Iterator[tuple[str, QuestionItem | AdviceItem]]:
    """Yield all that rests on sources, with its place."""
    for part in structure.sets:
        yield from ((f"questions.{item.key}", item) for item in part.questions)
        yield from ((f"sets.{part.key}.advice.{step.key}", step) for step in _steps(part))


def _rules(structure: Structure) -> Iterator[tuple[str, VetoItem | TensionItem]]:
    yield from ((f"vetoes.{rule.key}", rule) for rule in structure.vetoes)
    yield from ((f"tensions.{rule.key}", rule) for rule in structure.tensions)


def _words_problems(structure: Structure, words: Words) -> Iterator[Finding]:
    yield from _empty("", {"title": words.title, "summary": words.summary})
    yield from _keys("strategies", [s.value for s in STRATEGIES], words.strategies)
    for strategy, text in words.strategies.items():
        yield from _empty(f"strategies.{strategy.value}.", dict(text))
    yield from _texts("sources", [item.key for item in structure.sources], words.sources)
    yield from _texts("vetoes", [item.key for item in structure.vetoes], words.vetoes)
    yield from _texts("tensions", [item.key for item in structure.tensions], words.tensions)
    yield from _keys("sets", [item.key for item in structure.sets], words.sets)
    for part in structure.sets:
        if part.key in words.sets:
            yield from _set_words_problems(part, words.sets[part.key])
    yield from _question_problems(structure, words)


def _set_words_problems(part: SetItem, words: SetWords) -> Iterator[Finding]:
    needed = {"name": words.name, "intro": words.intro}
    if part.kind == "scored":
        needed["swing"] = words.swing
    yield from _empty(f"sets.{part.key}.", needed)
    yield from _texts(f"sets.{part.key}.advice", [step.key for step in _steps(part)], words.advice)


def _question_problems(structure: Structure, words: Words) -> Iterator[Finding]:
    yield from _keys("questions", [item.key for item in structure.questions], words.questions)
    for part in structure.sets:
        for question in part.questions:
            if question.key not in words.questions:
                continue
            place = f"questions.{question.key}"
            text = words.questions[question.key]
            yield from _empty(f"{place}.", {"text": text.text, "why": text.why})
            yield from _keys(f"{place}.options", [o.key for o in question.options], text.options)
            for key, option in text.options.items():
                # Only a scored answer has a reason: it says why its fits are what they are.
                needed = dict(option) if part.kind == "scored" else {"text": option.text}
                yield from _empty(f"{place}.options.{key}.", needed)


def _texts(place: str, keys: list[str], texts: Mapping[str, str]) -> Iterator[Finding]:
    yield from _keys(place, keys, texts)
    yield from _empty(f"{place}.", texts)


def _keys(place: str, keys: list[str], texts: Collection[str]) -> Iterator[Finding]:
    yield from ((f"{place}.{key}", Kind.MISSING, {}) for key in keys if key not in texts)
    yield from ((f"{place}.{key}", Kind.NOWHERE, {}) for key in texts if key not in keys)


def _empty(place: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    yield from (
        (f"{place}{key}", Kind.EMPTY, {}) for key, text in texts.items() if not text.strip()
    )
