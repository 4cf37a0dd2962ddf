"""Publishing by a person: refused while a check that must pass fails, warned of the others."""

from typing import TYPE_CHECKING

from django.db import transaction

from questionnaire.catalogue.assessment import Assessment, assess
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.drafts import lock_versions
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.services import publish
from questionnaire.models import Publication, PublishedVersionError, Questionnaire

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ChangedMeanwhileError(Exception):
    """The draft does not say any more what was looked at before publishing, or is gone."""


class RefusedError(Exception):
    """A check that must pass does not."""


class ReasonNeededError(Exception):
    """A check that should pass does not, and nothing was said of why that is all right."""


def assess_draft(draft: Questionnaire) -> tuple[Content, Assessment]:
    """Return what a version says now, with every check of it; takes a few seconds."""
    content, _ids = read_rows(draft)
    return content, assess(content)


def publish_assessed(
    *, draft: Questionnaire, seen: str, reason: str, by: "User | None"
) -> Publication:
    """Publish a draft as it was `seen` (its digest of texts), and record who did it and why.

    Raises RefusedError, ReasonNeededError, ChangedMeanwhileError and PublishedVersionError.
    """
    content, assessment = assess_draft(draft)
    if assessment.refused:
        raise RefusedError
    set_aside = [check.key for check in assessment.shoulds if check.passed is False]
    if set_aside and not reason.strip():
        raise ReasonNeededError
    with transaction.atomic():
        # What is published is what was assessed
        lock_versions(draft.key)
        stored = Questionnaire.objects.filter(pk=draft.pk).first()
        if stored is None:
            raise ChangedMeanwhileError
        if not stored.is_draft:
            raise PublishedVersionError
        draft = stored
        now, _ids = read_rows(draft)
        if not seen == now.text_digest == content.text_digest:
            raise ChangedMeanwhileError
        publish(draft)
        return Publication.objects.create(
            questionnaire=draft, by=by, set_aside=set_aside, reason=reason.strip()
        )
