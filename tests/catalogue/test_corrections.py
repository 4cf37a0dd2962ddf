"""A spelling mistake in a published text can be mended, on record, and nothing more."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from questionnaire.catalogue.corrections import CorrectionError, correct
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.services import load
from questionnaire.enums import CorrectionFlaw
from questionnaire.models import Correction, Questionnaire
from tests import factories

pytestmark = pytest.mark.django_db
PLACE = "questions.M1.options.a.text"
BEFORE, AFTER = "M1 is a [en]", "M1 is  a [en]"


def corrected(version: Questionnaire, **changed: Any) -> Correction:
    given = {"place": PLACE, "language": "en", "after": AFTER, "reason": "A space", **changed}
    return correct(version=version, by=None, **given)


def test_correction_changes_one_text_in_one_language(small: Questionnaire) -> None:
    before = read_rows(small)[0].model_dump()
    corrected(small)
    after = read_rows(small)[0].model_dump()
    before["words"]["en"]["questions"]["M1"]["options"]["a"]["text"] = AFTER
    assert after == before


@pytest.mark.parametrize(("place", "after"), [(PLACE, AFTER), ("title", "Titel [en]")])
def test_correction_keeps_the_structures_digest_and_renews_the_texts(
    small: Questionnaire, place: str, after: str
) -> None:
    structure_digest, text_digest = small.structure_digest, small.text_digest
    corrected(small, place=place, after=after)
    small.refresh_from_db()
    assert small.structure_digest == structure_digest
    assert small.text_digest == read_rows(small)[0].text_digest != text_digest


def test_correction_is_on_record(small: Questionnaire) -> None:
    ada = User.objects.create_user("ada")
    digest = small.text_digest
    record = correct(
        version=small, place=PLACE, language="en", after=AFTER, reason=" A space ", by=ada
    )
    record.refresh_from_db()
    said = (record.place, record.language, record.before, record.after, record.reason)
    assert said == (PLACE, "en", BEFORE, AFTER, "A space")
    assert (record.questionnaire, record.by, record.text_digest_before) == (small, ada, digest)


def test_founders_read_the_corrected_text_at_once(small: Questionnaire) -> None:
    assert frozen(small, language="en").questions["M1"].option("a").text == BEFORE
    corrected(small)
    small.refresh_from_db()
    assert frozen(small, language="en").questions["M1"].option("a").text == AFTER
    assert frozen(small, language="de").questions["M1"].option("a").text == "M1 is a [de]"


def test_text_of_a_strategy_a_rule_and_the_questionnaire_can_be_corrected(
    small: Questionnaire,
) -> None:
    for place, after in (
        ("title", "Titel [de]"),
        ("strategies.open.headline", "Be  open [de]"),
        ("vetoes.no_rights", "Veto  no_rights [de]"),
        ("sources.paper", "Fact  of paper [de]"),
    ):
        corrected(small, place=place, language="de", after=after)
    small.refresh_from_db()
    words = read_rows(small)[0].words["de"]
    assert (words.title, words.vetoes["no_rights"]) == ("Titel [de]", "Veto  no_rights [de]")
    assert small.corrections.count() == 4


def test_retired_version_can_be_corrected(small: Questionnaire) -> None:
    factories.published(title="Newer")
    assert corrected(small).before == BEFORE


@pytest.mark.parametrize(
    ("flaw", "changed"),
    [
        (CorrectionFlaw.NO_REASON, {"reason": " \n"}),
        (CorrectionFlaw.EMPTY, {"after": "  "}),
        (CorrectionFlaw.UNCHANGED, {"after": BEFORE}),
        (CorrectionFlaw.TOO_LONG, {"place": "strategies.open.name", "after": "o" * 61}),
        (CorrectionFlaw.NOT_SHOWN, {"after": "M1 is\va [en]"}),
        (CorrectionFlaw.TOO_DIFFERENT, {"after": "Something else altogether"}),
    ],
)
def test_what_is_no_correction_is_refused(
    small: Questionnaire, flaw: CorrectionFlaw, changed: dict[str, str]
) -> None:
    before = read_rows(small)
    with pytest.raises(CorrectionError) as caught:
        corrected(small, **changed)
    assert (caught.value.flaw, str(caught.value)) == (flaw, str(flaw.label))
    assert read_rows(small) == before
    assert not small.corrections.exists()


def test_draft_is_edited_instead(small: Questionnaire) -> None:
    draft = copy_to_draft(small)
    with pytest.raises(CorrectionError) as caught:
        corrected(draft)
    assert caught.value.flaw == CorrectionFlaw.DRAFT


def test_place_that_is_not_in_the_version_is_unknown(small: Questionnaire) -> None:
    with pytest.raises(KeyError):
        corrected(small, place="questions.M9.text")


def test_corrected_version_is_not_loaded_again_from_the_same_files(small: Questionnaire) -> None:
    corrected(small)
    version, is_new = load(factories.content())
    assert (version, is_new) == (small, False)
