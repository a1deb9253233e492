"""Stands for the web server: enqueues `count` jobs one by one; every third one also in a transaction that fails.

Prints how many seconds the slowest single enqueue took, and how many all took.
"""

import sys
import time

import django


class Failed(Exception):
    pass


def enqueue(count: int, pause: float) -> tuple[float, float]:
    from django.db import transaction

    from tests.core.jobs import sample_jobs

    took = []
    for number in range(count):
        begun = time.monotonic()
        with transaction.atomic():
            sample_jobs.work.enqueue(f"job {number}")
        took.append(time.monotonic() - begun)
        if number % 3 == 0:
            try:
                with transaction.atomic():
                    sample_jobs.work.enqueue(f"ghost {number}")
                    raise Failed
            except Failed:
                pass
        time.sleep(pause)
    return max(took), sum(took)


if __name__ == "__main__":
    django.setup()
    slowest, together = enqueue(int(sys.argv[1]), float(sys.argv[2]))
    sys.stdout.write(f"{slowest:.3f} {together:.3f}\n")
