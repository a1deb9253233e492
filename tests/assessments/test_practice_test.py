"""The 460 real questions and the practice test by the official rule."""

import random
from collections import Counter

import pytest

from assessments import presets
from assessments.domain.bank_import import import_bank
from assessments.domain.item import Loaded
from assessments.drawing import draw
from assessments.enums import HeldBack
from assessments.errors import OptionMissing
from assessments.models import Item
from assessments.queries.blueprint import blueprint, options, parts
from assessments.queries.content import keys
from tests.factories import assessments as make
from tests.factories.assessments import AT

pytestmark = [pytest.mark.django_db, pytest.mark.fixtures]


@pytest.fixture
def imported(fixtures):
    data = (fixtures / "questions" / "leben-in-deutschland.json").read_bytes()
    return import_bank(data=data, key="leben-in-deutschland", title="Leben in Deutschland", at=AT)


def test_real_bank_is_imported_counted_and_held_back_with_reasons(imported):
    assert imported.counts == Counter({Loaded.CREATED: 460})
    assert (imported.drawable, imported.held_back) == (417, 43)
    assert Item.objects.filter(held_back=HeldBack.PICTURE).count() == 43
    assert {language for language, _ in imported.refused} == {"en", "ar", "tr", "uk"}
    equal = {language: count for (language, reason), count in imported.refused.items() if reason == "equal"}
    assert equal == {"ar": 16, "en": 15, "tr": 18, "uk": 15}
    empty = {language: count for (language, reason), count in imported.refused.items() if reason == "empty"}
    assert empty == {"ar": 2, "uk": 2, "tr": 1}
    by_number = {line.number: dict(line.refused) for line in imported.lines}
    assert by_number["1"] == {"en": "german"}  # “Tod Adolf Hitlers” among English options
    assert by_number["BW-9"] == dict.fromkeys(("en", "ar", "tr", "uk"), "equal")
    assert by_number["2"] == {}


def test_thousand_draws_obey_thirty_federal_and_three_of_the_chosen_state(imported):
    plan = blueprint(imported.assessment.pk)
    assert options(plan) == sorted(presets.STATES)
    tags = {
        item.current_id: set(item.tags.values_list("name", flat=True))
        for item in Item.objects.drawable().prefetch_related("tags")
    }
    states = {state: parts(plan, state) for state in presets.STATES}
    dice, seen = random.Random(4711), set()
    for _ in range(1000):
        state = dice.choice(list(presets.STATES))
        drawn = draw(dice.randrange(2**31), states[state], shuffle=True)
        assert len(set(drawn)) == len(drawn) == 33
        assert all("bund" in tags[version] for version in drawn[:30])
        assert all(f"land-{state}" in tags[version] for version in drawn[30:])
        seen |= set(drawn)
    assert seen == set(tags)  # every drawable item comes up, and no other


@pytest.mark.parametrize(("right", "passed", "marks"), [(14, False, [0, 0]), (15, True, [1, 0]), (17, True, [1, 1])])
def test_practice_test_from_start_to_the_marks(imported, right, passed, marks):
    desk = make.desk(imported.assessment)
    with pytest.raises(OptionMissing):
        desk.act("start", {"option": "xx"})
    assert desk.act("start", {"option": "bw"}) == {"left": 3600}
    sheets = desk.shown(language="ar").context["items"]
    solutions = keys([sheet.version for sheet in sheets])
    answers = {}
    for number, sheet in enumerate(sheets):
        solution = next(iter(solutions[sheet.version].correct))
        wrong = next(choice.key for choice in sheet.choices if choice.key != solution)
        answers[sheet.name] = solution if number < right else wrong
    result = desk.act("submit", answers)
    assert (result["right"], result["items"], result["passed"]) == (right, 33, passed)
    assert [mark["reached"] for mark in desk.shown().context["marks"]] == [bool(mark) for mark in marks]
