"""Makes the courses and readers that are measured."""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from assessments.enums import Mode
from cms.models import CoursePage
from core import clock
from courses.domain import enrolment as enrolments
from courses.enums import EnrolmentSource
from courses.models import Activity, Course, Lesson
from people.models import Account
from tests.factories import assessments as make
from tests.factories import pages, people

SECONDS = 600


def make_world(readers: int, quiz_length: int) -> dict[str, Any]:
    pages.home()
    small, large = pages.course([8], title="Klein"), pages.course([10] * 8, title="Groß")
    working, acts = _working_course(quiz_length)
    sessions = [_reader(number, [small, large, working]) for number in range(readers)]
    slug = pages.record(small).slug
    return {"slug": slug, "small": _addresses(small), "large": _addresses(large), "acts": acts, "sessions": sessions}


def _addresses(course: CoursePage) -> dict[str, str]:
    """Of a course and of its first lesson."""
    record = pages.record(course)
    key = course.get_children().first().get_children().first().specific.translation_key
    lesson = Lesson.objects.get(pk=key)
    return {"course": f"/de/learn/{record.slug}/", "lesson": f"/de/learn/{record.slug}/{lesson.slug}/"}


def _working_course(quiz_length: int) -> tuple[CoursePage, dict[str, Any]]:
    """A course whose lessons hold a film and a test, and the addresses of acts in them."""
    film = Activity.objects.create(
        type="video", title="Film", config={"seconds": SECONDS, "text": {"transcript": "<p>Ein Satz.</p>"}}
    )
    items = [make.item() for _ in range(quiz_length)]
    test = make.assessment(*items, mode=Mode.TEST)
    quiz = Activity.objects.create(type="quiz", title="Test", config={"assessment": test.pk})
    course = pages.course((), title="Arbeit")
    module = pages.module(course, 0)
    lessons = {"film": (film, pages.lesson(module, film)), "quiz": (quiz, pages.lesson(module, quiz))}
    slug = pages.record(course).slug
    acts: dict[str, Any] = {"answers": {f"item-{one.current_id}": "b" for one in items}}
    for name, (activity, lesson) in lessons.items():
        page = f"/de/learn/{slug}/{Lesson.objects.get(pk=lesson.translation_key).slug}/"
        acts[name] = {"page": page, "do": f"{page}do/{activity.pk}/"}
    return course, acts


def _reader(number: int, courses: list[CoursePage]) -> str:
    """Somebody who is enrolled in all courses; their session."""
    account = Account.objects.create(username=f"reader-{number}")
    person = people.person(f"Person {number}", account=account)
    for course in courses:
        enrolments.enrol(
            person=person, course=pages.record(course), source=EnrolmentSource.SELF, actor=account, at=clock.now()
        )
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "people.backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def publish_course(slug: str, title: str) -> None:
    page = CoursePage.objects.get(translation_key=Course.objects.get(slug=slug).pk)
    page.title = title
    page.save_revision().publish()


def add_enrolments(slug: str, total: int) -> int:
    """Enrols `total` more people, who have no account, in a course; done by the database itself."""
    course = Course.objects.get(slug=slug)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_person (id, language, created_at) "
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %s) "
            "SELECT lower(hex(randomblob(16))), 'de', %s FROM number",
            [total, clock.now()],
        )
        cursor.execute(
            "INSERT INTO courses_enrolment (id, person_id, course_id, started_outline, source, created_at) "
            "SELECT lower(hex(randomblob(16))), id, %s, 1, 'self', created_at FROM people_person WHERE account_id IS NULL "
            "AND id NOT IN (SELECT person_id FROM courses_enrolment WHERE course_id = %s)",
            [course.pk.hex, course.pk.hex],
        )
        cursor.execute("ANALYZE")
    return course.enrolments.count()
