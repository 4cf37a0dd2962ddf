"""A browser that watches itself, and a server with the question set that is shipped."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError
from pytest_django.live_server_helper import LiveServer

from questionnaire.catalogue.content import Content, Structure
from questionnaire.catalogue.files import read_content, shipped_directories
from questionnaire.catalogue.services import load
from questionnaire.models import Questionnaire
from tests.browser.axe import with_axe
from tests.browser.pages import Walk
from tests.browser.stage import Stage
from tests.chromium import launch_arguments

# Playwright keeps an event loop in the thread of the tests, which Django takes for async code
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

OpenContext = Callable[..., BrowserContext]
TOLD_BY_HTMX = ("htmx:afterRequest", "htmx:sendError", "Response Status Error Code 403")


@dataclass
class Watch:
    """What the browser noticed that no page should cause, and whom it talked to."""

    troubles: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    loses_connection: bool = False

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch everything that happens in this context."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)
        return context

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 409 or 422 is also told here: not a fault by itself
        harmless = message.text.startswith("Failed to load resource") or (
            self.loses_connection and message.text.startswith(TOLD_BY_HTMX)
        )
        if message.type in ("error", "warning") and not harmless:
            self.troubles.append(message.text)

    def _error(self, error: WebError) -> None:
        self.troubles.append(str(error.error))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data":
            self.hosts.add(address.netloc)

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and _is_part(response.request)):
            self.troubles.append(f"{response.status} {response.url}")


def _is_part(request: Request) -> bool:
    """Return whether a page needs this: a stylesheet, a font, a script, an image."""
    return request.resource_type not in ("document", "xhr", "fetch")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launch_arguments()


@pytest.fixture(scope="session")
def content() -> Content:
    (directory,) = shipped_directories()
    return read_content(directory)


@pytest.fixture(scope="session")
def structure(content: Content) -> Structure:
    return content.structure


@pytest.fixture(scope="session")
def shelf() -> Iterator[sqlite3.Connection]:
    """Where the loaded question set is kept: taking it from there is faster than loading it."""
    with closing(sqlite3.connect(":memory:")) as kept:
        yield kept


@pytest.fixture
def questionnaire(
    transactional_db: None,  # noqa: ARG001 - empties the database before and after
    content: Content,
    shelf: sqlite3.Connection,
) -> Questionnaire:
    """The question set that is shipped, published; nothing else is in the database."""
    connection.ensure_connection()
    if shelf.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        load(content)
        connection.connection.backup(shelf)
    else:
        shelf.backup(connection.connection)
    return Questionnaire.objects.get()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A watch that is looked at when the test is over."""
    watch = Watch()
    yield watch
    assert watch.troubles == []


@pytest.fixture
def lost_connection(watch: Watch) -> None:
    """What a test asks for in which saving fails: htmx tells the console, and may."""
    watch.loses_connection = True


@pytest.fixture
def open_context(new_context: OpenContext, watch: Watch) -> OpenContext:
    """Open one more browser of its own, watched; takes the options of Playwright's contexts."""

    def opened(**options: Any) -> BrowserContext:
        return watch.over(new_context(**options))

    return opened


@pytest.fixture
def context(open_context: OpenContext) -> BrowserContext:
    return open_context()


@pytest.fixture
def context_with_axe(open_context: OpenContext) -> BrowserContext:
    """A browser whose pages axe can look at, which the pages' own policy would not let happen."""
    return with_axe(open_context(bypass_csp=True, reduced_motion="reduce"))


@pytest.fixture
def walk(page: Page, live_server: LiveServer, questionnaire: Questionnaire) -> Walk:  # noqa: ARG001
    return Walk(page, live_server.url)


@pytest.fixture
def plain_walk(
    open_context: OpenContext,
    live_server: LiveServer,
    questionnaire: Questionnaire,  # noqa: ARG001
) -> Walk:
    """The same, in a browser without JavaScript."""
    return Walk(open_context(java_script_enabled=False).new_page(), live_server.url)


@pytest.fixture
def stage(walk: Walk, questionnaire: Questionnaire, structure: Structure) -> Stage:
    return Stage(walk, questionnaire, structure)
