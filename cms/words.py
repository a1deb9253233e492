"""Words of the glossary inside texts: `[[key|the words shown]]`."""

import re

MARK = re.compile(r"\[\[([a-z0-9-]{1,60})\|([^\[\]|]{1,120})\]\]")


def keys_in(text: str) -> list[str]:
    """Keys of the glossary marked in a text, in order, each once."""
    return list(dict.fromkeys(match[1] for match in MARK.finditer(text)))


def unknown_keys(text: str) -> set[str]:
    """Marked keys that the glossary does not hold."""
    from cms.models.snippets import GlossaryTerm  # noqa: PLC0415 - blocks load before models

    keys = set(keys_in(text))
    return keys - set(GlossaryTerm.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
