import io

import pytest
from PIL import Image

from activities.assignment import files
from activities.assignment.errors import PhotoTooLarge, PhotoUnreadable, VoiceTooLarge, VoiceUnreadable
from tests.factories import uploads


def opened(ready):
    return Image.open(io.BytesIO(ready.read()))


def test_photo_is_drawn_anew_without_place_time_and_telephone():
    ready = files.photo(uploads.photo_with_place())
    data = ready.read()
    assert b"Secret" not in data
    assert b"Exif" not in data
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (30, 60), {})


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_photo_of_every_known_format_becomes_jpeg(format):
    ready = files.photo(uploads.photo(format, size=(64, 64)))
    assert ready.name.endswith(".jpg")
    assert opened(ready).format == "JPEG"


def test_photo_is_made_small_enough():
    assert opened(files.photo(uploads.photo(size=(4000, 1000)))).size == (2000, 500)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 50,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    ],
)
def test_photo_that_is_none_is_refused_whatever_its_name(content):
    with pytest.raises(PhotoUnreadable):
        files.photo(uploads.SimpleUploadedFile("photo.jpg", content, "image/jpeg"))


def test_photo_cut_off_half_way_is_refused():
    whole = uploads.photo("JPEG", size=(400, 400)).read()
    with pytest.raises(PhotoUnreadable):
        files.photo(uploads.SimpleUploadedFile("photo.jpg", whole[: len(whole) // 2], "image/jpeg"))


def test_photo_of_too_many_pixels_is_refused_before_it_is_unpacked():
    with pytest.raises(PhotoUnreadable):
        files.photo(uploads.photo(size=(9000, 9000), compress_level=1))


def test_photo_too_large_names_the_limit():
    with pytest.raises(PhotoTooLarge) as refused:
        files.photo(uploads.SimpleUploadedFile("photo.jpg", b"x" * (files.PHOTO_MB * 1024 * 1024 + 1)))
    assert "10 MB" in str(refused.value)


@pytest.mark.parametrize(
    ("head", "extension"),
    [
        (b"OggS", "ogg"),
        (b"\x1aE\xdf\xa3", "webm"),
        (b"ID3\x03", "mp3"),
        (b"\xff\xfb\x90", "mp3"),
        (b"\xff\xf1\x50", "aac"),
        (b"\0\0\0\x20ftypM4A \0", "m4a"),
        (b"\0\0\0\x18ftypmp42", "m4a"),
        (b"RIFF\0\0\0\0WAVE", "wav"),
    ],
)
def test_voice_is_known_by_its_first_bytes(head, extension):
    ready = files.voice(uploads.voice(head, name="anything.exe"))
    assert ready.name.endswith(f".{extension}")
    assert files.content_type(ready.name).startswith("audio/")


@pytest.mark.parametrize("head", [b"", b"MZ", b"<html>", b"%PDF-1.7", b"\0\0\0\x20ftypheic", b"RIFF\0\0\0\0WEBP"])
def test_voice_that_is_none_is_refused_whatever_its_name(head):
    with pytest.raises(VoiceUnreadable):
        files.voice(uploads.voice(head, name="a.mp3"))


def test_voice_too_large_names_the_limit():
    with pytest.raises(VoiceTooLarge) as refused:
        files.voice(uploads.voice(size=files.VOICE_MB * 1024 * 1024 + 1))
    assert "20 MB" in str(refused.value)
