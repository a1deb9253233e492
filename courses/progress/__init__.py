"""Progress: one pure function over the outline and the set of facts."""

from courses.progress.evaluate import FactData, NodeProgress, OpenRule, Progress, State, evaluate

__all__ = ["FactData", "NodeProgress", "OpenRule", "Progress", "State", "evaluate"]
