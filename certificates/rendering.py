"""From paper data to PDF/UA-1 and PDF/A-2a in one file. The same data and instant give the same bytes."""

import json
import threading
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from django.conf import settings

from certificates.names import JOINERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certificates.papers import Paper

SOURCES = Path(__file__).resolve().parent / "typst"
STANDARDS: list[Any] = ["ua-1", "a-2a"]
# Vazirmatn draws each Arabic letter as one glyph, so that it can be read aloud and copied; fonts that set dots apart cannot.
# One weight of it keeps a paper in Arabic as small as one in German.
FONT_FOLDERS = [
    f"@expo-google-fonts/{folder}"
    for folder in ("noto-sans/400Regular", "noto-sans/600SemiBold", "vazirmatn/500Medium")
]
_one_at_a_time = threading.Lock()


class FontsMissing(RuntimeError):
    """The fonts for paper are not installed: `npm ci`, or `make setup`."""


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler per process: fonts are read once, later papers cost some milliseconds."""
    folders = [settings.NODE_MODULES / folder for folder in FONT_FOLDERS]
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise FontsMissing(", ".join(missing))
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders]
    )
    return typst.Compiler(root=str(SOURCES), font_paths=fonts, ignore_system_fonts=True)


def pdf(papers: "Sequence[Paper]", *, title: str, author: str, at: datetime) -> bytes:
    """One page per paper. `title` and `at` go into the file's metadata; its language is that of the first paper."""
    return _papers(papers, title=title, author=author, at=at, strict=False)


def fits(paper: "Paper", *, at: datetime) -> bool:
    """Whether all of a paper stands on its one page, made smaller where it is long."""
    try:
        _papers([paper], title=paper.heading, author=paper.issuer.text, at=at, strict=True)
    except typst.TypstError as error:
        if "does not fit" in error.message:
            return False
        raise
    return True


def _papers(papers: "Sequence[Paper]", *, title: str, author: str, at: datetime, strict: bool) -> bytes:
    first = papers[0]
    data = {
        "title": title,
        "author": author,
        "lang": first.lang,
        "rtl": first.rtl,
        "strict": strict,
        "papers": [asdict(paper) for paper in papers],
    }
    return _compile(str(SOURCES / "certificate.typ"), json.dumps(data, ensure_ascii=False), int(at.timestamp()))


@lru_cache(maxsize=1000)
def printable(text: str) -> str:
    """The text without the letters that no font of ours can draw. Titles come many times: they are remembered."""
    if not unprintable(text):
        return text
    kept = "".join(sign for sign in text if sign not in JOINERS and not unprintable(sign))
    return "" if unprintable(kept) else " ".join(kept.split())


def unprintable(text: str) -> str:
    """The first letters that no font of ours can draw, or nothing."""
    try:
        _compile(str(SOURCES / "probe.typ"), json.dumps(" ".join(text.split()), ensure_ascii=False), 0)
    except typst.TypstError as error:
        return next((sign for sign in error.message.split('"')[1::2] if sign), text)
    return ""


def _compile(source: str, data: str, timestamp: int) -> bytes:
    with _one_at_a_time:
        made = _compiler().compile(
            input=source, format="pdf", sys_inputs={"data": data}, pdf_standards=STANDARDS, timestamp=timestamp
        )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made
