import pytest
from django.http import Http404

from questionnaire.models import Questionnaire, SharedLink
from questionnaire.results import sharing
from questionnaire.results.access import (
    hash_token,
    shared_link_for_token,
    submission_for_token,
)
from questionnaire.results.tokens import shared_link_token
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def founder(small: Questionnaire) -> str:
    """The token of a submission that has a result."""
    return factories.submitted(small, factories.ALL_OPEN)[1]


def links(token: str) -> sharing.Sharing:
    return sharing.links_of(submission_for_token(token), token, lambda path: f"https://a{path}")


def test_link_is_stored_by_its_hash_alone(founder: str) -> None:
    link = sharing.create(token=founder, shows_notes=True)
    token = shared_link_token(founder, 1)
    assert (link.token_hash, link.shows_notes) == (hash_token(token), True)
    assert token not in str(SharedLink.objects.values_list())


def test_link_leads_to_its_submission_in_one_query(founder: str, count_queries: Queries) -> None:
    sharing.create(token=founder, shows_notes=False)
    with count_queries() as queries:
        found = shared_link_for_token(shared_link_token(founder, 1)).submission
        told = (found.questionnaire.key, found.venture.name, found.recommendation.strategy)
    assert (told, len(queries)) == (("small", "", "open"), 1)
    assert found == submission_for_token(founder)


def test_links_in_use_are_listed_with_their_addresses_in_one_query(
    founder: str, count_queries: Queries
) -> None:
    for shows_notes in (False, True, False):
        sharing.create(token=founder, shows_notes=shows_notes)
    sharing.revoke(token=founder, number=1)
    submission = submission_for_token(founder)
    with count_queries() as queries:
        listed = sharing.links_of(submission, founder, lambda path: f"https://a{path}").links
    assert len(queries) == 1
    assert [(link.number, link.shows_notes) for link in listed] == [(2, True), (3, False)]
    assert [link.address for link in listed] == [
        f"https://a/en/shared/{shared_link_token(founder, number)}/" for number in (2, 3)
    ]


def test_revoked_link_leads_nowhere_and_its_number_is_not_given_again(founder: str) -> None:
    sharing.create(token=founder, shows_notes=False)
    sharing.revoke(token=founder, number=1)
    with pytest.raises(Http404):
        shared_link_for_token(shared_link_token(founder, 1))
    assert sharing.create(token=founder, shows_notes=False).number == 2
    with pytest.raises(Http404):
        shared_link_for_token(shared_link_token(founder, 1))


def test_revoking_twice_keeps_the_first_date(founder: str) -> None:
    sharing.create(token=founder, shows_notes=False)
    sharing.revoke(token=founder, number=1)
    revoked_at = SharedLink.objects.get().revoked_at
    sharing.revoke(token=founder, number=1)
    assert SharedLink.objects.get().revoked_at == revoked_at


def test_other_founder_revokes_nothing(small: Questionnaire, founder: str) -> None:
    _submission, other = factories.submitted(small, factories.ALL_CLOSED)
    sharing.create(token=founder, shows_notes=False)
    sharing.revoke(token=other, number=1)
    assert len(links(founder).links) == 1


def test_twenty_links_are_the_limit_until_one_is_revoked(founder: str) -> None:
    for _ in range(sharing.MAX_LINKS):
        assert not links(founder).is_full
        sharing.create(token=founder, shows_notes=False)
    assert links(founder).is_full
    with pytest.raises(sharing.CannotShareError):
        sharing.create(token=founder, shows_notes=False)
    sharing.revoke(token=founder, number=7)
    assert sharing.create(token=founder, shows_notes=False).number == sharing.MAX_LINKS + 1


def test_draft_cannot_be_shared(token: str) -> None:
    with pytest.raises(sharing.CannotShareError):
        sharing.create(token=token, shows_notes=False)
    assert not SharedLink.objects.exists()


@pytest.mark.parametrize("token", ["", "x" * 32])
def test_token_of_nobody_shares_nothing(token: str) -> None:
    with pytest.raises(Http404):
        sharing.create(token=token, shows_notes=False)
    with pytest.raises(Http404):
        sharing.revoke(token=token, number=1)
    with pytest.raises(Http404):
        shared_link_for_token(token)


def test_private_and_shared_tokens_do_not_stand_in_for_each_other(founder: str) -> None:
    sharing.create(token=founder, shows_notes=False)
    with pytest.raises(Http404):
        shared_link_for_token(founder)
    with pytest.raises(Http404):
        submission_for_token(shared_link_token(founder, 1))
    with pytest.raises(Http404):
        shared_link_for_token(SharedLink.objects.get().token_hash)
