"""Somebody at the editors' desk in a browser: finds, fills, chooses and saves as one does by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

CREATION = ".modal form[data-chooser-modal-creation-form]"
RICH = ".public-DraftEditor-content"


@dataclass
class Writer:
    """Whoever holds the page. `base` is the site's address."""

    page: Page
    base: str

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}/admin/{path}")

    def save(self, button: Locator) -> None:
        """Sends a form; the desk says that it was done."""
        with self.page.expect_navigation():
            button.click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    # Pages

    def browse(self, *titles: str) -> None:
        """From the first page of one's own down the tree."""
        self.go("pages/")
        for title in titles:
            self.page.locator("main tr", has_text=title).locator("td.children a").click()
            expect(self.page.locator("header")).to_contain_text(title[:20])

    def copy(self, title: str, new_title: str, slug: str) -> None:
        """A page of the list, with what is below it."""
        row = self.page.locator("main tr", has_text=title)
        row.locator("[data-w-dropdown-target=toggle]").click()
        self.page.locator("a[href*='/copy/']:visible").click()
        self.page.locator("input[name=new_title]").fill(new_title)
        self.page.locator("input[name=new_slug]").fill(slug)
        self.save(self.page.locator("main form button[type=submit], main form input[type=submit]"))

    def unpublish(self, title: str) -> None:
        """A page of the list leaves the site, with what is below it."""
        self.page.locator("main tr", has_text=title).locator("[data-w-dropdown-target=toggle]").click()
        self.page.locator("a[href*='/unpublish/']:visible").click()
        below = self.page.locator("input[name=include_descendants]")
        if below.count():
            below.check()
        self.save(self.page.locator("main form button[type=submit], main form input[type=submit]"))

    # Items and checks

    def make_bank(self, title: str, key: str) -> None:
        self.go("banks/new/")
        self.page.locator("input[name=title]").fill(title)
        self.page.locator("input[name=key]").fill(key)
        self.save(self.page.locator("main form footer button[type=submit]"))

    @contextmanager
    def item(self, bank: str, kind: str, *, key: str, prompt: str) -> Iterator[Page]:
        """The form of a new item, for its answers; then it is saved."""
        self.go("items/new/")
        self.page.locator("select[name=bank]").select_option(label=bank)
        self.page.locator(f"input[name=kind][value={kind}]").check()
        with self.page.expect_navigation():
            self.page.locator("main form button.button").click()
        self.page.locator("textarea[name=prompt_de]").fill(prompt)
        self.page.locator("input[name=key]").fill(key)
        yield self.page
        self.save(self.page.locator("main form[method=post] > p button"))

    def make_check(self, title: str, prompts: list[str]) -> None:
        self.go("checks/new/")
        self.page.locator("input[name=title]").fill(title)
        for place, prompt in enumerate(prompts):
            self.page.locator("#id_sections-0-placements-ADD").click()
            self.choose(self.page.locator(f"#id_sections-0-placements-{place}-item-chooser"), prompt)
        self.save(self.page.locator("main form footer button[type=submit]"))

    def choose(self, chooser: Locator, title: str) -> None:
        """One of what is there."""
        chooser.locator(".unchosen button").click()
        self.page.locator(".modal a").filter(has_text=title).click()
        expect(chooser).to_contain_text(title)

    # A lesson

    def add_block(self, kind: str) -> None:
        """A block at the end of the lesson's body, by the name of its kind."""
        self.page.locator(".c-sf-add-button").last.click()
        self.page.locator("[role=option]").get_by_text(kind, exact=True).click()

    def type_into(self, rich: Locator, words: str) -> None:
        """Running text, until the editor has put it into its form: it does so a quarter of a second after the last key."""
        rich.click()
        self.page.keyboard.type(words)
        kept = (
            "words => [...document.querySelectorAll('input[type=hidden]')].some(field => field.value.includes(words))"
        )
        self.page.wait_for_function(kept, arg=words)

    @contextmanager
    def new_activity(self, kind: str, title: str) -> Iterator[Locator]:
        """The form of a new activity in the lesson's own dialog, for what its kind asks; then it stands in the lesson."""
        self.add_block("Aktivität")
        self.page.locator(".unchosen button:visible").last.click()
        self.page.locator(".modal a[href='#tab-create']").click()
        form = self.page.locator(CREATION)
        form.locator(f"input[name=kind][value={kind}]").check()
        form.locator("button.button").last.click()
        form.locator("input[name=title_de]").fill(title)
        yield form
        form.locator("> p button").click()
        expect(self.page.locator(".modal")).to_have_count(0)
        expect(self.page.locator(".chosen:visible", has_text=title)).to_have_count(1)

    def save_draft(self) -> None:
        self.save(self.page.locator("footer button.action-save").first)

    def submit(self) -> None:
        """For somebody who may publish."""
        self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        self.save(self.page.locator("footer button[name=action-submit]"))

    def approve(self) -> None:
        """What somebody handed in is published."""
        self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        self.save(self.page.locator("[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"))
