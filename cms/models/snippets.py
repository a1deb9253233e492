from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


class GlossaryTerm(TranslatableMixin):
    """A hard word explained. Authors write `[[key|the words shown]]` in any text."""

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("Small letters and hyphens, the same in all languages.")
    )
    word = models.CharField(_("word"), max_length=120)
    explanation = models.TextField(_("explanation"), max_length=600)

    panels: ClassVar = [FieldPanel("key"), FieldPanel("word"), FieldPanel("explanation")]
    override_translatable_fields: ClassVar = [
        SynchronizedField("key", overridable=False),
        TranslatableField("word"),
        TranslatableField("explanation"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["word"]
        verbose_name = _("explained word")
        verbose_name_plural = _("explained words")
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="glossary_key_locale")]

    def __str__(self) -> str:
        return self.word


class Topic(TranslatableMixin):
    """What a course is about, for the catalogue's filter."""

    slug = models.SlugField(_("slug"), max_length=60)
    name = models.CharField(_("name"), max_length=80)

    panels: ClassVar = [FieldPanel("slug"), FieldPanel("name")]
    override_translatable_fields: ClassVar = [SynchronizedField("slug", overridable=False), TranslatableField("name")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="topic_slug_locale")]

    def __str__(self) -> str:
        return self.name


class Funder(TranslatableMixin):
    """Emblem and sentence of a funder, for pages and papers."""

    name = models.CharField(_("name"), max_length=120)
    sentence = models.CharField(_("sentence"), max_length=300)
    emblem = models.ForeignKey("cms.SiteImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    panels: ClassVar = [FieldPanel("name"), FieldPanel("sentence"), FieldPanel("emblem")]
    override_translatable_fields: ClassVar = [SynchronizedField("emblem", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("funder")
        verbose_name_plural = _("funders")

    def __str__(self) -> str:
        return self.name
