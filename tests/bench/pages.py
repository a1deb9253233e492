"""Pages: of somebody who learns, against `wagtail start`'s home page for a signed-in reader; kept ones against kept ones."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.bench.floors import Floor
from tests.bench.product import Product
from tests.bench.rows import Row, ratio
from tests.bench.servers import Batch, Request, Server, side_by_side

World = Mapping[str, Any]
PAGES = 200
KEPT_PAGES = 1500
MILLION = 1_000_000


def signed_in(product: Product, floor: Floor, world: World) -> Iterator[Row]:
    with product.server() as ours, floor.server() as theirs:
        sessions = world["sessions"]

        def batch(path: str) -> list[Request]:
            return [Request(path, sessions[number % len(sessions)]) for number in range(PAGES)]

        floor_pages = [Request("/", floor.session)] * PAGES
        for page in ("course", "lesson"):
            requests = batch(world["small"][page])
            mine, other = side_by_side(_batch(ours, requests), _batch(theirs, floor_pages))
            yield ratio(f"{page} page, enrolled learner", mine, other, 1.2)
        few = {page: ours.each(batch(world["small"][page])) for page in ("course", "lesson")}
        asked = product.ask("count", json.dumps(world))
        total = product.ask("enrolments", world["slug"], str(MILLION))
        asked_now = product.ask("count", json.dumps(world))
        for page, before in few.items():
            ours.each(batch(world["small"][page]))
            many = ours.each(batch(world["small"][page]))
            yield ratio(f"{page} page at {total:,} enrolments against few", many, before, 1.2)
            more = asked_now[f"{page} small"] - asked[f"{page} small"]
            yield Row(f"{page} page, queries more at {total:,} enrolments", more, 0, "")


def _batch(server: Server, requests: Sequence[Request]) -> Batch:
    return lambda _round: server.each(requests)


def visitors(product: Product, floor: Floor, world: World) -> Iterator[Row]:
    with product.server() as ours, floor.server(FLOOR_CACHED="1") as theirs:
        kept = [Request("/")] * KEPT_PAGES
        for page in ("course", "lesson"):
            requests = [Request(world["small"][page])] * KEPT_PAGES
            mine, other = side_by_side(_batch(ours, requests), _batch(theirs, kept))
            yield ratio(f"{page} page, visitor, kept", mine, other, 1.3)
        yield Row("a publish shows in the next request", float(_shows(product, ours, world)), 1, "", at_least=True)


def _shows(product: Product, ours: Server, world: World) -> bool:
    path = world["small"]["course"]
    title = "Neu um halb acht"
    before = ours.ask(Request(path)).decode()
    product.ask("publish", world["slug"], title)
    return title not in before and title in ours.ask(Request(path)).decode()


def counted(product: Product, world: World) -> Iterator[Row]:
    found = product.ask("count", json.dumps(world))
    for page in ("course", "lesson"):
        yield Row(f"{page} page, queries", found[f"{page} small"], 10, "")
        yield Row(
            f"{page} page, queries more at 80 lessons than at 8", found[f"{page} large"] - found[f"{page} small"], 0, ""
        )
    yield Row("attempt page of a quiz, queries", found["attempt page"], 12, "")
    yield Row("learning event, statements after session and user", found["event statements"], 5, "")
    yield Row("learning event, commits", found["event commits"], 1, "")
