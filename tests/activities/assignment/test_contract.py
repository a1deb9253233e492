import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from activities.assignment.kind import Assignment
from tests.contract.conformance import ActivityConformance


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG")
    return SimpleUploadedFile("photo.png", stream.getvalue(), "image/png")


class TestAssignmentAsText(ActivityConformance):
    kind = Assignment()
    config = {
        "accepts": ["text", "photo", "voice"],
        "complete_when": "handed_in",
        "text": {"prompt": "<p>Schreiben Sie eine Frage auf.</p>"},
    }
    english = {"prompt": "<p>Write down a question.</p>"}
    acts = [("hand_in", {"text": "Wann tagt der Rat?"})]


class TestAssignmentWithFiles(TestAssignmentAsText):
    @pytest.fixture(autouse=True)
    def media(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def make_acts(self, at):
        voice = SimpleUploadedFile("a.ogg", b"OggS" + b"\0" * 60, "audio/ogg")
        return [("hand_in", {"text": "", "photo": picture(), "voice": voice})]
