"""Correcting the spelling of a published text: recorded, and never more than spelling."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.db import transaction
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.texts import Text, can_be_shown, texts_of
from questionnaire.enums import CorrectionFlaw
from questionnaire.models import Correction, Questionnaire
from questionnaire.models.versioned import write_correction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How much of both texts must be the same (Ratcliff and Obershelp's measure, 0 to 1)
SPELLING = 0.7


class CorrectionError(ValueError):
    """A text that is no correction of spelling; `flaw` says why."""

    def __init__(self, flaw: CorrectionFlaw) -> None:
        super().__init__(flaw.label)
        self.flaw = flaw


@transaction.atomic
def correct(  # noqa: PLR0913 - by keyword, and each says something of its own
    *, version: Questionnaire, place: str, language: str, after: str, reason: str, by: "User | None"
) -> Correction:
    """Correct one text of a published or retired version, and return the record of it.

    The digest of structure stays, the digest of texts follows. Raises CorrectionError, and KeyError
    for a place that is not in this version.
    """
    version = Questionnaire.objects.select_for_update().get(pk=version.pk)
    text = {text.place: text for text in texts_of(version)}[place]
    if flaw := _flaw(version, text, language, after, reason):
        raise CorrectionError(flaw)
    correction = Correction.objects.create(
        questionnaire=version,
        place=place,
        language=language,
        before=text.say(language),
        after=after,
        reason=reason.strip(),
        text_digest_before=version.text_digest,
        by=by,
    )
    write_correction(text.row, build_localized_fieldname(text.field, language), after)
    # Its own title may be what was corrected
    version.refresh_from_db()
    content, _ids = read_rows(version)
    write_correction(version, "text_digest", content.text_digest)
    return correction


def _flaw(
    version: Questionnaire, text: Text, language: str, after: str, reason: str
) -> CorrectionFlaw | None:
    """Return why this cannot be a correction of spelling, if it cannot."""
    before, longest = text.say(language), text.max_length()
    flaws = {
        CorrectionFlaw.DRAFT: version.is_draft,
        CorrectionFlaw.NO_REASON: not reason.strip(),
        CorrectionFlaw.EMPTY: not after.strip(),
        CorrectionFlaw.UNCHANGED: after == before,
        CorrectionFlaw.TOO_LONG: longest is not None and len(after) > longest,
        CorrectionFlaw.NOT_SHOWN: not can_be_shown(after),
        CorrectionFlaw.TOO_DIFFERENT: not _is_spelling(before, after),
    }
    return next((flaw for flaw, is_so in flaws.items() if is_so), None)


def _is_spelling(before: str, after: str) -> bool:
    """Return whether two texts are alike; of those too different in length, without a closer look.

    Without autojunk, which in long texts takes frequent letters for noise.
    """
    texts = SequenceMatcher(None, before, after, autojunk=False)
    return texts.real_quick_ratio() >= SPELLING and texts.ratio() >= SPELLING
