import pytest

from activities.assignment.kind import Assignment
from tests.contract.conformance import ActivityConformance
from tests.factories import uploads


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
        return [("hand_in", {"text": "", "photo": uploads.photo(), "voice": uploads.voice()})]
