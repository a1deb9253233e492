"""Answers of a quiz on a line that comes and goes: what was ticked without one is handed in, and time hands in by itself."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.learner import Learner

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CHECK = "learn/training/bund-laender-kommunen/"
TEST = "learn/training/ihr-naechster-schritt/"
KEPT, SAVED = "Auf diesem Gerät", "Gespeichert"


def joined(page: Page, base: str, name: str) -> Learner:
    learner = Learner(page, base)
    learner.find("training")
    learner.join(name)
    return learner


def answers(page: Page) -> list[str]:
    """What is ticked or typed."""
    filled = "form[data-quiz] :is(input:checked, input[maxlength])"
    return page.locator(filled).evaluate_all("all => all.filter(one => one.value).map(one => one.name + one.value)")


def test_answers_given_offline_survive_a_closed_tab(demo, phone):
    base = f"{demo.url}/de"
    context = phone.context
    joined(phone, base, "Nadia Funkloch")
    phone.goto(f"{base}/{CHECK}")
    context.set_offline(True)
    items = phone.locator("form[data-quiz] fieldset[data-item]")
    for item in items.all():
        Learner(phone, base).answer(item)
        phone.keyboard.press("Tab")
        expect(item.locator("[role=status]")).to_contain_text(KEPT)
    given, number = answers(phone), items.count()
    assert len(given) >= number > 0
    phone.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{base}/{CHECK}")
    assert answers(page) == given
    for status in page.locator("form[data-quiz] [role=status]").all():
        expect(status).to_have_text(SAVED)
    page.evaluate("localStorage.clear()")
    page.reload()
    assert answers(page) == given  # the server has them
    Learner(page, base).press(page.locator("form[data-quiz] button:not([formaction])"))
    expect(page.locator("[data-quiz-done] .answered.right")).to_have_count(number)
    expect(page.locator("[data-quiz-done] .answered")).to_have_count(number)


@pytest.fixture
def one_minute(demo):
    """The demo's tests take one minute."""

    def last(minutes: int | None) -> None:
        with closing(sqlite3.connect(demo.var / "teilhabe.sqlite3", timeout=30)) as database, database:
            database.execute("UPDATE assessments_assessment SET minutes = ? WHERE mode = 'test'", [minutes])

    last(1)
    yield
    last(None)


def test_time_that_is_over_hands_in_by_itself(demo, phone, one_minute):
    base = f"{demo.url}/de"
    learner = joined(phone, base, "Milan Minute")
    phone.clock.install()
    phone.goto(f"{base}/{TEST}")
    start = phone.locator('section.quiz form[action$="/start/"]')
    test = phone.locator(f"#{start.locator('xpath=..').get_attribute('id')}")
    learner.press(start.locator("button"))
    item = test.locator("fieldset[data-item]").first
    learner.answer(item)
    phone.keyboard.press("Tab")
    expect(item.locator("[role=status]")).to_have_text(SAVED)
    expect(test.locator("[role=timer]")).to_contain_text("Die Zeit endet in 1 Minute.")
    with phone.expect_navigation():
        phone.clock.fast_forward("01:01")
    expect(test).to_contain_text("1 von 10 richtig")


def test_half_typed_answer_survives_that_somebody_leaves(demo, phone):
    base = f"{demo.url}/de"
    joined(phone, base, "Halina Halb")
    phone.goto(f"{base}/{CHECK}")
    phone.context.set_offline(True)
    phone.locator("form[data-quiz] input[inputmode]").first.fill("16")
    phone.evaluate("location.href = 'about:blank'")
    phone.wait_for_url("about:blank")
    phone.context.set_offline(False)
    phone.goto(f"{base}/{CHECK}")
    expect(phone.locator("form[data-quiz] input[inputmode]").first).to_have_value("16")
