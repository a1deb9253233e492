"""The paper of one certificate: CPU of the product's way against one bare compile of the same file, and what it claims."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from certificates import rendering
from certificates.domain.credential import JOB
from certificates.papers import paper_of
from core import clock
from tests.factories import certificates as make

if TYPE_CHECKING:
    from certificates.models import Credential

ROUNDS = 60


def cost_of_paper() -> dict[str, Any]:
    credential: Credential = make.credential("Ümit Şahin")
    paper = paper_of(credential)
    at = clock.now()
    data = json.dumps({"title": "T", "author": "A", "lang": paper.lang, "rtl": paper.rtl, "papers": [asdict(paper)]})
    compiler = rendering._compiler()
    source = str(rendering.SOURCES / "certificate.typ")

    def product() -> bytes:
        return rendering.pdf([paper_of(credential)], title="T", author="A", at=at)

    def bare() -> bytes:
        made = compiler.compile(
            input=source, format="pdf", sys_inputs={"data": data}, pdf_standards=rendering.STANDARDS, timestamp=0
        )
        assert isinstance(made, bytes)
        return made

    made = product()
    costs = [(_seconds(product), _seconds(bare)) for _ in range(ROUNDS)]
    claims = b"pdfuaid:part" in made and b"pdfaid:part" in made
    return {
        "product": statistics.median(one for one, _ in costs),
        "bare": statistics.median(other for _, other in costs),
        "bytes": len(made),
        "claims": claims,
        "job": JOB,
    }


def _seconds(work: Callable[[], bytes]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
