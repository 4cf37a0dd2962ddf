"""The records of publishing, correcting and replaying: what the database holds them to."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from questionnaire.models import Correction, Publication, Questionnaire, Replay

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def correction(questionnaire: Questionnaire, **changed: Any) -> Correction:
    given = {
        "place": "title",
        "language": "en",
        "before": "Titel",
        "after": "Title",
        "reason": "A typo",
        "text_digest_before": "a" * 64,
        **changed,
    }
    return Correction.objects.create(questionnaire=questionnaire, **given)


def replay(questionnaire: Questionnaire, **changed: Any) -> Replay:
    given = {"structure_digest": "a" * 64, "total": 3, **changed}
    return Replay.objects.create(draft=questionnaire, **given)


def test_publication_that_sets_nothing_aside_needs_no_reason(small: Questionnaire) -> None:
    publication = Publication.objects.create(questionnaire=small, at=MOMENT)
    publication.refresh_from_db()
    assert (publication.set_aside, publication.reason, publication.by) == ([], "", None)
    assert str(publication) == f"{small.pk} at 2026-11-21"
    assert small.publication == publication


def test_warning_is_set_aside_for_a_reason_only(small: Questionnaire) -> None:
    with (
        pytest.raises(IntegrityError, match="warnings_set_aside_for_a_reason"),
        transaction.atomic(),
    ):
        Publication.objects.create(questionnaire=small, set_aside=["dominant"])
    said = Publication.objects.create(questionnaire=small, set_aside=["dominant"], reason="Meant")
    said.refresh_from_db()
    assert (said.set_aside, said.reason) == (["dominant"], "Meant")


def test_version_is_published_once(small: Questionnaire) -> None:
    Publication.objects.create(questionnaire=small)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(questionnaire=small)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("corrected_for_a_reason", {"reason": ""}),
        ("a_correction_changes_something", {"after": "Titel"}),
    ],
)
def test_correction_without_reason_or_change_is_refused(
    small: Questionnaire, constraint: str, changed: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        correction(small, **changed)


def test_corrections_come_latest_first(small: Questionnaire) -> None:
    old = correction(small, at=timezone.now() - dt.timedelta(days=1))
    first, second = correction(small, at=MOMENT), correction(small, at=MOMENT)
    assert list(small.corrections.all()) == sorted(
        [old, first, second], key=lambda row: (row.at, row.pk), reverse=True
    )
    assert str(old) == "title en"


def test_replay_does_no_more_than_all(small: Questionnaire) -> None:
    done = replay(small, done=3)
    assert (done.moves, done.changed, done.last_pk, done.finished_at) == ([], [], 0, None)
    assert str(done) == f"{small.pk}: 3 of 3"
    with (
        pytest.raises(IntegrityError, match="a_replay_does_no_more_than_all"),
        transaction.atomic(),
    ):
        replay(small, done=4)


def test_records_outlive_the_account_of_whoever_made_them(small: Questionnaire) -> None:
    user = User.objects.create_user("ada")
    made: list[Publication | Correction | Replay] = [
        Publication.objects.create(questionnaire=small, by=user),
        correction(small, by=user),
        replay(small, by=user),
    ]
    user.delete()
    for record in made:
        record.refresh_from_db()
    assert [record.by for record in made] == [None, None, None]


def test_history_finds_the_questionnaire_of_a_record(small: Questionnaire) -> None:
    publication = Publication(questionnaire=small)
    expected = {"questionnaire": small.pk, "place": []}
    assert publication.get_additional_data() == expected
    assert correction(small).get_additional_data() == expected
    assert small.get_additional_data() == expected
