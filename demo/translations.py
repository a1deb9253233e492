"""Translates pages as a translator would: segment by segment, through wagtail-localize."""

from collections.abc import Iterable

from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, extract_strings

from core.languages import SOURCE_LANGUAGE
from demo.content import Texts

Pairs = dict[str, dict[str, str]]


class Dictionary:
    """German segments and what they are in other languages."""

    def __init__(self) -> None:
        self.known: Pairs = {}

    def plain(self, texts: Texts) -> str:
        """Learns a plain text; returns its German."""
        german = StringValue.from_plaintext(texts[SOURCE_LANGUAGE]).data
        for language, text in texts.items():
            self.known.setdefault(language, {})[german] = StringValue.from_plaintext(text).data
        return texts[SOURCE_LANGUAGE]

    def rich(self, texts: Texts) -> str:
        """Learns an HTML text, aligned segment by segment; returns its German."""
        german = [string.data for string, _ in extract_strings(texts[SOURCE_LANGUAGE])[1]]
        for language, text in texts.items():
            segments = [string.data for string, _ in extract_strings(text)[1]]
            if len(segments) != len(german):
                raise ValueError(f"{language}: {len(segments)} segments for {len(german)} in German: {german[:1]}")
            self.known.setdefault(language, {}).update(zip(german, segments, strict=True))
        return texts[SOURCE_LANGUAGE]

    @property
    def languages(self) -> Iterable[str]:
        return [language for language in self.known if language != SOURCE_LANGUAGE]


def translate(instance: TranslatableMixin, dictionary: Dictionary) -> None:
    """Makes and publishes the translations of a page or snippet into every language the dictionary knows.

    Each in autocommit, parents before children (wagtail-localize miscounts children otherwise).
    """
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    for language in dictionary.languages:
        locale = Locale.objects.get(language_code=language)
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
        _fill(source, locale, dictionary.known[language])
        translation.save_target(publish=True)


def _fill(source: TranslationSource, locale: Locale, known: dict[str, str]) -> None:
    for segment in source.stringsegment_set.select_related("string", "context"):
        text = known.get(segment.string.data)
        if text is None:
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": text, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )


def is_translated(page: Page, language: str) -> bool:
    return page.get_translations().filter(locale__language_code=language).exists()
