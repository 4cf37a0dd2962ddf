import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.enums import SubmissionStatus, Wording
from questionnaire.models import Accelerator, Cohort, Conflict, Criterion, Rating, Submission
from tests import factories as answers
from tests.conftest import Queries
from tests.pages import elements, path
from tests.review import factories

STEPS = ("Convidadas", "Começaram", "Enviaram", "Analisadas")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def staff(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


@pytest.fixture
def cohort(home: Accelerator) -> Cohort:
    return factories.cohort(home, is_blind=False)


def at(cohort: Cohort, language: str = "en") -> str:
    return path("review:cohort", str(cohort.pk), language=language)


def rows(page: str, section: str) -> list[list[str]]:
    """Return the rows of the tables in a section, as text."""
    _before, _mark, rest = page.partition(f'id="{section}"')
    body = rest.partition("</section>")[0]
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        found.append([" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in cells])
    return found


def submitted(cohort: Cohort, number: int, given: dict[str, str], **options: str) -> None:
    for _ in range(number):
        row = factories.submission(cohort, status=SubmissionStatus.DRAFT)
        answers.answer(row, given)
        type(row).objects.filter(pk=row.pk).update(
            status=SubmissionStatus.SUBMITTED, submitted_at=factories.MOMENT
        )
        factories.recommendation(row, options.get("strategy", "open"), Wording.CLEAR, {})


def test_steps_of_founders_are_said_of_founders(staff: Client, cohort: Cohort) -> None:
    steps = [row[0] for row in rows(staff.get(at(cohort, "pt")).text, "progress")]
    assert [one for one in steps if one in STEPS] == list(STEPS)


def test_empty_cohort_says_so_everywhere(staff: Client, cohort: Cohort) -> None:
    page = staff.get(at(cohort))
    assert page.status_code == 200
    for sentence in (
        "Nothing has been submitted yet.",
        "There is too little to compare yet.",
        "None has come up.",
        "Reviews of fewer than five founders",
        "Nobody has scored by the rubric yet.",
    ):
        assert sentence in page.text


def test_code_and_link_stand_there_to_share(staff: Client, cohort: Cohort) -> None:
    page = staff.get(at(cohort))
    assert cohort.code in page.text
    (field,) = elements(page, "input", id="cohort-link")
    assert field["value"] == f"http://testserver{path('walk:cohort', cohort.code)}"


def test_numbers_of_a_cohort_stand_in_tables(staff: Client, cohort: Cohort) -> None:
    submitted(cohort, 10, answers.ALL_OPEN)
    submitted(cohort, 10, answers.ALL_CLOSED, strategy="closed")
    page = staff.get(at(cohort)).text
    steps = rows(page, "progress")
    assert ["Started", "", "20"] in steps
    assert ["Submitted", "", "20"] in steps
    assert ["Open", "", "10 50%"] in rows(page, "spread")
    assert ["Closed", "", "10 50%"] in rows(page, "spread")
    assert ["Set money [en]", "", "53%"] in rows(page, "division")
    assert ["M1 is a [en]", "", "10 50%"] in rows(page, "division")


def test_numbers_that_would_single_out_are_hidden(staff: Client, cohort: Cohort) -> None:
    submitted(cohort, 2, answers.ALL_CLOSED, strategy="closed")
    page = staff.get(at(cohort)).text
    assert "Fewer than five founders have submitted" in page
    submitted(cohort, 8, answers.ALL_OPEN)
    page = staff.get(at(cohort)).text
    assert ["Closed", "", "hidden"] in rows(page, "spread")
    assert ["Open", "", "hidden"] in rows(page, "spread")
    assert "fewer than five" in page


def test_blind_reviewer_sees_what_is_recommended_after_stating_every_view(
    client: Client, home: Accelerator
) -> None:
    blind, reader = factories.cohort(home), factories.member(home)
    submitted(blind, 6, answers.ALL_OPEN)
    first, *others = Submission.objects.filter(cohort=blind)
    factories.review(first, reader)
    client.force_login(reader)
    page = client.get(at(blind)).text
    assert page.count("once you have stated your view on every submission") == 2
    assert (rows(page, "spread"), rows(page, "agreement")) == ([], [])
    for row in others:
        factories.review(row, reader)
    page = client.get(at(blind)).text
    assert ["Open", "", "6 100%"] in rows(page, "spread")
    assert "once you have stated your view" not in page


def test_agreement_has_its_uncertainty(staff: Client, cohort: Cohort, manager: User) -> None:
    for strategy in ("open", "closed", "open", "closed", "hybrid", "open"):
        row = factories.submission(cohort, strategy=strategy)
        factories.review(row, manager, "open" if strategy == "hybrid" else strategy)
    page = staff.get(at(cohort)).text
    assert "In 5 of 6 reviews" in page
    kappa, interval, *_rest = rows(page, "agreement")
    assert kappa == ["Kappa", "0.70"]
    assert interval[0] == "95 % interval"
    assert re.fullmatch(r"0\.\d\d to 1\.00", interval[1])


def test_negative_numbers_have_a_minus_sign(staff: Client, cohort: Cohort, manager: User) -> None:
    for strategy in ("open", "closed") * 3:
        row = factories.submission(cohort, strategy=strategy)
        factories.review(row, manager, "closed" if strategy == "open" else "open")
    kappa, *_rest = rows(staff.get(at(cohort)).text, "agreement")
    assert kappa == ["Kappa", "\N{MINUS SIGN}1.00"]


def test_strongest_disagreement_leads_to_the_submission(
    staff: Client, cohort: Cohort, manager: User
) -> None:
    row = factories.submission(cohort, "Door Ltd", strategy="closed")
    factories.review(row, manager, "open")
    page = staff.get(at(cohort)).text
    assert path("review:submission", str(row.pk)) in page
    assert any(cells[0] == "Door Ltd" and cells[-1] == "10%" for cells in rows(page, "agreement"))


def test_conflict_hides_a_disagreement(staff: Client, cohort: Cohort, manager: User) -> None:
    row = factories.submission(cohort, "Door Ltd", strategy="closed")
    factories.review(row, manager, "open")
    Conflict.objects.create(submission=row, user=manager)
    assert "Door Ltd" not in staff.get(at(cohort)).text


def test_severity_names_reviewers_and_not_from_too_few_scores(
    staff: Client, cohort: Cohort, home: Accelerator
) -> None:
    harsh, mild = factories.member(home, "harsh"), factories.member(home, "mild")
    criterion = Criterion.objects.create(cohort=cohort, key="team", name="Team")
    for number in range(6):
        row = factories.submission(cohort)
        for person, score in ((harsh, 2), (mild, 4))[: 2 if number else 1]:
            review = factories.review(row, person)
            Rating.objects.create(review=review, criterion=criterion, score=score)
    table = rows(staff.get(at(cohort)).text, "severity")[1:]
    assert table == [
        ["Harsh", "6", "2.0", "", "−2.0"],
        ["Mild", "5", "4.0", "", "+2.0"],
    ]
    Rating.objects.filter(review__reviewer=mild).latest("pk").delete()
    table = rows(staff.get(at(cohort)).text, "severity")[1:]
    assert ["Mild", "4", "too few", "", "too few"] in table


def test_reviewer_sees_the_numbers_and_nothing_to_change(client: Client, cohort: Cohort) -> None:
    client.force_login(factories.member(cohort.accelerator))
    page = client.get(at(cohort)).text
    assert path("review:change_cohort", str(cohort.pk)) not in page
    assert path("review:release_all", str(cohort.pk)) not in page
    assert cohort.code in page


def test_lengths_in_drawings_have_a_point_in_every_language(staff: Client, cohort: Cohort) -> None:
    submitted(cohort, 6, answers.ALL_OPEN)
    submitted(cohort, 9, answers.ALL_CLOSED, strategy="closed")
    page = staff.get(at(cohort, "de"))
    widths = [one["width"] for one in elements(page, "rect")]
    assert "40.0" in widths
    assert not [width for width in widths if "," in width]


def test_page_is_for_members_only(client: Client, cohort: Cohort) -> None:
    assert client.get(at(cohort))["Location"].startswith(path("account_login"))
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    assert client.get(at(cohort)).status_code == 404
    client.force_login(factories.member(cohort.accelerator))
    assert client.post(at(cohort)).status_code == 405


def test_number_of_queries_does_not_grow_with_the_cohort(
    staff: Client, cohort: Cohort, manager: User, count_queries: Queries
) -> None:
    numbers = []
    for more in (1, 2, 47):
        for _ in range(more):
            factories.review(factories.submission(cohort, strategy="closed"), manager)
        with count_queries() as queries:
            staff.get(at(cohort))
        numbers.append(len(queries))
    assert numbers[1:] == [numbers[2]] * 2
    assert max(numbers) <= 24
