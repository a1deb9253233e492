"""What each global role may do in the admin: one table, granted by migration and as pages come.

Permissions on models and collections are the same everywhere. Permissions on pages belong to places in the tree: authors write
below the tracks of the source language, editors in news, events and plain pages (and the home page, by `cms.home_permissions`),
translators in the other languages' trees.
Who holds no role has no permission at all. To add a model: write its line here and call `grant` in a new migration.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps as present_apps

from core.languages import SOURCE_LANGUAGE
from people.enums import Role

if TYPE_CHECKING:
    from wagtail.models import Page

WRITE = ("add", "change", "view")
ALL = ("add", "change", "delete", "view")
MEDIA = ("add", "change", "choose")
DRAFT = ("add", "change")
PUBLISH = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
RENDER = ("change", "publish")


@dataclass(frozen=True, slots=True)
class Grants:
    """Actions: on `models` by label, on images and documents (`media`), on `pages` by kind of place, on `collections`."""

    models: Mapping[str, tuple[str, ...]]
    media: tuple[str, ...] = ()
    pages: Mapping[str, tuple[str, ...]] | None = None
    collections: tuple[str, ...] = ()

    def at(self, place: str) -> tuple[str, ...]:
        return (self.pages or {}).get(place, ())


WORDS: dict[str, tuple[str, ...]] = {"cms.glossaryterm": ALL, "cms.topic": ALL}
ACTIVITIES: dict[str, tuple[str, ...]] = {"courses.activity": WRITE}
ADVICE: dict[str, tuple[str, ...]] = {"consultations.topic": WRITE}
TRANSLATING: dict[str, tuple[str, ...]] = {"wagtail_localize.translation": ("submit",)}
TABLE: dict[Role, Grants] = {
    Role.AUTHOR: Grants(WORDS | ACTIVITIES | TRANSLATING, MEDIA, {"track": PUBLISH}),
    Role.TRAINER: Grants(ACTIVITIES | {"cms.glossaryterm": ("view",)}, MEDIA, {"track": DRAFT}),
    Role.EDITOR: Grants(ADVICE | TRANSLATING, MEDIA, {"site": PUBLISH}),
    Role.TRANSLATOR: Grants({"cms.glossaryterm": WRITE} | TRANSLATING, ("choose",), {"translated": RENDER}),
    Role.ADVISER: Grants({}),
    Role.COORDINATOR: Grants(ADVICE | {"people.account": WRITE}),
    Role.ADMINISTRATOR: Grants(
        WORDS
        | ACTIVITIES
        | ADVICE
        | TRANSLATING
        | {
            "people.account": WRITE,
            "cms.funder": ALL,
            "cms.officesettings": ("change",),
            "wagtailcore.locale": ALL,
            "wagtailcore.site": ALL,
            "wagtailcore.workflow": ALL,
            "wagtailcore.task": ALL,
            "wagtailredirects.redirect": ALL,
        },
        (*MEDIA, "delete"),
        {"root": PUBLISH},
        ("add", "change", "delete"),
    ),
}
MEDIA_MODELS = (
    "wagtailimages.image",
    "wagtaildocs.document",
)  # Wagtail asks for these, also where our models stand for them
REVIEWERS = (Role.AUTHOR, Role.ADMINISTRATOR)  # of whatever has no review of its own below: courses
REVIEWS = {
    "site": ("Durchsicht der Website", (Role.EDITOR, Role.ADMINISTRATOR)),
    "translated": ("Durchsicht der Übersetzungen", (Role.TRANSLATOR, Role.ADMINISTRATOR)),
}
SITE_KINDS = ("newsindexpage", "eventindexpage", "standardpage", "contactpage")


def grant(registry: Any = present_apps) -> None:
    """Makes the groups and gives what is missing of permissions on models and collections. Takes nothing away.

    `registry`: the app registry of a migration, or the present one.
    """
    for role, grants in TABLE.items():
        group, _created = registry.get_model("auth.Group").objects.get_or_create(name=role.value)
        wanted = [
            _permission(registry, label, action) for label, actions in grants.models.items() for action in actions
        ]
        wanted.append(_permission(registry, "wagtailadmin.admin", "access", codename="access_admin"))
        group.permissions.add(*wanted)
        for model in MEDIA_MODELS:
            _grant_collection(registry, group, model, grants.media)
        _grant_collection(registry, group, "wagtailcore.collection", grants.collections)
        for page in registry.get_model("wagtailcore.Page").objects.filter(depth=1):
            _grant_page(registry, group, page, grants.at("root"))


def _grant_collection(registry: Any, group: Any, model: str, actions: tuple[str, ...]) -> None:
    """What a role may do with media of a model, or with collections themselves: at the root, so everywhere."""
    root = registry.get_model("wagtailcore.Collection").objects.filter(depth=1).first()
    rows = registry.get_model("wagtailcore.GroupCollectionPermission").objects
    for action in actions:
        rows.get_or_create(group=group, collection=root, permission=_permission(registry, model, action))


def _permission(registry: Any, label: str, action: str, codename: str = "") -> Any:
    app, model = label.split(".")
    kind, _created = registry.get_model("contenttypes.ContentType").objects.get_or_create(app_label=app, model=model)
    permission, _created = registry.get_model("auth.Permission").objects.get_or_create(
        content_type=kind, codename=codename or f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
    )
    return permission


def place(page: "Page") -> None:
    """Gives the roles their permissions at a page, and the page its reviewers, if it is one of the places of the table.

    Takes nothing away.
    """
    for kind in places(page):
        for role, grants in TABLE.items():
            if actions := grants.at(kind):
                group, _created = present_apps.get_model("auth.Group").objects.get_or_create(name=role.value)
                _grant_page(present_apps, group, page, actions)
        if kind in REVIEWS:
            review(present_apps, page, kind)


def review(registry: Any, page: Any, kind: str) -> None:
    """What is handed in at this place is read by those who may publish there. A workflow that the page has stays."""
    name, readers = REVIEWS[kind]
    workflow = registry.get_model("wagtailcore.Workflow").objects.filter(name=name, active=True).first()
    workflow = workflow or _workflow(registry, name, readers)
    registry.get_model("wagtailcore.WorkflowPage").objects.get_or_create(
        page_id=page.pk, defaults={"workflow": workflow}
    )


def _workflow(registry: Any, name: str, readers: tuple[Role, ...]) -> Any:
    kinds = registry.get_model("contenttypes.ContentType").objects
    content_type, _created = kinds.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    workflow = registry.get_model("wagtailcore.Workflow").objects.create(name=name)
    task = registry.get_model("wagtailcore.GroupApprovalTask").objects.create(name=name, content_type=content_type)
    groups = registry.get_model("auth.Group").objects
    task.groups.set([groups.get_or_create(name=role.value)[0] for role in readers])
    registry.get_model("wagtailcore.WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _grant_page(registry: Any, group: Any, page: Any, actions: tuple[str, ...]) -> None:
    rows = registry.get_model("wagtailcore.GroupPagePermission").objects
    for action in actions:
        permission = _permission(registry, "wagtailcore.page", action)
        rows.get_or_create(group=group, page_id=page.pk, permission=permission)


def places(page: "Page") -> Iterator[str]:
    """Which kinds of place a page is: a `track` of the source language, a part of the `site`, a `translated` tree."""
    kind = page.cached_content_type.model
    is_source = page.locale.language_code == SOURCE_LANGUAGE
    if kind == "trackpage" and is_source:
        yield "track"
    if kind in SITE_KINDS and page.depth == 3:
        yield "site"
    if kind == "homepage" and not is_source:
        yield "translated"
