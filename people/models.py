import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.languages import SOURCE_LANGUAGE
from core.models import AppendOnly
from people.enums import Channel, ContactKind, Role


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        return self.create_user(username, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser, PermissionsMixin):
    """Who signs in. It holds no name and no birth date: those of a learner stand in `Identity`.

    `sign_up_key`: the secret of the form it came from, so that a double click makes one account.
    """

    username = models.CharField(_("user name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    email = models.EmailField(_("e-mail for signing in"), null=True, blank=True, unique=True)
    language = models.CharField(_("language"), max_length=12, default=SOURCE_LANGUAGE)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sign_up_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="account_username_any_case"),
            models.UniqueConstraint(Lower("email"), name="account_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.username

    def clean(self) -> None:
        super().clean()
        self.email = self.email or None

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username

    @property
    def called(self) -> str:
        """What staff call who works with this account: the person's name, or the user name where there is none."""
        person = getattr(self, "person", None)
        return str(person) if person else self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The global roles granted; read once per request."""
        known = set(Role.values)
        return frozenset(group.name for group in self.groups.all() if group.name in known)


class Person(models.Model):
    """Who learns, accompanies or represents. Every learning key points here; a person may have no account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.OneToOneField(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    language = models.CharField(_("language"), max_length=12, default=SOURCE_LANGUAGE)
    entered_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        identity = getattr(self, "identity", None)
        return str(identity) if identity else str(_("Nameless person"))


class Identity(models.Model):
    """The names of a person: one free field per script, no first and last name."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="identity")
    name = models.CharField(_("name"), max_length=200, help_text=_("In your own script, as you write it yourself."))
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def __str__(self) -> str:
        return self.latin_name or self.name


class ContactPoint(models.Model):
    """A way to reach a person: as many as wished, never unique, never a login."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=254)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.value


class ConsentText(models.Model):
    """One version of the words that people consent to, per purpose and language."""

    purpose = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    locale = models.CharField(max_length=12)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["purpose", "-version", "locale"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version", "locale"], name="consent_text_version_locale")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} ({self.locale})"


class Consent(AppendOnly):
    """That a person consented, or took it back, to which words, when and how."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="consent_person_at")]

    def __str__(self) -> str:
        return f"{self.text} {'given' if self.given else 'withdrawn'}"
