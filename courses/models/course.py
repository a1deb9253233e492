from django.db import models
from django.db.models import F
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core.models import AppendOnly
from courses.enums import Access, Joining, Track
from people.models import Account


class CourseQuerySet(models.QuerySet["Course"]):
    def live(self) -> "CourseQuerySet":
        return self.filter(retired_at=None)


class Course(models.Model):
    """The record of a course: what enrolments, facts and credentials point to. `id` is its pages' translation key."""

    id = models.UUIDField(primary_key=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    track = models.CharField(_("track"), max_length=20, choices=Track.choices)
    access = models.CharField(_("access"), max_length=10, choices=Access.choices, default=Access.OPEN)
    joining = models.CharField(_("joining"), max_length=12, choices=Joining.choices, default=Joining.OPEN)
    outline_number = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["track", "slug"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.slug


class Module(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def __str__(self) -> str:
        return str(self.id)


class Lesson(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    slug = models.SlugField(max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="lesson_slug_per_course")]

    def __str__(self) -> str:
        return self.slug


class FormerSlug(models.Model):
    """A slug that a course or a lesson once had: its address leads to the present one. `lesson` empty: the course's own."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="former_slugs")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, null=True, related_name="former_slugs")
    slug = models.SlugField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=models.Q(lesson=None), name="former_slug_course"),
            models.UniqueConstraint(
                fields=["course", "slug"], condition=models.Q(lesson__isnull=False), name="former_slug_lesson"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class NodeText(models.Model):
    """Title of a course, module or lesson in one language, for mails and reports that must not read pages."""

    node = models.UUIDField()
    locale = models.CharField(max_length=12)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=255)
    behind = models.BooleanField(default=False, help_text=_("The German text is newer than this translation."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "locale"], name="node_text_once")]

    def __str__(self) -> str:
        return self.title


class OutlineQuerySet(models.QuerySet["Outline"]):
    def present(self) -> "OutlineQuerySet":
        """What learners follow now."""
        return self.filter(course__retired_at=None, number=F("course__outline_number"))

    def holding(self, activity: models.Model) -> "OutlineQuerySet":
        """Those in which a lesson has this activity."""
        return self.annotate(words=Cast("data", models.TextField())).filter(words__contains=str(activity.pk))


class Outline(AppendOnly):
    """An immutable, numbered snapshot of order, units, what is required and every rule (`courses.outline.Outline`)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="outlines")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutlineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="outline_number_per_course")]

    def __str__(self) -> str:
        return f"{self.course_id} #{self.number}"


class Replacement(models.Model):
    """An author's confirmed word that one lesson replaced another: who did the old one has done the new one."""

    old = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="replaced_by")
    new = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="replaces")
    confirmed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="replacement_once"),
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="replacement_other"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
