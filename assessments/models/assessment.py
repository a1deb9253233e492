from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from assessments.enums import CountingAttempt, Feedback, Mode, Preset
from assessments.models.bank import Item, ItemBank
from people.models import Account


class Assessment(ClusterableModel):
    """Which items are put, how, how often, and what counts. Running sittings keep what they have drawn."""

    title = models.CharField(_("title"), max_length=200, help_text=_("For the editors' lists."))
    mode = models.CharField(_("self-check or test"), max_length=12, choices=Mode.choices, default=Mode.SELF_CHECK)
    preset = models.CharField(
        _("official rule"), max_length=40, choices=Preset.choices, blank=True, help_text=_("Usually empty.")
    )
    shuffle_items = models.BooleanField(_("mix the order of the questions"), default=False)
    shuffle_choices = models.BooleanField(_("mix the order of the choices"), default=True)
    minutes = models.PositiveIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Tests only; empty: no limit. The server's clock decides."),
    )
    attempts = models.PositiveIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Tests only; empty: as many as wished."),
    )
    counting = models.CharField(
        _("which attempt counts"), max_length=5, choices=CountingAttempt.choices, default=CountingAttempt.BEST
    )
    pass_share = models.DecimalField(
        _("share of the points to pass"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 to 1, e.g. 0.6; empty: handing in is enough."),
    )
    feedback = models.CharField(_("feedback"), max_length=8, choices=Feedback.choices, default=Feedback.AT_END)
    explanations = models.BooleanField(_("show right answers and explanations afterwards"), default=True)
    owner = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("check or test")
        verbose_name_plural = _("checks and tests")
        constraints = [
            models.CheckConstraint(
                condition=Q(mode=Mode.TEST) | Q(minutes=None, attempts=None),
                name="assessment_limits_are_of_tests",
                violation_error_message=_("A self-check has neither a time limit nor a number of attempts."),
            ),
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__gt=0), name="assessment_minutes"),
            models.CheckConstraint(condition=Q(attempts=None) | Q(attempts__gt=0), name="assessment_attempts"),
            models.CheckConstraint(
                condition=Q(pass_share=None) | Q(pass_share__gte=0, pass_share__lte=1), name="assessment_pass_share"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_test(self) -> bool:
        return self.mode == Mode.TEST


class Section(ClusterableModel):
    """A part of an assessment: fixed items in order, then `draw` items of a bank by a tag.

    `chosen`: the tag is only the beginning of a word; the learner chooses the rest at the start (`land-` → `land-bw`).
    """

    assessment = ParentalKey(Assessment, on_delete=models.CASCADE, related_name="sections")
    sort_order = models.IntegerField(null=True, blank=True, editable=False)
    bank = models.ForeignKey(
        ItemBank,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("draw from bank"),
    )
    tag = models.CharField(_("by the tag"), max_length=60, blank=True)
    draw = models.PositiveIntegerField(_("how many are drawn"), default=0, validators=[MaxValueValidator(200)])
    chosen = models.BooleanField(
        _("the learner chooses"),
        default=False,
        help_text=_("The tag is a beginning such as “land-”; the learner chooses one of the tags that begin so."),
    )

    sort_order_field = "sort_order"

    class Meta:
        ordering = ["sort_order", "id"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                condition=Q(draw=0) | (Q(bank__isnull=False) & ~Q(tag="")),
                name="section_draws_from_bank",
                violation_error_message=_("To draw items, choose a bank and name a tag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} / {self.tag}"


class SectionItem(models.Model):
    """A fixed item of a section; always asked in its current version."""

    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="placements")
    sort_order = models.IntegerField(null=True, blank=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="placements", verbose_name=_("item"))

    sort_order_field = "sort_order"

    class Meta:
        ordering = ["sort_order", "id"]
        verbose_name = _("fixed item")
        verbose_name_plural = _("fixed items")

    def __str__(self) -> str:
        return str(self.item_id)
