"""What somebody must have done before joining a course."""

from datetime import datetime

from courses.outline import NO_RULE, Outline
from courses.progress import evaluate
from courses.queries.overview import titles_of
from courses.queries.progress import courses_in, facts_of
from courses.sentences import sentence
from people.models import Person


def missing_before(outline: Outline, person: Person | None, language: str, at: datetime) -> tuple[str, ...]:
    """What is missing to join, as sentences; nothing if nothing is. Two queries, none for a course that asks for nothing."""
    if outline.requires == NO_RULE:
        return ()
    missing = evaluate(outline, facts_of(person.pk) if person else (), at).missing_before
    titles = titles_of(courses_in(outline.requires), language) if missing else {}
    return tuple(sentence(rule, {node: title.text for node, title in titles.items()}) for rule in missing)
