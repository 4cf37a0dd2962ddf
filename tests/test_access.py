"""Every address of the project, asked for by every kind of person, against a written table."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from questionnaire.models import Questionnaire
from tests.access_table import NOT_ALLOWED, PEOPLE, POSTS, VISITS, Expected, Row
from tests.access_world import World, make_world

REDIRECTS = (301, 302)
# Django's own: the admin's old addresses, and what it says where there is nothing
UNNAMED = "admin:"


def addresses(
    resolver: URLResolver, namespace: str = "", above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the name of every address, as it is reversed by, and its parameters.

    The name of one that has none ends with a colon, or is empty.
    """
    for one in resolver.url_patterns:
        asked = above | set(one.pattern.converters) | set(one.pattern.regex.groupindex)
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or ''}", asked
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from addresses(one, inner, asked)


ADDRESSES = dict(addresses(get_resolver()))
UNNAMED_FOUND = {name for name in ADDRESSES if not name or name.endswith(":")}
NAMED = ADDRESSES.keys() - UNNAMED_FOUND


@pytest.fixture
def world(small: Questionnaire) -> World:
    return make_world(small)


def outcome(response: HttpResponseBase) -> Expected:
    """Return a status, or the name of the page that a redirect leads to."""
    if response.streaming:
        b"".join(response)
    if response.status_code not in REDIRECTS:
        return response.status_code
    path = response.headers["Location"].partition("?")[0].partition("#")[0]
    # "/" leads on to the home page in a language
    return "walk:home" if path == "/" else resolve(path).view_name


def asked(
    world: World, who: str, client: Client, method: str, table: Mapping[str, Row]
) -> dict[str, Expected]:
    """Return what a person gets at each address of a table; nothing of it lasts."""
    got = {}
    for name in table:
        path = reverse(name, kwargs=world.arguments(who, name, ADDRESSES[name]))
        with transaction.atomic():
            got[name] = outcome(client.generic(method, path))
            transaction.set_rollback(True)
    return got


def differences(got: Mapping[str, Expected], table: Mapping[str, Row], who: str) -> list[str]:
    """Return a line for each address at which somebody gets something else than is written."""
    return [
        f"{name}: {got[name]}, not {row[who]}"
        for name, row in table.items()
        if got[name] != row[who]
    ]


def is_refused_or_led_on(row: Row) -> bool:
    """Return whether a visit alone does nothing: it is refused, or leads everybody to a page."""
    (first, *others) = set(row.values())
    return NOT_ALLOWED in row.values() or (isinstance(first, str) and not others)


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    assert sorted(NAMED ^ VISITS.keys()) == []


def test_what_answers_no_visit_is_in_the_table_of_posts() -> None:
    only_posted = {name for name, row in VISITS.items() if is_refused_or_led_on(row)}
    assert sorted(only_posted - POSTS.keys()) == []
    assert sorted(POSTS.keys() - VISITS.keys()) == []


def test_only_the_admin_has_addresses_without_a_name() -> None:
    assert {UNNAMED} == UNNAMED_FOUND


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_gets_what_the_table_says_at_every_page(world: World, who: str) -> None:
    got = asked(world, who, world.client(who), "GET", VISITS)
    found = differences(got, VISITS, who)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_gets_what_the_table_says_when_sending_a_form(world: World, who: str) -> None:
    got: dict[str, Expected] = {}
    for name, row in POSTS.items():
        # Some of these end the session
        got |= asked(world, who, world.client(who), "POST", {name: row})
    found = differences(got, POSTS, who)
    assert found == [], "\n".join(found)


def test_differences_names_what_is_not_as_written() -> None:
    table: Mapping[str, Row] = {"walk:home": {"founder": 200}, "walk:set": {"founder": 404}}
    got: Mapping[str, Expected] = {"walk:home": "account_login", "walk:set": 404}
    assert differences(got, table, "founder") == ["walk:home: account_login, not 200"]
