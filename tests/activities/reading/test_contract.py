from activities.reading.kind import Reading
from tests.contract.conformance import ActivityConformance


class TestReading(ActivityConformance):
    kind = Reading()
    config = {"text": {"body": "<h3>Der Gemeinderat</h3><p>Er entscheidet <b>mit</b>.</p>"}}
    english = {"body": "<h3>The council</h3><p>It <b>has</b> a say.</p>"}
    acts = [("read", {})]
