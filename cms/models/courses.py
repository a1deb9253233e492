from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import CourseRequirements, LessonBlocks, ModuleRequirements, PageBlocks
from cms.models.base import LOCKED_SLUG, SitePage
from core.languages import KNOWN, SOURCE_LANGUAGE
from courses.enums import Access, DoneBy, Joining, Licence, Order, Track


class TrackPage(SitePage):
    """One of the three doors."""

    track = models.CharField(_("track"), max_length=20, choices=Track.choices)
    word = models.CharField(_("word of the door"), max_length=40, help_text=_("E.g. Mitbestimmen."))
    lead = models.TextField(_("lead"), max_length=400)
    body = StreamField(PageBlocks(), verbose_name=_("body"), blank=True)

    overview = "cms.queries.pages.track_overview"
    template = "cms/track_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.CoursePage"]
    admin_default_ordering = "ord"
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldRowPanel([FieldPanel("track"), FieldPanel("word")]),
        FieldPanel("lead"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    override_translatable_fields: ClassVar = [SynchronizedField("track", overridable=False)]

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")


class LearnPage(SitePage):
    """A page that learners read in their own view: Wagtail's address of it leads there; who may is the domain's word."""

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        own = self.learner_path()
        return (parts[0], parts[1], own) if parts and own else parts

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.learner_path() or "/")

    def learner_path(self) -> str | None:
        """The path of the learner's view in the language of whoever reads the link, by the page's permanent key."""
        return reverse("cms:by_key", args=[self.translation_key])


class CoursePage(LearnPage):
    intro = StreamField(PageBlocks(), verbose_name=_("introduction"), blank=True)
    minutes = models.PositiveIntegerField(_("minutes of self-study"), default=0)
    topics = ParentalManyToManyField(
        "cms.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        limit_choices_to={"locale__language_code": SOURCE_LANGUAGE},
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.BY_SA)
    working_title = models.BooleanField(_("working title"), default=False)
    access = models.CharField(_("who may read"), max_length=10, choices=Access.choices, default=Access.OPEN)
    joining = models.CharField(_("who may join"), max_length=12, choices=Joining.choices, default=Joining.OPEN)
    order = models.CharField(_("order of lessons"), max_length=10, choices=Order.choices, default=Order.FREE)
    units_share = models.PositiveIntegerField(
        _("share of teaching units to attend, in percent"),
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("0: completed by self-study alone."),
    )
    requirements = StreamField(
        CourseRequirements(),
        verbose_name=_("courses to complete before"),
        blank=True,
        help_text=_("Each line must be met; within a line any one course is enough."),
    )
    binds_running = models.BooleanField(
        _("new demands also for running participants"),
        default=False,
        help_text=_("Usually off: who has begun keeps the rules of that time."),
    )

    template = "cms/course.html"
    parent_page_types: ClassVar = ["cms.TrackPage"]
    subpage_types: ClassVar = ["cms.ModulePage"]
    admin_default_ordering = "ord"
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("licence")]),
                FieldPanel("topics"),
                FieldPanel("working_title"),
            ],
            heading=_("About the course"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("access"), FieldPanel("joining"), FieldPanel("order")]),
                FieldPanel("units_share"),
                FieldPanel("requirements"),
                FieldPanel("binds_running"),
            ],
            heading=_("Rules"),
        ),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("intro"), index.FilterField("access")]
    override_translatable_fields: ClassVar = [
        LOCKED_SLUG,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "minutes",
                "topics",
                "licence",
                "working_title",
                "access",
                "joining",
                "order",
                "units_share",
                "requirements",
                "binds_running",
            )
        ),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def hours(self) -> int:
        """The time of self-study in whole hours."""
        return round(self.minutes / 60)


class ModulePage(LearnPage):
    units = models.DecimalField(
        _("teaching units"), max_digits=5, decimal_places=1, default=0, validators=[MinValueValidator(0)]
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, blank=True, help_text=_("Empty: as the course.")
    )
    working_title = models.BooleanField(_("working title"), default=False)
    requirements = StreamField(
        ModuleRequirements(),
        verbose_name=_("modules to complete before"),
        blank=True,
        help_text=_("Each line must be met; within a line any one module is enough."),
    )

    template = "cms/module.html"
    parent_page_types: ClassVar = ["cms.CoursePage"]
    subpage_types: ClassVar = ["cms.LessonPage"]
    admin_default_ordering = "ord"
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("units"), FieldPanel("licence"), FieldPanel("working_title")]),
        FieldPanel("requirements"),
    ]
    override_translatable_fields: ClassVar = [
        LOCKED_SLUG,
        *(SynchronizedField(name, overridable=False) for name in ("units", "licence", "working_title", "requirements")),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class LessonPage(LearnPage):
    body = StreamField(LessonBlocks(), verbose_name=_("body"), blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=10)
    required = models.BooleanField(_("required for the certificate"), default=True)
    done_by = models.CharField(_("done by"), max_length=12, choices=DoneBy.choices, default=DoneBy.BUTTON)

    template = "cms/lesson.html"
    parent_page_types: ClassVar = ["cms.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("required"), FieldPanel("done_by")]),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar = [
        LOCKED_SLUG,
        *(SynchronizedField(name, overridable=False) for name in ("minutes", "required", "done_by")),
    ]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As a learner reads it, in each language."""
        return [(code, KNOWN[code].name) for code, _name in settings.LANGUAGES]

    @property
    def default_preview_mode(self) -> str:
        return self.locale.language_code

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = import_string("cms.views.preview.lesson_preview")(self, request, mode_name)
        return response

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self) -> None:
        super().clean()
        if self.done_by == DoneBy.ACTIVITIES and not any(block.block_type == "activity" for block in self.body):
            raise ValidationError({"done_by": _("This lesson has no activity that could make it done.")})
