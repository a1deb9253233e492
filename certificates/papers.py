"""What stands on a paper: the frozen record and the wording of its version, put together as plain data."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import segno
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone

from certificates import rendering
from certificates.enums import Kind, Place
from certificates.models import Credential, Template, TemplateText
from certificates.models.template import PLACEHOLDER
from certificates.names import is_rtl
from core.languages import SOURCE_LANGUAGE, direction

WRITTEN_AS = {"en": "en_GB"}  # as the site writes dates
QR_MASK = 2
ACCENTS = {Kind.MENTOR: "amber", Kind.ORGANISATION: "plum"}


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text with its language and direction, so that it reads right inside a line of another one."""

    text: str
    lang: str
    rtl: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Signatory:
    name: Words
    role: Words


@dataclass(frozen=True, slots=True)
class Paper:
    """One page. Names of fields are those that `typst/certificate.typ` reads."""

    lang: str
    rtl: bool
    accent: str
    issuer: Words
    heading: str
    opening: str
    names: Sequence[Words]
    body: Sequence[Sequence[Words]]
    contents_label: str
    contents: Sequence[Words]
    place_line: str
    signatories: Sequence[Signatory]
    number_line: Words
    verify_line: str
    verify_url: str
    verify_shown: str
    qr: str
    qr_alt: str
    funder_line: Words
    note: Words
    logo: list[int] | None = None
    emblem: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a version in one language. `pictures`: bytes of PNG by place."""

    text: TemplateText
    pictures: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What differs from person to person. `contents` and `course` with the language each was found in."""

    names: tuple[str, ...]
    course: tuple[str, str]
    contents: tuple[tuple[str, str], ...]
    completed: date
    dated: date
    number: str
    code: str
    units: Decimal = Decimal(0)
    units_total: Decimal = field(default=Decimal(0))


def paper_of(credential: Credential) -> Paper:
    """The paper of a credential: the same row gives the same paper. Its `template` should be selected.

    Raises `TemplateText.DoesNotExist`.
    """
    evidence = credential.evidence
    facts = Facts(
        names=credential.names,
        course=(evidence["course"]["text"], evidence["course"]["language"]),
        contents=tuple((part["text"], part["language"]) for part in evidence["modules"]),
        completed=_day(datetime.fromisoformat(evidence["completed"])),
        dated=credential.dated_on,
        number=credential.number,
        code=credential.shown_code,
        units=Decimal(evidence["units"]),
        units_total=Decimal(evidence["units_total"]),
    )
    template = credential.template
    return compose(template, _wording(template.pk, template.created_at, credential.language), facts)


@lru_cache(maxsize=100)
def _wording(version: int, made_at: datetime, language: str) -> Wording:
    """Of a stored version, from memory: nobody can change one. `made_at` tells it from one of another database."""
    return wording_of(Template.objects.get(pk=version), language)


def wording_of(template: Template, language: str) -> Wording:
    """Raises `TemplateText.DoesNotExist`."""
    pictures = {picture.place: list(bytes(picture.png)) for picture in template.pictures.all()}
    return Wording(template.text_in(language), pictures)


def _day(at: datetime) -> date:
    return timezone.localdate(at, timezone.get_default_timezone())


def compose(template: Template, wording: Wording, facts: Facts) -> Paper:
    """Puts the wording of a version and the facts of a person together; titles without the signs that our fonts lack."""
    text, pictures = wording.text, wording.pictures
    url = f"{settings.SITE_URL}/verify/{facts.code}"
    rtl = direction(text.locale) == "rtl"
    contents = [(rendering.printable(title), found) for title, found in facts.contents]
    return Paper(
        lang=iso(text.locale),
        rtl=rtl,
        accent=ACCENTS.get(Kind(template.kind), "teal"),
        issuer=foreign(template.issuer),
        heading=text.heading,
        opening=text.opening,
        names=_names(facts.names, text.locale, rtl=rtl),
        body=[_sentence(line, text, facts) for line in text.body.splitlines() if line.strip()],
        contents_label=text.contents_label,
        contents=[Words(title, iso(found), is_rtl(title)) for title, found in contents if title],
        place_line=_place_line(text, facts.dated),
        signatories=[Signatory(foreign(name), foreign(role, text.locale)) for name, role in text.signing],
        number_line=foreign(f"{text.number_label} {facts.number}", text.locale),
        verify_line=text.verify_label,
        verify_url=url,
        verify_shown=url.partition("://")[2],
        qr=qr(url),
        qr_alt=f"{text.verify_label} {url}",
        funder_line=foreign(text.funder_line, text.locale),
        note=foreign(text.note, text.locale),
        logo=pictures.get(Place.LOGO),
        emblem=pictures.get(Place.EMBLEM),
    )


def _names(names: Sequence[str], language: str, *, rtl: bool) -> list[Words]:
    """The name in the script of the page first."""
    words = [foreign(name, language) for name in names]
    return sorted(words, key=lambda one: one.rtl != rtl)


def foreign(text: str, language: str = SOURCE_LANGUAGE) -> Words:
    """Text whose script need not be that of the page: right-to-left words are marked as such, Arabic unless told better."""
    rtl = is_rtl(text)
    fits = rtl == (direction(language) == "rtl")
    return Words(text, iso(language) if fits else "ar" if rtl else iso(SOURCE_LANGUAGE), rtl)


def _sentence(line: str, text: TemplateText, facts: Facts) -> list[Words]:
    language, rtl = iso(text.locale), direction(text.locale) == "rtl"
    course, found = rendering.printable(facts.course[0]), facts.course[1]
    values = {
        "course": Words(course, iso(found), is_rtl(course), strong=True),
        "completed": Words(day(facts.completed, text.locale), language, rtl),
        "units": Words(number(facts.units, text.locale), language, rtl, strong=True),
        "units_total": Words(number(facts.units_total, text.locale), language, rtl),
    }
    pieces = PLACEHOLDER.split(line)
    words = [
        values[piece] if index % 2 and piece in values else Words(piece, language, rtl)
        for index, piece in enumerate(pieces)
    ]
    return [one for one in words if one.text]


def _place_line(text: TemplateText, dated: date) -> str:
    comma = "،" if direction(text.locale) == "rtl" else ","
    return f"{text.place}{comma} {day(dated, text.locale)}"


def qr(url: str) -> str:
    """The address as a QR code drawn in SVG, with room for a fold or a stain (level M).

    Any mask can be read (ISO/IEC 18004, 7.8); trying all eight for the smoothest costs half as much as the rest of the paper.
    """
    out = io.BytesIO()
    segno.make(url, error="m", micro=False, boost_error=False, mask=QR_MASK).save(
        out, kind="svg", xmldecl=False, border=0, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue().decode()


def day(when: date, language: str) -> str:
    """A date as people write it, its day and month in one line."""
    return str(format_date(when, format="long", locale=_locale(language))).replace(" ", "\u00a0", 1)


def number(value: Decimal, language: str) -> str:
    return str(format_decimal(value.normalize(), locale=_locale(language)))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(WRITTEN_AS.get(language, iso(language)))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE_LANGUAGE)


def iso(language: str) -> str:
    """The ISO 639 code of a language: `de-simple` is German."""
    return language.partition("-")[0]
