"""What the queue is narrowed to: read from an address, and written into one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self
from urllib.parse import urlencode

from django.conf import settings

from questionnaire.enums import Strategy, SubmissionStatus, Wording
from questionnaire.review.access import SHOWN

ME, NOBODY = "me", "nobody"
# What a recommendation of no strategy is called in an address
NO_STRATEGY = "none"
MAX_SEARCH = 120


class Order(StrEnum):
    """How the queue is sorted; not by certainty, which may be hidden from a person."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


@dataclass(frozen=True)
class Filters:
    """What is asked for; a filter that is "" or None asks for nothing."""

    cohort: int | None = None
    state: SubmissionStatus | None = None
    # A strategy, or NO_STRATEGY
    recommendation: str = ""
    wording: Wording | None = None
    language: str = ""
    # ME, NOBODY or the primary key of a person
    assigned: str | int = ""
    unread: bool = False
    # Days, both included, in the time zone of the site
    since: date | None = None
    until: date | None = None
    search: str = ""
    order: Order = Order.NEWEST

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """Return the filters that an address (or an export's record) says; nonsense is ignored."""
        texts = {field.name: str(said.get(field.name) or "").strip() for field in fields(cls)}
        assigned = texts["assigned"]
        return cls(
            cohort=primary_key(texts["cohort"]),
            state=_one_of(SHOWN, texts["state"]),
            recommendation=_one_of((*Strategy.values, NO_STRATEGY), texts["recommendation"]) or "",
            wording=_one_of(tuple(Wording), texts["wording"]),
            language=_one_of(tuple(dict(settings.LANGUAGES)), texts["language"]) or "",
            assigned=assigned if assigned in (ME, NOBODY) else primary_key(assigned) or "",
            unread=texts["unread"] not in ("", "0", "False"),
            since=_day(texts["since"]),
            until=_day(texts["until"]),
            search=texts["search"].replace("\0", "")[:MAX_SEARCH],
            order=_one_of(tuple(Order), texts["order"]) or Order.NEWEST,
        )

    def as_texts(self) -> dict[str, str]:
        """Return the filters that ask for something as `read` reads them; kept with an export."""
        said = {
            name: str(int(value) if isinstance(value, bool) else value)
            for name, value in asdict(self).items()
            if value
        }
        if self.order == Order.NEWEST:
            del said["order"]
        return said

    def query(self, **changes: Any) -> str:
        """Return the filters for an address, some of them changed."""
        return urlencode(replace(self, **changes).as_texts())

    @property
    def asks_for_machine(self) -> bool:
        """Whether a filter asks what the machine said."""
        return bool(self.recommendation or self.wording)


def primary_key(text: str) -> int | None:
    """Return a primary key; None for what cannot be one in any database."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(2**63)) - 1
    return int(text) if is_number else None


def _one_of(values: tuple[Any, ...], text: str) -> Any:
    """Return the value that the text names; None for none."""
    return next((value for value in values if value == text), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
