"""From the keys and numbers of an explanation to sentences, in one language."""

import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from questionnaire.catalogue.values import (
    FrozenOption,
    FrozenQuestion,
    FrozenQuestionnaire,
    FrozenStrategy,
)
from questionnaire.results.shown import Explained, Finding, FindOut, Flip, FlipGroup
from questionnaire.scoring import Kind, Strategy

GROUP_TITLES: Mapping[Kind, Promise] = {
    Kind.DECISION: gettext_lazy("If you decided otherwise"),
    Kind.FINDING_OUT: gettext_lazy("If it turned out so"),
    Kind.FACT: gettext_lazy("If the facts were different"),
}
ONE_CHANGE: Mapping[Kind, Promise] = {
    Kind.DECISION: gettext_lazy("If your answer to “%(question)s” were “%(option)s”"),
    Kind.FINDING_OUT: gettext_lazy("If the answer to “%(question)s” turned out to be “%(option)s”"),
    Kind.FACT: gettext_lazy("If the answer to “%(question)s” had been “%(option)s”"),
}
TWO_CHANGES = gettext_lazy(
    "If your answer to “%(question)s” were “%(option)s”, and your answer to “%(other_question)s” "
    "were “%(other_option)s”"
)


def explained(explanation: Mapping[str, Any], questionnaire: FrozenQuestionnaire) -> Explained:
    """Return a stored explanation as a page shows it, in the questionnaire's language."""
    return _Explainer(explanation, questionnaire).explained()


class _Explainer:
    """Reads one explanation; each method makes one part of the page."""

    def __init__(self, explanation: Mapping[str, Any], questionnaire: FrozenQuestionnaire) -> None:
        self.explanation = explanation
        self.questionnaire = questionnaire
        self.robustness = explanation["robustness"]

    def explained(self) -> Explained:
        return Explained(
            groups=tuple(self.groups()),
            flips_note=self.flips_note(),
            robustness=self.robustness_sentence(),
            shift=self.shift(),
            find_out=tuple(self.find_out()),
        )

    def groups(self) -> list[FlipGroup]:
        flips = [self.flip(one) for one in self.explanation["flips"] or self.explanation["pairs"]]
        return [
            FlipGroup(str(title), tuple(flip for flip in flips if flip.kind is kind))
            for kind, title in GROUP_TITLES.items()
            if any(flip.kind is kind for flip in flips)
        ]

    def flip(self, flip: Mapping[str, Any]) -> Flip:
        kind = Kind(flip["kind"])
        leader = self.strategy(flip["leader"])
        changes = tuple(self.change(change) for change in flip["changes"])
        return Flip(
            kind=kind,
            changes=changes,
            sentence=_sentence(kind, changes),
            towards=leader,
            percent=_percent(flip["acceptability"], leader),
            query=urlencode({question.key: option.key for question, option in changes}),
        )

    def change(self, change: Mapping[str, Any]) -> tuple[FrozenQuestion, FrozenOption]:
        question = self.questionnaire.questions[change["question"]]
        return question, question.option(change["option"])

    def flips_note(self) -> str:
        if self.explanation["flips"]:
            return _("No other single answer would.")
        if self.explanation["pairs"]:
            return _("No single answer would change it; it takes two together.")
        if self.robustness["exhaustive"]:
            return _("No one or two other answers would change it.")
        tried = self.robustness["pairs_tried"]
        return ngettext(
            "No single other answer would change it, nor would the likeliest pair.",
            "No single other answer would change it, nor would any of the %(count)s likeliest "
            "pairs.",
            tried,
        ) % {"count": tried}

    def robustness_sentence(self) -> str:
        fewest = self.robustness["fewest_changes"]
        if fewest is None:
            return _("This result stands firm.")
        if fewest > 1:
            return _("It takes at least two other answers to change this result.")
        flipping = self.robustness["flipping"]
        return ngettext(
            "%(count)s of %(total)s other answers that you could give would, by itself, put "
            "another strategy first.",
            "%(count)s of %(total)s other answers that you could give would, each by itself, put "
            "another strategy first.",
            flipping,
        ) % {"count": flipping, "total": self.robustness["single_changes"]}

    def shift(self) -> str:
        if not self.explanation["weight_shifts"]:
            return _("No shift of weight from one set to another would change the order by itself.")
        smallest = self.explanation["weight_shifts"][0]
        if smallest["leader"] != self.explanation["leader"]:
            # At mean weights another strategy leads already: there is nothing to catch up with.
            return ""
        new_leader = self.questionnaire.strategies[Strategy(smallest["new_leader"])]
        points = math.ceil(100 * smallest["moved"])
        return ngettext(
            "If %(count)s percentage point of weight moved from “%(giving)s” to “%(taking)s”, "
            "“%(strategy)s” would draw level.",
            "If %(count)s percentage points of weight moved from “%(giving)s” to “%(taking)s”, "
            "“%(strategy)s” would draw level.",
            points,
        ) % {
            "count": points,
            "giving": self.questionnaire.sets_by_key[smallest["from_set"]].name,
            "taking": self.questionnaire.sets_by_key[smallest["to_set"]].name,
            "strategy": new_leader.name,
        }

    def find_out(self) -> list[FindOut]:
        return [
            FindOut(
                question=question,
                sentence=_worth(one["value"], one["movement"]),
                findings=tuple(
                    Finding(question.option(found["option"]), leader, percent)
                    for found in one["findings"]
                    for leader in (self.strategy(found["leader"]),)
                    for percent in (_percent(found["acceptability"], leader),)
                ),
            )
            for one in self.explanation["find_out"]
            for question in (self.questionnaire.questions[one["question"]],)
        ]

    def strategy(self, key: str | None) -> FrozenStrategy | None:
        return self.questionnaire.strategies[Strategy(key)] if key else None


def _sentence(kind: Kind, changes: tuple[tuple[FrozenQuestion, FrozenOption], ...]) -> str:
    (question, option), *others = changes
    words = {"question": question.text, "option": option.text}
    if not others:
        return str(ONE_CHANGE[kind]) % words
    (other_question, other_option) = others[0]
    words |= {"other_question": other_question.text, "other_option": other_option.text}
    return str(TWO_CHANGES) % words


def _worth(value: float, movement: float) -> str:
    """Return what knowing an answer is worth, in readings out of 100."""
    points = round(100 * value)
    if points:
        return ngettext(
            "Knowing this would make the result surer by about %(count)s reading in 100.",
            "Knowing this would make the result surer by about %(count)s readings in 100.",
            points,
        ) % {"count": points}
    if round(100 * movement):
        return _("Knowing this would not change the advice, but it would move the numbers.")
    return _("Knowing this would not change the advice.")


def _percent(acceptability: Mapping[str, float], leader: FrozenStrategy | None) -> int:
    return round(100 * acceptability[leader.strategy]) if leader else 0
