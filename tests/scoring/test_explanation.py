import json

from questionnaire.scoring import (
    Explanation,
    explain,
)
from tests.scoring.brute_force import two_questions_against_open
from tests.scoring.rubrics import (
    choose,
)


def test_as_dict_is_plain_rounded_json() -> None:
    found = explain(two_questions_against_open(), choose(two_questions_against_open(), "a"))
    data = found.as_dict()
    assert isinstance(found, Explanation)
    assert json.loads(json.dumps(data)) == data
    assert set(data) == {
        "leader",
        "flips",
        "pairs",
        "weight_shifts",
        "find_out",
        "robustness",
    }
    assert data["leader"] == "open"
