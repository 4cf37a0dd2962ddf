"""Where every page of a founder is brought up: a tab, and the questionnaire that it can show."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from questionnaire.catalogue.content import Structure
from questionnaire.models import Questionnaire
from tests.browser.founders import Answers, begun, submitted
from tests.browser.pages import Walk


@dataclass(frozen=True)
class Stage:
    """A tab, and the questionnaire that it can show."""

    walk: Walk
    questionnaire: Questionnaire
    structure: Structure

    def go(self, path: str) -> None:
        """Open a page by its path behind the language."""
        self.walk.page.goto(f"{self.walk.address}/{self.walk.language}/{path}")

    def begin(self, answers: Answers | None = None) -> str:
        """Take up a new submission with these answers; return its token."""
        language = self.walk.language
        name = "Kanzlei & Söhne Sprachmodelle"
        token = begun(self.questionnaire, answers, language=language, name=name)
        self.walk.resume(token)
        return token

    def show_result(self, answers: Answers, wording: str) -> None:
        """Open the result of these answers, which is worded like this."""
        token = submitted(self.questionnaire, answers, language=self.walk.language)
        self.go(f"walk/{token}/result/")
        expect(self.walk.page.locator("main")).to_have_attribute("data-wording", wording)


Scene = Callable[[Stage], None]
