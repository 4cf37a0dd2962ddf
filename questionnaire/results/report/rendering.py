"""Setting a report with typst, in memory: no file is written, no system font is read."""

import json
import threading
from enum import StrEnum
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.results.report.content import Stamp, report_data
from questionnaire.results.report.parts import Data, Sets
from questionnaire.results.shown import Result

HERE = Path(__file__).resolve().parent
# A compiler serves one document at a time
_one_at_a_time = threading.Lock()


class Paper(StrEnum):
    """The papers that a report is set for, by typst's names."""

    A4 = "a4"
    LETTER = "us-letter"


def render_report(
    *,
    result: Result,
    questionnaire: FrozenQuestionnaire,
    sets: Sets,
    stamp: Stamp,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return a result as a tagged PDF in the questionnaire's language; same input, same bytes.

    It keeps to PDF/UA-1, unless a note has characters that no shipped font can draw: these show as
    boxes then, and the report says so.
    """
    with override(questionnaire.language):
        data = report_data(result=result, questionnaire=questionnaire, sets=sets, stamp=stamp)
        boxes = _(
            "Some characters cannot be drawn here and show as boxes. The page of the result shows "
            "them as they were written."
        )
    data["paper"] = paper
    moment = int(stamp.submitted_at.timestamp())
    try:
        return _set(data, moment, accessible=True)
    except typst.TypstError:
        return _set({**data, "footer": [*data["footer"], boxes]}, moment, accessible=False)


def _set(data: Data, moment: int, *, accessible: bool) -> bytes:
    with _one_at_a_time:
        document = _compiler().compile(
            sys_inputs={"report": json.dumps(data)},
            pdf_standards="ua-1" if accessible else [],
            timestamp=moment,
        )
    if not isinstance(document, bytes):
        raise TypeError("typst returned pages instead of a document")
    return document


@cache
def _compiler() -> typst.Compiler:
    """Return the compiler of this process, with its fonts and templates read."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )
    return typst.Compiler(HERE / "report.typ", root=HERE, font_paths=fonts)
