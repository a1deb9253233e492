from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NothingHandedIn(DomainError):
    field = "text"
    message = _("There is nothing here yet. Please write a few words, or add a photo or a recording.")


class NotAsked(DomainError):
    message = _("This task does not ask for that kind of answer. Please choose one of those it names.")


class TextTooLong(DomainError):
    field = "text"
    message = _("Your text is longer than %(limit)s characters. Please shorten it a little; it is still in the form.")


class TextUnreadable(DomainError):
    field = "text"
    message = _("Your text could not be read. Please type it again.")


class PhotoTooLarge(DomainError):
    field = "photo"
    message = _("This photo is larger than %(limit)s MB. Please choose a smaller one.")


class PhotoUnreadable(DomainError):
    field = "photo"
    message = _("This file is no photo that we can read. Please choose a picture (JPEG, PNG, WebP or HEIC).")


class VoiceTooLarge(DomainError):
    field = "voice"
    message = _("This recording is larger than %(limit)s MB. Please make a shorter one.")


class VoiceUnreadable(DomainError):
    field = "voice"
    message = _("This file is no recording that we can play. Please choose a sound file (MP3, M4A, OGG, WebM or WAV).")


class CommentMissing(DomainError):
    field = "comment"
    message = _("Please write what should be different, so that the person knows how to go on.")


class CommentTooLong(DomainError):
    field = "comment"
    message = _("Your comment is longer than %(limit)s characters. Please shorten it a little.")


class AlreadyDecided(DomainError):
    message = _("Somebody has answered this piece of work already, or it was replaced by a newer one.")
