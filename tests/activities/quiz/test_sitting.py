"""The quiz through the runtime: what is saved, graded, refused."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from assessments.enums import CountingAttempt, Feedback, Mode
from assessments.errors import (
    AlreadySubmitted,
    AnswerTooLong,
    AnswerUnknown,
    DeadlinePassed,
    NoAttemptsLeft,
    NothingAnswered,
    NotStarted,
    SaveUnreadable,
    UnknownItem,
)
from assessments.models import ItemScore, Response, Sitting
from courses.domain import outline
from courses.enums import Evidence, FactKind
from courses.errors import (
    ActivityUnknown,
    CourseRetired,
    LessonUnknown,
    NotEnrolled,
    PayloadUnreadable,
    StateTooLarge,
    UnknownAction,
)
from courses.models import Attempt, Fact
from courses.outline import AllOf, CourseTree, LessonNode, RequiredLessons, activity_node
from tests.factories import assessments as make
from tests.factories import people
from tests.factories.assessments import AT, given

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return make.item(), make.item(draft=make.choice_draft("Mehrere", correct="ac"))


@pytest.fixture
def test_desk(two):
    return make.desk(make.assessment(*two, pass_share=Decimal("0.5")))


def sitting(desk):
    return Sitting.objects.get(attempt__person=desk.person)


def kinds(desk):
    node = activity_node(desk.lesson, desk.activity.pk)
    return [
        (fact.kind, fact.quantity, fact.evidence) for fact in Fact.objects.filter(node=node).order_by("recorded_at")
    ]


def test_sitting_start_freezes_versions_order_and_choices(test_desk, two):
    assert test_desk.act("start") == {"left": None}
    made = sitting(test_desk)
    assert [row.version_id for row in made.items.all()] == [one.current_id for one in two]
    before = [(row.version_id, row.choices) for row in made.items.all()]
    assert test_desk.act("start") == {"left": None}
    assert [(row.version_id, row.choices) for row in sitting(test_desk).items.all()] == before


def test_submit_grades_once_and_a_repeat_returns_the_same(test_desk, two):
    test_desk.act("start")
    first = test_desk.act("submit", given({two[0]: "b", two[1]: ["a", "b", "c"]}))
    assert first == {
        "submitted": True,
        "right": 1,
        "items": 2,
        "points": "1.5000",
        "max_points": "2.0000",
        "passed": True,
    }
    again = test_desk.act("submit", given({two[0]: "a", two[1]: ["a", "c"]}), at=AT + timedelta(minutes=1))
    assert again == first
    assert kinds(test_desk) == [(FactKind.PASSED, Decimal("0.7500"), Evidence.SERVER)]
    assert ItemScore.objects.count() == 2
    assert sitting(test_desk).submitted_at == AT


def test_submit_not_passed_is_a_fact_that_completes_nothing(test_desk, two):
    test_desk.act("start")
    assert test_desk.act("submit", given({two[0]: "a"}))["passed"] is False
    assert kinds(test_desk) == [(FactKind.FAILED, Decimal("0.0000"), Evidence.SERVER)]


def test_save_needs_a_started_test_but_begins_a_self_check(test_desk, two):
    with pytest.raises(NotStarted):
        test_desk.act("save", given({two[0]: "b"}))
    assert Attempt.objects.count() == 0
    practice = make.desk(make.assessment(*two, mode=Mode.SELF_CHECK))
    practice.act("save", given({two[0]: "b"}))
    practice.act("submit", given({two[1]: ["a", "c"]}))
    assert kinds(practice) == [(FactKind.COMPLETED, Decimal("1.0000"), Evidence.CLIENT)]


def test_self_check_without_an_answer_is_refused_and_counts_no_attempt(two):
    practice = make.desk(make.assessment(*two, mode=Mode.SELF_CHECK))
    for nothing in ({}, {"seen": [str(one.current_id) for one in two]}, given({two[0]: " "})):
        with pytest.raises(NothingAnswered):
            practice.act("submit", nothing)
    assert Attempt.objects.count() == 0
    practice.act("save", given({two[1]: ["a"]}))
    practice.act("save", {"seen": str(two[1].current_id)})
    with pytest.raises(NothingAnswered):
        practice.act("submit")
    assert practice.act("submit", given({two[0]: "b"}))["right"] == 1


def test_checking_one_answer_needs_an_answer(two):
    desk = make.desk(make.assessment(*two, mode=Mode.SELF_CHECK, feedback=Feedback.AT_ONCE))
    with pytest.raises(NothingAnswered):
        desk.act("check", {"check": str(two[0].current_id)} | given({two[1]: "a"}))
    assert ItemScore.objects.count() == 0


def test_saves_are_all_kept_and_the_right_one_counts(test_desk, two):
    test_desk.act("start")
    for number, answer in ((2, "b"), (1, "a"), (2, "c")):
        test_desk.act("save", given({two[0]: answer}, client="phone", n=str(number)))
    rows = list(Response.objects.order_by("arrival").values_list("client", "n", "arrival", "data"))
    assert rows == [("phone", 2, 1, ["b"]), ("phone", 1, 2, ["a"])]
    assert test_desk.act("submit")["right"] == 1


def test_plain_form_after_a_script_counts_by_arrival(test_desk, two):
    test_desk.act("start")
    test_desk.act("save", given({two[0]: "b"}, client="phone", n="9"))
    test_desk.act("save", given({two[0]: "a"}))
    assert test_desk.act("submit", given({two[0]: "a"}))["right"] == 0
    assert Response.objects.count() == 2


def test_unticking_everything_is_an_answer(test_desk, two):
    test_desk.act("start")
    test_desk.act("save", given({two[1]: ["a", "c"]}))
    test_desk.act("save", {"seen": str(two[1].current_id)})
    assert test_desk.act("submit")["points"] == "0.0000"


def test_corrected_item_leaves_running_sittings_alone(test_desk, two):
    test_desk.act("start")
    make.item(two[0].bank, make.choice_draft("Neu gefasst", correct="c"), key=two[0].key)
    fresh = make.desk(test_desk.assessment)
    assert test_desk.act("submit", given({two[0]: "b"}))["right"] == 1
    fresh.act("start")
    with pytest.raises(UnknownItem):
        fresh.act("submit", given({two[0]: "b"}))
    two[0].refresh_from_db()
    assert fresh.act("submit", given({two[0]: "c"}))["right"] == 1


def test_answers_after_the_deadline_are_refused_and_the_next_look_hands_in(two):
    desk = make.desk(make.assessment(*two, minutes=10))
    assert desk.act("start") == {"left": 600}
    desk.act("save", given({two[0]: "b"}), at=AT + timedelta(minutes=10, seconds=4))
    late = AT + timedelta(minutes=10, seconds=6)
    with pytest.raises(DeadlinePassed):
        desk.act("save", given({two[1]: ["a", "c"]}), at=late)
    assert not desk.settle(at=AT + timedelta(minutes=9))
    assert desk.settle(at=late)
    assert not desk.settle(at=late)
    assert (sitting(desk).right, sitting(desk).submitted_at) == (1, late)


def test_submit_after_the_deadline_grades_what_was_saved(two):
    desk = make.desk(make.assessment(*two, minutes=10))
    desk.act("start")
    desk.act("save", given({two[0]: "b"}), at=AT + timedelta(minutes=1))
    late = desk.act("submit", given({two[0]: "a", two[1]: ["a", "c"]}), at=AT + timedelta(hours=3))
    assert (late["right"], Response.objects.count()) == (1, 1)


def test_attempts_run_out_and_what_was_reached_stays(two):
    desk = make.desk(make.assessment(*two, attempts=2, pass_share=Decimal(1)))
    for right in ("b", "a"):
        desk.act("start")
        desk.act("submit", given({two[0]: right, two[1]: ["a", "c"]}))
    with pytest.raises(NoAttemptsLeft):
        desk.act("start")
    assert Attempt.objects.count() == 2
    assert [kind for kind, _, _ in kinds(desk)] == [FactKind.PASSED, FactKind.FAILED]


def _leave_out(desk):
    """The author takes the activity out of its lesson."""
    current = outline.current(desk.course)
    empty = replace(current, modules=(replace(current.modules[0], lessons=(LessonNode(desk.lesson),)),))
    _publish(desk, empty)


def _drop(desk):
    """The author takes the lesson out of the course."""
    current = outline.current(desk.course)
    _publish(desk, replace(current, modules=(replace(current.modules[0], lessons=()),)))


def _publish(desk, changed):
    slugs = tuple((lesson.key, f"l-{lesson.key.hex}") for lesson in changed.lessons())
    tree = CourseTree(
        changed,
        desk.course.slug,
        "training",
        "open",
        "open",
        AllOf((RequiredLessons(),)),
        lesson_slugs=slugs,
    )
    outline.sync(desk.course.pk, lambda _: tree)


def _end(desk):
    """The course has ended."""
    outline.sync(desk.course.pk, lambda _: None)


@pytest.mark.parametrize(
    ("happened", "refusal"),
    [(_end, CourseRetired), (_drop, LessonUnknown), (_leave_out, ActivityUnknown)],
)
def test_no_new_attempt_begins_where_a_first_one_could_not(two, happened, refusal):
    desk = make.desk(make.assessment(*two))
    desk.act("start")
    desk.act("submit", given({two[0]: "b"}))
    happened(desk)
    with pytest.raises(refusal):
        desk.act("start")
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("happened", [_end, _drop, _leave_out])
def test_attempt_that_runs_goes_on_to_its_end(two, happened):
    desk = make.desk(make.assessment(*two))
    desk.act("start")
    happened(desk)
    assert desk.act("submit", given({two[0]: "b"}))["right"] == 1


def test_first_attempt_rule_records_no_fact_for_the_second(two):
    desk = make.desk(make.assessment(*two, counting=CountingAttempt.FIRST, pass_share=Decimal(1)))
    for right in ("a", "b"):
        desk.act("start")
        desk.act("submit", given({two[0]: right, two[1]: ["a", "c"]}))
    assert [kind for kind, _, _ in kinds(desk)] == [FactKind.FAILED]
    assert list(Attempt.objects.order_by("n").values_list("passed", flat=True)) == [False, True]


def test_check_shows_one_result_and_closes_its_answer(two):
    desk = make.desk(make.assessment(*two, feedback=Feedback.AT_ONCE))
    desk.act("start")
    one = two[0]
    desk.act("check", given({one: "a"}, check=str(one.current_id)))
    desk.act("save", given({one: "b"}))
    sheets = desk.shown().context["items"]
    assert [(sheet.is_closed, sheet.is_right) for sheet in sheets] == [(True, False), (False, None)]
    assert desk.act("submit", given({one: "b", two[1]: ["a", "c"]}))["right"] == 1


def test_check_is_refused_where_feedback_comes_at_the_end(test_desk, two):
    test_desk.act("start")
    with pytest.raises(UnknownItem):
        test_desk.act("check", given({two[0]: "a"}, check=str(two[0].current_id)))
    assert Response.objects.count() == 0


def test_save_after_submission_is_refused(test_desk, two):
    test_desk.act("start")
    test_desk.act("submit")
    with pytest.raises(AlreadySubmitted):
        test_desk.act("save", given({two[0]: "b"}))


def test_strangers_and_those_who_left_are_not_enrolled(test_desk, two):
    test_desk.act("start")
    with pytest.raises(NotEnrolled):
        test_desk.act("save", given({two[0]: "b"}), person=people.learner("Omar Aziz"))
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("payload", "refusal"),
    [
        ({"item-{a}": "b\0"}, PayloadUnreadable),
        ({"item-{a}": "\ud800"}, PayloadUnreadable),
        ({"item-{a}": "z"}, AnswerUnknown),
        ({"item-{a}": ["a", "b"]}, AnswerUnknown),
        ({"item-{n}": "9" * 10_000_000}, StateTooLarge),
        ({"item-{n}": "9" * 100_000}, AnswerTooLong),
        ({"item-00000000-0000-7000-8000-000000000000": "a"}, UnknownItem),
        ({"item-nonsense": "a"}, UnknownItem),
        ({"seen": "../../etc"}, UnknownItem),
        ({"item-{a}": {"deep": ["a"]}}, SaveUnreadable),
        ({"item-{n}": 10**400}, PayloadUnreadable),
        ({"item-{a}": "b", "client": "phone", "n": str(10**400)}, SaveUnreadable),
        ({"item-{a}": "b", "client": "phone", "n": str(2**53)}, SaveUnreadable),
        ({"item-{a}": "b", "client": "phone", "n": "-1"}, SaveUnreadable),
        ({"item-{a}": "b", "client": "phone", "n": ""}, SaveUnreadable),
        ({"item-{a}": "b", "client": "x" * 41, "n": "1"}, SaveUnreadable),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(payload, refusal):
    choice, number = make.item(), make.item(draft=make.number_draft())
    desk = make.desk(make.assessment(choice, number))
    desk.act("start")
    names = {"a": choice.current_id, "n": number.current_id}
    for action in ("save", "submit"):
        with pytest.raises(refusal):
            desk.act(action, {name.format(**names): value for name, value in payload.items()})
    assert Response.objects.count() == 0
    assert sitting(desk).submitted_at is None


def test_unknown_action_is_refused(test_desk):
    with pytest.raises(UnknownAction):
        test_desk.act("cheat")
    assert Attempt.objects.count() == 0


def test_number_typed_in_arabic_digits_is_right():
    number = make.item(draft=make.number_draft("16"))
    desk = make.desk(make.assessment(number))
    desk.act("start")
    assert desk.act("submit", given({number: "١٦"}))["right"] == 1
