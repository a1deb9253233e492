"""The first load of pages on a phone: bytes and requests on the wire, and Lighthouse, on the demo."""

import json
import os
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.product import ROOT
from tests.bench.rows import Row
from tests.e2e.site import Demo, running_demo
from tests.services import CHROMIUM

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PICTURES = {"Image", "Media"}


def first_load(folder: Path) -> Iterator[Row]:
    var = folder / "demo"
    var.mkdir()
    with running_demo(var) as demo:
        pages = {
            "home": f"{demo.url}/de/",
            "course": demo.about["courses"]["training"],
            "lesson": _first_lesson(demo),
            "news": demo.about["news"],
            "consultation": demo.about["consultation"],
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            loads = {name: _load(browser, url) for name, url in pages.items()}
            browser.close()
        heaviest = max(loads, key=lambda name: loads[name][1])
        told = ", ".join(f"{name} {size / 1024:.0f}" for name, (_requests, size) in loads.items())
        yield Row("first load, requests", max(requests for requests, _ in loads.values()), 8, "")
        yield Row("first load, KB on the wire", round(loads[heaviest][1] / 1024, 1), 60, "KB", told)
        scores = {name: _lighthouse(url, folder) for name, url in pages.items()}
        told = "; ".join(f"{name} {' '.join(str(score) for score in found)}" for name, found in scores.items())
        yield Row(
            "Lighthouse, lowest of 4 on open pages",
            min(min(found) for found in scores.values()),
            100,
            "",
            told,
            at_least=True,
        )


def _first_lesson(demo: Demo) -> str:
    path = demo.about["courses"]["training"].removeprefix(demo.url)
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}{path}", timeout=20) as answer:
        found = re.search(rf'href="({re.escape(path)}[^"/]+/)"', answer.read().decode())
    assert found
    return demo.url + found[1]


def _load(browser: Browser, url: str) -> tuple[int, int]:
    """Requests and bytes on the wire of a cold load, pictures apart."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    network.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    context.close()
    wanted = [request for request, kind in kinds.items() if kind not in PICTURES]
    return len(wanted), int(sum(sizes.get(request, 0) for request in wanted))


def _lighthouse(url: str, folder: Path) -> list[int]:
    report = folder / "lighthouse.json"
    command = [str(ROOT / ".venv/node/bin/node"), str(ROOT / "node_modules/lighthouse/cli/index.js"), url]
    command += ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags=--headless {' '.join(FLAGS)}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = os.environ | {"CHROME_PATH": str(CHROMIUM)}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-4000:])
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return [round(found[name]["score"] * 100) for name in CATEGORIES]
