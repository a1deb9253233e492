"""The paper of a certificate: CPU of the product's way, rows to bytes, against a bare compile of ready data of the same shape.

Every paper is of another person: typst remembers what it has compiled, and the same paper twice would cost next to nothing.
"""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django_tasks_db.models import DBTaskResult

from certificates import rendering
from certificates.domain import credential as credentials
from certificates.domain.credential import JOB
from certificates.models import Credential
from certificates.names import PrintedNames
from certificates.papers import Paper, paper_of
from certificates.tasks import issue
from core import clock
from tests.factories import certificates as make

ROUNDS = 60
WARM = 5


def cost_of_paper() -> dict[str, Any]:
    credentials = [make.credential(f"Ümit Şahin {number:02}") for number in range(2 * ROUNDS)]
    compiler, source, at = rendering._compiler(), str(rendering.SOURCES / "certificate.typ"), clock.now()
    ready = [_data(paper_of(credential)) for credential in credentials[ROUNDS:]]

    def product(number: int) -> bytes:
        return rendering.pdf([paper_of(credentials[number])], title="T", author="A", at=at)

    def bare(number: int) -> None:
        data = {"data": ready[number]}
        compiler.compile(input=source, format="pdf", sys_inputs=data, pdf_standards=rendering.STANDARDS, timestamp=0)

    costs = [(_seconds(product, number), _seconds(bare, number)) for number in range(ROUNDS)][WARM:]
    made = product(0)
    return {
        "product": statistics.median(one for one, _ in costs),
        "bare": statistics.median(other for _, other in costs),
        "bytes": len(made),
        "claims": b"pdfuaid:part" in made and b"pdfaid:part" in made,
        "job": _papers_of_one_job(),
    }


def _papers_of_one_job() -> int:
    """More people than one job takes are confirmed at once; how many papers the first job makes."""
    chosen = [
        (make.achievement(f"Ayşe Kaya {number}"), PrintedNames(f"Ayşe Kaya {number}")) for number in range(JOB + 5)
    ]
    made = credentials.confirm_names(chosen=chosen, actor=make.coordinator(), at=clock.now())
    first = DBTaskResult.objects.filter(task_path="certificates.tasks.issue").order_by("-enqueued_at")
    largest = max((job.args_kwargs["kwargs"]["credential_ids"] for job in first[:2]), key=len)
    issue.func(largest)
    return Credential.objects.filter(pk__in=[one.pk for one in made]).published().count()


def _data(paper: Paper) -> str:
    settled = {"title": "T", "author": "A", "lang": paper.lang, "rtl": paper.rtl, "strict": False}
    return json.dumps(settled | {"papers": [asdict(paper)]})


def _seconds(work: Callable[[int], object], number: int) -> float:
    before = time.process_time()
    work(number)
    return time.process_time() - before
