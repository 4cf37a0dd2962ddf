"""What can be wrong with a questionnaire's content, always with the place where it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from questionnaire.catalogue.files import STRUCTURE_FILE
from questionnaire.scoring import Reason, ScoringError


class Kind(StrEnum):
    """What is wrong where the scoring has no word for it (it has its `Reason`)."""

    FILE_MISSING = "file_missing"
    MISSING = "missing"
    EMPTY = "empty"
    TWICE = "twice"
    NOWHERE = "nowhere"
    NO_SOURCE = "no_source"
    NOT_SPOKEN = "not_spoken"


@dataclass(frozen=True)
class Problem:
    """Something that must be mended before the questionnaire may be published.

    `file` is the file that it stands in, though the content may come from the database. `place`
    says where: "title", "strategies.open.name", "sets.KEY.swing", "sets.KEY.advice.STEP",
    "questions.KEY.options.OPTION.text", "sources.KEY", "vetoes.KEY"; in the structure also
    "questions.KEY.options.OPTION.fits", "questions.KEY.sources.SOURCE" and
    "vetoes.KEY.when_all.QUESTION.OPTION". It is empty when a whole file is missing. `params` holds
    what the sentence mentions. `str()` is an English sentence for the command line.
    """

    file: str
    place: str
    kind: Kind | Reason
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        if isinstance(self.kind, Reason):
            return f"{self.file}: {ScoringError(self.place, self.kind, **self.params)}"
        where = f"{self.file}: {self.place}: " if self.place else f"{self.file}: "
        return where + _ENGLISH[self.kind].format(**self.params)

    @property
    def language(self) -> str | None:
        """The code of the language whose words are concerned; None for the structure."""
        return None if self.file == STRUCTURE_FILE else self.file.removesuffix(".yaml")

    @property
    def sentence(self) -> str:
        """What is wrong, in the reader's language; the place is left to whoever shows it."""
        return str(_SENTENCES.get(self.kind, _OTHERWISE)) % self.params


_ENGLISH: Mapping[Kind, str] = {
    Kind.FILE_MISSING: "the file is missing",
    Kind.MISSING: "is missing",
    Kind.EMPTY: "is empty",
    Kind.TWICE: "stands twice",
    Kind.NOWHERE: "stands nowhere in the structure",
    Kind.NO_SOURCE: "no source {key!r}",
    Kind.NOT_SPOKEN: "{language!r} is not spoken",
}
_SENTENCES: Mapping[Kind | Reason, Promise] = {
    Kind.FILE_MISSING: _("Every text is missing in this language. Write them all."),
    Kind.MISSING: _("The texts of this part are missing in this language. Write them."),
    Kind.EMPTY: _("This text is empty. Write it."),
    # Translators: said of a key, the short name of a part of a questionnaire
    Kind.TWICE: _("This stands here twice. Remove one, or give it another key."),
    Kind.NOWHERE: _("There are words for this, but the questionnaire has no such part."),
    # Translators: a source is where a fact was read
    Kind.NO_SOURCE: _("There is no source “%(key)s”. Add it, or choose another."),
    Kind.NOT_SPOKEN: _("This site does not speak the language “%(language)s”. Choose another."),
    Reason.EMPTY_SET: _("This set has no question. Add one, or remove the set."),
    Reason.TOO_FEW_SETS: _(
        "At least two sets of questions must be scored, and there are too few (%(count)s)."
    ),
    Reason.TOO_FEW_OPTIONS: _(
        "A question needs at least two answers to choose from, and this has too few (%(count)s)."
    ),
    Reason.TOO_LARGE: _(
        "This questionnaire is too large to be scored exactly. Remove sets or questions."
    ),
    Reason.FITS_MISSING: _(
        "This answer lacks its fits. Say from 0 to 4 how well it goes with open, closed and hybrid."
    ),
    Reason.FITS_UNWANTED: _("This answer states a fact and counts no points. Remove its fits."),
    Reason.NO_CONDITION: _(
        "This rule never applies. Choose at least one question, and at least one answer to each."
    ),
    Reason.UNKNOWN_QUESTION: _(
        "This rule asks for the question “%(key)s”, which is not there. Choose another."
    ),
    Reason.UNKNOWN_OPTION: _(
        "This rule asks for the answer “%(key)s”, which the question does not offer. "
        "Choose another."
    ),
}
# Nothing else can be wrong in what the models and files let pass
_OTHERWISE = _("This cannot be scored.")
