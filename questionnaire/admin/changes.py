"""The changes between two versions as their page shows them: in words, set by set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatchmethod

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from questionnaire.admin.matrix import language_name
from questionnaire.admin.worddiff import Piece, word_difference
from questionnaire.catalogue.content import ConditionItem, Content, Fits, VetoItem
from questionnaire.catalogue.differences import (
    Added,
    Change,
    Moved,
    Refitted,
    Removed,
    Reruled,
    Reset,
    Resourced,
    Reworded,
)
from questionnaire.catalogue.parts import Part, Rule, Setting, parts_of
from questionnaire.catalogue.places import in_words, owner_in_words, owner_of, part_in_words, quoted
from questionnaire.enums import SetKind, Strategy
from questionnaire.models import Question, Questionnaire, QuestionSet, Source
from questionnaire.scoring import STRATEGIES

SETTINGS = {
    "source_language": Questionnaire,
    "kind": QuestionSet,
    "covers": Question,
    "changeable": Question,
    "citation": Source,
    "url": Source,
}


@dataclass(frozen=True)
class Fit:
    """How well a strategy fits an answer, before and after; a dash where it had or has none."""

    strategy: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether it differs."""
        return self.before != self.after


@dataclass(frozen=True)
class Line:
    """A change: what of its owner, what happened to it, and the words or fits before and after."""

    kind: str
    part: str
    what: str
    language: str = ""
    pieces: tuple[Piece, ...] = ()
    fits: tuple[Fit, ...] = ()


@dataclass
class Owner:
    """A question, set, rule, source or strategy with its changes."""

    name: str
    text: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Group:
    """The owners of a set, or of what belongs to no set."""

    name: str
    owners: dict[str, Owner] = field(default_factory=dict)


class Teller:
    """Tells changes in words, quoting the texts of one language."""

    def __init__(self, before: Content, after: Content, language: str) -> None:
        self.language = language
        self.old, self.new = parts_of(before), parts_of(after)

    def groups(self, changes: Iterable[Change]) -> list[Group]:
        """Return the changes by set and owner."""
        found: dict[str, Group] = {}
        for change in changes:
            owner = owner_of(change.place)
            name = self._group_of(owner)
            group = found.setdefault(name, Group(self._group_name(name)))
            told = group.owners.setdefault(
                owner, Owner(owner_in_words(owner), self._main_text(owner))
            )
            told.lines.append(self.line(change))
        order = [name for name in ("", *self._sets(), "rules", "sources") if name in found]
        return [found[name] for name in order]

    def _sets(self) -> Iterator[str]:
        """Yield the sets of both versions: in the new order, then those that went."""
        for place in {**self.new, **self.old}:
            if place.startswith("sets.") and owner_of(place) == place:
                yield place

    def _group_of(self, owner: str) -> str:
        kind = owner.partition(".")[0]
        if kind == "questions":
            return self._part(owner).among
        names = {"sets": owner, "vetoes": "rules", "tensions": "rules", "sources": "sources"}
        return names.get(kind, "")

    def _group_name(self, group: str) -> str:
        names = {
            "": _("The questionnaire as a whole"),
            "rules": _("Vetoes and tensions"),
            "sources": _("Sources"),
        }
        if group in names:
            return names[group]
        said = {"key": group.partition(".")[2], "name": self._main_text(group)}
        return _("Set %(key)s: %(name)s") % said

    def _part(self, place: str) -> Part:
        return self.new.get(place) or self.old[place]

    def _main_text(self, place: str) -> str:
        """Return what a part is known by: its first text."""
        part = self._part(place)
        first = next(iter(part.texts), "")
        return part.say(first, self.language) if place else ""

    @singledispatchmethod
    def line(self, change: Change) -> Line:
        """Return a change in words."""
        raise TypeError(change)

    @line.register
    def _added(self, change: Added) -> Line:
        text = self._whole(change.part)
        fits = _fits(None, change.part.fits) if change.part.fits else ()
        pieces = word_difference("", text)
        return Line(
            change.kind,
            part_in_words(change.place),
            _("added"),
            language=self.language,
            pieces=pieces,
            fits=fits,
        )

    @line.register
    def _removed(self, change: Removed) -> Line:
        text = self._whole(change.part)
        fits = _fits(change.part.fits, None) if change.part.fits else ()
        pieces = word_difference(text, "")
        return Line(
            change.kind,
            part_in_words(change.place),
            _("removed"),
            language=self.language,
            pieces=pieces,
            fits=fits,
        )

    @line.register
    def _moved(self, change: Moved) -> Line:
        said = {"before": change.before, "after": change.after}
        what = _("moved from place %(before)s to %(after)s") % said
        if change.joined:
            lists = {"left": _list_name(change.left), "joined": _list_name(change.joined)}
            what = _("moved from “%(left)s” to “%(joined)s”") % lists
        return Line(change.kind, part_in_words(change.place), what)

    @line.register
    def _reworded(self, change: Reworded) -> Line:
        return Line(
            change.kind,
            part_in_words(change.place),
            language_name(change.language),
            language=change.language,
            pieces=word_difference(change.before, change.after),
        )

    @line.register
    def _refitted(self, change: Refitted) -> Line:
        fits = _fits(change.before, change.after)
        return Line(change.kind, part_in_words(change.place), _("fits"), fits=fits)

    @line.register
    def _reruled(self, change: Reruled) -> Line:
        before, after = self.rule(change.before, self.old), self.rule(change.after, self.new)
        pieces = word_difference(before, after)
        return Line(change.kind, part_in_words(change.place), _("rule"), pieces=pieces)

    @line.register
    def _resourced(self, change: Resourced) -> Line:
        pieces = word_difference(" · ".join(change.before), " · ".join(change.after))
        return Line(change.kind, part_in_words(change.place), _("sources"), pieces=pieces)

    @line.register
    def _reset(self, change: Reset) -> Line:
        field_ = SETTINGS[change.name]._meta.get_field(change.name)  # noqa: SLF001 - Django's own name
        label = getattr(field_, "verbose_name", change.name)
        before, after = (_value(change.name, value) for value in (change.before, change.after))
        pieces = word_difference(before, after)
        return Line(change.kind, part_in_words(change.place), str(label), pieces=pieces)

    def _whole(self, part: Part) -> str:
        """Return all that a part says, which is added or removed with it."""
        said = [part.say(place, self.language) for place in part.texts]
        if part.rule is not None:
            where = self.new if self.new.get(part.place) is part else self.old
            said.insert(0, self.rule(part.rule, where))
        if "citation" in part.settings:
            said.append(str(part.settings["citation"]))
        return "\n".join(text for text in said if text)

    def rule(self, rule: Rule, parts: dict[str, Part]) -> str:
        """Return a rule as a sentence, quoting the answers of one of the versions."""
        conditions = [self._condition(condition, parts) for condition in rule.when_all]
        when = get_text_list(conditions, _("and"))
        if isinstance(rule, VetoItem):
            said = {"when": when, "strategy": Strategy(rule.rules_out.value).label}
            return _("When %(when)s: %(strategy)s is ruled out.") % said
        return _("When %(when)s: these answers pull apart.") % {"when": when}

    def _condition(self, condition: ConditionItem, parts: dict[str, Part]) -> str:
        answers = []
        for key in condition.any_of:
            place = f"questions.{condition.question}.options.{key}"
            part = parts.get(place)
            text = part.say(f"{place}.text", self.language) if part else ""
            answers.append(quoted(text or key))
        said = {"question": condition.question, "answers": get_text_list(answers, _("or"))}
        # Translators: part of a sentence: "When F1 is answered “a” or “b” and F2 is …"
        return _("%(question)s is answered %(answers)s") % said


def _list_name(among: str) -> str:
    """Return what a list is called: of questions by their set, of next steps by strategy."""
    owner, _advice, strategy = among.partition(".advice.")
    return str(Strategy(strategy).label) if strategy else in_words(owner)


def _fits(before: Fits | None, after: Fits | None) -> tuple[Fit, ...]:
    return tuple(
        Fit(str(Strategy(strategy.value).label), _fit(before, strategy), _fit(after, strategy))
        for strategy in STRATEGIES
    )


def _fit(fits: Fits | None, strategy: str) -> str:
    return str(getattr(fits, strategy)) if fits else "–"


def _value(name: str, value: Setting) -> str:
    if isinstance(value, bool):
        return capfirst(_("yes")) if value else capfirst(_("no"))
    if name == "kind":
        return str(SetKind(value).label)
    return language_name(value) if name == "source_language" else value
