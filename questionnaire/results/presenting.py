"""From the keys and numbers of a stored outcome to what a page shows, in one language."""

from collections.abc import Mapping
from typing import Any

from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire, FrozenStrategy
from questionnaire.results import sentences
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said
from questionnaire.results.charts import door, openness, span, whole_percents
from questionnaire.results.explaining import explained
from questionnaire.results.shown import (
    Bar,
    Explained,
    NextSteps,
    Reason,
    Result,
    RuledOut,
    SetPull,
    Side,
    Summary,
    Tension,
)
from questionnaire.scoring import CapReason, Strategy, Wording

# From this share of readings on, a veto is shown as ruling its strategy out
MOSTLY = 0.5
# From the open door to the shut one
SPECTRUM = (Strategy.OPEN, Strategy.HYBRID, Strategy.CLOSED)


def present(
    outcome: Mapping[str, Any], questionnaire: FrozenQuestionnaire, answers: Mapping[str, Said]
) -> Result:
    """Return a stored outcome as a page shows it, in the questionnaire's language."""
    return _Presenter(outcome, questionnaire, answers).result()


def speaking_for(
    strategy: Strategy,
    sign: int,
    difference: Mapping[str, Any],
    questionnaire: FrozenQuestionnaire,
    answers: Mapping[str, Said],
) -> Side:
    """Return what speaks for a strategy: of a stored difference between two, one `sign` (1, -1)."""
    reasons = []
    for key, pull in difference["answers"].items():
        said = answers.get(key, Said())
        if said.choice in (UNANSWERED, NOT_SURE) or sign * pull <= 0:
            continue
        question = questionnaire.questions[key]
        option = question.option(said.choice)
        reasons.append(Reason(question, option, said.note, sign * pull))
    reasons.sort(key=lambda reason: -reason.pull)
    return Side(strategy, str(sentences.SPEAKS_FOR[strategy]), tuple(reasons))


class _Presenter:
    """Reads one outcome; each method makes one part of the page."""

    def __init__(
        self,
        outcome: Mapping[str, Any],
        questionnaire: FrozenQuestionnaire,
        answers: Mapping[str, Said],
    ) -> None:
        self.outcome = outcome
        self.questionnaire = questionnaire
        self.answers = answers
        self.wording = Wording(outcome["wording"])
        self.first, self.second, _third = (
            questionnaire.strategies[Strategy(key)] for key in outcome["ranking"]
        )
        self.shares = {Strategy(key): share for key, share in outcome["acceptability"].items()}
        self.percents = whole_percents(self.shares)
        self.is_firm = self.wording in (Wording.CLEAR, Wording.LEANING)
        self.difference = outcome["contributions"][0]

    def result(self) -> Result:
        vetoes, possible = self.vetoes()
        unsure, unanswered = self.open_questions()
        return Result(
            summary=self.summary(),
            sides=(self.side(self.first, 1), self.side(self.second, -1)),
            sets=tuple(self.set_pulls()),
            vetoes=vetoes,
            possible_vetoes=possible,
            tensions=tuple(self.tensions()),
            unsure=unsure,
            unanswered=unanswered,
            next_steps=tuple(self.next_steps()),
            explained=self.explained(),
        )

    def summary(self) -> Summary:
        own = self.first if self.is_firm else None
        headline = own.headline if own else ""
        return Summary(
            strategy=own,
            wording=self.wording,
            headline=sentences.headline(self.wording, headline, self.first.name, self.second.name),
            lede=tuple(self.lede()),
            caps=tuple(self.caps()),
            door=door(0 if self.wording is Wording.NONE_COMPATIBLE else openness(self.shares)),
            bars=tuple(self.bars()),
            first=self.first,
            second=self.second,
        )

    def lede(self) -> list[str]:
        said = []
        eliminated = self.outcome["eliminated"]
        probability = self.outcome["veto_probability"]
        if self.is_firm and eliminated and _mostly(eliminated["vetoes"], probability):
            pair = (Strategy(eliminated["strategy"]), self.first.strategy)
            said.append(str(sentences.ELIMINATED[pair]))
        elif self.is_firm:
            said.append(str(sentences.BEST_FIT[self.first.strategy]))
        said.append(
            sentences.certainty(
                self.wording,
                first=self.first.name,
                second=self.second.name,
                first_percent=self.percents[self.first.strategy],
                second_percent=self.percents[self.second.strategy],
            )
        )
        return said

    def caps(self) -> list[str]:
        said = []
        for cap in self.outcome["caps"]:
            part = self.questionnaire.sets_by_key.get(cap["key"])
            sentence = str(sentences.CAPS[CapReason(cap["reason"])])
            said.append(sentence % {"name": part.name if part else ""})
        return list(dict.fromkeys(said))

    def bars(self) -> list[Bar]:
        return [
            Bar(text, self.percents[strategy], span(self.shares[strategy], 1))
            for strategy in SPECTRUM
            for text in (self.questionnaire.strategies[strategy],)
        ]

    def side(self, strategy: FrozenStrategy, sign: int) -> Side:
        """Return what speaks for one of the first two, against the other."""
        return speaking_for(
            strategy.strategy, sign, self.difference, self.questionnaire, self.answers
        )

    def set_pulls(self) -> list[SetPull]:
        pulls = self.difference["sets"]
        scale = max((abs(pull) for pull in pulls.values()), default=0)
        return [
            SetPull(
                part=part,
                towards=self.first if pull > 0 else self.second if pull < 0 else None,
                span=span(pull, scale),
                pull=abs(pull),
                values=tuple(
                    self.outcome["set_values"][part.key][strategy] for strategy in SPECTRUM
                ),
            )
            for part in self.questionnaire.scored_sets
            if (pull := pulls.get(part.key)) is not None
        ]

    def vetoes(self) -> tuple[tuple[RuledOut, ...], tuple[RuledOut, ...]]:
        """Return what is ruled out in most readings, and what in some."""
        fired: list[RuledOut] = []
        possible: list[RuledOut] = []
        # A fact marked "not sure" fires nothing, and still keeps the result from being clear.
        unsure = {
            cap["key"] for cap in self.outcome["caps"] if cap["reason"] == CapReason.UNSURE_VETO
        }
        for key, rule in self.questionnaire.vetoes.items():
            probability = self.outcome["veto_probability"][key]
            if not (probability or key in unsure) or rule.rules_out is None:
                continue
            mostly = probability > MOSTLY
            titles = sentences.RULED_OUT if mostly else sentences.MAY_BE_RULED_OUT
            title = str(titles[rule.rules_out])
            shown = RuledOut(title, rule, self.questions(rule.questions))
            (fired if mostly else possible).append(shown)
        return tuple(fired), tuple(possible)

    def open_questions(self) -> tuple[tuple[FrozenQuestion, ...], tuple[FrozenQuestion, ...]]:
        """Return the questions marked "not sure yet", and those without any answer."""
        unsure: list[FrozenQuestion] = []
        unanswered: list[FrozenQuestion] = []
        for key in self.outcome["unsure"]:
            said = self.answers.get(key, Said())
            rest = unsure if said.choice == NOT_SURE else unanswered
            rest.append(self.questionnaire.questions[key])
        return tuple(unsure), tuple(unanswered)

    def tensions(self) -> list[Tension]:
        """Return the tensions that hold, in the order of the questionnaire."""
        return [
            Tension(rule, self.questions(rule.questions))
            for key, rule in self.questionnaire.tensions.items()
            if key in self.outcome["tensions"]
        ]

    def next_steps(self) -> list[NextSteps]:
        if not self.is_firm:
            return []
        return [
            NextSteps(part, part.advice[self.first.strategy])
            for part in self.questionnaire.scored_sets
            if part.advice[self.first.strategy]
        ]

    def explained(self) -> Explained | None:
        explanation = self.outcome.get("explanation")
        return explained(explanation, self.questionnaire) if explanation else None

    def questions(self, keys: tuple[str, ...]) -> tuple[FrozenQuestion, ...]:
        return tuple(self.questionnaire.questions[key] for key in keys)


def _mostly(vetoes: list[str], probability: Mapping[str, float]) -> bool:
    """Tell whether any of the vetoes fires in most readings."""
    return any(probability[key] > MOSTLY for key in vetoes)
