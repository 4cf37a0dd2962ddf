from typing import Any

import pytest
from django.contrib.auth.models import User

from questionnaire.enums import ExportFormat, Strategy, SubmissionStatus, Wording
from questionnaire.models import (
    Accelerator,
    Assignment,
    Cohort,
    Conflict,
    Criterion,
    Export,
    Rating,
    Submission,
)
from questionnaire.review import exports
from questionnaire.review.exports import Plan, Record
from questionnaire.review.filters import Filters, Order
from questionnaire.review.queries import Machine
from tests import factories as answers
from tests.conftest import Queries
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def home() -> Accelerator:
    return factories.accelerator()


@pytest.fixture
def reader(home: Accelerator) -> User:
    return factories.member(home, "rita")


@pytest.fixture
def cohort(home: Accelerator) -> Cohort:
    return factories.cohort(home, is_blind=False)


def planned(user: User, *, words: str = "en", **filters: Any) -> Plan:
    return exports.plan(user=user, filters=Filters(**filters), language=words)


def read(user: User, **filters: Any) -> list[Record]:
    return list(exports.records(planned(user, **filters)))


def names(user: User, **filters: Any) -> list[str]:
    return [record.submission.venture.name for record in read(user, **filters)]


def test_record_has_what_was_said_and_what_came_of_it(cohort: Cohort, reader: User) -> None:
    row = factories.submission(cohort, status=SubmissionStatus.DRAFT)
    answers.answer(row, {"M1": "a", "M2": "not-sure"}, note="=because")
    Submission.objects.update(status="submitted", submitted_at=factories.MOMENT)
    factories.recommendation(row, "open", Wording.LEANING, {})
    other = factories.member(cohort.accelerator, "bo")
    Assignment.objects.create(submission=row, reviewer=other)
    criteria = [Criterion.objects.create(cohort=cohort, key=key, name=key) for key in "ab"]
    review = factories.review(row, other, "closed")
    for criterion, score in zip(criteria, (2, 5), strict=True):
        Rating.objects.create(review=review, criterion=criterion, score=score)
    (record,) = read(reader)
    assert record.machine == Machine(Strategy.OPEN, Wording.LEANING, 0.8)
    assert {key: said.choice for key, said in record.answers.items()} == {
        "M1": "a",
        "M2": "not-sure",
    }
    assert (record.words("M1"), record.words("M2"), record.words("P1")) == ("M1 is a [en]", "", "")
    assert record.answers["M1"].note == "=because"
    assert record.assigned == ("Bo",)
    assert [one.strategy for one in record.reviews] == ["closed"]
    assert record.mean_score == 3.5


def test_words_are_in_the_chosen_language(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort)
    plan = planned(reader, words="pt")
    assert plan.parts[0].questions[0].text == "Question M1? [pt]"


def test_drafts_and_earlier_versions_are_not_exported(cohort: Cohort, reader: User) -> None:
    old = factories.submission(cohort, "Old", is_current=False)
    factories.submission(cohort, "New", previous=old, venture=old.venture)
    factories.submission(cohort, "Draft", status=SubmissionStatus.DRAFT)
    assert planned(reader).rows == 1
    assert len(read(reader)) == 1


def test_conflict_keeps_a_venture_out(cohort: Cohort, reader: User) -> None:
    mine = factories.submission(cohort, "Mine")
    factories.submission(cohort, "Other")
    Conflict.objects.create(submission=mine, user=reader)
    assert (planned(reader).rows, names(reader)) == (1, ["Other"])


def test_blind_recommendation_and_others_reviews_are_hidden_until_one_has_judged(
    home: Accelerator, reader: User
) -> None:
    cohort = factories.cohort(home)
    judged, unread = factories.submission(cohort, "Judged"), factories.submission(cohort, "Unread")
    other = factories.member(home)
    for row in (judged, unread):
        factories.review(row, other)
    factories.review(judged, reader)
    records = {record.submission.pk: record for record in read(reader)}
    assert (records[unread.pk].machine, records[unread.pk].reviews) == (None, ())
    assert records[unread.pk].mean_score is None
    assert records[judged.pk].machine is not None
    assert {one.reviewer for one in records[judged.pk].reviews} == {reader, other}


def test_hidden_recommendation_cannot_be_found_out_by_filtering(
    home: Accelerator, reader: User
) -> None:
    factories.submission(factories.cohort(home))
    assert names(reader, recommendation="open") == []


def test_others_cohorts_are_not_exported(cohort: Cohort, reader: User) -> None:
    foreign = factories.cohort(factories.accelerator("Harbour"), is_blind=False)
    factories.submission(foreign, "Theirs")
    factories.submission(cohort, "Ours")
    assert names(reader) == ["Ours"]
    assert names(reader, cohort=foreign.pk) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, ["Ada", "Cy", "Bo", "Dee", "Eve"]),
        (Order.OLDEST, ["Eve", "Dee", "Bo", "Cy", "Ada"]),
        (Order.NAME, ["Ada", "Bo", "Cy", "Dee", "Eve"]),
    ],
)
def test_blocks_follow_each_other_without_a_gap(
    monkeypatch: pytest.MonkeyPatch,
    cohort: Cohort,
    reader: User,
    order: Order,
    expected: list[str],
) -> None:
    monkeypatch.setattr(exports, "BLOCK", 2)
    for name in ("Eve", "Dee", "Bo", "Cy", "Ada"):
        factories.submission(cohort, name)
    assert names(reader, order=order) == expected


def test_filters_narrow_what_is_exported(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort, "Ada", language="pt")
    factories.submission(cohort, "Bo")
    assert names(reader, language="pt") == ["Ada"]
    assert names(reader, search="bo") == ["Bo"]


def test_versions_share_the_columns_of_their_questions(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort, "First")
    newer = answers.published(title="Newer")
    factories.submission(cohort, "Second", questionnaire=newer)
    plan = planned(reader)
    assert len(plan.versions) == 2
    (part,) = plan.parts
    assert [question.key for question in part.questions] == ["M1", "M2", "P1", "P2", "K1"]
    assert part.sets == ("money", "people")
    assert {one.questionnaire.version for one in exports.records(plan)} == {1, newer.version}


def test_export_is_logged_for_each_accelerator(cohort: Cohort, reader: User) -> None:
    harbour = factories.accelerator("Harbour")
    harbour.memberships.create(user=reader, role="reviewer")
    for home in (cohort, cohort, factories.cohort(harbour)):
        factories.submission(home)
    exports.log(planned(reader), ExportFormat.XLSX)
    logged = Export.objects.order_by("accelerator__name")
    assert [(one.accelerator.name, one.rows) for one in logged] == [
        ("Harbour", 1),
        ("Northern Lights", 2),
    ]
    assert {(one.by, one.format, str(one.filters)) for one in logged} == {(reader, "xlsx", "{}")}


def test_filters_are_logged_too(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort, "Ada")
    exports.log(planned(reader, search="ada", order=Order.NAME), ExportFormat.CSV)
    assert Export.objects.get().filters == {"search": "ada", "order": "name"}


def test_number_of_queries_grows_with_blocks_and_not_with_rows(
    cohort: Cohort, reader: User, count_queries: Queries
) -> None:
    numbers = []
    for more in (1, 2, 47):
        for _ in range(more):
            factories.submission(cohort)
        with count_queries() as queries:
            read(reader)
        numbers.append(len(queries))
    assert numbers[1:] == [numbers[2]] * 2
    assert max(numbers) <= 9
