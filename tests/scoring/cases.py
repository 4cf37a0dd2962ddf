"""Small rubrics and forms, drawn with everything that a form may hold."""

from hypothesis import strategies as st

from questionnaire.scoring import (
    Condition,
    Form,
    Option,
    Question,
    QuestionSet,
    Rubric,
    Strategy,
    Veto,
)

KEYS = "abc"

fit = st.integers(0, 4)
fits = st.lists(st.tuples(fit, fit, fit), min_size=2, max_size=3)


@st.composite
def sets(draw: st.DrawFn) -> QuestionSet:
    """Draw a set of one or two questions; its keys are given later."""
    questions = []
    for _ in range(draw(st.integers(1, 2))):
        options = tuple(Option(key, row) for key, row in zip(KEYS, draw(fits), strict=False))
        questions.append(Question("", options, changeable=draw(st.booleans())))
    return QuestionSet("", tuple(questions))


def named(parts: list[QuestionSet]) -> tuple[QuestionSet, ...]:
    """Give each set and question a key."""
    return tuple(
        QuestionSet(
            f"s{at}",
            tuple(
                Question(f"q{at}{number}", one.options, one.changeable)
                for number, one in enumerate(part.questions)
            ),
        )
        for at, part in enumerate(parts)
    )


@st.composite
def vetoes(draw: st.DrawFn, questions: list[Question]) -> tuple[Veto, ...]:
    """Draw up to three vetoes of one or two conditions."""
    rules = []
    for at in range(draw(st.integers(0, 3))):
        asked = draw(st.lists(st.sampled_from(questions), min_size=1, max_size=2, unique=True))
        conditions = tuple(
            Condition(
                one.key,
                draw(st.frozensets(st.sampled_from([o.key for o in one.options]), min_size=1)),
            )
            for one in asked
        )
        rules.append(Veto(f"v{at}", draw(st.sampled_from(Strategy)), conditions))
    return tuple(rules)


@st.composite
def forms(draw: st.DrawFn, rubric: Rubric) -> Form:
    """Draw answers, "not sure" and none at all, and importances, 0 and not stated among them."""
    answers = {
        one.key: draw(st.sampled_from([None, *(o.key for o in one.options)]))
        for one in rubric.questions
        if draw(st.integers(0, 5))
    }
    rating = st.one_of(st.none(), st.integers(1, 5))
    importance = {part.key: draw(rating) for part in rubric.sets}
    if len(rubric.sets) > 2 and draw(st.booleans()):
        importance[rubric.sets[0].key] = 0
    return Form(answers, importance)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rubric, Form]:
    """Draw a rubric of two or three sets, facts and vetoes among them, and a form."""
    parts = named(draw(st.lists(sets(), min_size=2, max_size=3)))
    facts = (Question("f", (Option("yes"), Option("no")), changeable=False),)
    asked = [one for part in parts for one in part.questions] + list(facts)
    rubric = Rubric("drawn", parts, facts, draw(vetoes(asked)))
    return rubric, draw(forms(rubric))
