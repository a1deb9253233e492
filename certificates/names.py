"""Names as they are printed: tidied, told apart by script, compared with what somebody typed from the paper."""

import unicodedata
from dataclasses import dataclass

from certificates.errors import LatinNameMissing, NameTooLong, NotLatin

LIMIT = 120  # letters of one name on one page
JOINERS = "\u200c\u200d"  # Persian and Kurdish names need them; other invisible signs go
RTL = {"R", "AL"}


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """The names for one paper, one per script. `native`: empty where a person's own script is the Latin one."""

    latin: str
    native: str = ""

    def __str__(self) -> str:
        return " · ".join(name for name in (self.latin, self.native) if name)

    def checked(self) -> "PrintedNames":
        """The names as they go to print. Raises `LatinNameMissing`, `NotLatin`, `NameTooLong`."""
        latin, native = tidy(self.latin), tidy(self.native)
        if not latin:
            raise LatinNameMissing
        if not is_latin(latin):
            raise NotLatin
        if max(len(latin), len(native)) > LIMIT:
            raise NameTooLong(limit=LIMIT)
        return PrintedNames(latin, "" if is_latin(native) else native)


def tidy(name: str) -> str:
    """Composed letters, single spaces, no control or direction signs."""
    composed = unicodedata.normalize("NFC", name)
    kept = (sign if _is_written(sign) else " " for sign in composed)
    return " ".join("".join(kept).split()).strip(JOINERS)


def _is_written(sign: str) -> bool:
    return sign in JOINERS or unicodedata.category(sign)[0] != "C"


def is_latin(name: str) -> bool:
    """Whether every letter is a Latin one; true for an empty name."""
    return all("LATIN" in unicodedata.name(sign, "") for sign in name if sign.isalpha())


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    return next((way in RTL for way in map(unicodedata.bidirectional, text) if way in RTL | {"L"}), False)


def says_family_name(typed: str, *printed: str) -> bool:
    """Whether `typed` is the last word or words of one of the printed names, or a whole one.

    Case, accents, hyphens and apostrophes do not count; a first name alone never suffices.
    """
    wanted = _words(typed)
    return bool(wanted) and any(_words(name)[-len(wanted) :] == wanted for name in printed if name)


def _words(name: str) -> list[str]:
    spread = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("\u0640", ""))
    letters = (sign for sign in spread if not unicodedata.combining(sign) and sign not in JOINERS)
    return "".join(sign if sign.isalnum() else " " for sign in letters).split()
