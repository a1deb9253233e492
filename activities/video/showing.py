"""What the film's configuration says, as addresses and sizes. No queries: sizes were noted when the author saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from core.languages import KNOWN, SOURCE_LANGUAGE

# Configuration key → what the browser is told. The first that it can play counts: WebM is smaller.
FORMATS = {"webm": "video/webm", "mp4": "video/mp4"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the film. `size`: bytes."""

    url: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language."""

    url: str
    language: str
    label: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Film:
    sources: tuple[Source, ...]
    tracks: tuple[Track, ...]
    poster: str
    minutes: int

    @property
    def size(self) -> int:
        """The largest that may be loaded, in bytes."""
        return max((source.size for source in self.sources), default=0)

    @property
    def download(self) -> str:
        return self.sources[-1].url if self.sources else ""


def sources(config: Mapping[str, Any]) -> tuple[Source, ...]:
    return tuple(
        Source(reverse("film:file", args=[config[name]["document"]]), kind, int(config[name].get("size", 0)))
        for name, kind in FORMATS.items()
        if config.get(name)
    )


def film(config: Mapping[str, Any], language: str) -> Film:
    """The film for a reader of `language`; captions of that language are shown at once, else the German ones."""
    captions = config.get("captions") or {}
    shown = language if language in captions else SOURCE_LANGUAGE
    return Film(
        sources=sources(config),
        tracks=tuple(
            Track(reverse("film:file", args=[captions[code]]), code, KNOWN[code].name, code == shown)
            for code, _name in settings.LANGUAGES
            if code in captions
        ),
        poster=reverse("film:poster", args=[config["poster"]]) if config.get("poster") else "",
        minutes=-(-int(config.get("seconds") or 0) // 60),
    )
