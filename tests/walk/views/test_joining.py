from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from questionnaire.models import Cohort, FounderInvitation, Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.cohorts import draft_token, founder_token
from questionnaire.review import inviting
from questionnaire.walk import services
from tests import factories as answers
from tests.conftest import LANGUAGES, Queries
from tests.pages import elements, form_data, language_of, path
from tests.review import factories

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"
DAY = timedelta(days=1)


def cohort_with(**options: Any) -> Cohort:
    return factories.cohort(factories.accelerator(), **options)


@pytest.fixture
def cohort(small: Questionnaire) -> Cohort:  # noqa: ARG001 - is to be published
    """A cohort that is open until a day in November."""
    closes_at = datetime(2100, 11, 30, 23, 59, tzinfo=timezone.get_current_timezone())
    return cohort_with(closes_at=closes_at, welcome="Hello <b>all</b>.\n\nAnswer freely.")


def invited(cohort: Cohort, language: str = "pt") -> tuple[FounderInvitation, str]:
    address = inviting.Address(ADDRESS, language)
    (invitation,) = inviting.invite_founders(cohort=cohort, addresses=[address]).new
    return invitation, founder_token(invitation)


def token_in(address: str) -> str:
    return address.split("/walk/")[1].split("/", maxsplit=1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_leads_to_a_submission_in_every_language(
    client: Client, cohort: Cohort, language: str
) -> None:
    typed = {"code": f" {cohort.code[:4].lower()}-{cohort.code[4:]} "}
    response = client.post(path("walk:join", language=language), typed)
    assert response["Location"] == path("walk:cohort", cohort.code, language=language)
    page = client.get(response["Location"])
    assert language_of(page) == language
    response = client.post(response["Location"], {"venture_name": "Door Ltd", "email": ""})
    submission = submission_for_token(token_in(response["Location"]))
    assert (submission.cohort, submission.language) == (cohort, language)
    assert submission.venture.name == "Door Ltd"


def test_link_can_be_written_with_a_dash(client: Client, cohort: Cohort) -> None:
    address = path("walk:cohort", f"{cohort.code[:4]}-{cohort.code[4:]}".lower())
    assert client.get(address).status_code == 200


def test_link_that_is_pasted_for_a_code_leads_to_its_cohort(client: Client, cohort: Cohort) -> None:
    there = path("walk:cohort", cohort.code)
    pasted = "https://questions.accelerator.example.org" + there
    assert client.post(path("walk:join"), {"code": pasted})["Location"] == there


def test_code_that_is_wrong_is_kept_and_explained(client: Client) -> None:
    response = client.post(path("walk:join"), {"code": "NO SUCH"})
    assert response.status_code == 422
    assert "No cohort has this code." in response.text
    assert form_data(response, "join")["code"] == "NO SUCH"


def test_code_survives_a_change_of_language(client: Client) -> None:
    response = client.post(path("walk:join"), {"code": "NO SUCH", "language": "de"})
    assert (response.status_code, language_of(response)) == (200, "de")
    assert form_data(response, "join")["code"] == "NO SUCH"


def test_first_page_and_start_ask_for_a_code(client: Client, small: Questionnaire) -> None:
    assert elements(client.get(path("walk:home")), "form", action=path("walk:join"))
    start = client.get(path("walk:start", small.key))
    assert elements(start, "a", href=path("walk:join"))


def test_address_of_no_cohort_leads_nowhere(client: Client) -> None:
    assert client.get(path("walk:cohort", "NOSUCHCO")).status_code == 404


def test_page_says_who_asks_until_when_and_in_what_words(client: Client, cohort: Cohort) -> None:
    text = client.get(path("walk:cohort", cohort.code)).text
    for said in ("Northern Lights", "Autumn", "30 November 2100, 23:59 UTC"):
        assert said in text
    assert "<p>Hello &lt;b&gt;all&lt;/b&gt;.</p>" in text


def test_page_says_what_staff_will_see_before_the_start(client: Client, cohort: Cohort) -> None:
    text = client.get(path("walk:cohort", cohort.code)).text
    assert "your startup’s name, your answers and the notes you add to them" in text
    assert "your private link, and the email address that you may give below" in text


def test_date_is_in_the_readers_language(client: Client, cohort: Cohort) -> None:
    response = client.get(path("walk:cohort", cohort.code, language="pt"))
    assert "30 de novembro de 2100" in response.text


def test_languages_of_the_cohort_are_offered_where_another_is_read(
    client: Client, cohort: Cohort
) -> None:
    offered = path("walk:cohort", cohort.code, language="pt")
    german = client.get(path("walk:cohort", cohort.code, language="de"))
    assert elements(german, "a", href=offered, hreflang="pt")
    assert elements(client.get(path("walk:cohort", cohort.code)), "a", href=offered) == []


def test_name_is_needed_and_what_was_typed_is_kept(client: Client, cohort: Cohort) -> None:
    typed = {"venture_name": "", "email": "ana@"}
    response = client.post(path("walk:cohort", cohort.code), typed)
    assert response.status_code == 422
    assert form_data(response, "join")["email"] == "ana@"
    assert Submission.objects.count() == 0


def test_what_was_typed_survives_a_change_of_language(client: Client, cohort: Cohort) -> None:
    typed = {"venture_name": "Door Ltd", "email": "", "language": "fr"}
    response = client.post(path("walk:cohort", cohort.code), typed)
    assert (response.status_code, language_of(response)) == (200, "fr")
    assert form_data(response, "join")["venture_name"] == "Door Ltd"
    (form,) = elements(response, "form", id="join")
    assert form["action"] == path("walk:cohort", cohort.code, language="fr")
    assert Submission.objects.count() == 0


def test_link_is_mailed_to_who_gives_an_address(client: Client, cohort: Cohort) -> None:
    typed = {"venture_name": "Door Ltd", "email": ADDRESS}
    response = client.post(path("walk:cohort", cohort.code, language="it"), typed)
    assert response["Location"].endswith("?mail=sent")
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_invitation_leads_to_one_draft_however_often(client: Client, cohort: Cohort) -> None:
    invitation, token = invited(cohort)
    address = path("walk:invited", token, language="pt")
    page = client.get(address)
    assert "email" not in form_data(page, "join")
    responses = [client.post(address, {"venture_name": "Door Ltd"}) for _time in range(2)]
    overview = path("walk:overview", draft_token(token), language="pt")
    assert [response["Location"] for response in responses] == [overview] * 2
    assert client.get(address)["Location"] == overview
    invitation.refresh_from_db()
    assert invitation.submission == submission_for_token(draft_token(token))
    assert invitation.submission.email == ADDRESS


def test_invitation_leads_to_the_latest_version(client: Client, cohort: Cohort) -> None:
    _invitation, token = invited(cohort)
    client.post(path("walk:invited", token), {"venture_name": "Door Ltd"})
    services.submit(token=draft_token(token), language="en")
    revision = services.revise(token=draft_token(token))
    assert client.get(path("walk:invited", token))["Location"] == path("walk:overview", revision)


def test_invitation_that_is_pasted_leads_on(client: Client, cohort: Cohort) -> None:
    _invitation, token = invited(cohort)
    link = f"https://ajar.example{path('walk:invited', token, language='de')}"
    response = client.post(path("walk:resume"), {"link": link})
    assert response["Location"] == path("walk:invited", token)


def test_invitation_that_is_unknown_leads_nowhere(client: Client) -> None:
    assert client.get(path("walk:invited", "x" * 48)).status_code == 404
    assert client.get(path("walk:stop", "x" * 48)).status_code == 404


def test_page_of_an_invitation_is_kept_by_nobody(client: Client, cohort: Cohort) -> None:
    _invitation, token = invited(cohort)
    response = client.get(path("walk:invited", token))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.usefixtures("small")
def test_cohort_that_is_not_open_says_when_it_opens(client: Client) -> None:
    opens_at = datetime(2100, 1, 2, 8, 30, tzinfo=timezone.get_current_timezone())
    cohort = cohort_with(opens_at=opens_at)
    address = path("walk:cohort", cohort.code)
    page = client.get(address)
    assert "Autumn at Northern Lights opens on 2 January 2100, 08:30 UTC." in page.text
    assert "ask your contact at Northern Lights" in page.text
    response = client.post(address, {"venture_name": "Door Ltd", "email": ""})
    assert (response.status_code, Submission.objects.count()) == (409, 0)


@pytest.mark.usefixtures("small")
def test_cohort_that_has_closed_says_since_when_and_whom_to_ask(client: Client) -> None:
    closes_at = datetime(2026, 9, 30, 12, tzinfo=timezone.get_current_timezone())
    cohort = cohort_with(closes_at=closes_at, contact_email="desk@example.org")
    _invitation, token = invited(cohort)
    for address in (path("walk:cohort", cohort.code), path("walk:invited", token)):
        page = client.get(address)
        assert "closed on 30 September 2026, 12:00 UTC." in page.text
        assert elements(page, "a", href="mailto:desk@example.org")
        response = client.post(address, {"venture_name": "Door Ltd", "email": ""})
        assert (response.status_code, Submission.objects.count()) == (409, 0)


def test_cohort_whose_questionnaire_is_not_published_leads_nowhere(client: Client) -> None:
    cohort = cohort_with(questionnaire_key="nothing")
    address = path("walk:cohort", cohort.code)
    assert client.get(address).status_code == 404
    assert client.post(address, {"venture_name": "Door Ltd"}).status_code == 404


def test_following_the_link_to_stop_stops_nothing(client: Client, cohort: Cohort) -> None:
    invitation, token = invited(cohort)
    page = client.get(path("walk:stop", token, language="pt"))
    assert language_of(page) == "pt"
    invitation.refresh_from_db()
    assert invitation.stopped_at is None


def test_mail_program_can_stop_mails_without_cookies(cohort: Cohort) -> None:
    invitation, token = invited(cohort)
    client = Client(enforce_csrf_checks=True)
    typed = {"List-Unsubscribe": "One-Click"}
    responses = [client.post(path("walk:stop", token), typed) for _time in range(2)]
    assert [response.status_code for response in responses] == [200, 200]
    assert "You get no more mails" in responses[0].text
    invitation.refresh_from_db()
    assert invitation.stopped_at is not None
    assert "You get no more mails" in client.get(path("walk:stop", token)).text


@pytest.mark.parametrize("step", ["overview", "importance", "check", "set"])
def test_every_page_says_for_whom_it_is(client: Client, cohort: Cohort, step: str) -> None:
    _invitation, token = invited(cohort)
    client.post(path("walk:invited", token), {"venture_name": "Door Ltd"})
    args = [draft_token(token), *(["money"] if step == "set" else [])]
    text = client.get(path(f"walk:{step}", *args)).text
    assert "For Autumn at Northern Lights, until 30 November 2100, 23:59 UTC" in text


def test_page_without_a_cohort_says_nothing_of_one(client: Client, token: str) -> None:
    assert "For Autumn" not in client.get(path("walk:overview", token)).text


def test_cohort_costs_the_overview_no_query(
    client: Client, cohort: Cohort, small: Questionnaire, count_queries: Queries
) -> None:
    _submission, alone = answers.started(small)
    _invitation, token = invited(cohort)
    client.post(path("walk:invited", token), {"venture_name": "Door Ltd"})
    numbers = []
    for own in (alone, draft_token(token)):
        with count_queries() as queries:
            client.get(path("walk:overview", own))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
