"""`make demo` as README promises it: what it writes down is true, it answers where it says, and Ctrl-C ends all of it."""

import os
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from people.enums import Role
from tests.e2e.learner import Learner
from tests.e2e.site import ROOT, answers, processes_of, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PUBLIC = {"learner", "mentor", "organisation"}


def test_guide_says_what_is_there(demo):
    assert demo.about.keys() == {
        "base_url", "content_url", "accounts", "courses", "certificate", "consultation", "mails", "news",
    }  # fmt: skip
    assert demo.about["base_url"] == f"http://www.teilhabe.localhost:{demo.port}"
    assert demo.about["content_url"] == f"http://content.teilhabe.localhost:{demo.port}"
    assert demo.about["courses"].keys() == {"training", "mentors", "organisations"}
    assert demo.about["accounts"].keys() >= PUBLIC | set(Role.values)
    log = (demo.var / "demo.log").read_text(encoding="utf-8")
    for account in demo.about["accounts"].values():
        assert account["username"] in log
    assert demo.about["mails"] in log


def test_every_address_of_the_guide_answers(demo, chromium):
    about = demo.about
    page = chromium.new_page()
    for address in (
        about["base_url"],
        *about["courses"].values(),
        about["certificate"],
        about["consultation"],
        about["news"],
    ):
        assert page.goto(address).status == 200, address
        expect(page.locator("h1")).to_have_count(1)
    page.goto(about["certificate"])
    expect(page.locator(".seal svg")).to_be_visible()
    page.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "www.teilhabe.localhost"])
def test_person_signs_in_at(demo, phone, host):
    Learner(phone, f"http://{host}:{demo.port}/de").sign_in(**demo.account("learner"))
    phone.goto(f"http://{host}:{demo.port}/de/my/learning/")
    expect(phone.locator("main progress").first).to_be_visible()
    assert phone.url.startswith(f"http://{host}:{demo.port}/")


def test_second_start_keeps_what_is_there_and_ctrl_c_ends_every_process(demo, tmp_path):
    """On a copy of the running demo's data: another port, the same addresses, and afterwards nothing that runs."""
    for file in demo.var.glob("*.sqlite3"):
        with sqlite3.connect(file) as source, sqlite3.connect(tmp_path / file.name) as copy:
            source.backup(copy)
    with running_demo(tmp_path) as second:
        assert second.port != demo.port
        assert Path(second.about["certificate"]).name == Path(demo.about["certificate"]).name
        with urllib.request.urlopen(f"http://localhost:{second.port}/healthz") as answer:
            assert answer.status == 200
        assert len(processes_of(tmp_path)) > 2
    assert processes_of(tmp_path) == []
    assert not answers(second.port)


def test_page_tree_is_whole(demo):
    """What treebeard finds wrong with the loaded tree: nothing."""
    known = {"TEILHABE_VAR": str(demo.var), "DJANGO_SETTINGS_MODULE": "lms.settings.demo"}
    known |= {"SITE_URL": demo.about["base_url"], "CONTENT_URL": demo.about["content_url"]}
    command = [sys.executable, "manage.py", "check_tree"]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | known, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
