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

    A version never changes once it is published, so its digest of texts is a safe name for what
    is kept; publishing another version, in any process, leads to another name.
    """
    return _frozen(questionnaire.pk, questionnaire.text_digest, language)


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


@lru_cache(maxsize=CACHE_SIZE)
def _frozen(pk: int, text_digest: str, language: str) -> FrozenQuestionnaire:
    questionnaire = Questionnaire.objects.get(pk=pk, text_digest=text_digest)
    content, ids = read_rows(questionnaire)
    return freeze(content, ids, pk=pk, version=questionnaire.version, language=language)
