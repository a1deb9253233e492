"""What the editors' list of activities shows."""

from typing import TYPE_CHECKING

from django.db.models import Count

from assessments.models import Assessment
from cms.models import LessonPage
from core.languages import SOURCE_LANGUAGE
from courses import installed_kinds
from courses.domain import outline as outlines
from courses.models import Activity, Course, Outline
from people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


def activity_list() -> "QuerySet[Activity, Activity]":
    return Activity.objects.annotate(failed=Count("failures")).prefetch_related("texts").order_by("-updated_at")


def kind_name(activity: Activity) -> str:
    try:
        return str(installed_kinds.get(activity.type).label)
    except installed_kinds.UnknownType:
        return activity.type


def languages(activity: Activity) -> str:
    """The languages an activity has words in; German always. Its texts are at hand."""
    return ", ".join(["de", *sorted(text.locale for text in activity.texts.all())])


def people_at(*activities: Activity) -> int:
    """How many people have begun any of these activities."""
    return Person.objects.filter(attempts__activity__in=activities).distinct().count()


def activities_asking(assessment: Assessment) -> list[Activity]:
    """The checks in lessons that ask an assessment."""
    return list(Activity.objects.filter(type="quiz", config__assessment=assessment.pk))


def lessons_with(activity: Activity) -> list[LessonPage]:
    """The lessons in which learners have an activity before them."""
    courses = Course.objects.filter(outlines__in=Outline.objects.present().holding(activity))
    lessons = [lesson for course in courses for lesson in outlines.current(course).lessons()]
    keys = [one.key for one in lessons if any(node.activity == activity.pk for node in one.activities)]
    return list(LessonPage.objects.filter(translation_key__in=keys, locale__language_code=SOURCE_LANGUAGE))
