from activities.video.kind import Video
from tests.contract.conformance import ActivityConformance


class TestVideoByButton(ActivityConformance):
    kind = Video()
    config = {
        "mp4": {"document": 1, "size": 3_400_000},
        "webm": {"document": 2, "size": 2_100_000},
        "seconds": 100,
        "poster": 3,
        "captions": {"de": 4, "en": 5},
        "text": {"description": "Eine Sitzung.", "transcript": "<p>Guten Abend.</p>"},
    }
    english = {"description": "A meeting.", "transcript": "<p>Good evening.</p>"}
    acts = [("position", {"position": 10, "seconds": 100, "played": [[0, 10]]}), ("watched", {})]


class TestVideoByPlaying(TestVideoByButton):
    acts = [
        ("position", {"position": 50.5, "seconds": 100.0, "played": [[0, 50.5]]}),
        ("position", {"position": 95, "seconds": 100.0, "played": [[50.2, 95]]}),
    ]
