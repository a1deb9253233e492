"""Checks and tests are built by who may, of what they may read; exam items stand in tests only."""

import pytest

from assessments.domain import assessment as assessments
from assessments.enums import Mode
from assessments.errors import ExamBankInCheck, ItemOutOfPlace, PartEmpty, PartsMissing
from assessments.models import Assessment, Section, SectionItem
from core.errors import NotAllowed
from core.models import AuditEntry
from people.enums import Role
from tests.factories import assessments as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def described(*items, mode=Mode.TEST, **drawing) -> Assessment:
    """As a form hands it over: nothing is saved yet."""
    placed = [SectionItem(item=item, sort_order=order) for order, item in enumerate(items)]
    return Assessment(title="Kurz geprüft", mode=mode, sections=[Section(placements=placed, **drawing)])


@pytest.fixture
def trainer():
    return people.account(Role.TRAINER)


def test_trainer_builds_one_of_their_own_and_changes_it(trainer):
    item = make.item()
    made = assessments.build(assessment=described(item), actor=trainer)
    stored = Assessment.objects.get()
    assert (stored, stored.owner, [one.item for one in stored.sections.get().placements.all()]) == (
        made,
        trainer,
        [item],
    )
    stored.title = "Anders"
    assessments.change(assessment=stored, actor=trainer)
    assert Assessment.objects.get().title == "Anders"
    assert [*AuditEntry.objects.order_by("at").values_list("verb", "actor_id")] == [
        ("assessment.built", trainer.pk),
        ("assessment.changed", trainer.pk),
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_others_build_none(role):
    with pytest.raises(NotAllowed):
        assessments.build(assessment=described(make.item()), actor=people.account(role))
    assert not Assessment.objects.exists()


def test_trainer_changes_none_of_others_even_as_its_named_owner(trainer):
    other = make.assessment(make.item())
    other.owner = trainer
    with pytest.raises(NotAllowed):
        assessments.change(assessment=other, actor=trainer)


def test_exam_items_stand_in_tests_of_who_reads_them(trainer):
    author, exam = people.account(Role.AUTHOR), make.item(make.bank(is_exam=True))
    drawing = {"draw": 1, "bank": exam.bank, "tag": "rat"}
    refusals = [
        (ItemOutOfPlace, described(exam), trainer),
        (NotAllowed, described(**drawing), trainer),
        (ItemOutOfPlace, described(exam, mode=Mode.SELF_CHECK), author),
        (ExamBankInCheck, described(mode=Mode.SELF_CHECK, **drawing), author),
    ]
    for error, assessment, actor in refusals:
        with pytest.raises(error):
            assessments.build(assessment=assessment, actor=actor)
    assert not Assessment.objects.exists()
    assessments.build(assessment=described(exam, **drawing), actor=author)
    assert Assessment.objects.count() == 1


def test_nothing_is_built_of_nothing(trainer):
    with pytest.raises(PartsMissing):
        assessments.build(assessment=Assessment(title="Leer"), actor=trainer)
    with pytest.raises(PartEmpty):
        assessments.build(assessment=described(), actor=trainer)
