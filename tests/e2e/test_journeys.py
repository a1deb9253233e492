"""From the home page to a verified certificate, in every track: with a finger, without JavaScript, in Arabic, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.e2e.learner import KeyboardLearner, Learner

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def certified(learner: Learner, track: str, *, lessons: int, latin: str, native: str = ""):
    """The whole way; hands back the paper."""
    learner.find(track)
    learner.join(native or latin)
    assert learner.complete() == lessons
    return learner.certify(latin, native)


def verified(page, paper, *names: str) -> None:
    """The address of the QR code says that the paper is genuine, and whose it is."""
    page.goto(paper.address)
    expect(page.locator("main .seal svg")).to_be_visible()
    facts = page.locator("main .facts")
    for name in names:
        expect(facts).to_contain_text(name)
    number = facts.locator("bdi[dir=ltr]").first.inner_text()
    assert paper.says(number)


def test_training_without_javascript(demo, plain_phone):
    learner = Learner(plain_phone, f"{demo.url}/de")
    paper = certified(learner, "training", lessons=19, latin="Żaneta Őry-Großkreuz")
    assert paper.says("Żaneta Őry-Großkreuz")
    assert paper.says("Mitreden, wo Sie leben")
    assert paper.says("Selbststudium")
    verified(plain_phone, paper, "Żaneta Őry-Großkreuz")


def test_training_in_arabic(demo, arabic_phone):
    latin, native = "Abdulrahman Albasrawi", "عبد الرحمن البصراوي"
    learner = Learner(arabic_phone, f"{demo.url}/ar")
    paper = certified(learner, "training", lessons=19, latin=latin, native=native)
    assert paper.says(latin)
    assert paper.says(native)
    assert paper.says("شاركوا في القرار حيث تعيشون")
    verified(arabic_phone, paper, latin, native)
    expect(arabic_phone.locator("html")).to_have_attribute("dir", "rtl")


def test_module_1_is_arabic_in_every_lesson(demo, arabic_phone):
    """Lessons, questions and words of the first module are there in Arabic; what is not says that it is German."""
    page = arabic_phone
    page.goto(f"{demo.url}/ar/learn/training/")
    first, other = page.locator("details.module").nth(0), page.locator("details.module").nth(1)
    addresses = first.locator("ol.steps a").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == 5
    for address in addresses:
        page.goto(address)
        expect(page.locator("article h1")).to_have_attribute("lang", "ar")
        expect(page.locator(".note.language")).to_have_count(0)
        assert page.locator("article .body").get_attribute("lang") == "ar"
    page.goto(f"{demo.url}/ar/learn/training/")
    address = other.locator("ol.steps a").first.evaluate("link => link.href")
    page.goto(address)
    expect(page.locator(".note.language")).to_be_visible()
    expect(page.locator("article .body")).to_have_attribute("lang", "de")
    expect(page.locator("article .body")).to_have_attribute("dir", "ltr")


def test_mentors_by_keyboard(demo, phone):
    learner = KeyboardLearner(phone, f"{demo.url}/de")
    paper = certified(learner, "mentors", lessons=3, latin="Reinhold Amselgruber", native="")
    assert paper.says("Begleiten")
    verified(phone, paper, "Reinhold Amselgruber")


def test_organisations(demo, phone):
    learner = Learner(phone, f"{demo.url}/de")
    paper = certified(learner, "organisations", lessons=5, latin="Oksana Luhovyk-Teren", native="Оксана Луговик-Терен")
    assert paper.says("Оксана Луговик-Терен")
    assert paper.says("Offen werden")
    verified(phone, paper, "Oksana Luhovyk-Teren", "Оксана Луговик-Терен")


def test_what_was_begun_is_found_again(demo, phone):
    """A learner comes back on another device: my learning says how far they are, and leads on where they were."""
    learner = Learner(phone, f"{demo.url}/de")
    account = demo.account("learner")
    seen = []
    for _device in range(2):
        phone.context.clear_cookies()
        learner.sign_in(**account)
        phone.goto(f"{demo.url}/de/my/learning/")
        course = phone.locator("main section.learning").first
        go_on = course.locator("a.btn").first
        seen.append((float(course.locator("progress").get_attribute("value")), go_on.inner_text()))
        learner.press(go_on)
        learner.do_lesson()
    (percent, lesson), (later_percent, later_lesson) = seen
    assert later_percent > percent
    assert later_lesson != lesson


def test_first_load_is_light(demo, chromium):
    """At most 60 KB in at most 8 requests on the wire, nothing from elsewhere, on every page of the way."""
    for path in ("/de/", "/ar/", "/de/training/", "/ar/learn/training/", "/de/learn/training/bund-laender-kommunen/"):
        context = chromium.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes, asked = [], []
        wire.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
        wire.on("Network.requestWillBeSent", lambda event, asked=asked: asked.append(event["request"]["url"]))
        page.goto(f"{demo.url}{path}", wait_until="load")
        page.wait_for_timeout(300)
        context.close()
        elsewhere = [url for url in asked if not url.startswith((demo.url, "data:"))]
        assert not elsewhere, path
        assert len(asked) <= 8, (path, asked)
        assert sum(sizes) <= 60 * 1024, (path, sum(sizes))
