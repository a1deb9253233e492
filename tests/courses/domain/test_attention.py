"""What failed is noted for the team, and noting it never makes things worse."""

import pytest

from courses.domain import attention
from courses.models import Activity, ActivityFailure

pytestmark = pytest.mark.django_db
AWAY = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}


@pytest.fixture
def failed():
    return Activity.objects.create(type="reading", title="Was ein Gemeinderat tut")


def test_failure_is_noted_once_in_a_while(failed):
    for _ in range(3):
        attention.note(activity=failed.pk, doing="show", error=KeyError("what somebody typed"))
    assert list(ActivityFailure.objects.values_list("activity", "error", "times")) == [(failed.pk, "KeyError", 1)]


def test_noting_passes_over_a_cache_that_is_away(failed, settings):
    settings.CACHES = settings.CACHES | {"default": AWAY}
    attention.note(activity=failed.pk, doing="show", error=KeyError())
