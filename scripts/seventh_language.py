"""A seventh language, tried as docs/languages.md tells it.

`python -m scripts.seventh_language FOLDER` copies the project into an empty folder, begins a walk
there, adds Dutch, walks to a result in Dutch, and prints as JSON what the pages said. All but a few
words stay English.
"""

import importlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("config", "questionnaire", "scripts", "static", "templates", "tests", "manage.py")
CODE = "nl"
KEY = "release"
SETTING = ('("pt", _("Portuguese")),', '("pt", _("Portuguese")),\n    ("nl", _("Dutch")),')
INTERFACE = {
    "Start the questionnaire": "Begin met de vragenlijst",
    "Your answers": "Je antwoorden",
    "Why this is asked": "Waarom we dit vragen",
    "How sure is that?": "Hoe zeker is dat?",
}
TITLE = "Open, gesloten of hybride?"
FIRST_SET = "Geld en tijd"
FIRST_QUESTION = "Waar komt je geld vandaan?"


def main(folder: Path) -> None:
    """Take every step in copies of the settings, each in a process of its own, and report."""
    copy_project(folder)
    earlier = in_copy(folder, "begin")
    edit_files(folder)
    sys.stdout.write(f"{json.dumps(in_copy(folder, 'walk', earlier['token']), indent=2)}\n")


def copy_project(folder: Path) -> None:
    """Copy what the product runs on."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / part, ignore=ignored)
        else:
            shutil.copy(source, folder / part)


def edit_files(folder: Path) -> None:
    """Name the language in the settings, and write its words."""
    settings = folder / "config" / "settings.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace(*SETTING), encoding="utf-8")
    content = folder / "questionnaire" / "content"
    for directory in (content / KEY, content / "openness"):
        words = yaml.safe_load((directory / "en.yaml").read_text(encoding="utf-8"))
        words["language"] = CODE
        if directory.name == KEY:
            say_in_dutch(words)
        text = yaml.safe_dump(words, allow_unicode=True, sort_keys=False)
        (directory / f"{CODE}.yaml").write_text(text, encoding="utf-8")


def say_in_dutch(words: dict[str, Any]) -> None:
    """Translate the title, and the first set with its first question."""
    words["title"] = TITLE
    next(iter(words["sets"].values()))["name"] = FIRST_SET
    next(iter(words["questions"].values()))["text"] = FIRST_QUESTION


def in_copy(folder: Path, *arguments: str) -> Any:
    """Run one of the steps below on the copy, with a database of its own; return what it says."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(  # noqa: S603 - this module, in the copy
        [sys.executable, "-m", "scripts.seventh_language", *arguments],
        cwd=folder,
        env={
            **environment,
            "AJAR_ENVIRONMENT": "test",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def begin() -> dict[str, str]:
    """Set the product up in six languages, begin a walk and return its token."""
    manage("migrate")
    manage("load_questionnaires")
    page = browser().post(f"/en/start/{KEY}/")
    return {"token": page["Location"].split("/")[3]}


def walk(earlier: str) -> dict[str, Any]:
    """Take the steps that need the new settings, walk in Dutch, and return what each page said."""
    translate_interface()
    manage("makemigrations", "questionnaire", name="dutch")
    importlib.invalidate_caches()
    manage("migrate")
    manage("load_questionnaires")
    manage("makemigrations", check=True)
    client = browser()
    token = client.post(f"/{CODE}/start/{KEY}/")["Location"].split("/")[3]
    home, overview = client.get(f"/{CODE}/"), client.get(f"/{CODE}/walk/{token}/")
    sets = dict.fromkeys(re.findall(rf"/{CODE}/walk/{token}/sets/\w+/", overview.text))
    first = client.get(next(iter(sets)))
    for address in sets:
        client.post(address, first_answers(client.get(address).text))
    result = client.post(f"/{CODE}/walk/{token}/submit/", follow=True)
    report = client.get(f"/{CODE}/walk/{token}/result.pdf")
    before = client.get(f"/{CODE}/walk/{earlier}/sets/funding/")
    return {
        "home": said(home, TITLE, "Begin met de vragenlijst"),
        "overview": said(overview, "Je antwoorden", FIRST_SET),
        "set": said(first, FIRST_QUESTION, "Waarom we dit vragen"),
        "result": said(result, "Hoe zeker is dat?", FIRST_SET),
        "report": [report.status_code, report["Content-Type"]],
        "walk begun before": said(before, "Waarom we dit vragen", "Funding"),
    }


def translate_interface() -> None:
    """Make the catalogue, translate a few messages and compile it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only this step needs it

    from scripts import messages  # noqa: PLC0415 - it reads the settings, which name Dutch by now

    messages.update()
    catalog = messages.read(CODE)
    for text, translation in INTERFACE.items():
        catalog[text].string = translation
    path = messages.catalogue_path(CODE)
    messages.write(catalog, path)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def first_answers(page: str) -> dict[str, str]:
    """Return the first answer on offer to each question of a page."""
    offered = re.findall(r'<input type="radio" name="(\w+)" value="([\w-]+)"', page)
    return dict(reversed(offered))


def said(response: Any, *words: str) -> list[object]:
    """Return a page's status and language, and which of the words it says."""
    [language] = re.findall(r'<html lang="(\w+)"', response.text)
    return [response.status_code, language, *(word for word in words if word in response.text)]


def manage(*arguments: str, **options: Any) -> None:
    """Run a management command, in silence."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by now

    call_command(*arguments, verbosity=0, stdout=io.StringIO(), **options)


def browser() -> Any:
    """Return a client that the settings let in."""
    from django.test import Client  # noqa: PLC0415 - Django is set up by now

    return Client(headers={"host": "localhost"})


def run(command: str, arguments: Iterable[str]) -> None:
    """Take one of the two steps that need Django, and print what it returns."""
    import django  # noqa: PLC0415 - the settings are those of the folder it is started in

    django.setup()
    steps: dict[str, Callable[..., dict[str, Any]]] = {"begin": begin, "walk": walk}
    sys.stdout.write(json.dumps(steps[command](*arguments)))


if __name__ == "__main__":
    if sys.argv[1] in ("begin", "walk"):
        run(sys.argv[1], sys.argv[2:])
    else:
        main(Path(sys.argv[1]))
