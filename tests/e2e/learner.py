"""A learner in a browser: finds a course, joins, does what each page offers, and carries the certificate home."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.paper import Paper

CONTENT = Path(__file__).resolve().parents[2] / "demo" / "content" / "items"
ANSWER = "Ich frage im Rathaus nach. Das habe ich mir überlegt."
# What a lesson offers, in this order; what is done offers itself no more.
OFFERS = (
    'section.quiz:not(:has(.answered)) form[action$="/start/"]',
    "form[data-quiz]",
    'form[action$="/watched/"]',
    'form[action$="/read/"]',
    'section > form[action$="/hand_in/"]',
    'form[action$="/done/"]',
    "a#next",
)
MANY = 400


@lru_cache
def right_answers() -> dict[str, dict[str, Any]]:
    """Every demo item by its prompt, in each language."""
    items = [item for file in CONTENT.glob("*.toml") for item in tomllib.loads(file.read_text("utf-8"))["item"]]
    return {_plain(prompt): item for item in items for prompt in item["prompt"].values()}


def _plain(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Learner:
    """Whoever holds the page. `base` is the site's address with the language: `http://…/de`."""

    page: Page
    base: str

    # Hands: what a mouse or a finger does. A keyboard does it in another way.

    def hit(self, what: Locator) -> None:
        what.click()

    def tick(self, what: Locator) -> None:
        what.check()

    def write(self, what: Locator, text: str) -> None:
        what.fill(text)

    # Ways through the site

    def press(self, what: Locator) -> None:
        """Follows a link or sends a form, and waits for the next page."""
        with self.page.expect_navigation():
            self.hit(what)

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto(f"{self.base}/account/login/")
        self.write(self.page.locator("input[name=login]"), username)
        self.write(self.page.locator("input[name=password]"), password)
        self.press(self.page.locator("main form button.btn").first)

    def find(self, track: str) -> None:
        """From the home page through the door of a track to its first course."""
        self.page.goto(f"{self.base}/")
        self.press(self.page.locator(f"main .door-{track} a"))
        self.press(self.page.locator("#begin"))

    def join(self, name: str) -> None:
        """Joins the course of the page without being known: sign-up in one screen, and back to joining."""
        main = self.page.locator("main")
        self.press(main.locator('a.btn[href*="/enrol/"]'))
        self.press(main.locator('form[method="post"] button'))
        self.write(main.locator("input[name=name]"), name)
        self.tick(main.locator("input[name=of_age]"))
        self.press(main.locator("form button.btn"))
        self.press(main.locator("form button.btn:not(.quiet)"))
        if "/enrol/" in self.page.url:
            self.press(main.locator('form[method="post"] button'))
        expect(self.page.locator("#next")).to_be_visible()

    def complete(self) -> int:
        """Does what is offered, from the course page on, until the course is complete; says how many lessons it had."""
        certificate = self.page.locator('main a.btn[href$="/certificates/"]')
        self.press(self.page.locator("a#next"))
        lessons: set[str] = set()
        for _ in range(MANY):
            if certificate.count():
                self.press(certificate)
                return len(lessons)
            lessons.add(self._here())
            self._do_one()
        raise AssertionError(f"{self.page.url} has no end")

    def do_lesson(self) -> None:
        """Does what the lesson offers, until it leads on."""
        lesson = self._here()
        while self._here() == lesson:
            self._do_one()

    def _here(self) -> str:
        return self.page.url.partition("#")[0]

    def _do_one(self) -> None:
        for offer in OFFERS:
            found = self.page.locator(f"main {offer}").first
            if found.count():
                break
        else:
            raise AssertionError(f"{self.page.url} offers nothing")
        if offer == "a#next":
            return self.press(found)
        for item in found.locator("fieldset[data-item]").all():
            self.answer(item)
        if "hand_in" in offer:
            self.write(found.locator("textarea"), ANSWER)
        return self.press(found.locator("button:not([formaction])"))

    def answer(self, item: Locator) -> None:
        wanted = right_answers()[_plain(item.locator("legend span").last.inner_text())]
        kind = wanted["kind"]
        if kind in ("single_choice", "multiple_choice"):
            for choice in wanted["choice"]:
                if choice["correct"]:
                    self.tick(item.locator(f'input[value="{choice["key"]}"]'))
        elif kind == "true_false":
            self.tick(item.locator(f'input[value="{str(wanted["answer"]).lower()}"]'))
        elif kind == "number":
            self.write(item.locator("input[inputmode]"), str(wanted["value"]))
        else:
            self.write(item.locator("input[maxlength]"), wanted["accepted"]["de"][0])

    def certify(self, latin: str, native: str = "") -> Paper:
        """Confirms the name as it will be printed, and downloads the paper."""
        main = self.page.locator("main")
        self.press(self._soon('main a.btn[href$="/name/"]'))
        self.write(main.locator("input[name=latin_name]"), latin)
        self.write(main.locator("input[name=native_name]"), native)
        self.press(main.locator("form button.btn"))
        for name in filter(None, (latin, native)):
            expect(main.locator(".printed")).to_contain_text(name)
        self.press(main.locator("button[name=confirm]"))
        paper = self._soon('main a[href$="/paper.pdf"]')
        with self.page.expect_download() as download:
            self.hit(paper)
        return Paper(download.value.path().read_bytes())

    def _soon(self, wanted: str) -> Locator:
        """What a job is about to make: the page says so, and is loaded again."""
        for _ in range(20):
            if self.page.locator(wanted).count():
                break
            expect(self.page.locator("main [role=status]").first).to_be_visible()
            self.page.wait_for_timeout(500)
            self.page.reload()
        return self.page.locator(wanted)


class KeyboardLearner(Learner):
    """The same without a mouse: Tab, Enter, space, arrows; and what has the focus is seen."""

    def hit(self, what: Locator) -> None:
        self._reach(what)
        self.page.keyboard.press("Enter")

    def tick(self, what: Locator) -> None:
        if what.get_attribute("type") == "checkbox":
            self._reach(what)
            if not what.is_checked():
                self.page.keyboard.press("Space")
        else:
            group = what.get_attribute("name")
            self._reach(self.page.locator(f'input[name="{group}"]'))
            for _ in range(MANY):
                if what.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        expect(what).to_be_checked()

    def write(self, what: Locator, text: str) -> None:
        self._reach(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")

    def _reach(self, what: Locator) -> None:
        """Walks with Tab until one of `what` has the focus."""
        what.first.wait_for()
        for _ in range(MANY):
            if what.evaluate_all("all => all.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab does not lead to {what} on {self.page.url}")
        focused = self.page.locator(":focus")
        expect(focused).to_be_in_viewport()
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") != "none", what
