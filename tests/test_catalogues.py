"""The German and the Arabic catalogue say everything that code and templates say, and nothing else."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")
TEMPLATES = {".html", ".txt"}
LEFT_OUT = {"tests", "node_modules", "var", "locale"}
DJANGO = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
KEYWORDS = DEFAULT_KEYWORDS | DJANGO | {"gettext_noop": None}

Key = tuple[str | None, str | tuple[str, ...]]

languages = pytest.mark.parametrize("language", ["de", "ar"])


def _catalogue(language: str) -> Catalog:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def _messages(language: str) -> list[Message]:
    return [message for message in _catalogue(language) if message.id]


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _english(message: Message) -> str:
    """The words to compare with; of a plural the form for many, which names the number."""
    return message.id if isinstance(message.id, str) else message.id[-1]


def _said(path: Path, text: str) -> Iterator[Key]:
    if path.suffix in TEMPLATES:
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _, words, _, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield context, words


def _sources() -> Iterator[Path]:
    for place in ROOT.iterdir():
        if place.is_dir() and place.name not in LEFT_OUT and not place.name.startswith("."):
            yield from (path for path in place.rglob("*") if path.suffix in {".py", *TEMPLATES})


@languages
def test_every_message_is_translated(language: str) -> None:
    assert [_key(message) for message in _messages(language) if not all(_forms(message)) or message.fuzzy] == []


@languages
def test_translations_keep_placeholders_and_tags(language: str) -> None:
    """Forms for one or two may do without the number; none may name what the message does not hold."""

    def broken(message: Message) -> bool:
        wanted, forms = set(PLACEHOLDER.findall(_english(message))), _forms(message)
        return (
            any(set(PLACEHOLDER.findall(form)) - wanted for form in forms)
            or set(PLACEHOLDER.findall(forms[-1])) != wanted
            or any(sorted(TAG.findall(form)) != sorted(TAG.findall(_english(message))) for form in forms)
        )

    assert [_key(message) for message in _messages(language) if broken(message)] == []


@languages
def test_catalogue_holds_what_the_code_says(language: str) -> None:
    """After new words: `make messages`, then translate."""
    written = {_key(message) for message in _messages(language)}
    said = {key for path in _sources() for key in _said(path, path.read_text(encoding="utf-8"))}
    assert sorted(said - written, key=str) == []
    assert sorted(written - said, key=str) == []


def test_words_are_found_in_code_and_in_templates() -> None:
    code = 'label = _("One")\nother = pgettext_lazy("place", "Two")\nnote = ngettext("%(n)s a", "%(n)s b", n)\n'
    page = (
        '<p>\n  {% translate "Three" %}{% trans "Four" context "door" %}\n'
        "{% blocktranslate trimmed count n=n %}\n {{ n }} c{% plural %}{{ n }} d{% endblocktranslate %}</p>"
    )
    assert [*_said(Path("a.py"), code)] == [(None, "One"), ("place", "Two"), (None, ("%(n)s a", "%(n)s b"))]
    assert [*_said(Path("a.html"), page)] == [(None, "Three"), ("door", "Four"), (None, ("%(n)s c", "%(n)s d"))]
