"""Who may go where: a line for every address of the site, and a rule for every part of the admin.

An address that stands in neither table fails the suite. A newcomer adds one line to `SITE` or `ADMIN`; what an address names is
looked up in `tests.factories.world`.
"""

from collections.abc import Mapping
from copy import deepcopy
from operator import attrgetter
from typing import Any

import pytest
from django.db import transaction

from tests.addresses import Address, every
from tests.factories import world as factory
from tests.factories.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),  # a report of wagtail-localize
]

VISITOR = frozenset({"visitor"})
GUESTS = frozenset({"learner", "interpreter", "mentor", "organisation member"})
DESK = frozenset({"trainer", "author", "adviser", "coordinator", "editor", "translator", "administrator"})
ROLES = VISITOR | GUESTS | DESK
SIGNED_IN = ROLES - VISITOR
STRANGERS = frozenset({"other trainer"})  # trains nobody of the people here
NO_KEY = "coordinator without key"  # has set up no second factor

LEARNER, TRAINER, COORDINATOR, ADVISER = (
    frozenset({role}) for role in ("learner", "trainer", "coordinator", "adviser")
)
TEACHING = TRAINER | COORDINATOR | STRANGERS
OFFICE = COORDINATOR | {"administrator"}

SIGN_IN, SECOND_FACTOR = "sign-in", "second factor"
POST_ONLY = 405
Answer = int | str


class Line:
    """What each role is answered at an address, and what the address names: argument → thing of the world."""

    def __init__(self, answers: Mapping[str, Answer], names: Mapping[str, str]) -> None:
        self.answers, self.names = dict(answers), names

    def __or__(self, others: Mapping[str, Answer]) -> "Line":
        """The same line with other answers for some."""
        return Line(self.answers | dict(others), self.names)


def anyone(answer: Answer = 200, *, signed_in: Answer = 0, **names: str) -> Line:
    """Open to all; `signed_in`: where those who are get another answer."""
    everybody = ROLES | STRANGERS | {NO_KEY}
    return Line({role: answer if role == "visitor" else signed_in or answer for role in everybody}, names)


def members(answer: Answer = 200, *, key: Answer = 0, **names: str) -> Line:
    """For whoever is signed in. `key`: the answer for those who have a second factor set up."""
    keyed = DESK if key else frozenset()
    return Line(
        {role: key if role in keyed else answer for role in SIGNED_IN | STRANGERS | {NO_KEY}} | {"visitor": SIGN_IN},
        names,
    )


def only(roles: frozenset[str], answer: Answer = 200, *, visitor: Answer = SIGN_IN, **names: str) -> Line:
    """For these roles; for everybody else there is nothing here. Staff need the second factor, trainers outside the admin not."""
    known = dict.fromkeys(SIGNED_IN | STRANGERS, 404) | dict.fromkeys(roles, answer) | {"visitor": visitor}
    is_staffs = "coordinator" in roles and not roles & GUESTS
    known[NO_KEY] = SECOND_FACTOR if is_staffs else known["coordinator"]
    return Line(known, names)


def nobody(**names: str) -> Line:
    return only(frozenset(), visitor=404, **names)


SITE: dict[str, Line] = {
    # the house
    "healthz": anyone(503),  # no worker runs in the suite
    "go:front_door": anyone(302),
    "go:by_key": anyone(302, key="lesson.pk"),
    "cms:by_key": anyone(302, key="lesson.pk"),
    "go:picture": anyone(name="drawn"),
    "film:file": anyone(document="document.pk"),
    "film:poster": anyone(image="image.pk"),
    "wagtaildocs_serve": anyone(_0="document.pk", _1="document.filename"),
    "wagtaildocs_authenticate_with_password": anyone(302, restriction_id="news.pk"),  # to a language, where nothing is
    "wagtailcore_authenticate_with_password": nobody(page_view_restriction_id="news.pk", page_id="news.pk"),
    "page_sign_in": anyone(SIGN_IN),
    "wagtailcore_login": anyone(SIGN_IN),  # shadowed
    "wagtail_serve": anyone(_0="address"),
    # getting in
    "account_signup": anyone(signed_in=302),
    "account_login": anyone(signed_in=302),
    "account_request_login_code": anyone(signed_in=302),
    "account_confirm_login_code": anyone(302),
    "account_inactive": anyone(),
    "account_email_verification_sent": anyone(),
    "account_confirm_email": anyone(key="nothing"),
    "account_reset_password": anyone(),
    "account_reset_password_done": anyone(),
    "account_reset_password_from_key": anyone(uidb36="nothing", key="nothing"),
    "account_reset_password_from_key_done": anyone(),
    "mfa_authenticate": anyone(302),
    # one's own account
    "people:account": members(),
    "people:name": members(),
    "people:come_back": anyone(302),
    "account_logout": anyone(302, signed_in=200),
    "account_reauthenticate": members(),
    "account_email": members(),
    "account_change_password": members(),
    "account_set_password": members(302),
    "mfa_index": members(),
    "mfa_reauthenticate": members(302, key=200),
    "mfa_activate_totp": members(302),
    "mfa_deactivate_totp": members(404, key=302),
    "mfa_view_recovery_codes": members(404, key=302),
    "mfa_generate_recovery_codes": members(302),
    "mfa_download_recovery_codes": members(404, key=302),
    "mfa_list_webauthn": members(),
    "mfa_add_webauthn": members(302),
    "mfa_reauthenticate_webauthn": members(302),
    "mfa_remove_webauthn": members(302, pk="1"),  # asks for the password first
    "mfa_edit_webauthn": members(302, pk="1"),
    # learning
    "cms:news_feed": anyone(),
    "cms:event_calendar": anyone(key="event.translation_key"),
    "cms:catalogue": anyone(),
    "cms:course": anyone(course="course.slug"),
    "cms:lesson": anyone(course="course.slug", lesson="lesson.slug"),
    "cms:in_german": anyone(302, key="kept"),
    "cms:join": anyone(course="course.slug"),
    "cms:leave": only(LEARNER, course="course.slug"),
    "cms:done": anyone(POST_ONLY, course="course.slug", lesson="lesson.slug"),
    "cms:do": anyone(
        POST_ONLY, course="course.slug", lesson="work_lesson.slug", activity="activity.pk", action="hand_in"
    ),
    "desk:my_learning": members(),
    "courses:type_code": anyone(),
    "courses:invitation": anyone(code="invitation.code"),
    # certificates
    "certificates:mine": members(),
    "certificates:confirm": only(LEARNER | COORDINATOR, achievement="achievement.pk") | {NO_KEY: SECOND_FACTOR},
    "certificates:paper": only(LEARNER | COORDINATOR, credential="credential.pk") | {NO_KEY: SECOND_FACTOR},
    "certificates:verify": anyone(),
    "certificates:verify_code": anyone(code="credential.code"),
    "check:verify": anyone(302),
    "check:code": anyone(302, code="credential.code"),
    "certificates:courses": only(COORDINATOR),
    "certificates:confirm_many": only(COORDINATOR, POST_ONLY, course="certified_course.slug"),
    "certificates:keep": only(COORDINATOR, POST_ONLY, course="certified_course.slug", credential="credential.pk"),
    "certificates:replace": only(COORDINATOR, course="certified_course.slug", credential="credential.pk"),
    "certificates:of_course": only(COORDINATOR, course="certified_course.slug"),
    "certificates:print_all": only(COORDINATOR, course="certified_course.slug"),
    "certificates:revoke": only(COORDINATOR, POST_ONLY, course="certified_course.slug", credential="credential.pk"),
    # consultations and messages: whoever holds the link
    "consultations:ask": anyone(),
    "consultations:request": anyone(token="request.token"),
    "consultations:cancel": anyone(token="request.token"),
    "consultations:calendar": anyone(404, token="request.token"),  # has no date yet
    "contact:own": anyone(token="message.token"),
    "contact:withdraw": anyone(POST_ONLY, token="message.token"),
    "contact:withdrawn": anyone(),
    # people who teach
    "staff:learners": only(TEACHING),
    "staff:learner": only(TRAINER | COORDINATOR, enrolment="enrolment.pk"),
    "staff:correct": only(TEACHING, POST_ONLY, enrolment="enrolment.pk"),
    "staff:sheet": only(TEACHING, POST_ONLY, enrolment="enrolment.pk"),
    "staff:mails": only(frozenset()),  # of the demo
    "staff:mail": only(frozenset(), file="20261126-035000-1", number="1"),
    "groups:listing": only(TEACHING),
    "groups:group": only(TRAINER | COORDINATOR, group="group.pk"),
    "groups:add": only(TEACHING, POST_ONLY, group="group.pk"),
    "groups:remove": only(TEACHING, POST_ONLY, group="group.pk", person="person.pk"),
    "groups:assign": only(COORDINATOR, POST_ONLY, group="group.pk"),
    "groups:dismiss": only(COORDINATOR, POST_ONLY, group="group.pk", account="1"),
    "groups:end": only(COORDINATOR, POST_ONLY, group="group.pk"),
    "assignments:queue": only(TEACHING),
    "assignments:work": only(TRAINER | COORDINATOR, key="work.pk"),
    "assignments:file": only(LEARNER | TRAINER | COORDINATOR, key="work.pk", part="photo") | {NO_KEY: SECOND_FACTOR},
    "courses:invitations": only(TEACHING),
    "courses:sheet": only(TEACHING, invitation="invitation.pk"),
    "courses:revoke": only(TEACHING, POST_ONLY, invitation="invitation.pk"),
    "courses:enter_person": only(TEACHING),
    "courses:enrol_person": only(TEACHING, POST_ONLY, person="person.pk"),
    # the office
    "consultations:overview": only(COORDINATOR) | {"adviser": 302},  # to their own times
    "consultations:advisers": only(COORDINATOR),
    "consultations:slots": only(ADVISER) | {NO_KEY: SECOND_FACTOR},
    "consultations:adviser_slots": only(ADVISER | COORDINATOR, adviser="adviser.pk"),
    "consultations:staff_request": only(ADVISER | COORDINATOR, key="request.pk"),
    "consultations:end_adviser": anyone(POST_ONLY, key="adviser.pk"),
    "consultations:withdraw": anyone(POST_ONLY, key="slot.pk"),
    "contact:inbox": only(OFFICE),
    "contact:words": only(frozenset({"administrator"})),
    "contact:message": only(OFFICE, key="message.pk"),
    "contact:close": anyone(POST_ONLY, key="message.pk"),
}

# The admin by parts: what begins so is reached by nobody but these. The longest beginning counts.
WRITING = frozenset({"trainer", "author", "editor", "translator", "administrator"})
ADMINISTRATOR = frozenset({"administrator"})
TEACHERS = frozenset({"author", "trainer"})
ADMIN: dict[str, frozenset[str]] = {
    "admin_account_bulk": frozenset(),
    "admin_test_pages": frozenset(),
    "admin_preferences": DESK,
    "wagtailadmin_account": DESK,
    "wagtailadmin_home": DESK,
    "wagtailadmin_dismissibles": DESK,
    "wagtailadmin_editing_sessions": DESK,
    "wagtailadmin_block_preview": DESK,
    "wagtailadmin_logout": DESK,
    "wagtailadmin_error_test": frozenset(),
    "wagtailadmin_api": DESK,
    "wagtailadmin_choose_page": DESK,
    "wagtailadmin_tag": DESK,
    "wagtailadmin_explore": WRITING,
    "wagtail_bulk_action": WRITING,
    "wagtailadmin_pages": DESK,
    "wagtailadmin_pages:edit": frozenset({"editor", "administrator"}),
    "wagtailadmin_pages:add": ADMINISTRATOR,
    "wagtailadmin_pages:delete": frozenset({"editor", "administrator"}),
    "wagtailadmin_pages:unpublish": frozenset({"editor", "administrator"}),
    "wagtailadmin_pages:history": frozenset({"editor", "administrator"}),
    "wagtailadmin_pages:view_draft": frozenset({"editor", "administrator"}),
    "wagtailadmin_collections": ADMINISTRATOR,
    "wagtailadmin_workflows": DESK,
    "wagtailadmin_workflows:edit": ADMINISTRATOR,
    "wagtailadmin_workflows:index": ADMINISTRATOR,
    "wagtailadmin_reports": DESK,
    "cms_replace_lesson": frozenset({"author", "administrator"}),
    "wagtail_localize": DESK,
    "wagtail_localize:submit_page_translation": frozenset({"author", "editor", "translator", "administrator"}),
    "wagtailforms": WRITING,
    "wagtailredirects": ADMINISTRATOR,
    "wagtailsettings": ADMINISTRATOR,
    "wagtailembeds": DESK,
    "wagtailsnippets": DESK,
    "wagtailsnippets_cms_funder": ADMINISTRATOR,
    "wagtailsnippets_cms_topic": frozenset({"author", "administrator"}),
    "wagtailsnippets_cms_glossaryterm": frozenset({"author", "trainer", "translator", "administrator"}),
    "wagtailsnippetchoosers": DESK,
    "wagtaildocs": WRITING,
    "wagtailimages": WRITING,
    "wagtaildocs_chooser": DESK,
    "wagtailimages_chooser": DESK,
    "wagtaillocales": ADMINISTRATOR,
    "wagtailsites": ADMINISTRATOR,
    "wagtailusers_users": OFFICE,
    "wagtailusers_groups": frozenset(),
    "jobs": OFFICE,
    "activities": frozenset({"author", "trainer", "administrator"}),
    "wordings": OFFICE,
    "consultation_topics": OFFICE | {"editor"},
    "checks": TEACHERS,
    "banks": TEACHERS,
    "items": TEACHERS,
    "item_chooser": DESK,
    "activity_chooser": DESK,
    "activity_chooser:create": frozenset({"author", "trainer", "administrator"}),
}
# In front of the admin's door, or led away from it: no answer there depends on a role.
OPEN_ADMIN = (
    "admin_sign_in",
    "admin_reset_password",
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)


@pytest.fixture
def world() -> World:
    return factory.make()


ADDRESSES = every()
BY_NAME = {address.name: address for address in reversed(ADDRESSES) if not address.is_admin}
IN_ADMIN = [address for address in ADDRESSES if address.is_admin]
REFUSALS = (404, SIGN_IN, SECOND_FACTOR)


def test_every_address_stands_in_a_table():
    assert [name for name in BY_NAME if name not in SITE] == []
    assert [name for name in SITE if name not in BY_NAME] == []
    assert [address.route for address in IN_ADMIN if rule_of(address) is None] == []
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


def test_admin_by_role(world):
    wrong = {}
    for address in IN_ADMIN:
        path = address.path({argument: admin_value(world, address, argument) for argument, _ in address.arguments})
        answers = {role: visit(world, role, path) for role in ROLES | {NO_KEY}}
        if not obeys(address, answers):
            wrong[address.name, path] = answers
    assert not wrong, listed(wrong)


def test_those_who_write_add_pictures_and_documents(world):
    doors = ("/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/documents/add/")
    writers = ("trainer", "author", "editor", "administrator")
    assert {(role, visit(world, role, path)) for role in writers for path in doors} == {(role, 200) for role in writers}
    assert visit(world, "administrator", "/admin/collections/") == 200


def listed(wrong: Mapping[tuple[str, str], Mapping[str, Answer]]) -> str:
    return "\n".join(f"{name} {path}: {dict(sorted(answers.items()))}" for (name, path), answers in wrong.items())


def obeys(address: Address, answers: Mapping[str, Answer]) -> bool:
    """Guests find nothing, visitors and staff without a second factor are led to it, and nobody reaches what is not theirs."""
    if address.name.startswith(OPEN_ADMIN):
        return set(answers.values()) <= {200, 302, *REFUSALS}
    reached = {role for role in DESK if is_in(answers[role])}
    return (
        {answers[role] for role in GUESTS} == {404}
        and answers["visitor"] in (SIGN_IN, 404)
        and answers[NO_KEY] == SECOND_FACTOR
        and reached <= (rule_of(address) or frozenset())
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
    }
    return known.get(part, 1)
