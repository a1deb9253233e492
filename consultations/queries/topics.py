"""Topics in the reader's language; German where a language is missing, and it says so."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from consultations.models import Topic, TopicText
from core.languages import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class TopicRow:
    """`language`: of the words, which may be German for a reader of another language."""

    id: int
    key: str
    name: str
    description: str
    language: str


def with_words(topics: "QuerySet[Topic]") -> "QuerySet[Topic]":
    return topics.prefetch_related(Prefetch("texts", queryset=TopicText.objects.all(), to_attr="words"))


def row(topic: Topic, language: str) -> TopicRow:
    """One topic, fetched by `with_words`, in a language."""
    texts: dict[str, TopicText] = {text.locale: text for text in topic.words}  # type: ignore[attr-defined]
    text = texts.get(language) or texts.get(SOURCE_LANGUAGE)
    if text is None:
        return TopicRow(topic.pk, topic.key, topic.key, "", SOURCE_LANGUAGE)
    return TopicRow(topic.pk, topic.key, text.name, text.description, text.locale)


def offered_topics(language: str) -> list[TopicRow]:
    return [row(topic, language) for topic in with_words(Topic.objects.filter(offered=True))]
