"""What a verification found, in whole sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from questionnaire.results.jsontext import Flaw
from questionnaire.results.records import Finding, Verdict

TITLES: Mapping[Finding, Promise] = {
    Finding.GENUINE: _("Genuine"),
    Finding.DIFFERENT: _("Genuine, but computed again it differs"),
    Finding.UNKNOWN_QUESTIONNAIRE: _("Genuine, but not computed again"),
    Finding.UNKNOWN_ENGINE: _("Genuine, but not computed again"),
    Finding.ALTERED: _("Altered"),
    Finding.MALFORMED: _("Malformed"),
}
SENTENCES: Mapping[Finding, Promise] = {
    Finding.GENUINE: _(
        "This record is exactly as this site wrote it. Computed again from its answers, it comes "
        "to the same result, number by number."
    ),
    Finding.DIFFERENT: _(
        "This record is exactly as this site wrote it. But computed again from its answers, it "
        "comes to something else at “%(place)s”. Please tell whoever runs this site."
    ),
    Finding.UNKNOWN_QUESTIONNAIRE: _(
        "This record is exactly as this site wrote it. But the version of the questionnaire that "
        "it answers is no longer kept here, so the result cannot be computed again."
    ),
    Finding.UNKNOWN_ENGINE: _(
        "This record is exactly as this site wrote it. But its result was computed by another "
        "version of the scoring, so it cannot be computed again here."
    ),
    Finding.ALTERED: _(
        "Something in this record was changed after this site wrote it, or another site wrote "
        "it. Do not rely on what it says."
    ),
}
FLAWS: Mapping[Flaw, Promise] = {
    Flaw.TOO_LARGE: _(
        "This is larger than 1 MB, and no record is. Choose the file that was downloaded from a "
        "result page."
    ),
    Flaw.NOT_TEXT: _("This is not text in UTF-8. Choose the JSON file just as it was downloaded."),
    Flaw.NOT_JSON: _(
        "This is not JSON: it can be read only as far as line %(line)s, column %(column)s. Check "
        "that all of it is there."
    ),
    Flaw.TOO_DEEP: _("This is nested too deeply to be a record."),
    Flaw.WRONG_SHAPE: _(
        "This is not a record: something is missing, or not what belongs there, at “%(place)s”."
    ),
}
NOT_AN_OBJECT: Promise = _("This is JSON, but not a record.")


def title(verdict: Verdict) -> str:
    """Return what was found, in a few words."""
    return str(TITLES[verdict.finding])


def sentence(verdict: Verdict) -> str:
    """Return what was found, what that means, and where it is wrong if it is."""
    words = SENTENCES.get(verdict.finding)
    if verdict.flaw is Flaw.WRONG_SHAPE and not verdict.place:
        words = NOT_AN_OBJECT
    elif verdict.flaw is not None:
        words = FLAWS[verdict.flaw]
    said = {"place": verdict.place, "line": verdict.line, "column": verdict.column}
    return str(words) % said
