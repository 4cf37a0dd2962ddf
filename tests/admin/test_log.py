import pytest
from auditlog.models import LogEntry
from django.test import Client

from questionnaire.models import Questionnaire

pytestmark = pytest.mark.django_db
LIST = "/en/admin/auditlog/logentry/"


@pytest.fixture
def office(admin_client: Client, draft: Questionnaire) -> Client:
    """A superuser's browser, with changes in the log."""
    draft.set_text("title", "de", "Ein anderer Titel")
    draft.save()
    return admin_client


def test_changes_are_listed_by_what_was_changed(office: Client) -> None:
    kind = LogEntry.objects.earliest("pk").content_type_id
    page = office.get(f"{LIST}?content_type__id__exact={kind}")
    assert (page.status_code, page.context["cl"].result_count > 0) == (200, True)


@pytest.mark.parametrize(
    "query", ["content_type__id__exact=abc", "resource_type=abc", "action=zz", "cid=%00", "p=zz"]
)
def test_nonsense_in_the_address_leads_to_the_list(office: Client, query: str) -> None:
    assert office.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_entry_is_read_and_not_changed(office: Client) -> None:
    entry = LogEntry.objects.latest("pk")
    page = office.get(f"{LIST}{entry.pk}/change/")
    assert (page.status_code, "Ein anderer Titel" in page.text) == (200, True)
    assert office.post(f"{LIST}{entry.pk}/change/", {"action": "1"}).status_code == 403
