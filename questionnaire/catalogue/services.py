"""The life of a version: loaded as a draft, published, retired."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from questionnaire import scoring
from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.files import ContentError
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.catalogue.storing import store_draft
from questionnaire.enums import QuestionnaireStatus
from questionnaire.models import Questionnaire


def load(content: Content) -> tuple[Questionnaire, bool]:
    """Publish the content as a new version, unless it says what is published already.

    Returns the published version and whether it is new; raises ContentError with every problem.
    """
    if found := problems(content):
        raise ContentError(found)
    key = content.structure.key
    with transaction.atomic():
        versions = Questionnaire.objects.select_for_update().filter(key=key)
        current = versions.published().first()
        if current and current.text_digest == content.text_digest:
            return current, False
        newest = versions.aggregate(newest=Max("version"))["newest"] or 0
        draft = store_draft(content, version=newest + 1)
        publish(draft)
        return draft, True


@transaction.atomic
def publish(draft: Questionnaire) -> None:
    """Publish a draft and retire the version before it; raise ContentError while anything lacks."""
    content, _ids = read_rows(draft)
    if found := problems(content):
        raise ContentError(found)
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
