"""The rules of the house that a machine can check."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import BASE_DIR

PACKAGES = ("config", "questionnaire")
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 30
MAX_TEMPLATE_LINES = 120
# What no template may carry: the content security policy would refuse it
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
# Declarations only, or read through another module's tests: they have no tests of their own
WITHOUT_TESTS = {
    "config/wsgi.py",  # started by the browser tests' `make run`
    "questionnaire/apps.py",
    "questionnaire/enums.py",
    "questionnaire/translation.py",  # tests/catalogue/test_storing.py writes every such field
    "questionnaire/urls.py",
    "questionnaire/results/requests.py",
    "questionnaire/walk/urls.py",
    "questionnaire/results/urls.py",
}
# Modules that are one thing, and tested as one
TESTED_BY = {
    "questionnaire/scoring/checks.py": "scoring/test_types.py",
    "questionnaire/scoring/digest.py": "scoring/test_types.py",
    "questionnaire/scoring/draws.py": "scoring/test_engine.py",
    "questionnaire/scoring/errors.py": "scoring/test_forms.py",
    "questionnaire/scoring/outcome.py": "scoring/test_engine.py",
    "questionnaire/scoring/rules.py": "scoring/test_engine.py",
    "questionnaire/scoring/tally.py": "scoring/test_engine.py",
    "questionnaire/templatetags/ajar.py": "templatetags/test_ajar.py",
    "questionnaire/walk/forms.py": "walk/views/test_entry.py",
    "questionnaire/walk/layout.py": "walk/test_answer_forms.py",
    "questionnaire/walk/states.py": "walk/test_answer_forms.py",
    "questionnaire/results/shown.py": "results/test_presenting.py",
    "questionnaire/results/views/result.py": "results/test_views.py",
    "questionnaire/admin/pages.py": "admin/views/test_publishing.py",
    "questionnaire/models/questionnaire.py": "models/test_catalogue.py",
    "questionnaire/models/rules.py": "models/test_catalogue.py",
    "questionnaire/models/recommendation.py": "models/test_submission.py",
}


def modules() -> Iterator[Path]:
    """Yield every module of the application, migrations left out."""
    for package in PACKAGES:
        for file in sorted((BASE_DIR / package).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def templates() -> list[Path]:
    return sorted((BASE_DIR / "templates").rglob("*.html"))


def name_of(file: Path) -> str:
    return file.relative_to(BASE_DIR).as_posix()


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_imports_keep_to_the_layers() -> None:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", code]
    done = subprocess.run(  # noqa: S603 - the interpreter that runs this test
        [*command, "--no-cache"], cwd=BASE_DIR, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_modules_are_short() -> None:
    assert [name_of(file) for file in modules() if lines_of(file) >= MAX_FILE_LINES] == []


def test_templates_are_short() -> None:
    assert [name_of(file) for file in templates() if lines_of(file) > MAX_TEMPLATE_LINES] == []


def test_functions_are_short() -> None:
    long = [
        f"{name_of(file)}: {node.name}"
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and lines_of_code(node) > MAX_FUNCTION_LINES
    ]
    assert long == []


def lines_of_code(function: ast.FunctionDef) -> int:
    """Return how many lines a function has from `def` on, its docstring left out."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno:
        lines -= first.end_lineno - first.lineno + 1
    return lines


@pytest.mark.parametrize("template", templates(), ids=name_of)
def test_template_carries_no_inline_style_or_script(template: Path) -> None:
    assert INLINE.findall(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "markup",
    ['<p style="x">', "<style>p{}", '<a onclick="x">', "<script>x", '<a href="javascript:x">'],
)
def test_inline_style_or_script_is_noticed(markup: str) -> None:
    assert INLINE.search(markup)


def test_pattern_lets_a_script_of_our_own_pass() -> None:
    assert INLINE.search('<script src="/static/js/ajar.js" defer></script>') is None


def test_each_module_has_tests() -> None:
    assert [name_of(file) for file in modules() if not has_tests(file)] == []


def has_tests(file: Path) -> bool:
    """Return whether a module of code has a module of tests, mirrored or named above."""
    name = name_of(file)
    if file.name == "__init__.py" or name in WITHOUT_TESTS:
        return True
    if name in TESTED_BY:
        return (BASE_DIR / "tests" / TESTED_BY[name]).exists()
    slice_ = file.parent.relative_to(BASE_DIR)
    folder = "config" if slice_.parts[0] == "config" else slice_.parts[1]
    return any((BASE_DIR / "tests" / folder).rglob(f"test_{file.stem}.py"))


# A number that stands for a row would be written "1,024" in English, and "1.024" in German
LOCALISED_KEY = re.compile(r"\{\{ (?:[a-z_]+\.)*(?:pk|id) \}\}")


def test_no_template_writes_a_key_as_people_write_numbers() -> None:
    found = {name_of(file): LOCALISED_KEY.findall(file.read_text()) for file in templates()}
    assert {name: keys for name, keys in found.items() if keys} == {}
