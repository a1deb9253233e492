"""A trainer's authoring day in a browser, without a developer: from a copied module to a corrected item."""

import sqlite3
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.learner import Learner
from tests.e2e.test_frame import sideways
from tests.e2e.test_sign_in import sign_in
from tests.e2e.writer import RICH, Writer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TRACK, COURSE, MODULE = "Ich will mitmachen", "Mitreden, wo Sie leben", "Netzwerk und Weg in die Praxis"
COPY, LESSON, CHECK = "Rathaus zum Mitmachen", "Ein Abend im Rathaus", "Kurz geprüft: Abend im Rathaus"
SLUG = "ein-abend-im-rathaus"
WHO = "Wer leitet die Sitzung des Gemeinderats?"
SEATS = "Wie viele Stimmen hat jedes Mitglied im Rat?"
OPEN = "Die Sitzungen des Gemeinderats sind meistens öffentlich."
CORRECTED = "Die Sitzungen des Gemeinderats sind immer geheim."
WRITTEN = ("courses_fact", "courses_attempt", "courses_enrolment", "assessments_sitting", "assessments_response")


@pytest.fixture
def writer(demo, chromium):
    """Opens a desk for somebody of the demo; all are closed at the end."""
    contexts = []

    def opened(role: str) -> Writer:
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE"))
        contexts[-1].set_default_timeout(15_000)
        page = contexts[-1].new_page()
        sign_in(page, demo.url, demo.account(role), at="/admin/login/")
        expect(page).to_have_url(f"{demo.url}/admin/")
        return Writer(page, demo.url)

    yield opened
    for context in contexts:
        context.close()


def rows(demo) -> dict[str, int]:
    """How many rows learning has written so far."""
    with sqlite3.connect(f"file:{demo.var / 'teilhabe.sqlite3'}?mode=ro", uri=True) as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in WRITTEN}


@contextmanager
def nothing_written(demo):
    before = rows(demo)
    yield
    assert rows(demo) == before


def make_check(trainer: Writer) -> None:
    """A bank of one's own, three items of three kinds, and a check of them."""
    trainer.make_bank("Abende im Rathaus", "abende-im-rathaus")
    with trainer.item("Abende im Rathaus", "single_choice", key="leitung", prompt=WHO) as page:
        page.locator("input[name=choice_a_de]").fill("die Bürgermeisterin oder der Bürgermeister")
        page.locator("input[name=choice_b_de]").fill("die Landrätin oder der Landrat")
        page.locator("input[name=correct][value=a]").check()
    with trainer.item("Abende im Rathaus", "number", key="stimmen", prompt=SEATS) as page:
        page.locator("input[name=value]").fill("1")
    with trainer.item("Abende im Rathaus", "true_false", key="geheim", prompt=OPEN) as page:
        page.locator("input[name=truth][value=true]").check()
    trainer.make_check(CHECK, [WHO, SEATS, OPEN])


def write_lesson(trainer: Writer) -> None:
    """In the copied module: a text with an explained word, a film with its transcript, and the check."""
    page = trainer.page
    trainer.browse(TRACK, COURSE, COPY)
    page.locator("a[href*='/add/cms/lessonpage/']:visible, a[href*='/add_subpage/']:visible").first.click()
    page.locator("#id_title").fill(LESSON)
    trainer.add_block("Text")
    trainer.type_into(page.locator(RICH).last, "Am Dienstag tagt der [[gemeinderat|Gemeinderat]]. Kommen Sie dazu.")
    with trainer.new_activity("video", "Der Abend im Film") as form:
        trainer.type_into(form.locator(RICH).first, "Wir gehen zusammen hinein.")
        form.locator("select[name=config-webm]").select_option(index=1)
        form.locator("input[name=config-seconds]").fill("20")
    with trainer.new_activity("quiz", CHECK) as form:
        form.locator("select[name=config-assessment]").select_option(label=CHECK)
    trainer.save_draft()


def preview(trainer: Writer) -> None:
    """As a learner's phone shows it, in German and in Arabic."""
    page = trainer.page
    page.locator("[data-side-panel-toggle=preview]").click()
    for language, direction in (("de", "ltr"), ("ar", "rtl")):
        page.locator("select[name=preview_mode]").select_option(language)
        beside = page.frame_locator("#w-preview-iframe").locator("html")
        expect(beside).to_have_attribute("dir", direction, timeout=15_000)
        with page.expect_popup() as opened:
            page.locator("[data-w-preview-target=newTab]").click()
        shown = opened.value
        shown.set_viewport_size({"width": 360, "height": 740})
        expect(shown.locator("html")).to_have_attribute("dir", direction)
        expect(shown.locator("article h1")).to_have_text(LESSON)
        expect(shown.locator("main a.word-note")).to_have_text("Gemeinderat")
        expect(shown.locator("main video")).to_have_count(1)
        expect(shown.locator("section.quiz h2")).to_have_text(CHECK)
        expect(shown.locator(".note.language")).to_have_count(int(language == "ar"))
        assert sideways(shown) <= 0
        shown.close()


def submit(trainer: Writer) -> None:
    """The lesson, then the module it stands in."""
    trainer.submit()
    trainer.browse(TRACK, COURSE)
    trainer.page.locator("main tr", has_text=COPY).locator("td.title a").first.click()
    trainer.submit()


def publish(author: Writer) -> None:
    """What waits for an author: opened from their first page, read with what it changes for whom, and released."""
    for title in (COPY, LESSON):
        author.go("")
        author.page.locator("main a", has_text=title).first.click()
        change = author.page.locator(".w-panel", has_text="Was sich für wen ändert").first
        expect(change).to_contain_text("Personen")
        if title == LESSON:
            expect(change).to_contain_text(f"Neu: „{LESSON}“")
            expect(change).to_contain_text("die ab jetzt mitmachen")
        author.approve()


def correct(author: Writer) -> None:
    """From the list of items: other words, and the other answer is right."""
    page = author.page
    author.go("items/?q=geheim")
    page.locator("main td a", has_text=OPEN).click()
    page.locator("main a.button[href$='/edit/']").click()
    page.locator("textarea[name=prompt_de]").fill(CORRECTED)
    page.locator("input[name=truth][value=false]").check()
    author.save(page.locator("main form[method=post] > p button"))


def archive(author: Writer) -> None:
    """The module leaves the course as it came: the demo is as before for whoever looks next."""
    author.browse(TRACK, COURSE)
    author.unpublish(COPY)


def agree(learner: Learner, statement: str) -> None:
    """Says that the statement is true; it is saved as it is given."""
    item = learner.page.locator("fieldset[data-item]", has_text=statement)
    learner.tick(item.locator("input[value=true]"))
    expect(item.locator(".saved")).to_have_text("Gespeichert")


def handed_in(learner: Learner) -> Locator:
    """How the check was judged."""
    learner.press(learner.page.locator("form[data-quiz] button:not([formaction])"))
    return learner.page.locator("section.quiz [role=status]").first


def test_trainer_writes_author_publishes_and_corrects(demo, writer, phone, arabic_phone):
    trainer = writer("trainer")
    trainer.browse(TRACK, COURSE)
    trainer.copy(MODULE, COPY, "rathaus")
    with nothing_written(demo):
        make_check(trainer)
        write_lesson(trainer)
        preview(trainer)
    submit(trainer)
    author = writer("author")
    publish(author)
    inside, later = Learner(phone, f"{demo.url}/de"), Learner(arabic_phone, f"{demo.url}/de")
    inside.sign_in(**demo.account("learner"))
    phone.goto(f"{demo.url}/de/learn/training/{SLUG}/")
    agree(inside, OPEN)
    correct(author)
    phone.reload()
    expect(phone.locator("section.quiz")).to_contain_text(OPEN)
    expect(handed_in(inside)).to_contain_text("1 von 3 richtig")
    later.find("training")
    later.join("Nevin Ahorn")
    arabic_phone.goto(f"{demo.url}/de/learn/training/{SLUG}/")
    agree(later, CORRECTED)
    expect(handed_in(later)).to_contain_text("0 von 3 richtig")
    archive(author)
