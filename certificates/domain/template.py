"""Wordings in versions: written as a draft, released once, never changed afterwards."""

import io
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from PIL import Image, UnidentifiedImageError

from certificates import defaults, policies
from certificates.enums import Place
from certificates.errors import PictureUnreadable, TemplateIncomplete, TemplateInUse
from certificates.models import Template, TemplatePicture, TemplateText
from core import audit, clock
from core.db import locked
from core.languages import SOURCE_LANGUAGE
from people.models import Account
from people.policies import require

PICTURE_SIZE = (360, 120)  # pixels: about 170 dpi on paper
PICTURE_COLOURS = 16


def current(kind: str) -> Template:
    """The released version with the highest number. An installation without any gets the one that is delivered."""
    found = _newest(kind)
    if found:
        return found
    try:
        with transaction.atomic():
            defaults.install(Template, TemplateText, kinds=[kind], at=clock.now())
    except IntegrityError:  # somebody else was quicker
        pass
    return Template.objects.released().filter(kind=kind).latest("version")


def _newest(kind: str) -> Template | None:
    return Template.objects.released().filter(kind=kind).order_by("-version").first()


@transaction.atomic
def draft(*, kind: str, actor: Account) -> Template:
    """A new version of a kind, as a copy of the current one, to be changed and released. Raises `NotAllowed`."""
    require(policies.may_word(actor))
    model = current(kind)
    number = Template.objects.filter(kind=kind).aggregate(highest=Max("version"))["highest"]
    made: Template = Template.objects.create(kind=kind, version=number + 1, issuer=model.issuer, created_by=actor)
    for text in TemplateText.objects.filter(template=model):
        text.pk, text.template = None, made
        text.save(force_insert=True)
    TemplatePicture.objects.bulk_create(
        TemplatePicture(template=made, place=one.place, png=one.png) for one in model.pictures.all()
    )
    audit.log("template.drafted", made, actor=actor)
    return made


@transaction.atomic
def release(*, template: Template, actor: Account, at: datetime) -> Template:
    """From now on new certificates of this kind have this wording, and it is fixed. Those issued keep theirs.

    Raises `TemplateInUse` (released before), `TemplateIncomplete`, `NotAllowed`.
    """
    held = held_draft(template, actor)
    if not held.texts.filter(locale=SOURCE_LANGUAGE).exists():
        raise TemplateIncomplete
    held.released_at = at
    held.save(update_fields=["released_at"])
    audit.log("template.released", held, actor=actor)
    return held


def held_draft(template: Template, actor: Account) -> Template:
    """The version, locked in the caller's transaction, if it may still be changed. Raises `TemplateInUse`, `NotAllowed`."""
    require(policies.may_word(actor))
    held: Template = locked(Template.objects.filter(pk=template.pk)).get()
    if held.is_frozen:
        raise TemplateInUse
    return held


@transaction.atomic
def set_picture(*, template: Template, place: Place, upload: Any, actor: Account) -> TemplatePicture:
    """Puts a logo or emblem on a draft: shrunk to what a paper needs. Raises `PictureUnreadable`, `TemplateInUse`, `NotAllowed`."""
    held = held_draft(template, actor)
    png = shrunk(upload)
    picture, _is_new = TemplatePicture.objects.update_or_create(template=held, place=place, defaults={"png": png})
    return picture


@transaction.atomic
def remove_picture(*, template: Template, place: Place, actor: Account) -> None:
    """Takes a logo or emblem from a draft. Raises `TemplateInUse`, `NotAllowed`."""
    held_draft(template, actor).pictures.filter(place=place).delete()


def shrunk(upload: Any) -> bytes:
    """The picture as a small PNG on white, without metadata: a certificate is sent by mail and kept for decades."""
    try:
        with Image.open(upload, formats=("PNG", "JPEG")) as opened:
            opened.draft("RGB", PICTURE_SIZE)
            flat = Image.new("RGBA", opened.size, "white")
            flat.alpha_composite(opened.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnreadable from error
    flat.thumbnail(PICTURE_SIZE)
    out = io.BytesIO()
    flat.convert("RGB").quantize(PICTURE_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
