"""Errors that a person can read.

A domain function refuses by raising a `DomainError` whose message says what is wrong and how to mend it,
in the reader's language. `core.views.speaks` turns it into a message or a 409.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal by a rule. `message` is a lazy msgid with `%(name)s` places filled from `params`."""

    message: Any = _("This is not possible at the moment.")
    field: str | None = None

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(type(self).__name__)

    @property
    def code(self) -> str:
        return type(self).__name__

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


class NotAllowed(DomainError):
    """The actor's roles do not include this act. Views answer 404 where even the object is not theirs to know."""

    message = _("You are not allowed to do this here.")


class TooManyTries(DomainError):
    """A door that guesses has had its share of tries. `minutes`: until the next one is evaluated."""

    message = _("That was too many tries. Please wait %(minutes)s minutes and try again.")
