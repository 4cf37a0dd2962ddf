"""What the sets, questions and tensions of a cohort are called, over all answered versions."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from questionnaire.catalogue.queries import frozen
from questionnaire.enums import QuestionnaireStatus
from questionnaire.models import Cohort, Questionnaire


@dataclass(frozen=True)
class CohortWords:
    """Names by key, in one language; a key that no version has stands for itself."""

    title: str
    sets: dict[str, str]
    questions: dict[str, str]
    options: dict[tuple[str, str], str]
    tensions: dict[str, str]

    def question(self, key: str) -> str:
        """Return the text of a question."""
        return self.questions.get(key, key)

    def option(self, question: str, key: str) -> str:
        """Return the text of an answer."""
        return self.options.get((question, key), key)


def words_of(cohort: Cohort) -> CohortWords:
    """Return the names in the active language, in one query and what is not frozen yet.

    Of what several versions name differently, the newest version's name is taken.
    """
    answered = Questionnaire.objects.filter(pk__in=cohort.submissions.values("questionnaire"))
    versions = Questionnaire.objects.filter(
        Q(pk__in=answered.values("pk"))
        | Q(key=cohort.questionnaire_key, status=QuestionnaireStatus.PUBLISHED)
    )
    words = CohortWords(cohort.questionnaire_key, {}, {}, {}, {})
    title = words.title
    for version in versions.order_by("version", "pk"):
        said = frozen(version, language=get_language() or "en")
        title = said.title
        words.sets.update({part.key: part.name for part in said.sets})
        words.questions.update({key: item.text for key, item in said.questions.items()})
        for key, item in said.questions.items():
            words.options.update({(key, option.key): option.text for option in item.options})
        words.tensions.update({key: rule.message for key, rule in said.tensions.items()})
    return CohortWords(title, words.sets, words.questions, words.options, words.tensions)
