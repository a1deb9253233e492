"""Handing in and answering, through the runtime."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from activities.assignment import sweep, tasks
from activities.assignment.enums import State
from activities.assignment.errors import (
    AlreadyDecided,
    CommentMissing,
    CommentTooLong,
    NotAsked,
    NothingHandedIn,
    TextTooLong,
)
from activities.assignment.kind import Assignment
from activities.assignment.models import Submission
from core import clock
from core.errors import NotAllowed
from core.jobs import periodic
from core.models import AuditEntry
from courses.domain import completion
from courses.enums import FactKind, Reason
from courses.errors import ActivityMissing
from courses.models import Attempt, Fact
from people.enums import Role
from tests.factories import people, uploads
from tests.factories.activities import bench, installed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def task(complete_when="handed_in", accepts=("text", "photo", "voice")):
    config = {"accepts": list(accepts), "complete_when": complete_when, "text": {"prompt": "<p>Fragen Sie.</p>"}}
    return bench("assignment", config)


def states():
    return list(Submission.objects.order_by("handed_in_at").values_list("text", "state"))


def answer(at, decision, comment="", **changes):
    waiting = Submission.objects.get(state=State.HANDED_IN)
    return at.decide(decision, {"submission": str(waiting.pk), "comment": comment}, **changes)


def test_handing_in_completes_and_waits_for_an_answer():
    at = task()
    at.act("hand_in", {"text": "  Wann tagt der Rat?  "})
    assert states() == [("Wann tagt der Rat?", State.HANDED_IN)]
    assert (at.facts(), at.attempt().completed) == ([FactKind.COMPLETED], True)


def test_please_again_takes_nothing_back_and_a_new_one_is_answered():
    at = task()
    at.act("hand_in", {"text": "Eins"})
    answer(at, "again", "Bitte mit Datum.")
    assert at.attempt().completed
    at.act("hand_in", {"text": "Zwei"})
    answer(at, "seen")
    assert states() == [("Eins", State.AGAIN), ("Zwei", State.SEEN)]
    assert at.facts() == [FactKind.COMPLETED]
    assert "Bitte mit Datum." in at.html()


def test_complete_when_seen_is_open_until_then_and_the_fact_names_the_trainer():
    at = task(complete_when="seen")
    at.act("hand_in", {"text": "Eins"})
    answer(at, "again", "Fast.")
    assert at.facts() == []
    at.act("hand_in", {"text": "Zwei"})
    answer(at, "seen")
    fact = Fact.objects.get(node=at.node)
    assert (fact.kind, fact.actor) == (FactKind.COMPLETED, at.trainer)
    assert list(AuditEntry.objects.order_by("at").values_list("verb", "actor", "person_id")) == [
        ("activity.again", at.trainer.pk, at.person.pk),
        ("activity.seen", at.trainer.pk, at.person.pk),
    ]


def test_double_click_is_one_piece_of_work_and_a_newer_one_replaces_it():
    at = task()
    for text in ("Eins", "Eins", "Zwei"):
        at.act("hand_in", {"text": text})
    assert states() == [("Eins", State.REPLACED), ("Zwei", State.HANDED_IN)]


def test_answer_to_a_replaced_piece_of_work_is_refused_and_changes_nothing():
    at = task()
    at.act("hand_in", {"text": "Eins"})
    seen = str(Submission.objects.get().pk)
    at.act("hand_in", {"text": "Zwei"})
    with pytest.raises(AlreadyDecided):
        at.decide("seen", {"submission": seen})
    answer(at, "seen")
    with pytest.raises(AlreadyDecided):
        at.decide("seen", {"submission": str(Submission.objects.last().pk)})
    assert states() == [("Eins", State.REPLACED), ("Zwei", State.SEEN)]


@pytest.mark.parametrize(
    ("decision", "comment", "refusal"),
    [
        ("again", "", CommentMissing),
        ("again", "  \n ", CommentMissing),
        ("seen", "x" * 3001, CommentTooLong),
        ("seen", ["a"], CommentMissing),
    ],
)
def test_answer_without_sense_is_refused(decision, comment, refusal):
    at = task()
    at.act("hand_in", {"text": "Eins"})
    with pytest.raises(refusal):
        answer(at, decision, comment)
    assert states() == [("Eins", State.HANDED_IN)]


@pytest.mark.parametrize(
    ("payload", "refusal"),
    [
        ({}, NothingHandedIn),
        ({"text": " \n"}, NothingHandedIn),
        ({"text": "x" * 10_001}, TextTooLong),
        ({"photo": "assignments/of-somebody-else.jpg"}, NotAsked),
        ({"voice": {"name": "x"}}, NotAsked),
    ],
)
def test_handing_in_nothing_that_counts_is_refused(payload, refusal):
    at = task()
    with pytest.raises(refusal):
        at.act("hand_in", payload)
    assert (Submission.objects.count(), Attempt.objects.count()) == (0, 0)


def test_only_what_the_task_asks_for_is_taken(media):
    at = task(accepts=["text"])
    with pytest.raises(NotAsked):
        at.act("hand_in", {"text": "Bild", "photo": uploads.photo()})
    assert not list(media.rglob("*.jpg"))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR, Role.ADMINISTRATOR, None])
def test_strangers_do_not_answer(role):
    at = task()
    at.act("hand_in", {"text": "Eins"})
    stranger = people.account(*([role] if role else []))
    with pytest.raises(NotAllowed):
        answer(at, "seen", actor=stranger)
    assert states() == [("Eins", State.HANDED_IN)]


def test_trainer_answers_those_they_accompany_but_never_themselves():
    at = task()
    at.act("hand_in", {"text": "Eins"})
    trainer = people.account(Role.TRAINER)
    at.person.entered_by = trainer
    at.person.save()
    answer(at, "seen", actor=trainer)
    own = task()
    own.act("hand_in", {"text": "Meins"})
    own.person.account.groups.add(at.trainer.groups.get())
    with pytest.raises(NotAllowed):
        answer(own, "seen", actor=own.person.account)


def test_answer_reaches_who_left_the_course():
    at = task()
    at.act("hand_in", {"text": "Eins"})
    at.person.enrolments.update(ended_at=clock.now())
    answer(at, "seen", "Gut.")
    assert states() == [("Eins", State.SEEN)]


def test_corrected_completion_is_open_again_and_handing_in_completes_anew():
    at = task()
    at.act("hand_in", {"text": "Eins"})
    completion.correct(fact=Fact.objects.get(node=at.node), reason=Reason.ERROR, actor=at.trainer, at=at.later())
    assert not at.attempt().completed
    at.act("hand_in", {"text": "Zwei"})
    assert at.attempt().completed
    assert at.facts() == [FactKind.COMPLETED, FactKind.CORRECTION, FactKind.COMPLETED]


def test_files_are_kept_without_the_persons_words_and_go_with_erasure(media):
    at = task()
    at.act("hand_in", {"photo": uploads.photo(name="mein-haus"), "voice": uploads.voice()})
    kept = sorted(path.name for path in media.rglob("*.*"))
    assert [name.rsplit(".", 1)[1] for name in kept] in (["jpg", "ogg"], ["ogg", "jpg"])
    assert not any("haus" in name for name in kept)
    Assignment().erase(at.context())
    assert list(media.rglob("*.*")) == []
    assert Submission.objects.count() == 0


class HandsInTwice(Assignment):
    """With a mistake: two pieces of work that wait."""

    def handle(self, context, action, payload):
        effects = super().handle(context, action, payload)
        second = Submission(attempt_id=context.attempt.id, handed_in_at=context.at, photo=payload["photo"])
        return replace(effects, records=(*effects.records, second))


def test_act_that_fails_after_its_files_leaves_none(media):
    at = task()
    with installed(HandsInTwice()), pytest.raises(ActivityMissing):
        at.act("hand_in", {"photo": uploads.photo()})
    assert list(media.rglob("*.*")) == []
    assert (Submission.objects.count(), Attempt.objects.count()) == (0, 0)


def test_sweep_is_due_every_day():
    assert "activities.assignment.tasks.sweep" in periodic.tasks()
    tasks.sweep.call()


def test_sweep_deletes_only_old_files_without_a_row(media):
    at = task()
    at.act("hand_in", {"photo": uploads.photo()})
    default_storage.save("assignments/left.jpg", uploads.photo())
    assert sweep.sweep(at=clock.now()) == 0
    assert sweep.sweep(at=clock.now() + timedelta(days=2)) == 1
    kept = Submission.objects.get().photo.name
    assert [default_storage.exists(name) for name in (kept, "assignments/left.jpg")] == [True, False]
