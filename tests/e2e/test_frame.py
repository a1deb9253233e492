"""The frame of every page in a browser: menus and explained words, with and without JavaScript, in both directions."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LESSON = "/learn/training/bund-laender-kommunen/"


def sideways(page: Page) -> int:
    box = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    return box[0] - box[1]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_menus_open_without_javascript(demo, plain_phone, language):
    plain_phone.goto(f"{demo.url}/{language}/")
    header = plain_phone.locator("header")
    expect(header.locator("#menu-training")).to_be_hidden()
    header.locator(".menu-nav > summary").click()
    expect(header.locator("#menu-training")).to_be_visible()
    header.locator("details.menu:not(.menu-nav) > summary").click()
    header.locator("#top-en").click()
    expect(plain_phone).to_have_url(f"{demo.url}/en/")


def test_menus_close_on_escape_and_on_a_tap_elsewhere(demo, phone):
    phone.goto(f"{demo.url}/de/")
    summary, entry = phone.locator(".menu-nav > summary"), phone.locator("#menu-training")
    summary.click()
    expect(entry).to_be_visible()
    phone.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    phone.mouse.click(20, 720)
    expect(entry).to_be_hidden()


def test_explained_word_opens_in_place(demo, phone):
    phone.goto(f"{demo.url}/de{LESSON}")
    link = phone.locator("a.word-note").first
    explanation = phone.locator(f"{link.get_attribute('href')} dd").inner_text()
    link.click()
    expect(phone.locator(".bubble")).to_contain_text(explanation)
    assert "#" not in phone.url
    phone.keyboard.press("Escape")
    expect(phone.locator(".bubble")).to_have_count(0)
    expect(link).to_be_focused()


def test_explained_word_leads_to_the_list_without_javascript(demo, plain_phone):
    plain_phone.goto(f"{demo.url}/de{LESSON}")
    link = plain_phone.locator("a.word-note").first
    target = link.get_attribute("href")
    link.click()
    assert plain_phone.url.endswith(target)
    expect(plain_phone.locator(f"{target} dd")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/de/", "/ar/", f"/ar{LESSON}", "/ar/training/", "/de/nowhere/"])
def test_page_fits_320_pixels(demo, phone, address):
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"{demo.url}{address}")
    assert sideways(phone) <= 0
    assert phone.locator("header .wrap").bounding_box()["height"] < 70


@pytest.mark.parametrize(
    ("path", "alt"),
    [
        ("/de/learn/training/", "Zeichnung: ein runder Tisch"),
        ("/en/learn/mentoring/", "Drawing: two large dots"),
        ("/ar/news/liqa-al-shabaka-oktober/", "رسم: أربع عشرة نقطة"),
    ],
)
def test_pictures_load_and_say_what_can_be_seen(demo, phone, path, alt):
    phone.goto(demo.url + path)
    picture = phone.locator("main figure img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") > 300
    assert picture.get_attribute("alt").startswith(alt)
    assert sideways(phone) == 0
