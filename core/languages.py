"""The languages an installation may offer, each in its own script.

The source language is German: every text exists in it, every fallback ends in it.
An installation offers those of `TEILHABE_LANGUAGES`; a language is offered once its catalogue is complete.
"""

from dataclasses import dataclass

SOURCE_LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Language:
    """`code` as in BCP 47, `name` in its own script, `direction` of its script."""

    code: str
    name: str
    direction: str = "ltr"


KNOWN = {
    language.code: language
    for language in (
        Language("de", "Deutsch"),
        Language("de-simple", "Leichte Sprache"),
        Language("ar", "العربية", "rtl"),
        Language("en", "English"),
        Language("fa", "فارسی", "rtl"),
        Language("fr", "Français"),
        Language("tr", "Türkçe"),
        Language("uk", "Українська"),
    )
}


def direction(code: str) -> str:
    """`rtl` or `ltr` of a language code; unknown codes read left to right."""
    known = KNOWN.get(code) or KNOWN.get(code.split("-")[0])
    return known.direction if known else "ltr"
