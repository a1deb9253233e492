import pytest

from activities.quiz.kind import Quiz
from assessments.enums import Mode
from assessments.models import Assessment
from tests.contract.conformance import ActivityConformance
from tests.factories import assessments as make


@pytest.mark.django_db
class TestTest(ActivityConformance):
    kind = Quiz()
    mode = Mode.TEST

    def make_config(self):
        return {"assessment": make.assessment(make.item(), make.item(), mode=self.mode).pk}

    def make_acts(self, at):
        assessment = Assessment.objects.get(pk=at.activity.config["assessment"])
        items = [row.item for section in assessment.sections.all() for row in section.placements.all()]
        return [
            ("start", {}),
            ("save", make.given({items[0]: "b"})),
            ("submit", make.given(dict.fromkeys(items, "b"))),
        ]


class TestSelfCheck(TestTest):
    mode = Mode.SELF_CHECK
