import pytest

from questionnaire.catalogue.corrections import correct
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.files import ContentError
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.services import load, publish
from questionnaire.catalogue.storing import store_draft
from questionnaire.models import Questionnaire, StrategyText
from questionnaire.results.answers import Said, answers_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_load_twice_makes_one_version(small: Questionnaire) -> None:
    assert load(factories.content()) == (small, False)
    assert Questionnaire.objects.filter(key=small.key).count() == 1


def test_changed_content_becomes_a_new_version(small: Questionnaire) -> None:
    newer = factories.published(title="Changed")
    small.refresh_from_db()
    assert (newer.version, newer.status, newer.title) == (2, "published", "Changed")
    assert (small.version, small.status, small.title) == (1, "retired", "Title [en]")
    assert small.retired_at == newer.published_at


def test_content_of_a_retired_version_becomes_a_new_version(small: Questionnaire) -> None:
    factories.published(title="Changed")
    again = factories.published()
    assert (again.version, again.text_digest) == (3, small.text_digest)


def test_old_submission_keeps_its_version_and_answers(small: Questionnaire) -> None:
    submission, _token = factories.answered(small, {"M1": "b"})
    factories.published(title="Changed")
    submission.refresh_from_db()
    shown = frozen(submission.questionnaire, language="en")
    assert (shown.version, shown.title) == (1, "Title [en]")
    assert answers_of(submission, shown) == {"M1": Said("b")}


def test_questionnaires_with_different_keys_stand_side_by_side(small: Questionnaire) -> None:
    other = factories.published("other", title="Another")
    small.refresh_from_db()
    assert [version.status for version in (small, other)] == ["published", "published"]
    assert other.version == 1


def test_content_with_a_problem_is_not_loaded() -> None:
    said = factories.all_words()
    said["fr"]["title"] = " "
    with pytest.raises(ContentError) as caught:
        load(factories.content(factories.structure("new"), said))
    assert caught.value.problems == ["fr.yaml: title: is empty"]
    assert not Questionnaire.objects.filter(key="new").exists()


def test_publish_retires_the_version_before(small: Questionnaire) -> None:
    draft = store_draft(factories.content(), version=7)
    publish(draft)
    small.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.status, small.status) == ("published", "retired")
    assert draft.text_digest == small.text_digest == factories.content().text_digest
    assert draft.structure_digest == small.structure_digest


def test_publish_of_an_unfinished_draft_is_refused(small: Questionnaire) -> None:
    draft = store_draft(factories.content(), version=7)
    StrategyText.objects.filter(questionnaire=draft, strategy="hybrid").delete()
    with pytest.raises(ContentError) as caught:
        publish(draft)
    assert "de.yaml: strategies.hybrid: is missing" in caught.value.problems
    small.refresh_from_db()
    draft.refresh_from_db()
    assert (small.status, draft.status) == ("published", "draft")


def test_rows_say_what_the_files_said(shipped: Questionnaire) -> None:
    content, _ids = read_rows(shipped)
    assert content.text_digest == shipped.text_digest


def edited(small: Questionnaire) -> Questionnaire:
    """Publish a version that an admin has made from the one that was loaded."""
    draft = copy_to_draft(small)
    draft.set_text("title", "en", "Our own title")
    draft.save()
    publish(draft)
    return draft


def test_files_loaded_before_do_not_undo_what_admins_publish(small: Questionnaire) -> None:
    ours = edited(small)
    found, is_new = load(factories.content())
    ours.refresh_from_db()
    assert (found, is_new, ours.status) == (small, False, "published")


def test_new_files_become_a_draft_beside_what_admins_publish(small: Questionnaire) -> None:
    ours = edited(small)
    said = factories.all_words()
    said["en"]["title"] = "From new files"
    draft, is_new = load(factories.content(changed_words=said))
    ours.refresh_from_db()
    assert (draft.status, draft.version, is_new, ours.status) == ("draft", 3, True, "published")
    assert draft.based_on == ours
    assert load(factories.content(changed_words=said)) == (draft, False)


def test_files_loaded_before_do_not_undo_a_corrected_spelling(small: Questionnaire) -> None:
    correct(
        version=small,
        place="title",
        language="en",
        after="Titles [en]",
        reason="A letter was missing",
        by=None,
    )
    assert load(factories.content()) == (small, False)
    small.refresh_from_db()
    assert (small.status, small.title_en) == ("published", "Titles [en]")  # type: ignore[attr-defined]  # modeltranslation's column
