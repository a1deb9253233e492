"""The words that people consent to: written in versions, never changed."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from core import audit
from core.languages import SOURCE_LANGUAGE
from people.errors import WordsChangedMeanwhile, WordsMissing
from people.models import Account, ConsentText
from people.policies import may_word_consent, require


def word(*, purpose: str, texts: Mapping[str, str], replaces: int, actor: Account) -> int:
    """Writes the words for a purpose as the version after `replaces`; the same words again change nothing. Returns the version.

    Who consented before keeps the version they read. Languages without a text fall back to German. Raises `WordsMissing` without a
    German text, `WordsChangedMeanwhile` if somebody else wrote that version first, `NotAllowed`.
    """
    require(may_word_consent(actor))
    written = {locale: text.strip() for locale, text in texts.items() if text.strip()}
    if SOURCE_LANGUAGE not in written:
        raise WordsMissing
    known = ConsentText.objects.filter(purpose=purpose, version=replaces)
    if written == dict(known.values_list("locale", "text")):
        return replaces
    version = replaces + 1
    rows = [ConsentText(purpose=purpose, version=version, locale=locale, text=text) for locale, text in written.items()]
    try:
        with transaction.atomic():
            made = ConsentText.objects.bulk_create(rows)
            audit.log("consent_text.written", made[0], actor=actor)
    except IntegrityError as error:
        raise WordsChangedMeanwhile from error
    return version
