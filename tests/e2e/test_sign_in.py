"""Signing in in a browser, at every address the demo answers at."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTS = ("127.0.0.1", "localhost", "www.teilhabe.localhost")


def sign_in(page: Page, base: str, account: dict[str, str], *, at: str = "/de/account/login/") -> None:
    page.goto(f"{base}{at}")
    page.locator("input[name=login]").fill(account["username"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("main form button.btn").first.click()


@pytest.mark.parametrize("host", HOSTS)
def test_learner_signs_in_stays_and_signs_out(demo, plain_phone, host):
    base = f"http://{host}:{demo.port}"
    sign_in(plain_phone, base, demo.account("learner"))
    expect(plain_phone).to_have_url(f"{base}/de/my/learning/")
    plain_phone.locator("main a[href*='/learn/']").first.click()
    assert plain_phone.url.startswith(f"{base}/de/learn/")
    plain_phone.goto(f"{base}/de/account/name/")
    plain_phone.locator("main form button.btn").first.click()
    expect(plain_phone).to_have_url(f"{base}/de/account/")
    plain_phone.goto(f"{base}/de/account/logout/")
    plain_phone.locator("main form button.btn").first.click()
    plain_phone.goto(f"{base}/de/my/learning/")
    assert "/account/login/" in plain_phone.url


@pytest.mark.parametrize("host", HOSTS)
def test_author_comes_to_the_desk_by_the_one_sign_in(demo, phone, host):
    base = f"http://{host}:{demo.port}"
    sign_in(phone, base, demo.account("author"), at="/admin/login/")
    expect(phone).to_have_url(f"{base}/admin/")


@pytest.mark.parametrize("host", HOSTS[:2])
def test_sign_up_in_one_screen_without_an_address(demo, plain_phone, host):
    base = f"http://{host}:{demo.port}"
    plain_phone.goto(f"{base}/de/account/signup/")
    plain_phone.locator("input[name=name]").fill("ليلى حداد")
    plain_phone.locator("input[name=of_age]").check()
    plain_phone.locator("main form button.btn").first.click()
    expect(plain_phone).to_have_url(f"{base}/de/account/welcome/")
    expect(plain_phone.locator("main")).to_contain_text("-")
    plain_phone.locator("main form button.btn").first.click()
    expect(plain_phone).to_have_url(f"{base}/de/my/learning/")
