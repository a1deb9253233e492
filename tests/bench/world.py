"""The product's side of the bench, run as a process of its own with the product's settings; answers in JSON.

`world`: courses, a film, a test, readers with sessions. `enrolments SLUG N`: as many more of people without accounts.
`publish SLUG TITLE`: a course by a new name. `count`: queries and commits. `paper`: CPU and size of a certificate.
"""

import json
import sys
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from collections.abc import Callable

READERS = 240
QUIZ_LENGTH = 10


def main() -> None:
    django.setup()
    from tests.bench import counting, making, paper

    asked: dict[str, Callable[..., Any]] = {
        "world": lambda: making.make_world(READERS, QUIZ_LENGTH),
        "enrolments": lambda slug, total: making.add_enrolments(slug, int(total)),
        "publish": making.publish_course,
        "count": lambda world: counting.counts(json.loads(world)),
        "paper": paper.cost_of_paper,
    }
    answer = asked[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write("ANSWER " + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
