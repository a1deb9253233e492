"""One of everything that an address can name, and somebody of every role: for tests that walk all addresses."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection

from activities.assignment.models import Submission
from cms.models import LessonPage, ModulePage, SiteDocument
from cohorts.domain import cohort as cohorts
from consultations.domain import adviser as advisers
from consultations.domain import request as requests
from consultations.domain import slot as slots
from consultations.models import Topic, TopicText
from core import clock
from courses import runtime
from courses.models import Activity
from organisations.models import MemberRole, Organisation, OrganisationMember
from people.enums import Role
from people.models import Account, Person
from tests.factories import certificates, contact, editorial, pages, people
from tests.factories.courses import enrol
from tests.factories.invitations import invitation

STAFF = (Role.TRAINER, Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR, Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass
class World:
    """`clients`: somebody signed in for every role; `things`: what an address names, by the name of its argument."""

    clients: dict[str, Client] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def add(self, role: str, account: Account) -> None:
        client = Client(raise_request_exception=False)
        client.force_login(account)
        self.accounts[role], self.clients[role] = account, client


def make() -> World:
    """Learner, trainer and adviser belong together; all others are strangers to them."""
    world = World(clients={"visitor": Client(raise_request_exception=False)})
    course_page, learner = _course(world), people.learner("Leyla Haddad")
    _staff(world)
    world.add("learner", _own(learner))
    world.add("interpreter", _own(people.learner("Samir Nasser")))
    world.add("mentor", _own(people.learner("Reinhold Amsel")))
    world.things |= {"person": learner, "enrolment": enrol(learner, course_page)}
    _group(world, learner)
    _certificate(world, learner)
    _work(world, learner)
    _consultation(world)
    _files(world)
    return world


def _own(person: Person) -> Account:
    assert person.account
    return person.account


def _staff(world: World) -> None:
    for role in STAFF:
        account = people.second_factor(people.account(role, username=role.value))
        RecoveryCodes.activate(account)
        people.person(role.label, account=account)
        world.add(role.value, account)
    world.add("other trainer", people.account(Role.TRAINER, username="other-trainer"))
    world.add("coordinator without key", people.account(Role.COORDINATOR, username="without-key"))


def _course(world: World) -> Any:
    page = pages.course([2], title="Mitreden vor Ort")
    lesson = LessonPage.objects.descendant_of(page).order_by("path").first()
    activity = Activity.objects.create(type="assignment", title="Frage", config={"accepts": ["text"]})
    parent = ModulePage.objects.descendant_of(page).get()
    third = pages.lesson(parent, activity, title="Mit Aufgabe")
    course = pages.record(page)
    world.things |= {
        "course": course,
        "lesson": course.lessons.get(pk=lesson.translation_key),
        "work_lesson": course.lessons.get(pk=third.translation_key),
        "activity": activity,
        "invitation": invitation(course),
        "page": page,
        "kept": lesson.translation_key,
    }
    return page


def _group(world: World, learner: Person) -> None:
    coordinator = world.accounts["coordinator"]
    group = cohorts.form(course=world.things["course"], name="Mittwoch", actor=coordinator)
    cohorts.assign(cohort=group, trainer=world.accounts["trainer"], actor=coordinator)
    cohorts.join(cohort=group, person=learner, actor=coordinator)
    world.things["group"] = group


def _certificate(world: World, learner: Person) -> None:
    earned = certificates.achievement(person=learner)
    world.things["achievement"] = certificates.achievement(person=learner)
    world.things["credential"] = certificates.credential(of=earned)
    world.things["certified_course"] = earned.course


def _work(world: World, learner: Person) -> None:
    things = world.things
    runtime.act(
        person=learner,
        course=things["course"].pk,
        lesson=things["work_lesson"].pk,
        activity=things["activity"].pk,
        action="hand_in",
        payload={"text": "Ich frage im Rathaus nach.", "submission": str(uuid.uuid4())},
        language="de",
        actor=_own(learner),
        at=clock.now(),
    )
    things["work"] = Submission.objects.get()
    things["work"].photo.save("photo.jpg", ContentFile(b"\xff\xd8\xff"), save=True)


def _consultation(world: World) -> None:
    coordinator = world.accounts["coordinator"]
    topic = Topic(key="open-up", texts=[TopicText(locale="de", name="Offen werden")])
    topic.save()
    person = people.person(
        "Uta Beraterin", account=people.second_factor(people.account(Role.ADVISER, username="adviser"))
    )
    RecoveryCodes.activate(_own(person))
    world.add("adviser", _own(person))
    adviser = advisers.grant(person=person, topics=[topic], actor=coordinator)
    member = people.learner("Vera Verein")
    organisation = Organisation.objects.create(name="Sportverein")
    OrganisationMember.objects.create(organisation=organisation, person=member, role=MemberRole.OWNER)
    world.add("organisation member", _own(member))
    at = clock.now()
    what = slots.Offer(
        day=(at + timedelta(days=9)).date(), time=at.replace(hour=16, minute=0).time(), minutes=60, place="Amt"
    )
    asked = requests.ask(
        wish=requests.Wish(
            "Sportverein", "Vera Verein", "de", email="vera@example.org", wished_dates="dienstags", topics=(topic,)
        ),
        slot=None,
        submission=uuid.uuid4(),
        organisation=organisation,
        actor=_own(member),
        at=at,
    )
    requests.assign(request=asked, adviser=adviser, actor=coordinator)
    world.things |= {
        "adviser": adviser,
        "slot": slots.offer(adviser=adviser, what=what, actor=_own(person), at=at),
        "request": asked,
    }


def _files(world: World) -> None:
    collection = Collection.get_first_root_node()
    film = SiteDocument(title="Film", collection=collection)
    film.file.save("film.mp4", ContentFile(b"\0" * 64), save=True)
    download = {"type": "download", "value": {"title": "Film", "file": film.pk}}
    plain = editorial.plain("Impressum", download)
    image = editorial.picture()
    world.things |= {
        "document": film,
        "image": image,
        "drawn": image.get_rendition("width-100").url.rpartition("/")[2],
        "plain": plain,
        "address": f"{plain.slug}/",
        "translated": editorial.in_arabic(plain, "البيانات"),
        "news": editorial.news(),
        "event": editorial.event("Treffen", clock.now(), clock.now() + timedelta(hours=2)),
        "contact": contact.page(),
        "message": contact.message(),
    }
