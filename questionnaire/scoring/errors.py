"""What can be wrong with a rubric or a form, always with the place where it is wrong."""

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused; the value is stable and may be used as a key for translations."""

    DUPLICATE_KEY = "duplicate_key"
    EMPTY_KEY = "empty_key"
    EMPTY_SET = "empty_set"
    TOO_FEW_SETS = "too_few_sets"
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_LARGE = "too_large"
    FIT_OUT_OF_RANGE = "fit_out_of_range"
    FITS_MISSING = "fits_missing"
    FITS_UNWANTED = "fits_unwanted"
    NO_CONDITION = "no_condition"
    UNKNOWN_SET = "unknown_set"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_FIELD = "unknown_field"
    NOT_A_MAPPING = "not_a_mapping"
    NOT_ONE_OPTION = "not_one_option"
    IMPORTANCE_OUT_OF_RANGE = "importance_out_of_range"
    NOT_COMPLETE = "not_complete"
    WRONG_SHAPE = "wrong_shape"


_SENTENCES: Mapping[Reason, str] = {
    Reason.DUPLICATE_KEY: "the key {key!r} is used twice",
    Reason.EMPTY_KEY: "a key may not be empty",
    Reason.EMPTY_SET: "a set needs at least one question",
    Reason.TOO_FEW_SETS: "at least two sets must be left in, there are {count}",
    Reason.TOO_FEW_OPTIONS: "a question needs at least two options, there are {count}",
    Reason.TOO_LARGE: "the rubric is too large to be scored exactly ({count} is over {limit})",
    Reason.FIT_OUT_OF_RANGE: (
        "fits are three whole numbers from 0 to 4 (open, closed, hybrid), not {value!r}"
    ),
    Reason.FITS_MISSING: "an option of a scored question needs fits",
    Reason.FITS_UNWANTED: "an option of a facts-only question has no fits",
    Reason.NO_CONDITION: "at least one condition with at least one option is needed",
    Reason.UNKNOWN_SET: "there is no scored set {key!r}",
    Reason.UNKNOWN_QUESTION: "there is no question {key!r}",
    Reason.UNKNOWN_OPTION: "the question has no option {key!r}",
    Reason.UNKNOWN_FIELD: "there is no field {key!r}; a form has 'answers' and 'importance'",
    Reason.NOT_A_MAPPING: "a mapping from keys to values is needed, not {value!r}",
    Reason.NOT_ONE_OPTION: (
        "an answer is the key of one option, or null for 'not sure yet', not {value!r}"
    ),
    Reason.IMPORTANCE_OUT_OF_RANGE: (
        "importance is a whole number from 0 to 5, or null when not stated, not {value!r}"
    ),
    Reason.NOT_COMPLETE: "batch scoring needs an option for every question; {value!r} is none",
    Reason.WRONG_SHAPE: "the array must have {wanted} columns, not the shape {value!r}",
}


class ScoringError(ValueError):
    """A rubric or a form that cannot be scored.

    `place` says where ("answers.F1", "importance.team", "sets.funding.F1.vc_adoption"), `reason`
    is a stable code, `details` holds what the sentence mentions. `str()` is an English sentence
    for developers and the command line.
    """

    def __init__(self, place: str, reason: Reason, **details: object) -> None:
        self.place = place
        self.reason = reason
        self.details = details
        super().__init__(f"{place}: {_SENTENCES[reason].format(**details)}.")
