from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, NotAllowed


class NameMissing(DomainError):
    field = "name"
    message = _("Please write a name. One word is enough.")


class UserNameTaken(DomainError):
    field = "username"
    message = _("This user name is taken. Please choose another one, or leave the field empty and we make one for you.")


class FormUsed(DomainError):
    message = _(
        "You have signed up with this form already. Please sign in, or load the page again to sign up somebody else."
    )


class PersonEntered(DomainError):
    message = _("With this form you have entered a person already. Please load the page again to enter the next one.")


class EmailTaken(DomainError):
    field = "email"
    message = _("Another account signs in with this e-mail address.")


class OwnGrant(NotAllowed):
    field = "roles"
    message = _("Nobody gives or takes a role of their own. Please ask another administrator.")


class GrantNotAllowed(NotAllowed):
    field = "roles"
    message = _("The role “%(role)s” is given and taken by an administrator.")


class ComesBackByEmail(DomainError):
    message = _("This person signs in by a code that we send to their e-mail. No sheet is needed.")


class WordsMissing(DomainError):
    field = "de"
    message = _("Please write the German words: every other language falls back to them.")


class WordsChangedMeanwhile(DomainError):
    message = _("Somebody else has written a new version in the meantime. Please open this page again and compare.")
