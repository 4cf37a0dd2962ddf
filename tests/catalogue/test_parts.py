from questionnaire.catalogue.parts import parts_of
from tests import factories

PARTS = parts_of(factories.content())


def test_parts_come_in_the_order_in_which_a_founder_meets_them() -> None:
    assert [place for place in PARTS if place.count(".") < 2] == [
        "",
        *(f"strategies.{strategy}" for strategy in ("open", "closed", "hybrid")),
        *("sets.money", "questions.M1", "questions.M2"),
        *("sets.people", "questions.P1", "questions.P2"),
        *("sets.facts", "questions.K1"),
        *("vetoes.no_rights", "vetoes.no_secret", "vetoes.no_split", "tensions.odd"),
        *("sources.paper", "sources.book"),
    ]


def test_part_knows_its_texts_in_each_language() -> None:
    question = PARTS["questions.M1"]
    assert list(question.texts) == ["questions.M1.text", "questions.M1.help", "questions.M1.why"]
    assert question.say("questions.M1.help", "it") == "Help with M1 [it]"
    assert PARTS["vetoes.no_rights"].say("vetoes.no_rights", "fr") == "Veto no_rights [fr]"
    assert PARTS[""].say("title", "de") == "Title [de]"
    assert PARTS[""].say("subtitle", "de") == ""


def test_part_knows_its_list_and_its_place_in_it() -> None:
    def where(place: str) -> tuple[str, int]:
        return PARTS[place].among, PARTS[place].position

    assert where("sets.people") == ("sets", 2)
    assert where("questions.P2") == ("sets.people", 2)
    assert where("questions.P2.options.c") == ("questions.P2", 3)
    assert where("sets.money.advice.go_closed") == ("sets.money.advice.closed", 1)
    assert where("sources.book") == ("sources", 2)


def test_part_knows_its_fits_sources_and_settings() -> None:
    assert PARTS["questions.K1.options.no"].fits is None
    assert PARTS["questions.M1"].sources == ("paper", "book")
    assert PARTS["questions.P2"].settings == {"covers": "¿P2?", "changeable": False}
    assert PARTS["sources.book"].settings == {"citation": "B. Author, A Book", "url": ""}
