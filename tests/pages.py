"""Pages as a browser without JavaScript reads them: addresses, and what a form would send."""

from html.parser import HTMLParser
from typing import Any, Protocol

from django.urls import reverse
from django.utils.translation import override


class HasText(Protocol):
    """A response, as views or the test client return it."""

    @property
    def text(self) -> str: ...


def path(name: str, *args: str, language: str = "en") -> str:
    """Return the address of a page, by the name of its route, in a language."""
    with override(language):
        return reverse(name, args=args)


class _Reader(HTMLParser):
    """Collects elements with their attributes, and the text inside of each text area."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.form = ""
        self.area: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = attributes.get("id", attributes.get("action", ""))
        attributes.setdefault("form", self.form)
        if tag == "textarea":
            self.area = attributes
            attributes["value"] = ""
        self.elements.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = ""
        if tag == "textarea" and self.area is not None:
            # The line break right after the tag belongs to the markup
            self.area["value"] = self.area["value"].removeprefix("\n")
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area["value"] += data


def elements(response: HasText, tag: str, **wanted: str) -> list[dict[str, str]]:
    """Return the attributes of all elements with this tag and these attributes."""
    reader = _Reader()
    reader.feed(response.text)
    return [
        attributes
        for name, attributes in reader.elements
        if name == tag and wanted.items() <= attributes.items()
    ]


def form_data(response: HasText, form: str = "answers") -> dict[str, Any]:
    """Return what a form (by its id or address) sends as it stands, without any button.

    What is sent under one name several times is a list.
    """
    sent: dict[str, list[str]] = {}
    for field in elements(response, "input", form=form):
        if "name" in field and (field.get("type") != "radio" or "checked" in field):
            sent.setdefault(field["name"], []).append(field.get("value", ""))
    for area in elements(response, "textarea", form=form):
        if "name" in area:
            sent[area["name"]] = [area["value"]]
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def language_of(response: HasText) -> str:
    """Return the language that a page says it is written in."""
    return elements(response, "html")[0]["lang"]


def strategy_and_wording(response: HasText) -> tuple[str, str]:
    """Return what a result page's main element carries."""
    main = elements(response, "main")[0]
    return main["data-strategy"], main["data-wording"]
