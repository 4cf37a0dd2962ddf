"""Reports to test with, and how a reader's program sees them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import override
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said, form_of, read_over
from questionnaire.results.presenting import present
from questionnaire.results.report import Paper, Stamp, render_report
from questionnaire.results.report.content import report_data
from questionnaire.results.report.parts import Data
from questionnaire.results.shown import Result

STAMP = Stamp("Door & Sons", datetime(2026, 11, 21, 12, tzinfo=UTC), ("ab12cd34" * 8, "0f" * 32))
# What a reader sees as one space, or does not see at all
_SPACES = re.compile(r"[\s\u200b]+")

Answers = Mapping[str, Said]


def some_answers(questionnaire: FrozenQuestionnaire, note: str = "") -> dict[str, Said]:
    """Return answers that turn through the options; every fifth is "not sure yet"."""
    return {
        question.key: Said(
            question.options[at % len(question.options)].key if at % 5 != 4 else NOT_SURE, note
        )
        for at, question in enumerate(questionnaire.questions.values())
    }


def result_of(questionnaire: FrozenQuestionnaire, answers: Answers) -> Result:
    """Return what a result page would show, in the questionnaire's language."""
    outcome, explanation = scoring.evaluate_and_explain(questionnaire.rubric, form_of(answers, {}))
    stored: dict[str, Any] = {**outcome.as_dict(), "explanation": explanation.as_dict()}
    with override(questionnaire.language):
        return present(stored, questionnaire, answers)


def document(
    version: Questionnaire,
    *,
    answers: Answers | None = None,
    note: str = "",
    language: str = "en",
    paper: Paper = Paper.A4,
) -> bytes:
    """Return a report."""
    questionnaire = frozen(version, language=language)
    said = some_answers(questionnaire, note) if answers is None else answers
    return render_report(
        result=result_of(questionnaire, said),
        questionnaire=questionnaire,
        sets=read_over(questionnaire, said),
        stamp=STAMP,
        paper=paper,
    )


def data_of(version: Questionnaire, answers: dict[str, str], note: str = "") -> Data:
    """Return what the template is given."""
    questionnaire = frozen(version, language="en")
    said = {key: Said(choice, note) for key, choice in answers.items()}
    return report_data(
        result=result_of(questionnaire, said),
        questionnaire=questionnaire,
        sets=read_over(questionnaire, said),
        stamp=STAMP,
    )


def part_of(data: Data, title: str) -> Data:
    (part,) = (part for part in data["parts"] if part["title"] == title)
    return dict(part)


def read(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


def text_of(document: bytes) -> str:
    """Return the text of all pages without any white space: lines break where they like."""
    return squeezed("".join(page.extract_text() for page in read(document).pages))


def squeezed(text: str) -> str:
    return _SPACES.sub("", text)


def tags_of(document: bytes) -> list[str]:
    """Return the kinds of all structure elements, in the order in which they are read."""
    return list(_tags(read(document).root_object["/StructTreeRoot"].get_object()))


def _tags(element: Any) -> Any:
    if isinstance(element, list):
        for child in element:
            yield from _tags(child.get_object())
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            yield str(element["/S"])
        if "/K" in element:
            yield from _tags(element["/K"].get_object())
