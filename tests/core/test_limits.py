"""Whom a limit counts: the visitor, also behind proxies, and never whom a visitor pretends to be."""

from ipaddress import ip_network

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client, RequestFactory

from core import limits
from tests.factories import certificates

PROXY, INNER, ADA, SPOOFED = "127.0.0.1", "10.0.0.7", "192.0.2.1", "198.51.100.9"
OURS = [ip_network(PROXY), ip_network("::1"), ip_network("10.0.0.0/24")]


def asked(remote, forwarded=""):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=remote, **headers)


@pytest.mark.parametrize(
    ("remote", "forwarded", "counted"),
    [
        (ADA, "", ADA),
        (PROXY, ADA, ADA),
        (PROXY, f"{SPOOFED}, {ADA}", ADA),
        (PROXY, f"{SPOOFED}, {ADA}, {INNER}", ADA),
        ("::1", f"{ADA},{INNER}", ADA),
        (f"::ffff:{PROXY}", f"::ffff:{ADA}", ADA),
        (ADA, SPOOFED, ADA),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{SPOOFED}, not-an-address, {INNER}", INNER),
        (PROXY, INNER, INNER),
        ("", ADA, ADA),
        ("not-an-address", ADA, ""),
        (PROXY, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (PROXY, "2001:db8::7", "2001:db8::"),
    ],
)
def test_limit_counts_the_last_address_that_is_no_proxy_of_ours(settings, remote, forwarded, counted):
    settings.TRUSTED_PROXIES = OURS
    request = asked(remote, forwarded)
    assert (limits.address(request), get_adapter().get_client_ip(request)) == (counted, counted or "unknown")


@pytest.mark.parametrize(("remote", "counted"), [(PROXY, PROXY), (ADA, ADA), ("", "")])
def test_nobody_is_believed_unless_named(settings, remote, counted):
    settings.TRUSTED_PROXIES = []
    assert limits.address(asked(remote, SPOOFED)) == counted


@pytest.mark.django_db
@pytest.mark.usefixtures("free_doors")
def test_who_guesses_behind_the_proxy_locks_out_nobody_else(settings):
    settings.TRUSTED_PROXIES = OURS
    right = f"/en/verify/{certificates.credential().code}/"
    client = Client(REMOTE_ADDR=PROXY)
    for number in range(20):
        client.get(f"/en/verify/AAAA-{number:04}/", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, {ADA}")
    answers = [client.get(right, HTTP_X_FORWARDED_FOR=who).status_code for who in (ADA, SPOOFED)]
    assert answers == [429, 200]
