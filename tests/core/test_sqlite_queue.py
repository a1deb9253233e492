"""Writers to one SQLite file wait in a queue, and whoever ends or fails lets the next one in."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets many write"),
]
HOLDER = """
import fcntl, os, sys
turn = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(turn, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def write(name):
    try:
        with transaction.atomic():
            Group.objects.create(name=name)
    finally:
        connection.close()


def writer(name):
    thread = threading.Thread(target=write, args=(name,))
    thread.start()
    return thread


def waits(thread):
    thread.join(0.3)
    return thread.is_alive()


def test_second_writer_waits_until_the_first_has_committed():
    with transaction.atomic():
        Group.objects.create(name="first")
        second = writer("second")
        assert waits(second)
    second.join(10)
    assert set(Group.objects.filter(name__in=["first", "second"]).values_list("name", flat=True)) == {"first", "second"}


@pytest.mark.parametrize("lose", [lambda: None, connection.close], ids=["error", "connection closed"])
def test_transaction_that_comes_to_nothing_lets_the_next_one_in(lose):
    with suppress(ZeroDivisionError), transaction.atomic():
        Group.objects.create(name="lost")
        second = writer("second")
        assert waits(second)
        lose()
        raise ZeroDivisionError
    second.join(10)
    assert list(Group.objects.filter(name__in=["lost", "second"]).values_list("name", flat=True)) == ["second"]


def test_process_that_is_killed_lets_the_next_one_in():
    with transaction.atomic():
        Group.objects.create(name="makes the file")
    command = [sys.executable, "-c", HOLDER, f"{connection.settings_dict['NAME']}-turn"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        second = writer("second")
        assert waits(second)
        os.kill(holder.pid, signal.SIGKILL)
        second.join(10)
    assert Group.objects.filter(name="second").exists()
