"""What every test may ask for."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from questionnaire.catalogue.files import languages, read_content, shipped_directories
from questionnaire.catalogue.queries import published
from questionnaire.catalogue.services import load
from questionnaire.models import Questionnaire, Submission
from tests import factories

SHIPPED = "release"
LANGUAGES = languages()
SETTINGS_TESTS = Path(__file__).parent / "config"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
TRANSACTION_CONTROL = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")

Queries = Callable[[], AbstractContextManager[list[str]]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what would be the same there as in the run on SQLite.

    That is every test that cannot reach the database: without asking for it, a test that tries
    fails. Tests of the settings stay, as settings name the database.
    """
    if connection.vendor != "postgresql":
        return
    parts: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        taken = {*getattr(item, "fixturenames", ())}
        asks = item.get_closest_marker("django_db") is not None or taken & DATABASE_FIXTURES
        parts[bool(asks) or SETTINGS_TESTS in item.path.parents].append(item)
    items[:] = parts[True]
    config.hook.pytest_deselected(items=parts[False])


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never in what is loaded for the whole session.

    As Python does it by itself, that takes every seventh second of a run.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def publish_all() -> None:
    """Publish the small questionnaire, and those that come with the product."""
    factories.published()
    for directory in shipped_directories():
        load(read_content(directory))


@pytest.fixture(autouse=True)
def _speak_english() -> Iterator[None]:
    """Let no test hear the language of the request that another one made."""
    with override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - extends the fixture of this name
    """Publish both questionnaires once: every test in a transaction finds them there."""
    with django_db_blocker.unblock():
        publish_all()


@pytest.fixture
def transactional_db(transactional_db: None) -> None:  # noqa: ARG001 - extends the fixture of this name
    """Begin with an empty database, as tests that commit leave it behind."""
    call_command("flush", verbosity=0, interactive=False)


def published_or_loaded(key: str) -> Questionnaire:
    """Return a published version; a test that committed may have left an empty database behind."""
    try:
        return published(key=key)
    except Questionnaire.DoesNotExist:
        publish_all()
        return published(key=key)


@pytest.fixture
def small(db: None) -> Questionnaire:  # noqa: ARG001
    """The small questionnaire, published."""
    return published_or_loaded(factories.KEY)


@pytest.fixture
def shipped(db: None) -> Questionnaire:  # noqa: ARG001
    """The questionnaire that comes with the product, published."""
    return published_or_loaded(SHIPPED)


@pytest.fixture
def submission_and_token(small: Questionnaire) -> tuple[Submission, str]:
    """A submission of the small questionnaire without answers, and its token."""
    return factories.started(small)


@pytest.fixture
def token(submission_and_token: tuple[Submission, str]) -> str:
    """The token of a submission of the small questionnaire without answers."""
    return submission_and_token[1]


@pytest.fixture
def count_queries() -> Queries:
    """Collect the queries of a block, transaction control left out."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        said: list[str] = []
        with CaptureQueriesContext(connection) as captured:
            yield said
        said += [
            query["sql"]
            for query in captured.captured_queries
            if not TRANSACTION_CONTROL.match(query["sql"])
        ]

    return counted
