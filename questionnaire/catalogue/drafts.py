"""Copying a version to a draft: the only way to change what is published."""

from django.db import transaction
from django.db.models import Max

from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.storing import store_draft
from questionnaire.catalogue.texts import texts_of
from questionnaire.models import Questionnaire, StrategyText, Translated
from questionnaire.scoring import STRATEGIES


class NotPublishedError(Exception):
    """A draft was to be copied: it can be edited itself."""


def lock_versions(key: str) -> None:
    """Let nobody else write to, publish or add a version of the key until the transaction ends.

    Call it before any other lock on a version: all of them are taken in one order.
    """
    versions = Questionnaire.objects.select_for_update().filter(key=key).order_by("version")
    list(versions.values_list("pk", flat=True))


def newest_version(key: str) -> int:
    """Return the newest version's number, 0 if there is none; no other can be made meanwhile.

    Call it in a transaction: it locks all versions of the key until the end.
    """
    lock_versions(key)
    # Asked for anew: what waited for a lock has not seen the version that was made meanwhile
    newest = Questionnaire.objects.filter(key=key).aggregate(newest=Max("version", default=0))
    return int(newest["newest"])


@transaction.atomic
def copy_to_draft(version: Questionnaire) -> Questionnaire:
    """Return a new draft that says what a published or retired version says.

    Raises NotPublishedError for a draft.
    """
    newest = newest_version(version.key)
    version.refresh_from_db()
    if version.is_draft:
        raise NotPublishedError
    content, _ids = read_rows(version)
    draft = store_draft(content, version=newest + 1)
    draft.based_on = version
    draft.save()
    _copy_translation_notes(version, draft)
    return draft


def _copy_translation_notes(version: Questionnaire, draft: Questionnaire) -> None:
    """Let each text know, as it did before, what its translations were made from."""
    noted = [text for text in texts_of(version) if text.row.translated_from]
    if not noted:
        return
    copied: dict[str, Translated] = {text.place: text.row for text in texts_of(draft)}
    for text in noted:
        row = copied[text.place]
        if row.translated_from != text.row.translated_from:
            row.translated_from = text.row.translated_from
            row.save(update_fields=["translated_from"])


@transaction.atomic
def new_draft(*, key: str, source_language: str) -> Questionnaire:
    """Return the first version of a new questionnaire: its three strategies, without words yet.

    Raises IntegrityError when a questionnaire has this key already.
    """
    draft = Questionnaire.objects.create(key=key, version=1, source_language=source_language)
    StrategyText.objects.bulk_create(
        StrategyText(questionnaire=draft, strategy=strategy) for strategy in STRATEGIES
    )
    return draft
