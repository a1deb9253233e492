"""Activities inside a lesson's text."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.queries.learn import LessonView
from cms.views.answers import TRY, ShownActivity
from courses.activity_types import Frame, Inline, Launch

register = template.Library()


@register.simple_tag(takes_context=True)
def activity(context: Context, value: Any) -> SafeString:
    """Renders the activity of a block: by its kind's template, in a frame, as a link, or as a placeholder."""
    view: LessonView | None = context.get("view")
    chosen = value.get("activity")
    shown: dict[str, ShownActivity] = context.get("activities") or {}
    one = shown.get(str(chosen.pk)) if chosen else None
    if view is None or one is None:
        return render_to_string("cms/activity_preview.html", {"activity": chosen})
    request = context["request"]
    own = dict(one.shown.context) if isinstance(one.shown, Inline) else {}
    return render_to_string(_template(one), own | _addresses(view, one), request=request)


def _template(one: ShownActivity) -> str:
    match one.shown:
        case Inline(template=template):
            return template
        case Frame():
            return "cms/activity_frame.html"
        case Launch():
            return "cms/activity_launch.html"
    return "cms/activity_placeholder.html"


def _addresses(view: LessonView, one: ShownActivity) -> dict[str, Any]:
    """`act_url`: where acts are posted (the action's name and a slash follow); without joining forms go to the page by GET."""
    lesson_url = reverse("cms:lesson", args=[view.course.slug, view.lesson.slug])
    return {
        "one": one,
        "shown": one.shown,
        "joined": view.enrolment is not None,
        "act_url": f"{lesson_url}do/{one.key}/",
        "lesson_url": lesson_url,
        "join_url": reverse("cms:join", args=[view.course.slug]),
        "try_name": TRY,
    }
