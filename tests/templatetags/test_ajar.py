import pytest
from django.template import RequestContext, Template
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


@pytest.mark.parametrize(("strategy", "shapes"), [("open", 1), ("hybrid", 2), ("closed", 2)])
def test_mark_differs_by_shape_for_each_strategy(strategy: str, shapes: int) -> None:
    svg = rendered(f'{{% mark "{strategy}" %}}')
    assert svg.count("<circle") + svg.count("<path") == shapes
    assert f'class="mark {strategy}"' in svg
