"""Page, PDF, JSON and `manage.py score` tell the same numbers, in every language."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from questionnaire.models import Questionnaire
from questionnaire.results.charts import whole_percents
from questionnaire.scoring import Strategy
from tests import factories
from tests.conftest import LANGUAGES
from tests.pages import path
from tests.results.report.documents import squeezed, text_of

pytestmark = pytest.mark.django_db
MIXED = {"M1": "a", "M2": "b", "P1": "c", "P2": "c", "K1": "yes"}
BAR = re.compile(r'class="fill (open|hybrid|closed)" width="[\d.]+" height="6"/></svg><b>(\d+)</b>')


def scored(questionnaire: Questionnaire, answers: dict[str, str], folder: Path) -> dict[str, Any]:
    form = folder / "form.json"
    form.write_text(json.dumps({"questionnaire": questionnaire.key, "answers": answers}))
    output = io.StringIO()
    call_command("score", form, stdout=output)
    whole: dict[str, Any] = json.loads(output.getvalue())
    return whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_report_record_and_command_agree(
    client: Client, small: Questionnaire, tmp_path: Path, language: str
) -> None:
    _submission, token = factories.submitted(small, MIXED)
    page = client.get(path("results:result", token, language=language)).text
    report = text_of(client.get(path("results:report", token, language=language)).content)
    record = client.get(path("results:record", token, language=language)).json()
    outcome = scored(small, MIXED, tmp_path)

    assert record["outcome"] == outcome
    shares = {Strategy(key): share for key, share in outcome["acceptability"].items()}
    percents = whole_percents(shares)
    assert dict(BAR.findall(page)) == {key.value: str(value) for key, value in percents.items()}
    for strategy, percent in percents.items():
        assert squeezed(f"{strategy.value} [{language}]{percent}") in report
    for flip in outcome["explanation"]["flips"]:
        share = round(100 * flip["acceptability"][flip["leader"]])
        assert squeezed(f"{flip['leader']} [{language}], {share}") in squeezed(page)
