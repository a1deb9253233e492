"""What learners do: an event, a completing one, a quiz from start to score; and many who write to one SQLite file at once."""

import statistics
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from tests.bench.floors import Floor
from tests.bench.product import Product
from tests.bench.rows import Row, ratio
from tests.bench.servers import Request, Server, side_by_side

World = Mapping[str, Any]
EVENTS = 200
PEOPLE = 40  # of whom each round of completing, or of a quiz, wants fresh ones
WRITERS = 32
CONNECTIONS = 8


def learning(product: Product, floor: Floor, world: World) -> Iterator[Row]:
    with product.server() as ours, floor.server("bare") as theirs:
        seconds = count(1)
        sessions, film = world["sessions"], world["acts"]["film"]["do"]

        def plain(round_: int) -> float:
            until = next(seconds)
            return ours.each([_played(film, session, until) for session in sessions[:EVENTS]])

        bare = [Request("/bare-event/", floor.session, form={})] * EVENTS
        mine, other = side_by_side(plain, lambda _: theirs.each(bare))
        yield ratio("learning event against a bare view that writes one row", mine, other, 2.5)
        yield _completing(ours, world, plain)
        yield _quiz(ours, world)


def _played(film: str, session: str, until: int) -> Request:
    return Request(f"{film}position/", session, data={"position": until, "played": [[0, until]]})


def _completing(ours: Server, world: World, plain: Any) -> Row:
    """Each round completes for people who have not completed before."""
    film, groups = world["acts"]["film"]["do"], _groups(world["sessions"], 4)

    def completing(round_: int) -> float:
        return ours.each([_played(film, session, 600) for session in groups[round_]])

    mine, other = side_by_side(completing, plain)
    return ratio("completing event against a plain one", mine, other, 1.5)


def _quiz(ours: Server, world: World) -> Row:
    quiz, answers = world["acts"]["quiz"], world["acts"]["answers"]
    groups = _groups(world["sessions"], 4)
    steps: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("start", {}),
        ("save", answers | {"client": "c", "n": 1}),
        ("submit", answers),
    )

    def whole(round_: int) -> float:
        people = groups[round_]
        cost = sum(
            ours.each([Request(f"{quiz['do']}{act}/", who, form=form, expected=302) for who in people])
            for act, form in steps
        )
        return cost + ours.each([Request(quiz["page"], who) for who in people])

    def page(_: int) -> float:
        return ours.each([Request(world["small"]["course"], who) for who in world["sessions"][:EVENTS]])

    mine, other = side_by_side(whole, page)
    return ratio("quiz of 10: start, save, submit, score, against a course page", mine, other, 5)


def _groups(sessions: list[str], wanted: int) -> dict[int, list[str]]:
    """Fresh people for each round, the first of which (-1) does not count."""
    return {number - 1: sessions[number * PEOPLE : (number + 1) * PEOPLE] for number in range(wanted)}


def writers(product: Product, world: World) -> Iterator[Row]:
    """32 processes that write to one SQLite file with `synchronous=FULL`; then 8 connections to the usual two."""
    film = world["acts"]["film"]["do"]
    fresh = world["sessions"][4 * PEOPLE :]
    requests = [_played(film, session, until) for until in range(1, 9) for session in fresh]
    with product.server(workers=WRITERS) as ours:
        took = ours.times(requests, WRITERS)
    errors = product.log.count("database is locked")
    yield Row(f"SQLite, {WRITERS} writers: lock errors", errors, 0, "", f"{len(took)} events")
    with product.server(workers=CONNECTIONS) as ours:
        ours.times(requests[: len(requests) // 4], CONNECTIONS)
        took = sorted(ours.times(requests, CONNECTIONS))
    middle, high = statistics.median(took), took[int(len(took) * 0.95)]
    yield Row(
        "events at 8 connections, p95 against p50",
        round(high / middle, 2),
        4,
        "×",
        f"{high * 1000:.0f} and {middle * 1000:.0f} ms",
    )
