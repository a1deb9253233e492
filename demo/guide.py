"""Where everything of the demo is."""

from typing import Any

from django.conf import settings

from certificates.models import Credential
from cms.models import CoursePage, NewsIndexPage
from core.languages import SOURCE_LANGUAGE
from core.links import absolute
from courses.enums import Track
from courses.models import Course
from demo import content
from demo.people import PASSWORD


def guide() -> dict[str, Any]:
    """Addresses and logins of the demo, as `var/demo.json` holds them."""
    return {
        "base_url": settings.SITE_URL,
        "content_url": settings.CONTENT_URL,
        "accounts": {role: {"username": name, "password": PASSWORD} for role, name in _accounts().items()},
        "courses": {track: f"{settings.SITE_URL}/de/learn/{slug}/" for track, slug in _courses()},
        "certificate": Credential.objects.published().earliest("confirmed_at").verify_url,
        "consultation": f"{settings.SITE_URL}/de/consultation/",
        "mails": absolute("staff:mails", language=SOURCE_LANGUAGE),
        "news": settings.SITE_URL + NewsIndexPage.objects.get(locale__language_code="de").url,
    }


def _accounts() -> dict[str, str]:
    """One user name for each role."""
    found: dict[str, str] = {}
    for raw in content.read("people.toml")["person"]:
        found.setdefault(raw["role"], raw["username"])
    return found


def _courses() -> list[tuple[str, str]]:
    """The first course of each track."""
    order = CoursePage.objects.order_by("path").values_list("translation_key", flat=True)
    slugs = {course.pk: (course.track, course.slug) for course in Course.objects.live().filter(track__in=Track.values)}
    found: dict[str, str] = {}
    for key in order:
        if key in slugs:
            found.setdefault(*slugs[key])
    return list(found.items())
