"""No finding of axe and of the learner checks on any type of page, in German and Arabic, light and dark, narrow and wide."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import FULL_PROOF
from tests.e2e.pages import DONE, LANGUAGES, OWN, PUBLIC, STAFF, Place, certificate, signed_in
from tests.e2e.site import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => (await axe.run(document, {runOnly: tags, resultTypes: ["violations"]})).violations.map(
    one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).slice(0, 3).join(" | "))"""
# A choice is its whole label; a link inside a sentence is a word, not a button.
SMALL = """() => [...document.querySelectorAll(
    "button, .btn, label.choice, summary, select, textarea, input:not([type=hidden]):not([type=checkbox]):not([type=radio])")]
    .filter(one => one.offsetParent && one.getBoundingClientRect().height < 47.9)
    .map(one => one.outerHTML.slice(0, 120))"""
FILLED = """() => [...document.querySelectorAll("main .btn:not(.quiet):not(.bad)")]
    .filter(one => one.offsetParent).slice(1).map(one => "one more filled button: " + one.innerText)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
Look = tuple[int, dict[str, Any]]
LIGHT, DARK, FORCED = {"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}
MEDIA = {"color_scheme": "light", "forced_colors": "none"}
WHOLE: list[Look] = [(360, LIGHT), (1280, DARK), (360, DARK), (1280, LIGHT), (360, FORCED)]


IN_THESE = (*LANGUAGES, "en") if FULL_PROOF else LANGUAGES


def places(language: str) -> tuple[Place, ...]:
    """In the small proof staff and what comes of doing are looked at in German only."""
    return (*PUBLIC, *OWN, *STAFF, *DONE) if FULL_PROOF or language == "de" else (*PUBLIC, *OWN)


CASES = [(language, who) for language in IN_THESE for who in dict.fromkeys(place.who for place in places(language))]


@pytest.mark.parametrize(("language", "who"), CASES)
def test_no_finding(demo, chromium, proof, language, who):
    """Both widths and both schemes on every page; every combination of them, and forced colours, in the full proof."""
    context = chromium.new_context(locale=language, reduced_motion="reduce")
    page = signed_in(context, demo, language, who)
    found = []
    for place in (*places(language), certificate(demo)):
        if place.who != who:
            continue
        answer = place.open(page, f"{demo.url}/{language}")
        assert answer.status == place.status, (place.name, page.url)
        found += [f"{place.name} {finding}" for finding in findings(page, WHOLE[: proof.size(small=2, full=5)])]
    context.close()
    assert not found, "\n".join(found)


def findings(page: Page, looks: list[Look]) -> Iterator[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, media in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**MEDIA | media)
        found = page.evaluate(RUN, TAGS) + page.evaluate(SMALL) + page.evaluate(FILLED)
        if page.evaluate(SIDEWAYS) > 0:
            found.append("scrolls sideways")
        yield from (f"{width} {' '.join(media.values())}: {finding}" for finding in found)


# Of each who looks, in the small proof.
SAMPLE = {
    "": {"home", "course", "lesson-quiz", "sign-up", "consultation", "verified", "contact"},
    "learner": {"my-learning", "my-lesson-quiz"},
    "coordinator": {"staff-learners", "staff-certificates-course"},
}
LINK = "x.tagName + (x.name || x.id || x.href || '') + (x.value || '')"  # what it knows a stop of its tour by
READERS = list(dict.fromkeys(place.who for place in (*PUBLIC, *OWN, *STAFF))) if FULL_PROOF else list(SAMPLE)


@pytest.mark.fixtures
@pytest.mark.parametrize("who", READERS)
def test_learner_checks(demo, chromium, fixtures, tmp_path, who):
    """Reflow, text spacing, keyboard tour, RTL, reduced motion, third parties, cookies, a slow line and answers given offline."""
    script = tmp_path / "learner_checks.mjs"
    source = (fixtures.parent / "tools" / script.name).read_text(encoding="utf-8")
    state = tmp_path / "state.json"
    context = chromium.new_context(locale="de")
    signed_in(context, demo, "de", who)
    context.storage_state(path=state)
    context.close()
    # It adds a style of its own to each page, which our content policy forbids; its tour ends before what is folded
    # (`summary`, which it does not count) has been passed; it takes two links to one address for one; and it signs nobody in.
    known = f"newContext({{ bypassCSP: true, storageState: {json.dumps(str(state))},"
    one = "[...document.querySelectorAll('*')].indexOf(x)"
    for theirs, ours in (("newContext({", known), ("i < n + 5", "i < n + 60"), (LINK, one)):
        assert theirs in source
        source = source.replace(theirs, ours)
    script.write_text(source, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    looked_at = [place for place in (*PUBLIC, certificate(demo), *OWN, *STAFF) if place.who == who and not place.steps]
    wanted = [place for place in looked_at if place.status == 200 and (FULL_PROOF or place.name in SAMPLE[who])]
    paths = [f"/{language}/{place.path}" for language in LANGUAGES for place in wanted]
    node = Path(ROOT, ".venv", "node", "bin", "node")
    run = subprocess.run([node, script, demo.url, *paths], capture_output=True, text=True, timeout=1200, check=False)
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAIL")]
    assert not failed, "\n".join(failed)
    assert run.returncode == 0, run.stderr
