"""Wordings in versions: saving makes the next version, nothing changes one that is there."""

import io
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from certificates import defaults, policies, rendering, samples
from certificates.errors import (
    PictureUnreadable,
    WordingChanged,
    WordingIncomplete,
    WordingNotPrintable,
    WordingTooLong,
)
from certificates.models import Template, TemplateText
from core import audit
from core.db import locked
from core.languages import SOURCE_LANGUAGE
from core.pictures import BROKEN, PIXELS_LIMIT
from people.models import Account
from people.policies import require

PICTURE_SIZE = (360, 120)  # pixels: about 170 dpi on paper
PICTURE_COLOURS = 16


def current(kind: str) -> Template:
    """The version in force. An installation without any gets the one that is delivered."""
    found = Template.objects.in_force().filter(kind=kind).first()
    if found:
        return found
    try:
        with transaction.atomic():
            defaults.install(Template, TemplateText, kinds=[kind])
    except IntegrityError:  # somebody else was quicker
        pass
    return Template.objects.in_force().get(kind=kind)


@transaction.atomic
def write(*, edited: Template, seen: int, actor: Account, at: datetime) -> Template:
    """Saves a version as edited in memory, texts and pictures included, as the next one of its kind: in force from this commit on.

    The versions before stay as they are, and papers keep theirs. `seen`: the highest version that the writer knew of.
    Raises `WordingChanged` if there is a higher one meanwhile, what `check` raises, and `NotAllowed`.
    """
    require(policies.may_word(actor))
    versions = list(locked(Template.objects.filter(kind=edited.kind)).values_list("version", flat=True))
    highest = max(versions, default=0)
    if highest != seen:
        raise WordingChanged(version=highest)
    check(edited, at)
    made: Template = edited.copy_cluster(exclude_fields=["id", "created_at"])[0]
    made.version, made.created_by = highest + 1, actor
    made.save()
    audit.log("template.written", made, actor=actor)
    return made


def check(edited: Template, at: datetime) -> None:
    """Raises `ValidationError` with the field, `WordingIncomplete`, `WordingNotPrintable`, `WordingTooLong` if papers cannot be
    made of it.
    """
    texts = list(edited.texts.all())
    if SOURCE_LANGUAGE not in {text.locale for text in texts}:
        raise WordingIncomplete
    for text in texts:
        text.clean_fields(exclude=["template"])
        _require_printable(edited, text)
        if not rendering.fits(samples.paper(edited, text.locale, on=timezone.localdate(at)), at=at):
            raise WordingTooLong(language=text.get_locale_display())


def _require_printable(edited: Template, text: TemplateText) -> None:
    if letters := rendering.unprintable(" ".join([edited.issuer, *text.printed])):
        raise WordingNotPrintable(letters=letters, language=text.get_locale_display())


def preview(edited: Template, language: str, at: datetime) -> bytes:
    """A sample of the paper in a language: an invented person, a long name in two scripts.

    Raises `TemplateText.DoesNotExist`, `WordingNotPrintable`.
    """
    _require_printable(edited, edited.text_in(language))
    paper = samples.paper(edited, language, on=timezone.localdate(at))
    return rendering.pdf([paper], title=paper.heading, author=edited.issuer, at=at)


def shrunk(upload: Any) -> bytes:
    """A picture as a small PNG on white, without metadata: a certificate is sent by mail and kept for decades.

    Raises `PictureUnreadable`.
    """
    try:
        with Image.open(upload, formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > PIXELS_LIMIT:
                raise PictureUnreadable
            opened.draft("RGB", PICTURE_SIZE)
            flat = Image.new("RGBA", opened.size, "white")
            flat.alpha_composite(opened.convert("RGBA"))
    except BROKEN as error:
        raise PictureUnreadable from error
    flat.thumbnail(PICTURE_SIZE)
    out = io.BytesIO()
    flat.convert("RGB").quantize(PICTURE_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
