"""The demo's silent films: cards with one sentence each, drawn here, with captions in every language."""

import io
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from demo.content import Texts
from demo.webm import webm

SIZE = (640, 360)
SECONDS_EACH = 5
PAPER, INK = "#fbfaf7", "#1d2530"
DOTS = ("#0d6b62", "#c9870e", "#84336b")
FONT = "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf"


def make(key: str, cards: Sequence[Texts]) -> dict[str, Any]:
    """The configuration of a film: its file, length, first picture and captions."""
    pictures = [_card(card["de"], place, len(cards)) for place, card in enumerate(cards)]
    film = webm(pictures, seconds_each=SECONDS_EACH)
    return {
        "webm": {"document": _document(f"{key}.webm", film), "size": len(film)},
        "seconds": len(cards) * SECONDS_EACH,
        "poster": _poster(key, pictures[0]),
        "captions": {
            language: _document(f"{key}-{language}.vtt", _captions([card[language] for card in cards]))
            for language in cards[0]
        },
    }


def _card(words: str, place: int, total: int) -> Image.Image:
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(settings.NODE_MODULES / FONT), 34)
    text = "\n".join(wrap(words, 30))
    draw.multiline_text((SIZE[0] / 2, SIZE[1] / 2 - 12), text, INK, font, anchor="mm", align="center", spacing=12)
    for dot in range(total):
        left = SIZE[0] / 2 + (dot - (total - 1) / 2) * 26
        colour = DOTS[dot % 3] if dot <= place else "#e3ddd0"
        draw.ellipse((left - 6, SIZE[1] - 42, left + 6, SIZE[1] - 30), fill=colour)
    return picture


def _captions(sentences: Sequence[str]) -> bytes:
    """WebVTT, one cue per card."""
    cues = [
        f"{_clock(place * SECONDS_EACH)} --> {_clock((place + 1) * SECONDS_EACH)}\n{sentence}"
        for place, sentence in enumerate(sentences)
    ]
    return "\n\n".join(["WEBVTT", *cues, ""]).encode()


def _clock(seconds: int) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}.000"


def _document(name: str, data: bytes) -> int:
    made = get_document_model()(title=name, file=ContentFile(data, name=name))
    made.save()
    return int(made.pk)


def _poster(key: str, picture: Image.Image) -> int:
    file = io.BytesIO()
    picture.save(file, "PNG")
    made = get_image_model()(title=key, file=ImageFile(file, name=f"{key}.png"))
    made.save()
    return int(made.pk)
