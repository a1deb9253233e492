from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Lesson


class LessonChoiceField(forms.ModelChoiceField):
    """Lessons by their German titles; `titles` is set by the form."""

    titles: dict[Any, str]

    def label_from_instance(self, obj: Any) -> str:
        return self.titles.get(obj.pk, obj.slug)


class ReplacementForm(forms.Form):
    """Which lesson took the place of one that left the course."""

    old = LessonChoiceField(Lesson.objects.none(), label=_("The lesson that left"))
    new = LessonChoiceField(
        Lesson.objects.none(),
        label=_("The lesson that takes its place"),
        help_text=_("Whoever has done the old lesson has then done this one, too."),
    )

    def __init__(self, course: Course, titles: dict[Any, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, retired in (("old", True), ("new", False)):
            field = self.fields[name]
            assert isinstance(field, LessonChoiceField)  # noqa: S101 - for the type checker
            field.titles = titles
            field.queryset = Lesson.objects.filter(course=course, retired_at__isnull=not retired)
