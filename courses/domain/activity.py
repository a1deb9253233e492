"""Writing activities: their kind says what a configuration needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from core.db import locked
from core.languages import SOURCE_LANGUAGE
from courses import installed_kinds, policies
from courses.activity_types import Issue
from courses.domain import attention
from courses.errors import ActivityIncomplete
from courses.models import Activity, ActivityText
from people.models import Account
from people.policies import require


@dataclass(frozen=True, slots=True)
class Words:
    """What an activity says in one language: its title and the words its kind declares."""

    title: str = ""
    text: Mapping[str, str] = field(default_factory=dict)


def issues(*, kind: str, config: Mapping[str, Any], words: Mapping[str, Words]) -> Sequence[Issue]:
    """Everything that keeps an activity from being shown to learners; empty if nothing. Raises `UnknownType`."""
    return installed_kinds.get(kind).validate(_whole(config, words))


@transaction.atomic
def create(*, kind: str, config: Mapping[str, Any], words: Mapping[str, Words], actor: Account) -> Activity:
    """Makes an activity that lessons may hold. `words` by language, German among them.

    Raises `ActivityIncomplete`, and `NotAllowed` also where the actor may not place what it is configured to hold.
    """
    require(policies.may_write_activity(actor))
    for issue in issues(kind=kind, config=config, words=words):
        raise ActivityIncomplete(issue=issue.message)
    require(installed_kinds.get(kind).may_place(actor, config))
    activity = Activity.objects.create(
        type=kind, title=words[SOURCE_LANGUAGE].title, config=dict(_whole(config, words))
    )
    _write_texts(activity, words)
    return activity


@transaction.atomic
def change(*, activity: Activity, config: Mapping[str, Any], words: Mapping[str, Words], actor: Account) -> Activity:
    """Changes an activity in every lesson that holds it; attempts that run go on. Settles its failures.

    Raises `ActivityIncomplete`, and `NotAllowed` also for trainers once learners have it before them, and where
    the actor may not place what it is now configured to hold; what stood there may stay.
    """
    held = locked(Activity.objects.filter(pk=activity.pk)).get()
    require(policies.may_write_activity(actor, held))
    for issue in issues(kind=held.type, config=config, words=words):
        raise ActivityIncomplete(issue=issue.message)
    stays = config == {name: value for name, value in held.config.items() if name != "text"}
    require(stays or installed_kinds.get(held.type).may_place(actor, config))
    held.title, held.config = words[SOURCE_LANGUAGE].title, dict(_whole(config, words))
    held.save(update_fields=["title", "config", "updated_at"])
    Activity.objects.filter(pk=held.pk).update(version=F("version") + 1)
    _write_texts(held, words)
    attention.settle(activity=held)
    return held


def _whole(config: Mapping[str, Any], words: Mapping[str, Words]) -> Mapping[str, Any]:
    return {**config, "text": dict(words[SOURCE_LANGUAGE].text)}


def _write_texts(activity: Activity, words: Mapping[str, Words]) -> None:
    for locale, said in words.items():
        if locale == SOURCE_LANGUAGE:
            continue
        rows = ActivityText.objects.filter(activity=activity, locale=locale)
        if said.title or any(said.text.values()):
            rows.update_or_create(
                activity=activity, locale=locale, defaults={"title": said.title, "text": dict(said.text)}
            )
        else:
            rows.delete()
