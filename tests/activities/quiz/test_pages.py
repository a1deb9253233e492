"""What the quiz shows: nothing of the key before it may be seen, the same queries for any number of items."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from assessments.answers import field_name
from assessments.enums import CountingAttempt, Feedback, Mode, Preset
from assessments.errors import NothingAnswered
from assessments.models import Choice, ItemText, ItemVersion
from assessments.queries import content
from courses import runtime
from courses.models import ActivityState, Attempt
from tests.factories import assessments as make
from tests.factories.assessments import AT, given

pytestmark = pytest.mark.django_db


ADDRESSES = {"act_url": "/en/learn/k/l/do/x/", "lesson_url": "/en/learn/k/l/", "try_name": "try"}


def html(shown, language="en"):
    with translation.override(language):
        return render_to_string(shown.template, {**shown.context, **ADDRESSES})


def page(desk, **where):
    return html(desk.shown(**where))


def practised(desk, payload):
    activity, context = desk.context(person=None)
    return runtime.practise(activity, context, payload)


def every_kind():
    return [
        make.item(draft=make.choice_draft("Eine")),
        make.item(draft=make.choice_draft("Mehrere", correct="ac")),
        make.item(draft=make.statement_draft()),
        make.item(draft=make.number_draft()),
        make.item(draft=make.text_draft("Bundestag")),
    ]


def swap_keys():
    """Makes everything that was right wrong, and the other way round, and changes every explanation."""
    for choice in Choice.objects.all():
        Choice.objects.filter(pk=choice.pk).update(is_correct=not choice.is_correct)
    for version in ItemVersion.objects.all():
        key = {"truth": not version.key.get("truth"), "value": "4711", "tolerance": "9"}
        ItemVersion.objects.filter(pk=version.pk).update(key=key)
    ItemText.objects.update(explanation="changed", accepted=["changed"])
    content.forget()


def sat(desk, answers):
    """Every byte that leaves the server from the first look to just before handing in; then all of it is undone."""
    with transaction.atomic():
        seen = [page(desk), html(desk.seen(person=None)), html(practised(desk, {"tried": "1"} | answers))]
        seen += [json.dumps(desk.act("start")), page(desk)]
        seen += [json.dumps(desk.act("save", answers | {"client": "phone", "n": "1"})), page(desk)]
        seen += [json.dumps(desk.act("save", answers)), page(desk), page(desk, at=AT + timedelta(hours=1))]
        transaction.set_rollback(True)
    return seen


def test_swapped_key_changes_no_byte_before_submission():
    items = every_kind()
    desk = make.desk(make.assessment(*items, attempts=3, minutes=30, shuffle_choices=False))
    answers = given({items[0]: "b", items[1]: ["a"], items[2]: "true", items[3]: "16", items[4]: "Bundestag"})
    before = sat(desk, answers)
    swap_keys()
    assert sat(desk, answers) == before
    desk.act("start")
    assert desk.act("submit", answers)["right"] == 0
    assert "changed" in page(desk)


@pytest.mark.parametrize("mode", [Mode.TEST, Mode.SELF_CHECK])
def test_page_takes_four_queries_for_five_and_for_fifty_items(mode):
    counts = []
    for number in (5, 50):
        bank = make.bank()
        items = [make.item(bank, tags=["kommune"]) for _ in range(number)]
        half = number // 2
        desk = make.desk(make.assessment(*items[:half], mode=mode, draw=(bank, "kommune", number - half)))
        counts.append([])
        for prepare in (None, "start", "save", "submit"):
            if prepare:
                desk.act(prepare, given({items[0]: "a"}) if half else {})
            activity, context = desk.context(person=desk.person)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                shown = runtime.show(activity, context)
                html(shown)
            assert len(shown.context.get("items", [None] * number)) in (number, 0) or prepare is None
            counts[-1].append(len(queries))
        activity, context = desk.context(person=None)
        with CaptureQueriesContext(connection) as queries:
            html(runtime.practise(activity, context, {"tried": "1"}))
        counts[-1].append(len(queries))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 3


def test_result_in_words_with_explanations_and_try_again():
    one, two = make.item(draft=make.choice_draft("Eine")), make.item(draft=make.number_draft())
    desk = make.desk(make.assessment(one, two))
    desk.act("start")
    desk.act("submit", given({one: "b", two: "18"}))
    text = page(desk)
    for words in ("1 of 2 right.", "Because: Eine", "Not right", "The right answer:", "Try again", "your answer"):
        assert words in text
    assert Attempt.objects.count() == 1


def test_result_without_explanations_keeps_the_key():
    one = make.item(draft=make.choice_draft("Eine"))
    desk = make.desk(make.assessment(one, explanations=False))
    desk.act("start")
    desk.act("submit", given({one: "a"}))
    text = page(desk)
    assert "Not right" in text
    assert "right answer" not in text
    assert "Because" not in text


def test_item_without_the_readers_language_is_shown_in_german_with_a_note():
    desk = make.desk(make.assessment(make.item(draft=make.statement_draft())))
    desk.act("start")
    sheet = desk.shown().context["items"][0]
    assert (sheet.is_fallback, sheet.language, sheet.direction) == (True, "de", "ltr")
    text = page(desk)
    assert '<span lang="de" dir="ltr">Der Bundestag wird gewählt.</span>' in text
    assert "not yet there in your language are shown in German" in text


def test_item_in_another_language_has_german_beside_on_wish():
    desk = make.desk(make.assessment(make.item(draft=make.choice_draft("Eine"))))
    desk.act("start")
    text = page(desk)
    assert "Eine (en)" in text
    assert '<p lang="de" dir="ltr">Eine</p>' in text


def test_choices_are_labels_of_whole_rows_and_saved_is_a_status():
    one = make.item(draft=make.choice_draft("Eine"))
    desk = make.desk(make.assessment(one))
    desk.act("start")
    desk.act("save", given({one: "b"}))
    text = page(desk)
    assert text.count('<label class="choice"><input type="radio"') == 3
    assert text.count(" checked>") == 1
    assert '<p class="saved" role="status">Saved</p>' in text
    assert 'formaction="/en/learn/k/l/do/x/save/"' in text
    assert f'name="{field_name(one.current_id)}"' in text


def test_time_left_is_told_by_the_server_without_a_script():
    desk = make.desk(make.assessment(make.item(), minutes=60))
    desk.act("start")
    text = page(desk, at=AT + timedelta(minutes=20))
    assert "You have time until <bdi>12:00</bdi>." in text
    assert "40 minutes left when this page was loaded." in text
    assert "See my result" in page(desk, at=AT + timedelta(minutes=61))


def test_kept_answers_are_bound_to_person_and_attempt():
    one = make.item()
    desk = make.desk(make.assessment(one, mode=Mode.SELF_CHECK))
    other = make.people.learner("Omar Aziz")
    make.join(desk, other)
    mine, theirs = desk.shown().context["keep"], desk.shown(person=other).context["keep"]
    desk.act("save", given({one: "b"}))
    assert desk.shown().context["keep"] == mine != theirs
    desk.act("submit")
    desk.act("start")
    assert desk.shown().context["keep"] not in {mine, theirs, ""}
    assert desk.seen(person=None).context["keep"] == ""


def test_practising_stores_nothing_and_explains():
    one, two = make.item(draft=make.choice_draft("Eine")), make.item(draft=make.text_draft("Bundestag"))
    desk = make.desk(make.assessment(one, two, mode=Mode.SELF_CHECK))
    form = html(desk.seen(person=None))
    assert 'method="get"' in form
    assert "csrf" not in form
    shown = practised(desk, {"tried": "1", "seed": "7"} | given({one: "b", two: "bundestag."}))
    assert (shown.context["right"], shown.context["total"]) == (2, 2)
    assert "2 of 2 right." in html(shown)
    assert "Because: Eine" in html(shown)
    assert (Attempt.objects.count(), ActivityState.objects.count()) == (0, 0)


def test_practising_without_explanations_shows_no_key():
    one, two = make.item(), make.item(draft=make.text_draft("Bundestag"))
    desk = make.desk(make.assessment(one, two, mode=Mode.SELF_CHECK, explanations=False))
    text = html(practised(desk, {"tried": "1"} | given({one: "a", two: "Bundesrat"})))
    assert "0 of 2 right." in text
    assert [word for word in ("right answer", "Bundestag", "Because") if word in text] == []


def test_practising_with_bad_input_says_so_and_keeps_the_form():
    one = make.item()
    desk = make.desk(make.assessment(one, mode=Mode.SELF_CHECK))
    for value in ("z", "b\0", "x" * 100_000):
        text = html(practised(desk, {"tried": "1", "seed": "9" * 5000, f"item-{one.current_id}": value}))
        assert 'role="alert"' in text
        assert "<fieldset" in text
    unknown = practised(desk, {"tried": "1", "item-nonsense": "a", "seen": "nonsense"})
    assert unknown.context["refused"] == str(NothingAnswered())


def test_practising_without_an_answer_gives_no_solution_away():
    one, two = make.item(draft=make.choice_draft("Eine")), make.item(draft=make.text_draft("Bundestag"))
    desk = make.desk(make.assessment(one, two, mode=Mode.SELF_CHECK))
    text = html(practised(desk, {"tried": "1", "seed": "7", f"item-{two.current_id}": "  "}))
    assert str(NothingAnswered()) in text
    assert "<fieldset" in text
    assert "Because: Eine" not in text
    assert "right answer" not in text


def test_practised_answers_are_carried_over_by_handing_in_the_same_fields():
    bank = make.bank()
    items = [make.item(bank, tags=["kommune"]) for _ in range(8)]
    desk = make.desk(make.assessment(mode=Mode.SELF_CHECK, draw=(bank, "kommune", 3), shuffle_items=True))
    shown = practised(desk, {"seed": "12345"})
    drawn = [sheet.version for sheet in shown.context["items"]]
    by_version = {one.current_id: one for one in items}
    fields = given({by_version[version]: "b" for version in drawn}, seed="12345", tried="1", activity="x")
    assert practised(desk, fields).context["right"] == 3
    assert desk.act("submit", fields)["right"] == 3
    assert [sheet.version for sheet in desk.shown().context["items"]] == drawn


def test_self_check_never_holds_items_of_an_exam_bank():
    exam = make.bank(is_exam=True)
    secret = make.item(exam)
    ItemVersion.objects.filter(item=secret).update(reviewed_at=AT)
    desk = make.desk(make.assessment(secret, make.item(), mode=Mode.SELF_CHECK))
    assert [sheet.version for sheet in desk.shown().context["items"]] != [secret.current_id]
    assert len(desk.shown().context["items"]) == 1


def test_assessment_that_is_gone_or_empty_leaves_the_page_whole():
    desk = make.desk(make.assessment())
    assert "not ready yet" in page(desk)
    desk.activity.config = {"assessment": 10**12}
    desk.activity.save()
    assert "not ready yet" in page(desk)
    desk.activity.config = {}
    desk.activity.save()
    assert "not ready yet" in page(desk)


def test_result_names_the_counting_attempt():
    one = make.item()
    desk = make.desk(make.assessment(one, counting=CountingAttempt.BEST))
    for answer in ("b", "a"):
        desk.act("start")
        desk.act("submit", given({one: answer}))
    assert "That is attempt 1, with 1 right answers." in page(desk)


def test_answer_checked_at_once_shows_nothing_of_the_others():
    items = every_kind()
    desk = make.desk(make.assessment(*items, feedback=Feedback.AT_ONCE))
    desk.act("start")
    desk.act("check", given({items[0]: "b"}, check=str(items[0].current_id)))
    assert page(desk).count("right answer") == 1


def test_preset_explains_that_it_is_practice():
    desk = make.desk(make.assessment(make.item(), preset=Preset.LEBEN_IN_DEUTSCHLAND))
    text = page(desk)
    assert "This is practice." in text
    assert "The real test is in German only." in text
