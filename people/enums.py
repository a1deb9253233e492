from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Global roles: Wagtail groups of these names, made by migration. Scoped roles are rows beside what they scope."""

    TRAINER = "trainer", _("Trainer")
    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    TRANSLATOR = "translator", _("Translator")
    ADVISER = "adviser", _("Adviser")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")


class ContactKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class Channel(models.TextChoices):
    """How a consent was given."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")
    ORAL = "oral", _("orally")
