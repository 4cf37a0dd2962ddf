"""Handing out questionnaires: each version is read once per language and process."""

from functools import lru_cache

from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.values import FrozenQuestionnaire, freeze
from questionnaire.enums import QuestionnaireStatus
from questionnaire.models import Questionnaire

# Versions times languages that one process keeps
CACHE_SIZE = 128


def frozen(questionnaire: Questionnaire, *, language: str) -> FrozenQuestionnaire:
    """Return a published or retired version in one language.

    What a version says has one digest, so that this is a safe name for what is kept: publishing
    another version, or correcting a spelling, in any process, leads to another name.
    """
    try:
        return _frozen(questionnaire.pk, questionnaire.text_digest, language)
    except _CorrectedMeanwhile as meanwhile:
        return meanwhile.frozen


def published(*, key: str) -> Questionnaire:
    """Return the published version; raise Questionnaire.DoesNotExist when there is none."""
    return Questionnaire.objects.published().get(key=key)


def all_published() -> list[Questionnaire]:
    """Return every published questionnaire, in alphabetical order of keys."""
    return list(Questionnaire.objects.published().order_by("key"))


def with_structure(digest: str) -> Questionnaire | None:
    """Return the newest version, published or retired, with this digest of structure, if any."""
    versions = Questionnaire.objects.exclude(status=QuestionnaireStatus.DRAFT)
    return versions.filter(structure_digest=digest).order_by("-version").first()


class _CorrectedMeanwhile(Exception):  # noqa: N818 - nothing is wrong: it only is not kept
    """A spelling was corrected while a version was read: what was read has another name now."""

    def __init__(self, frozen: FrozenQuestionnaire) -> None:
        super().__init__()
        self.frozen = frozen


@lru_cache(maxsize=CACHE_SIZE)
def _frozen(pk: int, text_digest: str, language: str) -> FrozenQuestionnaire:
    questionnaire = Questionnaire.objects.get(pk=pk)
    content, ids = read_rows(questionnaire)
    value = freeze(content, ids, pk=pk, version=questionnaire.version, language=language)
    # Looked up last: a correction taken back later would give the old name to what was read now
    if not Questionnaire.objects.filter(pk=pk, text_digest=text_digest).exists():
        raise _CorrectedMeanwhile(value)
    return value
