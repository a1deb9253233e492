"""A film of still pictures in WebM, with nothing but Pillow: a lossy WebP picture is one key frame of VP8.

Element ids as in RFC 9559 (Matroska) and the WebM guidelines.
"""

import io
import struct
from collections.abc import Sequence

from PIL import Image

MILLISECOND = 1_000_000  # nanoseconds: the unit of time codes
KEY_FRAME = 0x80


def webm(pictures: Sequence[Image.Image], *, seconds_each: int) -> bytes:
    """All pictures have the size of the first one; each is shown for `seconds_each` seconds, the last one as well."""
    width, height = pictures[0].size
    length = len(pictures) * seconds_each * 1000
    header = _element(
        0x1A45DFA3,
        _number(0x4286, 1), _number(0x42F7, 1), _number(0x42F2, 4), _number(0x42F3, 8),
        _element(0x4282, b"webm"), _number(0x4287, 4), _number(0x4285, 2),
    )  # fmt: skip
    info = _element(
        0x1549A966,
        _number(0x2AD7B1, MILLISECOND),
        _element(0x4489, struct.pack(">d", length)),
        _element(0x4D80, b"Teilhabe"),
        _element(0x5741, b"Teilhabe"),
    )
    video = _element(0xE0, _number(0xB0, width), _number(0xBA, height))
    track = _element(0xAE, _number(0xD7, 1), _number(0x73C5, 1), _number(0x83, 1), _element(0x86, b"V_VP8"), video)
    frames = [_vp8(picture) for picture in pictures]
    shown = [(place * seconds_each * 1000, frame) for place, frame in enumerate(frames)]
    shown.append((length - 40, frames[-1]))  # so that players know how long the last picture stays
    clusters = [_cluster(at, frame) for at, frame in shown]
    return header + _element(0x18538067, info, _element(0x1654AE6B, track), *clusters)


def _cluster(at: int, frame: bytes) -> bytes:
    block = struct.pack(">BhB", 0x81, 0, KEY_FRAME) + frame
    return _element(0x1F43B675, _number(0xE7, at), _element(0xA3, block))


def _vp8(picture: Image.Image) -> bytes:
    """The bit stream in the `VP8 ` chunk of a simple lossy WebP file (RFC 9649)."""
    file = io.BytesIO()
    picture.convert("RGB").save(file, "WEBP", quality=80, method=4)
    data = file.getvalue()
    if data[12:16] != b"VP8 ":
        raise ValueError(data[12:16])
    size = int.from_bytes(data[16:20], "little")
    return data[20 : 20 + size]


def _element(key: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return key.to_bytes((key.bit_length() + 7) // 8, "big") + (0x01 << 56 | len(body)).to_bytes(8, "big") + body


def _number(key: int, value: int) -> bytes:
    return _element(key, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))
