"""What must hold before a questionnaire may be published."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from questionnaire.catalogue.content import (
    AdviceItem,
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
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring import STRATEGIES, ScoringError


def problems(content: Content) -> list[str]:
    """Return every problem, each naming its file and key; an empty list means that all is well."""
    found = list(_structure_problems(content.structure))
    for language in languages():
        if language not in content.words:
            found.append(f"{language}.yaml: the file is missing")
            continue
        found += [
            f"{language}.yaml: {place}"
            for place in _words_problems(content.structure, content.words[language])
        ]
    return found


def _structure_problems(structure: Structure) -> Iterator[str]:
    try:
        rubric_of(structure)
    except ScoringError as error:
        yield f"{STRUCTURE_FILE}: {error}"
    if structure.source_language not in languages():
        yield f"{STRUCTURE_FILE}: source_language: {structure.source_language!r} is not spoken"
    yield from (f"{STRUCTURE_FILE}: {place}" for place in _doubles(structure))
    known = {source.key for source in structure.sources}
    for part in structure.sets:
        steps = [step for strategy in STRATEGIES for step in part.advice.of(strategy)]
        items: list[QuestionItem | AdviceItem] = [*part.questions, *steps]
        for item in items:
            for key in item.sources:
                if key not in known:
                    yield f"{STRUCTURE_FILE}: sets.{part.key}.{item.key}.sources: no source {key!r}"


def _doubles(structure: Structure) -> Iterator[str]:
    """Find keys that stand twice where each may stand once."""
    yield from _twice("sources", (item.key for item in structure.sources))
    yield from _twice("sets", (part.key for part in structure.sets))
    for part in structure.sets:
        steps = [step for strategy in STRATEGIES for step in part.advice.of(strategy)]
        yield from _twice(f"sets.{part.key}.advice", (step.key for step in steps))
        items: list[QuestionItem | AdviceItem] = [*part.questions, *steps]
        for item in items:
            yield from _twice(f"sets.{part.key}.{item.key}.sources", item.sources)
    rules: list[VetoItem | TensionItem] = [*structure.vetoes, *structure.tensions]
    yield from _twice("vetoes and tensions", (rule.key for rule in rules))
    for rule in rules:
        yield from _twice(f"{rule.key}.when_all", (item.question for item in rule.when_all))


def _twice(place: str, keys: Iterable[str]) -> Iterator[str]:
    counted = Counter(keys)
    yield from (f"{place}.{key}: stands twice" for key, count in counted.items() if count > 1)


def _words_problems(structure: Structure, words: Words) -> Iterator[str]:
    yield from _empty("", {"title": words.title, "summary": words.summary})
    for strategy in STRATEGIES:
        if strategy not in words.strategies:
            yield f"strategies.{strategy.value}: is missing"
            continue
        yield from _empty(f"strategies.{strategy.value}.", dict(words.strategies[strategy]))
    yield from _texts("sources", [item.key for item in structure.sources], words.sources)
    yield from _texts("vetoes", [item.key for item in structure.vetoes], words.vetoes)
    yield from _texts("tensions", [item.key for item in structure.tensions], words.tensions)
    yield from _keys("sets", [item.key for item in structure.sets], words.sets)
    for part in structure.sets:
        if part.key in words.sets:
            yield from _set_problems(part, words.sets[part.key])
    yield from _question_problems(structure, words)


def _set_problems(part: SetItem, words: SetWords) -> Iterator[str]:
    needed = {"name": words.name, "intro": words.intro}
    if part.kind == "scored":
        needed["swing"] = words.swing
    yield from _empty(f"sets.{part.key}.", needed)
    steps = [step.key for strategy in STRATEGIES for step in part.advice.of(strategy)]
    yield from _texts(f"sets.{part.key}.advice", steps, words.advice)


def _question_problems(structure: Structure, words: Words) -> Iterator[str]:
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


def _texts(place: str, keys: list[str], texts: Mapping[str, str]) -> Iterator[str]:
    yield from _keys(place, keys, texts)
    yield from _empty(f"{place}.", texts)


def _keys(place: str, keys: list[str], texts: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{place}.{key}: is missing" for key in keys if key not in texts)
    yield from (
        f"{place}.{key}: stands nowhere in the structure" for key in texts if key not in keys
    )


def _empty(place: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{place}{key}: is empty" for key, text in texts.items() if not text.strip())
