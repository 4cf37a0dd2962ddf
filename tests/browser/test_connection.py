"""Without a connection nothing claims to be saved, and nothing is lost."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.founders import saved_choices
from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("lost_connection")]


def test_answer_given_offline_is_said_to_be_unsaved_and_saved_by_continue(stage: Stage) -> None:
    walk = stage.walk
    stage.begin()
    walk.open_set("team")
    walk.answer({"T6": "many"})
    walk.page.context.set_offline(offline=True)
    walk.radio("T7", "pay").check()
    expect(walk.saved).to_have_class("saved trouble")
    expect(walk.saved.locator("time")).to_have_count(0)
    assert saved_choices() == {"T6": "many"}
    walk.page.context.set_offline(offline=False)
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    assert saved_choices() == {"T6": "many", "T7": "pay"}


def test_next_answer_with_a_connection_saves_those_given_without(stage: Stage) -> None:
    walk = stage.walk
    stage.begin()
    walk.open_set("team")
    walk.page.context.set_offline(offline=True)
    walk.radio("T6", "many").check()
    expect(walk.saved).to_have_class("saved trouble")
    walk.page.context.set_offline(offline=False)
    walk.answer({"T7": "pay"})
    expect(walk.saved).to_have_class("saved")
    assert saved_choices() == {"T6": "many", "T7": "pay"}


def test_importance_given_offline_is_said_to_be_unsaved(stage: Stage) -> None:
    walk = stage.walk
    stage.begin()
    walk.open("importance/")
    walk.page.context.set_offline(offline=True)
    walk.radio("ethics", "5").check()
    expect(walk.saved).to_have_class("saved trouble")


def test_answer_corrected_after_its_acknowledgement_was_lost_is_no_conflict(stage: Stage) -> None:
    walk = stage.walk
    stage.begin()
    walk.open_set("team")

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    walk.page.route("**/sets/team/", lose_the_reply, times=1)
    walk.radio("T6", "many").check()
    expect(walk.saved).to_have_class("saved trouble")
    assert saved_choices() == {"T6": "many"}
    walk.radio("T6", "secret").check()
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    assert saved_choices() == {"T6": "secret"}


@pytest.mark.parametrize("key", ["T6", "T7"])
def test_note_is_saved_while_it_is_being_typed(stage: Stage, key: str) -> None:
    walk = stage.walk
    stage.begin()
    walk.open_set("team")
    with walk.saving():
        walk.note(key).press_sequentially("Still typing")
    expect(walk.note(key)).to_be_focused()
