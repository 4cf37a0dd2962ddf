"""Every page a founder can come to see, brought up one by one in one tab."""

from collections.abc import Callable, Iterator, Mapping

from playwright.sync_api import expect

from questionnaire.catalogue.content import Structure
from questionnaire.models import Submission
from questionnaire.scoring import Strategy
from questionnaire.walk import services
from tests.browser import cohorts
from tests.browser.founders import (
    Answers,
    answer_elsewhere,
    decided,
    mixed,
    saved_choices,
    submitted,
    torn,
    unsure,
)
from tests.browser.stage import Scene, Stage

TOO_LONG = "x" * 2_001


def start_with_error(stage: Stage) -> None:
    stage.go(f"start/{stage.questionnaire.key}/")
    stage.walk.page.locator("[name=email]").fill("nobody")
    stage.walk.page.locator("form#start .button").click()
    expect(stage.walk.page.locator("#summary")).to_be_visible()


def resume_with_error(stage: Stage) -> None:
    stage.go("continue/")
    stage.walk.page.locator("[name=link]").fill("https://nobody.example/")
    stage.walk.page.locator("main form .button").click()
    expect(stage.walk.page.locator("#summary")).to_be_visible()


def expired(stage: Stage) -> None:
    stage.go(f"start/{stage.questionnaire.key}/")
    stage.walk.page.context.clear_cookies()
    stage.walk.page.locator("form#start .button").click()
    expect(stage.walk.page.locator("main form input[type=hidden]").first).to_be_attached()


def overview(stage: Stage) -> None:
    stage.begin({"F1": "grants"})
    stage.walk.open()


def overview_with_error(stage: Stage) -> None:
    stage.begin()
    stage.walk.open()
    stage.walk.page.locator("[name=email]").fill("nobody")
    stage.walk.page.locator("form.inline .button").click()
    expect(stage.walk.page.locator("#error_1_id_email")).to_be_visible()


def question_set(key: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.begin({"F1": "grants"})
        stage.walk.open_set(key)

    return scene


def set_with_error(stage: Stage) -> None:
    stage.begin({"F1": "grants"})
    stage.walk.open_set("funding")
    stage.walk.note("F2").fill(TOO_LONG)
    stage.walk.go_on()
    expect(stage.walk.page.locator("#F2-note[aria-invalid]")).to_be_visible()


def set_with_conflict(stage: Stage) -> None:
    token = stage.begin()
    stage.walk.open_set("team")
    answer_elsewhere(token, {"T6": "many"})
    stage.walk.radio("T6", "secret").check()
    expect(stage.walk.notice).to_be_visible()
    assert saved_choices(Submission.objects.latest("pk")) == {"T6": "many"}


def stale_set(stage: Stage) -> None:
    token = stage.begin()
    stage.walk.open_set("team")
    services.submit(token=token, language="en")
    stage.walk.radio("T6", "secret").check()
    stage.walk.go_on()
    expect(stage.walk.notice).to_be_visible()


def importance(stage: Stage) -> None:
    stage.begin()
    stage.walk.open("importance/")


def importance_with_error(stage: Stage) -> None:
    importance(stage)
    parts = [part.key for part in stage.structure.sets if part.kind == "scored"]
    stage.walk.tick(dict.fromkeys(parts, "0"))
    stage.walk.go_on()
    expect(stage.walk.notice).to_be_visible()


def check(stage: Stage) -> None:
    answers = dict(torn(stage.structure))
    del answers["X18"]
    stage.begin(answers)
    stage.walk.open("check/")


def result(answers: Callable[[Structure], Answers], wording: str) -> Scene:
    return lambda stage: stage.show_result(answers(stage.structure), wording)


def clear(strategy: Strategy) -> Scene:
    return result(lambda structure: decided(structure, strategy), "clear")


def between(one: Strategy, other: Strategy, wording: str) -> Scene:
    return result(lambda structure: mixed(structure, one, other), wording)


def of_a_result(path: str) -> Scene:
    """Return the scene of a page that belongs to a submitted walk."""

    def scene(stage: Stage) -> None:
        answers = decided(stage.structure, Strategy.HYBRID)
        token = submitted(stage.questionnaire, answers, language=stage.walk.language)
        stage.go(f"walk/{token}/{path}")

    return scene


def shared(stage: Stage) -> None:
    of_a_result("result/")(stage)
    stage.walk.page.locator("#share form button").first.click()
    stage.walk.page.goto(stage.walk.page.locator("#share-1").input_value())


def verify_with_error(stage: Stage) -> None:
    stage.go("verify/")
    stage.walk.page.locator("textarea").fill('{"schema_version": 1}')
    stage.walk.page.locator("main form .button").first.click()
    expect(stage.walk.page.locator("textarea")).to_have_value('{"schema_version": 1}')


SCENES: Mapping[str, Mapping[str, Scene]] = {
    "entry": {
        "home": lambda stage: stage.go(""),
        "start": lambda stage: stage.go(f"start/{stage.questionnaire.key}/"),
        "start with an error": start_with_error,
        "continue": lambda stage: stage.go("continue/"),
        "continue with an error": resume_with_error,
        "nothing here": lambda stage: stage.go("walk/no-such-walk-at-all-anywhere/"),
        "expired": expired,
        "overview": overview,
        "overview with an error": overview_with_error,
    },
    "joining": cohorts.SCENES,
    "sets": {
        key: question_set(key)
        for key in ("funding", "team", "experimentation", "loyalty", "ethics", "facts")
    },
    "troubles": {
        "set with an error": set_with_error,
        "set with a conflict": set_with_conflict,
        "stale set": stale_set,
        "importance": importance,
        "importance with an error": importance_with_error,
        "check": check,
    },
    "results": {
        "open": clear(Strategy.OPEN),
        "closed": clear(Strategy.CLOSED),
        "sample": lambda stage: stage.go(f"sample/{stage.questionnaire.key}/"),
    },
    "doubts": {
        "too close to call": between(Strategy.HYBRID, Strategy.CLOSED, "too_close_to_call"),
        "none compatible": result(torn, "none_compatible"),
        "too early": result(unsure, "too_early"),
    },
    "around a result": {
        "trial": of_a_result("try/?F1=grants"),
        "history": of_a_result("history/"),
        "delete": of_a_result("delete/"),
        "shared": shared,
        "verify": lambda stage: stage.go("verify/"),
        "verify with an error": verify_with_error,
    },
}


def shown(stage: Stage, group: str) -> Iterator[str]:
    """Bring up the pages of a group one after the other, with what is folded away unfolded."""
    for name, scene in SCENES[group].items():
        scene(stage)
        stage.walk.page.locator("main details").evaluate_all(
            "all => all.forEach(details => { details.open = true })"
        )
        yield name
