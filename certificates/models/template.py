import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from certificates.enums import Kind, Place
from core.languages import KNOWN, SOURCE_LANGUAGE
from people.models import Account

if TYPE_CHECKING:
    from modelcluster.queryset import FakeQuerySet

DEFAULT_BODY = "{course}, {completed}"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
KNOWN_PLACEHOLDERS = ("course", "completed", "units", "units_total")
MOST_SIGNATORIES = 3


def known_placeholders_only(body: str) -> None:
    """Raises `ValidationError` with the first word in braces that nothing is filled in for."""
    for name in PLACEHOLDER.findall(body):
        if name not in KNOWN_PLACEHOLDERS:
            known = ", ".join(f"{{{one}}}" for one in KNOWN_PLACEHOLDERS)
            raise ValidationError(
                _("“{%(name)s}” is not known here. You can use: %(known)s."),
                code="placeholder",
                params={"name": name, "known": known},
            )


def few_signatories(lines: str) -> None:
    if len([line for line in lines.splitlines() if line.strip()]) > MOST_SIGNATORIES:
        raise ValidationError(_("There is room for three people who sign."), code="signatories")


class TemplateQuerySet(models.QuerySet["Template"]):
    def in_force(self) -> "TemplateQuerySet":
        """The highest version of each kind."""
        newer = self.model.objects.filter(kind=models.OuterRef("kind"), version__gt=models.OuterRef("version"))
        return self.exclude(models.Exists(newer))


class Template(ClusterableModel):
    """One version of how a kind of certificate is worded and signed. It never changes; a change is a new version."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    version = models.PositiveIntegerField(_("version"), editable=False)
    issuer = models.CharField(_("issued by"), max_length=120, help_text=_("As it stands on paper and at verification."))
    created_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("in force since"), auto_now_add=True)

    objects = TemplateQuerySet.as_manager()

    if TYPE_CHECKING:
        texts: "FakeQuerySet"
        pictures: "FakeQuerySet"

    class Meta:
        ordering = ["kind", "-version"]
        verbose_name = _("wording of certificates")
        verbose_name_plural = _("wordings of certificates")
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="template_version_per_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.version}"

    def text_in(self, language: str) -> "TemplateText":
        """The wording in a language, or the German one. Raises `TemplateText.DoesNotExist` if there is none."""
        found = {text.locale: text for text in self.texts.all()}
        if not found:
            raise TemplateText.DoesNotExist
        return found.get(language) or found.get(SOURCE_LANGUAGE) or next(iter(found.values()))


class TemplateText(models.Model):
    """The words of a version in one language, down to the small labels: a paper depends on no catalogue."""

    template = ParentalKey(Template, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(
        _("language"),
        max_length=12,
        default=SOURCE_LANGUAGE,
        choices=[(language.code, language.name) for language in KNOWN.values()],
    )
    heading = models.CharField(_("heading"), max_length=60)
    opening = models.CharField(_("words before the name"), max_length=160)
    body = models.TextField(
        _("words after the name"),
        validators=[MaxLengthValidator(900), known_placeholders_only],
        default=DEFAULT_BODY,
        help_text=_(
            "A paragraph per line. {course}, {completed}, {units} and {units_total} are filled in for each person."
        ),
    )
    place = models.CharField(_("place"), max_length=80)
    signatories = models.TextField(
        _("signatories"),
        validators=[MaxLengthValidator(400), few_signatories],
        blank=True,
        help_text=_("Up to three lines, each: name; what the person does."),
    )
    funder_line = models.CharField(_("line about the funder"), max_length=240, blank=True)
    note = models.CharField(_("small print"), max_length=240, blank=True)
    contents_label = models.CharField(_("words above the contents"), max_length=40)
    number_label = models.CharField(_("word before the number"), max_length=20)
    verify_label = models.CharField(_("words before the address for verification"), max_length=60)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("wording in one language")
        verbose_name_plural = _("wordings in each language")
        constraints = [models.UniqueConstraint(fields=["template", "locale"], name="template_text_locale")]

    def __str__(self) -> str:
        return f"{self.heading} ({self.locale})"

    @property
    def printed(self) -> list[str]:
        """All that stands on paper of it."""
        above = [self.heading, self.opening, self.body, self.place, self.signatories]
        return [*above, self.funder_line, self.note, self.contents_label, self.number_label, self.verify_label]

    @property
    def signing(self) -> list[tuple[str, str]]:
        """Who signs: name and role."""
        lines = [line.partition(";") for line in self.signatories.splitlines() if line.strip()]
        return [(name.strip(), role.strip()) for name, _sign, role in lines]


class TemplatePicture(models.Model):
    """Logo or emblem of a version: small, and stored beside it, so that a backup of the records holds all of a paper."""

    template = ParentalKey(Template, on_delete=models.CASCADE, related_name="pictures")
    place = models.CharField(max_length=10, choices=Place.choices)
    png = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "place"], name="template_picture_place")]

    def __str__(self) -> str:
        return f"{self.get_place_display()} {self.template_id}"
