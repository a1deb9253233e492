from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import HeldBack, ItemKind
from core.ids import uuid7
from core.models import AppendOnly
from people.models import Account


class ItemBank(models.Model):
    """A store of items. An exam bank is read only by those who may, and its items need a second reader."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    is_exam = models.BooleanField(
        _("exam bank"), default=False, help_text=_("Only authors and named examiners see it; each item is read twice.")
    )
    owner = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]
        verbose_name = _("item bank")
        verbose_name_plural = _("item banks")

    def __str__(self) -> str:
        return self.title


class BankExaminer(models.Model):
    """That a trainer examines with an exam bank, and so may read it, until a day."""

    bank = models.ForeignKey(ItemBank, on_delete=models.CASCADE, related_name="examiners")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    granted_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("examiner")
        verbose_name_plural = _("examiners")
        constraints = [
            models.UniqueConstraint(fields=["bank", "account"], name="bank_examiner_once"),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("account")), name="bank_examiner_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.bank_id}"


class ItemQuerySet(models.QuerySet["Item"]):
    def drawable(self) -> "ItemQuerySet":
        """What may stand in front of a learner: complete, not retired, and read by a second person in an exam bank."""
        ready = self.filter(retired_at=None, held_back="").exclude(current=None)
        return ready.filter(Q(bank__is_exam=False) | Q(current__reviewed_at__isnull=False))


class Item(models.Model):
    """One thing asked, under one key in its bank through all its versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(_("number"), max_length=60)
    label = models.CharField(
        _("question"), max_length=200, editable=False, help_text=_("A cache of the German prompt.")
    )
    current = models.ForeignKey("ItemVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    held_back = models.CharField(_("held back"), max_length=12, choices=HeldBack.choices, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["bank", "created_at", "id"]
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [models.UniqueConstraint(fields=["bank", "key"], name="item_key_in_bank")]

    def __str__(self) -> str:
        return self.label or self.key


class ItemTag(models.Model):
    """A word by which items are drawn."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="tags")
    name = models.SlugField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="item_tag_once")]
        indexes = [models.Index(fields=["name"], name="item_tag_name")]

    def __str__(self) -> str:
        return self.name


class ItemVersion(AppendOnly):
    """What is asked and what is right, once and for all: correcting an item makes the next version.

    `key`: what is right besides the choices: `{"truth": true}` or `{"value": "4", "tolerance": "0"}`.
    Only `reviewed_by` and `reviewed_at` are filled in later, once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    n = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=16, choices=ItemKind.choices)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, default=1)
    key = models.JSONField(default=dict)
    picture = models.PositiveIntegerField(null=True, help_text=_("The number of an image of the site."))
    fingerprint = models.CharField(max_length=64)
    is_loaded = models.BooleanField(default=False, help_text=_("It came from a file."))
    author = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["item", "-n"]
        verbose_name = _("version of an item")
        verbose_name_plural = _("versions of items")
        constraints = [
            models.UniqueConstraint(fields=["item", "n"], name="item_version_number"),
            models.CheckConstraint(condition=Q(points__gt=0), name="item_version_points"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | Q(author=None) | ~Q(reviewed_by=F("author")),
                name="item_version_second_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} #{self.n}"


class ItemText(AppendOnly):
    """The words of a version in one language. `accepted`: spellings that are right in a short text."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    prompt = models.TextField()
    explanation = models.TextField(blank=True)
    accepted = models.JSONField(default=list)
    picture_alt = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "locale"], name="item_text_locale"),
            models.CheckConstraint(condition=~Q(prompt=""), name="item_text_prompt"),
        ]

    def __str__(self) -> str:
        return self.prompt


class Choice(AppendOnly):
    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="choices")
    key = models.SlugField(max_length=20)
    position = models.PositiveSmallIntegerField()
    is_correct = models.BooleanField()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="choice_key"),
            models.UniqueConstraint(fields=["version", "position"], name="choice_position"),
        ]

    def __str__(self) -> str:
        return self.key


class ChoiceText(AppendOnly):
    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "locale"], name="choice_text_locale"),
            models.CheckConstraint(condition=~Q(text=""), name="choice_text_filled"),
        ]

    def __str__(self) -> str:
        return self.text
