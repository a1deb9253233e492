"""One demo and one browser for all tests of this folder."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.site import CHROMIUM_ARGUMENTS, already_running, running_demo
from tests.services import CHROMIUM


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The one that `E2E_DEMO` names by its folder, to work on pages quickly; else one of its own."""
    if folder := os.environ.get("E2E_DEMO"):
        yield already_running(Path(folder))
        return
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=CHROMIUM_ARGUMENTS,
        )
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium):
    """A page of 360 × 740 as on an old phone; `phone.context` has its cookies."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="de-DE")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def arabic_phone(chromium):
    """The same, of somebody who reads Arabic."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="ar")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(chromium):
    """The same without JavaScript."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="de-DE", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
