"""Sixty invented ventures: of what kind each is, what it answers, and how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random

import yaml
from django.conf import settings
from django.utils.text import slugify

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.management.demo.texts import texts
from questionnaire.results.answers import NOT_SURE, Said

KEY = "release"
PER_LANGUAGE = 10
# Of ten answers, so many are the likeliest of their kind; the rest is the second, or a neighbour's
LIKELIEST, SECOND = 6, 9
UNSURE = {"undecided": 0.35}
UNSURE_OTHERWISE = 0.04

# Those who have not made up their minds answer now like one kind, now like another
MIXED = "undecided"
KINDS = ("core", "community", "service", "core", "clinic", "community", MIXED)
IMPORTANCE: Mapping[str, Mapping[str, int]] = {
    "community": {"funding": 2, "team": 4, "experimentation": 3, "loyalty": 4, "ethics": 5},
    "service": {"funding": 5, "team": 2, "experimentation": 3, "loyalty": 4, "ethics": 3},
    "core": {"funding": 4, "team": 3, "experimentation": 4, "loyalty": 3, "ethics": 3},
    "clinic": {"funding": 3, "team": 3, "experimentation": 2, "loyalty": 2, "ethics": 5},
    MIXED: {},
}


class Stage(StrEnum):
    """How far a founder has come, and the staff with them."""

    INVITED = "invited"
    DRAFT = "draft"
    NEW = "new"  # submitted, and not assigned yet
    SUBMITTED = "submitted"
    IN_REVIEW = "in review"
    REVIEWED = "reviewed"
    RELEASED = "feedback released"


@dataclass(frozen=True)
class Founder:
    """Somebody who speaks for a venture; a draft has answers to its first `sets` sets."""

    venture: str
    language: str
    kind: str
    stage: Stage
    sets: int = 0

    @property
    def email(self) -> str:
        """Return an address that no mail can ever reach."""
        return f"{slugify(self.venture)}@example.org"


# How many founders of each cohort have come how far; drafts by how many sets they have answered
CLOSED = ((Stage.INVITED, 2), (Stage.REVIEWED, 3), (Stage.RELEASED, 17))
CLOSED_DRAFTS = (2, 4)
OPEN = (
    (Stage.INVITED, 4),
    (Stage.NEW, 4),
    (Stage.SUBMITTED, 6),
    (Stage.IN_REVIEW, 5),
    (Stage.REVIEWED, 2),
    (Stage.RELEASED, 3),
)
# Most are stuck at one set: fewer than five are never shown
OPEN_DRAFTS = (0, 0, 1, 2, 2, 2, 2, 2, 3, 4, 5, 6)


def founders() -> tuple[list[Founder], list[Founder]]:
    """Return the founders of the closed cohort and of the open one: the same each time."""
    random = Random("founders")  # noqa: S311 - nothing secret
    closed, opened = _places(CLOSED, CLOSED_DRAFTS), _places(OPEN, OPEN_DRAFTS)
    random.shuffle(closed)
    random.shuffle(opened)
    languages = [code for code, _name in settings.LANGUAGES]
    names = [(code, at) for at in range(PER_LANGUAGE) for code in languages]
    everybody = [
        Founder(texts(code).ventures[at], code, KINDS[number % len(KINDS)], *place)
        for number, ((code, at), place) in enumerate(zip(names, closed + opened, strict=True))
    ]
    return everybody[: len(closed)], everybody[len(closed) :]


def _places(stages: Sequence[tuple[Stage, int]], drafts: Sequence[int]) -> list[tuple[Stage, int]]:
    places = [(stage, 0) for stage, number in stages for _each in range(number)]
    return places + [(Stage.DRAFT, sets) for sets in drafts]


def answers_of(founder: Founder, questionnaire: FrozenQuestionnaire) -> dict[str, Said]:
    """Return what a founder answers, with a few notes: what is like their kind, and hangs together.

    A draft ends with the sets that it has got to.
    """
    random = Random(founder.venture)  # noqa: S311 - nothing secret
    notes = texts(founder.language).notes[founder.kind]
    reached = questionnaire.sets[: founder.sets]
    if founder.stage != Stage.DRAFT:
        reached = questionnaire.sets
    return {
        question.key: Said(_choice(founder.kind, question.key, random), notes.get(question.key, ""))
        for part in reached
        for question in part.questions
    }


@cache
def archetypes() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return by kind of venture and question the likeliest answer and the one that comes second."""
    kinds = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    return {kind: {key: tuple(two) for key, two in said.items()} for kind, said in kinds.items()}


def _choice(kind: str, question: str, random: Random) -> str:
    if random.random() < UNSURE.get(kind, UNSURE_OTHERWISE):
        return NOT_SURE
    roll = random.randrange(10)
    if kind == MIXED or roll >= SECOND:
        kind = random.choice(sorted(archetypes()))
    return archetypes()[kind][question][roll >= LIKELIEST]
