from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from consultations.enums import EndedBy, NoticeTo, RequestStatus
from core.ids import secret_token, uuid7
from core.languages import SOURCE_LANGUAGE
from organisations.models import Organisation
from people.models import Person

SHORTEST, LONGEST = 15, 480


class Topic(ClusterableModel):
    """What an organisation can be advised on. Editors write it; the words are in `TopicText`."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Small letters and hyphens, the same in all languages.")
    )
    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Small numbers come first."))
    offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ["position", "key"]
        verbose_name = _("consultation topic")
        verbose_name_plural = _("consultation topics")

    def __str__(self) -> str:
        return self.key


class TopicText(models.Model):
    """The words of a topic in one language. German is always there; other languages fall back to it."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(_("language"), max_length=12, default=SOURCE_LANGUAGE)
    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("text of a consultation topic")
        verbose_name_plural = _("texts of consultation topics")
        constraints = [models.UniqueConstraint(fields=["topic", "locale"], name="topic_text_locale")]

    def __str__(self) -> str:
        return self.name


class AdviserQuerySet(models.QuerySet["Adviser"]):
    def live(self) -> "AdviserQuerySet":
        return self.filter(until=None)


class Adviser(models.Model):
    """A scoped grant: this person advises organisations on these topics, from when until when. No topics: on all."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="adviser_roles")
    topics = models.ManyToManyField(Topic, blank=True, related_name="advisers", verbose_name=_("topics"))
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        verbose_name = _("adviser")
        verbose_name_plural = _("advisers")
        constraints = [models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="adviser_once")]

    def __str__(self) -> str:
        return str(self.person)


class SlotQuerySet(models.QuerySet["Slot"]):
    def free(self, at: datetime) -> "SlotQuerySet":
        """Offered, still to come at `at`, and not booked."""
        live = Booking.objects.live().filter(slot=OuterRef("pk"))
        return self.filter(~Exists(live), starts_at__gt=at, cancelled_at=None)


class Slot(models.Model):
    """A time that an adviser offers: an instant, a length, and a place or a link."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(_("link of the video call"), max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.UniqueConstraint(
                fields=["adviser", "starts_at"], condition=Q(cancelled_at=None), name="slot_once_per_adviser"
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(online_url=""), name="slot_somewhere"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST) & Q(minutes__lte=LONGEST), name="slot_length_usual"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC, {self.minutes} min"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class Request(models.Model):
    """An organisation asks for a consultation: for a free slot, or with dates of its own. No account is needed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token = models.CharField(max_length=60, unique=True, default=secret_token, editable=False)
    submission = models.UUIDField(unique=True, editable=False)
    status = models.CharField(max_length=10, choices=RequestStatus.choices, default=RequestStatus.REQUESTED)
    sequence = models.PositiveIntegerField(default=0)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="consultation_requests"
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="consultation_requests"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200)
    contact_name = models.CharField(_("contact"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    topics = models.ManyToManyField(Topic, through="RequestTopic", related_name="requests")
    wished_dates = models.CharField(_("wished dates"), max_length=500, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=12, default=SOURCE_LANGUAGE)
    adviser = models.ForeignKey(Adviser, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("request for a consultation")
        verbose_name_plural = _("requests for consultations")
        indexes = [models.Index(fields=["status", "created_at"], name="request_status_created")]

    def __str__(self) -> str:
        return self.organisation_name

    @property
    def is_open(self) -> bool:
        return self.status not in (RequestStatus.HELD, RequestStatus.CANCELLED)


class RequestTopic(models.Model):
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "topic"], name="request_topic_once")]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.topic_id}"


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> "BookingQuerySet":
        return self.filter(ended_at=None)


class Booking(models.Model):
    """A request holds a slot. One slot has one live booking, one request too: taken under a lock, held by constraints."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="bookings")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=EndedBy.choices, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["booked_at"]
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(ended_at=None), name="booking_once_per_slot"),
            models.UniqueConstraint(fields=["request"], condition=Q(ended_at=None), name="booking_once_per_request"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.slot_id}"


class Notice(models.Model):
    """A mail about a request that was sent: the mark by which a job that runs again does not send it again."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="notices")
    to = models.CharField(max_length=10, choices=NoticeTo.choices)
    about = models.CharField(max_length=80)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at"]
        constraints = [models.UniqueConstraint(fields=["request", "to", "about"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.to}: {self.about}"
