"""Editing in the admin as a browser without JavaScript does: what a page's form would send."""

from html.parser import HTMLParser
from typing import Any, Protocol

from django.urls import reverse

from questionnaire.models import Question, Questionnaire


class HasText(Protocol):
    """A response of the test client."""

    @property
    def text(self) -> str: ...


# Inputs that are sent only when they are pressed or ticked
UNSENT = {"submit", "checkbox", "radio"}


class _Form(HTMLParser):
    """Collects what the fields of one form hold; what stands in a template is no field yet."""

    def __init__(self, form: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted, self.inside, self.templates = form, False, 0
        self.sent: dict[str, list[str]] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = has.get("id") == self.wanted
        self.templates += tag == "template"
        if not self.inside or self.templates:
            return
        name, kind = has.get("name", ""), has.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in has:
            self.sent.setdefault(self.select, []).append(has.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.sent[name] = [""]
        elif tag == "input" and name and (kind not in UNSENT or "checked" in has):
            self.sent.setdefault(name, []).append(has.get("value", "on" if kind in UNSENT else ""))

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        if tag == "textarea" and self.area:
            # The line break right after the tag belongs to the markup; a browser sends CR LF
            text = self.sent[self.area][0].removeprefix("\n")
            self.sent[self.area] = [text.replace("\n", "\r\n")]
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area][0] += data


def sent_by(response: HasText, model: str) -> dict[str, Any]:
    """Return what the form of a change page would send if nobody touched it, without a button."""
    form = _Form(f"{model}_form")
    form.feed(response.text)
    return dict(form.sent)


def page_of(row: Any) -> str:
    """Return the address of the page where a row is edited."""
    return reverse(f"admin:questionnaire_{row._meta.model_name}_change", args=[row.pk])  # noqa: SLF001 - Django's own name


def question(version: Questionnaire, key: str = "M1") -> Question:
    """Return a question of a version."""
    return Question.objects.get(question_set__questionnaire=version, key=key)
