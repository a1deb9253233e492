"""What an author of a kind writes: the conformance of the platform, and the kind's own behaviour."""

from teilhabe_confidence.kind import Confidence

from tests.contract.conformance import ActivityConformance


class TestConfidence(ActivityConformance):
    kind = Confidence()
    config = {"text": {"question": "Wie sicher fühlen Sie sich bei diesem Thema?"}}
    english = {"question": "How sure do you feel about this?"}
    acts = [("answer", {"answer": "half"})]

    def test_answer_may_be_changed_and_completion_stays(self, at):
        self.perform(at)
        at.act("answer", {"answer": "sure"})
        assert at.state() == {"answer": "sure"}
        assert at.attempt().completed
        assert len(at.facts()) == 1
