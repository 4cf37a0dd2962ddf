"""What a record holds: the one definition, from which its JSON Schema is made (docs/record.md).

The outcome is described as the scoring gives it (`questionnaire.scoring.Outcome`).
"""

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue
from pydantic.json_schema import GenerateJsonSchema

from questionnaire.catalogue.content import Key
from questionnaire.models import MAX_IMPORTANCE, MAX_NOTE
from questionnaire.scoring import CapReason, Strategy, Wording

SCHEMA_VERSION = 1

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 in hexadecimal")]
Level = Annotated[int, Field(ge=0, le=MAX_IMPORTANCE)]
Note = Annotated[str, Field(max_length=MAX_NOTE)]
Share = Annotated[float, Field(ge=0, le=1)]
Value = Annotated[float, Field(ge=0, le=4)]
Count = Annotated[int, Field(ge=0)]
Version = Annotated[str, Field(min_length=1, max_length=20)]


class Item(BaseModel):
    """A part of a record: nothing is converted, and what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class QuestionnaireItem(Item):
    """Which version of which questionnaire was answered."""

    key: Key
    version: Annotated[int, Field(ge=1)]
    structure_digest: Digest = Field(description="of its questions, fits and rules")
    text_digest: Digest = Field(description="of all its words in all languages")


class SignatureItem(Item):
    """What shows that the site wrote the record, and that nothing in it has changed since."""

    algorithm: Literal["HMAC-SHA256"]
    value: Digest = Field(description="over the canonical JSON of everything else")


class Shares(Item):
    """A share for each strategy."""

    open: Share
    closed: Share
    hybrid: Share


class Values(Item):
    """A value for each strategy, on the scale of the fits."""

    open: Value
    closed: Value
    hybrid: Value


class EliminationItem(Item):
    """The strategy that would win without vetoes, and the vetoes that ruled it out."""

    strategy: Strategy
    vetoes: list[Key]


class CapItem(Item):
    """Why a result is called "leaning" although it would be clear."""

    reason: CapReason
    key: Key
    questions: list[Key]


class ContributionItem(Item):
    """Where the winner's value exceeds another's, by set and by answer."""

    winner: Strategy
    other: Strategy
    total: float
    sets: dict[Key, float]
    answers: dict[Key, float]


class OutcomeItem(BaseModel):
    """What the scoring said; shares are 0..1 of the draws, values 0..4 like the fits."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    strategy: Strategy | None
    wording: Wording
    acceptability: Shares
    ranking: Annotated[list[Strategy], Field(min_length=3, max_length=3)]
    runner_up: Strategy
    ranks: dict[Strategy, Annotated[list[Share], Field(min_length=3, max_length=3)]]
    pairwise: dict[Strategy, dict[Strategy, Share]]
    central_weights: dict[Strategy, dict[Key, Share] | None]
    confidence: dict[Strategy, Share | None]
    none_compatible: Share
    veto_probability: dict[Key, Share]
    vetoes_certain: list[Key]
    eliminated: EliminationItem | None
    acceptability_without_vetoes: Shares
    tensions: list[Key]
    caps: list[CapItem]
    values: Values
    set_values: dict[Key, Values]
    contributions: list[ContributionItem]
    answered: Count
    total: Count
    unsure: list[Key]
    importance: dict[Key, Level | None]
    engine_version: Version
    rubric_digest: Digest
    sample_digest: Digest
    explanation: dict[str, JsonValue] = Field(default={}, description="what would change it")


class Record(Item):
    """A submitted form with its result, free of language and of names."""

    schema_version: Literal[1]
    questionnaire: QuestionnaireItem
    submitted_at: AwareDatetime
    answers: dict[Key, Key | None] = Field(
        description="option by question; null is “not sure yet”, a missing question has no answer"
    )
    importance: dict[Key, Level] = Field(
        description="by set: 0 leaves it out, 5 matters most; a missing set is not stated"
    )
    notes: dict[Key, Note] = Field(
        default={}, description="by question; missing when the record was made without notes"
    )
    engine_version: Version
    sample_digest: Digest
    outcome: OutcomeItem
    signature: SignatureItem


@cache
def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record, without an address."""
    schema = Record.model_json_schema(mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}
