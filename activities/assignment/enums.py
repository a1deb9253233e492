from django.db import models
from django.utils.translation import gettext_lazy as _


class Accepts(models.TextChoices):
    """What may be handed in."""

    TEXT = "text", _("a text")
    PHOTO = "photo", _("a photo")
    VOICE = "voice", _("a voice recording")


class CompleteWhen(models.TextChoices):
    HANDED_IN = "handed_in", _("once it is handed in")
    SEEN = "seen", _("once a trainer has seen it")


class State(models.TextChoices):
    """Where a piece of work stands. No grade."""

    HANDED_IN = "handed_in", _("handed in")
    SEEN = "seen", _("seen")
    AGAIN = "again", _("please again")
    REPLACED = "replaced", _("replaced by a newer one")


class Decision(models.TextChoices):
    SEEN = "seen", _("Seen")
    AGAIN = "again", _("Please again")
