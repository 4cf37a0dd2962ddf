"""People by their name, and comments with those whom they name."""

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from questionnaire.models import Comment, Mention, Questionnaire
from questionnaire.templatetags.review import comment_text, language_within, person_name
from tests.review import factories

pytestmark = pytest.mark.django_db


def test_person_is_called_by_name() -> None:
    assert person_name(factories.user("ana")) == "Ana"
    assert person_name(User(email="bo@example.org")) == "bo"
    assert person_name(None) == ""


@pytest.mark.parametrize(
    ("reader", "name"),
    [("en", "Spanish"), ("de", "Spanisch"), ("fr", "espagnol"), ("pt", "espanhol")],
)
def test_language_is_written_as_within_a_sentence(reader: str, name: str) -> None:
    with override(reader):
        assert language_within("es") == name


def test_comment_sets_off_whom_it_names_and_nothing_else(small: Questionnaire) -> None:
    assert small.pk
    cohort = factories.cohort(factories.accelerator())
    ana, other = factories.user("ana"), factories.user("analog")
    User.objects.filter(pk=other.pk).update(first_name="D’Arc & <Co>")
    comment = Comment.objects.create(
        submission=factories.submission(cohort),
        author=ana,
        text="@Ana, @anaconda: ask @D’Arc & <Co>\nor a@ana <script>",
    )
    for person in (ana, other):
        Mention.objects.create(comment=comment, user=person)
    assert comment_text(comment) == (
        "<strong>@Ana</strong>, @anaconda: ask <strong>@D’Arc &amp; &lt;Co&gt;</strong><br>"
        "or a@ana &lt;script&gt;"
    )
