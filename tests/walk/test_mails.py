import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from questionnaire.models import Questionnaire
from questionnaire.results.access import submission_for_token
from tests import factories
from tests.conftest import LANGUAGES
from tests.pages import form_data, path

pytestmark = pytest.mark.django_db
ADDRESS = "founder@example.org"


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_is_mailed_in_the_language_of_the_page(
    client: Client, token: str, language: str
) -> None:
    response = client.post(path("walk:mail", token, language=language), {"email": ADDRESS})
    overview = path("walk:overview", token, language=language)
    assert response["Location"] == f"{overview}?mail=sent#link"
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert f"http://testserver{overview}" in message.body.splitlines()
    assert submission_for_token(token).email == ADDRESS


def test_page_after_mailing_says_where_the_link_went(client: Client, token: str) -> None:
    response = client.post(path("walk:mail", token), {"email": ADDRESS}, follow=True)
    assert f"The link is on its way to {ADDRESS}." in response.text
    assert form_data(response, path("walk:mail", token) + "#link")["email"] == ADDRESS


def test_link_is_mailed_at_most_five_times(client: Client, token: str) -> None:
    address = path("walk:mail", token)
    responses = [client.post(address, {"email": ADDRESS}) for _time in range(6)]
    assert [r.status_code for r in responses] == [302] * 5 + [422]
    assert len(mail.outbox) == 5
    assert "The link was mailed as often as it can be." in responses[5].text


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Type the address that the link should go to."),
        ("nobody", "This does not look like an email address: it needs an @ and a domain."),
    ],
)
def test_address_that_is_none_is_refused(
    client: Client, token: str, email: str, sentence: str
) -> None:
    response = client.post(path("walk:mail", token), {"email": email})
    assert response.status_code == 422
    assert sentence in response.text
    assert mail.outbox == []


def test_mail_that_cannot_be_sent_is_told(client: Client, token: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    response = client.post(path("walk:mail", token), {"email": ADDRESS})
    assert response.status_code == 422
    assert "The mail could not be sent just now." in response.text


def test_mail_that_cannot_be_sent_at_the_start_is_told(
    client: Client, small: Questionnaire, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    response = client.post(path("walk:start", small.key), {"email": ADDRESS}, follow=True)
    assert response.status_code == 200
    assert "The mail could not be sent just now." in response.text


def test_link_in_a_mail_leads_back_to_the_answers(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.answered(small, {"M1": "a"})
    client.post(path("walk:mail", token), {"email": ADDRESS})
    (link,) = (line for line in mail.outbox[0].body.splitlines() if "/walk/" in line)
    assert client.get(link).status_code == 200
