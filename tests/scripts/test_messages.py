"""The extraction of messages, and what is called a fault in a catalogue."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from scripts.messages import faults, messages_in

TEMPLATE = """
{% if door %}
      <p title="{% translate "Find the door" %}">don't stop" at 100% ( [ {
   {# Translators: said by the door #}
   {% blocktranslate trimmed with name=door.name %}
      Hello {{ name }},
      it's 100% "open"
   {% endblocktranslate %}
 </p>{% endif %}
{% blocktranslate count n=doors context "room" %}{{ n }} door{% plural %}{{ n }} doors{% endblocktranslate %}
{{ _("Close")|title }}
"""  # noqa: E501 - a tag of a template stands on one line
CODE = """
label = gettext_lazy("Save")
days = ngettext("%(count)s day", "%(count)s days", count)
verb = pgettext("a verb", "Open")
"""


def found(path: Path, content: str) -> list[object]:
    path.write_text(content)
    return [(text, context) for text, _comments, context in messages_in(path)]


def test_messages_of_a_template(tmp_path: Path) -> None:
    assert found(tmp_path / "home.html", TEMPLATE) == [
        ("Find the door", None),
        ('Hello %(name)s, it\'s 100%% "open"', None),
        (("%(n)s door", "%(n)s doors"), "room"),
        ("Close", None),
    ]


def test_messages_of_python_code(tmp_path: Path) -> None:
    assert found(tmp_path / "labels.py", CODE) == [
        ("Save", None),
        (("%(count)s day", "%(count)s days"), None),
        ("Open", "a verb"),
    ]


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Bonjour %(name)s", []),
        ("", ["is not translated"]),
        ("Bonjour %(nom)s", ["unknown named placeholder 'nom'"]),
    ],
)
def test_faults_of_a_translation(translation: str, expected: list[str]) -> None:
    catalog = Catalog(locale="fr")
    message = catalog.add("Hello %(name)s", translation)
    assert list(faults(message, catalog)) == expected


def test_fuzzy_translation_is_a_fault() -> None:
    catalog = Catalog(locale="fr")
    message = catalog.add("Close", "Fermer", flags={"fuzzy"})
    assert list(faults(message, catalog)) == ["is marked as fuzzy"]


def test_a_missing_plural_is_a_fault() -> None:
    catalog = Catalog(locale="fr")
    message = catalog.add(("%(n)s door", "%(n)s doors"), ("%(n)s porte", ""))
    assert list(faults(message, catalog)) == ["is not translated"]
