"""Files as people upload them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo(
    format: str = "PNG", *, size: tuple[int, int] = (40, 30), name: str = "photo", **saving: Any
) -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, format, **saving)
    return SimpleUploadedFile(f"{name}.{format.lower()}", stream.getvalue(), f"image/{format.lower()}")


def photo_with_place() -> SimpleUploadedFile:
    """A photo turned on its side that says where and when it was taken, and by which telephone."""
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 39.0, 36.0)
    return photo("JPEG", size=(60, 30), exif=exif.tobytes(), comment=b"SecretNote")


def voice(head: bytes = b"OggS", *, size: int = 200, name: str = "a.ogg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, head + b"\0" * (size - len(head)), "application/octet-stream")
