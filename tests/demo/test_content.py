"""The demo programme speaks German and English everywhere, Arabic in its first module, and asks something in every lesson."""

from collections.abc import Iterator
from typing import Any

import pytest

from demo import content

FILES = sorted(file.relative_to(content.ROOT).as_posix() for file in content.ROOT.rglob("*.toml"))
COURSES = ("training", "mentors", "organisations")
LESSONS = [file for course in COURSES for module in content.folders(course) for file in content.files(module)]
FIRST = content.folders("training")[0]
ASKING = {"quiz", "test", "assignment", "practice_test"}


def texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of a file, with where it stands: a table that says something in German."""
    if isinstance(value, dict):
        if "de" in value:
            yield path, value
        else:
            for key, inner in value.items():
                yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, f"{path}[{place}]")


def unsaid(file: str, language: str) -> list[str]:
    return [path for path, said in texts(content.read(file)) if not said.get(language)]


def test_programme_is_found():
    assert len(FILES) > 40
    assert len(LESSONS) > 25


@pytest.mark.parametrize("file", FILES)
def test_what_is_said_in_german_is_said_in_english(file):
    assert unsaid(file, "en") == []


@pytest.mark.parametrize("file", [*content.files(FIRST), f"{FIRST}/module.toml"])
def test_first_module_is_said_in_arabic(file):
    assert unsaid(file, "ar") == []


def test_items_of_the_first_module_are_said_in_arabic():
    asked = {
        key for file in content.files(FIRST) for block in content.read(file)["block"] for key in block.get("items", ())
    }
    banks = [item for file in FILES if file.startswith("items/") for item in content.read(file)["item"]]
    used = [item for item in banks if item["key"] in asked]
    assert {item["key"] for item in used} == asked != set()
    assert [item["key"] for item in used for _, said in texts(item) if not said.get("ar")] == []


@pytest.mark.parametrize("file", LESSONS)
def test_lesson_asks_something(file):
    assert ASKING & {block["type"] for block in content.read(file)["block"]}
