import pytest
from django.db import models
from django.http import Http404

from questionnaire.models import FounderInvitation, Mail, Questionnaire, Submission, Venture
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import NOT_SURE
from questionnaire.results.deletion import delete_everything, holdings_of
from questionnaire.results.sharing import create, revoke
from questionnaire.results.versions import versions_of
from questionnaire.review import inviting
from questionnaire.review.mails import outbox
from tests import factories
from tests.results.versions import drafted, three_versions
from tests.review import factories as staff

pytestmark = pytest.mark.django_db


def tables_pointing_to(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Return every model with a field that refers to this one, and the name of the field."""
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects  # noqa: SLF001 - Django documents _meta
    ]


def rows_pointing_to(model: type[models.Model], keys: list[int]) -> dict[str, int]:
    """Count the rows that refer to these rows, by table and field."""
    return {
        f"{other.__name__}.{field}": other._default_manager.filter(**{f"{field}__in": keys}).count()  # noqa: SLF001 - Django documents it
        for other, field in tables_pointing_to(model)
    }


def whole_story(questionnaire: Questionnaire) -> list[str]:
    """Return the tokens of three versions and a draft, with notes, shared links and an address."""
    tokens = [token for _submission, token in three_versions(questionnaire)]
    draft, last = drafted(tokens[-1], {"M2": NOT_SURE})
    factories.answer(draft, {"P1": "c", "P2": ""}, note="a secret")
    for token in tokens:
        create(token=token, shows_notes=True)
    revoke(token=tokens[0], number=1)
    venture = draft.venture
    venture.name = "Door Ltd"
    venture.save()
    Submission.objects.filter(pk=draft.pk).update(email="a@example.org")
    return [*tokens, last]


def test_submissions_are_pointed_to_by_what_deleting_counts() -> None:
    names = {f"{model.__name__}.{field}" for model, field in tables_pointing_to(Submission)}
    assert names >= {
        "Answer.submission",
        "Recommendation.submission",
        "SharedLink.submission",
        "Submission.previous",
    }


@pytest.mark.parametrize("which", range(4))
def test_deleting_from_any_version_leaves_no_row(small: Questionnaire, which: int) -> None:
    kept, _token = factories.submitted(small, factories.ALL_HYBRID)
    tokens = whole_story(small)
    versions = versions_of(submission_for_token(tokens[0]))
    keys, venture = [version.pk for version in versions], versions[0].venture_id
    before = rows_pointing_to(Submission, keys)
    assert before["Answer.submission"] == 20
    assert before["Recommendation.submission"] == before["SharedLink.submission"] == 3
    delete_everything(token=tokens[which])
    assert set(rows_pointing_to(Submission, keys).values()) == {0}
    assert set(rows_pointing_to(Venture, [venture]).values()) == {0}
    assert list(Venture.objects.all()) == [kept.venture]
    assert list(Submission.objects.all()) == [kept]
    assert kept.answers.count() == 5
    assert kept.recommendation.strategy == "hybrid"


def test_every_token_is_unknown_after_deleting(small: Questionnaire) -> None:
    tokens = whole_story(small)
    delete_everything(token=tokens[1])
    for token in tokens:
        with pytest.raises(Http404):
            submission_for_token(token)
        with pytest.raises(Http404):
            delete_everything(token=token)


def test_what_was_deleted_is_what_was_held(small: Questionnaire) -> None:
    tokens = whole_story(small)
    held = holdings_of(versions_of(submission_for_token(tokens[0])))
    assert (held.versions, held.results, held.shared_links) == (4, 3, 3)
    assert (held.answers, held.notes) == (19, 2)
    assert (held.venture_name, held.venture_stays) == ("Door Ltd", False)
    assert held.emails == ("a@example.org",)
    assert delete_everything(token=tokens[3]) == held


def test_draft_without_anything_can_be_deleted(small: Questionnaire, token: str) -> None:
    held = delete_everything(token=token)
    assert (held.versions, held.answers, held.results, held.emails) == (1, 0, 0, ())
    assert not Submission.objects.filter(questionnaire=small).exists()


def test_venture_stays_while_others_speak_for_it(small: Questionnaire) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    other, _token = factories.submitted(small, factories.ALL_CLOSED)
    other.venture = submission.venture
    other.save()
    assert delete_everything(token=token).venture_stays
    assert list(submission.venture.submissions.all()) == [other]
    assert other.answers.count() == 5


def test_token_of_nobody_deletes_nothing(small: Questionnaire) -> None:
    factories.submitted(small, factories.ALL_OPEN)
    with pytest.raises(Http404):
        delete_everything(token="x" * 32)
    assert Submission.objects.count() == 1


def invited(token: str, email: str = "ana@example.org") -> FounderInvitation:
    """Let a submission have begun by an invitation; return another to the same cohort."""
    submission = submission_for_token(token)
    cohort = staff.cohort(staff.accelerator())
    Submission.objects.filter(pk=submission.pk).update(cohort=cohort, email=email)
    addresses = [inviting.Address(to, "en") for to in (email, "bob@example.org")]
    own, other = inviting.invite_founders(cohort=cohort, addresses=addresses).new
    FounderInvitation.objects.filter(pk=own.pk).update(submission=submission)
    outbox.founders(cohort, [own, other])
    outbox.reminder(own)
    outbox.released([submission.pk])
    return other


def test_deleting_forgets_the_invitation_and_the_log_of_mails(small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    other = invited(token)
    assert Mail.objects.count() == 4
    delete_everything(token=token)
    assert [row.pk for row in FounderInvitation.objects.all()] == [other.pk]
    assert [row.to for row in Mail.objects.all()] == ["bob@example.org"]


def test_deleting_silences_an_invitation_that_was_not_used(small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    other = invited(token)
    Submission.objects.update(email="Bob@example.org")
    delete_everything(token=token)
    other.refresh_from_db()
    assert other.stopped_at is not None
