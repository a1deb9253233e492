from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """QTI's interactions: choice (one or many), true/false as a choice of two, text entry as words or as a number."""

    SINGLE_CHOICE = "single_choice", _("one right choice")
    MULTIPLE_CHOICE = "multiple_choice", _("several right choices")
    TRUE_FALSE = "true_false", _("true or false")
    SHORT_TEXT = "short_text", _("a word or a short text")
    NUMBER = "number", _("a number")


CHOICE_KINDS = frozenset({ItemKind.SINGLE_CHOICE, ItemKind.MULTIPLE_CHOICE})


class HeldBack(models.TextChoices):
    """Why an item is kept in the bank but not drawn."""

    PICTURE = "picture", _("its picture is missing")


class Mode(models.TextChoices):
    SELF_CHECK = "self_check", _("self-check: key and explanation may travel to the phone; never an exam")
    TEST = "test", _("test: graded by the server only")


class CountingAttempt(models.TextChoices):
    """Which of several attempts counts."""

    BEST = "best", _("the best")
    LAST = "last", _("the last")
    FIRST = "first", _("the first")


class Feedback(models.TextChoices):
    AT_ONCE = "at_once", _("after each answer")
    AT_END = "at_end", _("at the end")


class Preset(models.TextChoices):
    """Official tests that an assessment follows; the words beside it come with the preset."""

    LEBEN_IN_DEUTSCHLAND = "leben-in-deutschland", "Leben in Deutschland"
