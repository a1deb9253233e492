"""Which items a sitting puts, and in which order. Pure, fixed by its seed. QTI: `assessmentSection`, `selection`, `ordering`."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.errors import PoolTooSmall

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be put, in its current version."""

    item: uuid.UUID
    version: uuid.UUID


@dataclass(frozen=True, slots=True)
class Part:
    """A section: all of `fixed` in order, then `draw` of `pool` without replacement."""

    fixed: tuple[Candidate, ...] = ()
    pool: tuple[Candidate, ...] = ()
    draw: int = 0


def draw(seed: int, parts: Sequence[Part], *, shuffle: bool) -> list[uuid.UUID]:
    """The versions of a sitting: sections in order, no item twice; the same seed and candidates give the same sitting.

    Fixed items go first, so that none of them is drawn as well. Each draw is uniform over what is left of its pool.
    `shuffle` mixes the order inside each section. Raises `PoolTooSmall`.
    """
    dice = random.Random(seed)  # noqa: S311 - a mix of questions, not a secret
    fixed = {candidate.item for part in parts for candidate in part.fixed}
    placed: set[uuid.UUID] = set()
    drawn: list[uuid.UUID] = []
    for part in parts:
        chosen = [one for one in part.fixed if one.item not in placed]
        chosen += _sample(dice, part, fixed | placed)
        placed |= {one.item for one in chosen}
        if shuffle:
            dice.shuffle(chosen)
        drawn += [one.version for one in chosen]
    return drawn


def _sample(dice: random.Random, part: Part, taken: set[uuid.UUID]) -> list[Candidate]:
    free = {one.item: one for one in part.pool if one.item not in taken}
    if len(free) < part.draw:
        raise PoolTooSmall(wanted=part.draw, there=len(free))
    return dice.sample([free[key] for key in sorted(free)], part.draw)


def mixed(seed: int, version: uuid.UUID, keys: Sequence[str]) -> list[str]:
    """The choices of one item in the order of one sitting; says nothing about which is right."""
    dice = random.Random(f"{seed}/{version}")  # noqa: S311 - as above
    return dice.sample(list(keys), len(keys))
