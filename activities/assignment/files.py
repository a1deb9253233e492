"""What people upload is looked at, never believed.

Photos are drawn anew without their hidden data; sound is known by its first bytes.
"""

import io
import uuid
from typing import Any

import pillow_heif
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

from activities.assignment.errors import PhotoTooLarge, PhotoUnreadable, VoiceTooLarge, VoiceUnreadable
from core.pictures import BROKEN, PIXELS_LIMIT

PHOTO_MB = 10
VOICE_MB = 20
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
EDGE = 2000  # pixels of the longer side: handwriting stays readable
QUALITY = 82

TYPES = {
    "jpg": "image/jpeg",
    "ogg": "audio/ogg",
    "webm": "audio/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "aac": "audio/aac",
}

BRANDS = {b"M4A", b"M4B", b"mp4", b"iso", b"3gp", b"dby"}  # of MPEG-4 sound

pillow_heif.register_heif_opener()


class ReadyFile(ContentFile[bytes]):
    """A file that was looked at: safe to keep. Only `photo` and `voice` below make one."""


def photo(upload: File[Any]) -> ReadyFile:
    """The picture as a JPEG of at most `EDGE` pixels, upright, without place, camera and time. Raises as named."""
    if upload.size > PHOTO_MB * 1024 * 1024:
        raise PhotoTooLarge(limit=PHOTO_MB)
    try:
        with Image.open(upload, formats=PHOTO_FORMATS) as picture:
            if picture.width * picture.height > PIXELS_LIMIT:
                raise PhotoUnreadable
            picture.draft("RGB", (EDGE, EDGE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((EDGE, EDGE))
            drawn = _on_white(upright)
    except BROKEN as error:
        raise PhotoUnreadable from error
    stream = io.BytesIO()
    drawn.save(stream, "JPEG", quality=QUALITY, optimize=True)
    return ReadyFile(stream.getvalue(), name=f"{uuid.uuid4()}.jpg")


def _on_white(picture: Image.Image) -> Image.Image:
    """New pixels only: nothing but the picture itself goes over."""
    drawn = Image.new("RGB", picture.size, "white")
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    shown = picture.convert("RGBA") if has_alpha else picture.convert("RGB")
    drawn.paste(shown, mask=shown.getchannel("A") if has_alpha else None)
    return drawn


def voice(upload: File[Any]) -> ReadyFile:
    """The recording as it is, if it is one. Raises as named."""
    if upload.size > VOICE_MB * 1024 * 1024:
        raise VoiceTooLarge(limit=VOICE_MB)
    upload.seek(0)
    data = upload.read()
    extension = sound(data[:32])
    if extension is None:
        raise VoiceUnreadable
    return ReadyFile(data, name=f"{uuid.uuid4()}.{extension}")


def sound(head: bytes) -> str | None:
    """The kind of sound by its first bytes, as a file ending."""
    if head[4:8] == b"ftyp" and head[8:11] in BRANDS:
        return "m4a"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    starts = {b"OggS": "ogg", b"\x1aE\xdf\xa3": "webm", b"ID3": "mp3", b"\xff\xf1": "aac", b"\xff\xf9": "aac"}
    known = next((extension for start, extension in starts.items() if head.startswith(start)), None)
    is_mp3 = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 in {0xE2, 0xE4, 0xE6}
    return known or ("mp3" if is_mp3 else None)


def content_type(name: str) -> str:
    """The type of a stored file: its ending was ours."""
    return TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
