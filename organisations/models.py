from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from people.models import Person


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("Association or club")
    FEDERATION = "federation", _("Federation")
    COUNCIL = "council", _("Council or committee")
    NGO = "ngo", _("NGO or initiative")
    PARTY = "party", _("Party")
    MIGRANT = "migrant", _("Migrant organisation")
    OTHER = "other", _("Other")


class Organisation(models.Model):
    """An association, federation, committee or council that takes people in. A guest of this installation, no tenant."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.ASSOCIATION
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class MemberRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    CONTACT = "contact", _("Contact")


class OrganisationMember(models.Model):
    """A scoped grant: this person acts for this organisation, from when until when."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="organisation_roles")
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.CONTACT)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=models.Q(until=None), name="organisation_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.role}"
