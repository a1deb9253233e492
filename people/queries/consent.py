"""The words that people consent to."""

from core.languages import SOURCE_LANGUAGE
from people.models import ConsentText


def words_in_force(purpose: str) -> dict[str, ConsentText]:
    """The newest version of the words for a purpose, by language."""
    newest = ConsentText.objects.filter(purpose=purpose).order_by("-version").values("version")[:1]
    return {text.locale: text for text in ConsentText.objects.filter(purpose=purpose, version__in=newest)}


def words_now(purpose: str, language: str) -> ConsentText | None:
    """The newest version of the words for a purpose: in the language, German where it lacks, none before anybody wrote some.

    A version that a language lacks is never replaced by an older one: people would consent to what no longer holds.
    """
    texts = words_in_force(purpose)
    return texts.get(language) or texts.get(SOURCE_LANGUAGE)
