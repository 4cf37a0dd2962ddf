"""The life of a version: loaded as a draft, published, retired."""

from django.db import transaction
from django.utils import timezone

from questionnaire import scoring
from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.drafts import lock_versions, newest_version
from questionnaire.catalogue.files import ContentError
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.catalogue.storing import store_draft
from questionnaire.enums import QuestionnaireStatus
from questionnaire.models import PublishedVersionError, Questionnaire


def load(content: Content) -> tuple[Questionnaire, bool]:
    """Publish the content as a new version, unless it is what was loaded last.

    Returns the version that says it, and whether it is new. Where admins have published something
    else meanwhile, theirs stays published, and new content becomes a draft beside it. Raises
    ContentError with every problem.
    """
    if found := problems(content):
        raise ContentError([str(problem) for problem in found])
    key = content.structure.key
    with transaction.atomic():
        newest = newest_version(key)
        versions = Questionnaire.objects.filter(key=key)
        loaded = versions.exclude(loaded_digest="").order_by("version").last()
        if loaded and loaded.loaded_digest == content.text_digest:
            return loaded, False
        current = versions.published().first()
        draft = store_draft(content, version=newest + 1)
        draft.loaded_digest = content.text_digest
        draft.based_on = current
        draft.save()
        if current is None or current.is_as_loaded:
            publish(draft)
        return draft, True


@transaction.atomic
def publish(draft: Questionnaire) -> None:
    """Publish a draft and retire the version before it.

    Raises ContentError while anything lacks, and PublishedVersionError when it is no draft any
    more. Publishing by a person goes through catalogue.publishing, which asks for more.
    """
    lock_versions(draft.key)
    draft.refresh_from_db(fields=["status"])
    if not draft.is_draft:
        raise PublishedVersionError
    content, _ids = read_rows(draft)
    if found := problems(content):
        raise ContentError([str(problem) for problem in found])
    now = timezone.now()
    for current in Questionnaire.objects.published().filter(key=draft.key):
        current.status = QuestionnaireStatus.RETIRED
        current.retired_at = now
        current.save()
    draft.structure_digest = scoring.rubric_digest(rubric_of(content.structure))
    draft.text_digest = content.text_digest
    draft.status = QuestionnaireStatus.PUBLISHED
    draft.published_at = now
    draft.save()
