"""Where a course or a lesson stands today that once had another address."""

from courses.models import Course, FormerSlug, Lesson


def present_address(course_slug: str, lesson_slug: str = "") -> tuple[str, ...] | None:
    """The present slugs of what once stood at these, or none. Asked only where nothing stands now."""
    course = Course.objects.filter(slug=course_slug).first() or _once(course_slug)
    lesson = _lesson(course, lesson_slug) if course and lesson_slug else None
    if course is None or (lesson_slug and lesson is None):
        return None
    asked = (course_slug, lesson_slug) if lesson else (course_slug,)
    address = (lesson.course.slug, lesson.slug) if lesson else (course.slug,)
    return None if address == asked else address


def _once(slug: str) -> Course | None:
    former = FormerSlug.objects.filter(slug=slug, lesson=None).select_related("course").first()
    return former.course if former else None


def _lesson(course: Course, slug: str) -> Lesson | None:
    known = Lesson.objects.select_related("course")
    here = known.filter(course=course, slug=slug).first()
    return here or known.filter(former_slugs__course=course, former_slugs__slug=slug).first()
