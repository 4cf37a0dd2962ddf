import pytest
from django.template import Context, Template

from questionnaire.templatetags.accounts import as_json, browser_name

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:143.0) Gecko/20100101 Firefox/143.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome, Linux"),
        (EDGE, "Edge, Windows"),
        (SAFARI, "Safari, iPhone"),
        (FIREFOX, "Firefox, Mac"),
        ("curl/8.0", "Another program"),
        ("", "Another program"),
    ],
)
def test_browser_has_a_name_that_people_know(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


def test_json_stands_in_an_attribute_without_breaking_out_of_it() -> None:
    assert as_json({"a": '"<'}) == '{"a": "\\"<"}'
    template = Template('{% load accounts %}<p data-x="{% as_json value %}">')
    rendered = template.render(Context({"value": {"a": '"><script>'}}))
    assert rendered.count('"') == 2
    assert "<script>" not in rendered
