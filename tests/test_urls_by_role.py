"""Every address of the product answers each role as `tests.role_table` says; one that stands in no table fails the suite."""

from collections import defaultdict
from collections.abc import Mapping
from copy import deepcopy
from operator import attrgetter
from typing import Any

import pytest
from django.db import transaction

from tests.addresses import Address, every
from tests.factories import world as factory
from tests.factories.world import World
from tests.role_table import (
    ADMIN,
    DESK,
    GUESTS,
    NO_KEY,
    OPEN_ADMIN,
    POST_ONLY,
    POSTS,
    ROLES,
    SECOND_FACTOR,
    SIGN_IN,
    SITE,
    Answer,
    Line,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),  # a report of wagtail-localize
]


@pytest.fixture
def world() -> World:
    return factory.make()


ADDRESSES = every()
BY_NAME = {address.name: address for address in reversed(ADDRESSES) if not address.is_admin}
IN_ADMIN = [address for address in ADDRESSES if address.is_admin]
# Parts of the admin that nobody reaches by GET with what the world holds.
UNPROVEN = {
    "wagtail_bulk_action",
    "wagtailadmin_logout",
    "wagtailadmin_editing_sessions",
    "wagtailadmin_block_preview",
    "wagtailsnippets",
}
REFUSALS = (404, SIGN_IN, SECOND_FACTOR)


def test_every_address_stands_in_a_table():
    assert [name for name in BY_NAME if name not in SITE] == []
    assert [name for name in SITE if name not in BY_NAME] == []
    assert [address.route for address in IN_ADMIN if rule_of(address) is None] == []
    assert [name for name, line in SITE.items() if POST_ONLY in line.answers.values()] == [
        name for name in SITE if name in POSTS
    ]
    assert [start for start in ADMIN if not any(address.name.startswith(start) for address in IN_ADMIN)] == []


def test_site_by_role(world):
    wrong = {}
    for name, line in SITE.items():
        path = site_path(world, name, line)
        answers = {role: visit(world, role, path) for role in line.answers}
        if answers != line.answers:
            wrong[name, path] = {role: answer for role, answer in answers.items() if answer != line.answers[role]}
    assert not wrong, listed(wrong)


def test_who_may_not_look_may_not_send_either(world):
    wrong = {}
    for name, line in SITE.items():
        refused = {role: answer for role, answer in line.answers.items() if answer in REFUSALS}
        path = site_path(world, name, line)
        answers = {role: visit(world, role, path, "post") for role in refused}
        if any(answer not in (POST_ONLY, refused[role]) for role, answer in answers.items()):
            wrong[name, path] = answers
    assert not wrong, listed(wrong)


def test_posts_by_role(world):
    wrong = {}
    for name, expected in POSTS.items():
        path = site_path(world, name, SITE[name])
        answers = {role: visit(world, role, path, "post") for role in expected}
        if answers != expected:
            wrong[name, path] = {role: answer for role, answer in answers.items() if answer != expected[role]}
    assert not wrong, listed(wrong)


def test_admin_by_role(world):
    wrong, reached = {}, defaultdict(set)
    for address in IN_ADMIN:
        path = address.path({argument: admin_value(world, address, argument) for argument, _ in address.arguments})
        answers = {role: visit(world, role, path) for role in ROLES | {NO_KEY}}
        if not obeys(address, answers):
            wrong[address.name, path] = answers
        reached[start_of(address)] |= {role for role in DESK if is_in(answers[role])}
    assert not wrong, listed(wrong)
    assert {start for start, rule in ADMIN.items() if rule and not reached[start]} == UNPROVEN


def test_those_who_write_add_pictures_and_documents(world):
    doors = ("/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/documents/add/")
    writers = ("trainer", "author", "editor", "administrator")
    assert {(role, visit(world, role, path)) for role in writers for path in doors} == {(role, 200) for role in writers}
    assert visit(world, "administrator", "/admin/collections/") == 200


def listed(wrong: Mapping[tuple[str, str], Mapping[str, Answer]]) -> str:
    return "\n".join(f"{name} {path}: {dict(sorted(answers.items()))}" for (name, path), answers in wrong.items())


def obeys(address: Address, answers: Mapping[str, Answer]) -> bool:
    """Guests find nothing, visitors and staff without a second factor are led to it, and each role reaches what is theirs.

    Nobody reaches what takes posts only, or names a thing that is not there.
    """
    if address.name.startswith(OPEN_ADMIN):
        return set(answers.values()) <= {200, 302, *REFUSALS}
    reached = {role for role in DESK if is_in(answers[role])}
    return (
        {answers[role] for role in GUESTS} == {404}
        and answers["visitor"] in (SIGN_IN, 404)
        and answers[NO_KEY] == SECOND_FACTOR
        and (reached == rule_of(address) or not reached)
        and not any(isinstance(answer, int) and answer >= 500 for answer in answers.values())
    )


def site_path(world: World, name: str, line: Line) -> str:
    found = BY_NAME[name]
    return found.path({argument: thing(world, line.names[_key(argument)]) for argument, _ in found.arguments})


def start_of(address: Address) -> str | None:
    """The part of the admin an address belongs to."""
    return max((start for start in ADMIN if address.name.startswith(start)), key=len, default=None)


def rule_of(address: Address) -> frozenset[str] | None:
    """Who reaches this address of the admin; the catch-all at its end leads nowhere."""
    if address.name.startswith(OPEN_ADMIN):
        return ROLES
    start = start_of(address)
    return ADMIN[start] if start else None if address.name else frozenset()


def is_in(answer: Answer) -> bool:
    """Whether an answer of the admin let somebody in; Wagtail leads away with a word on permission."""
    return answer not in (403, 404, POST_ONLY, SIGN_IN, SECOND_FACTOR, "led away")


def visit(world: World, role: str, path: str, method: str = "get") -> Answer:
    """What somebody is answered; nothing is left of the visit."""
    client = world.clients[role]
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    target = response.get("Location", "")
    if "/account/login/?" in target or target.startswith("/admin/login/"):
        return SIGN_IN
    if target.endswith("/account/2fa/"):
        return SECOND_FACTOR
    return "led away" if target == "/admin/" else response.status_code


def _key(argument: str) -> str:
    return f"_{argument}" if argument.isdigit() else argument


def thing(world: World, name: str) -> Any:
    """A thing of the world, or of it: `course.slug`; a name that is none stands for itself."""
    first, _, rest = name.partition(".")
    if first not in world.things:
        return name
    return attrgetter(rest)(world.things[first]) if rest else world.things[first]


def admin_value(world: World, address: Address, argument: str) -> Any:
    things = world.things
    pages = {
        "page_id": things["plain"],
        "page_to_move_id": things["plain"],
        "parent_page_id": things["plain"].get_parent(),
    }
    if argument in pages:
        return pages[argument].pk
    files = {"image_id": things["image"], "document_id": things["document"], "doc_id": things["document"]}
    if argument in files:
        return files[argument].pk
    if argument == "course":
        return things["course"].pk
    if argument == "pk":
        return admin_key(world, address.name.split(":")[0])
    return MODELS.get((argument, "settings" in address.route), MODELS.get((argument, False), 1))


MODELS = {
    ("app_label", False): "wagtailcore",
    ("model_name", False): "page",
    ("action", False): "delete",
    ("app_name", False): "cms",
    ("model_name", True): "officesettings",
    ("content_type_app_name", False): "cms",
    ("content_type_model_name", False): "standardpage",
    ("filter_spec", False): "width-100",
}


def admin_key(world: World, part: str) -> Any:
    things = world.things
    known = {
        "jobs": "00000000-0000-7000-8000-000000000000",
        "activity_chooser": things["activity"].pk,
        "wagtailusers_users": world.accounts["learner"].pk,
        "wagtailadmin_api": things["plain"].pk,
        "wagtaildocs_chooser": things["document"].pk,
        "wagtailimages_chooser": things["image"].pk,
    }
    return known.get(part, 1)
