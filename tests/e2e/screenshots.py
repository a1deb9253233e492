"""Pictures of every type of page into var/screenshots, and the one of the README.

    python tests/e2e/screenshots.py [PART-OF-A-NAME …]

`E2E_DEMO=FOLDER` uses the demo that runs with its data there. Dark mode, forced colours and paper are taken once each.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.pages import LANGUAGES, OWN, PUBLIC, Place, certificate, signed_in
from tests.e2e.site import CHROMIUM_ARGUMENTS, ROOT, Demo, already_running, running_demo

CHROMIUM = "/usr/bin/chromium"
PICTURES = Path(os.environ.get("TEILHABE_VAR", ROOT / "var")) / "screenshots"
README = ROOT / "docs" / "screenshots" / "home.png"
SIZES = {360: 740, 1280: 800}
OTHER_MEDIA: dict[str, dict[str, str]] = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "paper": {"media": "print"},
}
IN_OTHER_MEDIA = {"home", "my-course", "my-lesson-quiz", "consultation", "verified", "sign-up"}


def main(wanted: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _demo() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        places = [place for place in (*PUBLIC, certificate(demo), *OWN) if _is_wanted(place, wanted)]
        for language in LANGUAGES:
            for who, group in groupby(places, key=lambda place: place.who):
                _take(browser, demo, language, who, list(group))
        if not wanted:
            _compose(browser, demo)
        browser.close()
    sys.stdout.write(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}\n")


@contextmanager
def _demo() -> Iterator[Demo]:
    if folder := os.environ.get("E2E_DEMO"):
        yield already_running(Path(folder))
        return
    with tempfile.TemporaryDirectory() as var, running_demo(Path(var)) as demo:
        yield demo


def _is_wanted(place: Place, wanted: list[str]) -> bool:
    return not wanted or any(part in place.name for part in wanted)


def _take(browser: Browser, demo: Demo, language: str, who: str, places: list[Place]) -> None:
    """All pictures of one person in one language."""
    context = browser.new_context(locale=language, reduced_motion="reduce")
    page = signed_in(context, demo, language, who)
    for place in places:
        answer = page.goto(f"{demo.url}/{language}/{place.path}")
        if answer is None or answer.status != place.status:
            raise AssertionError(f"{page.url} answers {answer and answer.status}")
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            _shoot(page, f"{place.name}-{language}-{width}")
        if place.name in IN_OTHER_MEDIA:
            for name, media in OTHER_MEDIA.items():
                page.emulate_media(**media)  # type: ignore[arg-type]
                _shoot(page, f"{place.name}-{language}-{name}")
                page.emulate_media(color_scheme="null", forced_colors="null", media="null")
    context.close()


def _shoot(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def _compose(browser: Browser, demo: Demo) -> None:
    """The home page on a wide screen, and in Arabic on a phone in front of it."""
    wide, phone = PICTURES / "readme-wide.png", PICTURES / "readme-phone.png"
    for path, language, width, height in ((wide, "de", 1280, 860), (phone, "ar", 360, 740)):
        page = browser.new_page(viewport={"width": width, "height": height}, locale=language)
        page.goto(f"{demo.url}/{language}/")
        page.screenshot(path=path)
        page.close()
    sheet = Image.new("RGB", (1660, 940), "#e9e5da")
    sheet.paste(Image.open(wide).convert("RGB"), (40, 40))
    framed = Image.new("RGB", (372, 752), "#1c2430")
    framed.paste(Image.open(phone).convert("RGB"), (6, 6))
    sheet.paste(framed, (1248, 148))
    README.parent.mkdir(parents=True, exist_ok=True)
    small = sheet.resize((1162, 658), Image.Resampling.LANCZOS)
    small.quantize(colors=256, method=Image.Quantize.MAXCOVERAGE).save(README, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
