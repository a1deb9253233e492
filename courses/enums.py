from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.TextChoices):
    """The three doors."""

    TRAINING = "training", _("Training")
    MENTORS = "mentors", _("Mentor schooling")
    ORGANISATIONS = "organisations", _("For organisations")


class Access(models.TextChoices):
    """Who may read and practise. Doing, saving and certificates always need a person."""

    OPEN = "open", _("anyone reads and practises")
    MEMBERS = "members", _("only people who joined")


class Joining(models.TextChoices):
    """By which door people come into a course."""

    OPEN = "open", _("anyone joins")
    INVITATION = "invitation", _("by invitation")
    STAFF = "staff", _("entered by staff")


class Order(models.TextChoices):
    FREE = "free", _("free")
    SEQUENCE = "sequence", _("one after the other")


class DoneBy(models.TextChoices):
    """What makes a lesson done."""

    BUTTON = "button", _("the button “Done, next”")
    ACTIVITIES = "activities", _("its required activities")


class EnrolmentSource(models.TextChoices):
    SELF = "self", _("joined")
    INVITATION = "invitation", _("invited")
    STAFF = "staff", _("entered by staff")


class FactKind(models.TextChoices):
    """What a fact says of its node. The set of facts is the only input of progress."""

    DONE = "done", _("lesson done")
    COMPLETED = "completed", _("completed")
    PASSED = "passed", _("passed")
    FAILED = "failed", _("not passed")
    UNITS = "units", _("units attended")
    WAIVED = "waived", _("waived by staff")
    CORRECTION = "correction", _("correction")


class FactSource(models.TextChoices):
    """Who or what says so; with `source_key` unique."""

    PERSON = "person", _("the person")
    ACTIVITY = "activity", _("an activity")
    RULE = "rule", _("a rule")
    STAFF = "staff", _("staff")
    LEDGER = "ledger", _("the ledger of units")
    MAPPING = "mapping", _("a replaced lesson")


class Evidence(models.TextChoices):
    """Who computed a score. A learner can forge what the own browser says."""

    SERVER = "server", _("by the server")
    CLIENT = "client", _("by the learner's device")
    REMOTE = "remote", _("by an outside tool")


class Reason(models.TextChoices):
    """Why staff completed, waived or corrected; the person reads it."""

    KNOWN = "known", _("learned elsewhere")
    ABSENT = "absent", _("was absent for good reason")
    ADAPTED = "adapted", _("left out for this group")
    ORAL = "oral", _("shown orally")
    TECHNICAL = "technical", _("technical trouble")
    ERROR = "error", _("entered by mistake")


class Licence(models.TextChoices):
    """Creative Commons variants by their SPDX identifiers."""

    BY = "CC-BY-4.0", "CC BY 4.0"
    BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    ZERO = "CC0-1.0", "CC0 1.0"
