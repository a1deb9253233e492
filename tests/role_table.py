"""Who may go where: a line for every address of the site, and a rule for every part of the admin.

A newcomer adds one line to `SITE` or `ADMIN`, and to `POSTS` where an address takes posts only; what an address names is looked
up in `tests.factories.world`.
"""

from collections.abc import Mapping

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

# What takes posts only says by GET nothing about who may: what it answers to an empty POST.
POSTS: dict[str, dict[str, Answer]] = {
    "cms:done": only(GUESTS | DESK, 302, visitor=404).answers | {NO_KEY: 404},  # whoever learns
    "cms:do": only(GUESTS | DESK, 302, visitor=404).answers | {NO_KEY: 404},
    "certificates:confirm_many": only(COORDINATOR, 302).answers,
    "certificates:keep": only(COORDINATOR, 302).answers,
    "certificates:revoke": only(COORDINATOR, 302).answers,
    "contact:withdraw": anyone(302).answers,  # whoever holds the link
    "staff:correct": only(TRAINER | COORDINATOR, 302).answers,
    "staff:sheet": only(TRAINER | COORDINATOR, 302).answers,
    "groups:add": only(TRAINER | COORDINATOR, 302).answers,
    "groups:remove": only(TRAINER | COORDINATOR, 302).answers,
    "groups:assign": only(COORDINATOR, 302).answers,
    "groups:dismiss": only(COORDINATOR, 404).answers,  # nobody with that number trains here
    "groups:end": only(COORDINATOR, 302).answers,
    "courses:revoke": only(TEACHING, 302).answers,
    "courses:enrol_person": only(TRAINER | COORDINATOR, 302).answers,
    "consultations:end_adviser": only(COORDINATOR, 302).answers,
    "consultations:withdraw": only(ADVISER | COORDINATOR, 302).answers,
    "contact:close": only(OFFICE, 302).answers,
}

# The admin by parts: what begins so is reached by these and nobody else. The longest beginning counts.
WRITING = frozenset({"trainer", "author", "editor", "translator", "administrator"})
ADMINISTRATOR = frozenset({"administrator"})
EDITORS = frozenset({"editor", "administrator"})
ILLUSTRATING = WRITING - {"translator"}
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
    "wagtailadmin_api:pages:detail": EDITORS,
    "wagtailadmin_choose_page": DESK,
    "wagtailadmin_tag": DESK,
    "wagtailadmin_explore": WRITING,
    "wagtail_bulk_action": WRITING,
    "wagtailadmin_pages": DESK,
    "wagtailadmin_pages:edit": EDITORS,
    "wagtailadmin_pages:add": ADMINISTRATOR,
    "wagtailadmin_pages:delete": EDITORS,
    "wagtailadmin_pages:unpublish": EDITORS,
    "wagtailadmin_pages:history": EDITORS,
    "wagtailadmin_pages:view_draft": EDITORS,
    "wagtailadmin_pages:copy": EDITORS,
    "wagtailadmin_pages:move": EDITORS,
    "wagtailadmin_pages:move_confirm": DESK,  # says that it may not be
    "wagtailadmin_pages:preview_on_add": ADMINISTRATOR,
    "wagtailadmin_pages:preview_on_edit": EDITORS,
    "wagtailadmin_pages:search": WRITING,
    "wagtailadmin_pages:set_privacy": EDITORS,
    "wagtailadmin_pages:type_use": WRITING,
    "wagtailadmin_pages:usage": EDITORS,
    "wagtailadmin_pages:workflow_history": EDITORS,
    "wagtailadmin_collections": ADMINISTRATOR,
    "wagtailadmin_workflows": DESK,
    "wagtailadmin_workflows:add": ADMINISTRATOR,
    "wagtailadmin_workflows:disable": ADMINISTRATOR,
    "wagtailadmin_workflows:edit": ADMINISTRATOR,
    "wagtailadmin_workflows:index": ADMINISTRATOR,
    "wagtailadmin_workflows:select_task_type": ADMINISTRATOR,
    "wagtailadmin_workflows:task_index": ADMINISTRATOR,
    "wagtailadmin_workflows:usage": ADMINISTRATOR,
    "wagtailadmin_reports": DESK,
    "wagtailadmin_reports:aging_pages": WRITING,
    "wagtailadmin_reports:locked_pages": frozenset({"author", "editor", "administrator"}),
    "wagtailadmin_reports:page_types_usage": WRITING,
    "wagtailadmin_reports:workflow": WRITING,
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
    "wagtailsnippets_cms_glossaryterm:add": frozenset({"author", "translator", "administrator"}),
    "wagtailsnippetchoosers": DESK,
    "wagtailsnippetchoosers_cms_funder:create": ADMINISTRATOR,
    "wagtailsnippetchoosers_cms_glossaryterm:create": frozenset({"author", "translator", "administrator"}),
    "wagtailsnippetchoosers_cms_topic:create": frozenset({"author", "administrator"}),
    "wagtaildocs": ILLUSTRATING,
    "wagtailimages": ILLUSTRATING,
    "wagtaildocs_chooser": DESK,
    "wagtaildocs_chooser:chosen": WRITING,
    "wagtaildocs_chooser:chosen_multiple": DESK,
    "wagtaildocs_chooser:create": ILLUSTRATING,
    "wagtailimages_chooser": DESK,
    "wagtailimages_chooser:chosen": WRITING,
    "wagtailimages_chooser:chosen_multiple": DESK,
    "wagtailimages_chooser:create": ILLUSTRATING,
    "wagtailimages_chooser:select_format": WRITING,
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
    "item_chooser:create": TEACHERS,
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
