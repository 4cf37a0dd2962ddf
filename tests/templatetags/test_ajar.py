import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override


def rendered(template: str, address: str = "/en/start/small/") -> str:
    request = RequestFactory().get(address)
    return Template(f"{{% load ajar %}}{template}").render(RequestContext(request))


def test_page_in_another_language_has_a_whole_address() -> None:
    assert rendered('{% in_language "fr" %}') == "http://testserver/fr/start/small/"


@pytest.mark.parametrize("language", ["en", "pt"])
def test_language_is_the_active_one(language: str) -> None:
    with override(language):
        assert rendered("{% current_language %}") == language


def test_summary_puts_no_colon_after_a_question() -> None:
    asked = {"why": forms.CharField(label="Why?"), "name": forms.CharField(label="Name")}
    form = type("Asked", (forms.Form,), asked)({})
    summary = Template("{% load ajar %}{% error_summary form %}").render(Context({"form": form}))
    assert ">Why? This field is required.<" in summary
    assert ">Name: This field is required.<" in summary


@pytest.mark.parametrize(("strategy", "shapes"), [("open", 1), ("hybrid", 2), ("closed", 2)])
def test_mark_differs_by_shape_for_each_strategy(strategy: str, shapes: int) -> None:
    svg = rendered(f'{{% mark "{strategy}" %}}')
    assert svg.count("<circle") + svg.count("<path") == shapes
    assert f'class="mark {strategy}"' in svg
