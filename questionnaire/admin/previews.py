"""A version as its founders see it, walked without saving: the answers stand in the address.

An address names what was answered and weighed, as a trial does: `?F1=grants&weigh-team=5`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from pydantic import ValidationError

from questionnaire import scoring
from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.content import Content, Words
from questionnaire.catalogue.problems import Problem
from questionnaire.catalogue.reading import Ids, read_rows
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.catalogue.values import FrozenQuestionnaire, FrozenSet, freeze
from questionnaire.enums import TranslationStatus
from questionnaire.models import Questionnaire
from questionnaire.results.trials import WEIGH, Trial, trial_of
from questionnaire.walk.answer_forms import ImportanceForm, SetForm
from questionnaire.walk.layout import ImportanceRow, QuestionBlock
from questionnaire.walk.progress import Progress, progress_at


class NotShownError(Exception):
    """A draft's keys do not hold together, so that no page of it can be built.

    `sentences` say what to mend, in the active language.
    """

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Preview:
    """A version in one language, and the answers that an address carries.

    `missing` counts the texts that have none in this language: each is marked where it is shown.
    """

    version: Questionnaire
    content: Content
    questionnaire: FrozenQuestionnaire
    missing: int
    trial: Trial

    @cached_property
    def obstacles(self) -> tuple[Problem, ...]:
        """What keeps it from being scored; nothing when it can be."""
        try:
            self.questionnaire.rubric  # noqa: B018 - built when it is first asked for
        except scoring.ScoringError:
            return tuple(found for found in problems(self.content) if found.language is None)
        return ()

    def outcome(self) -> scoring.Outcome | None:
        """Score the answers; None when it cannot be, or when too little is left in to weigh."""
        return None if self.obstacles else self.trial.evaluate(self.questionnaire.rubric)

    def address(self, step: str = "", *keys: str) -> str:
        """Return the address of a step of the walk, with the answers; "" is the overview."""
        name = "_".join(filter(None, ("admin:questionnaire_questionnaire_preview", step)))
        query = self.trial.query()
        return reverse(name, args=[self.version.pk, *keys]) + (f"?{query}" if query else "")

    def carried(self, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """Return the names and values that a form carries on, beside those that it asks for."""
        said = QueryDict(self.trial.query()).items()
        return [(name, str(value)) for name, value in said if name not in without]

    def progress(self) -> Progress:
        """Return how far the answers have come."""
        return progress_at(
            self.questionnaire, self.trial.answers, lambda part: self.address("set", part.key)
        )

    def set_form(self, part: FrozenSet) -> "PreviewedSetForm":
        """Return the form of one set."""
        return PreviewedSetForm(part, self.trial.answers, is_draft=self.version.is_draft)

    def importance_form(self) -> "PreviewedImportanceForm":
        """Return the form of what matters most, which says so when too little is left in."""
        said = {f"{WEIGH}{key}": str(level) for key, level in self.trial.importance.items()}
        return PreviewedImportanceForm(self.questionnaire, self.trial.importance, said or None)


def preview_of(version: Questionnaire, *, language: str, query: QueryDict) -> Preview:
    """Return a version as it stands; raise NotShownError while its keys do not hold together.

    What the query names wrongly is left out.
    """
    content, ids = _read(version)
    missing = [
        text for text in texts_of(version) if text.status(language) is TranslationStatus.MISSING
    ]
    words = _marked(content.words[language], missing, language)
    shown = content.model_copy(update={"words": {**content.words, language: words}})
    try:
        questionnaire = freeze(
            shown, ids, pk=version.pk, version=version.version, language=language
        )
    except KeyError as error:
        # Two questions with one key: the words of one stand where the other's are looked for
        found = [f"{item.place}: {item.sentence}" for item in problems(content)]
        raise NotShownError(found) from error
    trial = trial_of(query, questionnaire, {}, {})
    return Preview(version, content, questionnaire, len(missing), trial)


def _read(version: Questionnaire) -> tuple[Content, Ids]:
    try:
        return read_rows(version)
    except ValidationError as error:
        # Columns and constraints hold everything else to its form
        said = _("The key “%(key)s” must be made of letters A to Z, digits and underscores only.")
        keys = dict.fromkeys(str(item["input"]) for item in error.errors())
        raise NotShownError([said % {"key": key} for key in keys]) from error


def _marked(words: Words, missing: list[Text], language: str) -> Words:
    """Return the words with a mark, in the active language, where one is missing."""
    name = capfirst(get_language_info(language)["name_translated"])
    # Translators: stands in the preview where a text has not been translated yet
    mark = _("[%(language)s is missing here]") % {"language": name}
    data: dict[str, Any] = words.model_dump(mode="json")
    for text in missing:
        *path, last = text.place.split(".")
        part = data
        for key in path:
            part = part[key]
        part[last] = mark
    return Words.model_validate(data)


class PreviewedQuestion(QuestionBlock):
    """A question as the walk shows it, with a link to where it is edited."""

    template = "questionnaire/preview/_question.html"

    def context(self, form: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {**super().context(form), "is_draft": form.is_draft}


class PreviewedSetForm(SetForm):
    """The questions of one set, as the walk asks them."""

    block = PreviewedQuestion

    def __init__(self, *args: Any, is_draft: bool) -> None:
        super().__init__(*args)
        self.is_draft = is_draft


class PreviewedRow(ImportanceRow):
    """How much one set matters, without what the walk notes of it to save it."""

    template = "questionnaire/preview/_importance_row.html"


class PreviewedImportanceForm(ImportanceForm):
    """How much each set matters, under the names that an address has for it."""

    block = PreviewedRow
    prefix = WEIGH.removesuffix("-")
