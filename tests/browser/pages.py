"""The pages as a founder uses them; nothing here depends on the language they are in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect


class Walk:
    """One founder's pages, in one tab."""

    def __init__(self, page: Page, address: str, language: str = "en") -> None:
        self.page = page
        self.address = address
        self.language = language
        self.link = ""

    def home(self) -> None:
        """Open the first page."""
        self.page.goto(f"{self.address}/{self.language}/")

    def start(self, name: str = "") -> None:
        """Go from the first page to the overview."""
        self.home()
        self.page.locator(".hero .actions a").first.click()
        self.page.locator("[name=venture_name]").fill(name)
        self.page.locator("form#start .button").click()
        expect(self.page.locator("#private-link")).to_be_visible()
        self.link = self.page.url

    def resume(self, token: str) -> None:
        """Take up a submission that was begun elsewhere, without opening a page yet."""
        self.link = f"{self.address}/{self.language}/walk/{token}/"

    def open(self, step: str = "") -> None:
        """Open a step by its path, such as "sets/team/", "check/" or "" for the overview."""
        self.page.goto(self.link + step)

    def open_set(self, key: str) -> None:
        """Open one set's page."""
        self.open(f"sets/{key}/")

    @property
    def saved(self) -> Locator:
        """The header's word on whether everything is saved."""
        return self.page.locator("#saved")

    @property
    def notice(self) -> Locator:
        """What the page has to say about what was sent."""
        return self.page.locator("#notice .summary")

    def radio(self, name: str, value: str) -> Locator:
        """Return one radio button."""
        return self.page.locator(f"input[type=radio][name='{name}'][value='{value}']")

    def note(self, question: str) -> Locator:
        """Return a question's note, its disclosure opened."""
        note = self.page.locator(f"#{question}-note")
        if not note.is_visible():
            self.page.locator("details", has=note).locator("summary").click()
        return note

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Wait until what happens inside was sent, saved, and said to be saved."""
        self.page.evaluate("document.getElementById('saved').replaceChildren()")
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            yield
        assert sent.value.ok
        expect(self.saved.locator("time")).to_be_visible()

    def answer(self, answers: Mapping[str, str]) -> None:
        """Give answers on a page with JavaScript, each saved before the next is given."""
        for question, choice in answers.items():
            with self.saving():
                self.radio(question, choice).check()

    def tick(self, answers: Mapping[str, str]) -> None:
        """Give answers without waiting for anything."""
        for question, choice in answers.items():
            self.radio(question, choice).check()

    def go_on(self) -> None:
        """Press Continue."""
        self.page.locator("form#answers .actions .button").first.click()

    def change_language(self, code: str) -> None:
        """Choose a language from the menu in the header."""
        self.page.locator("details.languages summary").click()
        self.page.locator(f"details.languages button[value={code}]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", code)
        self.language = code

    def submit(self) -> None:
        """Submit, on the page that shows all answers."""
        self.page.locator("form.submit .button").first.click()

    def expect_result(self, strategy: str, wording: str) -> None:
        """Find oneself at a result that says this."""
        main = self.page.locator("main")
        expect(main).to_have_attribute("data-strategy", strategy)
        expect(main).to_have_attribute("data-wording", wording)
        assert self.page.url.endswith("/result/")
