import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory

from core.sending import send

BODY = bytes(range(256)) * 4


def sent(**headers):
    request = RequestFactory().get("/", headers=headers)
    return send(request, ContentFile(BODY), content_type="video/mp4", name="f.mp4", attachment=False, etag="abc")


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_send_whole():
    response = sent()
    assert (response.status_code, response["Content-Length"], body(response)) == (200, "1024", BODY)
    assert (response["ETag"], response["Accept-Ranges"]) == ('"abc"', "bytes")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 2),
        ("bytes=0-", 0, 1024),
        ("bytes=1000-", 1000, 1024),
        ("bytes=1000-99999", 1000, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-99999", 0, 1024),
        ("bytes=1023-1023", 1023, 1024),
    ],
)
def test_send_the_range_asked_for(asked, start, end):
    response = sent(range=asked)
    assert body(response) == BODY[start:end]
    whole = (start, end) == (0, 1024)
    assert response.status_code == (200 if whole else 206)
    if not whole:
        assert response["Content-Range"] == f"bytes {start}-{end - 1}/1024"


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5-4", "bytes=-0", "bytes=99999999999999999-"])
def test_send_says_when_there_is_no_such_range(asked):
    response = sent(range=asked)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    "asked", ["bytes=", "bytes=-", "bytes=0-1,5-6", "bytes=a-b", "lines=0-1", "bytes=-1-2", "x" * 9999]
)
def test_send_whole_for_what_is_no_range(asked):
    assert (sent(range=asked).status_code, body(sent(range=asked))) == (200, BODY)


def test_send_whole_if_the_file_has_changed_since():
    assert sent(range="bytes=0-1", if_range='"abc"').status_code == 206
    assert sent(range="bytes=0-1", if_range='"old"').status_code == 200


def test_send_nothing_that_is_there_already():
    assert sent(if_none_match='"abc"').status_code == 304
