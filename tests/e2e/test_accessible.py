"""No finding of axe and of the learner checks on any type of page, in German and Arabic, light and dark, narrow and wide."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.pages import LANGUAGES, OWN, PUBLIC, certificate, signed_in
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
WHOLE = [(360, "light"), (1280, "dark"), (360, "dark"), (1280, "light")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["", "learner", "mentor"])
def test_no_finding(demo, chromium, proof, language, who):
    """Both widths and both schemes on every page; every combination of them in the full proof."""
    context = chromium.new_context(locale=language, reduced_motion="reduce")
    page = signed_in(context, demo, language, who)
    found = []
    for place in (*PUBLIC, certificate(demo), *OWN):
        if place.who != who:
            continue
        answer = page.goto(f"{demo.url}/{language}/{place.path}")
        assert answer.status == place.status, page.url
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width, scheme in WHOLE[: proof.size(small=2, full=4)]:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            findings = page.evaluate(RUN, TAGS) + page.evaluate(SMALL) + page.evaluate(FILLED)
            if page.evaluate(SIDEWAYS) > 0:
                findings.append("scrolls sideways")
            found += [f"{place.name} {width} {scheme}: {finding}" for finding in findings]
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.fixtures
def test_learner_checks(demo, fixtures, proof, tmp_path):
    """Reflow, text spacing, keyboard tour, RTL, reduced motion, third parties, cookies, a slow line and answers given offline."""
    script = tmp_path / "learner_checks.mjs"
    source = (fixtures.parent / "tools" / script.name).read_text(encoding="utf-8")
    # It adds a style of its own to each page, which our content policy forbids; and its tour ends before what is folded
    # (`summary`, which it does not count) has been passed.
    for theirs, ours in (("newContext({", "newContext({ bypassCSP: true,"), ("i < n + 5", "i < n + 60")):
        assert theirs in source
        source = source.replace(theirs, ours)
    script.write_text(source, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    names = {"home", "course", "lesson-quiz", "sign-up", "consultation"}
    places = [place for place in (*PUBLIC, certificate(demo)) if proof.full or place.name in names]
    paths = [f"/{language}/{place.path}" for language in LANGUAGES for place in places if place.status == 200]
    node = Path(ROOT, ".venv", "node", "bin", "node")
    run = subprocess.run([node, script, demo.url, *paths], capture_output=True, text=True, timeout=1200, check=False)
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAIL")]
    assert not failed, "\n".join(failed)
    assert run.returncode == 0, run.stderr
